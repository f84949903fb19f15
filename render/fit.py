"""Where everything goes: layout as functions of sizes.

Pixels, from the top left corner. A phone shows a picture as wide as its screen, and Telegram scales its longer side to
1280 before it recompresses: the sizes of type below keep every label at least 20 px high after that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

Pixels = int | float  # whole or not; the types are checked at run time in tests, where an int is no float

WIDEST = 1280
NARROWEST = 1000
TALLEST = 1440
MARGIN = 44
TITLE = 42
LEAD = 27
LABEL = 24
LABEL_LARGEST = 36
LINE = 1.34  # height of a line, in ems
TITLE_OF_MAP = ceil(LABEL * LINE)
PITCH = 1.14  # least distance between the middles of two labels, in ems
GAP = 12  # between a label and its cells
BETWEEN = 28  # between two maps
CELL_LARGEST = 140
CELL_SMALLEST = 6
CELL_SMALLEST_OF_MANY = 4  # with more than 16 maps
HEADER_MOST, FOOTER_MOST = 234, 220  # room kept for three lines of reading, five of notes
TOKENS_MOST = 512


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: Pixels
    y: Pixels
    width: Pixels
    height: Pixels

    @property
    def right(self) -> Pixels:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Pixels:
        """Its lower edge."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True)
class Lattice:
    """Maps of equal size at equal distances, row after row.

    Attributes:
        x: Left edge of the first map.
        y: Upper edge of the first map.
        count: How many maps.
        across: How many side by side.
        pitch: From one map's left edge to the next one's, and from one's upper edge to the next one's below.
        cell: Side of a cell.
        rows: Cells down in each map.
        columns: Cells across in each map.
    """

    x: int
    y: int
    count: int
    across: int
    pitch: tuple[int, int]
    cell: int
    rows: int
    columns: int

    @property
    def wide(self) -> int:
        """Width of one map."""
        return self.cell * self.columns

    @property
    def tall(self) -> int:
        """Height of one map."""
        return self.cell * self.rows

    @property
    def down(self) -> int:
        """How many rows of maps."""
        return ceil(self.count / self.across)

    def box(self, at: int) -> Box:
        """Give the place of one map, counted from 0."""
        row, column = divmod(at, self.across)
        return Box(self.x + column * self.pitch[0], self.y + row * self.pitch[1], self.wide, self.tall)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The places of all maps."""
        return tuple(self.box(at) for at in range(self.count))

    @property
    def right(self) -> int:
        """Right edge of the rightmost map."""
        return self.x + (min(self.across, self.count) - 1) * self.pitch[0] + self.wide

    @property
    def bottom(self) -> int:
        """Lower edge of the lowest map."""
        return self.y + (self.down - 1) * self.pitch[1] + self.tall


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a grid of maps has to hold.

    Attributes:
        maps: How many maps.
        rows: Cells down in each.
        columns: Cells across in each.
        row_label: Widest label of a row, in ems.
        column_label: Longest label of a column, in ems.
        corner: Width and height of what stands in the corner where the axes meet.
        header: Height of what stands above the maps.
        footer: Height of what stands below.
        least: Width below which the picture must not fall.
        titled: Whether each map has a title of its own.
    """

    maps: int
    rows: int
    columns: int
    row_label: Pixels
    column_label: Pixels
    corner: tuple[Pixels, Pixels]
    header: Pixels
    footer: Pixels
    least: Pixels
    titled: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the parts of a grid of maps go.

    Attributes:
        width: Of the picture.
        em: Size of the labels.
        row_step: Every how many rows one is named.
        column_step: Every how many columns one is named.
        upright: Whether column labels stand on end.
        maps: Where the maps are.
        corner: The place where the axes meet, left of the column labels.
        footer: Where the foot begins.
    """

    width: int
    em: int
    row_step: int
    column_step: int
    upright: bool
    maps: Lattice
    corner: Box
    footer: Pixels


def _cell(wanted: Wanted, across: int, left: Pixels, below: Pixels) -> int:
    """How large cells get with `across` maps side by side."""
    down = ceil(wanted.maps / across)
    title = TITLE_OF_MAP if wanted.titled else 0
    wide = (WIDEST - 2 * MARGIN - left - (across - 1) * BETWEEN) / (across * wanted.columns)
    room = TALLEST - wanted.header - wanted.footer - below - down * title - (down - 1) * BETWEEN
    return int(min(wide, room / (down * wanted.rows), CELL_LARGEST))


def _spread(wanted: Wanted, left: Pixels, below: Pixels) -> tuple[int, int]:
    """Choose the side of a cell, as large as it gets, and how many maps stand side by side."""
    sizes = [(_cell(wanted, across, left, below), across) for across in range(1, wanted.maps + 1)]
    # Of equal sizes the one with the fewest empty places, then the widest.
    cell, across = max(sizes, key=lambda size: (size[0], -(-wanted.maps % size[1]), size[1]))
    return max(cell, 1), across


def fit(wanted: Wanted) -> Sheet:
    """Lay out maps so that their cells are as large as they get; one map's labels grow with its cells."""
    largest = LABEL if wanted.titled else LABEL_LARGEST
    for em in range(largest, LABEL - 1, -2):
        left = max(wanted.row_label * em + GAP, wanted.corner[0])
        below = max(max(wanted.column_label, LINE) * em + GAP, wanted.corner[1])
        cell, across = _spread(wanted, left, below)
        if cell >= em * 1.9:
            break
    upright = wanted.column_label * em + GAP > cell
    if not upright:
        below = max(em * LINE + GAP, wanted.corner[1])
    title = TITLE_OF_MAP if wanted.titled else 0
    pitch = (cell * wanted.columns + BETWEEN, cell * wanted.rows + BETWEEN + title)
    used = left + across * pitch[0] - BETWEEN
    width = ceil(max(used + 2 * MARGIN, wanted.least, NARROWEST))
    x, y = round((width - used) / 2 + left), ceil(wanted.header) + title
    maps = Lattice(x, y, wanted.maps, across, pitch, cell, wanted.rows, wanted.columns)
    step = ceil(em * PITCH / cell)
    return Sheet(
        width=width,
        em=em,
        row_step=step,
        column_step=step if upright else 1,
        upright=upright,
        maps=maps,
        corner=Box(x - left, maps.bottom, left - GAP, below),
        footer=maps.bottom + below,
    )


