"""What a message is: a sentence to look at, a question on the subject, a command, small talk, or none of these.

A question is told by its form, by words of the subject (`subject.txt`), and by how near it comes to a phrasing that is
known; the more it has of one, the less it needs of the others. The second best reading is offered as a button.
"""

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from handlers.asked import Asked
from handlers.plain_words import read_wish
from handlers.questions.finding import Finder
from handlers.questions.forms import Forms

Kind = Literal["sentence", "question", "command", "smalltalk", "offtopic"]

_MOST_READ = 1000  # characters
_LONGEST_QUESTION = 40  # words; more than that is a text
_LONGEST_TITLE = 12
_LONGEST_SMALL_TALK = 9
_LONGEST_THANKS = 4

# How near a message must come to the questions that are known, by how much it speaks of the subject: no word of it, one
# that is said in everyday talk too, more. Measured on phrasings left out and on 3,600 questions of novels and manuals.
_ENOUGH_ASKED = (0.45, 0.1, -0.3)
_ENOUGH_TYPED = 0.2  # no word of it, but typed as one types to a bot: small letters, no full stop
_ENOUGH_NAMED = (0.5, 0.22, 0.08)  # `multi-head attention`: a topic named without asking
_KNOWN = 0.75  # a phrasing that is known, whatever its form
_KNOWN_CLAIM = 0.85  # a claim that is known, said as a sentence
_NOT_AT_ALL = -0.4  # everyday talk, by all that is known
_MAYBE = 0.2  # worth a button

_CLOSED = re.compile(r"[.!…»\"”]\s*$")
_PAUSED = re.compile(r"[.!…»\"”,;:—-]\s*$")
_OURS = re.compile(r"\b(?:heads?|голов\w*|attention|вниман\w*|layers?|сло[йяеюи]\w*)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\w'-]+")


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

    def __init__(self, finder: Finder, forms: Forms) -> None:
        """Take what knows how people ask about the subject, and the forms of messages."""
        self._finder = finder
        self._forms = forms
        text = files(__package__).joinpath("subject.txt").read_text("utf-8")
        self._strong, self._weak = _read_subject(text, "strong"), _read_subject(text, "weak")

    def read(self, text: str) -> Reading:
        """Tell what a message is; of a long one, which is a text whatever it says, the beginning is enough."""
        text = text.strip()[:_MOST_READ]
        if text.startswith("/") or is_wish(text) or self.wishes_language(text):
            return Reading("command")
        words = self._finder.reader.words(text)
        if not words:
            return Reading("sentence")
        if self._is_small_talk(text, words):
            return Reading("smalltalk", "sentence")
        if self._forms.injects.search(text):
            return Reading("offtopic", "sentence")
        return self._question_or_not(text, words)

    def subject(self, words: list[str]) -> float:
        """How much a message speaks of the subject: 1 for each strong word, a half for each weak one."""
        strong = {word for word in words if _holds(self._strong, word)}
        weak = {word for word in words if _holds(self._weak, word)} - strong
        return len(strong) + len(weak) / 2

    def wishes_language(self, text: str) -> bool:
        """Whether a message wishes another language, `switch to russian`."""
        words = _LETTERS.sub(" ", text).split()
        if len(words) < 2 or not any(self._forms.names_language.match(word) for word in words):
            return False
        return all(self._forms.language.match(word) for word in words)

    def _is_small_talk(self, text: str, words: list[str]) -> bool:
        if self._forms.alone.match(text):
            return True
        if len(words) > _LONGEST_SMALL_TALK:
            return False
        small = [word for word in words if word in self._forms.small]
        if len(small) == len(words):
            return any(word in self._forms.small_core for word in words)
        thanks = "?" not in text and len(words) <= _LONGEST_THANKS and self._forms.thanks.search(text) is not None
        return thanks and len(small) >= len(words) - 1

    def _question_or_not(self, text: str, words: list[str]) -> Reading:
        asks, tells = bool(self._forms.asks.search(text)), bool(self._forms.tells.search(text))
        marked = text.rstrip(' )"»').endswith("?")
        near, subject = self._finder.nearness(text), self.subject(words)
        form = asks or tells or marked or bool(self._forms.asks_late.search(text))
        if self._is_question(text, words, subject, near, form=form):
            doubt = subject < 1 or not form
            return Reading("question", "sentence" if doubt else None)
        closed = bool(_CLOSED.search(text))
        if tells and not closed:
            return Reading("offtopic", "question" if subject else "sentence")
        if self._forms.orders.search(text) and (not closed or self._forms.of_a_bot.search(text)):
            return Reading("offtopic", "sentence")
        # A question about the world, typed as one types to a bot, and not one that people ask each other.
        typed = text[:1].islower() if marked else not _PAUSED.search(text)
        if asks and typed and not self._forms.personal.search(text):
            return Reading("question" if _OURS.search(text) and near > _NOT_AT_ALL else "offtopic", "sentence")
        return Reading("sentence", "question" if subject >= 1 or near > _MAYBE else None)

    def _is_question(self, text: str, words: list[str], subject: float, near: float, *, form: bool) -> bool:
        if len(words) > _LONGEST_QUESTION:
            return False
        closed = bool(_CLOSED.search(text))
        if self._finder.knows(text) or (near > _KNOWN and not closed):
            return True
        strength = min(int(subject * 2), 2)
        if form:
            typed = strength == 0 and text[:1].islower() and not closed
            return near > (_ENOUGH_TYPED if typed else _ENOUGH_ASKED[strength])
        if closed:
            return near > _KNOWN_CLAIM and subject > 0
        return len(words) <= _LONGEST_TITLE and near > _ENOUGH_NAMED[strength]


def is_wish(text: str) -> bool:
    """Whether a message wishes to see something; `cross-attention` alone names a topic, though it is a part too."""
    wish = read_wish(text)
    return wish is not None and wish != Asked(part=wish.part)


def _read_subject(text: str, strength: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = [word for line in text.splitlines() if line.startswith(f"{strength} =") for word in line.split()[2:]]
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )


def _holds(words: tuple[frozenset[str], tuple[str, ...]], word: str) -> bool:
    return word in words[0] or word.startswith(words[1])
