"""A figure and the file it becomes."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

DPI = 100
COMPRESSION = 3  # of zlib: the picture is mostly even areas, more takes time and saves little


def figure(width: int, height: int, page: str, artists: Sequence[Artist]) -> Figure:
    """Put artists on a page of `width` x `height` pixels."""
    made = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=page, edgecolor="none", linewidth=0)
    for artist in artists:
        made.add_artist(artist)
    return made


def png(made: Figure) -> bytes:
    """Draw a figure and write it as PNG, without a date or a program's name in it."""
    canvas = FigureCanvasAgg(made)
    canvas.draw()
    pixels = np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[..., :3])
    out = BytesIO()
    Image.fromarray(pixels).save(out, format="PNG", compress_level=COMPRESSION)
    return out.getvalue()
