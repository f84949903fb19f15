"""What a bot's request does to messages: new ones, edits, attachments; shared by channels and interactions."""

from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord import rules
from tests.servers.discord.refused import Refused
from tests.servers.discord.world import Channel, File, Message, User, World


@dataclass(slots=True)
class Sent:
    """A request's body: its JSON, and the uploads by part name."""

    body: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Part name to file name."""
        return {part: name for part, (name, _) in self.uploads.items()}

    def within(self, key: str) -> "Sent":
        """The same uploads with a part of the body."""
        return Sent(self.body.get(key) or {}, self.uploads)


def new_files(world: World, sent: Sent) -> list[File]:
    """Keeps what was uploaded, with the alt texts that came with it."""
    told = {str(entry.get("id")): entry for entry in sent.body.get("attachments") or []}
    files = []
    for part, (name, data) in sorted(sent.uploads.items()):
        if len(data) > rules.FILE_BYTES:
            raise Refused(400, 50045, "File uploaded exceeds the maximum size")  # [codes]
        entry = told.get(part.removeprefix("files[").removesuffix("]"), {})
        files.append(world.attach(entry.get("filename") or name, data, entry.get("description")))
    return files


def write(world: World, channel: Channel, sent: Sent, **more: Any) -> Message:
    """A new message of the bot."""
    rules.message(sent.body, sent.names)
    body = sent.body
    content = body.get("content") or ""
    message = Message(
        id=world.flake(),
        channel=channel,
        author=world.bot,
        content=content,
        files=new_files(world, sent),
        embeds=body.get("embeds") or [],
        components=body.get("components") or [],
        flags=body.get("flags") or 0,
        mentions=pinged(world, body, more.get("reply_to")),
        **more,
    )
    return world.put(message)


def pinged(world: World, body: dict[str, Any], replied: Message | None) -> tuple[User, ...]:
    """Whom a message pings: those named in it and who is replied to, unless `allowed_mentions` holds it back [dd]."""
    allowed, named = body.get("allowed_mentions"), world.mentioned(body.get("content") or "")
    if allowed is not None and "users" not in allowed.get("parse", []):
        listed = {int(user) for user in allowed.get("users", [])}
        named = tuple(user for user in named if user.id in listed)
    answers = replied is not None and (allowed is None or allowed.get("replied_user"))
    return tuple(dict.fromkeys((*named, *([replied.author] if answers and replied else []))))


def edit(world: World, message: Message, sent: Sent) -> Message:
    """Changes what the request names and keeps the rest; attachments that are not listed go [dd]."""
    body = sent.body
    kept = message.files
    if body.get("attachments") is not None:
        ids = {str(entry.get("id")) for entry in body["attachments"]}
        kept = [file for file in message.files if str(file.id) in ids]
    flags = (message.flags & rules.V2) | (body.get("flags") or 0)
    merged = {"flags": flags, "components": message.components, "content": message.content, "embeds": message.embeds}
    merged |= {
        key: value for key, value in body.items() if key in ("content", "embeds", "components", "attachments", "poll")
    }
    rules.message(merged, sent.names, tuple(file.name for file in kept), editing=True)
    if not (merged["content"] or merged["embeds"] or merged["components"] or kept or sent.uploads):
        raise Refused(400, 50006, "Cannot send an empty message")
    message.history.append((message.content, tuple(file.name for file in message.files)))
    message.files = kept + new_files(world, sent)
    message.content = merged["content"] or ""
    message.embeds, message.components = merged["embeds"] or [], merged["components"] or []
    message.flags = flags | (message.flags & rules.EPHEMERAL)
    message.edited, message.loading = True, False
    world.changed(message)
    return message
