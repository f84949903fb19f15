"""Several layers, or heads of several layers, that no picture shows together: `layer 2 and layer 3`, `3.4 vs 4.7`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from handlers.asked import Asked, Span
from handlers.plain.texts import split_off
from handlers.plain.words import Word, grouped, known_words

Place = tuple[int, tuple[Span, ...]]
"""A layer with its heads, none for all of them."""

_LETTERS = MappingProxyType({"layer": "l", "head": "h", "number": "n", "spans": "s", "dotted": "d"})
PLACES = frozenset({*_LETTERS, "compare", "to"})
"""The symbols of words that tell of places."""
_SAY_NOTHING = frozenset({"filler", "show", "sentence", "name", "feminine", "compare", "all", "to"})
_LAYERS = re.compile(r"h?(?:ln){2,}|ln{2,}")
_HEADS = re.compile(r"(?:h?d){2,}|(?:lnh[ns]+){2,}|(?:h[ns]+ln){2,}")


def read_places(text: str) -> Asked | None:
    """Read a message that names several places and nothing else; None for any other."""
    order, along = split_off(text)
    words = known_words(order)
    if along and not any(word.symbol in {"show", "compare", "sentence"} for word in words):
        return None  # `9.9, 10.0: what do they do?`
    asked = places_in(words)
    return asked and replace(asked, text=along)


def places_in(words: list[Word]) -> Asked | None:
    """Read words that name several places: the first is to be shown, the others come `also`."""
    named = [word for word in grouped(words) if word.symbol not in _SAY_NOTHING]
    letters = "".join(_LETTERS.get(word.symbol, "?") for word in named)
    if _LAYERS.fullmatch(letters) and ("lnl" in letters or _are_layers(words)):
        places: list[Place] = [(word.number.value, ()) for word in named if word.number]
    elif _HEADS.fullmatch(letters):
        places = list(_heads(named))
    else:
        return None
    return _asked(places)


def _are_layers(words: list[Word]) -> bool:
    """Whether the numbers behind the word `layer` are layers all: `слои 2 и 3`, but not `слой 2, 3`."""
    return any(word.plural or word.symbol == "compare" for word in words)


def _heads(words: list[Word]) -> Iterator[Place]:
    """Part `layer 2 head 3 layer 4 head 5` where a layer, or a head, comes round again."""
    layer: int | None = None
    heads: tuple[Span, ...] = ()
    for at, word in enumerate(words):
        if word.dotted:
            yield word.dotted
        elif word.symbol in {"layer", "head"}:
            continue
        elif words[at - 1].symbol == "layer" and word.number:
            if words[0].symbol == "head":
                yield word.number.value, heads
                heads = ()
            elif layer is not None:
                yield layer, heads
                heads = ()
            layer = word.number.value
        else:
            heads += word.spans
    if words[0].symbol == "layer" and layer is not None:
        yield layer, heads


def _asked(places: list[Place]) -> Asked:
    """Put the heads of one layer together, so that one picture shows them."""
    by_layer: dict[int, tuple[Span, ...]] = {}
    for layer, heads in places:
        by_layer[layer] = by_layer.get(layer, ()) + heads
    (layer, heads), *others = by_layer.items()
    return Asked(layer=layer, heads=heads or None, also=tuple(others))
