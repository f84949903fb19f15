"""What stands above and below the maps of every picture: title, reading, colour bar; notes, the model's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from render.artists import Bar, Mark
from render.catalogue import own
from render.ink import Script, width
from render.labels import drawable, shorten
from render.lattice import Box
from render.measures import LABEL, LEAD, LINE, MARGIN, TITLE, Pixels
from render.scale import Scale
from render.sentences import percent
from render.theme import THEMES, palette
from render.view import View
from render.wrap import wrap

BAR_WIDTH, BAR_HEIGHT, BAR_END = 270, 22, 18
BESIDE = 40  # between what stands left and what stands right


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page: a title, lines that say what is seen, and the colour bar to their right."""

    title: str
    lines: tuple[str, ...]
    zoom: int = 1

    @property
    def least(self) -> Pixels:
        """Width that the page must have at least."""
        wide = width(self.title, Script(TITLE * self.zoom, "semibold"))
        return wide + (2 * MARGIN + BESIDE + BAR_WIDTH + BAR_END + 8) * self.zoom

    @property
    def height(self) -> Pixels:
        """From the page's top to where the maps begin."""
        left = TITLE * LINE + len(self.lines) * LEAD * LINE
        right = BAR_HEIGHT + LABEL * LINE + 12
        return (MARGIN + max(left, right) + 22) * self.zoom

    def marks(self, view: View) -> list[Mark]:
        """Write the title and the lines."""
        theme, zoom = THEMES[view.theme], self.zoom
        y = (MARGIN + TITLE * 0.5) * zoom
        marks = [Mark(self.title, MARGIN * zoom, y, Script(TITLE * zoom, "semibold"), theme.text)]
        for at, line in enumerate(self.lines):
            y = (MARGIN + TITLE * LINE + (at + 0.45) * LEAD * LINE) * zoom
            marks.append(Mark(line, MARGIN * zoom, y, Script(LEAD * zoom), theme.muted))
        return marks


def head_of_page(title: str, lead: str, zoom: int = 1) -> Head:
    """Make the head of a page; the lead is broken into lines that leave room for the colour bar."""
    script = Script(LEAD)
    room = max(width(title, Script(TITLE, "semibold")), 560)
    return Head(title, wrap(lead, room, lambda text: width(text, script), balanced=True) if lead else (), zoom)


def bar_of_page(scale: Scale, page_width: int, view: View, zoom: int = 1) -> tuple[Bar, list[Mark]]:
    """Put the colour bar in the top right corner, its numbers under it."""
    theme = THEMES[view.theme]
    end = BAR_END * zoom if scale.clipped else 0
    box = Box(
        page_width - (MARGIN + BAR_WIDTH) * zoom - end,
        (MARGIN + 10) * zoom,
        BAR_WIDTH * zoom,
        BAR_HEIGHT * zoom,
    )
    marks = []
    holds: tuple[Literal["start", "middle", "end"], ...] = ("start", "middle", "end")
    places = scale.place(np.array(scale.ticks))
    for tick, place, hold in zip(scale.ticks, places, holds, strict=True):
        said = own().say(view.lang, "percent", share=percent(tick))
        x = box.x + box.width * float(place)
        y = box.bottom + LABEL * 0.72 * zoom
        marks.append(Mark(said, x, y, Script(LABEL * zoom), theme.muted, hold))
    return Bar(palette(view.theme, view.colours), box, end=end), marks


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page: notes to the left, the model's name to the right."""

    lines: tuple[str, ...]
    name: str
    zoom: int = 1

    @property
    def height(self) -> Pixels:
        """From where the maps and their labels end to the page's bottom."""
        return (24 + len(self.lines) * LABEL * LINE + MARGIN - 10) * self.zoom

    def marks(self, top: Pixels, page_width: int, view: View) -> list[Mark]:
        """Write the notes and the name."""
        theme, script = THEMES[view.theme], Script(LABEL * self.zoom)
        marks = []
        for at, line in enumerate(self.lines):
            y = top + (24 + (at + 0.5) * LABEL * LINE) * self.zoom
            marks.append(Mark(line, MARGIN * self.zoom, y, script, theme.muted))
        y = top + (24 + (len(self.lines) - 0.5) * LABEL * LINE) * self.zoom
        marks.append(Mark(self.name, page_width - MARGIN * self.zoom, y, script, theme.faint_text, "end"))
        return marks


def foot_of_page(notes: Sequence[str], model: str, room: Pixels, zoom: int = 1) -> Foot:
    """Make the foot of a page.

    Args:
        notes: Sentences.
        model: The model's name.
        room: The page's width less both margins.
        zoom: How much larger than the plain size all is drawn.
    """
    script = Script(LABEL * zoom)

    def measure(text: str) -> Pixels:
        return width(text, script)

    # The last parts of a path or of a Hub id say most.
    name = shorten(drawable(model.rstrip("/").rsplit("/", 1)[-1]), room / 3, measure)
    lines = wrap(" ".join(notes), room, measure) if notes else ("",)
    if measure(lines[-1]) + BESIDE * zoom + measure(name) > room:
        lines = (*lines, "")
    return Foot(lines, name, zoom)
