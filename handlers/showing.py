"""From a scene to a reply: look, draw, say what is seen. Everything that shows a picture goes through `show`."""

from dataclasses import dataclass

from attention import Facts, Pattern, Seen, patterns
from handlers.call import Call
from handlers.desk import Busy
from handlers.keyboard import under_picture
from handlers.memory import Text
from handlers.reply import Kind, Reply, Seconds
from handlers.request import Lang
from handlers.say import say
from handlers.scene import CannotShow, Scene, encode, layers_of, parts_of
from render import Picture, View

_MOST_QUOTED = 24  # characters of a token in a sentence; a longer one is cut

_WORTH_A_SENTENCE = frozenset(patterns.TELLING_ROLES)


@dataclass(frozen=True, slots=True)
class OneToken:
    """A text that is a single token to the model."""


def first_scene(facts: Facts, lang: Lang, before: Scene | None, *, has_target: bool = False) -> Scene:
    """Where a text starts to be shown: the whole model, in the view this person chose last."""
    view = View(lang=lang)
    if before is not None:
        view = View(lang=lang, unit=before.view.unit, theme=before.view.theme, hide_first=before.view.hide_first)
    return Scene(text="", part="cross" if has_target else parts_of(facts)[0], view=view)


async def show_telling(call: Call, text: Text, scene: Scene, *, kind: Kind = "sentence", lead: str = "") -> Reply:
    """Answer a text with the one head that tells most on it (`attention.patterns.telling` names the measure)."""
    looked = await call.studio.survey(text, scene.part)
    if isinstance(looked, Busy):
        return refuse(call.lang, looked)
    if _is_one_token(looked.value.seen):
        return refuse(call.lang, OneToken())
    best = patterns.telling(looked.value.patterns)
    chosen = Scene(text.key, scene.part, best.layer, (best.head,), scene.view)
    return await show(call, text, chosen, kind=kind, lead=lead, model_seconds=looked.seconds)


async def show(
    call: Call, text: Text, scene: Scene, *, kind: Kind = "command", lead: str = "", model_seconds: float = 0.0
) -> Reply:
    """Show a scene: one picture, what is seen in it, and the next steps.

    Args:
        call: The request.
        text: The text of the scene.
        scene: What to show; it must exist in this model.
        kind: What the message was taken for.
        lead: A sentence to begin with, such as how an ordinal was counted.
        model_seconds: What looking has cost so far.
    """
    lang = scene.view.lang
    if scene.layer is None:
        looked = await call.studio.survey(text, scene.part)
    else:
        looked = await call.studio.look(text, scene.part, scene.layer)
    if isinstance(looked, Busy):
        return refuse(lang, looked)
    seen, found = looked.value.seen, looked.value.patterns
    if _is_one_token(seen):
        return refuse(lang, OneToken())
    drawn = await call.studio.draw(scene, seen)
    if isinstance(drawn, Busy):
        return refuse(lang, drawn)
    best = patterns.telling([one for one in found if one.head in scene.heads or not scene.heads])
    data = encode(scene)
    await call.memory.set_last(call.request.place, data)
    return Reply(
        kind=kind,
        lang=lang,
        text="\n".join(filter(None, (lead, *_words(scene, call.studio.facts, seen, best, drawn.value)))),
        pictures=(drawn.value,),
        buttons=under_picture(scene, call.studio.facts, (best.layer, best.head)),
        scene=data,
        seconds=Seconds(model=model_seconds + looked.seconds, render=drawn.seconds),
    )


def refuse(lang: Lang, why: CannotShow | Busy | OneToken) -> Reply:
    """Say in one sentence what is possible instead; the sentence is named after the reason's class."""
    name = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type(why).__name__).lstrip("-")
    facts = {slot: _said(getattr(why, slot)) for slot in why.__slots__}
    return Reply(kind="error", lang=lang, text=say(lang, name, **facts), ephemeral=True)


def _said(fact: object) -> str | int:
    """A fact as a sentence takes it; an absurd number in full, without a thousands' separator."""
    if isinstance(fact, tuple):
        return ", ".join(map(str, fact))
    return fact if isinstance(fact, int) and abs(fact) < 10_000 else str(fact)


def _is_one_token(seen: Seen) -> bool:
    return sum(not token.special for token in seen.rows) <= 1 and sum(not token.special for token in seen.columns) <= 1


def _words(scene: Scene, facts: Facts, seen: Seen, best: Pattern, picture: Picture) -> list[str]:
    """What is seen: the head's doing, how often it holds, the strongest example, and the picture's own caption."""
    lang = scene.view.lang
    does = say(lang, f"role-{best.role}")
    if scene.head is not None:
        heading = say(lang, "head-heading", layer=str(best.layer), head=str(best.head))
        told = best.role in _WORTH_A_SENTENCE
        lines = [f"{heading}: {does}.", _evidence(lang, seen, best) if told else "", picture.caption]
        return [*lines, say(lang, "one-text") if told else ""]
    last = layers_of(facts, scene.part) - 1
    standing_out = {"layer": str(best.layer), "head": str(best.head), "does": does}
    if scene.layer is None:
        heading = say(lang, "map-heading", layers=last + 1, heads=facts.heads)
    else:
        heading = say(lang, "layer-heading", layer=scene.layer, last=last, heads=len(scene.heads) or facts.heads)
    telling = say(lang, "standing-out", **standing_out) if best.role in _WORTH_A_SENTENCE else ""
    return [heading, telling, picture.caption]


def _evidence(lang: Lang, seen: Seen, best: Pattern) -> str:
    row, column = best.example
    example = say(
        lang,
        "role-example",
        row=_quoted(seen.rows[row].text),
        column=_quoted(seen.columns[column].text),
        percent=round(100 * float(seen.weights[best.layer][best.head, row, column])),
    )
    held = round(best.share * best.rows)
    return f"{say(lang, 'role-holds', held=held, rows=best.rows)} {example}"


def _quoted(token: str) -> str:
    token = " ".join(token.split()) or "␣"
    return token if len(token) <= _MOST_QUOTED else token[: _MOST_QUOTED - 1] + "…"
