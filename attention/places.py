"""Where most of a head's weight lies, for a head without a rule: no weight is counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Int64, Shaped

from attention.roles import visible_cells
from attention.seen import Seen

PlaceKind = Literal["first", "previous", "self", "column"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that a head looks.

    Attributes:
        kind: The first column, the token before, the token itself, or one column.
        column: Which column, if it is one; else 0.
        share: What it gets on average of a row that has a choice, less what a place told before it has counted.
    """

    kind: PlaceKind
    column: int
    share: float


def without_first(weights: Float32[np.ndarray, "head row col"]) -> Float32[np.ndarray, "head row col"]:
    """Give the weights as shares of what the first column leaves; a row that leaves nothing stays empty."""
    rest = weights.copy()
    rest[:, :, 0] = 0
    left: Float32[np.ndarray, "head row col"] = rest / np.maximum(
        rest.sum(axis=2, keepdims=True), np.finfo(np.float32).tiny
    )
    return left


def rows_with_choice(visible: Bool[np.ndarray, "row col"]) -> Int64[np.ndarray, " able"]:
    """Number the rows after the first that see more than one column."""
    able = visible.sum(axis=1) > 1
    able[:1] = False
    rows: Int64[np.ndarray, " able"] = np.flatnonzero(able)
    return rows


def two_places(seen: Seen, layer: int, head: int, columns: range, *, hide_first: bool = False) -> tuple[Place, ...]:
    """Give the place that gets most of a head's weight, then the one that gets most of the weight elsewhere.

    Args:
        seen: What was looked at.
        layer: From 0.
        head: From 0.
        columns: Which columns may be named; the first is a place of its own.
        hide_first: Whether the shares are those of what the first column leaves.
    """
    weights = np.asarray(seen.weights[layer][head : head + 1], dtype=np.float32)
    visible = visible_cells(np.asarray(seen.weights[layer], dtype=np.float32), seen.part)
    if hide_first:
        weights = without_first(weights)
        visible[:, 0] = False
    rows = rows_with_choice(visible)
    if not len(rows):
        return ()
    left = weights[0, rows].astype(np.float64)
    told = []
    for _ in range(2):
        place = max(_places(left, rows, columns, apart=seen.part == "cross"), key=lambda one: one.share)
        told.append(place)
        left[_cells(place, left, rows)] = 0
    return tuple(told)


def _places(
    left: Shaped[np.ndarray, "able col"], rows: Int64[np.ndarray, " able"], columns: range, *, apart: bool
) -> Sequence[Place]:
    """Measure every place; with sides apart, as in cross-attention, no row has a token before or itself."""
    kinds: tuple[PlaceKind, ...] = ("first",) if apart else ("first", "previous", "self")
    places = [Place(kind, 0, 0.0) for kind in kinds]
    places += [Place("column", column, 0.0) for column in columns if column > 0]
    return [Place(one.kind, one.column, float(left[_cells(one, left, rows)].sum() / len(rows))) for one in places]


def _cells(
    place: Place, left: Shaped[np.ndarray, "able col"], rows: Int64[np.ndarray, " able"]
) -> Bool[np.ndarray, "able col"]:
    """Mark a place's cells; what lies in the first column is the first column's."""
    column = np.arange(left.shape[1])[None, :]
    row = rows[:, None]
    cells: Bool[np.ndarray, "able col"]
    match place.kind:
        case "first":
            cells = (column == 0) & (row >= 0)
        case "previous":
            cells = (column == row - 1) & (column > 0)
        case "self":
            cells = (column == row) & (column > 0)
        case "column":
            cells = (column == place.column) & (row >= 0)
    return cells
