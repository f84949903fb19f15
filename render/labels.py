"""From a token to the label that a reader sees: nothing invisible, nothing without a glyph, nothing endless."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from attention.seen import Token
from render.fonts import Han, font_of
from render.measures import Pixels
from render.signs import JOINERS, is_mark, is_tone, signs

BLANKS = {" ": "␣", "\n": "⏎", "\r": "⏎", "\t": "⇥", "\u00a0": "␣", "\u3000": "␣"}
DOTTED_CIRCLE = "◌"
ELLIPSIS = "…"
MARKS_SHOWN = 3
BLANKS_SHOWN = 3
SIGNS_SHOWN = 64
CHARACTERS_READ = 1000
LEADING = frozenset("\u0d4e")  # stands on the letter after it, which may come from another font
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


@lru_cache(maxsize=8192)
def _shown(sign: str) -> str:
    """Make one sign drawable: itself, or its characters one by one, by number where no font has them."""
    if sign in BLANKS or sign.isspace():
        return BLANKS.get(sign, BLANKS[" "])
    first, rest = sign[0], sign[1:]
    if rest:
        kept = first + (rest[:MARKS_SHOWN] if all(is_mark(one) for one in rest) else rest)
        # A mark that stands on nothing, and one whose font lacks the letter, is shown on a circle of its own.
        whole = (
            not is_mark(first)
            and first not in LEADING
            and unicodedata.category(first) not in UNSEEN
            and font_of(kept) is not None
        )
        return kept if whole else "".join(_code(one) if is_tone(one) else _shown(one) for one in _apart(kept))
    if unicodedata.category(first) in UNSEEN or first in LEADING:
        return _code(first)
    if is_mark(first):
        return DOTTED_CIRCLE + first if font_of(DOTTED_CIRCLE + first) is not None else _code(first)
    return first if font_of(first) is not None else _code(first)


def _apart(sign: str) -> Iterator[str]:
    """Give the characters of a sign that cannot be drawn whole; what joined them goes, unless it leads."""
    yield sign[0]
    yield from (one for one in sign[1:] if one not in JOINERS)


@lru_cache(maxsize=8192)
def drawable(text: str) -> str:
    """Make `text` safe to draw: blanks get a sign, what has no glyph its number, piled marks are thinned."""
    shown = [_shown(sign) for sign in islice(signs(text[:CHARACTERS_READ]), SIGNS_SHOWN)]
    whole = len(text) <= CHARACTERS_READ and len(list(islice(signs(text), SIGNS_SHOWN + 1))) <= SIGNS_SHOWN
    return "".join(shown) + ("" if whole else ELLIPSIS)


def label(token: Token) -> str:
    """Name a token: a blank before a word is left out, a token of blanks alone shows them."""
    text = token.text
    if not text:
        return "∅"
    bare = text.strip(" ")
    if not bare:
        return BLANKS[" "] if len(text) <= BLANKS_SHOWN else f"{BLANKS[' ']}×{len(text)}"
    return drawable(bare)


def labels(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Name tokens in order."""
    return tuple(label(token) for token in tokens)


def shorten(text: str, room: Pixels, measure: Callable[[str], Pixels]) -> str:
    """Cut the middle out of `text` until it fits into `room`; its ends stay readable.

    Args:
        text: A drawable text.
        room: As wide as it may get, in the unit of `measure`.
        measure: Tells how wide a text is.
    """
    if measure(text) <= room:
        return text
    held = list(signs(text))
    low, high = 0, len(held) - 1
    while low < high:  # the largest number of signs kept that fits
        kept = (low + high + 1) // 2
        if measure(_without_middle(held, kept)) <= room:
            low = kept
        else:
            high = kept - 1
    return _without_middle(held, low)


def _without_middle(held: Sequence[str], kept: int) -> str:
    tail = kept // 2
    return "".join(held[: kept - tail]) + ELLIPSIS + "".join(held[len(held) - tail :])


def han_of(text: str) -> Han:
    """Tell whose shapes Chinese characters take in a text: Japanese beside kana, Korean beside Hangul."""
    if any("\u3040" <= one <= "\u30ff" for one in text):
        return "JP"
    return "KR" if any("\uac00" <= one <= "\ud7a3" for one in text) else "SC"
