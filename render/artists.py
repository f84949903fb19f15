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

from render.ink import ASCENT, DESCENT, Script, ink, width
from render.lattice import Box, Lattice
from render.measures import Pixels
from render.scale import Scale
from render.theme import Palette, rgb

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
    x: Pixels
    y: Pixels
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
            _put(renderer, image, x, y)


class Maps(Artist):
    """Maps of weights, all in one image.

    Attributes:
        weights: What is shown.
        visible: Which cells can be seen; the others stay empty.
        scale: From weights to colours.
        lattice: The maps' places.
        image: The pixels.
    """

    def __init__(
        self,
        weights: Float32[np.ndarray, "map row col"],
        visible: Bool[np.ndarray, "#map row col"],
        scale: Scale,
        palette: Palette,
        lattice: Lattice,
    ) -> None:
        """Colour the maps.

        Args:
            weights: What is shown.
            visible: Which cells can be seen, in each map or in all alike.
            scale: From weights to steps of the palette.
            palette: The colours.
            lattice: The maps' places.
        """
        super().__init__()
        self.weights, self.visible, self.scale, self.lattice = weights, visible, scale, lattice
        colours = np.array([*palette.steps, palette.over, palette.page], dtype="u1")
        packed = np.concatenate([colours, np.full((len(colours), 1), 255, dtype="u1")], axis=1).view(np.uint32)[:, 0]
        over, page = packed[-2], packed[-1]
        cells = packed[scale.steps(weights)]  # (map, row, col)
        cells[scale.above(weights)] = over
        cells = np.where(visible, cells, page)
        down, across, cell = lattice.down, lattice.across, lattice.cell
        filled = np.full((down * across, *cells.shape[1:]), page)
        filled[: len(cells)] = cells
        # One look at the canvas by map row, cell row, pixel row, map, cell, pixel: all cells are filled in one stroke.
        canvas = np.full((down, lattice.pitch[1], across, lattice.pitch[0]), page)
        places = canvas[:, : lattice.tall, :, : lattice.wide].reshape(
            down, lattice.rows, cell, across, lattice.columns, cell
        )
        inner = cell - _line(cell)
        by_place = filled.reshape(down, across, *cells.shape[1:]).transpose(0, 2, 1, 3)
        places[:, :, :inner, :, :, :inner] = by_place[:, :, None, :, :, None]
        flat = canvas.reshape(down * lattice.pitch[1], across * lattice.pitch[0])
        flat = np.ascontiguousarray(flat[: lattice.bottom - lattice.y, : lattice.right - lattice.x])
        self.image = flat.view(np.uint8).reshape(*flat.shape, 4)

    def draw(self, renderer: RendererBase, *_: Any) -> None:  # Any: as above
        """Put the image on the canvas."""
        _put(renderer, self.image, self.lattice.x, self.lattice.y)


def _put(renderer: RendererBase, image: UInt8[np.ndarray, "height width 4"], x: Pixels, y: Pixels) -> None:
    """Put an image on the canvas, its upper left corner at (x, y) from the upper left."""
    context = renderer.new_gc()
    height = renderer.get_canvas_width_height()[1]
    renderer.draw_image(context, x, height - y - image.shape[0], image[::-1])
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

    def __init__(self, palette: Palette, box: Box, *, end: int) -> None:
        """Hold the strip's colours and place.

        Args:
            palette: The colours.
            box: The place of the strip.
            end: Width of the piece for what lies above the scale; 0 where nothing does.
        """
        super().__init__()
        self.box = box
        across = np.linspace(0, len(palette.steps) - 1, round(box.width)).round().astype(int)
        row = np.concatenate([palette.steps[across], np.tile(np.array(palette.over, dtype=np.uint8), (end, 1))])
        self.image = np.full((round(box.height), len(row), 4), 255, dtype=np.uint8)
        self.image[..., :3] = row

    def draw(self, renderer: RendererBase, *_: Any) -> None:  # Any: as above
        """Put the strip on the canvas."""
        _put(renderer, self.image, self.box.x, self.box.y)
