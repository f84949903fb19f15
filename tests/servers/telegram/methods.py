"""What each method of the bot does to the world, in the platform's order of checks.

Arguments and markup as they are read, then the chat, the topic, the message replied to or edited, rights, lengths,
and the flood control last. A method that isn't in `METHODS` fails the test by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.servers.telegram import rules
from tests.servers.telegram.flood import Flood
from tests.servers.telegram.refusal import Refused, bad_request, forbidden, too_many
from tests.servers.telegram.rules import Text
from tests.servers.telegram.world import Chat, File, Json, Message, Topic, World, member_json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
RIGHT_OF = {"photo": ("can_send_photos", "photos"), "document": ("can_send_documents", "documents")}
DELETE_SECONDS = 48 * 3600


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


def _send(call: Call, kind: str, text: Text, given: Any = None) -> Message:
    rules.keyboard(call.get("reply_markup"))
    chat = find_chat(call)
    topic = find_topic(call, chat)
    replied = find_replied(call, chat)
    check_rights(chat, kind)
    (rules.sent_text if kind == "text" else rules.sent_caption)(text)
    files = {} if kind == "text" else {kind: read_file(call, kind, given)}
    spend(call, chat)
    thread = topic.id if topic else None
    return call.world.post(
        chat, call.world.bot.json(), text=text.text or None, entities=text.entities, reply_to=replied, thread=thread,
        keyboard=call.get("reply_markup"), **files,
    )  # fmt: skip


def _caption(values: Mapping[str, Any]) -> Text:
    return rules.read_text(values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities"))


def send_message(call: Call) -> Json:
    text = rules.read_text(call.need("text"), call.get("parse_mode"), call.get("entities"))
    return _send(call, "text", text).json()


def send_photo(call: Call) -> Json:
    return _send(call, "photo", _caption(call.values), call.get("photo")).json()


def send_document(call: Call) -> Json:
    return _send(call, "document", _caption(call.values), call.get("document")).json()


def send_media_group(call: Call) -> list[Json]:
    media = call.get("media") or []
    rules.album(media)
    captions = [_caption(each) for each in media]
    chat = find_chat(call)
    topic = find_topic(call, chat)
    replied = find_replied(call, chat)
    for each, caption in zip(media, captions, strict=True):
        check_rights(chat, each["type"])
        rules.sent_caption(caption)
    files = [read_file(call, each["type"], each["media"]) for each in media]
    spend(call, chat, len(media))
    group = {"media_group_id": str(next(call.world.ids))}
    return [
        call.world.post(
            chat, call.world.bot.json(), text=caption.text or None, entities=caption.entities, reply_to=replied,
            thread=topic.id if topic else None, extra=group, **{file.kind: file},
        ).json()
        for file, caption in zip(files, captions, strict=True)
    ]  # fmt: skip


def send_message_draft(call: Call) -> bool:
    chat = find_chat(call)
    if chat.kind not in rules.DRAFT_KINDS:
        raise bad_request("PEER_ID_INVALID")  # (memory)
    if not call.get("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")  # (memory)
    call.world.drafts.append(dict(call.values))
    return True


def _edited(call: Call) -> Message:
    """The message to edit."""
    rules.keyboard(call.get("reply_markup"))
    if (inline := call.get("inline_message_id")) is not None:
        if inline not in call.world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return call.world.inline_messages[inline]
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, **parts: Any) -> Any:
    """Write the new parts over the old; without `reply_markup` the keyboard goes away [model]."""
    parts = {"keyboard": call.get("reply_markup")} | parts
    if all(_same(getattr(message, name), value) for name, value in parts.items()):
        raise bad_request(NOT_MODIFIED)
    inline = call.get("inline_message_id") is not None
    if not inline:
        spend(call, message.chat)
    message.history.append({name: getattr(message, name) for name in parts})
    for name, value in parts.items():
        setattr(message, name, value)
    message.edit_date = call.world.today()
    return True if inline else message.json()


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, File) and isinstance(new, File):
        return old.unique == new.unique
    return bool(old == new) or (not old and not new)


def edit_message_text(call: Call) -> Any:
    text = rules.read_text(call.need("text"), call.get("parse_mode"), call.get("entities"))
    message = _edited(call)
    if message.photo or message.document:
        raise bad_request("there is no text in the message to edit")
    rules.edited_text(text)
    return _change(call, message, text=text.text, entities=text.entities)


def edit_message_caption(call: Call) -> Any:
    text = _caption(call.values)
    message = _edited(call)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    rules.edited_caption(text)
    return _change(call, message, text=text.text or None, entities=text.entities)


def edit_message_media(call: Call) -> Any:
    media = call.get("media") or {}
    text = _caption(media)
    message = _edited(call)
    kind, given = media["type"], media["media"]
    if call.get("inline_message_id") is not None and given.startswith("attach://"):
        raise bad_request("MEDIA_NEW_INVALID")  # no uploads in inline messages [api]; the text is from memory
    check_rights(message.chat, kind)
    rules.edited_caption(text)
    file = read_file(call, kind, given)
    blank = {"photo": None, "document": None}
    return _change(call, message, text=text.text or None, entities=text.entities, **(blank | {kind: file}))


def edit_message_reply_markup(call: Call) -> Any:
    return _change(call, _edited(call))


def delete_message(call: Call) -> bool:
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    mine = message.by_bot or chat.kind == "private" or chat.bot_member.status == "administrator"
    if not mine or call.world.today() - message.date > DELETE_SECONDS:
        raise bad_request("message can't be deleted")
    message.deleted = True
    return True


def _answer(call: Call, name: str) -> Any:
    query = call.world.queries.get(str(call.get(name)))
    if query is None or query.answered or call.world.clock.now() - query.at > rules.QUERY_SECONDS:
        raise bad_request(TOO_OLD)
    return query


def answer_callback_query(call: Call) -> bool:
    _answer(call, "callback_query_id").answers.append(dict(call.values))
    return True


def answer_inline_query(call: Call) -> bool:
    results = call.get("results", [])
    for result in results:
        _check_result(call, result)
    rules.inline_results(results, call.get("next_offset") or "")
    _answer(call, "inline_query_id").answers.append(dict(call.values))
    return True


def _check_result(call: Call, result: Json) -> None:
    rules.keyboard(result.get("reply_markup"))
    content = result.get("input_message_content", {})
    if "message_text" in content:
        text = rules.read_text(content["message_text"], content.get("parse_mode"), content.get("entities"))
        rules.sent_text(text)
    rules.sent_caption(_caption(result))
    if "photo_file_id" in result:
        read_file(call, "photo", result["photo_file_id"])


def answer_guest_query(call: Call) -> Json:
    result = call.get("result") or {}
    _check_result(call, result)
    query = _answer(call, "guest_query_id")
    asked = next(
        message
        for chat in call.world.chats.values()
        for message in chat.messages.values()
        if message.extra.get("guest_query_id") == query.id
    )
    content = result.get("input_message_content", {})
    message = call.world.post(
        asked.chat, call.world.bot.json(), text=content.get("message_text") or result.get("caption"), reply_to=asked,
        entities=tuple(content.get("entities", ())), keyboard=result.get("reply_markup"),
        photo=call.world.files.get(result.get("photo_file_id", "")),
    )  # fmt: skip
    query.answers.append(dict(call.values))
    query.inline_message_id = f"IM{query.id}"
    call.world.inline_messages[query.inline_message_id] = message
    return {"inline_message_id": query.inline_message_id}


def send_chat_action(call: Call) -> bool:
    rules.action(call.need("action"))
    chat = find_chat(call)
    find_topic(call, chat)
    call.world.actions.append((chat.id, call.get("message_thread_id"), call.get("action")))
    return True


def set_message_reaction(call: Call) -> bool:
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to react not found")
    reactions = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")  # one a bot and message [api]
    message.reactions.pop(call.world.bot.id, None)
    if reactions:
        message.reactions[call.world.bot.id] = reactions
    return True


def get_file(call: Call) -> Json:
    file = call.world.files.get(call.need("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")  # (memory)
    rules.download(len(file.data))
    path = f"{file.kind}s/{file.id}"
    return {"file_id": file.id, "file_unique_id": file.unique, "file_size": len(file.data), "file_path": path}


def get_chat(call: Call) -> Json:
    chat = find_chat(call)
    return chat.json() | {
        "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }  # fmt: skip


def get_chat_member(call: Call) -> Json:
    chat = find_chat(call)
    user = call.world.users.get(call.get("user_id")) or call.world.bot.json()
    return member_json(chat.members, user)


def leave_chat(call: Call) -> bool:
    find_chat(call).bot_member.status = "left"
    return True


def _scope(call: Call) -> tuple[str, str]:
    return (call.get("scope") or {"type": "default"})["type"], call.get("language_code") or ""


def set_my_commands(call: Call) -> bool:
    rules.commands(call.get("commands") or [], call.get("language_code") or "")
    call.world.commands[_scope(call)] = call.get("commands") or []
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    call.world.commands.pop(_scope(call), None)
    return True


PROFILE = {"name": 64, "description": 512, "short_description": 120}


def _set_profile(field: str) -> Callable[[Call], bool]:
    def method(call: Call) -> bool:
        value = call.get(field) or ""
        if len(value) > PROFILE[field]:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")  # (memory)
        call.world.profile[field, call.get("language_code") or ""] = value
        return True

    return method


def _get_profile(field: str) -> Callable[[Call], Json]:
    def method(call: Call) -> Json:
        saved = call.world.profile
        return {field: saved.get((field, call.get("language_code") or "")) or saved.get((field, ""), "")}

    return method


def delete_webhook(call: Call) -> bool:
    call.world.webhook = ""
    return True


def set_webhook(call: Call) -> bool:
    call.world.webhook = call.get("url") or ""
    return True


def get_webhook_info(call: Call) -> Json:
    return {"url": call.world.webhook, "has_custom_certificate": False, "pending_update_count": len(call.world.pending)}


METHODS: dict[str, Callable[[Call], Any]] = {
    "getMe": lambda call: call.world.bot.me(),
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "sendMessageDraft": send_message_draft,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
    "sendChatAction": send_chat_action,
    "setMessageReaction": set_message_reaction,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _set_profile("name"),
    "getMyName": _get_profile("name"),
    "setMyDescription": _set_profile("description"),
    "getMyDescription": _get_profile("description"),
    "setMyShortDescription": _set_profile("short_description"),
    "getMyShortDescription": _get_profile("short_description"),
}

__all__ = ["METHODS", "NOT_MODIFIED", "TOO_OLD", "Call", "Refused"]
