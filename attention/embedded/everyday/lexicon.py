"""How the data files are read: words, classes of words, banks of phrases, scenes."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from .templates import Choice, Row, Slot, Thing, parse

LEADING = frozenset("ACGI")  # letters of those a scene may be about
THEIRS = frozenset("BD")  # of those who come in only beside somebody known


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a scene, and the letters and classes that it names."""

    row: Row
    heads: frozenset[str]

    def fits(self, known: Set[str]) -> bool:
        """Says whether the sentence goes on with what was told: it brings up nobody out of the blue."""
        if not known & LEADING:
            return True
        return self.heads & LEADING <= known and not (self.heads & THEIRS and not self.heads & known)


@dataclass(frozen=True, slots=True)
class Step:
    """Some of a scene's sentences: between `least` and `most` of them, in any order."""

    least: int
    most: int
    sentences: tuple[Sentence, ...]


Scene = tuple[Step, ...]


def lines(path: Path) -> Iterator[str]:
    """Yields the lines that say something: no comments, no blank ones."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def records(path: Path) -> Iterator[str]:
    """Yields what stands between semicolons and line breaks."""
    for line in lines(path):
        yield from (part.strip() for part in line.split(";") if part.strip())


def entries(record: str) -> tuple[list[str], dict[str, str]]:
    """Parts a record into its plain words and what is given by name: `gp=кошек`, or `~стем` for `~`."""
    plain: list[str] = []
    given: dict[str, str] = {}
    for word in record.split():
        key, equals, value = word.partition("=")
        if equals:
            given[key] = value.replace("_", " ")
        elif word[0] == "~":
            given["~"] = word[1:]
        else:
            plain.append(word)
    return plain, given


def read_classes(path: Path, nouns: Mapping[str, Thing]) -> dict[str, tuple[Thing, ...]]:
    """Reads `food = хлеб, суп, <drink>`; the members of `color: белый, синий` are adjectives.

    Raises:
        ValueError: a member is no noun that is known.
    """
    classes: dict[str, tuple[Thing, ...]] = {}
    for line in lines(path):
        name, mark, members = line.partition(" = ")
        if not mark:
            name, _, members = line.partition(": ")
            classes[name] = tuple(Thing(word.strip(), {}) for word in members.split(","))
            continue
        found: list[Thing] = []
        for member in (word.strip() for word in members.split(",")):
            if member.startswith("<"):
                found.extend(classes[member[1:-1]])
            elif member in nouns:
                found.append(nouns[member])
            else:
                raise ValueError(f"{path.name}: {name} names {member}, which is no noun of nouns.txt")
        classes[name] = tuple(found)
    return classes


def read_banks(path: Path) -> dict[str, tuple[Row, ...]]:
    """Reads phrases: `[name]`, then one a line."""
    banks: dict[str, list[Row]] = {}
    rows: list[Row] = []
    for line in lines(path):
        if line.startswith("["):
            rows = banks.setdefault(line.strip("[]"), [])
        else:
            rows.append(parse("" if line == "-" else line))
    return {name: tuple(rows) for name, rows in banks.items()}


def read_scenes(path: Path) -> tuple[tuple[int, Scene], ...]:
    """Reads scenes: `== weight`, then steps: `1-3`, and a sentence a line under each."""
    scenes: list[tuple[int, list[Step]]] = []
    for line in lines(path):
        if line.startswith("=="):
            scenes.append((int(line[2:].split()[0]), []))
            continue
        least, dash, most = line.partition("-")
        if dash and least.isdigit() and most.isdigit():
            scenes[-1][1].append(Step(int(least), int(most), ()))
            continue
        step = scenes[-1][1][-1]
        row = parse(line)
        sentence = Sentence(row, frozenset(_heads(row)))
        scenes[-1][1][-1] = Step(step.least, step.most, (*step.sentences, sentence))
    return tuple((weight, tuple(steps)) for weight, steps in scenes)


def _heads(row: Row) -> Iterator[str]:
    for part in row:
        if isinstance(part, Choice):
            for alternative in part.rows:
                yield from _heads(alternative)
        elif isinstance(part, Slot):
            yield part.head
