"""Finds the topic of a question: the nearest of many phrasings, weighed by what tells topics apart.

A message becomes concepts (`reading.py`), and pairs of concepts that stand close together; each counts more the fewer
topics it occurs in. A kernel ridge regression over all phrasings turns the likeness to each into one score a topic. It
is fitted at the start, from the text files alone, in some hundred milliseconds; tried against the nearest phrasing and
BM25 over whole topics, it found a tenth more topics.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from handlers.answers import Answers
from handlers.questions.forms import Forms, read_forms
from handlers.questions.reading import Reader, split

_PAIR = 0.8  # weight of a pair of concepts beside a single one
_REACH = 4  # how far apart the two of a pair may stand, in concepts
_RIDGE = 0.5
_STEPS = 5  # of conjugate gradients; the topics found are the same from three on
_TINY = np.float32(1e-12)
_SURE = 0.16  # a lower score is right one time in six
_CLEARLY = 0.25  # near enough to go on from an answer
_NEAREST = 3
_NOTHING = "-"  # everyday talk stands among the topics as one more
_FORMS = frozenset("what how why which can do is mean explain tell more".split())

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """The topic that a question is about.

    Attributes:
        topic: Its key.
        score: About 0 for nothing in common, about 1 for a phrasing that is known.
        more: Whether the longer answer was asked for.
        others: The next best topics.
    """

    topic: str
    score: float = 1.0
    more: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotSure:
    """No topic fits well; these are the nearest."""

    nearest: tuple[str, ...]
    score: float = 0.0


class Finder:
    """Knows every topic's phrasings."""

    def __init__(
        self, phrasings: Mapping[str, Sequence[str]], everyday: Sequence[str] = (), forms: Forms | None = None
    ) -> None:
        """Fit to phrasings.

        Args:
            phrasings: Phrasings by topic, in any language and spelling.
            everyday: What people say that is about none of them.
            forms: The forms of messages; the package's own if None.
        """
        self._forms = forms or read_forms()
        self.topics = (*sorted(phrasings), _NOTHING)
        pairs = [(at, text) for at, topic in enumerate(self.topics) for text in phrasings.get(topic, everyday)]
        self.reader = Reader(text for _, text in pairs)
        self._phrasings = frozenset(tuple(split(text)) for at, text in pairs if self.topics[at] != _NOTHING)
        features = [self._features(text) for _, text in pairs]
        asked = zip(pairs, features, strict=True)
        self._asked = frozenset(name for (at, _), each in asked if self.topics[at] != _NOTHING for name in each)
        self._weights = _weigh(features, [topic for topic, _ in pairs], len(self.topics))
        vectors = [self._vector(each) for each in features]
        self._scores = _fit(vectors, [topic for topic, _ in pairs], len(self.topics))

    def scores(self, text: str) -> dict[str, float]:
        """Every topic's score, best first."""
        total = self._total(text)
        order = np.argsort(-total[:-1], kind="stable")
        return {self.topics[at]: float(total[at]) for at in order}

    def knows(self, text: str) -> bool:
        """Whether a message is, word for word, a phrasing that is known."""
        return tuple(split(text)) in self._phrasings

    def goes_on(self, text: str) -> bool:
        """Whether a message, said after an answer, asks on about the same (`а почему?`, `and without them?`)."""
        if self._forms.more.match(text):
            return True
        asks = text.rstrip().endswith("?") and self._forms.goes_on.search(text) is not None
        return asks and self.nearness(f"{text} head") > _CLEARLY

    def likeness(self, one: str, other: str) -> float:
        """How alike two messages are: 1 for the same concepts, 0 for none in common."""
        here, there = (self._vector(self._features(text)) for text in (one, other))
        return sum(value * there.get(name, 0.0) for name, value in here.items())

    def nearness(self, text: str) -> float:
        """How near a message comes to any question on the subject: about 1 for one that is known, 0 for none.

        What everyday talk it resembles counts against it, and so does every word that no question has.
        """
        total = self._total(text)
        return float(total[:-1].max() - max(total[-1], 0.0)) * self._known(text)

    def _known(self, text: str) -> float:
        """Which share of a message's telling words any question has."""
        concepts = [concept for concept in self.reader.concepts(text) if concept not in _FORMS]
        return sum(concept in self._asked for concept in concepts) / len(concepts) if concepts else 1.0

    def _total(self, text: str) -> Floats:
        total = np.zeros(len(self.topics), np.float32)
        for feature, weight in self._vector(self._features(text)).items():
            total += weight * self._scores[feature]
        return total

    def find(self, text: str, previous: str | None = None) -> Found | NotSure:
        """The topic of a question.

        Args:
            text: The question.
            previous: The topic talked about before, for questions that only go on (`а почему?`).
        """
        if previous and self._forms.more.match(text):
            return Found(previous, more=True)
        scores = self.scores(text)
        if previous and self._forms.goes_on.search(text):
            ahead = self.scores(f"{text} head")
            scores = ahead if max(ahead.values()) > max(scores.values()) else scores
        best, *others = list(scores)[: _NEAREST + 1]
        if scores[best] * self._known(text) < _SURE:
            return NotSure((best, *others[: _NEAREST - 1]), scores[best])
        return Found(best, scores[best], others=tuple(others[:_NEAREST]))

    def _features(self, text: str) -> dict[str, float]:
        concepts = self.reader.concepts(text)
        features = dict.fromkeys(concepts, 1.0)
        for at, concept in enumerate(concepts):
            for other in concepts[at + 1 : at + _REACH]:
                features.setdefault("+".join(sorted((concept, other))), _PAIR)
        return features

    def _vector(self, features: Mapping[str, float]) -> dict[str, float]:
        weighed = {name: value * self._weights[name] for name, value in features.items() if name in self._weights}
        norm = sum(value * value for value in weighed.values()) ** 0.5 or 1.0
        return {name: value / norm for name, value in weighed.items()}


