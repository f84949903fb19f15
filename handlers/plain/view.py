"""An order to show something, read from the words that are known in it; any other word says nothing.

`read_view` goes over the words several times, each time taking out what it understands: how to draw, then steps such as
`two layers back`, and what is left is read as a wish is (`handlers.plain.wish`).
"""

from dataclasses import replace
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Literal

from attention import Unit
from handlers.asked import Asked, Span
from handlers.plain.wish import read_known
from handlers.plain.words import Word, grouped

_STEPS = MappingProxyType({"forward": 1, "backward": -1, "deeper": 1, "shallower": -1})
_READ = frozenset(
    "layer head token words all items map next previous last middle same ditto number spans dotted plus to name "
    "forward backward deeper shallower encoder decoder cross dark light feminine".split()
)
_NAMES: MappingProxyType[str, Unit] = MappingProxyType({"words": "word", "token": "token"})
_SAYS_WHICH = ("number", "spans", "dotted", "head", "last", "middle", "next", "previous", "same", *_STEPS)
_PLACES = frozenset({"layer", "head"})
_OTHERWISE_SAID = frozenset(
    "layer head number dotted spans map all token words dark light encoder decoder cross last middle".split()
)
_FIRST_ALONE = 2  # `token one` and `token 0` are both the first


def read_view(words: list[Word]) -> Asked:
    """Read what is to be shown and how; an empty wish where nothing of that is said."""
    hide, words = _hidden(words)
    unit, words = _unit(words)
    theme, words = _theme(words)
    if any(word.plural for word in words) and not _has(words, *_SAYS_WHICH):
        words = [*words, Word("map")]  # `show layers`
    asked = read_known(_steps(_counted(words)))
    if isinstance(asked.layer, int) and asked.ordinal is None and not _has(words, *_PLACES, "dotted", "spans"):
        asked = replace(asked, layer=None, alone=asked.layer)  # `а можно 4?`
    return replace(
        asked,
        leaf=None if hide is not None or unit or theme else asked.leaf,
        hide_first=asked.hide_first if hide is None else hide,
        unit=unit or asked.unit,
        theme=theme or asked.theme,
    )


def layers_named(words: list[Word]) -> tuple[Span, ...]:
    """Several layers, `слои 3-5` and `layers 1 and 2`: no picture shows them together."""
    known = grouped([word for word in words if word.symbol in _READ])
    for at, (word, after) in enumerate(pairwise(known), start=1):
        if word.symbol != "layer" or not (after.spans if word.plural else after.symbol == "spans"):
            continue
        named = [span for one in takewhile(lambda one: one.spans, known[at:]) for span in one.spans]
        if len(named) > 1 or named[0].low != named[0].high:
            return tuple(named)
    return ()


def _has(words: list[Word], *symbols: str) -> bool:
    return any(word.symbol in symbols for word in words)


def _without(words: list[Word], *symbols: str) -> list[Word]:
    return [word for word in words if word.symbol not in symbols]


def _hidden(words: list[Word]) -> tuple[bool | None, list[Word]]:
    """`скрой BOS`, `верни первый столбец`, `unhide it`."""
    at = _first_token(words)
    if not at:
        return (False, _without(words, "uncover")) if _has(words, "uncover") else (None, words)
    rest = [word for place, word in enumerate(words) if place not in at]
    if _has(words, "hide", "erase", "off"):
        return True, _without(rest, "hide", "erase", "off", "same", "all")
    if _has(words, "unhide", "uncover", "on", "show", "backward"):
        return False, _without(rest, "unhide", "uncover", "backward", "same")
    return None, words


def _first_token(words: list[Word]) -> range:
    """Where the first column is named: `BOS`, `первый столбец`, `token one`."""
    for at, word in enumerate(words):
        before = at - 1 if at and words[at - 1].symbol != "feminine" else at - 2
        if word.symbol == "column":
            return range(before if before >= 0 and _is_first(words[before]) else at, at + 1)
        if word.symbol in {"token", "words"}:
            if before >= 0 and _is_first(words[before]):
                return range(before, at + 1)
            if at + 1 < len(words) and _is_first(words[at + 1]):
                return range(at, at + 2)
    return range(0)


def _is_first(word: Word) -> bool:
    return word.number is not None and word.number.value < (1 if word.number.ordinal else _FIRST_ALONE)


