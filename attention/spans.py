"""Which characters a token came from, where the tokenizer itself doesn't tell.

Slow tokenizers (Marian, M2M-100, ByT5) don't, and nothing does for text that a model writes. Tokens and text are laid
side by side, without blanks, case and accents, since a tokenizer may change all three. A token that isn't found (an
unknown word, a byte of a letter) gets what the tokens around it leave.
"""

import unicodedata
from collections.abc import Sequence

Span = tuple[int, int]

FARTHEST = 60
"""How many letters ahead a token is looked for: an unknown word is shorter, a chance match farther off likelier."""


def align(text: str, surfaces: Sequence[str]) -> list[Span]:
    """Give each token's first character and one past its last.

    Args:
        text: What was read or written.
        surfaces: Each token as it is spelled, without marks for word beginnings; blank if it is one, empty if its
            spelling is no help.
    """
    alignment = _Alignment(text)
    for surface in surfaces:
        alignment.place(surface)
    alignment.settle(len(text))
    return alignment.spans


class _Alignment:
    """A walk through a text, token by token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.letters = ""  # the text as tokens are compared with it
        self.places: list[int] = []  # the character that each of these letters comes from
        for place, character in enumerate(text):
            folded = _fold(character)
            self.letters += folded
            self.places += [place] * len(folded)
        self._letter = 0  # the first letter that no token has yet
        self._place = 0  # ... and the first character
        self._waiting: list[int] = []  # tokens that weren't found, since the last that was

    def place(self, surface: str) -> None:
        """Find the next token."""
        folded = "".join(map(_fold, surface))
        if not folded and surface:
            self._place_blank()
            return
        found = self.letters.find(folded, self._letter, self._letter + len(folded) + FARTHEST) if folded else -1
        if found < 0:
            self._waiting.append(len(self.spans))
            self.spans.append((self._place, self._place))
            return
        start, end = self.places[found], self.places[found + len(folded) - 1] + 1
        self.settle(start)
        self._letter = found + len(folded)
        self._place = end
        self.spans.append((start, end))

    def _place_blank(self) -> None:
        blank = next((p for p in range(self._place, len(self.text)) if self.text[p].isspace()), None)
        if blank is None or (blank > self._place and not self._waiting):
            self.spans.append((self._place, self._place))
            return
        self.settle(blank)
        self._place = blank + 1
        while self._letter < len(self.places) and self.places[self._letter] < blank:
            self._letter += 1
        self.spans.append((blank, blank + 1))

    def settle(self, end: int) -> None:
        """Give the tokens that weren't found what is left before `end`: a byte each where the count fits, else all."""
        gap = [place for place in range(self._place, end) if not self.text[place].isspace()]
        byte_places = [place for place in gap for _ in self.text[place].encode()]
        for nth, token in enumerate(self._waiting):
            if len(byte_places) == len(self._waiting):
                self.spans[token] = (byte_places[nth], byte_places[nth] + 1)
            elif gap:
                self.spans[token] = (gap[0], gap[-1] + 1)
        self._waiting.clear()


def _fold(character: str) -> str:
    """Spell a character without case, accents and width; a blank, or an accent alone, is nothing."""
    folded = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in folded if not part.isspace() and not unicodedata.combining(part))
