"""Where a head looks if it has a role.

A role is a rule for where to look: at the token before, at an earlier copy of the same token, at what followed that
copy. Each is written here as a map of cells, true where the rule sends a row, so that measuring a head is the same
for all of them.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from jaxtyping import Bool, Shaped

from attention.seen import Seen, Token

Role = Literal[
    "induction", "duplicate", "previous", "next", "offset-2", "offset-3", "separator", "self", "first", "even", "mixed"
]
"""A rule that a head follows on a text; `even` and `mixed` are the absence of one."""

Cells = Bool[np.ndarray, "row col"]

OFFSETS: tuple[tuple[Role, int], ...] = (("self", 0), ("previous", 1), ("next", -1), ("offset-2", 2), ("offset-3", 3))
"""Roles of place: how many tokens back they look."""


def cells_of_roles(seen: Seen, visible: Cells) -> dict[Role, Cells]:
    """Mark for each role where it sends the rows; a row that it sends nowhere can't show it.

    Rows of special tokens show no role: they rest or gather by rules of their own. The first column shows `first` and
    nothing else, since most heads rest there when they have nothing to do (Xiao et al. 2023).

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
    for role, offset in OFFSETS:
        cells[role] = open_ & (row - col == offset)
    followed = np.zeros_like(same)
    followed[:, 1:] = same[:, :-1]
    # Not where that is the token beside it: what looks there may be a head that always does.
    cells["duplicate"] = open_ & same & (abs(row - col) > 1)
    cells["induction"] = open_ & followed & (row - col > 1)
    return cells


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
