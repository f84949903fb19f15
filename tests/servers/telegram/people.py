"""What people do: they write, reply, edit, press, react, join, leave, block; the bot hears what it may hear."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.servers.telegram.rules import COMMAND, INLINE_QUERY, START, command_entities
from tests.servers.telegram.world import (
    CHANNEL_BOT,
    GROUP_ANONYMOUS_BOT,
    Chat,
    Json,
    Member,
    Message,
    Query,
    Topic,
    World,
    member_json,
)

STICKER: Json = {
    "file_id": "ST1", "file_unique_id": "ST1u", "type": "regular", "width": 512, "height": 512,
    "is_animated": False, "is_video": False, "emoji": "🐈",
}  # fmt: skip
VOICE: Json = {"file_id": "VO1", "file_unique_id": "VO1u", "duration": 3}
PHOTO: list[Json] = [{"file_id": "PP1", "file_unique_id": "PP1u", "width": 90, "height": 60}]
POLL: Json = {
    "id": "31", "question": "Which head?", "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
    "type": "regular", "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
    "options": [{"persistent_id": "1", "text": "5.3", "voter_count": 0}],
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody with the app in hand."""

    world: World = field(repr=False)
    user: Json

    @property
    def id(self) -> int:
        """Their account."""
        return int(self.user["id"])

    @property
    def private(self) -> Chat:
        """Their chat with the bot."""
        return self.world.chats[self.id]

    def say(
        self,
        text: str | None,
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        anonymous: bool = False,
        **extra: Any,
    ) -> Message:
        """Write a message; `extra` is for stickers, voice, polls, forwards and pictures."""
        chat = chat or self.private
        thread = topic.id if topic else (reply_to.thread if reply_to else None)
        if topic and not reply_to:  # the topic's first message stands as replied to [srv, model]
            reply_to = chat.messages[topic.id]
        sender = GROUP_ANONYMOUS_BOT if anonymous else self.user
        if anonymous:
            extra["sender_chat"] = chat.json()
        entities = tuple(command_entities(text)) if text else ()
        message = self.world.post(
            chat, sender, text=text, entities=entities, reply_to=reply_to, thread=thread, extra=extra
        )
        if reaches(message):
            self.world.tell("message", message.json())
        return message

    def start(self, payload: str = "") -> Message:
        """Open the bot's chat, by the button or a `?start=` link."""
        if payload and not START.fullmatch(payload):
            msg = f"a start payload is up to 64 of A-Z a-z 0-9 _ -: {payload!r}"
            raise ValueError(msg)
        if self.id not in self.world.chats:
            chat = self.world.chat("private", self.user["first_name"], self.id)
            chat.members = {who["id"]: Member(who) for who in (self.user, self.world.bot.json())}
        return self.say(f"/start {payload}".strip())

    def edit(self, message: Message, text: str) -> None:
        """Change what one wrote."""
        message.text, message.entities = text, tuple(command_entities(text))
        message.edit_date = self.world.today()
        if reaches(message):
            self.world.tell("edited_message", message.json())

    def delete(self, message: Message) -> None:
        """Take a message away; the bot is not told."""
        message.deleted = True

    def press(self, message: Message, button: str | Json, *, inaccessible: bool = False) -> Query:
        """Press a button, named by its label, its data or itself."""
        found = button if isinstance(button, dict) else next(
            each for each in message.buttons if button in (each["text"], each.get("callback_data"))
        )  # fmt: skip
        query = self.world.query(self.user)
        body: Json = {"id": query.id, "from": self.user, "chat_instance": "9", "data": found["callback_data"]}
        inline = next((key for key, each in self.world.inline_messages.items() if each is message), None)
        if inline:
            body["inline_message_id"] = inline
        elif inaccessible:
            body["message"] = {"chat": message.chat.json(), "message_id": message.id, "date": 0}
        else:
            body["message"] = message.json()
        self.world.tell("callback_query", body)
        return query

    def react(self, message: Message, *emoji: str) -> None:
        """Set one's reactions; the bot hears of it where it is an administrator."""
        new = [{"type": "emoji", "emoji": each} for each in emoji]
        old = message.reactions.pop(self.id, [])
        if new:
            message.reactions[self.id] = new
        if message.chat.kind == "private" or message.chat.bot_member.status == "administrator":
            self.world.tell("message_reaction", {
                "chat": message.chat.json(), "message_id": message.id, "user": self.user, "date": self.world.today(),
                "old_reaction": old, "new_reaction": new,
            })  # fmt: skip

    def join(self, chat: Chat) -> None:
        """Enter a group."""
        chat.members[self.id] = Member(self.user)
        message = self.world.post(chat, self.user, extra={"new_chat_members": [self.user]})
        if chat.bot_member.inside:
            self.world.tell("message", message.json())

    def add_bot(self, chat: Chat, payload: str | None = None) -> None:
        """Add the bot, by the menu or a `?startgroup=` link."""
        bot_joins(chat, self.user)
        if payload is not None:
            self.say(f"/start@{self.world.bot.username} {payload}".strip(), chat)

    def block(self) -> None:
        """Block the bot."""
        self._standing("kicked")

    def unblock(self) -> None:
        """Let the bot in again."""
        self._standing("member")

    def _standing(self, status: Any) -> None:
        change_bot(self.private, self.user, status)

    def inline(self, text: str, offset: str = "") -> Query:
        """Type `@bot text` in any chat."""
        query = self.world.query(self.user)
        body = {"id": query.id, "from": self.user, "query": text[:INLINE_QUERY], "offset": offset, "chat_type": "group"}
        self.world.tell("inline_query", body)
        return query

    def choose(self, query: Query, index: int, chat: Chat) -> Message:
        """Send one of the results of an inline query into a chat."""
        result = query.answers[0]["results"][index]
        content = result.get("input_message_content", {})
        message = self.world.post(
            chat, self.user, text=content.get("message_text") or result.get("caption"),
            entities=tuple(content.get("entities", ())), photo=self.world.files.get(result.get("photo_file_id", "")),
            keyboard=result.get("reply_markup"), extra={"via_bot": self.world.bot.json()},
        )  # fmt: skip
        if message.keyboard:  # only then may the bot change it later
            query.inline_message_id = f"IM{query.id}"
            self.world.inline_messages[query.inline_message_id] = message
        if chat.bot_member.inside:
            self.world.tell("message", message.json())
        return message

    def call(self, text: str, chat: Chat, reply_to: Message | None = None) -> Query:
        """Mention the bot as a guest in a chat that it is not in."""
        query = self.world.query(self.user)
        message = self.world.post(
            chat, self.user, text=text, entities=tuple(command_entities(text)), reply_to=reply_to,
            extra={"guest_query_id": query.id},
        )  # fmt: skip
        self.world.tell("guest_message", message.json())
        return query


