"""Finds the topic of a question by a linear classifier over what it says (`features.py`, `fitting.py`)."""

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from handlers.questions.features import NOTHING, places
from handlers.questions.fitted import Fitted, Floats
from handlers.questions.forms import Forms
from handlers.questions.reading import Reader, split
from handlers.spelling import on_russian_keys

_SURE = -0.75  # a lower score is wrong more often than right
_CLEARLY = -0.3  # near enough to go on from an answer
_NEAREST = 3
_LONGEST_FOLLOW = 120  # characters of a message that has no subject of its own, or only one word

Follow = Literal["more", "shorter", "example", "sources", "origin"]
"""What may be asked of an answer that was given."""


@dataclass(frozen=True, slots=True)
class Found:
    """The topic that a question is about.

    Attributes:
        topic: Its key.
        more: Whether the longer answer was asked for.
    """

    topic: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class NotSure:
    """No topic fits well; these are the nearest."""

    nearest: tuple[str, ...]


class Finder:
    """Tells what a question is about."""

    def __init__(self, fitted: Fitted, forms: Forms) -> None:
        """Take what was learned, and the forms of messages."""
        self._fitted = fitted
        self._forms = forms
        self.reader = Reader(fitted.words)

    def read(self, text: str) -> tuple[list[int], Floats, Floats]:
        """The places of what a message says, their values, and every topic's score, everyday talk last."""
        found = places(text, self.reader)
        values = self._fitted.values(found)
        return found, values, self._fitted.topics.scores(found, values)

    def scores(self, text: str) -> dict[str, float]:
        """Every topic's score, best first."""
        *_, total = self.read(text)
        names = self._fitted.topics.names
        return {names[at]: float(total[at]) for at in np.argsort(-total, kind="stable") if names[at] != NOTHING}

    def meant(self, text: str) -> str:
        """A message as it was meant: Russian typed on Latin keys in its own letters, any other as it is."""
        typed = on_russian_keys(text) if text.isascii() else text
        return typed if self.reader.typed(text) or self._forms.is_whole(typed) else text

    def follows(self, text: str) -> Follow | None:
        """What a whole message, said after an answer, asks of it; None if it asks something else."""
        if len(text) > _LONGEST_FOLLOW:
            return None
        text = self.meant(text)
        for name, form in self._forms.follow.items():
            if form.match(text):
                return cast(Follow, name)
        return "more" if self._forms.more.match(text) or self._asks_about_it(text) else None

    def term(self, text: str) -> str:
        """The word whose meaning a message asks for, or that it consists of; empty of a long one."""
        found = self._forms.defines.match(self.meant(text)) if len(text) <= _LONGEST_FOLLOW else None
        return found["term"].strip() if found else ""

    def _asks_about_it(self, text: str) -> bool:
        """Whether a question speaks of `it` or `them` and names nothing else (`why do they exist?`)."""
        asks = text.rstrip().endswith("?") or self._forms.asks.search(text)
        return bool(asks and self._forms.it.search(text)) and self._forms.about_it.issuperset(split(text))

    def goes_on(self, text: str) -> bool:
        """Whether a message, said after an answer, asks on about the same (`а почему?`, `and without them?`)."""
        if self.follows(text):
            return True
        asks = text.rstrip().endswith("?") and self._forms.goes_on.search(text) is not None
        return asks and max(self.scores(f"{text} head").values()) > _CLEARLY

    def likeness(self, one: str, other: str) -> float:
        """How alike two messages are: 1 for the same words, 0 for none in common."""
        here, there = (set(places(text, self.reader)) for text in (one, other))
        shared, mine, its = (
            float(np.linalg.norm(self._fitted.rarity[np.array(sorted(each), np.intp)]))
            for each in (here & there, here, there)
        )
        return shared * shared / max(mine * its, 1e-9)

    def find(self, text: str, previous: str | None = None) -> Found | NotSure:
        """The topic of a question.

        Args:
            text: The question.
            previous: The topic talked about before, for questions that only go on (`а почему?`).
        """
        if previous and self.follows(text):
            return Found(previous, more=True)
        scores = self.scores(text)
        if previous and self._forms.goes_on.search(text):
            ahead = self.scores(f"{text} head")
            scores = ahead if max(ahead.values()) > max(scores.values()) else scores
        nearest = tuple(scores)[:_NEAREST]
        return Found(nearest[0]) if scores[nearest[0]] >= _SURE else NotSure(nearest)
