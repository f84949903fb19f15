"""What a command in plain words is answered with: what it asks for, or a sentence on what can be done instead."""

from collections.abc import AsyncIterator
from dataclasses import replace
from types import MappingProxyType

from handlers.ask import previous_topic
from handlers.asked import Asked, Span
from handlers.call import Call
from handlers.heads import answer_wish
from handlers.keyboard import sends
from handlers.known_heads import known_head
from handlers.plain import Cannot, GoOn, OfKind, Order, Retell, Run, Telling
from handlers.questions import open_guide
from handlers.reply import Button, Reply
from handlers.request import Lang
from handlers.retelling import retell
from handlers.say import say
from handlers.scene import layers_of
from handlers.showing import first_scene, show_telling
from handlers.texts import subject_of

_MOST_LAYERS = 3  # buttons
# What can be done instead: a label in the catalogue, and the message that its button sends.
_MAP, _TRY, _HELP = ("button-map", "/heads"), ("button-try", "/start"), ("button-help", "/help")
_BY_WORDS = ("button-words", "by words")
_MODEL, _MODELS, _TOPICS = ("button-model", "/model"), ("button-models", "/models"), ("button-topics", "/topics")
_INSTEAD = MappingProxyType(
    {
        "model": (_MODEL, _MODELS),
        "row": (_BY_WORDS, _MAP),
        "lines": (_BY_WORDS, _MAP),
        "colour": (("button-dark", "dark theme"), ("button-hide-first", "hide first token")),
        "answer": (_TOPICS, _HELP),
        "sentence": (_TRY, _HELP),
        "stop": (_TRY, _HELP),
        "that": (_TRY, _MAP, _HELP),
    }
)
_OTHERWISE = (_MAP, _HELP)


async def answer_order(call: Call, order: Order) -> AsyncIterator[Reply]:
    """Do what is ordered."""
    match order:
        case Asked():
            yield await answer_wish(call, order)
        case Run(name, rest):
            async for reply in call.commands[name](replace(call, rest=rest)):
                yield reply
        case Telling(text):
            yield await _telling(call, text)
        case OfKind():
            yield await _of_kind(call, order)
        case Retell(whole):
            yield await _retell(call, whole=whole)
        case GoOn() if await previous_topic(call):
            yield await _retell(call, whole=True)
        case GoOn():
            yield await answer_wish(call, Asked(leaf=1))
        case Cannot():
            yield _cannot(call, order)


async def _telling(call: Call, sent: str | None) -> Reply:
    subject = await subject_of(call, sent)
    if isinstance(subject, Reply):
        return subject
    text = subject.text
    scene = first_scene(call.studio.facts, call.lang, subject.before, has_target=text.target is not None)
    return await show_telling(call, text, scene, kind="command")


async def _of_kind(call: Call, order: OfKind) -> Reply:
    """Show the head that is known to be of a kind; of most models nobody knows one."""
    known = known_head(call.studio.facts, order.kind)
    if known is None:
        return _cannot(call, Cannot("find"))
    layer, head = known
    key = "known-induction" if order.kind == "induction" else "known-previous"
    lead = say(call.lang, key, head=f"{layer}.{head}")
    return await answer_wish(call, Asked(layer=layer, heads=(Span(head, head),), text=order.text), lead=lead)


async def _retell(call: Call, *, whole: bool) -> Reply:
    """Tell what the last answer left out, or the short of it, if there is one."""
    topic, guide = await previous_topic(call), open_guide()
    if topic is None or (topic, call.lang) not in guide.answers:
        return _cannot(call, Cannot("answer"))
    return replace(await retell(call, guide, topic, "more" if whole else "shorter"), kind="command")


def _cannot(call: Call, order: Cannot) -> Reply:
    lang, facts = call.lang, call.studio.facts
    name = facts.name.rstrip("/").rsplit("/", 1)[-1]
    text = say(lang, f"cannot-{order.what}", **({"name": name} if order.what == "model" else {}))
    rows = (_layers(lang, order.layers, layers_of(facts, "decoder") - 1), _instead(lang, order.what))
    return Reply(kind="command", lang=lang, text=text, buttons=tuple(row for row in rows if row))


def _instead(lang: Lang, what: str) -> tuple[Button, ...]:
    return tuple(sends(say(lang, label), message, lang=lang) for label, message in _INSTEAD.get(what, _OTHERWISE))


def _layers(lang: Lang, named: tuple[int, ...], last: int) -> tuple[Button, ...]:
    """A button for each of the first layers that were named."""
    there = [layer for layer in named if 0 <= layer <= last][:_MOST_LAYERS]
    return tuple(sends(say(lang, "button-layer", layer=layer), f"/heads {layer}", lang=lang) for layer in there)
