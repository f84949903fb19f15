"""An answer as a value: what a document says about one topic in one language."""

from dataclasses import dataclass

from handlers.request import Lang


@dataclass(frozen=True, slots=True)
class Source:
    """A paper, a post or a piece of code that an answer rests on.

    Attributes:
        key: How documents name it (`vaswani-2017`).
        authors: As they are cited; past three of them the first, `et al.`
        year: Of the first version.
        title: In full.
        link: Where to read it.
        arxiv: Its number there; empty for what isn't on arXiv.
    """

    key: str
    authors: str
    year: int
    title: str
    link: str
    arxiv: str = ""

    @property
    def reference(self) -> str:
        """The whole reference on one line, its link bare so that every chat makes it clickable."""
        stop = "" if self.title.endswith(("?", "!", ".")) else "."
        return f"{self.authors} {self.year}. {self.title}{stop} {self.link}"


@dataclass(frozen=True, slots=True)
class Myth:
    """Something that people bring along, and what is so."""

    claim: str
    truth: str


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: one row of names, then rows as long as it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One topic in one language.

    Attributes:
        key: The topic's key, the same in both languages.
        lang: The language of all texts in it.
        title: The topic as a short question; the label of a button that leads here.
        short: The answer in about two sentences.
        body: The explanation that fits a phone's screen together with `short`; paragraphs.
        more: What the `more` button adds; paragraphs, maybe none.
        argued: What the field argues about, or what isn't known; maybe empty.
        myths: What people believe about it, corrected.
        formula: In matplotlib's mathtext, without the dollar signs; maybe empty.
        table: Small enough for a phone, or None.
        sources: In the order of their weight for this topic.
        next: Keys of the topics that follow well, two to four.
        shows: Commands that show it on the reader's own text; `{induction}` and the like stand for heads that differ
            from model to model (`explaining.shown_by`).
    """

    key: str
    lang: Lang
    title: str
    short: str
    body: tuple[str, ...]
    more: tuple[str, ...]
    argued: str
    myths: tuple[Myth, ...]
    formula: str
    table: Table | None
    sources: tuple[Source, ...]
    next: tuple[str, ...]
    shows: tuple[str, ...]
