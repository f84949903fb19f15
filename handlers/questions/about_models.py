"""Questions that the table of models answers: `сколько голов у Llama-3`, `which model has the most heads`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handlers.questions.models import AROUND, Model, Models, Named, UnknownModel, Unpublished
from handlers.questions.reading import Reader, split

Figure = Literal["heads", "kv_heads", "total_layers", "context", "head_dim", "d_model", "total_heads"]

_FIGURES: dict[str, Figure] = {
    "kv": "kv_heads",
    "dim": "head_dim",
    "dmodel": "d_model",
    "layer": "total_layers",
    "context": "context",
    "head": "heads",
}
# What a question with a model's name in it may be about instead.
_SOMETHING_ELSE = frozenset(
    "why cache memory parameter softmax expert window gate mask remove induction retrieval mover syntax agi mind "
    "latent cross rope position train lora prompt ablate important entropy vision previous duplicate quality smart "
    "flash".split()
)
_COUNTED = frozenset({"howmany", "count", "many"})
_MOST = re.compile(
    r"больше всего|самое больш\w+|максимальн\w+|наибольш\w+|рекорд\w*|\bmost\b|largest|highest|biggest|maximum",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"меньше всего|самое мал\w+|минимальн\w+|наименьш\w+|fewest|smallest|lowest|minimum|\bleast\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"у (?:какой|какого|каких|кого)|как(?:ая|ие) модел\w+|where|which|what model|who has|в какой модели", re.IGNORECASE
)
_TOP = re.compile(
    r"\b(?:топ|рейтинг|рекордсмен\w*|top|ranking|rank)\b.*\b(?:модел\w+|models?|голов\w*|heads)\b", re.IGNORECASE
)
_LOADED = re.compile(
    r"как(?:ая|ую) (?:сейчас |у тебя )?модел\w+ (?:сейчас |ты |у тебя )?(?:загружен\w*|работает|используешь|стоит)|"
    r"wh(?:ich|at) model (?:is|are you|do you) (?:loaded|running|using|use|run|looking)",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"сравн\w+|\bcompar\w+|\bvs\b|\bversus\b|против|\bthan\b|разниц\w+|отлича\w+|difference",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:больше|more|most|длиннее|шире|longer|wider|larger|bigger|greater)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:меньше|fewer|fewest|less|least|короче|shorter|narrower|smaller)\b", re.IGNORECASE)
_PLAIN = frozenset(
    "what how which can do is head layer kv context dim dmodel model attention all few one two gpt bert llama qwen "
    "mistral deepseek modelname have has mean give list total us show tell explain encoder decoder own much only "
    "better narrow small medium larg xl base tini mini lite".split()
)
_VERSION = re.compile(r"\d")
_FIGURE = re.compile(r"v?\d")
_THIS = re.compile(
    r"\b(?:у тебя|в тебе|у этой модели|у модели|в этой модели|твоей модели|загруженной|у вас|у нас|эта модель|"
    r"this model|your model|the loaded model|the model here|do you have|than yours?|than you|have you got|you have|"
    r"you got)\b",
    re.IGNORECASE,
)  # fmt: skip
_CLAUSE = re.compile(r"[,;:?!]\s*|\.\s+|\s+(?:и|а|но|and|but)\s+(?=\W*(?:почему|зачем|отчего|why|how come|what|что)\b)")
_COUNTS = re.compile(
    r"\b(?:сколько|скока|how many|how much)\s+"
    r"(?:(?:всего|там|attention|query|kv|total|и|and|сло[её]в|layers|голов|heads)\s+){0,2}"
    r"(?:голов|хедов|сло[её]в|heads?|layers?)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    rf"^\W*(?:(?:а|и|ну|so|and)\s+)?{_COUNTS.pattern}\s+(?:внимания\s+)?(?:у|в|has|have|does|do|are there in|are in|in)"
    r"\s+(?P<name>[^\W_][\w.' -]*?)(?:\s+have|\s+got)?\W*$",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    "меня тебя него нее них нас вас кого чего каждом каждой одном одной нем ней этом этой всех обоих дракона гидры "
    "человека змея люди people it they them you we he she a an one each every both human dragon hydra".split()
)
_SIZE = re.compile(r"\d+(?:\.\d+)?[BM]\b")
_LONGEST_NAME = 3  # words
_SHOWN = 6
_HERE = frozenset("с with to себя тебя собой тобой you yourself it".split())
_TWO_KINDS = frozenset({"BERT", "GPT-2"})  # BERT and GPT without a version: an encoder and a decoder


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of named models are asked for.

    Attributes:
        models: The models, those of one name together.
        missing: Names without figures.
        this: Whether the loaded model is to stand among them.
        figure: The one figure that is asked for; None for all.
        more: Whether it's asked which has more of it, or fewer; None where nobody asks.
        brief: Whether nothing but that figure is to be told: a talk goes on.
        families: Those that one model stands for.
        names: The models again, by the name that each was asked under.
        size: Whether it's asked which is the largest, of which the width is all that is known.
    """

    models: tuple[Model, ...]
    missing: tuple[Unpublished | UnknownModel, ...] = ()
    this: bool = False
    figure: Figure | None = None
    more: bool | None = None
    brief: bool = False
    families: tuple[str, ...] = ()
    names: tuple[tuple[Model, ...], ...] = ()
    size: bool = False


