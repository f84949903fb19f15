"""What a wish leaves open is settled by the picture that was shown last, and the answer says how it was taken."""

from dataclasses import replace

from attention import Facts
from handlers.asked import Asked, Shift, Span
from handlers.request import Lang
from handlers.say import say
from handlers.scene import Scene, layers_of


def settle(lang: Lang, asked: Asked, start: Scene, facts: Facts) -> tuple[Asked, str]:
    """Settle what a number that stands alone names, and where a step from the map leads.

    Returns:
        The wish, and a sentence on how it was taken; empty where there is no doubt.
    """
    if asked.also:
        return asked, say(lang, "one-layer-a-picture")
    if asked.alone is not None:
        return _named(lang, asked, asked.alone, start)
    if start.layer is None:
        asked = _from_the_map(asked, start, facts)
    return asked, _how_counted(lang, asked)


def _named(lang: Lang, asked: Asked, number: int, start: Scene) -> tuple[Asked, str]:
    """After one head a number is a head of its layer, after anything else a layer."""
    if start.head is None:
        return replace(asked, layer=number), say(lang, "taken-for-layer", number=str(number))
    told = say(lang, "taken-for-head", number=str(number), layer=str(start.layer))
    return replace(asked, heads=(Span(number, number),)), told


def _from_the_map(asked: Asked, start: Scene, facts: Facts) -> Asked:
    """From the map the next layer is the first one, and the previous the last."""
    match asked.layer:
        case "next":
            by = 1
        case "previous":
            by = -1
        case Shift(by):
            pass
        case _:
            return asked
    layers = facts.attention_layers if facts.kind == "causal" else range(layers_of(facts, start.part))
    return replace(asked, layer=layers[0] + by - 1 if by > 0 else layers[-1] + 1 + by)


def _how_counted(lang: Lang, asked: Asked) -> str:
    """Tell how an ordinal was counted: people count from 1, models from 0."""
    match asked.ordinal:
        case None:
            return ""
        case 0:
            return say(lang, "first-told")
        case number:
            is_head = isinstance(asked.heads, tuple) and Span(number, number) in asked.heads
            key = "ordinal-told-head" if is_head else "ordinal-told-layer"
            return say(lang, key, number=number, before=number - 1)
