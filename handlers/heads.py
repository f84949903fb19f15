"""`/heads`, and the same wish in plain words: the map of the model, a layer, or chosen heads."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

from handlers.asked import Asked, NotANumber, read_dotted, read_spans
from handlers.call import Call
from handlers.commands import Argument, Command
from handlers.keyboard import Rows
from handlers.plain import read_places, read_wish
from handlers.reply import Button, Reply
from handlers.request import Lang
from handlers.say import say
from handlers.scene import NO_TEXT, Scene, encode, layers_of, parts_of, resolve
from handlers.settling import settle
from handlers.showing import first_scene, refuse, show, show_telling
from handlers.texts import Subject, subject_of

_MOST_OTHERS = 4  # buttons
_LOOKS_LIKE_A_NUMBER = re.compile(r"[+-]?\d[\d.,\-\u2010-\u2015\u2212]*[^\W\d_]{0,3}")


async def answer_heads(call: Call) -> AsyncIterator[Reply]:
    """Answer `/heads ...`."""
    asked = read_arguments(call.rest)
    if isinstance(asked, NotANumber):
        yield _no_number(call, asked)
        return
    yield await answer_wish(call, asked)


async def answer_wish(call: Call, asked: Asked, *, lead: str = "") -> Reply:
    """Show what is asked for, or say in one sentence what is possible.

    Args:
        call: The request.
        asked: The wish.
        lead: A sentence to begin with.
    """
    subject = await subject_of(call, asked.text)
    if isinstance(subject, Reply):
        return await _keep_view(call, asked) if asked.is_view_only and not asked.is_empty else subject
    facts, start = call.studio.facts, _start(call, subject)
    asked, how_read = settle(call.lang, asked, start, facts)
    scene = resolve(asked, start, facts)
    if not isinstance(scene, Scene):
        return refuse(call.lang, scene)
    others = []
    for layer, heads in asked.also:
        other = resolve(Asked(layer=layer, heads=heads or None), start, facts)
        if not isinstance(other, Scene):
            return refuse(call.lang, other)
        others.append(other)
    names_nothing = not asked.whole_model and asked.heads is None and asked.leaf is None
    if scene.layer is None and names_nothing and not _is_map(subject):  # `по словам`, before any picture
        return await show_telling(call, subject.text, scene, kind="command")
    reply = await show(call, subject.text, scene, lead="\n".join(filter(None, (lead, how_read))))
    return replace(reply, buttons=(*_to_others(call.lang, others), *reply.buttons)) if reply.pictures else reply


HEADS = Command(
    "heads",
    answer_heads,
    (Argument("layer", "layer"), Argument("heads", "heads"), Argument("text", "text")),
)


def read_arguments(rest: str) -> Asked | NotANumber:
    """Read what follows `/heads`: numbers, then perhaps a text; or a text alone; or a wish in plain words."""
    if not rest:
        return Asked(whole_model=True)
    if wish := read_places(rest) or read_wish(rest, bare_numbers=True):
        return wish
    first, *others = rest.split(maxsplit=1)
    after = others[0] if others else ""
    dotted, spans = read_dotted(first), read_spans(first)
    if dotted:
        return _with_text(Asked(layer=dotted[0], heads=dotted[1]), after)
    if spans and len(spans) == 1 and spans[0].low == spans[0].high:
        return _after_layer(spans[0].low, after)
    if _LOOKS_LIKE_A_NUMBER.fullmatch(first) or not after:
        return NotANumber(first, "layer")
    return Asked(whole_model=True, text=rest)


def _after_layer(layer: int, rest: str) -> Asked | NotANumber:
    first, *others = rest.split(maxsplit=1)
    after = others[0] if others else ""
    if spans := read_spans(first):
        return _with_text(Asked(layer=layer, heads=spans), after)
    if _LOOKS_LIKE_A_NUMBER.fullmatch(first) or not after:
        return NotANumber(first, "head")
    return Asked(layer=layer, text=rest)


def _with_text(asked: Asked, text: str) -> Asked:
    return replace(asked, text=text or None)


def _start(call: Call, subject: Subject) -> Scene:
    """What a wish starts from: the picture before, with this text and in this language."""
    facts, before, text = call.studio.facts, subject.before, subject.text
    fresh = first_scene(facts, call.lang, before, has_target=text.target is not None)
    if before is None or before.part not in parts_of(facts):
        return replace(fresh, text=text.key)
    return replace(before, text=text.key, view=fresh.view)


def _is_map(subject: Subject) -> bool:
    """Whether the map of this very text was shown last."""
    before = subject.before
    return before is not None and before.layer is None and before.text == subject.text.key


def _to_others(lang: Lang, others: list[Scene]) -> Rows:
    """Buttons for what else was asked for."""
    labels = [
        ", ".join(f"{one.layer}.{head}" for head in one.heads) or say(lang, "button-layer", layer=one.layer or 0)
        for one in others[:_MOST_OTHERS]
    ]
    row = tuple(Button(label, encode(one)) for label, one in zip(labels, others, strict=False))
    return (row,) if row else ()


async def _keep_view(call: Call, asked: Asked) -> Reply:
    """Keep a wish about the way of drawing until there is something to draw."""
    scene = resolve(asked, first_scene(call.studio.facts, call.lang, None), call.studio.facts)
    if not isinstance(scene, Scene):
        return refuse(call.lang, scene)
    await call.memory.set_last(call.request.place, encode(replace(scene, text=NO_TEXT)))
    return Reply(kind="command", lang=call.lang, text=say(call.lang, "view-kept"))


def _no_number(call: Call, wrong: NotANumber) -> Reply:
    facts, lang = call.studio.facts, call.lang
    last = layers_of(facts, "decoder") - 1
    key = "not-a-layer" if wrong.place == "layer" else "not-a-head"
    text = say(lang, key, word=wrong.word[:40], last=last if wrong.place == "layer" else facts.heads - 1, layer=last)
    return Reply(kind="error", lang=lang, text=text, ephemeral=True)
