"""What somebody wrote on Discord, as a request: the place, the text without our name, the picture replied to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.buttons import data_of
from handlers import Place, Request


@dataclass(frozen=True, slots=True)
class Hidden:
    """We were spoken to, but Discord doesn't show us the text."""


@dataclass(frozen=True, slots=True)
class NoText:
    """We were spoken to without a text: a picture, a sticker, a voice message, a poll."""


def place_of(channel: object, channel_id: int, person: int, *, private: bool) -> Place:
    """Where something was written: settings belong to the channel, a thread shares those of the channel it hangs on."""
    chat, thread = channel_id, ""
    if isinstance(channel, discord.Thread):
        chat, thread = channel.parent_id, str(channel.id)
    return Place(f"discord:{chat}", f"discord:{person}", thread, private)


def place_pressed(asked: discord.Interaction[Any]) -> Place:  # Any: the client
    """Where a command was used or a button pressed."""
    private = asked.guild_id is None and asked.context.dm_channel
    return place_of(asked.channel, asked.channel_id or 0, asked.user.id, private=private)


def is_for_us(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message speaks to us: in private always, else by a mention or a reply; bots are never answered."""
    if message.author.bot or message.webhook_id:
        return False
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return False  # somebody joined, pinned, opened a thread
    if message.guild is None:
        return True
    return _is_named(message, me) or _answers(message, me)


def _is_named(message: discord.Message, me: discord.ClientUser) -> bool:
    """By our account, or by the role that Discord made for us: people pick the one for the other."""
    ours = (role.tags is not None and role.tags.bot_id == me.id for role in message.role_mentions)
    return any(user.id == me.id for user in message.mentions) or any(ours)


def _answers(message: discord.Message, me: discord.ClientUser) -> bool:
    replied = _replied(message)
    return replied is not None and replied.author.id == me.id


def _replied(message: discord.Message) -> discord.Message | None:
    reference = message.reference
    found = reference.resolved if reference else None
    return found if isinstance(found, discord.Message) else None


def request_of(
    message: discord.Message, me: discord.ClientUser, *, locale: str | None, admins: tuple[str, ...]
) -> Request | Hidden | NoText:
    """The request in a message that is for us."""
    place = place_of(message.channel, message.channel.id, message.author.id, private=message.guild is None)
    text, replied = text_of(message, me), _replied(message)
    replied_text = None
    if replied is not None and replied.author.id != me.id:
        replied_text = text_of(replied, me) or None
    if not text and replied_text:
        text, replied_text = replied_text, None  # `@heads` below a sentence: that sentence
    if not text:
        if message.attachments or message.stickers or message.poll:
            return NoText()
        mentioned = any(user.id == me.id for user in message.mentions)
        if not message.content and message.guild is not None and not mentioned:
            return Hidden()
        if replied is not None and replied.author.id != me.id and not replied.content:
            return Hidden()
    return Request(
        text,
        place,
        account_language=locale,
        replied_text=replied_text,
        replied_data=_data_under(replied) if replied is not None and replied.author.id == me.id else None,
        admin=place.person in admins,
    )


def text_of(message: discord.Message, me: discord.ClientUser) -> str:
    """A message's text as people read it: without our mention, with names in place of numbers; or what it forwards."""
    text = re.sub(rf"<@!?{me.id}>", " ", message.content)
    for user in message.mentions:
        text = re.sub(rf"<@!?{user.id}>", f"@{user.display_name}", text)
    text = re.sub(r"<a?(:\w+:)\d+>", r"\1", text)  # a server's own emoji
    text = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    if not text and message.message_snapshots:
        return message.message_snapshots[0].content.strip()
    return text


def _data_under(message: discord.Message) -> str | None:
    """What a picture of ours shows: the data of its pressed button, else of the first."""
    found = list(buttons_under(message))
    pressed = [data_of(button.custom_id) for button in found if button.style is discord.ButtonStyle.primary]
    return next((data for data in [*pressed, *(data_of(button.custom_id) for button in found)] if data), None)


def buttons_under(message: discord.Message) -> Iterator[discord.Button]:
    """The buttons below a message."""
    for row in message.components:
        if isinstance(row, discord.ActionRow):
            for child in row.children:
                if isinstance(child, discord.Button):
                    yield child


def text_of_menu(data: dict[str, Any]) -> str:  # Any: the payload
    """The text of the message that a menu was opened on; Discord sends it along, whatever the intents."""
    messages = (data.get("resolved") or {}).get("messages") or {}
    target = messages.get(data.get("target_id")) or {}
    forwarded = [shot["message"].get("content", "") for shot in target.get("message_snapshots") or ()]
    return target.get("content") or next(iter(forwarded), "")
