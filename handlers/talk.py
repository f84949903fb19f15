"""What a talk is about, kept as one line: a topic, and with figures the models that they were of."""

from collections.abc import Sequence

from handlers.call import Call
from handlers.questions import MODELS_TOPIC, Guide, Model, Named, Talked, UnknownModel, Unpublished

_LOADED, _OF_ONE_NAME, _AND, _BEFORE = "*", "&", "|", "||"
_MOST_NAMES = 4  # that `compare them all` can mean
_DEFINED = "="


async def keep(
    call: Call,
    names: Sequence[Sequence[Model]],
    missing: Sequence[Unpublished | UnknownModel] = (),
    *,
    this: bool = False,
) -> None:
    """Keep that the talk is of the figures of these models, those of one name together."""
    told = [_OF_ONE_NAME.join(model.name for model in models) for models in names]
    told += [*(each.name for each in missing), *([_LOADED] if this else [])]
    now, before = await _kept(call)
    known = {model for name in told for model in name.split(_OF_ONE_NAME)}
    earlier = [name for name in (*before, *now) if known.isdisjoint(name.split(_OF_ONE_NAME)) and name != _LOADED]
    earlier = earlier[max(len(earlier) + len(told) - _MOST_NAMES, 0) :]
    line = f"{MODELS_TOPIC} {_AND.join(told)}{_BEFORE}{_AND.join(earlier)}"
    await call.memory.set_topic(call.request.place, line)


async def topic(call: Call) -> str | None:
    """The topic that this person was told about last in this thread."""
    line = await call.memory.topic(call.request.place)
    return line.partition(" ")[0] if line and not line.startswith(_DEFINED) else None


async def keep_told(call: Call, topic: str) -> None:
    """Keep that all was told of a topic; the models stay, if figures were given."""
    line = await call.memory.topic(call.request.place) or ""
    of_it = line.partition(" ")[0] == topic
    await call.memory.set_topic(call.request.place, line if of_it else topic, "all")


async def keep_defined(call: Call, question: str) -> None:
    """Keep that the talk is of a word that was defined, by the question that asked for it; there is no topic of it."""
    await call.memory.set_topic(call.request.place, _DEFINED + question)


async def defined(call: Call) -> str | None:
    """The question that was answered with a definition last, if the talk is still of it."""
    line = await call.memory.topic(call.request.place) or ""
    return line.removeprefix(_DEFINED) if line.startswith(_DEFINED) else None


async def talked(call: Call, guide: Guide) -> Talked:
    """The models whose figures were given last, and those before them, if the talk is still of them."""
    now, before = await _kept(call)
    return Talked(_named(guide, now), _LOADED in now, _named(guide, before))


async def _kept(call: Call) -> tuple[list[str], list[str]]:
    """The names of the last answer, and the earlier ones."""
    line = await call.memory.topic(call.request.place) or ""
    of, _, names = line.partition(" ")
    now, _, before = names.partition(_BEFORE) if of == MODELS_TOPIC else ("", "", "")
    return [name for name in now.split(_AND) if name], [name for name in before.split(_AND) if name]


def _named(guide: Guide, names: Sequence[str]) -> tuple[Named, ...]:
    return tuple(named for name in names if name != _LOADED if (named := _of_name(guide, name)))


def _of_name(guide: Guide, name: str) -> Named | None:
    """What a kept name stands for: the models that it had then, or a name without figures."""
    kept = set(name.split(_OF_ONE_NAME))
    if models := tuple(model for model in guide.models.all if model.name in kept):
        return models
    return next(iter(guide.models.named(name)), None)
