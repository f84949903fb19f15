"""A message as numbers: what it says, and how it says it.

What it says are its concepts (`reading.py`), pairs of concepts that stand close together, and pieces of its words, by
which an unknown form of a known word is still like it. They are hashed into places of one long vector: no vocabulary
has to be kept. How it says it are a few marks of its form: what tells a question from a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from handlers.questions.forms import Forms
from handlers.questions.reading import Reader

PLACES = 1 << 16
NOTHING = "-"  # everyday talk stands among the topics as one more
_REACH = 3  # how far apart the two of a pair may stand, in concepts; four finds no more
_PIECES = (2, 3, 4, 5)  # letters, the blanks around a word among them

_CLOSED = re.compile(r"[.!…»\"”]\s*$")
_PAUSED = re.compile(r"[,;:—-]\s*$")
_OURS = re.compile(r"\b(?:heads?|голов\w*|attention|вниман\w*|layers?|сло[йяеюи]\w*)\b", re.IGNORECASE)
_MARK = 0.3  # what a mark weighs beside a message's length of 1
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40)  # words


def places(text: str, reader: Reader) -> list[int]:
    """The places of what a message says, in order, each once."""
    return sorted({crc32(name.encode()) % PLACES for name in _names(text, reader)})


def _names(text: str, reader: Reader) -> Iterator[str]:
    words = reader.words(text)
    concepts = reader.concepts(words)
    for at, concept in enumerate(concepts):
        yield concept
        for other in concepts[at + 1 : at + _REACH]:
            yield "+".join(sorted((concept, other)))
    for word in words:
        around = f" {word} "
        for size in _PIECES:
            for at in range(len(around) - size + 1):
                yield f"-{around[at : at + size]}"


def marks(text: str, words: Sequence[str], forms: Forms) -> list[float]:
    """The marks of a message's form, always as many."""
    text = text.strip()
    small = [word for word in words if word in forms.small]
    found = [
        text.rstrip(' )"»').endswith("?"),
        "?" in text,
        "!" in text,
        _CLOSED.search(text) is not None,
        _PAUSED.search(text) is not None,
        text[:1].islower(),
        text[:1].isupper(),
        any(letter.isdigit() for letter in text),
        _OURS.search(text) is not None,
        *(pattern.search(text) is not None for pattern in _patterns(forms)),
        bool(words) and len(small) == len(words),
        len(small) >= len(words) - 1,
        any(word in forms.small_core for word in words),
        not words,
        *(len(words) >= length for length in _LENGTHS),
    ]
    return [_MARK * mark for mark in found]


def hints(scores: NDArray[np.floating], topics: Sequence[str]) -> NDArray[np.float32]:
    """What the topics' scores say of a message's kind: the best topic's, and that of everyday talk."""
    nothing = list(topics).index(NOTHING)
    ours = np.delete(scores, nothing, axis=-1).max(-1)
    return np.stack([ours, scores[..., nothing]], -1).astype(np.float32)


def _patterns(forms: Forms) -> tuple[re.Pattern[str], ...]:
    return (
        forms.asks, forms.asks_late, forms.tells, forms.orders, forms.of_a_bot, forms.injects, forms.alone,
        forms.thanks, forms.names_language, forms.personal,
    )  # fmt: skip
