"""From an answer to a reply: the first screen with its formula or table, or the whole of it, and where to go next."""

from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten

from attention import Facts
from handlers.answers import Answer, Myth, Source
from handlers.call import Call
from handlers.desk import Timed
from handlers.keyboard import sends
from handlers.known_heads import known_head
from handlers.questions import Guide
from handlers.reply import Button, Reply, Seconds
from handlers.request import Lang
from handlers.say import say
from handlers.scene import decode
from handlers.wording import word
from render import Card, View

_TITLE = 64  # characters that a title may take
_LABEL = 20  # characters of a command on a button: more is cut off on a phone
MOST_FIRST = 1024 - _TITLE  # a picture's caption on Telegram
MOST_WHOLE = 2000 - _TITLE  # a message on Discord
_MOST_SHOWN = 4  # buttons that show something
_LIKE_A_MYTH = 0.4


async def explain(
    call: Call, guide: Guide, topic: str, *, whole: bool = False, question: str = "", titled: bool = False
) -> Reply:
    """Answer with a topic.

    Args:
        call: The request.
        guide: Knows the answers.
        topic: Its key.
        whole: Whether all of it was asked for; its picture was there before, so that it is words alone.
        question: As it was asked; a myth in it is answered first.
        titled: Whether to begin with the topic's title: whoever pressed a button asked nothing in words.
    """
    answer = guide.answers[topic, call.lang]
    await call.memory.set_topic(call.request.place, topic, "all" if whole else "first")
    buttons = (*steps(answer, call.studio.facts, whole=whole), *next_topics(guide, answer))
    title = f"{answer.title}\n\n" if titled else ""
    if whole:
        return Reply("question", call.lang, title + whole_text(answer), buttons=buttons, topic=topic)
    text = title + first_text(answer, myth_in(guide, answer, question))
    drawn = await call.studio.draw_card(card_of(answer), await view_of(call)) if has_card(answer) else None
    reply = Reply("question", call.lang, text, buttons=buttons, topic=topic)
    if call.scribe and question:
        reply = replace(reply, wording=word(call.scribe, guide, answer, question))
    if isinstance(drawn, Timed):
        reply = replace(reply, pictures=(drawn.value,), seconds=Seconds(render=drawn.seconds))
    return reply  # a busy drawing board gives no picture, and the words are worth having without it


def first_text(answer: Answer, myth: Myth | None = None) -> str:
    """What stands on the first screen: the answer, the explanation, the sources; a myth that was asked about first."""
    lead = [say(answer.lang, "answer-myth", claim=myth.claim, truth=myth.truth)] if myth else []
    body, sources = list(answer.body), references(answer.lang, answer.sources)
    most = MOST_FIRST if has_card(answer) else MOST_WHOLE
    while len(text := _joined([*lead, answer.short, *body, sources])) > most and body:
        body.pop()
    return text


def whole_text(answer: Answer) -> str:
    """All that is told of a topic; where that is too much for one message, myths are left out from the last on."""
    return _with_myths(answer, [answer.short, *answer.body], [references(answer.lang, answer.sources)])


def rest_text(answer: Answer) -> str:
    """What the first screen of a topic doesn't tell; empty if it tells all."""
    first = first_text(answer)
    return _with_myths(answer, [paragraph for paragraph in answer.body if paragraph not in first], [])


def _with_myths(answer: Answer, before: list[str], after: list[str]) -> str:
    """Add to some paragraphs what `more` tells, with as many myths as there is room for."""
    myths = list(answer.myths)
    while len(text := _joined([*before, *_more(answer, myths), *after])) > MOST_WHOLE and myths:
        myths.pop()
    return text


def _more(answer: Answer, myths: list[Myth]) -> Iterator[str]:
    lang = answer.lang
    yield from answer.more
    if myths:
        told = (say(lang, "answer-myth-line", claim=myth.claim, truth=myth.truth) for myth in myths)
        yield "\n".join([say(lang, "answer-myths"), *told])
    if answer.argued:
        yield say(lang, "answer-argued", what=answer.argued)


