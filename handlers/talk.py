"""What a talk is about, kept as one line: a topic, and with figures the models that they were of."""

from collections.abc import Sequence

from handlers.call import Call
from handlers.questions import MODELS_TOPIC, Guide, Model, Talked, UnknownModel, Unpublished

_LOADED = "*"


async def keep(
    call: Call,
    models: Sequence[Model],
    missing: Sequence[Unpublished | UnknownModel] = (),
    *,
    this: bool = False,
) -> None:
    """Keep that the talk is of the figures of these models."""
    names = [*(model.name for model in models), *(each.name for each in missing), *([_LOADED] if this else [])]
    await call.memory.set_topic(call.request.place, " ".join([MODELS_TOPIC, "|".join(names)]).strip())


async def topic(call: Call) -> str | None:
    """The topic that this person was told about last in this thread."""
    line = await call.memory.topic(call.request.place)
    return line.partition(" ")[0] if line else None


async def talked(call: Call, guide: Guide) -> Talked:
    """The models whose figures were given last, if the talk is still of them."""
    _, _, names = (await call.memory.topic(call.request.place) or "").partition(" ")
    kept = names.split("|") if names else []
    named = [named for name in kept if name != _LOADED for named in guide.models.named(name)[:1]]
    return Talked(tuple(named), _LOADED in kept)
