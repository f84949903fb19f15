"""Figures of models: one in words, several side by side in a picture, the loaded one among them."""

from collections.abc import Sequence
from dataclasses import replace

from handlers import talk
from handlers.call import Call
from handlers.desk import Busy
from handlers.explaining import topic_button, view_of
from handlers.figures import brief, grouped, line, of_facts, pages
from handlers.keyboard import Rows, sends
from handlers.questions import MODELS_TOPIC, Extremes, Figure, Figures, Guide, Model, UnknownModel, Unpublished
from handlers.reply import Kind, Reply, Seconds
from handlers.request import Lang
from handlers.say import say
from handlers.verdict import verdict
from render import Card

_MOST_ROWS = 10
_SEVERAL = 2
_MOST_IN_FULL = 3  # more are told a line each
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


async def compare(call: Call, guide: Guide, wanted: Figures | Extremes) -> Reply:
    """Answer a question about figures of models."""
    lang, buttons = call.lang, _buttons(guide, call.lang)
    if isinstance(wanted, Extremes):
        await talk.keep(call, [(model,) for model in wanted.models])
        lead = say(lang, f"models-{'most' if wanted.most else 'fewest'}-{wanted.figure.replace('_', '-')}")
        told = [brief(lang, model, wanted.figure) for model in wanted.models]
        return await _side_by_side(call, [lead, "\n".join(told)], wanted.models, buttons)
    shown = wanted.models[:_MOST_ROWS]
    await talk.keep(call, _names(wanted.names, shown), wanted.missing, this=wanted.this)
    told_of = [*shown, *([of_facts(lang, call.studio.facts)] if wanted.this else [])]
    lines = [_missing(lang, each, wanted.figure) for each in wanted.missing]
    if wanted.size:
        lines.append(say(lang, "models-by-width"))
    if wanted.more is not None:
        lines.append(verdict(lang, told_of, wanted.figure or "heads", more=wanted.more))
    lines.append("\n".join(_told(lang, told_of, wanted)))
    if len(told_of) > 1 and not wanted.brief:
        lines += _left_out(lang, wanted)
        return await _side_by_side(call, lines, shown, (*_rows_of(lang, wanted.families), *buttons))
    if len(shown) == 1 and not wanted.brief and pages(shown[0]):
        lines.append("\n".join([say(lang, "answer-sources"), *pages(shown[0])]))
    return Reply("question", lang, "\n\n".join(filter(None, lines)), buttons=buttons, topic=MODELS_TOPIC)


async def list_models(call: Call, guide: Guide, names: str) -> Reply:
    """Give the figures of the models that are named; without names those that are known best."""
    named = guide.models.named(names) if names.strip() else []
    models = tuple(model for each in named if isinstance(each, tuple) for model in each)
    missing = [_missing(call.lang, each) for each in named if isinstance(each, Unpublished | UnknownModel)]
    buttons = _buttons(guide, call.lang)
    if names.strip() and not models:
        text = "\n".join(missing) or say(call.lang, "models-none", names=names[:60])
        return Reply("command", call.lang, text, buttons=buttons)
    if models:
        groups = [each for each in named if isinstance(each, tuple)]
        await talk.keep(call, _names(groups, models[:_MOST_ROWS]))
        told = "\n".join(brief(call.lang, model, "heads") for model in models[:_MOST_ROWS])
        lines = [*missing, told, *_left_out(call.lang, Figures(models))]
        return await _side_by_side(call, lines, models[:_MOST_ROWS], buttons, kind="command")
    known = [model for name in _WELL_KNOWN for model in guide.models.all if model.name == name]
    lead = say(call.lang, "models-lead", models=len(guide.models.all))
    return await _side_by_side(call, [lead], known, (*_rows_of(call.lang, _FAMILIES), *buttons), kind="command")


def offer_figures(reply: Reply, guide: Guide, question: str) -> Reply:
    """Add a button to an answer that isn't about figures, where the question names several models."""
    named = [each[0].name for each in guide.models.named(question) if isinstance(each, tuple)]
    if len(named) < _SEVERAL:
        return reply
    button = sends(say(reply.lang, "button-figures"), f"/models {', '.join(named[:_SEVERAL])}", lang=reply.lang)
    return replace(reply, buttons=(*reply.buttons, (button,)))


async def _side_by_side(
    call: Call, lines: list[str], models: Sequence[Model], buttons: Rows, *, kind: Kind = "question"
) -> Reply:
    """The models in a picture, the loaded one below them."""
    lang = call.lang
    rows = tuple(_row(lang, model) for model in (*models, of_facts(lang, call.studio.facts)))
    header = tuple(say(lang, f"column-{name}") for name in ("model", "layers", "heads", "kv", "d-model", "context"))
    title = say(lang, "models-title")
    text = "\n\n".join(filter(None, [*lines, say(lang, "models-counted")]))
    alt = ". ".join([title, *("; ".join(row) for row in (header, *rows))])
    card = Card(title, header=header, rows=rows, alt=alt, marked=len(rows) - 1)
    drawn = await call.studio.draw_card(card, await view_of(call))
    topic = MODELS_TOPIC if kind == "question" else None
    if isinstance(drawn, Busy):
        return Reply(kind, lang, text, buttons=buttons, topic=topic)
    return Reply(
        kind, lang, text, pictures=(drawn.value,), buttons=buttons, topic=topic, seconds=Seconds(render=drawn.seconds)
    )


def _names(names: Sequence[Sequence[Model]], shown: Sequence[Model]) -> list[tuple[Model, ...]]:
    """The models that are shown, those of one name together."""
    groups = [tuple(model for model in models if model in shown) for models in names]
    return [group for group in groups if group]


def _told(lang: Lang, models: Sequence[Model], wanted: Figures) -> list[str]:
    """A line of each model: all its figures where there is room for them."""
    if wanted.brief or len(models) > _MOST_IN_FULL:
        return [brief(lang, model, wanted.figure or "heads") for model in models]
    return [line(lang, model) for model in models]


def _row(lang: Lang, model: Model) -> tuple[str, ...]:
    kv = say(lang, "latent") if model.attention == "mla" else "?" if model.kv_heads is None else str(model.kv_heads)
    context = grouped(lang, model.context) if model.context else "?"
    return model.name, model.layers, str(model.heads), kv, grouped(lang, model.d_model), context


def _left_out(lang: Lang, wanted: Figures) -> list[str]:
    """What the answer has no room for."""
    told = []
    if wanted.families:
        names = ", ".join(wanted.families)
        told.append(say(lang, "models-one-of-each", families=len(wanted.families), names=names))
    if len(wanted.models) > _MOST_ROWS:
        told.append(say(lang, "models-left-out", models=len(wanted.models) - _MOST_ROWS))
    return told


def _missing(lang: Lang, name: Unpublished | UnknownModel, figure: Figure | None = None) -> str:
    if isinstance(name, UnknownModel):
        return say(lang, "models-unknown", name=name.name[:60])
    return say(lang, "models-unpublished", name=name.name, figure=figure or "heads")


def _rows_of(lang: Lang, families: Sequence[str]) -> Rows:
    """Buttons that open a family each."""
    buttons = tuple(sends(family, f"/models {family}", lang=lang) for family in families)
    return tuple(buttons[at : at + 3] for at in range(0, len(buttons), 3))


def _buttons(guide: Guide, lang: Lang) -> Rows:
    first = topic_button(guide, MODELS_TOPIC, lang), topic_button(guide, "gqa-mqa", lang)
    second = topic_button(guide, "number-of-heads-effect", lang), sends(say(lang, "button-model"), "/model", lang=lang)
    return first, second
