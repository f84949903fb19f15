"""One request, and what every method asks of it: chat, topic, message replied to, rights, files, flood control."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.servers.telegram import rules
from tests.servers.telegram.flood import Flood
from tests.servers.telegram.refusal import bad_request, forbidden, too_many
from tests.servers.telegram.rules import Text
from tests.servers.telegram.world import Chat, File, Json, Message, Topic, World

RIGHT_OF = {"photo": ("can_send_photos", "photos"), "document": ("can_send_documents", "documents")}


@dataclass
class Call:
    """One request, with its values read and its uploads beside them."""

    world: World
    flood: Flood
    values: Json
    uploads: Mapping[str, tuple[str, bytes]]

    def get(self, name: str, default: Any = None) -> Any:
        """One value."""
        return self.values.get(name, default)

    def need(self, name: str) -> Any:
        """One value that must be there [srv]."""
        if self.get(name) in (None, ""):
            raise bad_request(f"{name} is empty" if name != "text" else "message text is empty")
        return self.values[name]


def find_chat(call: Call) -> Chat:
    """The chat to write to, if the bot may write there at all [srv]."""
    world, asked = call.world, call.get("chat_id")
    if asked in (None, ""):
        raise bad_request("chat_id is empty")
    if asked in world.deactivated:
        raise forbidden("user is deactivated")
    chat = world.chats.get(asked)
    if chat is None:
        if asked in world.users:
            raise forbidden("bot can't initiate conversation with a user")  # (memory)
        raise bad_request("chat not found")
    if chat.upgraded_to:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.upgraded_to)
    if chat.gone:
        raise forbidden("the group chat was deleted")
    noun = "group" if chat.kind == "group" else chat.kind
    match chat.bot_member.status:
        case "kicked" if chat.kind == "private":
            raise forbidden("bot was blocked by the user")
        case "kicked":
            raise forbidden(f"bot was kicked from the {noun} chat")
        case "left":
            raise forbidden(f"bot is not a member of the {noun} chat")
    return chat


def find_topic(call: Call, chat: Chat) -> Topic | None:
    """The topic to write in: General has no id to send, a closed one takes nothing."""
    asked = call.get("message_thread_id")
    if asked is None:
        return None
    if not chat.is_forum or asked not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[asked].closed and chat.bot_member.status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return chat.topics[asked]


def find_replied(call: Call, chat: Chat) -> Message | None:
    """The message that this one replies to."""
    wanted = call.get("reply_parameters")
    if not wanted:
        return None
    found = chat.messages.get(wanted.get("message_id", 0))
    if found is None or found.deleted:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return found


def check_rights(chat: Chat, kind: str) -> None:
    """A restricted group lets only some things in [td]."""
    right, noun = RIGHT_OF.get(kind, ("can_send_messages", "text messages"))
    if right in chat.bot_member.denied:
        raise bad_request(f"not enough rights to send {noun} to the chat")


def spend(call: Call, chat: Chat, count: int = 1) -> None:
    """Flood control: sends and edits share one budget [maint]."""
    for _ in range(count):
        wait = call.flood.ask(chat.id, call.world.clock.now(), group=chat.group)
        if wait is not None:
            raise too_many(wait)


def read_file(call: Call, kind: Any, given: Any) -> File:
    """An upload, or a file the platform has already."""
    if isinstance(given, str) and given.startswith("attach://"):
        part = call.uploads.get(given.removeprefix("attach://"))
        if part is None:
            raise bad_request(f"there is no {kind} in the request")
        name, data = part
        if kind == "photo":
            return call.world.keep("photo", data, name, rules.picture(data))
        rules.upload(data)
        return call.world.keep("document", data, name)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    file = call.world.files.get(str(given))
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")  # (memory)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {str(kind).title()}")  # (memory)
    file.sent += 1
    return file


def read_caption(values: Mapping[str, Any]) -> Text:
    """The caption after its markup was applied."""
    return rules.read_text(values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities"))
