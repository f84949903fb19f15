"""What follows an answer: more of it, less of it, an example, where it comes from."""

from dataclasses import replace

from handlers import talk
from handlers.asked import Asked
from handlers.call import Call
from handlers.commands import split_command
from handlers.explaining import next_topics, origin, references, rest_text, shown_by, steps
from handlers.heads import answer_wish, read_arguments
from handlers.keyboard import sends
from handlers.plain import read_wish
from handlers.questions import Follow, Guide
from handlers.reply import Reply
from handlers.say import say
from handlers.texts import subject_of


async def retell(call: Call, guide: Guide, topic: str, what: Follow) -> Reply:
    """Go on from the answer to a topic."""
    match what:
        case "more":
            return await _more(call, guide, topic)
        case "shorter":
            return _shorter(call, guide, topic)
        case "example":
            return await show_example(call, guide, topic)
        case "sources" | "origin":
            return _sources(call, guide, topic, lead=what == "origin")


async def show_example(call: Call, guide: Guide, topic: str, number: int = 0) -> Reply:
    """Do what a button of the answer promises, as if the command had been typed."""
    commands = shown_by(guide.answers[topic, call.lang], call.studio.facts)
    command = commands[number] if number < len(commands) else "/heads"
    name, rest = split_command(command) or ("", command)
    if name not in {"", "heads"}:
        return await anext(call.commands[name](replace(call, rest=rest)))
    wish = read_arguments(rest) if name else read_wish(rest)
    asked = wish if isinstance(wish, Asked) else Asked(whole_model=True)
    if not asked.text and isinstance(await subject_of(call, None), Reply):  # nothing was sent so far: on an example
        asked = replace(asked, text=say(call.lang, "start-sentence"))
    told = await call.memory.told(call.request.place, topic)
    reply = await answer_wish(call, asked)
    await call.memory.set_topic(call.request.place, topic, told)  # it belongs to the answer: the talk stays there
    return reply


async def _more(call: Call, guide: Guide, topic: str) -> Reply:
    """Tell what the first screen didn't; once that is told, there is no more."""
    answer, place = guide.answers[topic, call.lang], call.request.place
    text = "" if await call.memory.told(place, topic) == "all" else rest_text(answer)
    if not text:
        topics = ((sends(say(call.lang, "button-topics"), "/topics", lang=call.lang),),)
        buttons = (*next_topics(guide, answer), *topics)
        return Reply("question", call.lang, say(call.lang, "told-all"), buttons=buttons, topic=topic)
    await talk.keep_told(call, topic)
    buttons = (*steps(answer, call.studio.facts, whole=True), *next_topics(guide, answer))
    return Reply("question", call.lang, text, buttons=buttons, topic=topic)


def _shorter(call: Call, guide: Guide, topic: str) -> Reply:
    answer = guide.answers[topic, call.lang]
    buttons = tuple(steps(answer, call.studio.facts))
    return Reply("question", call.lang, say(call.lang, "in-short", short=answer.short), buttons=buttons, topic=topic)


def _sources(call: Call, guide: Guide, topic: str, *, lead: bool) -> Reply:
    answer = guide.answers[topic, call.lang]
    listed = references(call.lang, answer.sources) or say(call.lang, "no-sources")
    text = "\n\n".join(filter(None, (origin(call.lang, answer.sources) if lead else "", listed)))
    return Reply("question", call.lang, text, buttons=tuple(next_topics(guide, answer)), topic=topic)
