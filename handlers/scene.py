"""What one picture shows, small enough to travel in a button.

A scene names a text (by key), a layer, its heads and the view. Its code fits the 64 bytes that Telegram allows a
button, so a button works after a restart and a reply to a picture can go on from it.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product
from types import MappingProxyType
from typing import Literal

from attention import Facts, Part, Unit
from handlers.asked import Asked, Shift, Span
from handlers.request import Lang
from render import View

MOST_BYTES = 64  # callback_data in the Bot API; a custom_id in Discord may have 100
_PREFIX = "s"
_KEY = 8
NO_TEXT = "-" * _KEY
"""The key of a scene that only keeps a view, before anybody sent a text."""
_PARTS: MappingProxyType[str, Part] = MappingProxyType({"e": "encoder", "d": "decoder", "x": "cross"})
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
# Every view and language has one letter; the order is a promise to buttons that were sent long ago.
_VIEWS: MappingProxyType[str, tuple[Lang, Unit, bool, Literal["light", "dark"]]] = MappingProxyType(
    dict(zip(_ALPHABET, product(("en", "ru"), ("token", "word"), (False, True), ("light", "dark")), strict=False))
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows.

    Attributes:
        text: The key under which memory keeps the text.
        part: Which attention.
        layer: The layer, from 0; None for the map of the whole model.
        heads: The heads chosen, rising; empty for all of the layer.
        view: How it is drawn, and in which language it speaks.
    """

    text: str
    part: Part
    layer: int | None = None
    heads: tuple[int, ...] = ()
    view: View = field(default_factory=View)

    @property
    def head(self) -> int | None:
        """The one head shown large, if it is one."""
        return self.heads[0] if len(self.heads) == 1 else None


def encode(scene: Scene) -> str:
    """Write a scene as at most 64 bytes of ASCII."""
    part = next(letter for letter, part in _PARTS.items() if part == scene.part)
    wanted = (scene.view.lang, scene.view.unit, scene.view.hide_first, scene.view.theme)
    view = next(letter for letter, view in _VIEWS.items() if view == wanted)
    layer = "" if scene.layer is None else str(scene.layer)
    heads = _encode_heads(scene.heads)
    return f"{_PREFIX}{scene.text}{part}{view}{layer}{'.' if heads else ''}{heads}"


def decode(data: str) -> Scene | None:
    """Read a scene back; None for anything that `encode` didn't write."""
    if not data.startswith(_PREFIX) or len(data) < _KEY + 3:
        return None
    text, part, view, rest = data[1 : _KEY + 1], data[_KEY + 1], data[_KEY + 2], data[_KEY + 3 :]
    layer, _, heads = rest.partition(".")
    if part not in _PARTS or view not in _VIEWS or not (layer.isdecimal() or layer == heads == ""):
        return None
    chosen = _decode_heads(heads)
    if chosen is None:
        return None
    lang, unit, hide_first, theme = _VIEWS[view]
    shown = View(lang=lang, unit=unit, hide_first=hide_first, theme=theme)
    return Scene(text, _PARTS[part], int(layer) if layer else None, chosen, shown)


