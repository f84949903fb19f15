"""A message in words: a question, a sentence, a command, small talk or none; another reading is a button away."""

from collections.abc import AsyncIterator
from dataclasses import replace

from handlers.asides import answer_aside
from handlers.ask import answer_question, asked_again, goes_on_about_models, previous_topic
from handlers.call import Call
from handlers.clean import clean
from handlers.defining import meaning_of
from handlers.keyboard import sends
from handlers.obeying import answer_order
from handlers.plain import read_order
from handlers.questions import Guide, Reading, open_guide
from handlers.reply import Button, Reply
from handlers.say import say
from handlers.scene import encode
from handlers.sentence import answer_sentence
from handlers.showing import first_scene
from handlers.smalltalk import answer_off_topic, answer_small_talk


async def answer_words(call: Call) -> AsyncIterator[Reply]:
    """Answer what is no command."""
    guide, message = open_guide(), clean(call.request.text)
    asides = [reply async for reply in answer_aside(call, guide, message)]
    if asides:
        for reply in asides:
            yield reply
        return
    reading = await read(call, guide, message)
    match reading.kind:
        case "question":
            yield await _with_other(call, await answer_question(call, message), reading, message)
        case "smalltalk":
            yield await _with_other(call, await answer_small_talk(call, guide, message), reading, message)
        case "offtopic":
            yield await _with_other(call, await answer_off_topic(call), reading, message)
        case "command":
            async for reply in answer_order(call, read_order(message)):
                yield await _with_other(call, reply, reading, message)
        case "sentence":
            async for reply in answer_sentence(call):
                yield await _with_other(call, reply, reading, message)
            await call.memory.set_topic(call.request.place, None)


async def read(call: Call, guide: Guide, message: str) -> Reading:
    """Tell what a message is; after an answer a short question may only go on from it (`а почему?`)."""
    if await goes_on_about_models(call, message):
        return Reading("question")
    if guide.kinds.small_talk(message):
        return Reading("smalltalk")
    if await asked_again(call, guide, message):
        return Reading("question")
    if meaning := meaning_of(guide, message):
        is_text = " " in message and meaning.word.fullmatch(message)
        return Reading("question", "sentence" if is_text else None)
    reading = guide.kinds.read(message)
    if reading.kind != "question" and guide.finder.goes_on(message) and await previous_topic(call):
        return Reading("question", None if reading.kind == "command" else reading.kind)
    return reading


async def _with_other(call: Call, reply: Reply, reading: Reading, message: str) -> Reply:
    """Add the second best reading as a button; the text is kept, since a button can't hold it."""
    if reading.second is None or reply.kind == "error":
        return reply
    text = await call.memory.keep_text(call.request.place, message)
    if reading.second == "question":
        other = sends(say(call.lang, "button-as-question"), f"/ask ?{text.key}", lang=call.lang)
    else:
        scene = replace(first_scene(call.studio.facts, call.lang, None), text=text.key)
        other = Button(say(call.lang, "button-as-sentence"), encode(scene))
    return replace(reply, buttons=(*reply.buttons, (other,)))
