"""Which characters a token came from, where the tokenizer itself doesn't tell.

Slow tokenizers (Marian, M2M-100, ByT5) don't, and nothing does for text that a model writes. Tokens and text are laid
side by side, without blanks, case and accents, since a tokenizer may change all three. A token that isn't found (an
unknown word, a byte of a letter) gets what the tokens around it leave.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from attention.words import split_words

Span = tuple[int, int]

FARTHEST = 60
"""How many letters ahead a token is looked for: an unknown word is shorter, a chance match farther off likelier."""


def align(text: str, surfaces: Sequence[str | None], *, ends: bool = True) -> list[Span]:
    """Give each token's first character and one past its last.

    Args:
        text: What was read or written.
        surfaces: Each token as it is spelled, without marks for word beginnings: blank if it is one, empty if it is a
            byte of a letter, None if it stands for something unknown.
        ends: Whether the text ends with these tokens; else those that aren't found at the end stay empty.
    """
    alignment = _Alignment(text)
    for surface in surfaces:
        alignment.place(surface)
    if ends:
        alignment.settle(len(text))
    starts = accumulate((start for start, _ in alignment.spans), max)
    return [(start, max(start, end)) for start, (_, end) in zip(starts, alignment.spans, strict=True)]


class _Alignment:
    """A walk through a text, token by token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        folded = [_fold(character) for character in text]
        self._letters = "".join(folded)  # the text as tokens are compared with it
        self._places = [place for place, letters in enumerate(folded) for _ in letters]  # where each letter comes from
        self._word_starts = {start for start, _ in split_words(text)}
        self._place = 0  # the first character that no token has yet
        self._waiting: list[int] = []  # the tokens since the last that was found
        self._unknown = False  # whether one of them stands for something unknown, so that whole words may be missing

    def place(self, surface: str | None) -> None:
        """Find the next token."""
        if surface and not (folded := "".join(map(_fold, surface))):
            self._place_blank()
        elif surface and (span := self._find(surface, folded)):
            self.settle(span[0])
            self._place = span[1]
            self.spans.append(span)
        else:
            self._unknown |= surface is None
            self._waiting.append(len(self.spans))
            self.spans.append((self._place, self._place))

    def _find(self, surface: str, folded: str) -> Span | None:
        """Look for a token: right here, or after those that wait."""
        letter = bisect_left(self._places, self._place)
        if not self._waiting and self._letters.startswith(folded, letter):
            return self._span(letter, folded)
        exact = self.text.find(surface.strip(), self._place, self._place + len(surface) + FARTHEST)
        if self._waiting and not self._unknown and exact >= 0:
            return exact, exact + len(surface.strip())
        return self._next(letter, folded)

    def _next(self, letter: int, folded: str) -> Span | None:
        """Find the nearest match; after something unknown rather one at the beginning of a word."""
        ahead = range(letter, min(letter + FARTHEST, len(self._letters) - len(folded) + 1))
        matches = [nth for nth in ahead if self._letters.startswith(folded, nth)]
        opening = [nth for nth in matches if self._unknown and self._places[nth] in self._word_starts]
        return next((self._span(nth, folded) for nth in (*opening, *matches)), None)

    def _span(self, letter: int, folded: str) -> Span:
        return self._places[letter], self._places[letter + len(folded) - 1] + 1

    def _place_blank(self) -> None:
        blank = next((place for place in range(self._place, len(self.text)) if self.text[place].isspace()), None)
        if blank is None or (blank > self._place and not self._waiting):
            self.spans.append((self._place, self._place))
            return
        self.settle(blank)
        self._place = blank + 1
        self.spans.append((blank, blank + 1))

    def settle(self, end: int) -> None:
        """Give the tokens that wait what is left before `end`: a word each, or a byte each, else all of it."""
        gap = self.text[self._place : end]
        words = split_words(gap)
        letters = [(at, at + 1) for at, letter in enumerate(gap) if not letter.isspace() for _ in letter.encode()]
        fitting = next((spans for spans in (words, letters) if len(spans) == len(self._waiting)), None)
        for nth, token in enumerate(self._waiting):
            if words:
                start, stop = fitting[nth] if fitting else (words[0][0], words[-1][1])
                self.spans[token] = (self._place + start, self._place + stop)
        self._waiting.clear()
        self._unknown = False


def _fold(character: str) -> str:
    """Spell a character without case, accents and width; a blank, or an accent alone, is nothing."""
    folded = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in folded if not part.isspace() and not unicodedata.combining(part))
