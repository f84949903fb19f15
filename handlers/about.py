"""`/model`: the model under the microscope, its heads explained on its own numbers."""

from collections.abc import AsyncIterator, Iterator

from attention import Facts
from handlers.call import Call
from handlers.commands import Command
from handlers.keyboard import sends
from handlers.reply import Reply
from handlers.request import Lang
from handlers.say import say


async def answer_model(call: Call) -> AsyncIterator[Reply]:
    """Tell the facts of the loaded model."""
    lang = call.lang
    buttons = ((sends(say(lang, "button-try"), "/start"), sends(say(lang, "button-help"), "/help")),)
    told = [*_paragraphs(lang, call.studio.facts)]
    if call.scribe:
        told.append(say(lang, "model-words-answers", name=call.scribe.name))
    yield Reply(kind="command", lang=lang, text="\n\n".join(told), buttons=buttons)


MODEL = Command("model", answer_model)


def _paragraphs(lang: Lang, facts: Facts) -> Iterator[str]:
    if facts.name == "embedded":
        name = say(lang, "model-embedded", architecture=facts.architecture)
    else:
        name = say(lang, "model-name", name=facts.name, architecture=facts.architecture)
    yield f"{name} {say(lang, f'model-{facts.kind}')}"
    yield " ".join(_heads(lang, facts))
    yield " ".join(_product(lang, facts))
    if facts.kv_heads < facts.heads:
        group = facts.heads // facts.kv_heads
        yield say(lang, "model-shared", kv_heads=facts.kv_heads, heads=facts.heads, group=group)
    yield " ".join(_limits(lang, facts))


def _heads(lang: Lang, facts: Facts) -> Iterator[str]:
    layers = len(facts.attention_layers)
    yield say(lang, "model-heads", layers=layers, heads=facts.heads, total=layers * facts.heads)
    if facts.decoder_layers is not None:
        yield say(lang, "model-decoder-layers", layers=facts.decoder_layers)
    if layers < facts.layers:
        yield say(lang, "model-hybrid", attention_layers=", ".join(map(str, facts.attention_layers)))


def _product(lang: Lang, facts: Facts) -> Iterator[str]:
    product = facts.heads * facts.head_dim
    numbers = {"heads": facts.heads, "head_dim": facts.head_dim, "product": product}
    if product == facts.d_model:
        yield say(lang, "model-product-equal", **numbers)
    else:
        yield say(lang, "model-product-other", **numbers, d_model=facts.d_model)
    yield say(lang, "model-product-note")


def _limits(lang: Lang, facts: Facts) -> Iterator[str]:
    if facts.window is not None:
        yield say(lang, "model-window", window=facts.window)
    if facts.context is not None:
        yield say(lang, "model-context", context=facts.context)
    yield say(
        lang,
        "model-size",
        parameters=facts.parameters,
        vocabulary=facts.vocabulary,
        device=facts.device,
        dtype=facts.dtype,
    )
