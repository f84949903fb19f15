"""Questions on the subject: `/ask`, and the same without the command; `/topics`, `/glossary`, `/models`."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

from handlers import comparing, listing
from handlers.asked import Asked
from handlers.call import Call
from handlers.commands import Argument, Command, split_command
from handlers.explaining import explain, shown_by, topic_button
from handlers.heads import answer_wish, read_arguments
from handlers.keyboard import sends, sent
from handlers.plain_words import read_wish
from handlers.questions import Extremes, Figures, Found, Guide, NotSure, open_guide
from handlers.reply import Reply
from handlers.say import say
from handlers.texts import subject_of

# What a button sends: a topic, with `+` for all of it, with `!0` for the first thing that shows it; a kept question.
_TOPIC = re.compile(r"#(?P<topic>[a-z0-9-]+)(?:(?P<whole>\+)|!(?P<shown>\d))?")
_KEPT = re.compile(r"\?(?P<key>[\w-]{8})")


def prepare() -> None:
    """Read what questions are answered from, before anybody asks."""
    open_guide()
    listing.groups()
    listing.words()


async def answer_ask(call: Call) -> AsyncIterator[Reply]:
    """Answer `/ask ...`: a question, whatever it may look like."""
    guide, rest = open_guide(), call.rest.strip()
    topic, kept = _TOPIC.fullmatch(rest), _KEPT.fullmatch(rest)
    if topic and (topic["topic"], call.lang) in guide.answers:
        if topic["shown"]:
            yield await _show(call, guide, topic["topic"], int(topic["shown"]))
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
    match guide.find(question, previous):
        case Found(topic, more=whole):
            return await explain(call, guide, topic, whole=whole, question=question)
        case NotSure(nearest):
            buttons = tuple((topic_button(guide, topic, call.lang),) for topic in nearest)
            return Reply("question", call.lang, say(call.lang, "not-sure"), buttons=buttons)
        case (Figures() | Extremes()) as wanted:
            return await comparing.compare(call, guide, wanted, question)


async def previous_topic(call: Call) -> str | None:
    """The topic that a question may go on from: of the answer replied to, else the last one in this thread."""
    _, data = sent(call.request.replied_data or "") or (None, "")
    replied = re.match(r"/ask #([a-z0-9-]+)", data)
    return replied[1] if replied else await call.memory.topic(call.request.place)


async def answer_topics(call: Call) -> AsyncIterator[Reply]:
    """List what can be explained; with a group's number its topics as buttons."""
    yield listing.topics(call.lang, open_guide(), call.rest)


async def answer_glossary(call: Call) -> AsyncIterator[Reply]:
    """Give the words of the subject in both languages."""
    yield listing.glossary(call.lang, call.rest)


async def answer_models(call: Call) -> AsyncIterator[Reply]:
    """Give the figures of models that are named, else of some that are known well."""
    yield await comparing.list_models(call, open_guide(), call.rest)


async def answer_small_talk(call: Call) -> Reply:
    """Return a greeting or thanks, and say what comes next."""
    buttons = (
        (
            sends(say(call.lang, "button-try"), "/start", lang=call.lang),
            sends(say(call.lang, "button-topics"), "/topics", lang=call.lang),
        ),
    )
    return Reply("smalltalk", call.lang, say(call.lang, "small-talk"), buttons=buttons)


async def answer_off_topic(call: Call) -> Reply:
    """Say kindly what the bot is for."""
    buttons = (
        (
            sends(say(call.lang, "button-try"), "/start", lang=call.lang),
            sends(say(call.lang, "button-topics"), "/topics", lang=call.lang),
        ),
    )
    return Reply("offtopic", call.lang, say(call.lang, "off-topic"), buttons=buttons)


async def _show(call: Call, guide: Guide, topic: str, number: int) -> Reply:
    """Do what the answer's button promised, as if the command had been typed."""
    commands = shown_by(guide.answers[topic, call.lang], call.studio.facts)
    command = commands[number] if number < len(commands) else "/heads"
    name, rest = split_command(command) or ("", command)
    if name not in {"", "heads"}:
        return await anext(call.commands[name](replace(call, rest=rest)))
    wish = read_arguments(rest) if name else read_wish(rest)
    asked = wish if isinstance(wish, Asked) else Asked(whole_model=True)
    if not asked.text and isinstance(await subject_of(call, None), Reply):  # nothing was sent so far: on an example
        asked = replace(asked, text=say(call.lang, "start-sentence"))
    return await answer_wish(call, asked)


ASK = Command("ask", answer_ask, (Argument("question", "text"),))
TOPICS = Command("topics", answer_topics)
GLOSSARY = Command("glossary", answer_glossary, (Argument("word", "text"),))
MODELS = Command("models", answer_models, (Argument("names", "text"),))
