"""What people do: say, edit, react, press, use commands, open threads; told to the bot as the platform tells it."""

from typing import Any

from tests.servers.discord import interactions
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.shown import Shown
from tests.servers.discord.world import FORUM, Channel, Guild, Message, User, World

KINDS = {3: str, 4: int, 5: bool, 10: (int, float)}


class Person:
    """An account with hands."""

    def __init__(self, world: World, user: User) -> None:
        self.world, self.user = world, user

    @property
    def mention(self) -> str:
        """How others name it in a text."""
        return f"<@{self.user.id}>"

    def say(
        self,
        channel: Channel,
        text: str = "",
        *,
        reply_to: Message | None = None,
        files: tuple[tuple[str, bytes], ...] = (),
        ping: bool = True,
        **more: Any,
    ) -> Message:
        """Writes; `more` may name stickers, poll, forwarded, flags. A reply pings whom it answers; `ping` stops it."""
        if channel.locked:
            raise AssertionError(f"the thread {channel.name} is locked: nobody can write there")
        channel.archived = False
        named = self.world.mentioned(text)
        if reply_to is not None and ping and reply_to.author is not self.user:
            named = tuple(dict.fromkeys((*named, reply_to.author)))
        message = Message(
            id=self.world.flake(),
            channel=channel,
            author=self.user,
            content=text,
            files=[self.world.attach(name, data) for name, data in files],
            kind=19 if reply_to else 0,
            reply_to=reply_to,
            reply_id=reply_to.id if reply_to else None,
            mentions=named,
            **more,
        )
        return self.world.put(message)

    def edit(self, message: Message, text: str) -> None:
        """Changes an own message."""
        message.content, message.edited = text, True
        message.mentions = self.world.mentioned(text)
        self.world.changed(message)

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        self.world.remove(message)

    def react(self, message: Message, emoji: str) -> None:
        """Puts a reaction below a message."""
        message.reactions.setdefault(emoji, []).append(self.user)
        self._reaction("MESSAGE_REACTION_ADD", message, emoji)

    def unreact(self, message: Message, emoji: str) -> None:
        """Takes it back."""
        message.reactions[emoji].remove(self.user)
        self._reaction("MESSAGE_REACTION_REMOVE", message, emoji)

    def _reaction(self, event: str, message: Message, emoji: str) -> None:
        react(self.world, event, self.user, message, emoji)

    def press(self, message: Message, label: str) -> Interaction:
        """Presses the button that has this label (or custom id)."""
        found = [b for b in message.buttons if label in (b.get("label"), b.get("custom_id"))]
        if not found:
            raise AssertionError(f"no button {label!r}; there are {message.labels}")
        if found[0].get("disabled"):
            raise AssertionError(f"the button {label!r} is disabled: it can't be pressed")
        if message.seen_by not in (None, self.user):
            raise AssertionError(f"{self.user.name} can't see this message")
        data = {"custom_id": found[0]["custom_id"], "component_type": 2, "id": 1}
        return interactions.begin(self.world, interactions.COMPONENT, self.user, message.channel, data, message)

    def choose(self, message: Message, label: str) -> Interaction:
        """Chooses the option of a select below a message that has this label."""
        for row in message.components:
            for select in row["components"]:
                for option in select.get("options", []):
                    if option["label"] == label:
                        data = {"custom_id": select["custom_id"], "component_type": 3, "id": 1}
                        data |= {"values": [option["value"]]}
                        kind = interactions.COMPONENT
                        return interactions.begin(self.world, kind, self.user, message.channel, data, message)
        raise AssertionError(f"no option {label!r}")

    def command(self, channel: Channel, name: str, kind: int = 1) -> dict[str, Any]:
        """A registered command as the client offers it here, or a failed test."""
        ours = self.world.commands.get(channel.guild.id if channel.guild else None, [])
        for command in (*ours, *self.world.commands[None]):
            if command["name"] == name and command.get("type", 1) == kind:
                return command
        raise AssertionError(
            f"the command {name!r} is not registered; there are {[c['name'] for c in self.world.commands[None]]}"
        )

    def slash(self, channel: Channel, name: str, **options: Any) -> Interaction:
        """Uses a slash command with its options by their default names."""
        command = self.command(channel, name)
        self._offered(command, channel)
        missing = [o["name"] for o in command.get("options") or [] if o.get("required") and o["name"] not in options]
        if missing:
            raise AssertionError(f"/{name} wants {missing}: the client would not send it")
        data = self._data(command, self._options(command, options))
        return interactions.begin(self.world, interactions.COMMAND, self.user, channel, data)

    def _offered(self, command: dict[str, Any], channel: Channel) -> None:
        """The client offers a command only in its contexts and where the app is installed [dd]."""
        context = 0 if channel.guild else 1 if self.world.bot in channel.people and len(channel.people) == 2 else 2
        here = channel.guild.bot_in if channel.guild else self.world.bot in channel.people
        types = command.get("integration_types") or [0]
        if context not in (command.get("contexts") or [0, 1, 2]):
            raise AssertionError(f"{command['name']} is not offered in context {context}")
        if not (here and 0 in types) and not (self.user.installed and 1 in types):
            raise AssertionError(f"{command['name']} is not offered: the app is not installed for this place or person")

    def _options(self, command: dict[str, Any], options: dict[str, Any]) -> list[dict[str, Any]]:
        known = {option["name"]: option for option in command.get("options") or []}
        for name, value in options.items():
            if name not in known:
                raise AssertionError(f"/{command['name']} has no option {name!r}; it has {list(known)}")
            if not isinstance(value, KINDS[known[name]["type"]]):
                raise AssertionError(f"the client sends {name!r} as type {known[name]['type']}, not {value!r}")  # noqa: TRY004, a failed test
        return [{"name": name, "type": known[name]["type"], "value": value} for name, value in options.items()]

    def _data(self, command: dict[str, Any], options: list[dict[str, Any]]) -> dict[str, Any]:
        return {"id": command["id"], "name": command["name"], "type": command.get("type", 1), "options": options}

    def autocomplete(self, channel: Channel, name: str, focused: str, typed: str = "", **options: Any) -> Interaction:
        """Types into an option; the offers stand in `choices` of what comes back."""
        command = self.command(channel, name)
        option = next(o for o in command.get("options") or [] if o["name"] == focused)
        if not option.get("autocomplete"):
            raise AssertionError(f"the option {focused!r} of /{name} has no autocomplete")
        typing = {"name": focused, "type": option["type"], "value": typed, "focused": True}
        data = self._data(command, [*self._options(command, options), typing])
        return interactions.begin(self.world, interactions.AUTOCOMPLETE, self.user, channel, data)

    def menu(self, message: Message, name: str) -> Interaction:
        """Uses a message command: the bot gets the whole message, whatever its intents [dd]."""
        command = self.command(message.channel, name, kind=3)
        self._offered(command, message.channel)
        show = Shown(self.world)
        data = self._data(command, []) | {"target_id": str(message.id)}
        data |= {"resolved": {"messages": {str(message.id): show.message(message)}}}
        return interactions.begin(self.world, interactions.COMMAND, self.user, message.channel, data)

    def open_thread(self, channel: Channel, name: str, *, first: Message | None = None) -> Channel:
        """Opens a thread, on a message or free."""
        return self.world.thread(channel, name, self.user, first=first)

    def post(self, forum: Channel, title: str, text: str) -> Channel:
        """Opens a forum post; its first message has the thread's id."""
        if forum.kind != FORUM:
            raise AssertionError(f"{forum.name} is no forum")
        thread = self.world.thread(forum, title, self.user)
        first = Message(thread.id, thread, self.user, text, mentions=self.world.mentioned(text))
        self.world.put(first)
        return thread

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Closes a thread, or locks it."""
        thread.archived, thread.locked = True, locked
        self.world.tell("THREAD_UPDATE", lambda show, _: show.channel(thread), thread.guild)


def react(world: World, event: str, user: User, message: Message, emoji: str) -> None:
    """Tells a reaction."""
    channel = message.channel
    told = {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "message_author_id": str(message.author.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }

    def build(show: Any, _: Any) -> dict[str, Any]:
        if channel.guild is None:
            return told
        return told | {"guild_id": str(channel.guild.id), "member": show.member(user) | {"user": show.user(user)}}

    world.tell(event, build, channel.guild, direct=channel.guild is None)


def join(world: World, guild: Guild, user: User) -> None:
    """Lets somebody in; for the bot the guild appears."""
    guild.members[user.id] = user
    if user is world.bot:
        guild.bot_in = True
        world.tell("GUILD_CREATE", lambda show, _: show.guild(guild), guild)


def kick(world: World, guild: Guild, user: User) -> None:
    """Puts somebody out; for the bot the guild is gone."""
    guild.members.pop(user.id, None)
    if user is world.bot:
        world.tell("GUILD_DELETE", lambda *_: {"id": str(guild.id)}, guild)
        guild.bot_in = False
