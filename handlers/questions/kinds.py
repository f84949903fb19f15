"""What a message is: a sentence to look at, a question on the subject, a command, small talk, or none of these.

A linear classifier tells it by what the message says, by its form, and by how near it comes to a topic. The second best
reading is offered as a button where it isn't far off.
"""

from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from handlers.asked import Asked
from handlers.plain import Cannot, read_order, read_surely
from handlers.questions.about_models import only_compares
from handlers.questions.features import PLACES, hints, marks
from handlers.questions.finding import Finder
from handlers.questions.fitted import Fitted
from handlers.questions.forms import Forms
from handlers.questions.models import Models

Kind = Literal["sentence", "question", "command", "smalltalk", "offtopic"]

_MOST_READ = 1000  # characters
_SMALL = 120  # characters of small talk
_LONGEST_QUESTION = 80  # words; more than that is a text
_UNSURE = -0.3  # below it a message is like nothing that is known
# When the second reading is worth a button.
_CLOSE = 1.0  # between the scores of the two
_MAYBE = -0.8  # the score of a question that may be meant
_NEAR = -0.4  # the score of a topic that a message comes near
_FEW = 3  # words of a question that may be a title to look at


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is taken for.

    Attributes:
        kind: The best reading.
        second: The next best, where it isn't far off; None where there is no doubt.
    """

    kind: Kind
    second: Kind | None = None


class Kinds:
    """Tells what a message is."""

    def __init__(self, fitted: Fitted, finder: Finder, forms: Forms, models: Models) -> None:
        """Take what was learned, what knows topics, the forms of messages, and the names of models."""
        self._fitted = fitted
        self._finder = finder
        self._forms = forms
        self._models = models

    def read(self, text: str) -> Reading:
        """Tell what a message is; of a long one, which is a text whatever it says, the beginning is enough."""
        text = text.strip()[:_MOST_READ]
        if text.startswith("/") or is_wish(text):
            return Reading("command")
        words = self._finder.reader.words(text)
        if not words or len(words) > _LONGEST_QUESTION:
            return Reading("sentence")
        if self._models.alone(text) or only_compares(text, self._models):
            return Reading("question", "sentence")
        goes_on = self._forms.more.match(text) is not None  # `дальше`; but `why?`, of nothing, is no question of ours
        if goes_on and not isinstance(read_order(text), Cannot):
            return Reading("command")
        if goes_on or self._forms.injects.search(text):
            return Reading("offtopic", "sentence")
        scores, nearest = self._scores(text, words)
        best = max(scores, key=lambda kind: scores[kind])
        near = nearest > _NEAR
        if scores[best] < _UNSURE and not (best == "question" and near):
            best = "sentence"  # a look at it does no harm
        return Reading(best, self._second(best, scores, words, near=near))

    def _second(self, best: Kind, scores: dict[Kind, float], words: list[str], *, near: bool) -> Kind | None:
        """The other reading that is worth a button: a question's answer, or a look at the text."""
        if best in {"smalltalk", "offtopic"}:
            return "question" if scores["question"] > max(scores["sentence"], _MAYBE) else "sentence"
        other: Kind = "sentence" if best == "question" else "question"
        if best == "question" and len(words) <= _FEW:
            return other
        if best == "sentence" and near:
            return other
        return other if best != "command" and scores[best] - scores[other] < _CLOSE else None

    def _scores(self, text: str, words: list[str]) -> tuple[dict[Kind, float], float]:
        """The score of each kind by what was learned, and that of the nearest topic."""
        places, values, topics = self._finder.read(text)
        told = hints(topics, self._fitted.topics.names)
        rest = np.concatenate([np.array(marks(text, words, self._forms), np.float32), told])
        kinds = self._fitted.kinds
        scores = kinds.scores([*places, *range(PLACES, PLACES + len(rest))], np.concatenate([values, rest]))
        return dict(zip(cast("tuple[Kind, ...]", kinds.names), map(float, scores), strict=True)), float(told[0])

    def small_talk(self, text: str, *, along: bool = False) -> str | None:
        """What a message of small talk does: it greets, leaves, thanks and so on; None if it is none, or does nothing.

        Args:
            text: The message.
            along: Whether it is small talk for sure, so that a word in it is enough.
        """
        if len(text) > _SMALL:
            return None
        forms, meant = self._forms.talk_along if along else self._forms.talk, self._finder.meant(text)
        return next((name for name, form in forms.items() if form.search(meant)), None)


def is_wish(text: str) -> bool:
    """Whether a message wishes to see something; `cross-attention` alone names a topic, though it is a part too."""
    order = read_surely(text)
    return order is not None and not (isinstance(order, Asked) and order == Asked(part=order.part))
