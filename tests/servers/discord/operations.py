"""The operations that this Discord knows: what each does and answers. One that is missing fails the test by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.servers.discord import people, rules, writing
from tests.servers.discord.interactions import UPDATE, Interaction
from tests.servers.discord.refused import Refused, invalid
from tests.servers.discord.shown import Shown
from tests.servers.discord.world import FORUM, GUILD_TEXT, Channel, Message, World
from tests.servers.discord.writing import Sent

NONCE = 25  # [dd]; with `enforce_nonce` a repeated one gives the first message again
NAMED_EMOJI = 64  # longest emoji that is taken for one (memory)


@dataclass(slots=True)
class Call:
    """One request on its way into the world."""

    world: World
    show: Shown
    parts: tuple[str, ...]
    query: dict[str, str]
    sent: Sent


Answer = tuple[int, Any]
OPERATIONS: dict[str, Callable[[Call], Answer]] = {}


def on(route: str) -> Callable[[Callable[[Call], Answer]], Callable[[Call], Answer]]:
    """Enters an operation: `on("GET /channels/{}")`."""

    def enter(work: Callable[[Call], Answer]) -> Callable[[Call], Answer]:
        OPERATIONS[route] = work
        return work

    return enter


def needs(world: World, channel: Channel, *rights: str) -> None:
    """Refuses what the bot may not do there."""
    if not set(rights) <= world.may(channel):
        raise Refused(403, 50013, "Missing Permissions")


def writable(world: World, channel: Channel, sent: Sent) -> None:
    """Whether the bot may write this message here [dd]."""
    if channel.kind == FORUM:
        raise Refused(400, 50008, "Cannot send messages in a non-text channel")
    if any(user.blocks_bot for user in channel.people):
        raise Refused(403, 50007, "Cannot send messages to this user")
    needs(world, channel, "SEND_MESSAGES_IN_THREADS" if channel.is_thread else "SEND_MESSAGES")
    if sent.uploads:
        needs(world, channel, "ATTACH_FILES")
    if channel.locked and "MANAGE_THREADS" not in world.may(channel):
        raise Refused(400, 160005, "Thread is locked")


@on("GET /gateway")
def gateway(call: Call) -> Answer:
    """Where the gateway is."""
    return 200, {"url": call.world.base.replace("http", "ws") + "/"}


@on("GET /gateway/bot")
def gateway_bot(call: Call) -> Answer:
    """The same, with shards."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return 200, gateway(call)[1] | {"session_start_limit": limit, "shards": 1}


@on("GET /users/@me")
def me(call: Call) -> Answer:
    """The bot's account."""
    return 200, call.show.me()


@on("GET /oauth2/applications/@me")
@on("GET /applications/@me")
def application(call: Call) -> Answer:
    """The bot's application."""
    return 200, call.show.application()


@on("POST /users/@me/channels")
def open_direct(call: Call) -> Answer:
    """The DM with somebody."""
    person = call.world.users.get(int(call.sent.body["recipient_id"]))
    if person is None:
        raise Refused(400, 50033, "Invalid Recipient(s)")
    return 200, call.show.channel(call.world.direct(person))


@on("GET /channels/{}")
def channel(call: Call) -> Answer:
    """A channel."""
    return 200, call.show.channel(call.world.visible(call.parts[0]))


@on("PATCH /channels/{}")
def change_channel(call: Call) -> Answer:
    """Opens, closes or renames a thread."""
    thread = call.world.visible(call.parts[0])
    if not thread.is_thread:
        raise AssertionError("the world only knows how to change threads")
    needs(call.world, thread, "MANAGE_THREADS" if thread.locked else "SEND_MESSAGES_IN_THREADS")
    thread.archived = call.sent.body.get("archived", thread.archived)
    thread.name = call.sent.body.get("name", thread.name)
    call.world.tell("THREAD_UPDATE", lambda show, _: show.channel(thread), thread.guild)
    return 200, call.show.channel(thread)


@on("POST /channels/{}/typing")
def typing(call: Call) -> Answer:
    """The bot is seen writing for ten seconds."""
    there = call.world.visible(call.parts[0])
    needs(call.world, there, "SEND_MESSAGES_IN_THREADS" if there.is_thread else "SEND_MESSAGES")
    there.typing += 1
    return 204, None


@on("GET /channels/{}/messages")
def messages(call: Call) -> Answer:
    """The last messages, newest first."""
    there = call.world.visible(call.parts[0])
    if "READ_MESSAGE_HISTORY" not in call.world.may(there):
        return 200, []
    found = [m for m in there.messages.values() if not m.deleted and m.seen_by is None]
    return 200, [_shown(call, m) for m in sorted(found, key=lambda m: -m.id)[: int(call.query.get("limit", 50))]]


