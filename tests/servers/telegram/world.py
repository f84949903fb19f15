"""Everything that is: chats, members, rights, topics, messages, files, and what the bot has yet to hear of it.

The world knows no HTTP. People act in it (people.py), the bot's methods change it (methods.py).
"""

import asyncio
import contextlib
import hashlib
import itertools
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tests.servers.telegram.rules import QUERY_SECONDS, shown

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup", "channel"]
EPOCH = 1_760_000_000  # what the calendar says when the clock says 0
DEFAULT_UPDATES_OFF = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
UPDATE_SECONDS = 24 * 3600
GROUP_ANONYMOUS_BOT: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL_BOT: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
RIGHTS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]
ADMIN_RIGHTS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
]


class Clock(Protocol):
    """Time, real or moved by a test."""

    def now(self) -> float:
        """Seconds."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


@dataclass(repr=False, eq=False)
class File:
    """A file the platform keeps."""

    id: str
    unique: str
    kind: Literal["photo", "document"]
    data: bytes
    name: str = ""
    width: int = 0
    height: int = 0
    sent: int = 0  # how often it went out by its id alone

    def __repr__(self) -> str:
        return f"<{self.kind} {self.width}x{self.height} {self.id}>"


@dataclass
class Member:
    """Somebody's standing in a chat."""

    user: Json
    status: Literal["creator", "administrator", "member", "restricted", "left", "kicked"] = "member"
    denied: frozenset[str] = frozenset()

    @property
    def inside(self) -> bool:
        """Whether they take part."""
        return self.status not in ("left", "kicked")

    def json(self) -> Json:
        """A ChatMember."""
        out: Json = {"status": self.status, "user": self.user}
        if self.status == "restricted":
            out |= {"is_member": True, "until_date": 0} | {right: right not in self.denied for right in RIGHTS}
        elif self.status == "administrator":
            out |= {right: right not in self.denied for right in ADMIN_RIGHTS} | {"is_anonymous": False}
        elif self.status == "creator":
            out |= {"is_anonymous": False}
        elif self.status == "kicked":
            out |= {"until_date": 0}
        return out


@dataclass(repr=False, eq=False)
class Message:
    """One message and what only the world knows of it."""

    id: int
    chat: "Chat"
    sender: Json | None
    date: int
    text: str | None = None
    entities: tuple[Json, ...] = ()
    photo: File | None = None
    document: File | None = None
    keyboard: Json | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    edit_date: int | None = None
    extra: Json = field(default_factory=dict)  # service fields, stickers, polls, forwards
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    deleted: bool = False
    history: list[Json] = field(default_factory=list)  # what stood here before each edit

    def __repr__(self) -> str:
        return f"<message {self.id} {self.words[:40]!r}>"

    @property
    def by_bot(self) -> bool:
        """Whether our bot wrote it."""
        return bool(self.sender and self.sender["id"] == self.chat.world.bot.id)

    @property
    def words(self) -> str:
        """Text or caption."""
        return self.text or ""

    @property
    def buttons(self) -> list[Json]:
        """All buttons under it, in reading order."""
        return [button for row in (self.keyboard or {}).get("inline_keyboard", ()) for button in row]

    def json(self, *, nested: bool = True) -> Json:
        """A Message as the bot gets it."""
        out: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        media = self.photo or self.document or self.extra.keys() & {"sticker", "voice", "video", "photo"}
        parts: Json = {
            "from": self.sender,
            "edit_date": self.edit_date,
            "message_thread_id": self.thread,
            "is_topic_message": True if self.thread and self.chat.is_forum else None,
            "caption" if media else "text": self.text,
            "caption_entities" if media else "entities": list(self.entities) or None,
            "photo": photo_sizes(self.photo) if self.photo else None,
            "document": document(self.document) if self.document else None,
            "reply_markup": self.keyboard,
            "reply_to_message": self.reply_to.json(nested=False)
            if nested and self.reply_to and not self.reply_to.deleted
            else None,
        }
        return out | {name: value for name, value in parts.items() if value is not None} | self.extra


@dataclass
class Topic:
    """A forum topic; its id is that of the message that opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(repr=False, eq=False)
class Chat:
    """A private chat, a group or a channel."""

    world: "World"
    id: int
    kind: Kind
    title: str
    is_forum: bool = False
    username: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    upgraded_to: int | None = None
    gone: bool = False
    last_bot: int | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.title!r} {self.id}>"

    @property
    def group(self) -> bool:
        """Whether several people write here."""
        return self.kind in ("group", "supergroup")

    @property
    def from_bot(self) -> list[Message]:
        """What our bot wrote here and still stands."""
        return [message for message in self.messages.values() if message.by_bot and not message.deleted]

    @property
    def bot_member(self) -> Member:
        """Our bot's standing here."""
        return self.members.get(self.world.bot.id, Member(self.world.bot.json(), "left"))

    def json(self) -> Json:
        """A Chat."""
        name = "first_name" if self.kind == "private" else "title"
        out: Json = {"id": self.id, "type": self.kind, name: self.title}
        if self.username:
            out["username"] = self.username
        return out | ({"is_forum": True} if self.is_forum else {})


