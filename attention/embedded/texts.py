"""Works to read: where they come from, under which licence, and which of them are held out.

A folder of texts holds files named `ru.txt.xz`, `en.txt.xz`, `modern-ru.txt.xz`, `modern-en.txt.xz` (any of them may
be missing; without `.xz` they are read too). Works are separated by a line that holds a form feed; the first line of
a work is `# Author: Title` or `# Source: Title`, and each following line is a paragraph.
"""

import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["novels", "modern", "everyday"]
Lang = Literal["ru", "en"]

SHARE_ALIKE = (  # sources under CC BY-SA: never in the weights, which are passed on under other terms
    "Django Girls Tutorial",
    "Dive into Deep Learning",
    "GNOME Help",
    "GNU/Linux Pro",
    "Privacy Guides",
    "The Debian Administrator's Handbook",
    "XQuAD",
    "Викисловарь",
)
LEFT_OUT = ("TICO-19", "WordNet")  # a test set for translation; a dictionary, whose definitions nobody says
SENTENCE_LISTS = ("Tatoeba", "Common Voice")  # one work holds a whole collection: held out in blocks of lines
BLOCK_LINES = 500
HELD_OUT_OF = 10  # one work in so many is never trained on


@dataclass(frozen=True, slots=True)
class Work:
    """One work, or one block of lines of a collection of sentences.

    Attributes:
        source: what stands before the colon of the header: an author, or a collection.
        title: the rest of the header; a block's number is added to it.
        lang: the language it is in.
        kind: novels (in the wide sense: prose, poems, plays of the 19th century), modern text, or everyday sentences
            that are made up here (`everyday/`).
        body: its paragraphs, a line each.
    """

    source: str
    title: str
    lang: Lang
    kind: Kind
    body: str

    @property
    def held_out(self) -> bool:
        """Says whether the work is kept for measuring; it depends on its header alone."""
        name = f"{self.lang}/{self.kind}/{self.source}: {self.title}"
        return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % HELD_OUT_OF == 0


def read_works(folder: Path) -> Iterator[Work]:
    """Yields the works whose licence lets the weights be passed on freely.

    Args:
        folder: where the files lie.

    Raises:
        FileNotFoundError: the folder holds none of the files.
    """
    found = False
    for kind, lang, stem in _STEMS:
        for path in (folder / f"{stem}.txt.xz", folder / f"{stem}.txt"):
            if path.is_file():
                found = True
                yield from _works_of(_read(path), lang, kind)
                break
    if not found:
        raise FileNotFoundError(f"no texts in {folder}: expected files such as {_STEMS[0][2]}.txt.xz")


_STEMS: tuple[tuple[Kind, Lang, str], ...] = (
    ("novels", "ru", "ru"),
    ("novels", "en", "en"),
    ("modern", "ru", "modern-ru"),
    ("modern", "en", "modern-en"),
)


def _read(path: Path) -> str:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return file.read()
    return path.read_text(encoding="utf-8")


def _works_of(text: str, lang: Lang, kind: Kind) -> Iterator[Work]:
    for part in text.split("\f\n"):
        header, _, body = part.strip("\n").partition("\n")
        source, _, title = header.removeprefix("# ").partition(": ")
        if not body or (kind == "modern" and source.startswith((*SHARE_ALIKE, *LEFT_OUT))):
            continue
        if source not in SENTENCE_LISTS:
            yield Work(source, title, lang, kind, body)
            continue
        lines = body.split("\n")
        for number, first in enumerate(range(0, len(lines), BLOCK_LINES)):
            block = "\n".join(lines[first : first + BLOCK_LINES])
            yield Work(source, f"{title} #{number}", lang, kind, block)
