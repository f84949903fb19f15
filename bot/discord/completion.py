"""What is offered while somebody types an option."""

from collections.abc import Iterator

from attention import Facts
from bot.discord.words import say
from handlers import Argument, Lang
from handlers.questions import open_guide

MOST = 25  # offers, Discord's limit
LANGUAGES = ("ru", "en", "auto")
LONGEST = 100  # characters of an offer's name, Discord's limit
QUESTION = "question"  # of `/ask`: any text, and the topics are offered


def is_completed(argument: Argument) -> bool:
    """Whether anything can be offered for an option."""
    return argument.kind != "text" or argument.name == QUESTION


def offers(argument: Argument, typed: str, facts: Facts, lang: Lang) -> list[tuple[str, str]]:
    """Names and values that fit what was typed so far, the value as it would be typed."""
    wanted = typed.strip().casefold()
    found = _all(argument, wanted, facts, lang)
    if argument.kind != "text":
        found = ((name, value) for name, value in found if _fits(wanted, name, value))
    return [offer for offer, _ in zip(found, range(MOST), strict=False)]


def _fits(wanted: str, name: str, value: str) -> bool:
    return value.startswith(wanted) or wanted in name.casefold().split() or name.casefold().startswith(wanted)


def _all(argument: Argument, typed: str, facts: Facts, lang: Lang) -> Iterator[tuple[str, str]]:
    match argument.kind:
        case "layer":
            last = (facts.decoder_layers or facts.layers) - 1
            for layer in facts.attention_layers or range(last + 1):
                yield say(lang, "choice-layer", layer=str(layer), last=str(last)), str(layer)
        case "heads":
            yield from _heads(typed, facts, lang)
        case "language":
            names = {"ru": "Русский", "en": "English", "auto": say(lang, "choice-auto")}
            for code in LANGUAGES:
                yield names[code], code
        case "text" if argument.name == QUESTION:
            yield from _topics(typed, lang)


def _topics(typed: str, lang: Lang) -> Iterator[tuple[str, str]]:
    """Topics whose title or key has every word typed, however inflected; the value is what a topic's button sends."""
    stems = [word[: max(3, len(word) - 2)] for word in typed.split()]
    for (key, spoken), answer in open_guide().answers.items():
        if spoken == lang and all(stem in f"{answer.title.casefold()} {key}" for stem in stems):
            yield answer.title[:LONGEST], f"#{key}"


def _heads(typed: str, facts: Facts, lang: Lang) -> Iterator[tuple[str, str]]:
    """Single heads; after `1,` or `0-` what can follow; and all of them."""
    last = facts.heads - 1
    before, mark, _ = typed.rpartition("-") if "-" in typed else typed.rpartition(",")
    if mark:
        for head in range(facts.heads):
            yield f"{before}{mark}{head}", f"{before}{mark}{head}"
        return
    for head in range(facts.heads):
        yield say(lang, "choice-head", head=str(head), last=str(last)), str(head)
    yield say(lang, "choice-all-heads", heads=str(facts.heads)), f"0-{last}"
