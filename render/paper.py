"""A figure and the file it becomes."""

import struct
import zlib
from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

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


def png(made: Figure) -> bytes:
    """Draw a figure and write it as PNG; no date or program's name in it, so the same figure gives the same bytes.

    Pillow tries five filters a row, which takes longer than all the drawing: this picks one.
    """
    canvas = made.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError(f"drawn on {type(canvas).__name__}, not on Agg")
    canvas.draw()
    width, height = canvas.get_width_height()
    drawn = Image.frombuffer("RGBA", (width, height), canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")
    pixels = np.asarray(drawn).reshape(height, width * 3)
    lines = np.empty((height, 1 + width * 3), dtype=np.uint8)
    lines[:, 0] = UP
    lines[0, 1:] = pixels[0]
    np.subtract(pixels[1:], pixels[:-1], out=lines[1:, 1:])
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(lines, LEVEL)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
