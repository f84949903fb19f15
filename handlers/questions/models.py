"""Models by name: `GPT-2`, `лама 3 8b`, `Qwen3-30B-A3B`, and what their configurations say."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

_PIECE = re.compile(r"\d+(?:\.\d+)*[a-zа-я]?(?![a-zа-я0-9])|\d+(?:\.\d+)*|[a-zа-я]+\d+[a-zа-я]\b|[a-zа-я]+")

# How families are called in Russian, and short for what else; a beginning of a word is enough where a star stands.
_SPOKEN = {
    "гпт": "gpt", "джипити": "gpt", "жпт": "gpt", "чатгпт": "chatgpt", "лам": "llama", "ллам": "llama", "лама": "llama",
    "ламы": "llama", "ламе": "llama", "ллама": "llama", "лламы": "llama", "lama": "llama", "мистраль": "mistral",
    "мистрали": "mistral", "мистрале": "mistral", "мистраля": "mistral", "мистрал": "mistral", "квен": "qwen",
    "квена": "qwen", "квене": "qwen", "qven": "qwen", "гемма": "gemma", "геммы": "gemma", "гемме": "gemma",
    "джемма": "gemma", "джеммы": "gemma", "берт": "bert", "берта": "bert", "берте": "bert", "дипсик": "deepseek",
    "дипсика": "deepseek", "дипсике": "deepseek", "фалкон": "falcon", "фалкона": "falcon", "т": "t", "опт": "opt",
    "блум": "bloom", "блума": "bloom", "кими": "kimi", "яндекс": "yandexgpt", "яндекса": "yandexgpt",
    "яндексгпт": "yandexgpt", "yandex": "yandexgpt", "гигачат": "gigachat", "гигачата": "gigachat",
    "сайга": "saiga", "сайги": "saiga", "вихрь": "vikhr", "вихря": "vikhr", "пифия": "pythia", "фи": "phi",
    "руберт": "rubert", "ругпт": "rugpt", "миксталь": "mixtral", "мамба": "mamba", "виспер": "whisper",
    "клод": "claude", "клода": "claude", "джемини": "gemini", "маленький": "small", "маленькой": "small",
    "смол": "small", "медиум": "medium", "ларж": "large", "большой": "large", "бейз": "base", "б": "b",
}  # fmt: skip
_SPLIT_FAMILIES = frozenset({"t", "mt"})  # `T5`: the digit belongs to the family's name
_JOINED = {
    ("yandexgpt", "gpt"): "yandexgpt",
    ("gpt", "oss"): "gptoss",
    ("gpt", "neox"): "gptneox",
    ("gpt", "j"): "gptj",
}
_NICKNAMES = frozenset({"r1", "nemo"})  # pieces that stand for a model by themselves
_AROUND = frozenset("a about and for how in now of the then u what with а в же и как на насчет ну о про теперь то у что".split())
_UNPUBLISHED = {
    "gpt 3.5": "GPT-3.5", "gpt 4": "GPT-4", "gpt 4o": "GPT-4o", "gpt 5": "GPT-5", "chatgpt": "ChatGPT",
    "claude": "Claude", "gemini": "Gemini", "grok": "Grok",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Model:
    """A row of `models.csv`; what was not read is None.

    Attributes:
        name: As its makers write it.
        family: The family it belongs to.
        year: When it came out.
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
    year: int
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
        self._pieces = {model.name: frozenset(_pieces(model.name)) for model in models}
        self._first = {model.name: next(_pieces(model.name)) for model in models}
        self._heads = frozenset(self._first.values()) | _NICKNAMES

    def named(self, text: str) -> list[Named]:
        """The models that a text names, in its order; `GPT-2` alone is all of that family."""
        return self._read(text)[0]

    def alone(self, text: str) -> list[Named]:
        """The same of a text that says nothing else (`what about GPT-4?`, `а у Llama-3`); empty if it does."""
        found, besides = self._read(text)
        return found if _AROUND.issuperset(besides) else []

    def _read(self, text: str) -> tuple[list[Named], list[str]]:
        """The models that a text names, and its other words."""
        pieces = list(_pieces(text))
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

    def _named_at(self, pieces: list[str]) -> tuple[int, Named | None]:
        head = pieces[0]
        for length in (2, 1):
            if name := _UNPUBLISHED.get(" ".join(pieces[:length])):
                return length, Unpublished(name)
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
        if taken < len(pieces) and taken == 1 and re.fullmatch(r"\d+(\.\d+)?", pieces[1]) and head != "bert":
            family = _LETTERS.match(fitting[0].name)
            return 2, UnknownModel(f"{family[0] if family else head}-{pieces[1]}")
        exact = [model for model in fitting if len(self._pieces[model.name]) == taken]
        return taken, tuple(exact or fitting)

    def most(self, figure: str) -> list[Model]:
        """All models by one of their figures, the largest first."""
        return sorted(self.all, key=lambda model: getattr(model, figure) or 0, reverse=True)


def read_models(text: str | None = None) -> Models:
    """Read the package's `models.csv`, or another text of that form."""
    text = text or files("handlers.answers").joinpath("models.csv").read_text("utf-8")
    return Models([_model(row) for row in csv.DictReader(text.splitlines())])


def _model(row: dict[str, str]) -> Model:
    return Model(
        name=row["model"],
        family=row["family"],
        year=int(row["year"]),
        layers=row["layers"],
        heads=int(row["heads"]),
        kv_heads=int(row["kv_heads"]) if row["kv_heads"] else None,
        d_model=int(row["d_model"]),
        head_dim=int(row["head_dim"]),
        context=int(row["context"]) if row["context"] else None,
        attention=row["attention"],
        source=row["source"],
    )


def _pieces(name: str) -> Iterator[str]:
    """`Qwen3-30B-A3B` to qwen, 3, 30b, a3b; `лама 3 8b` to llama, 3, 8b."""
    folded = name.casefold().replace("ё", "е").replace("\u2011", "-").replace("_", " ")
    folded = re.sub(r"(\d)\s*(?:млрд|billion|миллиардов|b|б)\b", r"\1b", folded)
    folded = re.sub(r"(\d)о\b", r"\1o", folded)  # `гпт-4о`
    spoken = [_SPOKEN.get(piece, piece) for piece in _PIECE.findall(folded)]
    at = 0
    while at < len(spoken):
        pair = (spoken[at], spoken[at + 1]) if at + 1 < len(spoken) else None
        if pair and pair in _JOINED:
            yield _JOINED[pair]
            at += 2
        elif pair and pair[0] in _SPLIT_FAMILIES and pair[1].isdigit():
            yield pair[0] + pair[1]
            at += 2
        else:
            yield spoken[at]
            at += 1
