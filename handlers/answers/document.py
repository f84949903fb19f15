r"""Reads a topic's document.

A document is Markdown that a person edits in any editor::

    ---
    sources: vaswani-2017, elhage-2021        keys of sources.toml
    next: why-many-heads, query-key-value     topics that follow well
    show: /heads 5                            commands, several apart by ` | `; `show.ru` and `show.en` if they differ
    formula: \sqrt{d}                          mathtext, optional
    ---

    # en: What is an attention head?

    The answer, about two sentences, in one paragraph.

    The explanation: paragraphs.

    ## more
    ## argued
    ## table
    ## myths
    - A claim => what is so.

    # ru: Что такое голова внимания?
    ...

A paragraph may be broken over lines as one likes. The sections are optional, in any order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handlers.answers.answer import Myth, Table
from handlers.request import Lang

_LANGUAGE = re.compile(r"^# (en|ru): (.+)$", re.MULTILINE)
_SECTION = re.compile(r"^## (\w+)\s*$", re.MULTILINE)
_SECTIONS = frozenset({"more", "argued", "table", "myths"})
_KEYS = frozenset({"sources", "next", "show", "show.en", "show.ru", "formula"})
_ARROW = " => "
_IN_A_FIGURE = re.compile(r"(?<=\d) (?=%|\d{3}(?!\d))")  # Russian `86 %` and `196 608` are not to break over lines


class MalformedDocumentError(ValueError):
    """A document that doesn't have the form; its message says where."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a document says in one language."""

    title: str
    short: str
    body: tuple[str, ...]
    more: tuple[str, ...] = ()
    argued: str = ""
    myths: tuple[Myth, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A topic as its file has it; `parts` by language."""

    sources: tuple[str, ...]
    next: tuple[str, ...]
    formula: str
    parts: dict[Lang, Part]
    shows: dict[Lang, tuple[str, ...]] = field(default_factory=dict)


def read_document(text: str) -> Document:
    """Read a document's text.

    Raises:
        MalformedDocumentError: A part or a section is missing or unknown.
    """
    _, front, rest = _split_front(text)
    facts = dict(_front_lines(front))
    pieces = _LANGUAGE.split(rest)[1:]  # en, title, text, ru, title, text
    parts: dict[Lang, Part] = {}
    for lang, title, body in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        parts["ru" if lang == "ru" else "en"] = _read_part(title.strip(), body)
    if set(parts) != {"en", "ru"}:
        raise MalformedDocumentError(f"both languages are needed, got {sorted(parts)}")
    return Document(
        sources=_list(facts.get("sources", "")),
        next=_list(facts.get("next", "")),
        formula=facts.get("formula", ""),
        parts=parts,
        shows={lang: _list(facts.get(f"show.{lang}", facts.get("show", "")), mark="|") for lang in parts},
    )


def _split_front(text: str) -> tuple[str, str, str]:
    pieces = text.split("---\n", 2)
    if len(pieces) != 3 or pieces[0].strip():
        raise MalformedDocumentError("a document begins with its facts between two lines of ---")
    return pieces[0], pieces[1], pieces[2]


def _front_lines(front: str) -> Iterator[tuple[str, str]]:
    for line in filter(None, map(str.strip, front.splitlines())):
        key, colon, value = line.partition(":")
        if not colon or key not in _KEYS:
            raise MalformedDocumentError(f"unknown line {line!r}, possible are {sorted(_KEYS)}")
        yield key, value.strip()


def _list(value: str, mark: str = ",") -> tuple[str, ...]:
    return tuple(piece.strip() for piece in value.split(mark) if piece.strip())


def _read_part(title: str, text: str) -> Part:
    first, *pieces = _SECTION.split(text)
    sections = dict(zip(pieces[::2], pieces[1::2], strict=True))
    if unknown := set(sections) - _SECTIONS:
        raise MalformedDocumentError(f"{title!r}: unknown sections {sorted(unknown)}")
    paragraphs = _paragraphs(first)
    if not paragraphs:
        raise MalformedDocumentError(f"{title!r} says nothing")
    return Part(
        title=title,
        short=paragraphs[0],
        body=paragraphs[1:],
        more=_paragraphs(sections.get("more", "")),
        argued=_flow(sections.get("argued", "")),
        myths=tuple(_myths(sections.get("myths", ""))),
        table=_table(sections["table"]) if "table" in sections else None,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(_flow(block) for block in re.split(r"\n\s*\n", text) if block.strip())


def _flow(text: str) -> str:
    return _IN_A_FIGURE.sub("\u00a0", " ".join(text.split()))


def _myths(text: str) -> Iterator[Myth]:
    for item in re.split(r"^- ", text, flags=re.MULTILINE)[1:]:
        claim, arrow, truth = _flow(item).partition(_ARROW)
        if not arrow:
            raise MalformedDocumentError(f"a myth is `- claim{_ARROW}what is so`, got {item!r}")
        yield Myth(claim, truth)


def _table(text: str) -> Table:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in text.strip().splitlines()]
    header, *body = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    if any(len(row) != len(header) for row in body):
        raise MalformedDocumentError(f"a table's rows differ in length: {header}")
    return Table(header, tuple(body))
