"""What somebody can order in plain words, apart from a wish to see something (`handlers.asked`)."""

from dataclasses import dataclass
from typing import Literal

from handlers.asked import Asked

Known = Literal["previous", "induction"]
"""The kinds of heads that one can ask for by name; which heads they are is known of the embedded model alone."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command by its name, with what follows it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Show the head that tells most; on a text, if one came along."""

    text: str | None = None


@dataclass(frozen=True, slots=True)
class OfKind:
    """Show a head of a kind; on a text, if one came along."""

    kind: Known
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Retell:
    """Tell the last answer once more: the whole of it, which names the sources, or its first screen."""

    whole: bool


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on with what came last: with the rest of an answer, else from the picture."""


@dataclass(frozen=True, slots=True)
class Cannot:
    """Something that can't be done, or needs no doing.

    Attributes:
        what: The catalogue says under `cannot-<what>` what can be done instead.
        layers: The layers that can be shown one by one.
    """

    what: str
    layers: tuple[int, ...] = ()


Order = Asked | Run | Telling | OfKind | Retell | GoOn | Cannot
