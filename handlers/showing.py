"""From a scene to a reply: look, draw, say what is seen. Everything that shows a picture goes through `show`."""

from dataclasses import dataclass

from attention import Facts, Seen
from handlers.call import Call
from handlers.desk import Busy
from handlers.keyboard import under_picture
from handlers.memory import Text
from handlers.reply import Kind, Reply, Seconds
from handlers.request import Lang
from handlers.say import say
from handlers.scene import CannotShow, Scene, encode, parts_of
from render import View


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
    if _is_one_token(looked.value):
        return refuse(call.lang, OneToken())
    best = await call.studio.find_telling(text, scene.part, looked.value, scene.view)
    if isinstance(best, Busy):
        return refuse(call.lang, best)
    chosen = Scene(text.key, scene.part, best.value.layer, (best.value.head,), scene.view)
    return await show(call, text, chosen, kind=kind, lead=lead, model_seconds=looked.seconds + best.seconds)


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
    if _is_one_token(looked.value):
        return refuse(lang, OneToken())
    drawn = await call.studio.draw(scene, looked.value)
    if isinstance(drawn, Busy):
        return refuse(lang, drawn)
    picture = drawn.value
    data = encode(scene)
    await call.memory.set_last(call.request.place, data)
    await call.memory.set_topic(call.request.place, None)  # `дальше` goes on from the picture now
    return Reply(
        kind=kind,
        lang=lang,
        text="\n".join(filter(None, (lead, picture.reading, picture.caption))),
        pictures=(picture,),
        buttons=under_picture(scene, call.studio.facts, picture.telling),
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
