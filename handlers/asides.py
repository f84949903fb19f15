"""Short questions beside the subject: on the picture at hand, on the loaded model, and question words alone."""

from collections.abc import AsyncIterator
from dataclasses import replace

from handlers import talk
from handlers.ask import asked_again, asked_of_it, previous_topic
from handlers.asked import Asked, Span
from handlers.call import Call
from handlers.defining import meaning_of, no_more
from handlers.explaining import in_twos, topic_button
from handlers.heads import answer_wish
from handlers.keyboard import sends
from handlers.questions import Guide
from handlers.questions.asides import HeadHere, WordHere, asks_this_model, lone, of_picture
from handlers.reply import Reply
from handlers.say import say
from handlers.smalltalk import answer_off_topic
from handlers.texts import Subject, subject_of

_ON_WHY = ("training-of-heads", "head-roles", "ablation")


async def answer_aside(call: Call, guide: Guide, message: str) -> AsyncIterator[Reply]:
    """Answer one of these questions; nothing if it is none of them."""
    if asks_this_model(message):
        async for reply in call.commands["model"](replace(call, rest="")):
            yield reply
    elif (asked := await _defined(call)) and (what := asked_of_it(guide, message)):
        if meaning := meaning_of(guide, asked):
            yield no_more(call, guide, meaning, asked, what)
    elif lone(guide.finder.meant(message)) and not await asked_again(call, guide, message):
        yield await _alone(call, guide, guide.finder.meant(message))
    elif isinstance(subject := await _at_hand(call), Subject):
        going_on = await previous_topic(call) is None
        match of_picture(message, subject.text.body, going_on=going_on):
            case "which":
                yield await answer_wish(call, Asked(leaf=0))
            case HeadHere(layer, head):
                yield await answer_wish(call, Asked(layer=layer, heads=(Span(head, head),)))
            case WordHere() as word:
                yield _of_word(call, word)


async def _defined(call: Call) -> str | None:
    """The question that a definition answered last, unless another answer is replied to."""
    return None if call.request.replied_data else await talk.defined(call)


async def _at_hand(call: Call) -> Subject | None:
    """The picture that the talk is of, if one was shown."""
    if call.request.replied_data is None and not await call.memory.last(call.request.place):
        return None
    subject = await subject_of(call, None)
    return subject if isinstance(subject, Subject) else None


async def _alone(call: Call, guide: Guide, message: str) -> Reply:
    """A question word where nothing was explained: of a picture it asks why it is as it is, else one can't tell."""
    reply = await answer_off_topic(call)
    if lone(message) == "why" and await _at_hand(call):
        buttons = tuple(in_twos([topic_button(guide, topic, call.lang) for topic in _ON_WHY]))
        return replace(reply, text=say(call.lang, "picture-why"), buttons=buttons)
    return replace(reply, text=say(call.lang, "lone-question"))


def _of_word(call: Call, word: WordHere) -> Reply:
    lang = call.lang
    text = say(lang, "picture-column" if word.looked_at else "picture-row", word=word.word[:40])
    buttons = ((sends(say(lang, "button-words"), "/heads by words", lang=lang),),)
    return Reply("command", lang, text, buttons=buttons)
