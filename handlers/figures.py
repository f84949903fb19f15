"""The figures of one model in words, and where they were read."""

import re
from collections.abc import Iterator

from attention import Facts
from handlers.questions import Figure, Model
from handlers.request import Lang
from handlers.say import say

_FOUR_DIGITS = 10_000  # Russian doesn't set a blank in shorter numbers
_THIN = "\u202f"
_ARXIV = re.compile(r"\((\d{4}\.\d{5})\)")
_HUB = re.compile(r"on the model hub(?: of|:) ([\w.-]+/[\w.-]+)(?!\S| derivative)")
_GITHUB = re.compile(r"^\s*(?:figures of its base in )?([\w.-]+/[\w.-]+)(?=\s|$)")
_MOST_PAGES = 2


def line(lang: Lang, model: Model) -> str:
    """All figures of a model, in a few sentences."""
    first, *others = _sentences(lang, model)
    return " ".join([f"{model.name}: {first}", *(sentence[0].upper() + sentence[1:] for sentence in others)])


def brief(lang: Lang, model: Model, figure: Figure) -> str:
    """One figure of a model."""
    match figure:
        case "heads":
            told = _heads(lang, model)
        case "total_heads":
            told = _total(lang, model)
        case "total_layers":
            told = say(lang, "models-layers", **_layers(model), hybrid=_yes(model.total_heads is None))
        case "kv_heads":
            told = _shared(lang, model) or say(lang, "models-kv", kv_heads=model.kv_heads or 0, heads=model.heads)
        case "context":
            told = _context(lang, model) or say(lang, "models-context-unknown")
        case "head_dim" | "d_model":
            told = _widths(lang, model)
    return f"{model.name}: {told}"


def of_facts(lang: Lang, facts: Facts) -> Model:
    """The loaded model as if it stood in the table."""
    hybrid = facts.decoder_layers is None and len(facts.attention_layers) < facts.layers
    shared = "gqa" if facts.kv_heads < facts.heads else "mha"
    return Model(
        name=say(lang, "models-this", name=facts.name.rstrip("/").rsplit("/", 1)[-1][:24]),
        family="",
        layers=f"{facts.layers}+{facts.decoder_layers}" if facts.decoder_layers else str(facts.layers),
        heads=facts.heads,
        kv_heads=facts.kv_heads,
        d_model=facts.d_model,
        head_dim=facts.head_dim,
        context=facts.context,
        attention="linear-hybrid" if hybrid else shared,
        source="",
    )


def grouped(lang: Lang, number: int) -> str:
    """A number as a text has it: `10,485,760`, in Russian apart by thin blanks and only past four digits."""
    if lang == "ru":
        return str(number) if number < _FOUR_DIGITS else f"{number:,}".replace(",", _THIN)
    return f"{number:,}"


def pages(model: Model) -> list[str]:
    """Where a model's figures can be looked up; empty where no page holds them."""
    found = []
    for part in _ARXIV.sub(r"(\1) ", model.source).split(";"):
        if arxiv := _ARXIV.search(part):
            found.append(f"https://arxiv.org/abs/{arxiv[1]}")
        elif hub := _HUB.search(part):
            found.append(f"https://huggingface.co/{hub[1]}")
        elif github := _GITHUB.search(part):
            found.append(f"https://github.com/{github[1]}")
    return list(dict.fromkeys(found))[:_MOST_PAGES]


def _sentences(lang: Lang, model: Model) -> Iterator[str]:
    yield _heads(lang, model)
    if shared := _shared(lang, model):
        yield shared
    yield _widths(lang, model)
    if context := _context(lang, model):
        yield context


def _heads(lang: Lang, model: Model) -> str:
    if model.total_heads is None:
        return say(lang, "models-heads-hybrid", heads=model.heads, **_layers(model))
    return say(lang, "models-heads", heads=model.heads, **_layers(model), **_all_heads(lang, model))


def _total(lang: Lang, model: Model) -> str:
    if model.total_heads is None:
        return say(lang, "models-total-hybrid")
    return say(lang, "models-total", heads=model.heads, **_layers(model), **_all_heads(lang, model))


def _shared(lang: Lang, model: Model) -> str:
    """How keys and values are shared; empty where each head has its own."""
    if model.attention == "mla":
        return say(lang, "models-latent")
    if model.kv_heads is None or model.kv_heads == model.heads:
        return ""
    return say(lang, "models-shared", kv_heads=model.kv_heads)


def _widths(lang: Lang, model: Model) -> str:
    return say(lang, "models-widths", head_dim=str(model.head_dim), d_model=grouped(lang, model.d_model))


def _context(lang: Lang, model: Model) -> str:
    if not model.context:
        return ""
    told = grouped(lang, model.context)
    return say(lang, "models-context", context=model.context, told=told, kind=_window(model))


def _window(model: Model) -> str:
    """What a context's number counts, as the source of the row tells it."""
    if "text tokens" in model.source:
        return "decoder"
    if model.family == "ViT":
        return "patches"
    if "trained at" in model.source:
        return "trained"
    stretched = model.family == "Qwen3" and "report" in model.source and model.context == 131_072
    return "stretched" if stretched else "tokens"


def _layers(model: Model) -> dict[str, str | int]:
    """The layers as they are written, and the number that their noun goes by."""
    return {"layers": model.layers, "last": int(model.layers.rsplit("+", 1)[-1])}


def _all_heads(lang: Lang, model: Model) -> dict[str, str | int]:
    total = model.total_heads or 0
    return {"total": total, "told": grouped(lang, total), "crosses": _yes(model.crosses)}


def _yes(true: bool) -> str:  # noqa: FBT001 - Fluent chooses by words
    return "yes" if true else "no"
