"""Models by name: `GPT-2`, `лама 3 8b`, `Qwen3-30B-A3B`, and what their configurations say."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from handlers.questions.names import elsewhere, pieces_of, unpublished

_NICKNAMES = frozenset({"r1", "nemo"})  # pieces that stand for a model by themselves
AROUND = frozenset(  # words that say nothing beside a name
    "a about and for how in now of the then u what with а в же и как на насчет ну о про теперь то у что".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]")


@dataclass(frozen=True, slots=True)
class Model:
    """A row of `models.csv`; what was not read is None.

    Attributes:
        name: As its makers write it.
        family: The family it belongs to.
        layers: How many, `12+12` for encoder and decoder.
        heads: Query heads in one layer.
        kv_heads: Key/value heads in one layer; None for a latent vector in their place, or where it wasn't read.
        d_model: Width of the residual stream.
        head_dim: Numbers in one head's query.
        context: The longest text, in tokens.
        attention: mha, gqa, mqa, mla or linear-hybrid.
        source: Where the row was read.
    """

    name: str
    family: str
    layers: str
    heads: int
    kv_heads: int | None
    d_model: int
    head_dim: int
    context: int | None
    attention: str
    source: str

    @property
    def total_layers(self) -> int:
        """All layers, encoder and decoder together."""
        return sum(map(int, self.layers.split("+")))

    @property
    def total_heads(self) -> int | None:
        """All heads of self-attention; None where only some of the layers have them."""
        return None if self.attention == "linear-hybrid" else self.heads * self.total_layers

    @property
    def crosses(self) -> bool:
        """Whether a decoder looks at an encoder too, with as many heads again in each of its layers."""
        return "+" in self.layers


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A model whose makers don't tell its figures."""

    name: str


@dataclass(frozen=True, slots=True)
class UnknownModel:
    """A name of a known family that no row has, such as `llama 7`."""

    name: str


Named = tuple[Model, ...] | Unpublished | UnknownModel
"""What a name stands for: one model, several of a family, or none that is known."""


class Models:
    """All models that figures are known of."""

    def __init__(self, models: Sequence[Model]) -> None:
        """Take the rows, in their order."""
        self.all = tuple(models)
        self._pieces = {model.name: frozenset(pieces_of(model.name)) for model in models}
        self._first = {model.name: next(pieces_of(model.name)) for model in models}
        self._heads = frozenset(self._first.values()) | _NICKNAMES

    def named(self, text: str) -> list[Named]:
        """The models that a text names, in its order; `GPT-2` alone is all of that family."""
        return self.read(text)[0]

    def alone(self, text: str) -> list[Named]:
        """The same of a text that says nothing else (`what about GPT-4?`, `а у Llama-3`); empty if it does."""
        found, besides = self.read(text)
        return found if AROUND.issuperset(besides) else []

    def read(self, text: str) -> tuple[list[Named], list[str]]:
        """The models that a text names, and its other words."""
        pieces = list(pieces_of(text))
        found: list[Named] = []
        besides = []
        at = 0
        while at < len(pieces):
            taken, named = self._named_at(pieces[at:])
            if named is None:
                besides.append(pieces[at])
            elif named not in found:
                found.append(named)
            at += max(taken, 1)
        return found, besides

    def vary(self, before: Model, pieces: Sequence[str]) -> Named | None:
        """Another model of the same family: after Llama-3-8B `70b` is Llama-3-70B; None if nothing names one."""
        family = [model for model in self.all if self._first[model.name] == self._first[before.name]]
        fitting = [model for model in family if self._pieces[model.name].issuperset(pieces)]
        if not pieces or not fitting:
            strange = len(pieces) == 1 and _SIZE.fullmatch(pieces[0])
            return UnknownModel(f"{_family(before)}-{pieces[0].upper()}") if strange else None
        shared = {model.name: len(self._pieces[model.name] & self._pieces[before.name]) for model in fitting}
        return tuple(model for model in fitting if shared[model.name] == max(shared.values()))

    def _named_at(self, pieces: list[str]) -> tuple[int, Named | None]:
        for known, kind in ((unpublished, Unpublished), (elsewhere, UnknownModel)):
            taken, name = known(pieces)
            if taken:
                return taken, kind(name)
        head = pieces[0]
        if head not in self._heads or (head == "t" and pieces[1:2] not in (["lite"], ["pro"])):
            return 0, None
        fitting = [model for model in self.all if self._first[model.name] == head]
        fitting = fitting or [model for model in self.all if head in self._pieces[model.name]]
        taken = 1
        while taken < len(pieces):
            closer = [model for model in fitting if pieces[taken] in self._pieces[model.name]]
            if not closer:
                break
            fitting, taken = closer, taken + 1
        if taken < len(pieces) and self._is_strange(pieces[taken], fitting, head if taken == 1 else ""):
            name = "-".join([_family(fitting[0]), *pieces[1:taken], pieces[taken].upper()])
            return taken + 1, UnknownModel(name)
        exact = [model for model in fitting if len(self._pieces[model.name]) == taken]
        return taken, tuple(exact or fitting)

    def _is_strange(self, piece: str, fitting: Sequence[Model], head: str) -> bool:
        """Whether a version, right after the family's name, or a size belongs to none of its models."""
        if head and head != "bert" and _NUMBER.fullmatch(piece):
            return True
        sized = any(_SIZE.fullmatch(each) for model in fitting for each in self._pieces[model.name])
        return sized and _SIZE.fullmatch(piece) is not None

    def most(self, figure: str) -> list[Model]:
        """All models by one of their figures, the largest first."""
        return sorted(self.all, key=lambda model: getattr(model, figure) or 0, reverse=True)


def read_models() -> Models:
    """Read the package's `models.csv`."""
    text = files("handlers.answers").joinpath("models.csv").read_text("utf-8")
    return Models([_model(row) for row in csv.DictReader(text.splitlines())])


def _model(row: dict[str, str]) -> Model:
    return Model(
        name=row["model"],
        family=row["family"],
        layers=row["layers"],
        heads=int(row["heads"]),
        kv_heads=int(row["kv_heads"]) if row["kv_heads"] else None,
        d_model=int(row["d_model"]),
        head_dim=int(row["head_dim"]),
        context=int(row["context"]) if row["context"] else None,
        attention=row["attention"],
        source=row["source"],
    )


def _family(model: Model) -> str:
    """The name without version and size."""
    letters = _LETTERS.match(model.name)
    return letters[0] if letters else model.family
