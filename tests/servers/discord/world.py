"""Who and what there is in the local Discord: users, guilds, channels, threads, messages, files, and what each may do.

Tests build it by hand and look into it; the bot sees it through the front (HTTP) and the gateway.
Only the bot under test has a client: people are acted by `people.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from tests.servers.discord.clock import Clock
from tests.servers.discord.refused import Refused

BITS = {
    "ADD_REACTIONS": 6,
    "VIEW_CHANNEL": 10,
    "SEND_MESSAGES": 11,
    "MANAGE_MESSAGES": 13,
    "EMBED_LINKS": 14,
    "ATTACH_FILES": 15,
    "READ_MESSAGE_HISTORY": 16,
    "USE_APPLICATION_COMMANDS": 31,
    "MANAGE_THREADS": 34,
    "CREATE_PUBLIC_THREADS": 35,
    "SEND_MESSAGES_IN_THREADS": 38,
    "USE_EXTERNAL_APPS": 50,
}  # discord-gateway.json
USUAL = frozenset(BITS) - {"MANAGE_MESSAGES", "MANAGE_THREADS"}
GUILD_TEXT, DM, GROUP_DM, PUBLIC_THREAD, FORUM = 0, 1, 3, 11, 15
TOKEN = "MTIz.local.token"  # noqa: S105, opens nothing
MENTION = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")


def bits(rights: frozenset[str] | set[str]) -> str:
    """Rights as the number that travels."""
    return str(sum(1 << BITS[right] for right in rights))


@dataclass(eq=False, slots=True)
class User:
    """A person or a bot; `locale` is the client's language."""

    id: int
    name: str
    locale: str = "en-US"
    bot: bool = False
    installed: bool = False
    blocks_bot: bool = False