def _unit(words: list[Word]) -> tuple[Unit | None, list[Word]]:
    """`склей токены`, `split it back into subwords`, `слова вместо огрызков`."""
    units = [word.symbol for word in words if word.symbol in {"words", "token"}]
    rest = _without(words, "words", "token", "merge", "split", "instead", "all", "backward")
    if _has(words, "split"):
        return "token", rest
    if units and _has(words, "merge"):
        return "word", rest
    if units and (_has(words, "instead") or (_has(words, "not") and len(set(units)) > 1)):
        stands_first = next(word.symbol for word in words if word.symbol in {"words", "token", "instead", "not"})
        return _NAMES[units[-1 if stands_first in {"instead", "not"} else 0]], rest
    if units and not _has(words, "layer", "head", "map"):
        return None, _without(words, "all")  # `слова целиком`
    return None, words


def _theme(words: list[Word]) -> tuple[Literal["light", "dark", "other"] | None, list[Word]]:
    """`turn off dark` and `toggle theme`; the theme alone is read with the rest."""
    if _has(words, "off") and _has(words, "dark", "light"):
        return ("light" if _has(words, "dark") else "dark"), _without(words, "off", "dark", "light")
    if _has(words, "toggle") and _has(words, "theme") and not _has(words, "dark", "light"):
        return "other", words
    return None, words


def _counted(words: list[Word]) -> list[Word]:
    """Leave out numbers that name nothing: `one picture`, `all twelve heads`; `all 144` is the map."""
    kept: list[Word] = []
    for at, word in enumerate(words):
        is_cardinal = word.number is not None and not word.number.ordinal
        before, after = _symbol(words, at - 1), _symbol(words, at + 1)
        if is_cardinal and (after == "picture" or (before == "all" and after in {"head", "layer", "items"})):
            continue
        if word.symbol in {"same", "ditto"} and after == "sentence":
            continue  # the text stays, which says nothing of the head
        if word.symbol == "feminine":
            if after not in {*_PLACES, "picture"} and _symbol(words, at - 2) not in _PLACES:
                kept.append(Word("head"))  # `а десятую можно?` can only be a head
        elif word.symbol == "items":
            kept.append(Word("map"))
        elif word.symbol in _READ:
            kept.append(word)
    return kept


def _symbol(words: list[Word], at: int) -> str:
    return words[at].symbol if 0 <= at < len(words) else ""


def _steps(words: list[Word]) -> list[Word]:
    """Put steps in the place of the words that name them, in what names nothing else."""
    names_place = _has(words, "layer", "head", "dotted", "spans", "map", "all")
    read: list[Word] = []
    at = 0
    while at < len(words):
        step, taken = _step(words, at)
        if step is None:
            read += _alone(words, at, names_place=names_place)
            at += 1
        else:
            read.append(step)
            at += taken
    return read


def _step(words: list[Word], at: int) -> tuple[Word | None, int]:
    """A step that begins here, and how many words name it: `два слоя назад`, `слоем раньше`, `skip ahead three`."""
    run = words[at : at + 4]
    symbols = [word.symbol for word in run]
    ways = [symbol for symbol in symbols if symbol in _STEPS]
    if not ways or symbols[0] not in {"number", *_PLACES, *_STEPS}:
        return None, 0
    taken = next((end for end, symbol in enumerate(symbols) if symbol not in {"number", *_PLACES, *_STEPS}), len(run))
    run, symbols = run[:taken], symbols[:taken]
    numbers = [word.number for word in run if word.number is not None]
    places = [symbol for symbol in symbols if symbol in _PLACES]
    ways = [symbol for symbol in symbols if symbol in _STEPS]
    if not ways or len(places) > 1 or len(numbers) > 1 or any(number.ordinal for number in numbers):
        return None, 0
    if places and numbers and symbols.index("number") > symbols.index(places[0]):
        return None, 0  # `up head 10` names a head
    if not places and not numbers and not _OTHERWISE_SAID.isdisjoint(word.symbol for word in words):
        return None, 0
    count = numbers[0].value if numbers else 1
    what = places[0] if places else "layer" if ways[0] in {"deeper", "shallower"} else "leaf"
    return Word("step", step=(what, count * _STEPS[ways[0]])), taken


def _alone(words: list[Word], at: int, *, names_place: bool) -> list[Word]:
    """A word as it is read by itself: `next` leafs on, `на последний` is a layer; a way without a place is left out."""
    word, after = words[at], _symbol(words, at + 1)
    match word.symbol:
        case "forward" | "backward" | "deeper" | "shallower":
            return []
        case "next" | "previous" if after not in _PLACES:
            step = Word("step", step=("leaf", 1 if word.symbol == "next" else -1))
            return [] if names_place else [step]
        case "last" | "middle" if after not in _PLACES:
            return [] if names_place else [word, Word("layer")]
        case "number" if _symbol(words, at - 1) in {"next", "previous"} and after not in _PLACES:
            return []  # `next one`
        case _:
            return [word]
