"""What a talk is about, kept as one line: a topic, and with figures the models that they were of."""

from collections.abc import Sequence

from handlers.call import Call
from handlers.questions import MODELS_TOPIC, Guide, Model, Named, Talked, UnknownModel, Unpublished

_LOADED, _AND, _BEFORE = "*", "|", "||"


async def keep(
    call: Call,
    models: Sequence[Model],
    missing: Sequence[Unpublished | UnknownModel] = (),
    *,
    this: bool = False,
) -> None:
    """Keep that the talk is of the figures of these models."""
    line = await call.memory.topic(call.request.place) or ""
    now, _, earlier = line.partition(" ")[2].partition(_BEFORE)
    names = [*(model.name for model in models), *(each.name for each in missing), *([_LOADED] if this else [])]
    told = _AND.join(names)
    before = earlier if told == now else now
    await call.memory.set_topic(call.request.place, f"{MODELS_TOPIC} {told}{_BEFORE}{before}")


async def topic(call: Call) -> str | None:
    """The topic that this person was told about last in this thread."""
    line = await call.memory.topic(call.request.place)
    return line.partition(" ")[0] if line else None


async def keep_told(call: Call, topic: str) -> None:
    """Keep that all was told of a topic; the models stay, if figures were given."""
    line = await call.memory.topic(call.request.place) or ""
    of_it = line.partition(" ")[0] == topic
    await call.memory.set_topic(call.request.place, line if of_it else topic, "all")


async def talked(call: Call, guide: Guide) -> Talked:
    """The models whose figures were given last, if the talk is still of them."""
    line = await call.memory.topic(call.request.place) or ""
    now, _, before = line.partition(" ")[2].partition(_BEFORE)
    return Talked(_named(guide, now), _LOADED in now.split(_AND), _named(guide, before))


def _named(guide: Guide, names: str) -> tuple[Named, ...]:
    return tuple(named for name in names.split(_AND) if name != _LOADED for named in guide.models.named(name)[:1])
