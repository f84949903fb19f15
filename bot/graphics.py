"""Pictures as the three escape sequences that terminals draw: kitty's, iTerm2's and sixels.

Each function turns PNG bytes into one string for the terminal, scaled to a width and nothing more; which of them a
terminal understands is `bot.inline`'s subject.
"""

import io
from base64 import standard_b64encode
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ESCAPE = "\x1b"
_KITTY_CHUNK = 4096  # the protocol's own limit
_SIXEL_COLOURS = 255  # 256 registers everywhere, one left for the terminal's background


def kitty(png: bytes, columns: int) -> str:
    """Draw by kitty's graphics protocol: base64 in pieces, `m=1` on all but the last.

    `q=2` keeps the terminal from answering into the prompt.
    """
    data = standard_b64encode(png).decode("ascii")
    pieces = [data[start : start + _KITTY_CHUNK] for start in range(0, len(data), _KITTY_CHUNK)]
    keys = [f"a=T,f=100,q=2,c={columns},"] + [""] * (len(pieces) - 1)
    more = [1] * (len(pieces) - 1) + [0]
    return "".join(
        f"{ESCAPE}_G{key}m={flag};{piece}{ESCAPE}\\" for key, flag, piece in zip(keys, more, pieces, strict=True)
    )


def iterm2(png: bytes, columns: int) -> str:
    """Draw by iTerm2's inline images, which WezTerm and mintty understand too."""
    data = standard_b64encode(png).decode("ascii")
    return f"{ESCAPE}]1337;File=inline=1;size={len(png)};width={columns};preserveAspectRatio=1:{data}\a"


def sixel(png: bytes, width: int) -> str:
    """Draw as sixels, `width` pixels wide at most: bands six pixels high, one pass a colour.

    Source: DEC, VT330/VT340 Programmer Reference Manual, volume 2, chapter 14.
    """
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    # Median cut, Pillow's default, spends the colours on the greys of the letters' edges: the colour bar broke.
    picture = picture.quantize(_SIXEL_COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    palette = np.asarray(picture.getpalette(), dtype=np.int64).reshape(-1, 3)
    percent = (palette * 100 + 127) // 255
    colours = "".join(f"#{index};2;{red};{green};{blue}" for index, (red, green, blue) in enumerate(percent))
    indices = np.asarray(picture)
    bands = "-".join(_band(indices[top : top + 6]) for top in range(0, picture.height, 6))
    return f'{ESCAPE}P0;1;0q"1;1;{picture.width};{picture.height}{colours}{bands}{ESCAPE}\\'


def _band(rows: NDArray[np.uint8]) -> str:
    """Write up to six rows of pixels: for every colour in them one character a column, `$` back to the left edge."""
    weights = np.array([1, 2, 4, 8, 16, 32])[: len(rows), None]
    return "$".join(
        f"#{colour}{_runs(63 + ((rows == colour) * weights).sum(axis=0))}" for colour in np.unique(rows).tolist()
    )


def _runs(codes: NDArray[np.int64]) -> str:
    """Shorten equal neighbours to `!count`, where that is shorter."""
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    runs = ((chr(codes[start]), stop - start) for start, stop in pairwise(edges))
    return "".join(f"!{count}{code}" if count > 3 else code * count for code, count in runs)
