"""English: plurals, verbs and articles by rule; what is irregular stands in the data."""

import random
import re
from collections.abc import Mapping
from pathlib import Path

from .lexicon import entries, read_banks, read_classes, records
from .templates import Row, Slot, Thing

_PRONOUNS = {  # of whom the word stands for: a man, a woman, a thing, many, me, us
    "he": "he she it they I we",
    "him": "him her it them me us",
    "his": "his her its their my our",
    "himself": "himself herself itself themselves myself ourselves",
    "who": "who who which who who who",
}
_MANY = {"a": "some", "this": "these", "that": "those"}
_BE = {"is": "is are am", "was": "was were was", "isn't": "isn't aren't am_not", "wasn't": "wasn't weren't wasn't"}
_AGREEING = _BE | {"has": "has have have", "doesn't": "doesn't don't don't", "hasn't": "hasn't haven't haven't"}
_AN = re.compile(r"\b([aA])(?= (?:[aeioAEIO]|u(?!s[aeu]|ni)|hour|honest)(?!ne\b|nce\b))")
_BEGINNING = re.compile(r"(^\"?|[.!?] \"?|\.\" |[.!?]\" \"|, \")([a-z])")


class English:
    """English words and sentences of a folder of data."""

    he = "he"
    joining: tuple[str, ...] = (" and ", "'s")

    def __init__(self, folder: Path) -> None:
        """Reads the data."""
        nouns = {thing.name: thing for thing in map(_noun, records(folder / "nouns.txt"))}
        many = {thing.forms["p"]: _plural(thing) for thing in nouns.values() if thing.forms["p"] != thing.name}
        classes = {name: (thing,) for name, thing in nouns.items()}  # a noun by itself
        self.classes: Mapping[str, tuple[Thing, ...]] = classes | read_classes(folder / "classes.txt", many | nouns)
        self.banks: Mapping[str, tuple[Row, ...]] = read_banks(folder / "phrases.txt")
        self._verbs = _verbs(folder / "verbs.txt")

    def is_subject(self, slot: Slot) -> bool:
        """Says whether the hole may be a subject: not marked as an object, no other pronoun than he."""
        return slot.form != "o" and slot.pronoun in ("", "he")

    def pronoun(self, thing: Thing, word: str) -> str:
        """Gives the pronoun, or what else the thing is called (`kind`)."""
        if word in thing.forms:
            return thing.forms[word]
        row = (5 if thing.plural else 4) if thing.person == 1 else 3 if thing.plural else "mfn".index(thing.gender)
        return _PRONOUNS[word].split()[row]

    def name(self, thing: Thing, adjectives: tuple[str, ...], form: str, draw: random.Random) -> str:
        """Gives the thing with article and adjectives; `p` is the plural, `o` the object; 2 counts it."""
        many = thing.plural or form == "p"
        if "2" in adjectives:
            return " ".join([draw.choice(("two", "three", "four", "five")), *adjectives[1:], thing.forms["p"]])
        words = list(adjectives)
        if words and (many or "mass" in thing.forms):
            words[0] = _MANY.get(words[0], words[0]) if many or words[0] == "a" else words[0]
        return " ".join([*words, thing.forms.get(form, thing.forms["p" if many else "s"])])

    def agree(self, word: str, subject: Thing | None, mood: str) -> str:
        """Puts a verb (given in the past or the third person) into the form that the subject or the mood asks."""
        verb = self._verbs.get(word)
        if verb is not None and mood:
            return verb[mood]
        if verb is not None and word == verb["past"] and word not in _AGREEING:
            return word
        if subject is None:
            raise ValueError(f"{word}* has nobody to agree with")
        column = 1 if subject.plural else 2 if subject.person == 1 else 0
        if word in _AGREEING:
            return _AGREEING[word].split()[column].replace("_", " ")
        if verb is None:
            raise ValueError(f"no verb {word}")
        return verb["base"] if column else word

    def polish(self, text: str) -> str:
        """Makes articles fit the next word, and sentences begin with a capital."""
        text = re.sub(r"\s+", " ", text).strip().replace(" ,", ",").replace(" .", ".").replace(" ?", "?")
        text = _AN.sub(r"\1n", text)
        return _BEGINNING.sub(lambda found: found[1] + found[2].upper(), text)


def _noun(record: str) -> Thing:
    """Reads `child p=children`, `milk mass`, `scissors many`, `Kate f`, `cat *`."""
    words, given = entries(record)
    marks = [word for word in words if word in ("m", "f", "*", "mass", "many")]
    name = " ".join(word for word in words if word not in marks)
    plural = "many" in marks
    forms = {"s": name, "p": name if plural or "mass" in marks else _many(name)} | given
    if "mass" in marks:
        forms["mass"] = ""
    gender = next((mark for mark in marks if mark in "mf"), "n")
    person = 1 if name in ("I", "we") else 3
    return Thing(name, forms, gender, plural, bool({"m", "f", "*"} & set(marks)), person)


def _plural(thing: Thing) -> Thing:
    forms = dict(thing.forms) | {"s": thing.forms["p"]}
    return Thing(thing.forms["p"], forms, thing.gender, plural=True, animate=thing.animate)


def _many(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _verbs(path: Path) -> dict[str, dict[str, str]]:
    """Reads `eat ate eaten`, `walk`, `stop +` (the last letter doubles)."""
    verbs: dict[str, dict[str, str]] = {}
    for record in records(path):
        words, given = entries(record)
        base = words[0]
        stem = base + base[-1] if "+" in words else base
        words = [word for word in words if word != "+"]
        regular = base + "d" if base.endswith("e") else _y(base, "ied") or stem + "ed"
        past = words[1] if len(words) > 1 else regular
        ing = (base[:-1] if base.endswith("e") and not base.endswith(("ee", "be")) else stem) + "ing"
        verb = {"base": base, "past": past, "pp": words[2] if len(words) > 2 else past, "ing": ing}
        verb |= {"he": _y(base, "ies") or _many(base) if not base.endswith("o") else base + "es"} | given
        for key in (verb["past"], verb["he"]):
            verbs[key] = verb
    return verbs


def _y(base: str, end: str) -> str:
    return base[:-1] + end if base.endswith("y") and base[-2] not in "aeiou" else ""
