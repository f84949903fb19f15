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

from attention.information import evidence, row_entropies, structure
from attention.places import rows_with_choice, without_first
from attention.roles import OF_CONTENT, Cells, Role, cells_of_roles, rows_of_role, visible_cells
from attention.seen import Seen, Token

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
RULE_SHARE = 2 / 3
"""A role is called a rule if it holds in at least two rows for each row in which it doesn't,"""
RULE_ROWS = 4
"""and if at least so many rows could show it: of three, a single one more could turn the verdict."""
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
        column: The column after the first that gets the most weight on average.
        column_weight: That mean weight, over the rows after the first.
        example: Row and column of the role's strongest instance, of equals the one whose tokens read best; without a
            role the strongest cell outside the first column. None if no cell in question shows it.
        is_short: Whether the text is too short to show every rule of place: it has fewer than `RULE_ROWS` rows for one.
        hides_first: Whether all but `first` was measured on what the first column leaves.
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
    column: int
    column_weight: float
    example: tuple[int, int] | None
    is_short: bool
    hides_first: bool

    @property
    def hits(self) -> int:
        """In how many of `rows` the role's cells get the most weight."""
        return round(self.share * self.rows)

    @property
    def is_rule(self) -> bool:
        """Whether the role holds so often that it may be told as a rule; else its count has to come first."""
        return holds_as_rule(self.share, self.rows)


def holds_as_rule(share: float, rows: int) -> bool:
    """Tell whether what holds in this share of so many rows is a rule."""
    return share >= RULE_SHARE and rows >= RULE_ROWS


Window = tuple[tuple[int, int], tuple[int, int]]
"""First and one past the last row, and column."""


def describe(seen: Seen, layer: int, window: Window | None = None, *, hide_first: bool = False) -> tuple[Pattern, ...]:
    """Say in numbers what each head of a layer does on this text, head 0 first.

    Args:
        seen: What was looked at; all of it is counted.
        layer: From 0.
        window: Where examples are taken from; None for everywhere.
        hide_first: Whether to measure shares of what the first column leaves, if there is another.
    """
    return _Layer(seen, layer, window, hide_first=hide_first and len(seen.columns) > 1).patterns()


def telling(patterns: Sequence[Pattern]) -> Pattern:
    """Choose the head to show for a plain sentence.

    The measure is evidence a row, in bits, for the most telling role: the first of `TELLING_ROLES` that is clear for
    any head, or if none is, that any head has; among its heads the one whose rows lie farthest from even attention on
    average. A rule is clear; a role of content, which says more than one of place, also if it holds in more than half
    of enough rows. So a text that repeats something
    shows an induction head if there is one, any other text a head that looks at a fixed place, and neither a head
    that rests on the first token nor one that looks evenly. Where no head has such a role (a text of a few tokens
    can't tell), the head of most structure among the tokens, what it spends on the token itself left out.
    """
    for among in ([one for one in patterns if one.is_rule or _is_clear_content(one)], patterns):
        for role in TELLING_ROLES:
            having = [pattern for pattern in among if pattern.role == role]
            if having:
                return max(having, key=lambda pattern: pattern.bits / pattern.rows)
    return max(patterns, key=lambda pattern: pattern.structure * (1 - (pattern.self_ or 0.0)))


