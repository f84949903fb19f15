"""What one step of training reads."""

from dataclasses import dataclass, field

import numpy as np
import torch
from jaxtyping import Bool, Int
from numpy.typing import NDArray
from torch import Tensor

from .repeats import repeated_text, shuffled_repeats
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


@dataclass(slots=True)
class Reader:
    """Reads rows of text evenly over each pool, and repeats between them; its place is a handful of counters.

    Rows begin at the fractions of k times the golden ratio: they cover a pool without a plan of what was read, so that a
    run goes on from the counters alone (Weyl 1916; drawing at random read a third of a pool twice before the rest).
    """

    pools: dict[Pool, NDArray[np.uint16]]
    newline: int
    diet: Diet
    seed: int = 0
    step: int = 0
    read: dict[Pool, int] = field(default_factory=dict)

    def batch(self) -> tuple[Int[Tensor, "row token"], Bool[Tensor, "row token"]]:
        """Gives the next rows, and which of their tokens count in the loss."""
        draw = np.random.default_rng((self.seed, self.step))
        diet = self.diet
        long = diet.long_every > 0 and self.step % diet.long_every == diet.long_every - 1
        length, divisor = (diet.length * 2, 2) if long else (diet.length, 1)
        rows = [self._plain(length, draw) for _ in range(diet.plain // divisor)]
        turn = self.step // max(diet.long_every, 1) % 2 == 0  # long batches take one kind of repeat in turn
        for make, count in ((shuffled_repeats, diet.shuffled), (repeated_text, diet.repeated)):
            if long and (make is shuffled_repeats) != turn:
                continue
            for _ in range(count):
                rows.append(make(self.pools[self._pool(draw)], length, diet.period, draw))
        self.step += 1
        tokens, counts = (np.stack(part) for part in zip(*rows, strict=True))
        return torch.from_numpy(tokens), torch.from_numpy(counts)

    def _pool(self, draw: np.random.Generator) -> Pool:
        pools = list(self.diet.shares)
        weights = np.array([self.diet.shares[pool] for pool in pools])
        return pools[int(draw.choice(len(pools), p=weights / weights.sum()))]

    def _plain(self, length: int, draw: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        pool = self._pool(draw)
        text = self.pools[pool]
        number = self.read[pool] = self.read.get(pool, 0) + 1
        begin = int(number * GOLDEN % 1.0 * (len(text) - length - LOOK_FOR_LINE))
        lines = np.flatnonzero(text[begin : begin + LOOK_FOR_LINE] == self.newline)
        if len(lines):
            begin += int(lines[0]) + 1
        row = np.concatenate([[START_ID], text[begin : begin + length - 1]]).astype(np.int64)
        return row, np.arange(length) > 0
