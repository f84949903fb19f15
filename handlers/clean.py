"""The text of a message as it is looked at: nothing invisible, nothing that no model or font can take.

What is taken out says nothing to a reader: NUL and other control characters, lone surrogates, zero-width and
direction-changing marks (a right-to-left override would turn a caption around), and combining marks past the few that
any language puts on a letter.
"""

import unicodedata

MOST_CHARACTERS = 100_000
_MOST_MARKS = 4  # Vietnamese needs two, vocalised Hebrew and Arabic up to four
_JOINERS = "\u200c\u200d"  # part of emoji and of Persian words, so they stay between letters


def clean(text: str) -> str:
    """Take out what a reader can't see, in NFC, without blanks at the ends, cut to `MOST_CHARACTERS`."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text[: 2 * MOST_CHARACTERS]):
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS or not _says_something(character, category):
            continue
        kept.append(" " if category == "Zs" else character)
    return "".join(kept).strip().strip(_JOINERS)[:MOST_CHARACTERS]


def _says_something(character: str, category: str) -> bool:
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return character in "\n\t" or character in _JOINERS
    return True


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit to look at."""
    return any(character.isalnum() for character in text)
