"""Where the thumbnails of a whole model go."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from render.lattice import Box, Lattice
from render.measures import GAP, LABEL, LINE, MARGIN, NARROWEST, PITCH, TALLEST, WIDEST, Pixels

THUMBNAIL_LARGEST = 300
THUMBNAIL_SMALLEST = 48  # smaller ones are drawn at zoom 2
DOT_SMALLEST = 2  # a cell of one pixel is lost when the picture is scaled
ZOOM_MOST = 2


@dataclass(frozen=True, slots=True)
class Atlas:
    """Where the parts of a map of the whole model go.

    Attributes:
        width: Of the picture.
        zoom: How much larger than the plain size all is drawn.
        pool: How many tokens, down and across, one cell stands for.
        maps: Where the thumbnails are, a row for each layer.
        layers: Which rows of thumbnails carry their number.
        heads: Which columns of thumbnails carry their number.
        corner: The place where the axes meet, left of the heads' numbers.
        footer: Where the foot begins.
    """

    width: int
    zoom: int
    pool: int
    maps: Lattice
    layers: tuple[int, ...]
    heads: tuple[int, ...]
    corner: Box
    footer: Pixels


def fit_atlas(
    layers: int, heads: int, rows: int, columns: int, *, left: Pixels, header: Pixels, footer: Pixels, least: Pixels
) -> Atlas:
    """Lay out a thumbnail for each head; more pixels where a thumbnail could not show every token.

    Args:
        layers: Rows of thumbnails.
        heads: Columns of thumbnails.
        rows: Tokens that look.
        columns: Tokens looked at.
        left: Room kept left of the thumbnails, at zoom 1.
        header: Height of what stands above, at zoom 1.
        footer: Height of what stands below, at zoom 1.
        least: Width below which the picture must not fall, at zoom 1.
    """
    below = GAP + LABEL * LINE
    for zoom in range(1, ZOOM_MOST + 1):
        gap = (8 if heads <= 12 else 4 if heads <= 32 else 2) * zoom
        wide = (WIDEST - 2 * MARGIN - left) * zoom / heads - gap
        tall = (TALLEST - header - footer - below) * zoom / layers - gap
        wide, tall = min(wide, THUMBNAIL_LARGEST * zoom), min(tall, THUMBNAIL_LARGEST * zoom)
        if min(wide, tall) >= THUMBNAIL_SMALLEST:
            break
    pool = max(ceil(columns / max(wide // DOT_SMALLEST, 1)), ceil(rows / max(tall // DOT_SMALLEST, 1)), 1)
    small = (ceil(rows / pool), ceil(columns / pool))
    cell = max(int(min(wide / small[1], tall / small[0])), 1)
    pitch = (cell * small[1] + gap, cell * small[0] + gap)
    used = left * zoom + heads * pitch[0] - gap
    width = ceil(max(used + 2 * MARGIN * zoom, least * zoom, NARROWEST * zoom))
    x, y = round((width - used) / 2 + left * zoom), ceil(header * zoom)
    maps = Lattice(x, y, layers * heads, heads, pitch, cell, *small)
    down = [row * pitch[1] for row in range(layers)]
    across = [column * pitch[0] for column in range(heads)]
    number = len(str(heads - 1)) * 0.6 + 0.4  # width of the longest number and a gap, in ems
    return Atlas(
        width=width,
        zoom=zoom,
        pool=pool,
        maps=maps,
        layers=spaced(down, LABEL * PITCH * zoom),
        heads=spaced(across, LABEL * max(number, PITCH) * zoom),
        corner=Box(x - left * zoom, maps.bottom, (left - GAP) * zoom, below * zoom),
        footer=maps.bottom + below * zoom,
    )


def spaced(wanted: Sequence[Pixels], least: Pixels) -> tuple[int, ...]:
    """Choose which places carry a number: from the first on, each at least `least` after the last one chosen."""
    chosen: list[int] = []
    for at, place in enumerate(wanted):
        if not chosen or place - wanted[chosen[-1]] >= least:
            chosen.append(at)
    return tuple(chosen)