@dataclass(eq=False, slots=True)
class Guild:
    """A server. The bot is in it unless `bot_in` says otherwise; `rights` are the bot's and everybody's."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    members: dict[int, User] = field(default_factory=dict)
    channels: dict[int, "Channel"] = field(default_factory=dict)
    rights: set[str] = field(default_factory=lambda: set(USUAL))
    bot_in: bool = True

    @property
    def bot_role(self) -> int:
        """The role that Discord makes for a bot in a guild, and offers beside its name when somebody types `@`."""
        return self.id + 1


@dataclass(eq=False, slots=True)
class Channel:
    """A text channel, forum, thread, DM or group DM."""

    id: int
    kind: int
    name: str = ""
    guild: Guild | None = None
    people: tuple[User, ...] = ()
    parent: "Channel | None" = None
    owner: User | None = None
    denied: set[str] = field(default_factory=set)
    messages: dict[int, "Message"] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    tags: dict[int, str] = field(default_factory=dict)
    tag_required: bool = False
    applied: tuple[int, ...] = ()
    typing: int = 0

    @property
    def is_thread(self) -> bool:
        """Whether it hangs below another channel."""
        return self.parent is not None


@dataclass(eq=False, slots=True)
class File:
    """An attachment, with its size as a picture if it is one."""

    id: int
    name: str
    data: bytes
    alt: str | None = None
    kind: str = "application/octet-stream"
    width: int | None = None
    height: int | None = None


@dataclass(eq=False, slots=True)
class Message:
    """A message as it stands now; `history` holds what it was before each edit."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    files: list[File] = field(default_factory=list)
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    reply_to: "Message | None" = None
    reply_id: int | None = None
    mentions: tuple[User, ...] = ()
    stickers: tuple[str, ...] = ()
    poll: str | None = None
    forwarded: str | None = None
    reactions: dict[str, list[User]] = field(default_factory=dict)
    asked: Any = None
    seen_by: User | None = None
    edited: bool = False
    deleted: bool = False
    loading: bool = False
    webhook: bool = False
    stamp: str = ""
    history: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All buttons under it, in reading order."""
        found: list[dict[str, Any]] = []

        def walk(parts: list[dict[str, Any]]) -> None:
            for part in parts:
                found.extend([part] if part["type"] == 2 else [])
                walk(part.get("components", []))

        walk(self.components)
        return found

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button.get("label", "") for button in self.buttons]


def measured(file: File) -> File:
    """The file with its kind, and decoded to the last pixel if it says it is a picture."""
    if file.name.endswith((".png", ".jpg", ".jpeg", ".webp")):
        with Image.open(BytesIO(file.data)) as picture:
            picture.load()
            file.width, file.height = picture.size
            file.kind = f"image/{(picture.format or 'png').lower()}"
    return file


Build = Callable[..., dict[str, Any] | None]  # (Shown, Session) -> what a session sees of an event


class World:
    """The whole of it.

    Attributes:
        clock: The server's time.
        bot: The account under test; its id is the application's too.
        token: What the bot must send.
        content_allowed: Whether the privileged message content intent is switched on in the developer portal.
        commands: Registered commands: None for the global list, a guild's id for its own.
        listeners: Called with an event's name, payload builder, guild and whether it is direct; the gateway listens.
    """

    def __init__(self, clock: Clock | None = None, token: str = TOKEN) -> None:
        self.clock = clock or Clock()
        self.token = token
        self._count = count(1)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.files: dict[int, File] = {}
        self.commands: dict[int | None, list[dict[str, Any]]] = {None: []}
        self.interactions: dict[str, Any] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.content_allowed = False
        self.listeners: list[Callable[..., None]] = []
        self.base = ""
        self.bot = self.user("heads", bot=True)

    def flake(self) -> int:
        """A new snowflake."""
        return self.clock.stamp(next(self._count))

    def user(self, name: str, *, locale: str = "en-US", bot: bool = False, installed: bool = False) -> User:
        """A new account."""
        user = User(self.flake(), name, locale, bot=bot, installed=installed)
        self.users[user.id] = user
        return user

    def guild(self, name: str, *members: User, locale: str = "en-US", bot_in: bool = True) -> Guild:
        """A new server with its members; the first owns it."""
        guild = Guild(self.flake(), name, members[0] if members else self.bot, locale, bot_in=bot_in)
        guild.members = {user.id: user for user in (*members, *([self.bot] if bot_in else []))}
        self.guilds[guild.id] = guild
        self.tell("GUILD_CREATE", lambda show, _: show.guild(guild), guild)
        return guild

    def channel(
        self, guild: Guild, name: str = "general", *, kind: int = GUILD_TEXT, denied: set[str] | None = None
    ) -> Channel:
        """A new channel; `denied` takes rights from the bot there."""
        channel = Channel(self.flake(), kind, name, guild, denied=denied or set())
        self.channels[channel.id] = guild.channels[channel.id] = channel
        self.tell("CHANNEL_CREATE", lambda show, _: show.channel(channel), guild)
        return channel

    def direct(self, *people: User, with_bot: bool = True) -> Channel:
        """The private channel of a person and the bot (or of people without it)."""
        everybody = (*people, *([self.bot] if with_bot else []))
        for channel in self.channels.values():
            if channel.guild is None and set(channel.people) == set(everybody):
                return channel
        channel = Channel(self.flake(), DM if len(everybody) == 2 else GROUP_DM, people=everybody)
        self.channels[channel.id] = channel
        return channel

    def thread(self, parent: Channel, name: str, owner: User, *, first: Message | None = None) -> Channel:
        """A new thread; its id is that of the message it hangs on [dd]."""
        if first is not None and first.id in self.channels:
            raise Refused(400, 160004, "A thread has already been created for this message")  # [codes]
        thread = Channel(
            first.id if first else self.flake(), PUBLIC_THREAD, name, parent.guild, parent=parent, owner=owner
        )
        self.channels[thread.id] = thread
        self.tell("THREAD_CREATE", lambda show, _: show.channel(thread) | {"newly_created": True}, parent.guild)
        return thread

    def may(self, channel: Channel) -> frozenset[str]:
        """The bot's rights in a channel; a thread has its parent's [dd]."""
        if channel.guild is None:
            return USUAL if self.bot in channel.people else frozenset()
        if not channel.guild.bot_in:
            return frozenset()
        home = channel.parent or channel
        rights = frozenset(channel.guild.rights) - home.denied - channel.denied
        return rights if "VIEW_CHANNEL" in rights else frozenset()

    def rights(self, channel: Channel, user: User) -> frozenset[str]:
        """A person's rights; the owner of a guild may everything."""
        guild = channel.guild
        return frozenset(BITS) if guild and guild.owner is user else frozenset(guild.rights) if guild else USUAL

    def tell(self, event: str, build: Build, guild: Guild | None, *, direct: bool = False) -> None:
        """Something happened: the gateway passes it on to the sessions that may know."""
        for listener in self.listeners:
            listener(event, build, guild, direct=direct)

    def attach(self, name: str, data: bytes, alt: str | None = None) -> File:
        """Keeps an uploaded file, measured if it is a picture."""
        file = measured(File(self.flake(), name, data, alt))
        self.files[file.id] = file
        return file

    def mentioned(self, content: str) -> tuple[User, ...]:
        """Who is named in a text."""
        found = [self.users[int(named)] for named in MENTION.findall(content) if int(named) in self.users]
        return tuple(dict.fromkeys(found))

    def roles(self, message: Message) -> list[str]:
        """The roles named in a message: of all roles only the bot's own can be."""
        guild = message.channel.guild
        named = ROLE.findall(message.content)
        return [str(guild.bot_role)] if guild is not None and str(guild.bot_role) in named else []

    def now(self) -> str:
        """The time of now as messages carry it."""
        return self.clock.moment().isoformat()

    def visible(self, channel_id: int | str) -> Channel:
        """A channel by id, as the bot may see it, or the refusal."""
        channel = self.channels.get(int(channel_id))
        if channel is None:
            raise Refused(404, 10003, "Unknown Channel")
        if "VIEW_CHANNEL" not in self.may(channel):
            raise Refused(403, 50001, "Missing Access")
        return channel

    def message(self, channel: Channel, message_id: int | str) -> Message:
        """A message that is still there; ephemeral ones are not found by this way."""
        found = channel.messages.get(int(message_id))
        if found is None or found.deleted or found.seen_by is not None:
            raise Refused(404, 10008, "Unknown Message")
        return found

    def put(self, message: Message) -> Message:
        """Places a new message and tells it."""
        message.stamp = message.stamp or self.now()
        message.channel.messages[message.id] = message
        if message.seen_by is None:
            self.tell_message("MESSAGE_CREATE", message)
        return message

    def changed(self, message: Message) -> None:
        """Tells an edit."""
        if message.seen_by is None:
            self.tell_message("MESSAGE_UPDATE", message)

    def tell_message(self, event: str, message: Message) -> None:
        """A message event, each session seeing as much as it may."""
        channel = message.channel
        if "VIEW_CHANNEL" in self.may(channel):
            build = lambda show, session: show.event_message(message, session)  # noqa: E731, one line each
            self.tell(event, build, channel.guild, direct=channel.guild is None)

    def remove(self, message: Message) -> None:
        """Deletes a message and tells it."""
        message.deleted = True
        where = {"id": str(message.id), "channel_id": str(message.channel.id)}
        where |= {"guild_id": str(message.channel.guild.id)} if message.channel.guild else {}
        if message.seen_by is None:
            self.tell("MESSAGE_DELETE", lambda *_: where, message.channel.guild, direct=message.channel.guild is None)

    def answers(self, channel: Channel, *, loading: bool = False) -> list[Message]:
        """What the bot said in a channel and still stands, ephemeral or not."""
        return [
            m
            for m in channel.messages.values()
            if m.author is self.bot and not m.deleted and (loading or not m.loading)
        ]