@dataclass(frozen=True, slots=True)
class Extremes:
    """The models with the most or the fewest of something are asked for."""

    figure: Figure
    most: bool
    models: tuple[Model, ...]


def about_models(text: str, models: Models, reader: Reader, *, going_on: bool = False) -> Figures | Extremes | None:
    """What a question wants to know of models; None if it is about something else.

    Args:
        text: The question.
        models: All that are known.
        reader: Reads words into concepts.
        going_on: Whether the talk was about models before, so that a name alone is enough (`а у Llama-3?`).
    """
    concepts = set(reader.concepts(reader.words(text)))
    named, besides = models.read(text)
    figure = _figure(concepts)
    if not _SOMETHING_ELSE.isdisjoint(reader.concepts(besides)):
        return None
    if figure and not named and (extremes := _extremes_in(text, models, figure)):
        return extremes
    if _LOADED.search(text) and not named:
        return Figures((), this=True)
    this = bool(_THIS.search(text))
    if is_two_kinds(text, named) and compares(text):
        return None
    beside = this or (len(named) == 1 and _is_beside_this(text, besides))
    if named and len(named) + beside > 1 and (compared := comparison(text, named, figure, this=beside)):
        return compared
    if figure and not _COUNTED.isdisjoint(concepts) and (named or this):
        return figures_of(named, this=this, figure=figure)
    plain = not {concept for concept in concepts if concept not in _PLAIN and not _FIGURE.match(concept)}
    if named and (
        going_on or (figure and plain and _VERSION.search(text)) or (figure and figure not in {"heads", "total_layers"})
    ):
        return figures_of(named, this=this, figure=figure)
    unpublished = [each for each in named if isinstance(each, Unpublished)]
    return figures_of(named, this=this, figure=figure) if unpublished and figure else None


def counted(text: str, models: Models, reader: Reader) -> Figures | None:
    """A count asked of a named model, whatever else is asked beside it: `how many heads has Whisper, and why`."""
    for clause in _CLAUSE.split(text):
        named, besides = models.read(clause)
        if named and _COUNTS.search(clause) and _SOMETHING_ELSE.isdisjoint(reader.concepts(besides)):
            figure = _figure(set(reader.concepts(reader.words(clause))))
            return figures_of(models.named(text), figure=figure)
    if (strange := _HAS.match(text)) and not models.named(text) and _is_name(words := split(strange["name"]), reader):
        return Figures((), (UnknownModel(strange["name"].strip()),) if words else ())
    return None