def _is_clear_content(one: Pattern) -> bool:
    return one.role in OF_CONTENT and one.share > HOLDS_SHARE and one.rows >= RULE_ROWS


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

    def __init__(self, seen: Seen, layer: int, window: Window | None, *, hide_first: bool) -> None:
        self.seen, self.layer, self.window, self.hides_first = seen, layer, window, hide_first
        self.drawn: Float32[np.ndarray, "head row col"] = seen.weights[layer].astype(np.float32)
        self.visible = visible_cells(self.drawn, seen.part)
        self.weights = self.drawn
        if hide_first:
            self.weights = without_first(self.drawn)
            self.visible[:, 0] = False
        self.choosing = rows_with_choice(self.visible)
        self.most: Int64[np.ndarray, "head row"] = self.weights.argmax(axis=2)
        self.measured = {role: self._measure(role, cells) for role, cells in cells_of_roles(seen, self.visible).items()}
        self.entropies = row_entropies(self.weights)

    def patterns(self) -> tuple[Pattern, ...]:
        structures = structure(self.weights, self.entropies, self.visible)
        choices = self.visible.sum(axis=1)
        highest = np.log2(np.maximum(choices, 2))
        entropy = (self.entropies / highest)[:, choices > 1]  # (head, row)
        first = self.drawn[:, 1:, 0]
        return tuple(
            self._pattern(
                head,
                first=float(first[head].mean()) if first.size else 1.0,
                entropy=float(entropy[head].mean()) if entropy.size else 0.0,
                structure=float(structures[head]),
            )
            for head in range(len(self.weights))
        )

    def _pattern(self, head: int, *, first: float, entropy: float, structure: float) -> Pattern:
        role = self._role(head, entropy)
        held = self.measured.get(role)
        column, column_weight = self._column(head)
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
            column=column,
            column_weight=column_weight,
            example=self._example(head, held.cells if held else None),
            is_short=self._is_short(),
            hides_first=self.hides_first,
        )

    def _is_short(self) -> bool:
        previous = self.measured.get("previous")
        return min(len(self.choosing), previous.rows if previous else len(self.choosing)) < RULE_ROWS

    def _role(self, head: int, entropy: float) -> Role:
        """Choose the most telling rule that holds here; without a rule the most telling role; the first token last."""
        held = {
            role: holds_as_rule(float(one.share[head]), one.rows)
            for role in (*TELLING_ROLES, "first")
            if (one := self.measured.get(role)) and one.share[head] >= HOLDS_SHARE and one.bits[head] >= HOLDS_BITS
        }
        if held:
            return next((role for role, is_rule in held.items() if is_rule and role in TELLING_ROLES), next(iter(held)))
        return "even" if entropy >= EVEN_ENTROPY else "mixed"

    def _measure(self, role: Role, cells: Cells) -> _Measured | None:
        """Measure the heads on the rows that count for a role; None if there are none."""
        rows = rows_of_role(role, cells, self.visible, self.seen)
        if not len(rows):
            return None
        chance = cells[rows].sum(axis=1) / self.visible[rows].sum(axis=1)
        weight = np.einsum("hrc,rc->hr", self.weights[:, rows], cells[rows], dtype=np.float64)
        whole = np.maximum(self.weights[:, rows].sum(axis=2), np.finfo(np.float32).tiny)  # less than 1 beside a sink
        hits = cells[rows[None, :], self.most[:, rows]]  # (head, row)
        if role in OF_CONTENT:
            hits &= ~np.take_along_axis(self._drawn_to(cells), self.most[:, rows], axis=1)
        return _Measured(
            cells=cells,
            rows=len(rows),
            chance=float(chance.mean()),
            share=hits.mean(axis=1),
            weight=weight.mean(axis=1),
            bits=evidence(weight / whole, chance),
        )

    def _drawn_to(self, cells: Cells) -> Bool[np.ndarray, "head col"]:
        """Mark columns that most of the rows look at which `cells` doesn't send there."""
        others = self.visible & ~cells
        most = self.most[:, :, None] == np.arange(cells.shape[1])  # (head, row, col)
        drawn: Bool[np.ndarray, "head col"] = (most & others).sum(axis=1) > others.sum(axis=0) / 2
        return drawn

    def _column(self, head: int) -> tuple[int, float]:
        """Find the column after the first that gets the most weight on average; the first if it is alone."""
        weights = self.weights[head, self.choosing, 1:]
        if not weights.size:
            return 0, 0.0
        means = weights.mean(axis=0, dtype=np.float64)
        return int(means.argmax()) + 1, float(means.max())

    def _example(self, head: int, cells: Cells | None) -> tuple[int, int] | None:
        """Choose the cell to quote: of a role, in a row that follows it."""
        if cells is None:
            asked = self.visible & (np.arange(self.visible.shape[1]) > 0) & (self.visible.sum(axis=1) > 1)[:, None]
        else:
            asked = cells & (cells[np.arange(len(cells)), self.most[head]])[:, None]
        if self.window is not None:
            (top, below), (left, after) = self.window
            row, col = np.indices(asked.shape)
            asked = asked & (top <= row) & (row < below) & (left <= col) & (col < after)
        weights = np.where(asked, self.drawn[head], 0.0)
        strong = np.argwhere(weights >= max(AS_STRONG * float(weights.max()), np.finfo(np.float32).tiny))
        reading = [
            (
                min(_letters(self.seen.rows[row]), _letters(self.seen.columns[col]), READABLE),
                weights[row, col],
                -row,
                -col,
            )
            for row, col in strong
        ]
        return (-int(max(reading)[2]), -int(max(reading)[3])) if reading else None


def _letters(token: Token) -> int:
    return 0 if token.special else sum(letter.isalpha() for letter in token.text)
