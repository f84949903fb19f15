"""A figure and the file it becomes."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from render.view import Picture

DPI = 100
LEVEL = 3  # of zlib: the picture is mostly even areas, more takes twice the time and saves a fifth
UP = 2  # PNG's filter that stores the difference to the row above: nothing, inside a cell


def figure(width: int, height: int, page: str, artists: Sequence[Artist]) -> Figure:
    """Put artists on a page of `width` x `height` pixels."""
    made = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=page, edgecolor="none", linewidth=0)
    FigureCanvasAgg(made)
    for artist in artists:
        made.add_artist(artist)
    return made


@dataclass(frozen=True, slots=True)
class Page:
    """A figure and the words that go with it.

    Attributes:
        figure: What is drawn.
        alt: What is seen in it.
        caption: What has to be known beside it.
        reading: What it shows.
        telling: The head that tells most of those drawn.
    """

    figure: Figure
    alt: str
    caption: str
    reading: str
    telling: tuple[int, int] | None

    def picture(self) -> Picture:
        """Draw it."""
        width, height = self.figure.canvas.get_width_height()
        return Picture(png(self.figure), width, height, self.alt, self.caption, self.reading, self.telling)


def png(made: Figure) -> bytes:
    """Draw a figure and write it as PNG."""
    canvas = made.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError(f"drawn on {type(canvas).__name__}, not on Agg")
    canvas.draw()  # type: ignore[no-untyped-call] # matplotlib leaves it without types
    buffer: memoryview = canvas.buffer_rgba()  # type: ignore[no-untyped-call] # as above
    return encode(np.asarray(buffer))


def encode(pixels: UInt8[np.ndarray, "height width channel"]) -> bytes:
    """Write pixels as PNG; no date or program's name in it, so that the same pixels give the same bytes.

    Pillow tries five filters a row, which takes longer than all the drawing: this takes one.

    Args:
        pixels: Red, green and blue; a fourth channel is dropped.
    """
    height, width, _ = pixels.shape
    lines = np.empty((height, 1 + width * 3), dtype=np.uint8)
    lines[:, 0] = UP
    lines[0, 1:] = pixels[0, :, :3].ravel()
    for channel in range(3):  # one at a time: twice as fast as dropping the fourth channel first
        np.subtract(pixels[1:, :, channel], pixels[:-1, :, channel], out=lines[1:, 1 + channel :: 3])
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(lines.data, LEVEL)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