def _encode_heads(heads: tuple[int, ...]) -> str:
    """`3`, `1,4,7`, or the bits of a mask in base64 where a list would be longer."""
    listed = ",".join(map(str, heads))
    mask = sum(1 << head for head in heads)
    bits = base64.urlsafe_b64encode(mask.to_bytes((mask.bit_length() + 7) // 8, "big")).decode().rstrip("=")
    return min(listed, f"~{bits}", key=len) if heads else ""


def _decode_heads(code: str) -> tuple[int, ...] | None:
    try:
        if code.startswith("~"):
            mask = int.from_bytes(base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_"), "big")
            return tuple(head for head in range(mask.bit_length()) if mask >> head & 1)
        return tuple(sorted({int(head) for head in code.split(",")})) if code else ()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class NoSuchLayer:
    """A layer that this model doesn't have."""

    asked: int
    last: int


@dataclass(frozen=True, slots=True)
class NoSuchHead:
    """A head that a layer of this model doesn't have."""

    asked: int
    last: int


@dataclass(frozen=True, slots=True)
class ReversedRange:
    """A range from more to less, as it should be written."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NoAttentionThere:
    """A layer of a hybrid model that mixes tokens without attention."""

    layer: int
    attention_layers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoLayerYet:
    """A head without a layer, and no picture before it to take the layer from."""

    last: int


@dataclass(frozen=True, slots=True)
class NoSuchPart:
    """A part of an encoder-decoder, asked of a model that isn't one."""

    part: Part


CannotShow = NoSuchLayer | NoSuchHead | ReversedRange | NoAttentionThere | NoLayerYet | NoSuchPart


def layers_of(facts: Facts, part: Part) -> int:
    """How many layers that part of the model has."""
    is_decoder_side = part != "encoder" and facts.decoder_layers is not None
    return facts.decoder_layers if is_decoder_side and facts.decoder_layers else facts.layers


def parts_of(facts: Facts) -> tuple[Part, ...]:
    """The kinds of attention that the model has, the one shown first in front."""
    match facts.kind:
        case "causal":
            return ("decoder",)
        case "encoder":
            return ("encoder",)
        case "encoder-decoder":
            return ("encoder", "decoder", "cross")


def resolve(asked: Asked, before: Scene, facts: Facts) -> Scene | CannotShow:
    """Hold a wish against the model and the picture shown before.

    Args:
        asked: The wish; what it leaves open stays as it was.
        before: The scene that the wish starts from; its layer is None where nothing or the map was shown.
        facts: The model.
    """
    part = asked.part or before.part
    if part not in parts_of(facts):
        return NoSuchPart(part)
    view = replace(
        before.view,
        unit=asked.unit or before.view.unit,
        theme=_theme(asked, before),
        hide_first=before.view.hide_first if asked.hide_first is None else asked.hide_first,
    )
    start = replace(before, part=part, view=view)
    nothing_chosen = before.layer is None and asked.layer is None
    if asked.whole_model or (nothing_chosen and asked.heads == "all"):
        return replace(start, layer=None, heads=())
    if asked.leaf is not None and asked.layer is None and asked.heads is None:
        return _leaf(start, asked.leaf, facts)
    layer = _layer(asked, before, last=layers_of(facts, part) - 1)
    if not isinstance(layer, int | None):
        return layer
    if layer is not None and facts.kind == "causal" and layer not in facts.attention_layers:
        return NoAttentionThere(layer, facts.attention_layers)
    heads = _heads(asked, before, last=facts.heads - 1)
    if not isinstance(heads, tuple):
        return heads
    if layer is None and heads:
        return NoLayerYet(layers_of(facts, part) - 1)
    return replace(start, layer=layer, heads=heads)


def _theme(asked: Asked, before: Scene) -> Literal["light", "dark"]:
    if asked.theme == "other":
        return "light" if before.view.theme == "dark" else "dark"
    return asked.theme or before.view.theme


def _leaf(scene: Scene, by: int, facts: Facts) -> Scene | CannotShow:
    """Leaf on as in a book: from a head to the next, at a layer's end into the next; from the map into its layers."""
    layers = facts.attention_layers if facts.kind == "causal" else tuple(range(layers_of(facts, scene.part)))
    if by == 0 or (scene.layer is None and by < 0):
        return scene
    if scene.layer is None or scene.layer not in layers:
        return replace(scene, layer=layers[0], heads=())
    at = layers.index(scene.layer)
    heads = () if scene.head is None else ((scene.head + by) % facts.heads,)
    at += by if scene.head is None else (scene.head + by) // facts.heads
    if not 0 <= at < len(layers):
        return NoSuchLayer(layers[-1] + 1 if at > 0 else -1, layers_of(facts, scene.part) - 1)
    return replace(scene, layer=layers[at], heads=heads)


def _layer(asked: Asked, before: Scene, last: int) -> int | CannotShow | None:
    match asked.layer:
        case "last":
            return last
        case "middle":
            return (last + 1) // 2
        case "next" | "previous" | Shift():
            if before.layer is None:
                return NoLayerYet(last)
            layer = before.layer + _by(asked.layer)
        case "same" | None:
            if before.layer is None and (asked.layer == "same" or asked.heads is not None):
                return NoLayerYet(last)
            return before.layer if before.layer is None or before.layer <= last else NoSuchLayer(before.layer, last)
        case number:
            layer = number
    return layer if 0 <= layer <= last else NoSuchLayer(layer, last)


def _heads(asked: Asked, before: Scene, last: int) -> tuple[int, ...] | CannotShow:
    match asked.heads:
        case None:
            return () if asked.layer is not None else before.heads
        case "all":
            return ()
        case "last":
            return (last,)
        case "middle":
            return ((last + 1) // 2,)
        case "same":
            return before.heads
        case "next" | "previous" | Shift():
            by = _by(asked.heads)
            beside = -1 if by > 0 else last + 1  # where several heads are shown: the first or the last comes next
            head = (beside if before.head is None else before.head) + by
            return (head,) if 0 <= head <= last else NoSuchHead(head, last)
        case spans:
            return _chosen(spans, last)


def _by(step: Literal["next", "previous"] | Shift) -> int:
    return step.by if isinstance(step, Shift) else 1 if step == "next" else -1


def _chosen(spans: Iterable[Span], last: int) -> tuple[int, ...] | CannotShow:
    chosen: set[int] = set()
    for span in spans:
        for end in (span.low, span.high):
            if not 0 <= end <= last:
                return NoSuchHead(end, last)
        if span.low > span.high:
            return ReversedRange(span.high, span.low)
        chosen.update(range(span.low, span.high + 1))
    return tuple(sorted(chosen))
