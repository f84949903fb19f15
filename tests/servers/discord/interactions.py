"""Interactions: command, press, autocomplete, modal; two clocks run on each, 3 s and 15 min [dd]."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.discord import rules, writing
from tests.servers.discord.refused import Refused, invalid
from tests.servers.discord.world import DM, GROUP_DM, Channel, Message, User, World, bits
from tests.servers.discord.writing import Sent

if TYPE_CHECKING:
    from tests.servers.discord.shown import Shown

FIRST, LIFE = 3.0, 15 * 60.0
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
UNINVITED = frozenset({"ATTACH_FILES", "EMBED_LINKS"})  # where only the person brought the app [dd]
FOLLOW_UPS = 5  # of an app that only the user installed [dd]


@dataclass(eq=False, slots=True)
class Interaction:
    """One of them, with what the bot did about it.

    Attributes:
        born: When it was made, on the server's clock.
        acknowledged: The type of the first answer, or None.
        response: The message that answered it.
        follow_ups: Further messages.
        choices: What an autocomplete offered.
    """

    world: World
    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: dict[str, Any]
    born: float
    source: Message | None = None
    acknowledged: int | None = None
    acknowledged_at: float | None = None
    ephemeral: bool = False
    response: Message | None = None
    follow_ups: list[Message] = field(default_factory=list)
    choices: list[dict[str, Any]] | None = None
    modal: dict[str, Any] | None = None

    @property
    def user_only(self) -> bool:
        """Whether only the user installed the app, so that the bot itself is not there."""
        guild = self.channel.guild
        return not guild.bot_in if guild else self.world.bot not in self.channel.people

    @property
    def messages(self) -> list[Message]:
        """All that was answered and still stands."""
        all_of_it = [*([self.response] if self.response else []), *self.follow_ups]
        return [message for message in all_of_it if not message.deleted and not message.loading]

    def owners(self) -> dict[str, str]:
        """By whom the app is installed here: 0 guild, 1 user [dd]."""
        guild = self.channel.guild
        owners = {"0": str(guild.id if guild else 0)} if not self.user_only else {}
        return owners | ({"1": str(self.user.id)} if self.user_only or self.user.installed else {})

    def metadata(self, show: "Shown") -> dict[str, Any]:
        """What the answering message tells of it."""
        base = {"id": str(self.id), "type": min(self.kind, 3), "user": show.user(self.user)}
        base |= {"authorizing_integration_owners": self.owners()}
        if self.kind == COMPONENT and self.source is not None:
            return base | {"interacted_message_id": str(self.source.id)}
        return base | {"name": self.data.get("name", "")}

    def payload(self, show: "Shown") -> dict[str, Any]:
        """The event INTERACTION_CREATE."""
        channel, guild = self.channel, self.channel.guild
        context = 0 if guild else 1 if self.world.bot in channel.people and channel.kind == DM else 2
        shown: dict[str, Any] = {
            "id": str(self.id),
            "application_id": str(self.world.bot.id),
            "type": self.kind,
            "data": self.data,
            "channel": show.channel(channel) | {"permissions": bits(self.world.rights(channel, self.user))},
            "channel_id": str(channel.id),
            "token": self.token,
            "version": 1,
            "app_permissions": bits(UNINVITED if self.user_only else self.world.may(channel)),
            "locale": self.user.locale,
            "entitlements": [],
            "authorizing_integration_owners": self.owners(),
            "context": context,
            "attachment_size_limit": rules.FILE_BYTES,
        }
        if guild is not None:
            where = {"id": str(guild.id), "locale": guild.locale, "features": []}
            member = show.member(self.user) | {"user": show.user(self.user)}
            member |= {"permissions": bits(self.world.rights(channel, self.user))}
            shown |= {"guild": where, "guild_id": str(guild.id), "guild_locale": guild.locale, "member": member}
        else:
            shown["user"] = show.user(self.user)
        return shown | ({"message": show.message(self.source)} if self.source else {})

    def answer(self, sent: Sent) -> None:
        """The first answer, within three seconds and once."""
        world, kind = self.world, sent.body["type"]
        if self.acknowledged is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        if world.clock.now() - self.born > FIRST:
            raise Refused(404, 10062, "Unknown interaction")
        self._fits(kind, sent)
        data = sent.within("data")
        if kind in (MESSAGE, DEFERRED):
            self.ephemeral = bool((data.body.get("flags") or 0) & rules.EPHEMERAL) or self._hushed()
            self.response = self._message(data) if kind == MESSAGE else self._loading()
        elif kind == UPDATE and self.source is not None:
            self.response = writing.edit(world, self.source, data)
        elif kind == DEFERRED_UPDATE:
            self.response = self.source
        elif kind == CHOICES:
            rules.choices(data.body.get("choices") or [])
            self.choices = data.body.get("choices") or []
        elif kind == SHOW_MODAL:
            rules.modal(data.body)
            self.modal = data.body
        self.acknowledged, self.acknowledged_at = kind, world.clock.now()

    def _fits(self, kind: int, sent: Sent) -> None:
        on_message = self.kind == COMPONENT or (self.kind == MODAL and self.source is not None)
        wrong = (
            (kind == CHOICES) != (self.kind == AUTOCOMPLETE)
            or (kind in (DEFERRED_UPDATE, UPDATE) and not on_message)
            or (kind == SHOW_MODAL and self.kind == MODAL)
        )
        if wrong:
            raise invalid("type", "INTERACTION_CALLBACK_TYPE_INVALID", f"Type {kind} does not answer this interaction")
        flags = (sent.body.get("data") or {}).get("flags") or 0
        if kind == DEFERRED and flags & ~rules.EPHEMERAL:
            raise invalid("data.flags", "BASE_TYPE_CHOICES", "Only EPHEMERAL may be set here")  # [dd]

    def _hushed(self) -> bool:
        """An app that only the user installed speaks ephemerally where external apps are not allowed [dd]."""
        guild = self.channel.guild
        return self.user_only and guild is not None and "USE_EXTERNAL_APPS" not in guild.rights

    def _more(self) -> dict[str, Any]:
        return {"asked": self, "seen_by": self.user if self.ephemeral else None, "webhook": True}

    def _message(self, sent: Sent) -> Message:
        hushed = {"flags": (sent.body.get("flags") or 0) | (rules.EPHEMERAL if self.ephemeral else 0)}
        kind = 23 if self.data.get("type") == 3 else 20 if self.kind == COMMAND else 0
        if self.source is not None:
            kind, hushed = 19, hushed
        more = self._more() | ({"reply_id": self.source.id, "reply_to": self.source} if self.source else {})
        return writing.write(self.world, self.channel, Sent(sent.body | hushed, sent.uploads), kind=kind, **more)

    def _loading(self) -> Message:
        flags = rules.EPHEMERAL if self.ephemeral else 0
        loading = Message(
            self.world.flake(), self.channel, self.world.bot, flags=flags, kind=20, loading=True, **self._more()
        )
        return self.world.put(loading)

    def alive(self) -> None:
        """Raises when the token does not serve any more, or not yet."""
        if self.acknowledged is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if self.world.clock.now() - self.born > LIFE:
            raise Refused(401, 50027, "Invalid Webhook Token")

    def follow_up(self, sent: Sent) -> Message:
        """One more message; the first after a deferral takes the place of the loading one [dd]."""
        self.alive()
        if self.response is not None and self.response.loading and not self.response.deleted:
            return writing.edit(self.world, self.response, sent)
        if self.user_only and len(self.follow_ups) >= FOLLOW_UPS:
            text = "Maximum number of follow up messages for a user-installed application"
            raise Refused(400, 40094, text)
        self.ephemeral = bool((sent.body.get("flags") or 0) & rules.EPHEMERAL) or self._hushed()
        self.follow_ups.append(self._message(sent))
        return self.follow_ups[-1]

    def message(self, which: str) -> Message:
        """`@original` or one of the follow-ups."""
        self.alive()
        mine = [message for message in (self.response, *self.follow_ups) if message is not None and not message.deleted]
        for message in mine:
            if str(message.id) == which or (which == "@original" and message is self.response):
                return message
        raise Refused(404, 10008, "Unknown Message")


def begin(
    world: World, kind: int, user: User, channel: Channel, data: dict[str, Any], source: Message | None = None
) -> Interaction:
    """Makes an interaction and tells the bot; every running copy of it hears."""
    if channel.kind == GROUP_DM and not user.installed:
        raise AssertionError(f"{user.name} has not installed the app, so there are no commands of it here")
    ident = world.flake()
    made = Interaction(world, ident, f"aW50ZXJhY3Rpb246{ident}", kind, user, channel, data, world.clock.now(), source)
    world.interactions[made.token] = made
    world.tell("INTERACTION_CREATE", lambda show, _: made.payload(show), None)
    return made
