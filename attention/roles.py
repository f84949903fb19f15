"""Where a head looks if it has a role.

A role is a rule for where to look: at the token before, at an earlier copy of the same token, at what followed that
copy. Each is written here as a map of cells, true where the rule sends a row, so that measuring a head is the same
for all of them.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Int64, Shaped

from attention.seen import Part, Seen, Token

Role = Literal[
    "induction", "duplicate", "previous", "next", "offset-2", "offset-3", "separator", "self", "first", "even", "mixed"
]
"""A rule that a head follows on a text; `even` and `mixed` are the absence of one."""

Cells = Bool[np.ndarray, "row col"]

OFFSETS: tuple[tuple[Role, int], ...] = (("self", 0), ("previous", 1), ("next", -1), ("offset-2", 2), ("offset-3", 3))
"""Roles of place: how many tokens back they look."""


ASKED_OF_ALL: frozenset[Role] = frozenset({"separator"})
"""Roles told of all tokens: a row with nothing to look at breaks them. Others are told of the rows that have a cell."""

OF_CONTENT: frozenset[Role] = frozenset({"induction", "duplicate"})
"""Roles that need the text's content: a column that draws the other rows as well is no evidence for them."""


def cells_of_roles(seen: Seen, visible: Cells) -> dict[Role, Cells]:
    """Mark for each role where it sends the rows; a row that it sends nowhere can't show it.

    Rows of special tokens show no role: they rest or gather by rules of their own. The first column shows `first` and
    nothing else, since most heads rest there when they have nothing to do (Xiao et al. 2023). A full stop that looks
    at itself shows `self`, not `separator`.

    Args:
        seen: The text.
        visible: Which cells the mask leaves open.
    """
    row, col = np.indices(visible.shape)
    asking = np.array([not token.special for token in seen.rows])[:, None]
    open_ = visible & asking & (col > 0)
    same = _same(seen)
    cells: dict[Role, Cells] = {
        "first": visible & (row > 0) & (col == 0),
        "separator": open_ & np.array([_separates(token) for token in seen.columns]),
    }
    if seen.part == "cross":
        return cells | {"duplicate": open_ & same}
    cells["separator"] &= row != col
    for role, offset in OFFSETS:
        cells[role] = open_ & (row - col == offset)
    followed = np.zeros_like(same)
    followed[:, 1:] = same[:, :-1]
    # Not where that is the token beside it: what looks there may be a head that always does.
    cells["duplicate"] = open_ & same & (abs(row - col) > 1)
    cells["induction"] = open_ & followed & (row - col > 1)
    return cells


def visible_cells(weights: Float32[np.ndarray, "head row col"], part: Part) -> Cells:
    """Mark the cells that the mask leaves open: a band as wide as anything in the layer is seen far away.

    A cell with no weight isn't closed for that: a sure head leaves nothing for the others.
    """
    rows, columns = weights.shape[1:]
    back = np.arange(rows)[:, None] - np.arange(columns)[None, :]  # (row, col)
    if part == "cross":
        return np.ones_like(back, dtype=bool)
    seen_at = back[np.any(weights > 0, axis=0)]
    visible: Cells = (back <= seen_at.max()) & (back >= (0 if part == "decoder" else seen_at.min()))
    return visible


def rows_of_role(role: Role, cells: Cells, visible: Cells, seen: Seen) -> Int64[np.ndarray, " able"]:
    """Number the rows that are counted for a role or against it: each has a choice of where to look."""
    able = cells.any(axis=1) & (visible & ~cells).any(axis=1)
    if role in ASKED_OF_ALL and able.any():
        asking = np.array([not token.special for token in seen.rows])
        able = asking & (visible.sum(axis=1) > 1)
    rows: Int64[np.ndarray, " able"] = np.flatnonzero(able)
    return rows


def _same(seen: Seen) -> Cells:
    """Mark where a row and a column hold the same token."""
    row_text = seen.text if seen.part != "cross" or seen.target is None else seen.target
    rows, columns = _spelled(seen.rows, row_text), _spelled(seen.columns, seen.text)
    same: Cells = (rows[:, None] == columns[None, :]) & (rows[:, None] != "")
    return same


def _spelled(tokens: Sequence[Token], text: str) -> Shaped[np.ndarray, " token"]:
    """Spell tokens so that equal ones compare equal; those that never do are empty: special ones, parts of a letter."""
    whole = [token.word is not None and text[token.start : token.end].strip() == token.text.strip() for token in tokens]
    return np.array([token.text.strip() if known else "" for token, known in zip(tokens, whole, strict=True)])


def _separates(token: Token) -> bool:
    text = token.text.strip()
    return token.special or (text != "" and not any(letter.isalnum() for letter in text))
