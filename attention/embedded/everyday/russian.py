"""Russian: words in the forms that a sentence asks, and sentences as they are written."""

import random
import re
from collections.abc import Mapping
from pathlib import Path

from .lexicon import read_banks, read_classes, records
from .russian_adjectives import adjective_form, agreeing, column_of
from .russian_nouns import plural_of, read_noun
from .russian_verbs import read_verbs, verb_form
from .templates import Row, Slot, Thing

_PRONOUNS = {  # of whom the word stands for: a man, a woman, a thing of neuter gender, many, me, us
    "он": "он она оно они я мы",
    "его": "его её его их меня нас",
    "ему": "ему ей ему им мне нам",
    "им": "им ей им ими мной нами",
    "него": "него неё него них меня нас",
    "нему": "нему ней нему ним мне нам",
    "ним": "ним ней ним ними мной нами",
    "нём": "нём ней нём них мне нас",
    "который": "который которая которое которые который которые",
    "которого": "которого которую которое которые которого которых",
}


class Russian:
    """Russian words and sentences of a folder of data."""

    he = "он"
    joining: tuple[str, ...] = (" и ", " с ", " — ")

    def __init__(self, folder: Path) -> None:
        """Reads the data."""
        nouns = {thing.name: thing for thing in map(read_noun, records(folder / "nouns.txt"))}
        nouns |= {plural_of(thing).name: plural_of(thing) for thing in nouns.values() if not thing.plural} | nouns
        classes = {name: (thing,) for name, thing in nouns.items()}  # a noun by itself
        self.classes: Mapping[str, tuple[Thing, ...]] = classes | read_classes(folder / "classes.txt", nouns)
        self.banks: Mapping[str, tuple[Row, ...]] = read_banks(folder / "phrases.txt")
        self._verbs = read_verbs(folder / "verbs.txt")

    def is_subject(self, slot: Slot) -> bool:
        """Says whether the hole stands in the nominative."""
        return slot.form in ("", "n", "np") and slot.pronoun in ("", "он")

    def pronoun(self, thing: Thing, word: str) -> str:
        """Gives the pronoun of the thing's gender and number."""
        return _PRONOUNS[word].split()[_row(thing)]

    def name(self, thing: Thing, adjectives: tuple[str, ...], form: str, draw: random.Random) -> str:
        """Gives the thing in a case (`np`: nominative plural), its adjectives agreeing; 2 and 5 count it."""
        case = form or "n"
        if "2" in adjectives or "5" in adjectives:
            return _counted(thing, "2" in adjectives, draw)
        of_kind = {"k": "n", "kg": "a"}.get(case, case)  # the cat is called by its name, or is a cat
        words = [adjective_form(word, thing, of_kind) for word in adjectives]
        return " ".join([*words, thing.forms[case]])

    def agree(self, word: str, subject: Thing | None, mood: str) -> str:
        """Puts a verb (given in the past or the third person) or an adjective into the form that the subject asks."""
        verb = self._verbs.get(word)
        if verb is not None:
            return verb_form(verb, mood or ("past" if word == verb["past"] else "now"), subject)
        if subject is None:
            raise ValueError(f"{word}* has nobody to agree with")
        return agreeing(word, subject)

    def polish(self, text: str) -> str:
        """Makes prepositions fit the next word, and sentences begin with a capital."""
        for pattern, replacement in _PREPOSITIONS:
            text = pattern.sub(replacement, text)
        text = re.sub(r"\s+", " ", text).strip().replace(" ,", ",").replace(" .", ".")
        text = _BEGINNING.sub(lambda found: found[1] + found[2].upper(), text)
        return _MARKED.sub(lambda found: found[1].upper(), text)


_PREPOSITIONS = (
    (re.compile(r"\b([вВ])(?= [вф][бвгджзклмнпрстфхцчшщ])"), r"\1о"),
    (re.compile(r"\b([вВ])(?= (?:двор|мн[еой]|сне\b|сколько))"), r"\1о"),
    (re.compile(r"\b([сС])(?= (?:[сзшж][бвгджзклмнпрстфхцчшщ]|щ|мной|всем|двор))"), r"\1о"),
    (re.compile(r"\b([кК])(?= (?:мне\b|всем\b|двору))"), r"\1о"),
    (re.compile(r"\b([оО])(?= [аиоуэАИОУЭ])"), r"\1б"),
    (re.compile(r"\b([оО])(?= мне\b)"), r"\1бо"),
)
_BEGINNING = re.compile(r"(^«?|^— |[.!?…]»? «?|: «)([а-яё])")
_MARKED = re.compile(r"\^(\w)")  # a speaker's first word, where a phrase begins it


def _row(thing: Thing) -> int:
    if thing.person == 1:
        return 5 if thing.plural else 4
    return column_of(thing)


def _counted(thing: Thing, few: bool, draw: random.Random) -> str:  # noqa: FBT001  # one of two ways to count
    if not few:
        return f"{draw.choice(('пять', 'шесть', 'семь', 'десять'))} {thing.forms['gp']}"
    two = "две" if thing.gender == "f" else "два"
    return f"{draw.choice((two, 'три', 'четыре'))} {thing.forms['g']}"