def myth_in(guide: Guide, answer: Answer, question: str) -> Myth | None:
    """The myth of a topic that a question repeats, if it does."""
    alike = [(guide.finder.likeness(question, myth.claim), at) for at, myth in enumerate(answer.myths)]
    best, at = max(alike, default=(0.0, 0))
    return answer.myths[at] if best > _LIKE_A_MYTH else None


def has_card(answer: Answer) -> bool:
    """Whether a picture belongs to the answer."""
    return bool(answer.formula or answer.table)


def card_of(answer: Answer) -> Card:
    """The formula and the table of an answer, with an alt text that says what they hold."""
    table = answer.table
    lines = ["; ".join(filter(None, row)) for row in (table.header, *table.rows)] if table else []
    formula = say(answer.lang, "card-formula", formula=answer.formula) if answer.formula else ""
    return Card(
        title=answer.title,
        formula=answer.formula,
        header=table.header if table else (),
        rows=table.rows if table else (),
        alt=". ".join(filter(None, (answer.title.rstrip("?"), formula, *lines))),
    )


async def view_of(call: Call) -> View:
    """The view that this person chose last."""
    before = decode(await call.memory.last(call.request.place) or "")
    return View(lang=call.lang, theme=before.view.theme) if before else View(lang=call.lang)


def shown_by(answer: Answer, facts: Facts) -> tuple[str, ...]:
    """The commands that show an answer on this model; `{last}` and the like become its own layers and heads."""
    layers = facts.attention_layers or (0,)
    heads = {
        "last": str(layers[-1]),
        "middle": str(layers[len(layers) // 2]),
        "previous": _named(known_head(facts, "previous")),
        "induction": _named(known_head(facts, "induction")),
    }
    commands = (" ".join(command.format_map(heads).split()) for command in answer.shows)
    return tuple(dict.fromkeys(commands))[:_MOST_SHOWN]


def _named(head: tuple[int, int] | None) -> str:
    return f"{head[0]}.{head[1]}" if head else ""


def topic_button(guide: Guide, topic: str, lang: Lang) -> Button:
    """A button that leads to a topic."""
    return sends(guide.answers[topic, lang].title, f"/ask #{topic}", lang=lang)


def steps(answer: Answer, facts: Facts, *, whole: bool = False) -> Iterator[tuple[Button, ...]]:
    """First more of it, then what shows it; a command with a text of its own is longer than a button holds."""
    row = [] if whole else [sends(say(answer.lang, "button-more"), f"/ask #{answer.key}+", lang=answer.lang)]
    for at, command in enumerate(shown_by(answer, facts)):
        label = shorten(command, _LABEL, placeholder="…")
        row.append(sends(say(answer.lang, "button-shows", command=label), f"/ask #{answer.key}!{at}", lang=answer.lang))
    yield from in_twos(row)


def next_topics(guide: Guide, answer: Answer) -> Iterator[tuple[Button, ...]]:
    """The topics that follow well."""
    yield from in_twos([topic_button(guide, topic, answer.lang) for topic in answer.next])


def in_twos(buttons: list[Button]) -> Iterator[tuple[Button, ...]]:
    """Two in a row: a third would cut the words on a phone."""
    for at in range(0, len(buttons), 2):
        yield tuple(buttons[at : at + 2])


def references(lang: Lang, sources: tuple[Source, ...]) -> str:
    """What an answer rests on, a line each; empty where there is nothing to name."""
    if not sources:
        return ""
    return "\n".join([say(lang, "answer-sources"), *(source.reference for source in sources)])


def origin(lang: Lang, sources: tuple[Source, ...]) -> str:
    """Who was the first of those that an answer rests on, and when; empty where there is nobody to name."""
    if not sources:
        return ""
    first = min(sources, key=lambda source: source.year)
    return say(lang, "answer-origin", authors=first.authors, year=str(first.year))


def _joined(paragraphs: list[str] | Iterator[str]) -> str:
    return "\n\n".join(filter(None, paragraphs))
