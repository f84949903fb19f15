"""Sentences with holes, and how the holes are filled.

A template is a sentence as it would be written, with three marks:

- `(a|b|)`: one of these, perhaps nothing;
- `{head}`, `{adjective head:form}`, `{head.pronoun}`: a word of a class, a phrase of a bank, or somebody who stays the
  same through the paragraph: a capital letter, or a class with a digit (`{toy1}`);
- `word*`: agrees with who was named last in the subject's form; `word*A` agrees with A.
"""

import random
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias, runtime_checkable

_MARK = re.compile(r"\{([^{}]*)\}|([\w'-]+)\*([A-Z]\b|[a-z]+\d)?|[(|)]")
_SLOT = re.compile(r"(?:(?P<adjectives>.*) )?(?P<head>[^ :.]+)(?::(?P<form>\w+))?(?:\.(?P<pronoun>\w+))?")
PRONOUNS = 0.5  # of the sentences whose subject was the last one's
TRIES = 12  # draws to find a word that the paragraph doesn't have yet


@dataclass(frozen=True, slots=True)
class Thing:
    """A word that can stand in a sentence: a person, an animal, a thing.

    Attributes:
        name: as the dictionary has it.
        forms: its forms, by the language's own keys.
        gender: m, f or n.
        plural: whether it is many.
        animate: whether it is alive.
        person: 1 for who speaks, else 3.
    """

    name: str
    forms: Mapping[str, str]
    gender: str = "n"
    plural: bool = False
    animate: bool = False
    person: int = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A hole."""

    adjectives: tuple[str, ...]
    head: str
    form: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Starred:
    """A word that agrees with a subject; with nobody named, with the last one."""

    word: str
    subject: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, each a row of parts."""

    rows: tuple["Row", ...]


Part: TypeAlias = str | Slot | Starred | Choice
Row: TypeAlias = tuple[Part, ...]


def parse(text: str) -> Row:
    """Reads a template.

    Raises:
        ValueError: its brackets don't match.
    """
    levels: list[list[list[Part]]] = [[[]]]
    last = 0
    for mark in _MARK.finditer(text):
        levels[-1][-1].append(text[last : mark.start()])
        last = mark.end()
        slot, word, subject = mark.groups()
        if slot is not None:
            levels[-1][-1].append(_slot(slot))
        elif word is not None:
            levels[-1][-1].append(Starred(word, subject or ""))
        elif mark[0] == "(":
            levels.append([[]])
        elif len(levels) == 1:
            raise ValueError(f"'{mark[0]}' outside of brackets: {text}")
        elif mark[0] == "|":
            levels[-1].append([])
        else:
            rows = levels.pop()
            levels[-1][-1].append(Choice(tuple(_row(row) for row in rows)))
    if len(levels) > 1:
        raise ValueError(f"a bracket is left open: {text}")
    levels[-1][-1].append(text[last:])
    return _row(levels[0][0])


def _row(parts: list[Part]) -> Row:
    return tuple(part for part in parts if part != "")


def _slot(text: str) -> Slot:
    found = _SLOT.fullmatch(text)
    if found is None:
        raise ValueError(f"not a hole: {{{text}}}")
    adjectives, head, form, pronoun = found.group("adjectives", "head", "form", "pronoun")
    return Slot(tuple((adjectives or "").split()), head, form or "", pronoun or "")


@runtime_checkable  # the tests check every annotation
class Grammar(Protocol):
    """What a language knows: its words and how they change."""

    he: str
    joining: tuple[str, ...]
    classes: Mapping[str, tuple[Thing, ...]]
    banks: Mapping[str, tuple[Row, ...]]

    def name(self, thing: Thing, adjectives: tuple[str, ...], form: str, draw: random.Random) -> str:
        """Gives the thing with its adjectives in a form."""

    def pronoun(self, thing: Thing, word: str) -> str:
        """Gives what stands for the thing; the word is the pronoun for a man or a boy."""

    def agree(self, word: str, subject: Thing | None, mood: str) -> str:
        """Gives the word in the form that the subject, or the mood, asks for."""

    def is_subject(self, slot: Slot) -> bool:
        """Says whether a hole's form is that of a subject."""


@dataclass(slots=True)
class Telling:
    """One paragraph while it is told: who and what it speaks of."""

    grammar: Grammar
    draw: random.Random
    things: dict[str, Thing] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    subject: Thing | None = None

    def tell(self, row: Row, mood: str = "") -> str:
        """Fills a template."""
        return "".join([self._part(part, mood) for part in row])

    def go_on(self, row: Row, before: Set[str]) -> str:
        """Tells the next sentence: who alone was spoken of is at times no more named, but he or she.

        Args:
            row: the sentence.
            before: what the sentence before names.
        """
        first = row[0]
        if isinstance(first, Slot) and first.head[0].isupper() and not first.form and not first.pronoun:
            same = self.subject is not None and self.things.get(first.head) is self.subject
            alone = isinstance(row[1], str) and not row[1].startswith(self.grammar.joining)
            if same and alone and before == {first.head} and self.draw.random() < PRONOUNS:
                row = (replace(first, pronoun=self.grammar.he), *row[1:])
        return self.tell(row)

    def _part(self, part: Part, mood: str) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, Slot):
            return self._fill(part, mood)
        if isinstance(part, Starred):
            subject = self._thing(part.subject) if part.subject else self.subject
            return self.grammar.agree(part.word, subject, mood)
        return self.tell(self.draw.choice(part.rows), mood)

    def _fill(self, slot: Slot, mood: str) -> str:
        bank = self.grammar.banks.get(slot.head)
        if bank is not None:
            return self.tell(self._fresh_row(bank), slot.form or mood)
        thing = self._thing(slot.head)
        if self.grammar.is_subject(slot):
            self.subject = thing
        if slot.pronoun:
            return self.grammar.pronoun(thing, slot.pronoun)
        adjectives = tuple(
            self._thing(word).name if self.grammar.classes.get(word.rstrip("0123456789")) and word not in "25" else word
            for word in slot.adjectives
        )
        return self.grammar.name(thing, adjectives, slot.form, self.draw)

    def _fresh_row(self, bank: tuple[Row, ...]) -> Row:
        row = self.draw.choice(bank)
        for _ in range(TRIES):
            if _key(row) not in self.used:
                break
            row = self.draw.choice(bank)
        self.used.add(_key(row))
        return row

    def _thing(self, head: str) -> Thing:
        if head in self.things:
            return self.things[head]
        members = self.grammar.classes[head.rstrip("0123456789")]
        thing = self.draw.choice(members)
        for _ in range(TRIES):
            if thing.name not in self.used:
                break
            thing = self.draw.choice(members)
        self.used.add(thing.name)
        if head[-1].isdigit() or head[0].isupper():
            self.things[head] = thing
        return thing


def _key(row: Row) -> str:
    """Names a row by its place in memory: rows live as long as their grammar."""
    return str(id(row))
