"""The messages that are learned from, and a fingerprint of them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from handlers.answers import Answer, Answers
from handlers.questions.features import NOTHING

_READ = ("words.txt", "forms.toml")  # what turns them into features, beside the code
_ASIDE = 0.3  # the weight of a sentence that tells rather than asks
_SENTENCE = re.compile(r"(?<=[.:;]) ")
_SHORTEST = 2  # blanks in a sentence


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is known, to learn from.

    Attributes:
        text: The message.
        topic: What it asks about, `-` for nothing of ours, empty where that isn't told.
        kind: What it is, empty where nobody would send it.
        weight: How much it counts.
    """

    text: str
    topic: str
    kind: str
    weight: float = 1.0


def read_sections(text: str) -> dict[str, list[str]]:
    """Read a file of messages: a name in brackets, then a message a line."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if header := re.fullmatch(r"\[([a-z0-9-]+)\]", line):
            name = header[1]
            sections.setdefault(name, [])
        elif not line.startswith("#"):
            sections[name].append(line)
    return sections


def fingerprint(answers: Answers) -> str:
    """A fingerprint of all that is learned from; equal texts give equal ones."""
    digest = hashlib.sha256()
    for message in read_messages(answers):
        digest.update(f"{message}\n".encode())
    for name in _READ:
        digest.update(_text(name).encode())
    return digest.hexdigest()[:16]


def read_messages(answers: Answers) -> Iterator[Message]:
    """All messages to learn from: the phrasings, the other messages, and what the answers say."""
    for topic, texts in read_sections(_text("phrasings.txt")).items():
        yield from (Message(text, topic, "question") for text in texts)
    for kind, texts in read_sections(_text("messages.txt")).items():
        yield from (Message(text, "" if kind == "question" else NOTHING, kind) for text in texts)
    for (topic, _), answer in sorted(answers.items()):
        yield from (Message(text, topic, "") for text in (answer.title, *(myth.claim for myth in answer.myths)))
        yield from (Message(text, topic, "", _ASIDE) for text in _sentences(answer))


def _sentences(answer: Answer) -> Iterator[str]:
    cited = [f"{source.authors} {source.year} {source.title}" for source in answer.sources]
    table = [" ".join(row) for row in answer.table.rows] if answer.table else []
    truths = [myth.truth for myth in answer.myths]
    for part in (answer.short, *answer.body, *answer.more, answer.argued, *truths, *cited, *table):
        yield from (piece for piece in _SENTENCE.split(part) if piece.count(" ") >= _SHORTEST)


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
