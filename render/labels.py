"""From a token to the label that a reader sees: nothing invisible, nothing without a glyph, nothing endless."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from attention.seen import Token
from render.fonts import Han, font_of

BLANKS = {" ": "␣", "\n": "⏎", "\r": "⏎", "\t": "⇥", "\u00a0": "␣", "\u3000": "␣"}
JOINERS = {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}
DOTTED_CIRCLE = "◌"
ELLIPSIS = "…"
MARKS_SHOWN = 3
BLANKS_SHOWN = 3
CLUSTERS_SHOWN = 64


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}


def _continues(character: str, before: str) -> bool:
    """Tell whether `character` belongs to the letter or emoji before it."""
    code = ord(character)
    regional = 0x1F1E6 <= code <= 0x1F1FF and 0x1F1E6 <= ord(before[-1]) <= 0x1F1FF and len(before) == 1
    return (
        _is_mark(character)
        or character in JOINERS
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or (before[-1] == "\u200d" and len(before) > 1)
        or regional
    )


def clusters(text: str) -> Iterator[str]:
    """Split `text` into what a reader takes for one sign: a letter with its marks, an emoji with its joiners."""
    held = ""
    for character in text:
        if held and not _continues(character, held):
            yield held
            held = ""
        held += character
    if held:
        yield held


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


@lru_cache(maxsize=8192)
def _sign(cluster: str) -> str:
    """Make one cluster drawable: itself, or its code points by number."""
    if cluster in BLANKS:
        return BLANKS[cluster]
    if cluster.isspace():
        return BLANKS[" "]
    first, rest = cluster[0], cluster[1:]
    if unicodedata.category(first) in {"Cc", "Cf", "Cs", "Co", "Cn"} or font_of(first) is None:
        return _code(first)
    marks = [one for one in rest if font_of(one) is not None or one in JOINERS]
    kept = "".join(marks[:MARKS_SHOWN]) if all(_is_mark(one) for one in rest) else "".join(marks)
    start = DOTTED_CIRCLE if _is_mark(first) else ""
    return start + first + kept


@lru_cache(maxsize=8192)
def drawable(text: str) -> str:
    """Make `text` safe to draw: blanks get a sign, what has no glyph its number, piled marks are thinned."""
    signs: list[str] = []
    for cluster in clusters(text):
        sign = _sign(cluster)
        if len(signs) >= CLUSTERS_SHOWN:
            signs.append(ELLIPSIS)
            break
        signs.append(sign)
    return "".join(signs)


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


def shorten(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Cut the middle out of `text` until it fits into `room`; its ends stay readable.

    Args:
        text: A drawable text.
        room: As wide as it may get, in the unit of `measure`.
        measure: Tells how wide a text is.
    """
    if measure(text) <= room:
        return text
    signs = list(clusters(text))
    low, high = 0, len(signs) - 1
    while low < high:  # the largest number of signs kept that fits
        kept = (low + high + 1) // 2
        if measure(_without_middle(signs, kept)) <= room:
            low = kept
        else:
            high = kept - 1
    return _without_middle(signs, low)


def _without_middle(signs: Sequence[str], kept: int) -> str:
    tail = kept // 2
    return "".join(signs[: kept - tail]) + ELLIPSIS + "".join(signs[len(signs) - tail :])


def han_of(text: str) -> Han:
    """Tell whose shapes Chinese characters take in a text: Japanese beside kana, Korean beside Hangul."""
    if any("\u3040" <= one <= "\u30ff" for one in text):
        return "JP"
    return "KR" if any("\uac00" <= one <= "\ud7a3" for one in text) else "SC"
