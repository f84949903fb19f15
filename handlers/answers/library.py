"""All answers at once, read from the package's documents."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from handlers.answers.answer import Answer, Source
from handlers.answers.document import Document, MalformedDocumentError, read_document
from handlers.request import Lang

Answers = Mapping[tuple[str, Lang], Answer]
"""Answers by topic and language."""

_ARXIV = "https://arxiv.org/abs/"


def read_answers(folder: Traversable | None = None) -> Answers:
    """Read every topic's document; 57 of them take some ten milliseconds.

    Args:
        folder: Holds `sources.toml` and `topics/`; the package's own if None.

    Raises:
        MalformedDocumentError: One of them doesn't have the form, or names a source or a topic that isn't there.
    """
    folder = folder or files(__package__)
    sources = read_sources((folder / "sources.toml").read_text("utf-8"))
    documents: dict[str, Document] = {}
    for file in sorted((folder / "topics").iterdir(), key=lambda file: file.name):
        try:
            documents[file.name.removesuffix(".md")] = read_document(file.read_text("utf-8"))
        except MalformedDocumentError as error:
            raise MalformedDocumentError(f"{file.name}: {error}") from error
    return MappingProxyType(
        {
            (key, lang): _answer(key, lang, document, sources, documents)
            for key, document in documents.items()
            for lang in document.parts
        }
    )


def read_sources(text: str) -> Mapping[str, Source]:
    """Read `sources.toml`; what has an arXiv number needs no link."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(text)  # Any: TOML's values
    return {
        key: Source(
            key=key,
            authors=table["authors"],
            year=table["year"],
            title=table["title"],
            link=table.get("link") or _ARXIV + table["arxiv"],
            arxiv=table.get("arxiv", ""),
        )
        for key, table in tables.items()
    }


def _answer(
    key: str, lang: Lang, document: Document, sources: Mapping[str, Source], documents: Mapping[str, Document]
) -> Answer:
    if missing := [name for name in document.sources if name not in sources]:
        raise MalformedDocumentError(f"{key}: no such source in sources.toml: {', '.join(missing)}")
    if missing := [name for name in document.next if name not in documents]:
        raise MalformedDocumentError(f"{key}: no such topic: {', '.join(missing)}")
    part = document.parts[lang]
    return Answer(
        key=key,
        lang=lang,
        title=part.title,
        short=part.short,
        body=part.body,
        more=part.more,
        argued=part.argued,
        myths=part.myths,
        formula=document.formula,
        table=part.table,
        sources=tuple(sources[name] for name in document.sources),
        next=document.next,
        shows=document.shows[lang],
    )
