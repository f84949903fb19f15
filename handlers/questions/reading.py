"""From a message to the concepts it is made of: the same for both languages, whatever the spelling.

A word goes, in this order, to the concept that `words.txt` names for it, to its stem (Snowball), to the Cyrillic word
it spells in Latin letters (`cho takoe`), or to the known word it is a misspelling of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import snowballstemmer
from rapidfuzz import fuzz, process

_WORD = re.compile(r"[^\W_]+(?:[-_.'’][^\W_]+)*")
_CYRILLIC = re.compile(r"[а-я]")
_SHORTEST_GUESS = 4  # shorter words have too many neighbours
_LIKE_ENOUGH = 83  # of 100
_SILENT = "-"
_COMMON = frozenset({"head", "attention"})
_TRANSLITERATED = "translit"

_LATIN_TO_CYRILLIC = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"),
    ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("iy", "ий"), ("yi", "ый"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"), ("'", "ь"),
)  # fmt: skip


def split(text: str) -> list[str]:
    """The words of a text, in lower case and without `ё`."""
    words: list[str] = _WORD.findall(text.casefold().replace("ё", "е").replace("’", "'"))
    return [word.replace("'s", "").replace("'", "") for word in words] if "'" in text or "’" in text else words


def to_cyrillic(word: str) -> str:
    """Spell a Latin word in Cyrillic letters, as chats do it (`cho takoe`)."""
    for latin, cyrillic in _LATIN_TO_CYRILLIC:
        word = word.replace(latin, cyrillic)
    return word


class Reader:
    """Reads messages into concepts; knows the words of the phrasings it was made with."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        """Take texts whose words are known; a word in none of them may be a misspelling."""
        self._concepts, self._beginnings = _read_words(files(__package__).joinpath("words.txt").read_text("utf-8"))
        self._stem = {
            "ru": snowballstemmer.stemmer("russian").stemWord,
            "en": snowballstemmer.stemmer("english").stemWord,
        }
        self._known = frozenset(word for text in known for word in split(text))
        self._guesses: defaultdict[str, list[str]] = defaultdict(list)  # by the first letter: few mistype that
        for word in sorted(self._known | set(self._concepts)):
            if len(word) >= _SHORTEST_GUESS:
                self._guesses[word[0]].append(word)
        self.concept = lru_cache(maxsize=8192)(self._concept)

    def concepts(self, text: str) -> list[str]:
        """The concepts of a text in their order, without the silent words."""
        return [concept for word in self.words(text) if (concept := self.concept(word)) != _SILENT]

    def words(self, text: str) -> list[str]:
        """The words of a text; where one of them is plainly Russian in Latin letters, all that may be are respelled."""
        words = split(text)
        if not any(self.concept(word) == _TRANSLITERATED for word in words):
            return words
        return [word if self._is_latin(word) else to_cyrillic(word) for word in words]

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
        if word in self._known:
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
