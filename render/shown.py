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
        shown = [last - first + (first == 1) for first, last in (self.rows, self.columns)]  # one may be hidden
        return shown != [len(self.seen.rows), len(self.seen.columns)]


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


def begins(able: Bool[np.ndarray, "row col"], *, hide_first: bool) -> tuple[int, int]:
    """Give the first row and the first column to show: without its column the first row of a causal model is empty."""
    column = 1 if hide_first and able.shape[1] > 1 else 0
    return (1 if able.shape[0] > 1 and not able[0, column:].any() else 0), column


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
    above, begin = begins(able, hide_first=view.hide_first)
    rows, columns = (above, weights.shape[1]), (begin, weights.shape[2])
    tall, wide = min(capacity, rows[1] - above), min(capacity, columns[1] - begin)
    if (tall, wide) != (rows[1] - above, columns[1] - begin):
        even = able / np.maximum(able.sum(axis=1, keepdims=True), 1)
        excess = np.maximum(weights - even, 0).mean(axis=0, dtype=np.float32)
        excess[:, 0] = 0
        above = begin if tall < rows[1] - above else above  # where rows are cut too, they begin as columns do
        top, left = _window(excess[above:, begin:], tall, wide, square=looks_back(seen) or seen.part == "encoder")
        rows, columns = (top + above, top + above + tall), (left + begin, left + begin + wide)
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