@dataclass
class Bot:
    """The account under test and what BotFather set for it."""

    token: str = "4200:test-token"  # noqa: S105 - of this server alone
    username: str = "heads_bot"
    privacy: bool = True
    mentions_arrive: bool = False  # sources differ: the FAQ says no, BotFather's own text says yes
    inline: bool = True
    guest: bool = True

    @property
    def id(self) -> int:
        """The number before the token's colon."""
        return int(self.token.split(":")[0])

    def json(self) -> Json:
        """A User."""
        return {"id": self.id, "is_bot": True, "first_name": "Heads", "username": self.username}

    def me(self) -> Json:
        """The User that getMe answers."""
        return self.json() | {
            "can_join_groups": True, "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": self.inline, "supports_guest_queries": self.guest,
            "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
            "allows_users_to_create_topics": False, "can_manage_bots": False, "supports_join_request_queries": False,
        }  # fmt: skip


@dataclass
class Query:
    """A button press, an inline query or a guest call that wants an answer."""

    id: str
    user: Json
    at: float
    answers: list[Json] = field(default_factory=list)
    inline_message_id: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the bot has answered it."""
        return bool(self.answers)


@dataclass(repr=False, eq=False)
class World:
    """One Telegram."""

    clock: Clock
    bot: Bot = field(default_factory=Bot)
    chats: dict[int, Chat] = field(default_factory=dict)
    users: dict[int, Json] = field(default_factory=dict)
    deactivated: set[int] = field(default_factory=set)
    webhook: str = ""
    files: dict[str, File] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    inline_messages: dict[str, Message] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    actions: list[tuple[int, int | None, str]] = field(default_factory=list)
    drafts: list[Json] = field(default_factory=list)
    pending: deque[tuple[float, Json]] = field(default_factory=deque)
    allowed: frozenset[str] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    ids: Any = field(default_factory=lambda: itertools.count(1))
    _updates: Any = field(default_factory=lambda: itertools.count(5001))
    _messages: Any = field(
        default_factory=lambda: itertools.count(101)
    )  # private chats and basic groups share one count
    _supergroup: dict[int, Any] = field(default_factory=dict)
    check_update: Callable[[Json], None] = lambda _update: None

    def __repr__(self) -> str:
        return "<world>"

    def today(self) -> int:
        """Unix time."""
        return EPOCH + int(self.clock.now())

    def chat(self, kind: Kind, title: str, chat_id: int | None = None, *, forum: bool = False) -> Chat:
        """A new chat; ids look like the platform's."""
        number = next(self.ids)
        base = {"private": number, "group": -4000 - number}.get(kind, -1_000_000_000_000 - number)
        new = Chat(self, chat_id or base, kind, title, is_forum=forum)
        self.chats[new.id] = new
        return new

    def post(self, chat: Chat, sender: Json | None, **parts: Any) -> Message:
        """Put a message into a chat; nobody is told yet."""
        count = self._supergroup.setdefault(chat.id, itertools.count(1)) if chat.id < -(10**12) else self._messages
        message = Message(next(count), chat, sender, self.today(), **parts)
        chat.messages[message.id] = message
        if sender and sender["is_bot"]:
            chat.last_bot = sender["id"]
        return message

    def tell(self, kind: str, body: Json) -> int | None:
        """Make an update, unless the bot said that it doesn't want this kind; its id."""
        wanted = self.allowed is None and kind not in DEFAULT_UPDATES_OFF
        if not wanted and kind not in (self.allowed or ()):
            return None
        update = {"update_id": next(self._updates), kind: body}
        self.check_update(update)
        self.pending.append((self.clock.now(), update))
        self.stir()
        return int(update["update_id"])

    def stir(self) -> None:
        """Wake everybody who waits for something to happen."""
        self.changed.set()
        self.changed = asyncio.Event()

    def forget_old_updates(self) -> None:
        """Updates are kept a day [faq], presses 150 s [model]."""
        now = self.clock.now()
        self.pending = deque(
            (at, update)
            for at, update in self.pending
            if now - at < (QUERY_SECONDS if "callback_query" in update else UPDATE_SECONDS)
        )

    def keep(self, kind: Literal["photo", "document"], data: bytes, name: str, size: tuple[int, int] = (0, 0)) -> File:
        """Keep an uploaded file."""
        digest = hashlib.sha256(data).hexdigest()[:16]
        file = File(f"{kind[:2].upper()}{next(self.ids)}_{digest}", f"U{digest}{kind[0]}", kind, data, name, *size)
        self.files[file.id] = file
        return file

    def query(self, user: Json) -> Query:
        """A new query of this person."""
        new = Query(str(7_000_000 + next(self.ids)), user, self.clock.now())
        self.queries[new.id] = new
        return new

    async def until(self, condition: Callable[[], Any], seconds: float = 30.0) -> Any:
        """Wait until something holds, in real time; what it holds."""
        async with asyncio.timeout(seconds):
            while not (found := condition()):
                with contextlib.suppress(TimeoutError):  # what happens inside the bot stirs nothing here
                    async with asyncio.timeout(0.02):
                        await self.changed.wait()
        return found


def photo_sizes(file: File) -> list[Json]:
    """The sizes a photo comes in: a thumbnail and the large one."""
    width, height = shown(file.width, file.height)
    large = {"file_id": file.id, "file_unique_id": file.unique, "width": width, "height": height}
    scale = min(1.0, 320 / max(width, height))
    small = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
    thumbnail = small | {"file_id": f"{file.id}s", "file_unique_id": f"{file.unique}s"}
    return [thumbnail, large | {"file_size": len(file.data)}]


def document(file: File) -> Json:
    """A Document."""
    out: Json = {"file_id": file.id, "file_unique_id": file.unique, "file_size": len(file.data)}
    return out | ({"file_name": file.name} if file.name else {})


def member_json(members: Mapping[int, Member], user: Json) -> Json:
    """Somebody's ChatMember, also of one who never was here."""
    return members.get(user["id"], Member(user, "left")).json()
