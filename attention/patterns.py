"""What a head does on one text, in numbers.

A role names where a head looks: at the token before, at an earlier copy of the same token, at what followed that copy.
For each role this module marks the cells where the head would look if it had the role, and asks how much of the
attention lies there, beside how much would by chance. A role on one text is evidence, not proof.

Sources: Clark et al. (2019), "What Does BERT Look At?", section 3 (previous, next, self, separators, broad heads and
their entropy); Olsson et al. (2022), "In-context Learning and Induction Heads" (duplicate tokens, prefix matching);
Xiao et al. (2023), "Efficient Streaming Language Models with Attention Sinks" (the first token).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Float64

from attention.seen import Seen, Token

Role = Literal[
    "induction", "duplicate", "previous", "next", "offset-2", "offset-3", "self", "separator", "first", "even", "mixed"
]

TELLING_ROLES: tuple[Role, ...] = (
    "induction",
    "duplicate",
    "previous",
    "next",
    "offset-2",
    "offset-3",
    "separator",
    "self",
)
"""Roles worth showing, the most telling first: those that need the text's content before those that need positions."""

HOLDS_SHARE = 0.5
"""A head has a role if the role's cells get the most weight in at least this share of the rows where they exist."""
HOLDS_BITS = 5.0
"""... and if that is this unlikely under even attention: 5 bits, one in 32."""
EVEN_ENTROPY = 0.85
"""A head whose entropy is above this share of the highest possible looks evenly."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one head does on one text.

    All numbers but `bits` and `structure` are shares from 0 to 1; None where the text has no row that could show it.

    Attributes:
        layer: Its layer, from 0.
        head: Its number in the layer, from 0.
        first: Mean weight on the first column, in the rows after the first.
        previous: Mean weight on the token before.
        self_: Mean weight on the token itself.
        next_: Mean weight on the token after; None where a token can't see those after it.
        duplicate: Mean weight on other copies of the same token (earlier ones, if it looks back only).
        induction: Mean weight on the tokens that followed earlier copies of the same token.
        separator: Mean weight on punctuation and separator tokens.
        entropy: Mean entropy of a row, as a share of the highest it could have: 0 one token, 1 all evenly.
        role: The most telling role that holds here.
        share: In which share of the rows where the role could show its cells get the most weight.
        rows: How many rows could show it.
        weight: Mean weight on the role's cells in those rows.
        chance: What that weight would be under even attention.
        bits: The evidence for the role: how far the weights on its cells lie from even attention (see `_evidence`).
        structure: The information in bits that a row has about where it looks (see `_structure`).
        example: Row and column of the role's strongest instance.
    """

    layer: int
    head: int
    first: float
    previous: float | None
    self_: float | None
    next_: float | None
    duplicate: float | None
    induction: float | None
    separator: float | None
    entropy: float
    role: Role
    share: float
    rows: int
    weight: float
    chance: float
    bits: float
    structure: float
    example: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Measured:
    """How one head fills the cells of one role."""

    share: float
    rows: int
    weight: float
    chance: float
    bits: float
    example: tuple[int, int]


def describe(seen: Seen, layer: int) -> tuple[Pattern, ...]:
    """Say in numbers what each head of a layer does on this text, head 0 first."""
    weights = seen.weights[layer].astype(np.float64)  # (head, row, col)
    visible = (weights > 0).any(axis=0)  # (row, col)
    cells = _cells(seen, visible)
    return tuple(_pattern(layer, head, weights[head], visible, cells) for head in range(len(weights)))


def telling(patterns: Sequence[Pattern]) -> Pattern:
    """Choose the head to show for a plain sentence.

    The measure: the first role in `TELLING_ROLES` that any head has; among its heads the one with the most evidence a
    row. So a text that repeats something shows an induction head where there is one, and any other text a head that
    looks at a fixed place. Where no head has a role, the head of most structure: its rows differ most in where they
    look, so it isn't one that rests on the first token, nor one that looks evenly.
    """
    for role in TELLING_ROLES:
        having = [pattern for pattern in patterns if pattern.role == role]
        if having:
            return max(having, key=lambda pattern: pattern.bits / pattern.rows)
    return max(patterns, key=lambda pattern: pattern.structure)


def _pattern(
    layer: int,
    head: int,
    weights: Float64[np.ndarray, "row col"],
    visible: Bool[np.ndarray, "row col"],
    cells: Mapping[Role, Bool[np.ndarray, "row col"]],
) -> Pattern:
    measured = {role: _measure(weights, visible, marked) for role, marked in cells.items()}
    entropy = _entropy(weights, visible)
    role = _role(measured, entropy)
    at_role = measured.get(role) or _strongest(weights, visible)
    found = {role: one.weight for role, one in measured.items() if one is not None}
    return Pattern(
        layer=layer,
        head=head,
        first=float(weights[1:, 0].mean()) if len(weights) > 1 else 1.0,
        previous=found.get("previous"),
        self_=found.get("self"),
        next_=found.get("next"),
        duplicate=found.get("duplicate"),
        induction=found.get("induction"),
        separator=found.get("separator"),
        entropy=entropy,
        role=role,
        share=at_role.share,
        rows=at_role.rows,
        weight=at_role.weight,
        chance=at_role.chance,
        bits=at_role.bits,
        structure=_structure(weights, visible),
        example=at_role.example,
    )


def _role(measured: Mapping[Role, _Measured | None], entropy: float) -> Role:
    for role in (*TELLING_ROLES, "first"):
        one = measured.get(role)
        if one is not None and one.share >= HOLDS_SHARE and one.bits >= HOLDS_BITS:
            return role
    return "even" if entropy >= EVEN_ENTROPY else "mixed"


