"""What a word of the subject means, where no topic explains it: a definition, its source, and the nearest topics."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from handlers import talk
from handlers.answers import Source, read_sources
from handlers.call import Call
from handlers.explaining import in_twos, origin, references, topic_button
from handlers.questions import Follow, Guide
from handlers.reply import Button, Reply
from handlers.request import Lang
from handlers.say import say

_QUOTES = str.maketrans("", "", "«»“”„\"'`’")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means.

    Attributes:
        word: The word, however it is asked for.
        question: Whole questions that it answers.
        texts: The definition in both languages.
        sources: What it rests on.
        near: The topics that come closest.
    """

    word: re.Pattern[str]
    question: re.Pattern[str]
    texts: dict[Lang, str]
    sources: tuple[Source, ...]
    near: tuple[str, ...]

    def text(self, lang: Lang) -> str:
        """The definition with its sources."""
        return "\n\n".join(filter(None, (self.texts[lang], references(lang, self.sources))))

    def buttons(self, guide: Guide, lang: Lang) -> tuple[tuple[Button, ...], ...]:
        """Where to read on."""
        return tuple(in_twos([topic_button(guide, topic, lang) for topic in self.near]))


@lru_cache(maxsize=1)
def meanings() -> tuple[Meaning, ...]:
    """All definitions of the glossary."""
    folder = files("handlers.answers")
    sources = read_sources(folder.joinpath("sources.toml").read_text("utf-8"))
    listed = tomllib.loads(folder.joinpath("glossary.toml").read_text("utf-8"))["meaning"].values()
    return tuple(
        Meaning(
            word=re.compile(each["asks"], re.IGNORECASE),
            question=re.compile(rf"\W*(?:{each.get('whole', '(?!)')})\W*", re.IGNORECASE),
            texts={"en": each["en"], "ru": each["ru"]},
            sources=tuple(sources[key] for key in each.get("sources", ())),
            near=tuple(each["near"]),
        )
        for each in listed
    )


def meaning_of(guide: Guide, question: str) -> Meaning | None:
    """The definition that a question asks for (`what is superposition?`), or a word alone; None if it asks more."""
    term = guide.finder.term(question).translate(_QUOTES)
    return next(
        (each for each in meanings() if each.word.fullmatch(term) or (term and each.question.fullmatch(question))), None
    )


async def define(call: Call, guide: Guide, meaning: Meaning, question: str) -> Reply:
    """Answer with a definition; no topic tells more of it."""
    await talk.keep_defined(call, question)
    return Reply("question", call.lang, meaning.text(call.lang), buttons=meaning.buttons(guide, call.lang))


def no_more(call: Call, guide: Guide, meaning: Meaning, question: str, what: Follow) -> Reply:
    """Say that a definition is all there is, or what it rests on; what comes close is a button away."""
    first = origin(call.lang, meaning.sources) if what == "origin" else ""
    told = (first, references(call.lang, meaning.sources) if what in {"sources", "origin"} else "")
    term = guide.finder.term(question).translate(_QUOTES)
    word = term if meaning.word.fullmatch(term) else ""
    text = "\n\n".join(filter(None, told)) or say(call.lang, "defined-all", word=word, named="yes" if word else "no")
    return Reply("question", call.lang, text, buttons=meaning.buttons(guide, call.lang))
