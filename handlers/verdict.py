"""Which of several models has more of something, in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.figures import grouped
from handlers.questions import Figure, Model
from handlers.request import Lang
from handlers.say import say

_BOTH = 2


@dataclass(frozen=True, slots=True)
class _Best:
    """Who has the most or the fewest.

    Attributes:
        name: The one that has; empty where all have as many.
        number: How many.
        others: How many the others have.
        tied: Those that share the place, where not all do.
    """

    name: str
    number: str
    others: str
    tied: tuple[str, ...] = ()


def verdict(lang: Lang, models: Sequence[Model], figure: Figure, *, more: bool) -> str:
    """Who has more, or fewer; of heads both in a layer and in all. Empty where too little is known."""
    best = _best(lang, models, figure, more=more)
    if best is None:
        return ""
    if best.tied:
        tied = {"number": best.number, "names": ", ".join(best.tied), "others": best.others}
        return say(lang, "models-tied", figure=str(figure), more=_word(more), **tied)
    in_all = _best(lang, models, "total_heads", more=more) if figure == "heads" else None
    if in_all is None or in_all.tied or (len(models) > _BOTH and best.name != in_all.name):
        told = {"figure": str(figure), "number": best.number}
        if not best.name:
            return say(lang, "models-equal", **told)
        return say(lang, "models-more", **told, more=_word(more), name=best.name, others=best.others)
    facts = {"layer": best.number, "layer_others": best.others, "total": in_all.number, "total_others": in_all.others}
    if not best.name and not in_all.name:
        return say(lang, "models-equal-heads", layer=best.number, total=in_all.number)
    if best.name == in_all.name:
        return say(lang, "models-more-heads", more=_word(more), name=best.name, **facts)
    names = {"in_layer": best.name, "in_all": in_all.name}
    equal = "in-layer" if not best.name else "in-all" if not in_all.name else "no"
    return say(lang, "models-more-apart", more=_word(more), equal=equal, **names, **facts)


def _best(lang: Lang, models: Sequence[Model], figure: Figure, *, more: bool) -> _Best | None:
    numbers: list[tuple[int, str]] = [(getattr(model, figure), model.name) for model in models]
    if len(numbers) < 2 or any(number is None for number, _ in numbers):
        return None
    (number, name), *others = sorted(numbers, key=lambda each: -each[0] if more else each[0])
    tied = tuple(each for value, each in numbers if value == number)
    if 1 < len(tied) < len(numbers):
        fewer = ", ".join(grouped(lang, value) for value, _ in others if value != number)
        return _Best("", grouped(lang, number), fewer, tied)
    told = ", ".join(grouped(lang, each) for each, _ in others)
    return _Best("" if others[0][0] == number else name, grouped(lang, number), told)


def _word(more: bool) -> str:  # noqa: FBT001 - Fluent chooses by words
    return "yes" if more else "no"
