"""What somebody orders in plain words, once a message is known to be a command.

`RULES` is read from top to bottom; the first rule that fits gives the order. What none of them names is a wish to see
something (`handlers.plain.view`), and where that is none either, it is something that can't be done.
"""

import re
from dataclasses import dataclass, replace

from handlers.asked import Asked, Span
from handlers.plain.alone import read_alone
from handlers.plain.kinds import KINDS, read_kind
from handlers.plain.mending import mended
from handlers.plain.orders import Cannot, GoOn, OfKind, Order, Retell, Run, Telling
from handlers.plain.places import PLACES, places_in, read_places
from handlers.plain.texts import read_look, split_off
from handlers.plain.view import layers_named, read_view
from handlers.plain.wish import read_wish
from handlers.plain.words import Word


@dataclass(frozen=True, slots=True)
class Rule:
    """An order, and the words that make it.

    Attributes:
        order: What is ordered.
        needs: Of each of these groups of symbols one must be there.
        unless: None of these may be there.
    """

    order: Order
    needs: tuple[str, ...]
    unless: str = ""

    def fits(self, symbols: frozenset[str]) -> bool:
        """Whether the words of a message make this order."""
        return all(not symbols.isdisjoint(group.split()) for group in self.needs) and symbols.isdisjoint(
            self.unless.split()
        )


_NUMBERED = "number spans dotted"
_PLACED = f"{_NUMBERED} layer head"
_AS_AT_FIRST = Asked(unit="token", hide_first=False, theme="light")

RULES = (
    Rule(Run("lang", "ru"), ("russian",)),
    Rule(Run("lang", "en"), ("english",)),
    Rule(Run("lang"), ("language",)),
    Rule(Run("model"), ("model models", "current"), unless=f"{_NUMBERED} all map use toggle"),
    Rule(Run("models"), ("models",), unless=f"{_NUMBERED} all map"),
    Rule(Run("models"), ("model", "list count sort compare"), unless="use toggle"),
    Rule(Cannot("model"), ("model", "use toggle other size instead")),
    Rule(Run("forget"), ("erase", "mine all map"), unless=f"{_PLACED} column token words"),
    Rule(Run("privacy"), ("privacy",)),
    Rule(_AS_AT_FIRST, ("default",)),
    Rule(_AS_AT_FIRST, ("reset", "mine")),
    Rule(Run("glossary"), ("glossary",)),
    Rule(Run("topics"), ("topic",)),
    Rule(Run("topics"), ("theme", "telling next previous other list"), unless="dark light"),
    Rule(Retell(whole=True), ("source more onward",), unless=_PLACED),
    Rule(Retell(whole=False), ("shorter",), unless=_PLACED),
    Rule(Cannot("file"), ("file",)),
    Rule(Cannot("motion"), ("motion",)),
    Rule(Cannot("average"), ("average",)),
    Rule(Cannot("lines"), ("lines",)),
    Rule(Cannot("numbers"), ("numbers",)),
    Rule(Cannot("sort"), ("sort",)),
    Rule(Cannot("colour"), ("colour",), unless="dark light"),
    Rule(Cannot("turn"), ("turn",)),
    Rule(Cannot("row"), ("row",)),
    Rule(Cannot("row"), ("looks", "words token find"), unless=_PLACED),
    Rule(Cannot("find"), ("find", "head role"), unless=_NUMBERED),
    Rule(Cannot("find"), ("role",), unless=_NUMBERED),
    Rule(Cannot("compare"), ("compare", "same ditto")),
    Rule(Cannot("compare"), ("compare",), unless=_NUMBERED),
    Rule(Telling(), ("telling",), unless=_NUMBERED),
    Rule(Cannot("size"), ("size",), unless=f"{_NUMBERED} all"),
    Rule(Cannot("undo"), ("undo",)),
    Rule(Cannot("stop"), ("stop",), unless=_PLACED),
    Rule(Asked(leaf=0), ("again",), unless=f"{_PLACED} token words dark light all column"),
    Rule(Cannot("sentence"), ("sentence", "other"), unless=_PLACED),
    Rule(Run("start"), ("sample",), unless=_PLACED),
    Rule(Run("help"), ("help",), unless=_NUMBERED),
    Rule(Run("start"), ("start reset",), unless=_PLACED),
    Rule(Run("model"), ("model",), unless=f"{_PLACED} all map"),
)

