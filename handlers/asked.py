"""What somebody asks to be shown, before it is held against a model or a text.

`/heads 5 3`, `show layer 5 head 3` and `и третью голову` all end up as an `Asked`. Nothing here knows how many layers
there are: `handlers.scene.resolve` holds the wish against the model and the picture that was shown last.
"""

import re
from dataclasses import dataclass
from typing import Literal

from attention.seen import Part, Unit

Step = Literal["next", "previous", "last", "same", "middle"]
Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Shift:
    """So many layers or heads on from what is shown, or back."""

    by: int


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from `low` to `high`, both included, as somebody wrote them: perhaps reversed, perhaps absurd."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish to see something; what is None stays as it was.

    Attributes:
        layer: A layer's number, or a step from the layer shown.
        heads: Spans of heads, or a step from the head shown; `all` for every head of the layer.
        leaf: How far to leaf on, or back, through what is shown: heads, layers, or the map; 0 shows the same again.
        whole_model: Whether the map of all layers and heads is asked for.
        part: Which attention of an encoder-decoder.
        unit: Tokens or words.
        hide_first: Whether to hide the first token's column.
        theme: Light or dark; `other` for the one that isn't shown.
        text: A text that came along.
        ordinal: The number that was written as an ordinal (`пятый`), so that the answer says how it was counted.
        alone: A number that may be a layer's or a head's: what is shown tells which.
        also: Further layers, each with its heads (none for all of them), that no picture shows together with the first.
    """

    layer: int | Step | Shift | None = None
    heads: tuple[Span, ...] | Step | Literal["all"] | Shift | None = None
    leaf: int | None = None
    whole_model: bool = False
    part: Part | None = None
    unit: Unit | None = None
    hide_first: bool | None = None
    theme: Theme | Literal["other"] | None = None
    text: str | None = None
    ordinal: int | None = None
    alone: int | None = None
    also: tuple[tuple[int, tuple[Span, ...]], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return self == Asked(text=self.text)

    @property
    def is_view_only(self) -> bool:
        """Whether only the way of drawing is to change."""
        places = (self.layer, self.heads, self.leaf, self.alone, self.part)
        return places == (None,) * len(places) and not self.whole_model


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A word stands where the number of a layer or a head should."""

    word: str
    place: Literal["layer", "head"]


_SPAN = re.compile(r"([+-]?\d{1,20})(?:[-\u2010-\u2015\u2212]([+-]?\d{1,20}))?")
_DOTTED = re.compile(
    r"(\d{1,20})\.(\d{1,20}(?:[-\u2010-\u2015\u2212]\d{1,20})?(?:,\d{1,20}(?:[-\u2010-\u2015\u2212]\d{1,20})?)*)"
)


def read_spans(word: str) -> tuple[Span, ...] | None:
    """Read `3`, `0-3`, `1,4,7` or `0-3,7`; None where it is nothing of the kind."""
    spans = []
    for piece in word.strip(",").split(","):
        match = _SPAN.fullmatch(piece)
        if match is None:
            return None
        low = int(match[1])
        spans.append(Span(low, int(match[2]) if match[2] else low))
    return tuple(spans)


def read_dotted(word: str) -> tuple[int, tuple[Span, ...]] | None:
    """Read `5.3` as layer 5 and head 3; `5.0-3` and `5.1,4` name several heads of it."""
    match = _DOTTED.fullmatch(word)
    spans = read_spans(match[2]) if match else None
    return (int(match[1]), spans) if match and spans else None
