"""What one step of training reads."""

from dataclasses import dataclass, field

import numpy as np
import torch
from jaxtyping import Bool, Int
from numpy.typing import NDArray
from torch import Tensor

from .repeats import repeated_text, shuffled_repeats
from .texts import Lang
from .tokens import START_ID, Pool

GOLDEN = (5**0.5 - 1) / 2
LOOK_FOR_LINE = 128  # tokens within which a piece of text may wait for the next line to begin


@dataclass(frozen=True, slots=True)
class Diet:
    """The shares of what is read.

    Attributes:
        shares: of the plain text, for each pool.
        plain: rows of plain text in a batch.
        shuffled: rows of shuffled tokens, repeated.
        repeated: rows of repeated text.
        length: tokens in a row.
        period: the fewest and the most tokens before a repeat.
        long_every: one batch in so many has half as many rows of twice the length (0: none).
    """

    shares: dict[Pool, float]
    plain: int = 14
    shuffled: int = 1
    repeated: int = 1
    length: int = 256
    period: tuple[int, int] = (8, 120)
    long_every: int = 4


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Rows to read, plain text first.

    Attributes:
        tokens: ids, `<s>` at the start of each row.
        counts: which of them count in the loss.
        plain: how many rows are plain text.
        langs: each row's language.
    """

    tokens: Int[Tensor, "row token"]
    counts: Bool[Tensor, "row token"]
    plain: int
    langs: tuple[Lang, ...]


@dataclass(slots=True)
class Reader:
    """Reads rows of text evenly over each pool, and repeats between them; its place is a handful of counters.

    Rows begin at the fractions of k times the golden ratio: they cover a pool without a plan of what was read, so
    that a run goes on from the counters alone (Weyl 1916; drawing at random read a third of a pool twice before the
    rest).
    """

    pools: dict[Pool, NDArray[np.uint16]]
    newline: int
    diet: Diet
    seed: int = 0
    step: int = 0
    read: dict[Pool, int] = field(default_factory=dict)

    def batch(self) -> Batch:
        """Gives the next rows."""
        draw = np.random.default_rng((self.seed, self.step))
        diet = self.diet
        long = diet.long_every > 0 and self.step % diet.long_every == diet.long_every - 1
        length, divisor = (diet.length * 2, 2) if long else (diet.length, 1)
        drawn = [self._pool(draw) for _ in range((diet.plain + diet.shuffled + diet.repeated) // divisor)]
        plain = diet.plain // divisor
        repeats = [shuffled_repeats] * diet.shuffled + [repeated_text] * diet.repeated
        if long:  # half of them, the others next time
            repeats = repeats[self.step // diet.long_every % 2 :: 2]
        rows = [self._plain(pool, length, draw) for pool in drawn[:plain]]
        rows += [
            make(self.pools[pool], length, diet.period, draw) for make, pool in zip(repeats, drawn[plain:], strict=True)
        ]
        self.step += 1
        tokens, counts = (torch.from_numpy(np.stack(part)) for part in zip(*rows, strict=True))
        return Batch(tokens, counts, plain, tuple(lang for _, lang in drawn))

    def _pool(self, draw: np.random.Generator) -> Pool:
        pools = list(self.diet.shares)
        weights = np.array([self.diet.shares[pool] for pool in pools])
        return pools[int(draw.choice(len(pools), p=weights / weights.sum()))]

    def _plain(self, pool: Pool, length: int, draw: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        text = self.pools[pool]
        number = self.read[pool] = self.read.get(pool, 0) + 1
        begin = int(number * GOLDEN % 1.0 * (len(text) - length - LOOK_FOR_LINE))
        lines = np.flatnonzero(text[begin : begin + LOOK_FOR_LINE] == self.newline)
        if len(lines):
            begin += int(lines[0]) + 1
        row = np.concatenate([[START_ID], text[begin : begin + length - 1]]).astype(np.int64)
        return row, np.arange(length) > 0
