"""What is put on a figure: maps of cells in one image, and marks of text.

Both draw straight into the canvas, in pixels from the top left corner; no axes, no ticks, nothing global. They are
matplotlib artists, so that a test (or a reader in a notebook) can ask a figure what is on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from jaxtyping import Bool, Float32, UInt8
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase

from render.fit import Box
from render.ink import ASCENT, DESCENT, Script, ink, width
from render.scale import Scale
from render.theme import rgb

MIDDLE = 0.36  # from the baseline to the middle of a line, in ems


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of text on a picture.

    Attributes:
        text: As it is drawn.
        x: Where it is held, from the left.
        y: Where the middle of its line is (its held end, if upright).
        script: How it is written.
        colour: As `#rrggbb`.
        hold: Which end (or the middle) is held at `x` (at `y`, if upright).
        upright: Whether it runs from bottom to top; then `x` is the middle of its line.
    """

    text: str
    x: float
    y: float
    script: Script
    colour: str
    hold: Literal["start", "middle", "end"] = "start"
    upright: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        long, tall = width(self.text, self.script), (ASCENT + DESCENT) * self.script.em
        before = {"start": 0.0, "middle": long / 2, "end": float(long)}[self.hold]
        above = (ASCENT - MIDDLE) * self.script.em
        if self.upright:
            return Box(self.x - above, self.y - (long - before), tall, long)
        return Box(self.x - before, self.y - above, long, tall)


class Marks(Artist):
    """All the text of a picture."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        """Hold `marks` for drawing."""
        super().__init__()
        self.marks = tuple(marks)

    def draw(self, renderer: RendererBase, *_: Any) -> None:  # Any: matplotlib passes what this artist has no use for
        """Put the ink of every mark on the canvas."""
        context = renderer.new_gc()
        height = renderer.get_canvas_width_height()[1]
        for mark in self.marks:
            drawn = ink(mark.text, mark.script)
            if not drawn.alpha.size:
                continue
            box = mark.box
            alpha = drawn.alpha
            if mark.upright:
                alpha = np.rot90(alpha)
                x = round(mark.x + MIDDLE * mark.script.em) - drawn.above
                y = round(box.bottom) - drawn.left - alpha.shape[0]
            else:
                x = round(box.x) + drawn.left
                y = round(mark.y + MIDDLE * mark.script.em) - drawn.above
            image = np.empty((*alpha.shape, 4), dtype=np.uint8)
            image[..., :3] = rgb(mark.colour)
            image[..., 3] = alpha
            renderer.draw_image(context, x, height - y - alpha.shape[0], image[::-1])
        context.restore()


class Maps(Artist):
    """Maps of weights, all in one image.

    Attributes:
        weights: What is shown.
        visible: Which cells can be seen; the others stay empty.
        scale: From weights to colours.
        boxes: A place for each map.
        image: The pixels.
    """

    def __init__(
        self,
        weights: Float32[np.ndarray, "map row col"],
        visible: Bool[np.ndarray, "row col"],
        scale: Scale,
        colours: UInt8[np.ndarray, "256 3"],
        boxes: Sequence[Box],
        page: str,
        over: str,
    ) -> None:
        """Colour the maps.

        Args:
            weights: What is shown.
            visible: Which cells can be seen.
            scale: From weights to the steps of `colours`.
            colours: The colours of the scale.
            boxes: A place for each map, whole cells in size.
            page: The colour of the page.
            over: The colour of weights above the scale.
        """
        super().__init__()
        self.weights, self.visible, self.scale, self.boxes = weights, visible, scale, tuple(boxes)
        cells = colours[scale.steps(weights)]
        cells[scale.above(weights)] = rgb(over)
        cells[:, ~visible] = rgb(page)
        cell = round(boxes[0].width / weights.shape[2])
        self.x, self.y = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        self.image = np.full((round(bottom - self.y), round(right - self.x), 4), 255, dtype=np.uint8)
        self.image[..., :3] = rgb(page)
        for map_, box in zip(cells, boxes, strict=True):
            place = np.s_[
                round(box.y - self.y) : round(box.bottom - self.y), round(box.x - self.x) : round(box.right - self.x)
            ]
            big = map_.repeat(cell, axis=0).repeat(cell, axis=1)
            line = _line(cell)
            if line:
                grid = big.reshape(map_.shape[0], cell, map_.shape[1], cell, 3)
                grid[:, cell - line :] = rgb(page)
                grid[:, :, :, cell - line :] = rgb(page)
            self.image[(*place, slice(3))] = big

    def draw(self, renderer: RendererBase, *_: Any) -> None:  # Any: as above
        """Put the image on the canvas."""
        height = renderer.get_canvas_width_height()[1]
        context = renderer.new_gc()
        renderer.draw_image(context, self.x, height - self.y - self.image.shape[0], self.image[::-1])
        context.restore()


def _line(cell: int) -> int:
    """How thick the page shows between two cells."""
    if cell >= 48:
        return 3
    if cell >= 20:
        return 2
    return 1 if cell >= 10 else 0


class Bar(Artist):
    """The colour bar: a strip of all colours of the scale, and a piece for what lies above it."""

    def __init__(self, colours: UInt8[np.ndarray, "256 3"], box: Box, over: str | None, end: float) -> None:
        """Hold the strip's colours and place.

        Args:
            colours: Of the scale.
            box: The place of the strip.
            over: The colour of the piece at its end; None for no such piece.
            end: Width of that piece.
        """
        super().__init__()
        self.box = box
        across = np.linspace(0, len(colours) - 1, round(box.width)).round().astype(int)
        strip = np.broadcast_to(colours[across], (round(box.height), len(across), 3))
        if over is not None:
            piece = np.broadcast_to(np.array(rgb(over), dtype=np.uint8), (len(strip), round(end), 3))
            strip = np.concatenate([strip, piece], axis=1)
        self.image = np.full((*strip.shape[:2], 4), 255, dtype=np.uint8)
        self.image[..., :3] = strip

    def draw(self, renderer: RendererBase, *_: Any) -> None:  # Any: as above
        """Put the strip on the canvas."""
        height = renderer.get_canvas_width_height()[1]
        context = renderer.new_gc()
        renderer.draw_image(context, self.box.x, height - self.box.y - self.image.shape[0], self.image[::-1])
        context.restore()
