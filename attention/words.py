"""Words of a text, and maps of tokens merged to maps of words.

A word is what a person would point at: a run of letters and digits (with an apostrophe, hyphen or decimal sign inside),
one Chinese or Japanese character, one emoji with all that belongs to it, a run of one punctuation mark. Punctuation
stays a word of its own, since heads often look at it.
"""

import unicodedata
from dataclasses import replace
from itertools import groupby

import numpy as np

from attention.seen import Seen, Token

INSIDE_WORDS = "'’-"
INSIDE_NUMBERS = ".,"

JOINER = "\N{ZERO WIDTH JOINER}"
MODIFIERS = (range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080))
"""Skin tones and the letters of subdivision flags, which change the emoji before them."""
REGIONS = range(0x1F1E6, 0x1F200)
"""Letters of which two make a flag."""
IDEOGRAPHS = (
    range(0x3040, 0x30A0),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
"""Hiragana and Chinese characters: written without blanks, and each says something. Katakana spells words out."""


def split_words(text: str) -> tuple[tuple[int, int], ...]:
    """Give each word's first character and one past its last, in reading order; blanks belong to none."""
    words: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if character.isspace():
            continue
        if words and words[-1][1] == place and _goes_on(text, words[-1][0], place):
            words[-1] = (words[-1][0], place + 1)
        else:
            words.append((place, place + 1))
    return tuple(words)


def _goes_on(text: str, start: int, place: int) -> bool:
    """Tell whether the word that began at `start` takes in the character at `place`."""
    first, before, character, after = text[start], text[place - 1], text[place], text[place + 1 : place + 2]
    if _is_mark(character) or before == JOINER:
        return True
    if _is_letter(character):
        return _is_letter(first)
    if character in INSIDE_WORDS:
        return _is_letter(first) and _is_letter(after)
    if character in INSIDE_NUMBERS and before.isdigit() and after.isdigit():
        return True
    if ord(character) in REGIONS:
        return ord(first) in REGIONS and place - start == 1
    return character == first and unicodedata.category(character)[0] in "PS" and unicodedata.category(character) != "So"


def _is_letter(character: str) -> bool:
    if not character or not (character.isalnum() or character == "_"):
        return False
    return not any(ord(character) in block for block in IDEOGRAPHS)


def _is_mark(character: str) -> bool:
    """Tell what only changes the character before it: accents, vowel signs, variation selectors, skin tones."""
    return (
        unicodedata.category(character).startswith("M")
        or character == JOINER
        or any(ord(character) in block for block in MODIFIERS)
    )


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
