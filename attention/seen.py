"""What a look brings back: weights, and the tokens they lie between.

Plain frozen values of NumPy arrays, so that they pickle, cache, and cross a process or a machine without torch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float32

from attention.facts import Facts

Part = Literal["encoder", "decoder", "cross"]
Unit = Literal["token", "word"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token (or, after merging, one word) as a person reads it.

    Attributes:
        text: What a person reads, blanks as they stand in the text. Special tokens by their name (`<s>`, `[CLS]`).
            A token that holds a part of a letter's bytes is shown as that letter followed by its share (`д½`).
        start: Where it begins in the text, in characters; equal to `end` for a special token.
        end: One past its last character.
        word: Which word of the text it belongs to, from 0; None for special tokens and blanks that stand alone.
        special: Whether the model, not the text, brought it in.
    """

    text: str
    start: int
    end: int
    word: int | None
    special: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Attention weights of some layers on one text.

    Attributes:
        facts: The model that was looked into.
        text: The text that was looked at (for cross-attention the source), cut to what was allowed.
        target: The text on the decoder's side of an encoder-decoder; None for other models.
        part: Which attention: `encoder` looks both ways, `decoder` looks back, `cross` from target to source.
        rows: The tokens that look (queries).
        columns: The tokens looked at (keys); the same tuple as `rows` unless `part` is `cross`.
        weights: Layer (from 0) to a read-only array; a row sums to 1, or to less where the model has a sink of its own.
        unit: Whether rows and columns are tokens or words.
        cut: How many tokens at the end of the text (and the target) were left out, because it was longer than allowed.
    """

    facts: Facts
    text: str
    target: str | None
    part: Part
    rows: tuple[Token, ...]
    columns: tuple[Token, ...]
    weights: Mapping[int, Float32[np.ndarray, "head row col"]]
    unit: Unit = "token"
    cut: int = 0

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens that look; for self-attention these are the tokens looked at too."""
        return self.rows
