"""The short notation of the field and some turns of phrase, spelled out in words that the vocabularies have.

`L3H0` and `L4.2` name a head as papers do, `минус первый` is a number, `не скрывай` one word. The letters may be
Cyrillic ones that look or are typed alike (`L3Н0`, `Д3Р0`).
"""

import re

from handlers.numbers import read_number

_LAYER, _HEAD = r"(?:layer|слой|[lлсcд])[.=_-]?", r"(?:head|голова|[hнгр])[.=_-]?"
_ONE = r"\d{1,3}"
_SOME = rf"{_ONE}(?:[-,\u2010-\u2015\u2212]{_ONE})*"
_APART = r"[\s.,;_/:-]*"
_SHORT = re.compile(
    r"(?<![^\W_])(?:"
    rf"{_LAYER}(?P<layer>{_ONE}){_APART}{_HEAD}(?P<head>{_SOME})"
    rf"|{_HEAD}(?P<head_first>{_ONE}){_APART}{_LAYER}(?P<layer_after>{_ONE})"
    rf"|{_LAYER}(?P<layer_dotted>{_ONE})[./:](?P<head_dotted>{_SOME})"
    rf"|(?:layer|слой|[lл])(?P<layer_alone>{_ONE})"
    rf"|(?:head|голова|[hг])(?P<head_alone>{_SOME})"
    r")(?![^\W_]|[-\u2010-\u2015]\w)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"\b(?:минус|minus)\s+(\w+)", re.IGNORECASE)
_PHRASES = (
    (r"\b(?:bring|get)\s+back\b", "return"),
    (r"\b(?:do\s+not|don['’]?t|stop)\s+(?:hide|hiding|remove|removing)\b", "unhide"),
    (r"\bне\s+(?:надо\s+|нужно\s+)?(?:скры\w+|пря[тч]\w+|убира\w+)", "unhide"),
    (r"\b(?:bright|white|day|daytime)(?=\s+(?:theme|mode|background)\b)", "light"),
    (r"\b(?:black|night|nighttime)(?=\s+(?:theme|mode|background)\b)", "dark"),
    (r"\b(?:ярк|бел|дневн)\w+(?=\s+(?:тем[аеуы]|режим|фон)\b)", "светлая"),
    (r"\b(?:ч[её]рн|ночн)\w+(?=\s+(?:тем[аеуы]|режим|фон)\b)", "темная"),
)
_SAID = tuple((re.compile(phrase, re.IGNORECASE), word) for phrase, word in _PHRASES)


def spelled_out(text: str) -> str:
    """Write out what is short or roundabout in an order; anything else stays as it is."""
    for phrase, word in _SAID:
        text = phrase.sub(word, text)
    return _SHORT.sub(_head_of, _MINUS.sub(_below_zero, text))


def is_notation(text: str) -> bool:
    """Whether a message is nothing but short notation, whose letters tell no language."""
    rest = _SHORT.sub("", text)
    return rest != text and not any(letter.isalpha() for letter in rest)


def _head_of(found: re.Match[str]) -> str:
    named = {name.partition("_")[0]: value for name, value in found.groupdict().items() if value}
    return " " + "".join(f"{place} {named[place]} " for place in ("layer", "head") if place in named)


def _below_zero(found: re.Match[str]) -> str:
    """`минус первый` is -1, though `первый` is number 0."""
    number = read_number(found[1].casefold())
    return f"-{number.value or 1}" if number and number.value >= 0 else found[0]
