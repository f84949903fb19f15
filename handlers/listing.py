"""Lists to look around in: the topics by groups, the words in both languages."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict

from handlers.defining import meaning_of
from handlers.explaining import topic_button
from handlers.keyboard import Rows, sends
from handlers.questions import Guide
from handlers.reply import Reply
from handlers.request import Lang
from handlers.say import say

_MOST_FOUND = 6


class Group(TypedDict):
    """Topics that belong together, with a name in both languages."""

    en: str
    ru: str
    topics: list[str]


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The groups of topics, in the order in which they can be read."""
    listed: dict[str, list[Group]] = tomllib.loads(files("handlers.answers").joinpath("groups.toml").read_text("utf-8"))
    return tuple(listed["group"])


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, str]]:
    """English words with the Russian ones and the topic that explains them; empty where none does."""
    text = files("handlers.answers").joinpath("glossary.toml").read_text("utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)["words"]
    return {english: (russian, topic) for english, (russian, topic) in listed.items()}


def topics(lang: Lang, guide: Guide, rest: str) -> Reply:
    """List the groups; with a group's number its topics as buttons."""
    number = int(rest) if rest.strip().isdecimal() and len(rest) < 4 else 0
    if 1 <= number <= len(groups()):
        group = groups()[number - 1]
        buttons = [topic_button(guide, topic, lang) for topic in group["topics"]]
        rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
        titles = "\n".join(f"— {guide.answers[topic, lang].title}" for topic in group["topics"])
        back = (sends(say(lang, "button-topics"), "/topics", lang=lang),)
        return Reply("command", lang, f"{group[lang]}\n\n{titles}", buttons=(*rows, back) if len(rows) < 5 else rows)
    choices = [sends(group[lang], f"/topics {at}", lang=lang) for at, group in enumerate(groups(), start=1)]
    rows = tuple(tuple(choices[at : at + 2]) for at in range(0, len(choices), 2))
    count = sum(len(group["topics"]) for group in groups())
    listed = "\n".join(
        f"{group[lang]}: {', '.join(guide.answers[topic, lang].title.rstrip('?') for topic in group['topics'][:3])}…"
        for group in groups()
    )
    return Reply("command", lang, say(lang, "topics", topics=count, listed=listed), buttons=rows)


def glossary(lang: Lang, guide: Guide, rest: str) -> Reply:
    """Give all words, or those that hold what was asked for, with what they mean or the topics that explain them."""
    asked = rest.casefold().strip()
    pairs = [(english, russian, topic) for english, (russian, topic) in words().items()]
    found = [pair for pair in pairs if asked and (asked in pair[0].casefold() or asked in pair[1].casefold())]
    meaning = meaning_of(guide, rest) if asked else None
    if asked and not found and not meaning:
        return Reply("command", lang, say(lang, "glossary-none", word=rest[:40]))
    lines = [
        f"{russian} — {english}" if lang == "ru" else f"{english} — {russian}" for english, russian, _ in found or pairs
    ]
    explained = list(dict.fromkeys(topic for _, _, topic in found if topic))[:_MOST_FOUND]
    buttons: Rows = tuple((topic_button(guide, topic, lang),) for topic in explained)
    if meaning:
        lines = [*(lines if found else []), "", meaning.text(lang)]
        buttons = meaning.buttons(guide, lang)
    lead = "" if asked else say(lang, "glossary") + "\n\n"
    return Reply("command", lang, (lead + "\n".join(lines)).strip(), buttons=buttons)