@on("GET /channels/{}/messages/{}")
def message(call: Call) -> Answer:
    """One message."""
    there = call.world.visible(call.parts[0])
    needs(call.world, there, "READ_MESSAGE_HISTORY")
    return 200, _shown(call, call.world.message(there, call.parts[1]))


def _shown(call: Call, message: Message) -> dict[str, Any]:
    """With its content only where the app may read it [dd]."""
    return call.show.message(message, reads=call.world.content_allowed)


@on("POST /channels/{}/messages")
def send(call: Call) -> Answer:
    """A new message."""
    world, there = call.world, call.world.visible(call.parts[0])
    writable(world, there, call.sent)
    nonce = str(call.sent.body.get("nonce") or "")
    if len(nonce) > NONCE:
        raise invalid("nonce", "BASE_TYPE_MAX_LENGTH", f"Must be {NONCE} or fewer in length.")
    if nonce and call.sent.body.get("enforce_nonce") and (earlier := world.nonces.get((there.id, nonce))):
        return 200, call.show.message(earlier)
    more = _reply(world, there, call.sent.body.get("message_reference"))
    there.archived = False
    made = writing.write(world, there, call.sent, **more)
    world.nonces[there.id, nonce] = made
    return 200, call.show.message(made)


def _reply(world: World, there: Channel, reference: dict[str, Any] | None) -> dict[str, Any]:
    if reference is None:
        return {}
    if "READ_MESSAGE_HISTORY" not in world.may(there):
        raise Refused(403, 160002, "Cannot reply without permission to read message history")
    found = there.messages.get(int(reference["message_id"]))
    if found is None or found.deleted or found.seen_by is not None:
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return {}
    return {"reply_to": found, "reply_id": found.id, "kind": 19}


@on("PATCH /channels/{}/messages/{}")
def change(call: Call) -> Answer:
    """An edit of an own message."""
    there = call.world.visible(call.parts[0])
    found = call.world.message(there, call.parts[1])
    if found.author is not call.world.bot:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    if there.archived:
        raise Refused(400, 50083, "Thread is archived")
    if call.sent.uploads:
        needs(call.world, there, "ATTACH_FILES")
    return 200, call.show.message(writing.edit(call.world, found, call.sent))


@on("DELETE /channels/{}/messages/{}")
def remove(call: Call) -> Answer:
    """Takes a message away; others' only with the right to."""
    there = call.world.visible(call.parts[0])
    found = call.world.message(there, call.parts[1])
    if there.archived:
        raise Refused(400, 50083, "Thread is archived")
    if found.author is not call.world.bot:
        needs(call.world, there, "MANAGE_MESSAGES")
    call.world.remove(found)
    return 204, None


@on("PUT /channels/{}/messages/{}/reactions/{}/@me")
def react(call: Call) -> Answer:
    """The bot reacts."""
    world, there = call.world, call.world.visible(call.parts[0])
    found, emoji = world.message(there, call.parts[1]), unquote(call.parts[2])
    if any(user.blocks_bot for user in (found.author, *there.people)):
        raise Refused(403, 90001, "Reaction blocked")
    needs(world, there, "READ_MESSAGE_HISTORY")
    if emoji.isalnum() or len(emoji) > NAMED_EMOJI:
        raise Refused(400, 10014, "Unknown Emoji")
    if emoji not in found.reactions:
        needs(world, there, "ADD_REACTIONS")
        if len(found.reactions) >= 20:
            raise Refused(400, 30010, "Maximum number of reactions reached (20)")
    if world.bot not in found.reactions.setdefault(emoji, []):
        found.reactions[emoji].append(world.bot)
        people.react(world, "MESSAGE_REACTION_ADD", world.bot, found, emoji)
    return 204, None


@on("DELETE /channels/{}/messages/{}/reactions/{}/@me")
def unreact(call: Call) -> Answer:
    """The bot takes its reaction back."""
    there = call.world.visible(call.parts[0])
    found, emoji = call.world.message(there, call.parts[1]), unquote(call.parts[2])
    if call.world.bot in found.reactions.get(emoji, []):
        found.reactions[emoji].remove(call.world.bot)
    return 204, None


@on("POST /channels/{}/messages/{}/threads")
def thread_on(call: Call) -> Answer:
    """A thread on a message."""
    there = call.world.visible(call.parts[0])
    needs(call.world, there, "CREATE_PUBLIC_THREADS")
    first = call.world.message(there, call.parts[1])
    return 201, call.show.channel(call.world.thread(there, call.sent.body["name"], call.world.bot, first=first))


