"""A reply as messages of Discord: words escaped and split, pictures with alt texts, buttons below the last."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import discord
from discord import ui

from bot.discord.buttons import Rows, view_of
from bot.discord.words import say
from bot.split import split_text
from handlers import Reply
from render import Picture

CONTENT = 2000
ALT = 1024
_ESCAPED_AT_MOST = 0.75  # a text full of marks grows by its escapes; it is split again below until it fits


class New(TypedDict, total=False):
    """What a new message is made of."""

    content: str
    files: Sequence[discord.File]
    view: ui.View
    allowed_mentions: discord.AllowedMentions
    suppress_embeds: bool


class Edited(TypedDict):
    """What an edit replaces: all of it."""

    content: str
    attachments: Sequence[discord.File]
    view: ui.View | None
    allowed_mentions: discord.AllowedMentions


@dataclass(frozen=True, slots=True)
class Draft:
    """One message to come.

    Attributes:
        text: With Discord's marks escaped.
        pictures: With alt texts.
        buttons: Rows as the reply has them.
        asker: Who may delete it.
        ephemeral: Whether only the one who asked sees it.
    """

    text: str
    pictures: tuple[Picture, ...] = ()
    buttons: Rows = ()
    asker: int | None = None
    ephemeral: bool = False

    def new(self) -> New:
        """Arguments of a send; files are read once, so each try asks anew."""
        made: New = {"content": self.text, "allowed_mentions": discord.AllowedMentions.none()}
        if self.pictures:
            made["files"] = self._files()
        else:
            made["suppress_embeds"] = True  # a source's link needs no preview
        view = view_of(self.buttons, self.asker)
        if view is not None:
            made["view"] = view
        return made

    def edited(self) -> Edited:
        """Arguments of an edit: what is not named would stay."""
        return {
            "content": self.text,
            "attachments": self._files(),
            "view": view_of(self.buttons, self.asker),
            "allowed_mentions": discord.AllowedMentions.none(),
        }

    def _files(self) -> list[discord.File]:
        return [
            discord.File(io.BytesIO(picture.png), f"attention-{number}.png", description=picture.alt[:ALT])
            for number, picture in enumerate(self.pictures, start=1)
        ]


def drafts_of(reply: Reply, asker: int, *, may_attach: bool = True, hears_reactions: bool = True) -> list[Draft]:
    """The messages of a reply, at least one.

    Args:
        reply: What is answered.
        asker: Who asked.
        may_attach: Whether pictures may be sent; without them the words say why there are none.
        hears_reactions: Whether a reaction can delete the answer; else it gets the button for it in any case.
    """
    text, pictures = reply.text, reply.pictures
    if pictures and not may_attach:
        text, pictures = f"{text}\n\n{say(reply.lang, 'may-not-attach')}", ()
    parts = escaped_parts(text)
    owner = asker if not reply.ephemeral and (reply.buttons or not hears_reactions) else None
    plain = [Draft(part, ephemeral=reply.ephemeral) for part in parts[:-1]]
    return [*plain, Draft(parts[-1], pictures, reply.buttons, owner, reply.ephemeral)]


def escaped_parts(text: str) -> list[str]:
    """Plain text in parts that Discord shows as it is: nothing pings, no mark makes it bold."""
    limit = CONTENT
    while True:
        parts = [escape(part) for part in split_text(text, limit)]
        if all(len(part) <= CONTENT for part in parts):
            return parts
        limit = int(limit * _ESCAPED_AT_MOST)


def escape(text: str) -> str:
    """Discord's marks and mentions as plain characters; addresses stay."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))
