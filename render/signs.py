"""What a reader takes for one sign: a letter with its marks, an emoji with all that is joined to it."""

import unicodedata
from collections.abc import Iterator

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Characters that are never seen themselves, but change what stands beside them."""


def is_mark(character: str) -> bool:
    """Tell whether `character` stands on the one before it."""
    # The vowel am of Thai and of Lao is a letter by category, but begins with a mark.
    return unicodedata.category(character) in {"Mn", "Me", "Mc"} or character in {"\u0e33", "\u0eb3"}


def is_tone(character: str) -> bool:
    """Tell whether `character` gives the emoji before it a tone of skin."""
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _continues(character: str, before: str) -> bool:
    """Tell whether `character` belongs to the letter or emoji before it."""
    code = ord(character)
    flag = 0x1F1E6 <= code <= 0x1F1FF and len(before) == 1 and 0x1F1E6 <= ord(before) <= 0x1F1FF
    return (
        is_mark(character)
        or character in JOINERS
        or is_tone(character)
        or 0xE0020 <= code <= 0xE007F  # tags of regional flags
        or (before[-1] == "\u200d" and len(before) > 1)
        or flag
    )


def signs(text: str) -> Iterator[str]:
    """Split `text` into signs; joined they make up the text again."""
    held = ""
    for character in text:
        if held and not _continues(character, held):
            yield held
            held = ""
        held += character
    if held:
        yield held