def person(world: World, name: str, language: str | None = "en", *, started: bool = True, bot: bool = False) -> Person:
    """Somebody new; `started`: they once opened the bot's chat, and that was answered long ago."""
    user: Json = {"id": 100_000 + next(world.ids), "is_bot": bot, "first_name": name}
    if language:
        user["language_code"] = language
    world.users[user["id"]] = user
    if started:
        chat = world.chat("private", name, user["id"])
        chat.members = {who["id"]: Member(who) for who in (user, world.bot.json())}
    return Person(world, user)


def group(
    world: World,
    title: str,
    *people: Person,
    forum: bool = False,
    basic: bool = False,
    admin: bool = False,
    bot: bool = True,
) -> Chat:
    """A group with these people, and with the bot in it (quietly) unless told otherwise."""
    chat = world.chat("group" if basic else "supergroup", title, forum=forum)
    chat.members = {each.id: Member(each.user) for each in people}
    if people:
        chat.members[people[0].id].status = "creator"
    if bot:
        chat.members[world.bot.id] = Member(world.bot.json(), "administrator" if admin else "member")
    return chat


def topic(chat: Chat, name: str) -> Topic:
    """Open a forum topic."""
    made = chat.world.post(chat, None, extra={"forum_topic_created": {"name": name, "icon_color": 7322096}})
    made.sender, made.thread = next(iter(chat.members.values())).user, made.id
    chat.topics[made.id] = Topic(made.id, name)
    return chat.topics[made.id]


def upgrade(chat: Chat) -> Chat:
    """Turn a basic group into a supergroup: a new id, and service messages on both sides [srv]."""
    world = chat.world
    new = world.chat("supergroup", chat.title)
    new.members, chat.upgraded_to = chat.members, new.id
    creator = next(iter(chat.members.values())).user
    for where, what in ((chat, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": chat.id})):
        world.tell("message", world.post(where, creator, extra=what).json())
    return new


def restrict(chat: Chat, *denied: str) -> None:
    """Take rights from the bot, named as in ChatMemberRestricted."""
    chat.members[chat.world.bot.id] = Member(chat.world.bot.json(), "restricted", frozenset(denied))


def change_bot(chat: Chat, by: Json, status: Any) -> None:
    """Change the bot's standing and tell it."""
    user = chat.world.bot.json()
    old = member_json(chat.members, user)
    chat.members[user["id"]] = Member(user, status)
    chat.world.tell("my_chat_member", {
        "chat": chat.json(), "from": by, "date": chat.world.today(), "old_chat_member": old,
        "new_chat_member": member_json(chat.members, user),
    })  # fmt: skip


def bot_joins(chat: Chat, by: Json) -> None:
    """The bot is added to a group."""
    change_bot(chat, by, "member")
    added = chat.world.post(chat, by, extra={"new_chat_members": [chat.world.bot.json()]})
    chat.world.tell("message", added.json())


def kick_bot(chat: Chat) -> None:
    """The bot is thrown out."""
    change_bot(chat, next(iter(chat.members.values())).user, "kicked")


def channel_says(group_chat: Chat, text: str, channel: Chat) -> Message:
    """A channel writes in a group, as a linked channel or under its own name."""
    message = group_chat.world.post(
        group_chat,
        CHANNEL_BOT,
        text=text,
        entities=tuple(command_entities(text)),
        extra={"sender_chat": channel.json()},
    )
    if reaches(message):
        group_chat.world.tell("message", message.json())
    return message


def reaches(message: Message) -> bool:
    """Whether the bot gets this message: privacy mode decides [faq, model]."""
    chat, bot = message.chat, message.chat.world.bot
    if not chat.bot_member.inside:
        return False
    if chat.kind == "private":
        return True
    if message.sender and message.sender["is_bot"] and "sender_chat" not in message.extra:
        return False  # bots don't hear each other
    if not bot.privacy or chat.bot_member.status == "administrator":
        return True
    command = COMMAND.match(message.words)
    if command:
        named = (command.group(2) or "").lower()
        other_bots = any(each.user["is_bot"] and each.user["id"] != bot.id for each in chat.members.values())
        return named == bot.username or (not named and (not other_bots or chat.last_bot == bot.id))
    if message.reply_to and message.reply_to.by_bot:
        return True
    mentioned = re.search(rf"@{bot.username}\b", message.words, re.IGNORECASE)
    return bool(mentioned and bot.mentions_arrive)
