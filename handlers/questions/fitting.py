"""Ridge regression of topics on features, small enough to be done at every start.

With X the phrasings' vectors as rows, it solves (X X^T + ridge) duals = topics, all topics at once, by conjugate
gradients, and gives X^T duals: what each feature says for each topic. A feature of many rows is a column of a dense
matrix; of the others only the entries are kept; one of a single row adds to that row's diagonal and to nothing else.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_RIDGE = 0.5
_STEPS = 5  # six find the same topics
_OFTEN = 12  # rows, from which on a feature is a dense column
_TINY = np.float32(1e-12)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What each feature says for each topic.

    Attributes:
        places: The row of each feature in `weights`.
        weights: One row a feature, one column a topic.
    """

    places: Mapping[str, int]
    weights: Floats


def fit(vectors: Sequence[Mapping[str, float]], topics: Sequence[int], count: int) -> Fit:
    """Give every feature a weight for every topic.

    Args:
        vectors: Of length 1, by the names of their features.
        topics: The topic of each, from 0.
        count: How many topics there are.
    """
    rows_with = Counter(chain.from_iterable(vectors))
    often = {name: place for place, name in enumerate(name for name, rows in rows_with.items() if rows >= _OFTEN)}
    some = {name: place for place, name in enumerate(name for name, rows in rows_with.items() if 1 < rows < _OFTEN)}
    lone = {name: row for row, vector in enumerate(vectors) for name in vector if rows_with[name] == 1}
    dense, sparse = _Dense(vectors, often), _Sparse(vectors, some)
    shared = (dense.matrix**2).sum(1) + sparse.squares(len(vectors))
    diagonal = (1.0 - shared + _RIDGE).astype(np.float32)[:, None]

    def kernel(duals: Floats) -> Floats:
        pushed: Floats = diagonal * duals + dense.matrix @ (dense.matrix.T @ duals)
        sparse.add(sparse.transposed(duals), pushed)
        return pushed

    wanted = np.zeros((len(vectors), count), np.float32)
    wanted[np.arange(len(topics)), topics] = 1.0
    duals = _solve(kernel, wanted)
    values = np.array([vectors[row][name] for name, row in lone.items()], np.float32)[:, None]
    alone = values * duals[np.array(list(lone.values()), np.intp)]
    names = chain(often, some, lone)
    weights = np.concatenate([dense.matrix.T @ duals, sparse.transposed(duals), alone])
    return Fit({name: place for place, name in enumerate(names)}, weights)


class _Dense:
    """The columns of features that occur often."""

    def __init__(self, vectors: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> None:
        self.matrix: Floats = np.zeros((len(vectors), len(places)), np.float32)
        for row, vector in enumerate(vectors):
            for name, value in vector.items():
                if name in places:
                    self.matrix[row, places[name]] = value


class _Sparse:
    """The entries of all other features, sorted by row, and by feature."""

    def __init__(self, vectors: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> None:
        entries = [
            (row, places[name], value)
            for row, vector in enumerate(vectors)
            for name, value in vector.items()
            if name in places
        ]
        self._rows = np.array([row for row, _, _ in entries], np.intp)
        self._columns = np.array([column for _, column, _ in entries], np.intp)
        self._values = np.array([value for _, _, value in entries], np.float32)[:, None]
        by_column = np.argsort(self._columns, kind="stable")
        self._across, self._across_values = self._rows[by_column], self._values[by_column]
        self._column_starts = np.searchsorted(self._columns[by_column], np.arange(len(places)))
        self._filled, self._row_starts = np.unique(self._rows, return_index=True)

    def squares(self, rows: int) -> Floats:
        """How much of each row's length lies in these features."""
        summed = np.bincount(self._rows, weights=self._values[:, 0] ** 2, minlength=rows)
        return summed.astype(np.float32)

    def transposed(self, duals: Floats) -> Floats:
        """X^T duals."""
        if not len(self._rows):
            return np.zeros((0, duals.shape[1]), np.float32)
        summed: Floats = np.add.reduceat(duals[self._across] * self._across_values, self._column_starts)
        return summed

    def add(self, features: Floats, to: Floats) -> None:
        """Add X features to rows."""
        if len(self._rows):
            to[self._filled] += np.add.reduceat(features[self._columns] * self._values, self._row_starts)


def _solve(kernel: Callable[[Floats], Floats], rest: Floats) -> Floats:
    """Solve kernel(x) = rest by conjugate gradients, every column by itself."""
    solved, step = np.zeros_like(rest), rest.copy()
    size = (rest * rest).sum(0)
    for _ in range(_STEPS):
        pushed = kernel(step)
        length = size / np.maximum((step * pushed).sum(0), _TINY)
        solved += length * step
        rest = rest - length * pushed
        size, before = (rest * rest).sum(0), size
        step = rest + (size / np.maximum(before, _TINY)) * step
    return solved
