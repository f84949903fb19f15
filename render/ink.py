"""Text as ink: how much room it takes, and its pixels.

A label drawn once is kept: a grid repeats the same few words, and a button press draws the same words again.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from jaxtyping import UInt8
from matplotlib.ft2font import LoadFlags

from render.fonts import Han, Weight, open_fonts

# What a line takes above and below its baseline, in ems: Noto's letters with their marks.
ASCENT = 0.78
DESCENT = 0.24


@dataclass(frozen=True, slots=True)
class Script:
    """How a text is written.

    Attributes:
        em: Size of the font in pixels.
        weight: Of the strokes.
        han: Whose shapes Chinese characters take.
    """

    em: int
    weight: Weight = "regular"
    han: Han = "SC"


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """A drawn text.

    Attributes:
        alpha: How much of each pixel is covered, 0-255; read-only.
        left: Pixels from where the text starts to the first column of `alpha` (negative for overhang).
        above: Rows of `alpha` above the baseline.
    """

    alpha: UInt8[np.ndarray, "height width"]
    left: int
    above: int


@lru_cache(maxsize=8192)
def width(text: str, script: Script) -> int:
    """Measure how wide `text` is, in whole pixels."""
    if not text:
        return 0
    font = open_fonts(text, script.weight, script.han, script.em)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return -(-font.get_width_height()[0] // 64)


@lru_cache(maxsize=4096)
def ink(text: str, script: Script) -> Ink:
    """Draw `text` in one line, left to right or right to left as its letters want it."""
    font = open_fonts(text, script.weight, script.han, script.em)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    font.draw_glyphs_to_bitmap(antialiased=True)
    alpha = np.array(font.get_image(), dtype=np.uint8)
    alpha.setflags(write=False)
    left = font.get_bitmap_offset()[0] // 64
    below = round(font.get_descent() / 64)
    return Ink(alpha=alpha, left=left, above=alpha.shape[0] - below)
