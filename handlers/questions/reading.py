"""From a message to the concepts it is made of: the same for both languages, whatever the spelling.

A word goes, in this order, to the concept that `words.txt` names for it, to its stem (Snowball), to the Cyrillic word
it spells in Latin letters (`cho takoe`), or to the known word it is a misspelling of.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import snowballstemmer
from rapidfuzz import fuzz, process

from handlers.spelling import on_russian_keys, to_cyrillic

_WORD = re.compile(r"[^\W_]+(?:[-_.'’][^\W_]+)*")
_CYRILLIC = re.compile(r"[а-я]")
_SHORTEST_GUESS = 4  # shorter words have too many neighbours
_LIKE_ENOUGH = 83  # of 100
_ENDING = 2  # letters
_MOSTLY = 0.6
_SILENT = "-"
_COMMON = frozenset({"head", "attention"})
_TRANSLITERATED = "translit"


def split(text: str) -> list[str]:
    """The words of a text, in lower case and without `ё`."""
    words: list[str] = _WORD.findall(text.casefold().replace("ё", "е").replace("’", "'"))
    return [word.replace("'s", "").replace("'", "") for word in words] if "'" in text or "’" in text else words


class Reader:
    """Reads messages into concepts.

    Attributes:
        known: Words that are spelled right; another may be a misspelling of one.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        """Take the words that are known."""
        self._concepts, self._beginnings = _read_words(files(__package__).joinpath("words.txt").read_text("utf-8"))
        self._stem = {
            "ru": snowballstemmer.stemmer("russian").stemWord,
            "en": snowballstemmer.stemmer("english").stemWord,
        }
        self.known = frozenset(known)
        self._guesses: defaultdict[str, list[str]] = defaultdict(list)  # by the first letter: few mistype that
        for word in sorted(self.known | set(self._concepts)):
            if len(word) >= _SHORTEST_GUESS:
                self._guesses[word[0]].append(word)
        self._sorted = sorted(self.known)
        self.concept = lru_cache(maxsize=8192)(self._concept)

    def concepts(self, words: Iterable[str]) -> list[str]:
        """The concepts of a text's words in their order, without the silent ones."""
        return [concept for word in words if (concept := self.concept(word)) != _SILENT]

    def words(self, text: str) -> list[str]:
        """The words of a text; Russian in Latin letters, or typed on Latin keys, is respelled."""
        words = split(text)
        if _CYRILLIC.search(text.casefold()) or not words:
            return words
        if typed := self.typed(text):
            return typed
        told = sum(self._is_told(word) for word in words)
        respelled = [word if self._is_latin(word) else to_cyrillic(word) for word in words]
        if any(self.concept(word) == _TRANSLITERATED for word in words):
            return respelled
        return respelled if sum(self._is_told(word) for word in respelled) > told + 1 else words

    def typed(self, text: str) -> list[str]:
        """The words of Russian typed on Latin keys (`xnj nfrjt`); empty of any other text."""
        typed = split(on_russian_keys(text))
        told = sum(self._is_told(word) for word in split(text))
        return typed if sum(self._is_told(word) for word in typed) > max(told, len(typed) * _MOSTLY) else []

    def says(self, word: str) -> bool:
        """Whether a word, as it is spelled, is known to say something of our subject, or nothing at all."""
        return self._look_up(word) is not None

    def _is_told(self, word: str) -> bool:
        """Whether a word is known, or but for its ending."""
        if word in self.known or self._look_up(word):
            return True
        beginning = word[: max(_SHORTEST_GUESS, len(word) - _ENDING)]
        at = bisect_left(self._sorted, beginning)
        return len(word) > _SHORTEST_GUESS and at < len(self._sorted) and self._sorted[at].startswith(beginning)

    def _is_latin(self, word: str) -> bool:
        """Whether a word of a transliterated message is a term left as it is (`induction head`)."""
        known = self._concepts.get(word) or (len(word) > _SHORTEST_GUESS and self._look_up(word))
        return bool(known) and known not in {_TRANSLITERATED, _SILENT}

    def _concept(self, word: str) -> str:
        if known := self._look_up(word):
            return known
        if "-" in word or "_" in word:  # `голова-извлекатель`: by the part that tells most
            parts = [known for part in re.split(r"[-_]", word) if (known := self._look_up(part)) and known != _SILENT]
            if parts:
                return next((part for part in parts if part not in _COMMON), parts[0])
        if word in self.known:
            return self._stemmed(word)
        if len(word) >= _SHORTEST_GUESS and not word.isdigit() and (guess := self._guess(word)):
            return self._look_up(guess) or self._stemmed(guess)
        return self._stemmed(word)

    def _look_up(self, word: str) -> str | None:
        if concept := self._concepts.get(word):
            return concept
        for end in range(len(word), 1, -1):
            if concept := self._beginnings.get(word[:end]):
                return concept
        return None

    def _guess(self, word: str) -> str | None:
        candidates = self._guesses[word[0]]
        found = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return str(found[0]) if found else None

    def _stemmed(self, word: str) -> str:
        return str(self._stem["ru" if _CYRILLIC.search(word) else "en"](word))


def _read_words(text: str) -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        concept, _, words = line.partition(" = ")
        for word in words.replace("ё", "е").split():
            if word.endswith("*"):
                beginnings.setdefault(word[:-1], concept.strip())
            else:
                whole.setdefault(word, concept.strip())
    return whole, beginnings