@lru_cache(maxsize=256)
def capacity(maps: int, *, named: bool, row_label: Pixels, column_label: Pixels) -> int:
    """How many rows and columns each of `maps` maps may have.

    Args:
        maps: How many maps.
        named: Whether every row and column is to carry its label.
        row_label: Room kept for the label of a row, in ems.
        column_label: Room kept for the label of a column, in ems.
    """
    least = LABEL * PITCH if named else CELL_SMALLEST if maps <= 16 else CELL_SMALLEST_OF_MANY
    left, below = row_label * LABEL + GAP, column_label * LABEL + GAP
    count = 1
    while count < TOKENS_MOST:
        wanted = Wanted(
            maps, count + 1, count + 1, row_label, column_label, (0, 0), HEADER_MOST, FOOTER_MOST, 0, maps > 1
        )
        if _spread(wanted, left, below)[0] < least:
            break
        count += 1
    return count


def wrap(text: str, room: Pixels, measure: Callable[[str], Pixels], *, balanced: bool = False) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`, at blanks; a word wider than that stays whole.

    Args:
        text: One paragraph.
        room: As wide as a line may get, in the unit of `measure`.
        measure: Tells how wide a text is.
        balanced: Whether lines are made about equally long.
    """
    lines = _wrapped(text, room, measure)
    tight, loose = 0.0, room
    while balanced and len(lines) > 1 and loose - tight > 1:  # the narrowest room that needs no further line
        between = (tight + loose) / 2
        if len(_wrapped(text, between, measure)) == len(lines):
            loose = between
        else:
            tight = between
    return tuple(_wrapped(text, loose, measure))


def _wrapped(text: str, room: Pixels, measure: Callable[[str], Pixels]) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def spaced(wanted: Sequence[Pixels], least: Pixels) -> tuple[int, ...]:
    """Choose which places carry a number: from the first on, each at least `least` after the last one chosen."""
    chosen: list[int] = []
    for at, place in enumerate(wanted):
        if not chosen or place - wanted[chosen[-1]] >= least:
            chosen.append(at)
    return tuple(chosen)


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


THUMBNAIL_LARGEST = 300
THUMBNAIL_SMALLEST = 48  # smaller ones are drawn at zoom 2
DOT_SMALLEST = 2  # a cell of one pixel is lost when the picture is scaled
ZOOM_MOST = 2


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