def comparison(text: str, named: Sequence[Named], figure: Figure | None, *, this: bool = False) -> Figures | None:
    """Several models side by side, if a text compares them; each name stands for one of them."""
    more, less = _MORE.search(text), _LESS.search(text)
    if not (_COMPARE.search(text) or more or less):
        return None
    return figures_of(named, this=this, figure=figure, more=bool(more) if more or less else None, one_each=True)


def compares(text: str) -> bool:
    """Whether a text asks for a comparison."""
    return _COMPARE.search(text) is not None


def only_compares(text: str, models: Models) -> bool:
    """Whether a text compares models and says nothing else: `сравни GPT-2 и ламу`."""
    named, besides = models.read(text)
    return len(named) > 1 and compares(text) and all(word in AROUND or _COMPARE.fullmatch(word) for word in besides)


def _is_beside_this(text: str, besides: Sequence[str]) -> bool:
    """Whether a text only compares a model with what is here: `сравни с GPT-2`."""
    return compares(text) and all(word in AROUND | _HERE or _COMPARE.fullmatch(word) for word in besides)


def is_two_kinds(text: str, named: Sequence[Named]) -> bool:
    """Whether BERT and GPT are named without a version, which asks how an encoder differs from a decoder."""
    families = {each[0].family for each in named if isinstance(each, tuple)}
    return families == _TWO_KINDS and not _VERSION.search(text)


def figures_of(
    named: Sequence[Named],
    *,
    this: bool = False,
    figure: Figure | None = None,
    more: bool | None = None,
    one_each: bool = False,
) -> Figures:
    """The figures of named models, the loaded one among them or not.

    Args:
        named: What the names stand for.
        this: Whether the loaded model is to stand among them.
        figure: The one figure that is asked for.
        more: Whether it's asked which has more of it.
        one_each: Whether one of a family stands for it, the first or one as large as a model named in full; so it does
            beside such a model.
    """
    groups = [each for each in named if isinstance(each, tuple)]
    missing = tuple(each for each in named if isinstance(each, Unpublished | UnknownModel))
    families: tuple[str, ...] = ()
    if len(groups) + (this and one_each) > 1 and (one_each or any(len(group) == 1 for group in groups)):
        sizes = {_size(group[0]) for group in groups if len(group) == 1} - {None}
        chosen = [min(group, key=lambda model: _size(model) not in sizes) for group in groups]
        families = tuple(model.family for model, group in zip(chosen, groups, strict=True) if len(group) > 1)
        groups = [(model,) for model in chosen]
    found = tuple(dict.fromkeys(model for group in groups for model in group))
    return Figures(found, missing, this, figure, more, families=families, names=tuple(dict.fromkeys(groups)))


def _figure(concepts: set[str]) -> Figure | None:
    return next((_FIGURES[concept] for concept in _FIGURES if concept in concepts), None)


def _size(model: Model) -> str | None:
    found = _SIZE.search(model.name)
    return found[0] if found else None


def _is_name(words: list[str], reader: Reader) -> bool:
    """Whether words that say nothing to us may be a model's name."""
    return 0 < len(words) <= _LONGEST_NAME and all(word not in _NO_NAME and not reader.says(word) for word in words)


def _extremes_in(text: str, models: Models, figure: Figure) -> Extremes | None:
    most, least = _MOST.search(text) or _TOP.search(text), _LEAST.search(text)
    if not (most or least) or not (_WHICH.search(text) or _TOP.search(text)):
        return None
    return Extremes(figure, bool(most), tuple(_extremes(models, figure, most=bool(most))))


def _extremes(models: Models, figure: Figure, *, most: bool) -> list[Model]:
    ranked = [model for model in models.most(figure) if getattr(model, figure)]
    return ranked[:_SHOWN] if most else ranked[: -_SHOWN - 1 : -1]
