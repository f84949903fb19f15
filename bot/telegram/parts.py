"""An answer as messages: one picture with its caption and buttons, long texts in parts."""

from collections.abc import Sequence
from dataclasses import dataclass

import telegram
from telegram.constants import MessageLimit

from bot.split import split_text
from bot.telegram.keyboard import keyboard
from bot.telegram.words import say
from handlers import Reply
from render import Picture

MOST_SIDES, MOST_RATIO, MOST_BYTES = 10_000, 20, 10 * 2**20  # a photo's; the library has no names for them


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One message.

    Attributes:
        text: Its text, or the picture's caption.
        picture: The picture, if it shows one.
        keyboard: Its buttons.
        document: Whether the picture goes out as a file, exact to the last pixel.
    """

    text: str
    picture: Picture | None = None
    keyboard: telegram.InlineKeyboardMarkup | None = None
    document: bool = False


def compose(reply: Reply, author: int) -> list[Part]:
    """Lay an answer out as messages: the pictures, their caption under the first, then what didn't fit there."""
    buttons = keyboard(reply, author)
    if not reply.pictures:
        *before, last = split_text(reply.text, MessageLimit.MAX_TEXT_LENGTH)
        return [*map(Part, before), Part(last, None, buttons)]
    caption, *rest = split_text(reply.text, MessageLimit.MAX_TEXT_LENGTH, first=MessageLimit.CAPTION_LENGTH)
    first, *others = reply.pictures
    shown = Part(caption, first, buttons, document=not is_photo(first))
    return [shown, *(Part("", other, document=not is_photo(other)) for other in others), *map(Part, rest)]


def in_one(reply: Reply, author: int) -> Part:
    """An answer in the place of one message: what doesn't fit is left out, from the last paragraph on."""
    first = compose(reply, author)[0]
    return Part(first.text, first.picture, keyboard(reply, author), first.document)


def in_words(part: Part, reply: Reply) -> Part:
    """The same where no picture may be sent: words, and what the picture shows for those who can't see it."""
    lines: Sequence[str] = (say(reply.lang, "no-pictures-here"), part.text, part.picture.alt if part.picture else "")
    text, *_ = split_text("\n\n".join(filter(None, lines)), MessageLimit.MAX_TEXT_LENGTH)
    return Part(text, None, keyboard(reply, 0, exact=False) if part.keyboard is None else part.keyboard)


def is_photo(picture: Picture) -> bool:
    """Whether Telegram takes it as a photo."""
    sides = sorted((picture.width, picture.height))
    return sum(sides) <= MOST_SIDES and sides[1] <= MOST_RATIO * sides[0] and len(picture.png) <= MOST_BYTES
