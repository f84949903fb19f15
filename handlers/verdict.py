"""Which of several models has more of something, in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.figures import grouped
from handlers.questions import Figure, Model
from handlers.request import Lang
from handlers.say import say


@dataclass(frozen=True, slots=True)
class _Best:
    """Who has the most or the fewest; `name` is empty where all have as many."""

    name: str
    number: str
    others: str


def verdict(lang: Lang, models: Sequence[Model], figure: Figure, *, more: bool) -> str:
    """Who has more, or fewer; of heads both in a layer and in all. Empty where too little is known."""
    best = _best(lang, models, figure, more=more)
    if best is None:
        return ""
    in_all = _best(lang, models, "total_heads", more=more) if figure == "heads" else None
    if in_all is None:
        facts = {"figure": figure, "number": best.number}
        if not best.name:
            return say(lang, "models-equal", **facts)
        return say(lang, "models-more", **facts, more=_word(more), name=best.name, others=best.others)
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
    told = ", ".join(grouped(lang, each) for each, _ in others)
    return _Best("" if others[0][0] == number else name, grouped(lang, number), told)


def _word(more: bool) -> str:  # noqa: FBT001 - Fluent chooses by words
    return "yes" if more else "no"