_QUOTED = re.compile(r"«[^»]*»|'[^']{12,}'")
_SHORTEST_PIECE = 3  # blanks in it
_SENTENCE = re.compile(r"(?<=[.:;]) ")


def read_phrasings(text: str) -> dict[str, list[str]]:
    """Read a file of phrasings: a topic in brackets, then a phrasing a line."""
    phrasings: dict[str, list[str]] = {}
    topic = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if header := re.fullmatch(r"\[([a-z0-9-]+)\]", line):
            topic = header[1]
            phrasings.setdefault(topic, [])
        elif not line.startswith("#"):
            phrasings[topic].append(line)
    return phrasings


def _sentences(text: str) -> list[str]:
    """What a text says, piece by piece, without examples in quotes and pieces of a word or two (`No:`)."""
    return [piece for piece in _SENTENCE.split(_QUOTED.sub("", text)) if piece.count(" ") >= _SHORTEST_PIECE]


def make_finder(answers: Answers, forms: Forms | None = None) -> Finder:
    """A finder that knows the package's phrasings, and the titles, myths and first sentences of the answers."""
    phrasings = read_phrasings(files(__package__).joinpath("phrasings.txt").read_text("utf-8"))
    for (topic, _), answer in answers.items():
        phrasings.setdefault(topic, []).extend(
            [answer.title, *(myth.claim for myth in answer.myths), *_sentences(answer.short)]
        )
    everyday = files(__package__).joinpath("everyday.txt").read_text("utf-8").splitlines()
    return Finder(phrasings, [line for line in everyday if line and not line.startswith("#")], forms)


def _weigh(features: Sequence[Mapping[str, float]], topics: Sequence[int], count: int) -> dict[str, float]:
    """A feature weighs more the rarer it is, and the fewer topics it occurs in."""
    rows = Counter(chain.from_iterable(features))
    places: defaultdict[str, set[int]] = defaultdict(set)
    for each, topic in zip(features, topics, strict=True):
        for name in each:
            places[name].add(topic)
    return {
        name: (log(1 + len(features) / row) * (0.3 + log(count / len(places[name])))) ** 0.5
        for name, row in rows.items()
    }


def _fit(vectors: Sequence[Mapping[str, float]], topics: Sequence[int], count: int) -> dict[str, Floats]:
    """Give every feature a weight for every topic: ridge regression on one-hot topics, by conjugate gradients.

    With X the vectors as rows, solves (X X^T + ridge) duals = topics and returns X^T duals. X is kept as its entries,
    sorted by row and by feature; the dense kernel took three times as long. A feature of one row alone adds to that
    row's diagonal only: two thirds of all features stay out of the loop.
    """
    rows_with = Counter(chain.from_iterable(vectors))
    names = sorted(name for name, count in rows_with.items() if count > 1)
    places = {name: place for place, name in enumerate(names)}
    entries = [
        (row, places[name], value)
        for row, vector in enumerate(vectors)
        for name, value in vector.items()
        if name in places
    ]
    rows = np.array([row for row, _, _ in entries], np.intp)
    columns = np.array([column for _, column, _ in entries], np.intp)
    values = np.array([value for _, _, value in entries], np.float32)[:, None]
    by_column = np.argsort(columns, kind="stable")
    column_starts = np.searchsorted(columns[by_column], np.arange(len(names)))
    filled, row_starts = np.unique(rows, return_index=True)  # a row may have no feature in common with any other
    across, across_values = rows[by_column], values[by_column]
    own = 1.0 - np.bincount(rows, weights=values[:, 0] ** 2, minlength=len(vectors)) + _RIDGE  # vectors have length 1
    diagonal = own.astype(np.float32)[:, None]

    def transposed(duals: Floats) -> Floats:
        summed: Floats = np.add.reduceat(duals[across] * across_values, column_starts)
        return summed

    def kernel(duals: Floats) -> Floats:
        pushed = diagonal * duals
        pushed[filled] += np.add.reduceat(transposed(duals)[columns] * values, row_starts)
        return pushed

    wanted = np.zeros((len(vectors), count), np.float32)
    wanted[np.arange(len(topics)), topics] = 1.0
    duals = _solve(kernel, wanted)
    shared = transposed(duals)
    lone = {
        name: value * duals[row]
        for row, vector in enumerate(vectors)
        for name, value in vector.items()
        if name not in places
    }
    return lone | {name: shared[place] for name, place in places.items()}


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
