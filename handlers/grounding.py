"""Whether a written text stays on its ground: what a document says, and what was asked.

No second model judges here. What can be checked is checked, and strictly, since the document's own answer stands there
anyway: each figure, name and address must occur in the document or the question, the letters must be the reader's, and
each sentence must speak of what the document speaks of. A wrong sentence made of right words passes: that is why such a
text is marked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from handlers.numbers import read_number
from handlers.questions import Models, UnknownModel, Unpublished
from handlers.request import Lang

Fault = Literal["figure", "name", "address", "language", "repeats", "strays"]
"""What may be wrong with a text."""

_SENTENCE_END = re.compile(r"[.!?…][»”\"')\]]*(?=\s)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_ENGLISH_OR_RUSSIAN = re.compile(r"[A-Za-zА-Яа-яЁё]")
_CODE = re.compile(r"(?<!\w)(?=[\w.-]*\d)(?=[\w.-]*[^\W\d_])\w+(?:[.-]\w+)*", re.ASCII)  # GPT-2, 8B, W_Q1
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_BLANK_IN_FIGURE = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|[\w-]*[^\W\d_]\.[^\W\d_]{2,}\S*")
# How much is said without digits; `one` and `half` are said of too many things.
_MAGNITUDES = (
    "dozen hundred thousand million billion percent twice double triple "
    "дюжин сотн тысяч миллион миллиард процент вдвое втрое дважды"
).split()
_INSTRUMENTAL = {"двумя": "два", "тремя": "три", "четырьмя": "четыре"}
_STEM = 5  # letters; what a Russian ending changes comes after them
_LONG = 4  # letters; shorter words are the same in any text
_SHARE_KNOWN, _ENOUGH = 1 / 3, 3  # of so many long words: `et al.` ends no sentence, though it looks like an end
_SHARE_RUSSIAN = 1 / 5  # of the letters; names of models and terms are Latin, and each must occur in the document
_RUN, _RUN_TIMES = 4, 3
_STUTTER = re.compile(r"(.{1,24}?)\1{4,}")


class Ground:
    """What may be said: everything that stands in a document or in a question."""

    def __init__(self, lang: Lang, document: str, question: str, models: Models) -> None:
        """Take both texts, in the language that is to be written, and the names of models that are known."""
        both = f"{document}\n{question}"
        self._lang = lang
        self._text = both.casefold()
        self._models = models
        self._figures = set(_figures(both))
        self._codes = set(_codes(both))
        self._words = set(_words(both))
        self._stems = {_stem(word) for word in _words(document)}
        self._known_stems = set(map(_stem, self._words))
        self._families = _families(models, both)

    def fault(self, text: str) -> Fault | None:
        """Find what is wrong with a text of whole sentences; None where nothing is."""
        checks: tuple[tuple[Fault, bool], ...] = (
            ("language", self._is_foreign(text)),
            ("address", any(found.casefold() not in self._text for found in _ADDRESS.findall(text))),
            ("figure", self._has_new_figure(text)),
            ("name", self._has_new_name(text)),
            ("repeats", _repeats(text)),
            ("strays", self._strays(text, 1) or any(self._strays(one, _ENOUGH) for one in sentences(text))),
        )
        return next((fault for fault, found in checks if found), None)

    def _is_foreign(self, text: str) -> bool:
        """Whether it is in another language, or slips into another script, as small models do."""
        letters = _LETTER.findall(text)
        if any(not _ENGLISH_OR_RUSSIAN.match(letter) and letter.casefold() not in self._text for letter in letters):
            return True
        cyrillic = sum(map(bool, map(_CYRILLIC.match, letters)))
        if self._lang == "ru":
            return cyrillic < _SHARE_RUSSIAN * len(letters)
        return any(_CYRILLIC.search(word) and word not in self._words for word in _words(text))

    def _has_new_figure(self, text: str) -> bool:
        if not set(_figures(text)) <= self._figures:
            return True
        said = {magnitude for magnitude in _MAGNITUDES if any(word.startswith(magnitude) for word in _words(text))}
        return any(not any(word.startswith(each) for word in self._words) for each in said)

    def _has_new_name(self, text: str) -> bool:
        """Whether it names what isn't named there: by its digits, its capital letter or its Latin letters."""
        if not set(_codes(text)) <= self._codes or not _families(self._models, text) <= self._families:
            return True
        for sentence in sentences(text):
            for place, word in enumerate(_WORD.findall(sentence)):
                named = (place > 0 and word[0].isupper() and word != "I") or word[1:] != word[1:].lower()
                foreign = self._lang == "ru" and not _CYRILLIC.search(word)
                if (named or foreign) and not self._knows(word):
                    return True
        return False

    def _knows(self, word: str) -> bool:
        """Whether a word occurs, in Russian with any ending."""
        folded = _fold(word)
        if folded in self._words:
            return True
        return bool(_CYRILLIC.search(word)) and len(folded) > _LONG and _stem(word) in self._known_stems

    def _strays(self, text: str, least: int) -> bool:
        """Whether a text of at least so many long words speaks of something else."""
        long = [word for word in _words(text) if len(word) >= _LONG]
        known = sum(_stem(word) in self._stems for word in long)
        return len(long) >= least and known < _SHARE_KNOWN * len(long)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences; the last may lack its end."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [text[start:end].strip() for start, end in pairwise([0, *ends, len(text)]) if text[start:end].strip()]


def whole_sentences(text: str, *, ended: bool) -> str:
    """Leave out the last sentence while it is being written: `head 5.` may become `head 5.1`.

    Args:
        text: What was written so far.
        ended: Whether nothing follows.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(f"{text} " if ended else text)]
    return text[: ends[-1]].strip() if ends else ""


def _fold(word: str) -> str:
    return word.casefold().replace("ё", "е").replace("’", "'")


def _words(text: str) -> Iterator[str]:
    yield from map(_fold, _WORD.findall(text))


def _stem(word: str) -> str:
    return _fold(word)[:_STEM]


def _codes(text: str) -> Iterator[str]:
    """Names that hold a digit and a letter."""
    for found in _CODE.findall(text):
        yield found.casefold()


def _figures(text: str) -> Iterator[str]:
    """Numbers outside of names, in one spelling; those in words count by their value."""
    without = _BLANK_IN_FIGURE.sub("", _CODE.sub(" ", text))
    for found in _FIGURE.findall(without):
        yield found.replace(",", "" if _THOUSANDS.fullmatch(found) else ".")
    for word in _words(without):
        number = read_number(_INSTRUMENTAL.get(word, word)) or read_number(word.removesuffix("ю"))  # `пятью`
        if number and not number.ordinal and number.value > 1:
            yield str(number.value)


def _families(models: Models, text: str) -> set[str]:
    """Whose models are named."""
    families = set()
    for named in models.named(text):
        match named:
            case Unpublished(name) | UnknownModel(name):
                families.add(name)
            case _:
                families |= {model.family for model in named}
    return families


def _repeats(text: str) -> bool:
    """Whether it says the same again and again, as greedy models do once they are stuck."""
    told = Counter(map(str.casefold, sentences(text)))
    words = list(_words(text))
    runs = Counter(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return (
        max(told.values(), default=0) > 1 or max(runs.values(), default=0) >= _RUN_TIMES or bool(_STUTTER.search(text))
    )
