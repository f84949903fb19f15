"""What of a look a picture shows: which words, which columns, which part of a long text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32

from attention import Seen, Token, merge_words
from render.view import View


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The part of a look that a picture shows.

    Attributes:
        seen: The look it comes from, after merging.
        layer: The layer, from 0.
        heads: The heads, from 0.
        weights: Of these heads, cut to the shown rows and columns.
        visible: Which cells can be seen at all: a causal model does not see what comes later.
        rows: First and one past the last row shown.
        columns: First and one past the last column shown.
        tokens_before: How many tokens there were, if they were merged into words because they did not fit.
        sink: Mean share of a row that goes to no column, in models with a sink of their own.
    """

    seen: Seen
    layer: int
    heads: tuple[int, ...]
    weights: Float32[np.ndarray, "head row col"]
    visible: Bool[np.ndarray, "row col"]
    rows: tuple[int, int]
    columns: tuple[int, int]
    tokens_before: int | None
    sink: float

    @property
    def row_tokens(self) -> tuple[Token, ...]:
        """The tokens that look, as shown."""
        return self.seen.rows[slice(*self.rows)]

    @property
    def column_tokens(self) -> tuple[Token, ...]:
        """The tokens looked at, as shown."""
        return self.seen.columns[slice(*self.columns)]

    @property
    def is_part(self) -> bool:
        """Whether rows or columns were left out because the text is long."""
        hidden = self.columns[0] if self.columns[0] == 1 else 0
        every = (len(self.seen.rows), len(self.seen.columns) - hidden)
        return (self.rows[1] - self.rows[0], self.columns[1] - self.columns[0]) < every


def looks_back(seen: Seen) -> bool:
    """Tell whether a row sees only itself and what comes before it."""
    return seen.part != "cross" and (seen.part == "decoder" or seen.facts.kind == "causal")


def visible(seen: Seen, layer: int) -> Bool[np.ndarray, "row col"]:
    """Tell which cells can be seen at all, whatever a head does.

    The future of a causal model, and in a layer with a sliding window what lies outside of it: no head puts any
    weight there, not even the smallest.
    """
    rows, columns = len(seen.rows), len(seen.columns)
    able = np.ones((rows, columns), dtype=np.bool_)
    if looks_back(seen):
        able = np.tri(rows, columns, dtype=np.bool_)
    if seen.facts.window is not None:
        able &= (np.asarray(seen.weights[layer]) > 0).any(axis=0)
    return able


def _window(excess: Float32[np.ndarray, "row col"], rows: int, columns: int, *, square: bool) -> tuple[int, int]:
    """Find the window of `rows` x `columns` cells that holds most of `excess`; of equals the last one."""
    total = np.zeros((excess.shape[0] + 1, excess.shape[1] + 1))
    total[1:, 1:] = excess.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    held = total[rows:, columns:] - total[:-rows, columns:] - total[rows:, :-columns] + total[:-rows, :-columns]
    place = np.unravel_index(held.size - 1 - np.argmax(held.ravel()[::-1].round(3)), held.shape)
    best = (int(place[0]), int(place[1]))
    if square and rows == columns and excess.shape[0] == excess.shape[1]:
        together = held.diagonal().round(3)
        at = together.size - 1 - int(np.argmax(together[::-1]))
        if together[at] * 1.5 >= held[best]:
            return at, at
    return best


def in_unit(seen: Seen, view: View, capacity: int) -> Seen:
    """Give the look as it is drawn: merged into words if the reader wants words, or if its tokens don't fit."""
    if view.unit == "word" or max(len(seen.rows), len(seen.columns)) > capacity:
        return merge_words(seen)
    return seen


def choose(seen: Seen, layer: int, heads: Sequence[int], view: View, capacity: int) -> Shown:
    """Choose what is shown of one layer.

    A text that does not fit is shown as words; if these do not fit either, as the part where the heads do most: the
    window whose weights exceed an even spread the most, the first column aside. Rows and columns show the same words
    unless two different stretches hold half as much again. Of equal windows the last one is taken.

    Args:
        seen: What was looked at.
        layer: From 0.
        heads: From 0, in the order to show.
        view: The reader's wishes.
        capacity: How many rows or columns fit.
    """
    tokens = max(len(seen.rows), len(seen.columns))
    forced = view.unit == "token" and seen.unit == "token" and tokens > capacity
    seen = in_unit(seen, view, capacity)
    able = visible(seen, layer)
    weights = np.asarray(seen.weights[layer], dtype=np.float32)[list(heads)]
    begin = 1 if view.hide_first and weights.shape[2] > 1 else 0
    rows = (0, weights.shape[1])
    columns = (begin, weights.shape[2])
    tall, wide = min(capacity, weights.shape[1]), min(capacity, weights.shape[2] - begin)
    if (tall, wide) != (weights.shape[1], weights.shape[2] - begin):
        even = able / np.maximum(able.sum(axis=1, keepdims=True), 1)
        excess = np.maximum(weights - even, 0).mean(axis=0, dtype=np.float32)
        excess[:, 0] = 0
        part = excess[:, begin:] if tall == weights.shape[1] or begin == 0 else excess[begin:, begin:]
        down = begin if part.shape[0] < weights.shape[1] else 0
        top, left = _window(part, tall, wide, square=looks_back(seen) or seen.part == "encoder")
        rows, columns = (top + down, top + down + tall), (left + begin, left + begin + wide)
    cut = (slice(*rows), slice(*columns))
    sink = float(np.clip(1 - weights.sum(axis=2, dtype=np.float64).mean(), 0, 1))
    return Shown(
        seen=seen,
        layer=layer,
        heads=tuple(heads),
        weights=weights[:, cut[0], cut[1]],
        visible=able[cut],
        rows=rows,
        columns=columns,
        tokens_before=tokens if forced else None,
        sink=sink,
    )