@on("POST /channels/{}/threads")
def thread(call: Call) -> Answer:
    """A thread, or a forum post with its first message."""
    world, there, body = call.world, call.world.visible(call.parts[0]), call.sent.body
    if there.kind == GUILD_TEXT:
        needs(world, there, "CREATE_PUBLIC_THREADS")
        return 201, call.show.channel(world.thread(there, body["name"], world.bot))
    needs(world, there, "SEND_MESSAGES")
    tags = tuple(int(tag) for tag in body.get("applied_tags") or [])
    if there.tag_required and not tags:
        raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
    if len(tags) > 5 or not set(tags) <= set(there.tags):
        raise invalid("applied_tags", "BASE_TYPE_BAD_LENGTH", "Must be 5 or fewer in length.")
    first = call.sent.within("message")
    rules.message(first.body, first.names)
    made = world.thread(there, body["name"], world.bot)
    made.applied = tags
    return 201, call.show.channel(made) | {"message": call.show.message(writing.write(world, made, first))}


def _commands(call: Call, guild: int | None) -> list[dict[str, Any]]:
    if int(call.parts[0]) != call.world.bot.id:
        raise Refused(403, 20012, "You are not authorized to perform this action on this application")
    return call.world.commands.setdefault(guild, [])


def _registered(call: Call, command: dict[str, Any]) -> dict[str, Any]:
    """A command as it is kept: with an id and a version."""
    usual = {"type": 1, "description": "", "default_member_permissions": None, "dm_permission": True, "nsfw": False}
    own = {"id": str(call.world.flake()), "application_id": str(call.world.bot.id), "version": str(call.world.flake())}
    if command.get("contexts") is None:
        usual |= {"contexts": None}
    return (
        usual
        | own
        | {"integration_types": [0]}
        | {k: v for k, v in command.items() if v is not None or k == "contexts"}
    )


@on("GET /applications/{}/commands")
def commands(call: Call) -> Answer:
    """The global commands."""
    return 200, _commands(call, None)


@on("PUT /applications/{}/commands")
def set_commands(call: Call) -> Answer:
    """Replaces the global commands."""
    _commands(call, None)
    rules.commands(call.sent.body or [])
    call.world.commands[None] = [_registered(call, command) for command in call.sent.body or []]
    return 200, call.world.commands[None]


@on("PUT /applications/{}/guilds/{}/commands")
def set_guild_commands(call: Call) -> Answer:
    """Replaces a guild's commands."""
    guild = int(call.parts[1])
    _commands(call, guild)
    rules.commands(call.sent.body or [])
    call.world.commands[guild] = [_registered(call, command) for command in call.sent.body or []]
    return 200, call.world.commands[guild]


def _interaction(call: Call, token: str, refusal: Refused) -> Interaction:
    found = call.world.interactions.get(token)
    if found is None:
        raise refusal
    return found


@on("POST /interactions/{}/{}/callback")
def answer(call: Call) -> Answer:
    """The first answer to an interaction; with `with_response` it brings the message [dd]."""
    unknown = Refused(404, 10062, "Unknown interaction")
    found = _interaction(call, call.parts[1], unknown)
    if str(found.id) != call.parts[0]:
        raise unknown
    found.answer(call.sent)
    if call.query.get("with_response") not in ("1", "true"):
        return 204, None
    told: dict[str, Any] = {"id": str(found.id), "type": found.kind}
    if found.response is None:
        return 200, {"interaction": told}
    told |= {"response_message_id": str(found.response.id), "response_message_loading": found.response.loading}
    told |= {"response_message_ephemeral": found.ephemeral, "channel_id": str(found.channel.id)}
    kind = call.sent.body["type"]
    if kind not in (4, UPDATE):
        return 200, {"interaction": told}
    return 200, {"interaction": told, "resource": {"type": kind, "message": call.show.message(found.response)}}


def _hook(call: Call) -> Interaction:
    unknown = Refused(404, 10015, "Unknown Webhook")
    if int(call.parts[0]) != call.world.bot.id:
        raise unknown
    return _interaction(call, call.parts[1], unknown)


@on("POST /webhooks/{}/{}")
def follow_up(call: Call) -> Answer:
    """One more message to an interaction."""
    made = _hook(call).follow_up(call.sent)
    return 200, call.show.message(made)


@on("GET /webhooks/{}/{}/messages/{}")
def answered(call: Call) -> Answer:
    """A message of an interaction."""
    return 200, call.show.message(_hook(call).message(call.parts[2]))


@on("PATCH /webhooks/{}/{}/messages/{}")
def change_answer(call: Call) -> Answer:
    """Edits a message of an interaction; not in an archived thread (memory)."""
    found = _hook(call).message(call.parts[2])
    if found.channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    return 200, call.show.message(writing.edit(call.world, found, call.sent))


@on("DELETE /webhooks/{}/{}/messages/{}")
def remove_answer(call: Call) -> Answer:
    """Takes back a message of an interaction."""
    call.world.remove(_hook(call).message(call.parts[2]))
    return 204, None