def _cells(seen: Seen, visible: Bool[np.ndarray, "row col"]) -> dict[Role, Bool[np.ndarray, "row col"]]:
    """Mark for each role the cells where a head would look that has it.

    Rows of special tokens show no role, and a cell in the first column shows `first` and nothing else.
    """
    rows, columns = visible.shape
    row, col = np.indices((rows, columns))
    asks = np.array([not token.special for token in seen.rows])[:, None]
    open_ = visible & asks & (col > 0)
    same = _same(seen.rows, seen.columns)
    cells: dict[Role, Bool[np.ndarray, "row col"]] = {"first": visible & (col == 0) & (row > 0)}
    cells["separator"] = open_ & np.array([_separates(token) for token in seen.columns])
    if seen.part == "cross":
        cells["duplicate"] = open_ & same
        return cells
    for role, offset in (("self", 0), ("previous", 1), ("next", -1), ("offset-2", 2), ("offset-3", 3)):
        cells[role] = open_ & (row - col == offset)  # type: ignore[index] # the tuple's strings are Roles
    cells["duplicate"] = open_ & same & (row != col)
    followed = np.zeros_like(same)
    followed[:, 1:] = same[:, :-1] & (row > col)[:, :-1]
    cells["induction"] = open_ & followed & (row - col > 1)  # where it is the token before, the two can't be told apart
    return cells


def _same(rows: Sequence[Token], columns: Sequence[Token]) -> Bool[np.ndarray, "row col"]:
    texts = [np.array([token.text.strip() for token in tokens]) for tokens in (rows, columns)]
    words = [np.array([token.word is not None for token in tokens]) for tokens in (rows, columns)]
    same: Bool[np.ndarray, "row col"] = texts[0][:, None] == texts[1][None, :]
    return same & words[0][:, None] & words[1][None, :]


def _separates(token: Token) -> bool:
    text = token.text.strip()
    return token.special or (bool(text) and not any(letter.isalnum() for letter in text))


def _measure(
    weights: Float64[np.ndarray, "row col"],
    visible: Bool[np.ndarray, "row col"],
    marked: Bool[np.ndarray, "row col"],
) -> _Measured | None:
    """Measure a head on the rows that have some of the role's cells and some others; None if there are none."""
    rows = np.flatnonzero(marked.any(axis=1) & (visible & ~marked).any(axis=1))
    if not len(rows):
        return None
    weights, visible, marked = weights[rows], visible[rows], marked[rows]
    on_cells = np.where(marked, weights, 0.0)
    weight = on_cells.sum(axis=1)
    chance = marked.sum(axis=1) / visible.sum(axis=1)
    most = np.take_along_axis(marked, weights.argmax(axis=1)[:, None], axis=1)[:, 0]
    strongest = int(on_cells.max(axis=1).argmax())
    return _Measured(
        share=float(most.mean()),
        rows=len(rows),
        weight=float(weight.mean()),
        chance=float(chance.mean()),
        bits=_evidence(weight, chance),
        example=(int(rows[strongest]), int(on_cells[strongest].argmax())),
    )


def _evidence(weight: Float64[np.ndarray, " row"], chance: Float64[np.ndarray, " row"]) -> float:
    """Sum over rows the divergence of (weight on the role's cells, the rest) from chance, in bits.

    w log2(w / p) + (1 - w) log2((1 - w) / (1 - p)) where the weight w exceeds its chance p, else minus that.
    """
    w = np.clip(weight, 1e-6, 1 - 1e-6)
    bits = w * np.log2(w / chance) + (1 - w) * np.log2((1 - w) / (1 - chance))
    return float((bits * np.sign(w - chance)).sum())


def _entropy(weights: Float64[np.ndarray, "row col"], visible: Bool[np.ndarray, "row col"]) -> float:
    """Give the mean entropy of the rows that have a choice, each as a share of the highest it could have."""
    choices = visible.sum(axis=1)
    rows = choices > 1
    if not rows.any():
        return 0.0
    safe = np.where(weights > 0, weights, 1.0)
    entropies = -(safe * np.log2(safe)).sum(axis=1)
    return float((entropies[rows] / np.log2(choices[rows])).mean())


def _structure(weights: Float64[np.ndarray, "row col"], visible: Bool[np.ndarray, "row col"]) -> float:
    """Give the mutual information of row and column in bits, less what the mask alone brings.

    It is 0 for a head whose rows all look at the same place (the first token), and for one that looks evenly.
    """
    even = visible / visible.sum(axis=1, keepdims=True)
    return _information(weights) - _information(even)


def _information(weights: Float64[np.ndarray, "row col"]) -> float:
    rows = weights / weights.sum(axis=1, keepdims=True)
    mean = rows.mean(axis=0)
    ratio = np.divide(rows, mean, out=np.ones_like(rows), where=rows > 0)
    return float((rows * np.log2(ratio)).sum(axis=1).mean())


def _strongest(weights: Float64[np.ndarray, "row col"], visible: Bool[np.ndarray, "row col"]) -> _Measured:
    """Stand in for a role's numbers where no role holds: the strongest cell outside the first column."""
    marked = visible.copy()
    marked[:, 0] = False
    if not marked.any():
        return _Measured(0.0, 0, 0.0, 0.0, 0.0, (0, 0))
    cells: Float32[np.ndarray, "row col"] = np.where(marked, weights, 0.0)
    row, col = np.unravel_index(int(cells.argmax()), cells.shape)
    return _Measured(0.0, 0, 0.0, 0.0, 0.0, (int(row), int(col)))
