"""Figures of models: one in words, several side by side in a picture, the loaded one among them."""

from collections.abc import Iterator, Sequence

from attention import Facts
from handlers.call import Call
from handlers.desk import Busy
from handlers.explaining import topic_button, view_of
from handlers.keyboard import sends
from handlers.questions import Extremes, Figures, Guide, Model, UnknownModel, Unpublished
from handlers.reply import Button, Kind, Reply, Seconds
from handlers.request import Lang
from handlers.say import say
from render import Card

_TOPIC = "model-head-counts"
_MOST_ROWS = 10
_MOST_IN_WORDS = 4
_WELL_KNOWN = (
    "GPT-2 small",
    "GPT-3 175B",
    "BERT-base",
    "YandexGPT-5-Lite-8B",
    "GigaChat-20B-A3B",
    "Llama-3.1-8B",
    "Llama-3.1-70B",
    "Qwen3-30B-A3B",
    "DeepSeek-V3 / R1",
)
_FAMILIES = ("GPT-2", "Llama-3", "Qwen3", "Gemma-3", "Mistral", "DeepSeek")


async def compare(call: Call, guide: Guide, wanted: Figures | Extremes, question: str) -> Reply:
    """Answer a question about figures of models."""
    await call.memory.set_topic(call.request.place, _TOPIC)
    lang, buttons = call.lang, _buttons(guide, call.lang)
    if isinstance(wanted, Extremes):
        lead = say(lang, f"models-{'most' if wanted.most else 'fewest'}-{wanted.figure.replace('_', '-')}")
        return await _side_by_side(call, [lead], wanted.models, this=True, buttons=buttons)
    lines = [_missing(lang, each) for each in wanted.missing]
    if len(wanted.models) + wanted.this == 0:
        return Reply("question", lang, "\n\n".join(lines), buttons=buttons, topic=_TOPIC)
    if wanted.this and not wanted.models:
        lines.append(_this(lang, call.studio.facts))
        return Reply("question", lang, "\n\n".join(lines), buttons=buttons, topic=_TOPIC)
    if len(wanted.models) == 1 and not wanted.this:
        (model,) = wanted.models
        lines += [_line(lang, model), say(lang, "models-source", source=model.source)]
        return Reply("question", lang, "\n\n".join(lines), buttons=buttons, topic=_TOPIC)
    return await _side_by_side(call, lines, wanted.models, this=True, buttons=buttons)


async def list_models(call: Call, guide: Guide, names: str) -> Reply:
    """Give the figures of the models that are named; without names those that are known best."""
    named = guide.models.named(names) if names.strip() else []
    models = [model for each in named if isinstance(each, tuple) for model in each]
    missing = [_missing(call.lang, each) for each in named if isinstance(each, Unpublished | UnknownModel)]
    if names.strip() and not models:
        text = "\n".join(missing) or say(call.lang, "models-none", names=names[:60])
        return Reply("command", call.lang, text, buttons=_buttons(guide, call.lang))
    if models:
        buttons = _buttons(guide, call.lang)
        return await _side_by_side(call, missing, models, this=True, buttons=buttons, kind="command")
    known = [model for name in _WELL_KNOWN for model in guide.models.all if model.name == name]
    lead = say(call.lang, "models-lead", models=len(guide.models.all))
    families = tuple(sends(family, f"/models {family}", lang=call.lang) for family in _FAMILIES)
    buttons = (families[:3], families[3:], *_buttons(guide, call.lang))
    return await _side_by_side(call, [lead], known, this=True, buttons=buttons, kind="command")


