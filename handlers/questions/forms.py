"""The forms of messages, read from `forms.toml` into patterns."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

_TALK = ("who", "doubts", "insults", "how", "leaves", "thanks", "sorry", "praises", "greets")
_TALK_ALONG = ("leaves", "thanks", "how", "greets", "sorry", "praises")


@dataclass(frozen=True, slots=True)
class Forms:
    """Patterns by which a message is told.

    Attributes:
        asks: Begins as a question does.
        asks_late: Asks at its end, or after a condition.
        tells: Begins as one asks for an explanation.
        orders: Begins as one asks a bot to do something.
        of_a_bot: Names work that bots are asked for.
        injects: Tries to talk the bot into something.
        small: Words of small talk.
        small_core: Those of them that make it small talk.
        alone: Whole messages of small talk.
        thanks: Begins as thanks or a greeting.
        names_language: Names a language.
        personal: Words of a talk between people.
        more: A whole message that goes on with the same topic.
        goes_on: Begins, or speaks, as one does who goes on.
        it: Words that stand for what was talked about.
        about_it: Words of a question that names nothing else.
        follow: What else a whole message may ask of an answer: it `shorter`, an `example`, its `sources`.
        talk: Whole messages of small talk that have an answer of their own, by what they do.
        talk_along: What of them may stand in a longer message of small talk; the first that does says what it is.
        defines: Asks for the meaning of a `term`.
    """

    asks: re.Pattern[str]
    asks_late: re.Pattern[str]
    tells: re.Pattern[str]
    orders: re.Pattern[str]
    of_a_bot: re.Pattern[str]
    injects: re.Pattern[str]
    small: frozenset[str]
    small_core: frozenset[str]
    alone: re.Pattern[str]
    thanks: re.Pattern[str]
    names_language: re.Pattern[str]
    personal: re.Pattern[str]
    more: re.Pattern[str]
    goes_on: re.Pattern[str]
    it: re.Pattern[str]
    about_it: frozenset[str]
    follow: Mapping[str, re.Pattern[str]]
    talk: Mapping[str, re.Pattern[str]]
    talk_along: Mapping[str, re.Pattern[str]]
    defines: re.Pattern[str]

    def is_whole(self, text: str) -> bool:
        """Whether a message is one of those that are known as a whole."""
        return any(form.match(text) for form in (self.more, *self.follow.values(), *self.talk.values()))


def read_forms() -> Forms:
    """Read the package's forms."""
    tables: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("forms.toml").read_text("utf-8"))

    def any_of(section: str, name: str) -> str:
        return "(?:" + "|".join(tables[section][name].strip().splitlines()) + ")"

    def begins(section: str) -> re.Pattern[str]:
        return _pattern(rf"^(?:{any_of(section, 'after')}[,:]?\s+)*{any_of(section, 'words')}\b")

    def whole(section: str, name: str, beside: str) -> re.Pattern[str]:
        around = rf"^\W*(?:{any_of(section, 'before')}\W+)*(?:{any_of(section, name)})"
        return _pattern(rf"{around}(?:\W+{any_of(section, beside)})*\W*$")

    core = frozenset(tables["small"]["core"].split())
    forget, rules = any_of("injects", "forget"), any_of("injects", "rules")
    secret = rf"{any_of('injects', 'whose')}\s+{any_of('injects', 'secret')}"
    more = rf"^\s*(?:{any_of('more', 'after')}\s+)*{any_of('more', 'words')}(?:\s+{any_of('more', 'beside')})*\W*$"
    going_on = rf"^\s*{any_of('more', 'goes_on')}\b|\b{any_of('more', 'pronouns')}\b"
    return Forms(
        asks=begins("asks"),
        asks_late=_pattern(any_of("asks", "late")),
        tells=begins("tells"),
        orders=begins("orders"),
        of_a_bot=_pattern(rf"\b{any_of('orders', 'of_a_bot')}\b"),
        injects=_pattern(rf"\b{forget}\b.{{0,40}}{rules}|\b{secret}|{any_of('injects', 'becomes')}"),
        small=core | frozenset(tables["small"]["beside"].split()),
        small_core=core,
        alone=_pattern(rf"^{any_of('small', 'alone')}\W*$"),
        thanks=_pattern(rf"^{any_of('small', 'thanks')}\b"),
        names_language=_pattern(rf"^{any_of('language', 'names')}$"),
        personal=_pattern(rf"\b{any_of('personal', 'words')}\b"),
        more=_pattern(more),
        goes_on=_pattern(going_on),
        it=_pattern(rf"\b{any_of('more', 'it')}\b"),
        about_it=frozenset(tables["more"]["about_it"].split()),
        follow={name: whole("follow", name, "after") for name in ("shorter", "example", "sources")},
        talk={name: whole("talk", name, "beside") for name in _TALK},
        talk_along={name: _pattern(rf"\b{any_of('talk', name)}\b") for name in _TALK_ALONG},
        defines=_pattern(
            rf"^\W*(?:{any_of('defines', 'before')}\W+)*(?:{any_of('defines', 'words')}\s+)?"
            rf"(?:{any_of('defines', 'beside')}\s+)*(?P<term>.+?)"
            rf"(?:[\s,—-]+{any_of('defines', 'after')})*[\s?!.»\"”'…]*$"
        ),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
