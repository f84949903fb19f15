"""Russian verbs: conjugation from the infinitive, two forms of the present and, where it doesn't follow, the past."""

import re
from collections.abc import Mapping
from pathlib import Path

from .lexicon import entries, records
from .templates import Thing


def read_verbs(path: Path) -> dict[str, dict[str, str]]:
    """Reads `нести несу несёт нёс`: infinitive, I, he, and the past where the infinitive doesn't tell it."""
    verbs: dict[str, dict[str, str]] = {}
    for record in records(path):
        words, given = entries(record)
        infinitive, first, third = words[:3]
        past = words[3] if len(words) > 3 else _past(infinitive)
        verb = {"inf": infinitive, "i": first, "he": third, "past": past} | given
        for key in (past, third):
            if key in verbs and verbs[key]["inf"] != infinitive:
                raise ValueError(f"{key} is a form of {infinitive} and of {verbs[key]['inf']}")
            verbs[key] = verb
    return verbs


def _past(infinitive: str) -> str:
    if infinitive.endswith("ся"):
        return infinitive[:-4] + "лся"
    return infinitive[:-2] + "л"


def _reflexive(word: str) -> tuple[str, bool]:
    return (word[:-2], True) if word.endswith(("ся", "сь")) else (word, False)


def verb_form(verb: Mapping[str, str], mood: str, subject: Thing | None) -> str:
    """Puts a verb into a mood or tense, and the person, gender and number of its subject."""
    if mood == "inf":
        return verb["inf"]
    if mood in ("imp", "imps"):
        back = verb["inf"].endswith("ся")
        base = verb["imp"][:-2] if back else verb["imp"]
        many = "те" if mood == "imps" else ""
        return base + many + (("сь" if (base + many)[-1] in "аеёиоуыэюя" else "ся") if back else "")
    if subject is None:
        raise ValueError(f"{verb['inf']} has no subject")
    if mood == "past":
        return _past_form(verb["past"], subject)
    if mood == "will":
        return f"{_now('буду', 'будет', {}, subject)} {verb['inf']}"
    return _now(verb["i"], verb["he"], verb, subject)


def _past_form(past: str, subject: Thing) -> str:
    base, back = _reflexive(past)
    feminine, neuter, plural = subject.gender == "f", subject.gender == "n", subject.plural
    if plural or feminine or neuter:
        base = re.sub(r"ш[её]л$", "шл", base)
        base = re.sub(r"лёг$", "легл", re.sub(r"рос$", "росл", base))
        base = re.sub(r"ё(л|сл?|зл?|кл?|гл?|рл?)$", r"е\1", base) if not base.endswith(("тёр", "пёр")) else base
        base = base if base.endswith("л") else base + "л"
        base += "и" if plural else ("а" if feminine else "о")
    return base + (("сь" if base[-1] in "аиоя" else "ся") if back else "")


def _now(first: str, third: str, given: Mapping[str, str], subject: Thing) -> str:
    he, back = _reflexive(third)
    i, _ = _reflexive(first)
    if subject.person == 1 and not subject.plural:
        return first
    if not subject.plural:
        return third
    we = given.get("we") or he[:-1] + "м"
    base = we if subject.person == 1 else given.get("they") or _they(i, he)
    return base + (("сь" if base[-1] in "аеёиоуюя" else "ся") if back else "")


def _they(i: str, he: str) -> str:
    if he.endswith("ит"):
        return he[:-2] + ("ат" if he[-3] in "жшчщ" else "ят")
    return i + "т"