async def _side_by_side(
    call: Call,
    lines: list[str],
    models: Sequence[Model],
    *,
    this: bool,
    buttons: tuple[tuple[Button, ...], ...],
    kind: Kind = "question",
) -> Reply:
    lang, shown = call.lang, models[:_MOST_ROWS]
    rows = [_row(lang, model) for model in shown]
    if this:
        rows.append(_own_row(lang, call.studio.facts))
    header = tuple(say(lang, f"column-{name}") for name in ("model", "layers", "heads", "kv", "d-model", "context"))
    title = say(lang, "models-title")
    told = [_line(lang, model) for model in shown[:_MOST_IN_WORDS]] if kind == "question" else []
    if len(models) > len(shown):
        told.append(say(lang, "models-left-out", models=len(models) - len(shown)))
    text = "\n\n".join(filter(None, [*lines, "\n".join(told), say(lang, "models-counted")]))
    alt = ". ".join([title, *("; ".join(line) for line in (header, *rows))])
    card = Card(title, header=header, rows=tuple(rows), alt=alt, marked=len(rows) - 1 if this else None)
    drawn = await call.studio.draw_card(card, await view_of(call))
    topic = _TOPIC if kind == "question" else None
    if isinstance(drawn, Busy):
        return Reply(kind, lang, text, buttons=buttons, topic=topic)
    return Reply(
        kind, lang, text, pictures=(drawn.value,), buttons=buttons, topic=topic, seconds=Seconds(render=drawn.seconds)
    )


def _row(lang: Lang, model: Model) -> tuple[str, ...]:
    kv = say(lang, "latent") if model.attention == "mla" else "?" if model.kv_heads is None else str(model.kv_heads)
    context = f"{model.context}" if model.context else "?"
    return model.name, model.layers, str(model.heads), kv, str(model.d_model), context


def _own_row(lang: Lang, facts: Facts) -> tuple[str, ...]:
    layers = f"{facts.layers}+{facts.decoder_layers}" if facts.decoder_layers else str(facts.layers)
    name = say(lang, "models-this", name=facts.name.rstrip("/").rsplit("/", 1)[-1][:24])
    return name, layers, str(facts.heads), str(facts.kv_heads), str(facts.d_model), str(facts.context or "?")


def _line(lang: Lang, model: Model) -> str:
    return " ".join(_sentences(lang, model))


def _sentences(lang: Lang, model: Model) -> Iterator[str]:
    if model.attention == "linear-hybrid":
        yield say(lang, "models-heads-hybrid", name=model.name, heads=model.heads, layers=model.layers)
    else:
        total = model.heads * model.total_layers
        yield say(lang, "models-heads", name=model.name, heads=model.heads, layers=model.layers, total=total)
    if model.attention == "mla":
        yield say(lang, "models-latent")
    elif model.kv_heads is not None and model.kv_heads < model.heads:
        yield say(lang, "models-shared", kv_heads=model.kv_heads)
    yield say(lang, "models-widths", head_dim=str(model.head_dim), d_model=str(model.d_model))
    if model.context:
        yield say(lang, "models-context", context=str(model.context))


def _this(lang: Lang, facts: Facts) -> str:
    layers = len(facts.attention_layers)
    total = layers * facts.heads
    name = say(lang, "models-this", name=facts.name)
    said = say(lang, "models-heads", name=name, heads=facts.heads, layers=str(layers), total=total)
    widths = say(lang, "models-widths", head_dim=str(facts.head_dim), d_model=str(facts.d_model))
    shared = say(lang, "models-shared", kv_heads=facts.kv_heads) if facts.kv_heads < facts.heads else ""
    return " ".join(filter(None, (said, shared, widths)))


def _missing(lang: Lang, name: Unpublished | UnknownModel) -> str:
    key = "models-unpublished" if isinstance(name, Unpublished) else "models-unknown"
    return say(lang, key, name=name.name)


def _buttons(guide: Guide, lang: Lang) -> tuple[tuple[Button, ...], ...]:
    first = topic_button(guide, _TOPIC, lang), topic_button(guide, "gqa-mqa", lang)
    second = topic_button(guide, "number-of-heads-effect", lang), sends(say(lang, "button-model"), "/model", lang=lang)
    return first, second
