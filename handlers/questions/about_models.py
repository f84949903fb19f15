"""Questions that the table of models answers: `сколько голов у Llama-3`, `which model has the most heads`."""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from handlers.questions.models import Model, Models, Named, UnknownModel, Unpublished
from handlers.questions.reading import Reader

Figure = Literal["heads", "kv_heads", "total_layers", "context", "head_dim", "d_model"]

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
_LOADED = re.compile(
    r"как(?:ая|ую) (?:сейчас |у тебя )?модел\w+ (?:сейчас |ты |у тебя )?(?:загружен\w*|работает|используешь|стоит)|"
    r"wh(?:ich|at) model (?:is|are you|do you) (?:loaded|running|using|use|run|looking)",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"сравн\w+|\bcompar\w+|\bvs\b|\bversus\b|против|\bthan\b|разниц\w+|отлича\w+|difference",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    "what how which can do is head layer kv context dim dmodel model attention all few one two gpt bert llama qwen "
    "mistral deepseek modelname have has mean give list total us show tell explain encoder decoder own much only "
    "better narrow small medium larg xl base tini mini lite".split()
)
_VERSION = re.compile(r"\d")
_FIGURE = re.compile(r"v?\d")
_THIS = re.compile(
    r"\b(?:у тебя|в тебе|у этой модели|у модели|в этой модели|твоей модели|загруженной|у вас|у нас|эта модель|"
    r"this model|your model|the loaded model|the model here|do you have|have you got|you have|you got)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of named models are asked for.

    Attributes:
        models: The models: the first of each name, then the second of each.
        missing: Names without figures.
        this: Whether the loaded model is to stand among them.
    """

    models: tuple[Model, ...]
    missing: tuple[Unpublished | UnknownModel, ...] = ()
    this: bool = False


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
    if concepts & _SOMETHING_ELSE:
        return None
    figure = next((_FIGURES[concept] for concept in _FIGURES if concept in concepts), None)
    named = models.named(text)
    counts = bool({"howmany", "count", "many"} & concepts)
    if not named and figure and _WHICH.search(text) and (_MOST.search(text) or _LEAST.search(text)):
        most = bool(_MOST.search(text))
        return Extremes(figure, most, tuple(_extremes(models, figure, most=most)))
    if _LOADED.search(text) and not named:
        return Figures((), this=True)
    this = bool(_THIS.search(text))
    if figure and counts and (named or this):
        return figures_of(named, this=this)
    if len(named) > 1 and _COMPARE.search(text) and (figure or _VERSION.search(text)):
        return figures_of(named, this=this)
    plain = not {concept for concept in concepts if concept not in _PLAIN and not _FIGURE.match(concept)}
    if named and (
        going_on or (figure and plain and _VERSION.search(text)) or (figure and figure not in {"heads", "total_layers"})
    ):
        return figures_of(named, this=this)
    unpublished = [each for each in named if isinstance(each, Unpublished)]
    return figures_of(named, this=this) if unpublished and figure else None


def figures_of(named: list[Named], *, this: bool = False) -> Figures:
    """The figures of named models, the loaded one among them or not."""
    families = [each for each in named if isinstance(each, tuple)]
    # One of each name first: an answer has room for a few, and a comparison needs both sides.
    found = [model for row in zip_longest(*families) for model in row if model is not None]
    missing = tuple(each for each in named if isinstance(each, Unpublished | UnknownModel))
    return Figures(tuple(dict.fromkeys(found)), missing, this)


def _extremes(models: Models, figure: Figure, *, most: bool) -> list[Model]:
    ranked = [model for model in models.most(figure) if getattr(model, figure)]
    return ranked[:_SHOWN] if most else ranked[: -_SHOWN - 1 : -1]


_SHOWN = 6
