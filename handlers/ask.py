"""Questions on the subject: `/ask`, and the same without the command; `/topics`, `/glossary`, `/models`."""

import re
from collections.abc import AsyncIterator

from handlers import comparing, listing, talk
from handlers.call import Call
from handlers.commands import Argument, Command
from handlers.defining import define, meaning_of, meanings
from handlers.explaining import explain, topic_button
from handlers.keyboard import sent
from handlers.questions import MODELS_TOPIC, Extremes, Figures, Follow, Found, Guide, NotSure, open_guide
from handlers.questions.asides import asks_origin, lone
from handlers.reply import Reply
from handlers.retelling import retell, show_example
from handlers.say import say

# What a button sends: a topic, with `+` for all of it, with `!0` for the first thing that shows it; a kept question.
_TOPIC = re.compile(r"#(?P<topic>[a-z0-9-]+)(?:(?P<whole>\+)|!(?P<shown>\d))?")
_KEPT = re.compile(r"\?(?P<key>[\w-]{8})")


def prepare() -> None:
    """Read what questions are answered from, before anybody asks."""
    open_guide()
    listing.groups()
    listing.words()
    meanings()


async def answer_ask(call: Call) -> AsyncIterator[Reply]:
    """Answer `/ask ...`: a question, whatever it may look like."""
    guide, rest = open_guide(), call.rest.strip()
    topic, kept = _TOPIC.fullmatch(rest), _KEPT.fullmatch(rest)
    if topic and (topic["topic"], call.lang) in guide.answers:
        if topic["shown"]:
            yield await show_example(call, guide, topic["topic"], int(topic["shown"]))
        else:
            yield await explain(call, guide, topic["topic"], whole=bool(topic["whole"]), titled=True)
    elif kept:
        text = await call.memory.text(call.request.place, kept["key"])
        if text is None:
            yield Reply(kind="error", lang=call.lang, text=say(call.lang, "text-forgotten"), ephemeral=True)
        else:
            yield await answer_question(call, text.body)
    elif rest:
        yield await answer_question(call, rest)
    else:
        yield await anext(answer_topics(call))


async def answer_question(call: Call, question: str) -> Reply:
    """Answer a question with the topic it is about, or with the three nearest to choose from."""
    guide = open_guide()
    previous = await previous_topic(call)
    if figures := await goes_on_about_models(call, question):
        return await comparing.compare(call, guide, figures)
    if again := await asked_again(call, guide, question):
        return await retell(call, guide, *again)
    if meaning := meaning_of(guide, question):
        return await define(call, guide, meaning, question)
    match guide.find(question, previous):
        case Found(topic):
            reply = await explain(call, guide, topic, question=question)
            return comparing.offer_figures(reply, guide, question)
        case NotSure(nearest):
            buttons = tuple((topic_button(guide, topic, call.lang),) for topic in nearest)
            return Reply("question", call.lang, say(call.lang, "not-sure"), buttons=buttons)
        case (Figures() | Extremes()) as wanted:
            return await comparing.compare(call, guide, wanted)


async def previous_topic(call: Call) -> str | None:
    """The topic that a question may go on from: of the answer replied to, else the last one in this thread."""
    _, data = sent(call.request.replied_data or "") or (None, "")
    replied = re.match(r"/ask #([a-z0-9-]+)", data)
    return replied[1] if replied else await talk.topic(call)


async def asked_again(call: Call, guide: Guide, message: str) -> tuple[str, Follow] | None:
    """The topic that a message goes on with, and what it asks of it (`подробнее`); None if it is none of these.

    Where nothing was explained, not to understand (`huh?`) is about the picture, else about the bot.
    """
    what = asked_of_it(guide, message)
    if what is None:
        return None
    topic = await previous_topic(call)
    if topic is None and what == "shorter":
        topic = "how-to-read-a-heatmap" if await call.memory.last(call.request.place) else "bot-usage"
    return (topic, what) if topic else None


def asked_of_it(guide: Guide, message: str) -> Follow | None:
    """What a message asks of the answer before it; None if it asks something else."""
    meant = guide.finder.meant(message)
    if alone := lone(meant):
        return "origin" if alone == "origin" else "more"
    what = guide.finder.follows(message)
    return "origin" if what == "sources" and asks_origin(meant) else what


async def goes_on_about_models(call: Call, message: str) -> Figures | None:
    """What a message asks of the models whose figures were given last (`а слоёв?`), whatever it would be alone."""
    if await previous_topic(call) != MODELS_TOPIC:
        return None
    guide = open_guide()
    return guide.follow(message, await talk.talked(call, guide))


async def answer_topics(call: Call) -> AsyncIterator[Reply]:
    """List what can be explained; with a group's number its topics as buttons."""
    yield listing.topics(call.lang, open_guide(), call.rest)


async def answer_glossary(call: Call) -> AsyncIterator[Reply]:
    """Give the words of the subject in both languages."""
    yield listing.glossary(call.lang, open_guide(), call.rest)


async def answer_models(call: Call) -> AsyncIterator[Reply]:
    """Give the figures of models that are named, else of some that are known well."""
    yield await comparing.list_models(call, open_guide(), call.rest)


ASK = Command("ask", answer_ask, (Argument("question", "text"),))
TOPICS = Command("topics", answer_topics)
GLOSSARY = Command("glossary", answer_glossary, (Argument("word", "text"),))
MODELS = Command("models", answer_models, (Argument("names", "text"),))
