"""Words of an order as they were meant: misspelled (`слйо`, `layr`), in Latin letters (`golova`), glued (`L4H2`).

Only for a message that something else has told to be a command: here a word that is known stands for what it is nearest
to, and an unknown one for nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz.distance import OSA

from handlers.numbers import NUMBER_WORDS
from handlers.plain.notation import spelled_out
from handlers.plain.vocabulary import LENIENT, PHRASES, STRICT
from handlers.plain.words import ARTICLES, PLURAL, Word, fold, lexemes, word_of_number
from handlers.spelling import on_russian_keys, to_cyrillic

_LAYERS, _HEADS = "lлс", "hг"
_NUMBERED = r"(?<![^\W\d_])([lhлсг])[.=]?"
_RANGE = re.compile(_NUMBERED + r"(\d{1,3})\s*[-\u2010-\u2015\u2212]\s*\1?(\d{1,3})", re.IGNORECASE)  # `L0-L11`, `h2-5`
_COMPACT = re.compile(_NUMBERED + r"(\d{1,3}(?:\.\d{1,3})?)", re.IGNORECASE)  # `L4H2`, `с7 г1`
_PAIR = re.compile(r"(?<![\w.])(\d{1,3})\s?[/:]\s?(\d{1,3})(?![\w.])")  # `4/11`, `7:4`
_PHRASE = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(PHRASES, key=len, reverse=True))) + r")\b")
_ALIKE = str.maketrans("aceopxykmt", "асеорхукмт")  # Latin letters that look Cyrillic
_MIXED = re.compile(r"(?=.*[а-я])(?=.*[a-z])")
_LATIN = re.compile(r"[a-z'-]+")

_SHORTEST = 4  # letters of a word that may be mended; a shorter one has too many neighbours
_LONG = 8  # letters from which on two may be wrong
_SHORTEST_NUMBER = 6  # letters of a numeral: `есть` is no `шесть`
_NAMED = frozenset({"layer", "head"})  # all that a word of three letters is mended to
_STEM_SHORTEST = 3
_WITH_GENDER = frozenset({"number", "next", "previous", "last", "middle"})
_FEMININE = ("ую", "юю", "ая", "яя")


def mended(text: str) -> list[Word]:
    """Read the words of an order; what isn't known is left out."""
    words = list(_read(text))
    if any(word.symbol not in {"number", "spans"} for word in words):
        return words
    typed = list(_read(on_russian_keys(text)))  # `ckjq 5`: the keyboard was left on Latin
    return typed if len(typed) > len(words) else words


def _read(text: str) -> Iterator[Word]:
    text = _RANGE.sub(lambda found: f" {_named(found[1])} {found[2]}-{found[3]} ", text)
    text = _COMPACT.sub(lambda found: f" {_named(found[1])} {found[2]} ", spelled_out(text))
    text = _PAIR.sub(r"\1.\2", text)
    for lexeme in lexemes(_PHRASE.sub(lambda found: PHRASES[found[0]], fold(text)) if text else ""):
        if lexeme not in ARTICLES and (word := _word(lexeme)):
            yield word
            if word.symbol in _WITH_GENDER and lexeme.endswith(_FEMININE):
                yield Word("feminine")


def _named(letter: str) -> str:
    return "layer" if letter.casefold() in _LAYERS else "head"


def _word(lexeme: str) -> Word | None:
    folded = fold(lexeme)
    if _MIXED.match(folded):
        folded = folded.translate(_ALIKE)
    symbol = _symbol(folded)
    if symbol is None and (number := word_of_number(folded)):
        return number
    if symbol and symbol.startswith("="):
        return word_of_number(symbol[1:])
    return Word(symbol, plural=folded in PLURAL) if symbol else None


@lru_cache(maxsize=4096)
def _symbol(word: str) -> str | None:
    """The symbol of a word, or `=` and the number's word that it is a misspelling of."""
    if symbol := _looked_up(word):
        return symbol
    if word_of_number(word) or not word[0].isalpha():
        return None
    if _LATIN.fullmatch(word) and (symbol := _in_cyrillic(to_cyrillic(word))):
        return symbol
    return _mend(word)


def _in_cyrillic(word: str) -> str | None:
    """A word respelled by its sounds, since `sloy` and `davay` don't come out as they are written."""
    return _looked_up(word) or _BY_SOUND.get(_sound(word)) if len(word) >= _STEM_SHORTEST else None


def _looked_up(word: str) -> str | None:
    if symbol := _EXACT.get(word):
        return symbol
    return next((_BEGINNINGS[word[:end]] for end in range(len(word), 1, -1) if word[:end] in _BEGINNINGS), None)


def _mend(word: str) -> str | None:
    """The known word that this one sounds like, or that is a slip or two away from it."""
    sound = _sound(word)
    if symbol := _BY_SOUND.get(sound):
        return symbol
    most = 2 if len(sound) >= _LONG else 1
    near = (
        (OSA.distance(sound, known, score_cutoff=most), sorted(sound) != sorted(known), -len(known), known)
        for known in _BY_SOUND
        if abs(len(known) - len(sound)) <= most and _may_be(sound, known)
    )
    distance, *_, known = min(near, default=(most + 1, True, 0, ""))  # `слйо` has the letters of `слой`
    return _BY_SOUND[known] if distance <= most else None


def _may_be(sound: str, known: str) -> bool:
    """Whether one may be a slip for the other; in a short word a letter is lost or moved, for another makes another."""
    if _BY_SOUND[known].startswith("="):
        return min(len(sound), len(known)) >= _SHORTEST_NUMBER
    if len(sound) < _SHORTEST:
        return _BY_SOUND[known] in _NAMED and len(sound) < len(known)
    return len(known) > _SHORTEST or len(sound) < len(known) or sorted(sound) == sorted(known)


def _sound(word: str) -> str:
    """A word as it sounds, near enough: `покажы` and `покажи`, `галава` and `голова` are one."""
    sounded = word.translate(str.maketrans("оэеыйщ", "аииииш", "ьъ"))
    return re.sub(r"(.)\1", r"\1", sounded)


def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for vocabulary in (STRICT, LENIENT):
        for symbol, words in vocabulary.items():
            for word in words.split():
                if word.endswith("*"):
                    beginnings[word[:-1]] = symbol
                else:
                    exact[word] = symbol
    return exact, beginnings


_EXACT, _BEGINNINGS = (MappingProxyType(words) for words in _vocabulary())
_BY_SOUND = MappingProxyType(
    {_sound(word): f"={word}" for word in sorted(NUMBER_WORDS) if len(word) >= _SHORTEST}
    | {_sound(word): symbol for word, symbol in _EXACT.items() if len(word) >= _SHORTEST}
)
