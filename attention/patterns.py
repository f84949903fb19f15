"""What a head does on one text, in numbers.

For each role the attention on its cells (see `attention.roles`) stands beside what would lie there by chance: on three
tokens every head looks at the one before. A role on one text is evidence, not proof.

Sources: Clark et al. (2019), "What Does BERT Look At?", section 3 (previous, next, self, separators, broad heads and
their entropy); Olsson et al. (2022), "In-context Learning and Induction Heads" (duplicate tokens, prefix matching);
Xiao et al. (2023), "Efficient Streaming Language Models with Attention Sinks" (the first token).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64

from attention.roles import Cells, Role, cells_of_roles
from attention.seen import Part, Seen, Token

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
"""Roles worth showing, the most telling first: those that need the text's content before those that need its order."""

HOLDS_SHARE = 0.5
"""A head has a role if the role's cells get the most weight in at least this share of the rows that could show it,"""
HOLDS_BITS = 5.0
"""and if the weights lie at least this far from even attention: 5 bits, odds of 32 to 1."""
EVEN_ENTROPY = 0.85
"""A head whose rows have at least this share of the highest entropy looks evenly."""
AS_STRONG = 0.9
"""A cell of at least this share of the strongest weight serves as an example if its tokens read better."""
READABLE = 6
"""Letters from which on a token reads well enough."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one head does on one text.

    Attributes:
        layer: Its layer, from 0.
        head: Its number in the layer, from 0.
        first: Mean weight on the first column, in the rows after the first.
        previous: Mean weight on the token before. This and the next five are None if no row of the text could show it.
        self_: Mean weight on the token itself.
        next_: Mean weight on the token after.
        duplicate: Mean weight on copies of the same token (earlier ones, if the model looks back only).
        induction: Mean weight on the tokens that followed earlier copies of the same token.
        separator: Mean weight on punctuation and special tokens.
        entropy: Mean entropy of a row, as a share of the highest it could have: 0 one token, 1 all evenly.
        role: The most telling role that holds here.
        share: In which share of the rows that could show the role its cells get the most weight; 0 without a role.
        rows: How many rows could show the role; 0 without a role.
        weight: Mean weight on the role's cells in those rows.
        chance: What that weight would be under even attention.
        bits: The evidence for the role against even attention (see `_evidence`).
        structure: How much the rows differ in where they look, in bits (see `_structure`); about 0 for a head that
            rests on the first token, and for one that looks evenly.
        example: Row and column of the role's strongest instance, of equals the one whose tokens read best; without a
            role the strongest cell outside the first column.
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


def describe(seen: Seen, layer: int) -> tuple[Pattern, ...]:
    """Say in numbers what each head of a layer does on this text, head 0 first."""
    return _Layer(seen, layer).patterns()


def telling(patterns: Sequence[Pattern]) -> Pattern:
    """Choose the head to show for a plain sentence.

    The measure is evidence a row, in bits, for the most telling role: the first of `TELLING_ROLES` that any head has;
    among its heads the one whose rows lie farthest from even attention on average. So a text that repeats something
    shows an induction head if there is one, any other text a head that looks at a fixed place, and neither a head
    that rests on the first token nor one that looks evenly. Where no head has such a role (a text of a few tokens
    can't tell), the head of most structure among the tokens, what it spends on the token itself left out.
    """
    for role in TELLING_ROLES:
        having = [pattern for pattern in patterns if pattern.role == role]
        if having:
            return max(having, key=lambda pattern: pattern.bits / pattern.rows)
    return max(patterns, key=lambda pattern: pattern.structure * (1 - (pattern.self_ or 0.0)))


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """How the heads of a layer fill the cells of one role, in the rows that could show it."""

    cells: Cells
    rows: int
    chance: float
    share: Float64[np.ndarray, " head"]
    weight: Float64[np.ndarray, " head"]
    bits: Float64[np.ndarray, " head"]


class _Layer:
    """The heads of one layer on one text, measured together."""

    def __init__(self, seen: Seen, layer: int) -> None:
        self.layer = layer
        self.tokens = (seen.rows, seen.columns)
        self.weights: Float32[np.ndarray, "head row col"] = seen.weights[layer].astype(np.float32)
        self.visible = _visible(self.weights, seen.part)
        self.most: Int64[np.ndarray, "head row"] = self.weights.argmax(axis=2)
        self.measured = {role: self._measure(cells) for role, cells in cells_of_roles(seen, self.visible).items()}
        self.entropies = _entropies(self.weights)

    def patterns(self) -> tuple[Pattern, ...]:
        structure = _structure(self.weights, self.entropies, self.visible)
        choices = self.visible.sum(axis=1)
        highest = np.log2(np.maximum(choices, 2))
        entropy = (self.entropies / highest)[:, choices > 1]  # (head, row)
        first = self.weights[:, 1:, 0]
        return tuple(
            self._pattern(
                head,
                first=float(first[head].mean()) if first.size else 1.0,
                entropy=float(entropy[head].mean()) if entropy.size else 0.0,
                structure=float(structure[head]),
            )
            for head in range(len(self.weights))
        )

    def _pattern(self, head: int, *, first: float, entropy: float, structure: float) -> Pattern:
        role = self._role(head, entropy)
        held = self.measured.get(role)
        weights = {name: float(one.weight[head]) for name, one in self.measured.items() if one is not None}
        return Pattern(
            layer=self.layer,
            head=head,
            first=first,
            previous=weights.get("previous"),
            self_=weights.get("self"),
            next_=weights.get("next"),
            duplicate=weights.get("duplicate"),
            induction=weights.get("induction"),
            separator=weights.get("separator"),
            entropy=entropy,
            role=role,
            share=float(held.share[head]) if held else 0.0,
            rows=held.rows if held else 0,
            weight=float(held.weight[head]) if held else 0.0,
            chance=held.chance if held else 0.0,
            bits=float(held.bits[head]) if held else 0.0,
            structure=structure,
            example=self._example(head, held.cells if held else None),
        )

    def _role(self, head: int, entropy: float) -> Role:
        for role in (*TELLING_ROLES, "first"):
            one = self.measured.get(role)
            if one is not None and one.share[head] >= HOLDS_SHARE and one.bits[head] >= HOLDS_BITS:
                return role
        return "even" if entropy >= EVEN_ENTROPY else "mixed"

    def _measure(self, cells: Cells) -> _Measured | None:
        """Measure the heads on the rows that have some of the role's cells and some others; None if there are none."""
        rows = np.flatnonzero(cells.any(axis=1) & (self.visible & ~cells).any(axis=1))
        if not len(rows):
            return None
        chance = cells[rows].sum(axis=1) / self.visible[rows].sum(axis=1)
        weight = np.einsum("hrc,rc->hr", self.weights[:, rows], cells[rows], dtype=np.float64)
        whole = np.maximum(self.weights[:, rows].sum(axis=2), np.finfo(np.float32).tiny)  # less than 1 beside a sink
        hits = cells[rows[None, :], self.most[:, rows]]  # (head, row)
        return _Measured(
            cells=cells,
            rows=len(rows),
            chance=float(chance.mean()),
            share=hits.mean(axis=1),
            weight=weight.mean(axis=1),
            bits=_evidence(weight / whole, chance),
        )

    def _example(self, head: int, cells: Cells | None) -> tuple[int, int]:
        """Choose the cell to quote."""
        if cells is None:
            cells = self.visible & (np.arange(self.visible.shape[1]) > 0)
        weights = np.where(cells, self.weights[head], 0.0)
        strong = np.argwhere(weights >= max(AS_STRONG * float(weights.max()), np.finfo(np.float32).tiny))
        reading = [
            (min(_letters(self.tokens[0][row]), _letters(self.tokens[1][col]), READABLE), weights[row, col], -row, -col)
            for row, col in strong
        ]
        return (-int(max(reading)[2]), -int(max(reading)[3])) if reading else (0, 0)


def _visible(weights: Float32[np.ndarray, "head row col"], part: Part) -> Cells:
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


def _letters(token: Token) -> int:
    return 0 if token.special else sum(letter.isalpha() for letter in token.text)


def _evidence(
    weight: Float64[np.ndarray, "head row"], chance: Float64[np.ndarray, " row"]
) -> Float64[np.ndarray, " head"]:
    """Sum over rows how far the weight w on a role's cells lies from its chance p, in bits.

    The divergence of (w, 1 - w) from (p, 1 - p), w log2(w / p) + (1 - w) log2((1 - w) / (1 - p)), counted for the role
    where w exceeds p and against it where not. It is the expected log-likelihood ratio of one glance of the head.
    """
    w = np.clip(weight, 1e-6, 1 - 1e-6)
    bits = w * np.log2(w / chance) + (1 - w) * np.log2((1 - w) / (1 - chance))
    total: Float64[np.ndarray, " head"] = (bits * np.sign(w - chance)).sum(axis=1)
    return total


def _entropies(weights: Float32[np.ndarray, "head row col"]) -> Float32[np.ndarray, "head row"]:
    """Give each row's entropy in bits, its weights scaled to sum to 1 (beside a sink they sum to less)."""
    scaled = weights / np.maximum(weights.sum(axis=2, keepdims=True), np.finfo(np.float32).tiny)
    logs = np.log2(np.where(scaled > 0, scaled, 1.0))
    entropies: Float32[np.ndarray, "head row"] = -np.einsum("hrc,hrc->hr", scaled, logs)
    return entropies


def _structure(
    weights: Float32[np.ndarray, "head row col"],
    entropies: Float32[np.ndarray, "head row"],
    visible: Bool[np.ndarray, "row col"],
) -> Float32[np.ndarray, " head"]:
    """Give the mutual information of row and column in bits, less what the mask alone would bring.

    It is the entropy of the mean row less the mean entropy of a row: how much knowing who looks tells of where.
    """
    even = visible[None].astype(np.float32)
    structure: Float32[np.ndarray, " head"] = _information(weights, entropies) - _information(even, _entropies(even))
    return structure


def _information(
    weights: Float32[np.ndarray, "head row col"], entropies: Float32[np.ndarray, "head row"]
) -> Float32[np.ndarray, " head"]:
    scaled = weights / np.maximum(weights.sum(axis=2, keepdims=True), np.finfo(np.float32).tiny)
    mean = scaled.mean(axis=1, keepdims=True)  # (head, 1, col)
    information: Float32[np.ndarray, " head"] = _entropies(mean)[:, 0] - entropies.mean(axis=1)
    return information
