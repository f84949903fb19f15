"""Words of a text, and maps of tokens merged to maps of words.

A word is what a person would point at: a run of letters, marks and digits (with an apostrophe or hyphen inside), a
number with its decimal sign, one Chinese or Japanese character, one emoji with all that belongs to it, a run of one
punctuation mark. Punctuation stays a word of its own, since heads often look at it.
"""

import re
from dataclasses import replace
from itertools import groupby

import numpy as np

from attention.seen import Seen, Token

_MARKS = r"\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}][{_MARKS}]*"

_WORD = re.compile(
    rf"""
    \d+(?:[.,]\d+)+                                          # 3.14
    | {_LETTER}(?:{_LETTER}|(?:['’\-]|\u0331)(?={_LETTER}))* # don't, какой-то
    | [\U0001f1e6-\U0001f1ff]{{2}}                           # a flag
    | (?P<mark>[^\w\s])(?P=mark)+                            # ... or !!!
    | \S[{_MARKS}]*(?:(?<=\u200d)\S[{_MARKS}]*)*             # an ideograph, an emoji, a sign
    """,
    re.VERBOSE,
)


def split_words(text: str) -> tuple[tuple[int, int], ...]:
    """Give each word's first character and one past its last, in reading order; blanks belong to none."""
    return tuple(match.span() for match in _WORD.finditer(text))


def merge_words(seen: Seen) -> Seen:
    """Merge tokens into words: columns are summed, rows averaged, so that a row still sums to what it did.

    Special tokens, and blanks that stand alone, stay as they are. Averaging rows and summing columns is how
    Clark et al. (2019), section 4.1, go from token maps to word maps.
    """
    if seen.unit == "word":
        return seen
    rows = _groups(seen.rows)
    columns = rows if seen.columns == seen.rows else _groups(seen.columns)
    starts = [group[0] for group in columns]
    weights = {}
    for layer, array in seen.weights.items():
        summed = np.add.reduceat(array.astype(np.float32), starts, axis=2)  # (head, row, word)
        merged = np.stack([summed[:, group].mean(axis=1) for group in rows], axis=1)  # (head, word, word)
        merged.flags.writeable = False
        weights[layer] = merged
    row_source = seen.text if seen.part != "cross" or seen.target is None else seen.target
    return replace(
        seen,
        rows=tuple(_merged(seen.rows, group, row_source) for group in rows),
        columns=tuple(_merged(seen.columns, group, seen.text) for group in columns),
        weights=weights,
        unit="word",
    )


def _groups(tokens: tuple[Token, ...]) -> list[list[int]]:
    """Give the positions of each word's tokens; a token without a word is a group of its own."""

    def key(place: int) -> tuple[int, int]:
        word = tokens[place].word
        return (-1, place) if word is None else (word, -1)

    return [list(group) for _, group in groupby(range(len(tokens)), key)]


def _merged(tokens: tuple[Token, ...], group: list[int], text: str) -> Token:
    first, last = tokens[group[0]], tokens[group[-1]]
    if len(group) == 1 and first.word is None:
        return first
    return replace(first, text=text[first.start : last.end].strip() or first.text, end=last.end)