_MODEL = re.compile(
    r"(?<!\w)(?:[a-z]{0,6}bert(?!viz)|[a-z]{0,6}gpt|llama|qwen|mistral|mixtral|gemma|deepseek|t5|gigachat|phi|bloom|mamba"
    r"|(?:ру)?берт|гпт|жпт|лам[аыуе]|квен|мистрал|дипсик|гигачат)[a-zа-я]{0,3}(?:[\s-]?\d[\w.]*)?(?:-\w+)*(?!\w)",
    re.IGNORECASE,
)
_FEW = 2
_MOST = 200  # characters of an order, apart from the text that comes along


def read_surely(text: str) -> Order | None:
    """Read a message that can only be an order, since every word of it says so; None for any other."""
    return read_alone(text) or read_places(text) or read_wish(text) or read_kind(text) or read_look(text)


def read_order(text: str) -> Order:
    """Read a command in plain words; what can't be read can't be done."""
    order = read_surely(text)
    if order is not None:
        return order
    said, along = _split(text)
    models = [name.strip() for name in _MODEL.findall(said)]
    words = mended(_MODEL.sub(" ", said))
    symbols = frozenset(word.symbol for word in words)
    if models:
        compares = not symbols.isdisjoint({"list", "count", "sort", "compare", "models"})
        return Run("models", ", ".join(models)) if compares else Cannot("model")
    if _goes_on(words):
        return GoOn()
    order = next((rule.order for rule in RULES if rule.fits(symbols)), None)
    if order == Cannot("find"):
        kind = next((kind for kind, pattern in KINDS.items() if pattern.search(said)), None)
        return OfKind(kind, along) if kind else order
    if order is None or (along and isinstance(order, Asked)):
        return _to_show(words, along)
    return replace(order, text=along) if isinstance(order, Telling) else order


def _goes_on(words: list[Word]) -> bool:
    """`next` and `more` alone, which an answer understands as well as a picture."""
    return [word.symbol for word in words if word.symbol != "filler"] in (["next"], ["onward"])


def _split(text: str) -> tuple[str, str | None]:
    """The order, and the text that came along, in quotation marks or after a colon."""
    said, along = split_off(text)
    if along is None or _is_of_the_order(said, along):
        return text[:_MOST], None
    return said[:_MOST], along


def _is_of_the_order(said: str, along: str) -> bool:
    """Whether what stands apart belongs to the order all the same: `язык: английский`, `слово «кот»`."""
    symbols = {word.symbol for word in mended(said[:_MOST])}
    return "language" in symbols or (len(along.split()) == 1 and not symbols.isdisjoint({"words", "token", "row"}))


def _to_show(words: list[Word], along: str | None) -> Order:
    if places := places_in([word for word in words if word.symbol in PLACES]):
        return replace(places, text=along)
    if several := layers_named(words):
        return Cannot("layers", layers=tuple(layer for span in several for layer in _beginning(span)))
    asked = read_view(words)
    if not asked.is_empty and not _only_this(asked):
        return replace(asked, text=along)
    return Telling(along) if along else Cannot("that")


def _beginning(span: Span) -> range:
    """The first few of a span, however absurd it is."""
    return range(span.low, min(span.high, span.low + _FEW) + 1)


def _only_this(asked: Asked) -> bool:
    """Whether only `this head` or `heads` was read, which names nothing."""
    return asked in (Asked(heads="same"), Asked(layer="same"))
