"""Where everything goes: layout as functions of sizes.

Pixels, from the top left corner. A phone shows a picture as wide as its screen, and Telegram scales its longer side to
1280 before it recompresses: the sizes of type below keep every label at least 20 px high after that.
"""

from dataclasses import dataclass
from math import ceil

WIDTH = 1280
NARROWEST = 1000
TALLEST = 1440
MARGIN = 44
TITLE = 42
LEAD = 27
LABEL = 24
LABEL_LARGEST = 34
LINE = 1.3  # height of a line, in ems
PITCH = 1.14  # least distance between two labels' middles, in ems
GAP = 12  # between a label and its cells
BETWEEN = 26  # between two maps
CELL_LARGEST = 140
CELL_SMALLEST = 6
ROW_LABEL_ROOM = 9.0  # widest label beside a row, in ems
COLUMN_LABEL_ROOM = 8.0  # longest label under a column, in ems


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Tell whether `other` lies inside."""
        return (
            self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a grid of maps has to hold.

    Attributes:
        maps: How many maps.
        rows: Cells down in each.
        columns: Cells across in each.
        row_label: Widest label of a row, in ems.
        column_label: Widest label of a column, in ems.
        corner: Width and height of what stands in the corner where the axes meet, in pixels.
        header: Height of what stands above the maps, in pixels.
        footer: Height of what stands below, in pixels.
        titled: Whether each map has a title of its own.
    """

    maps: int
    rows: int
    columns: int
    row_label: float
    column_label: float
    corner: tuple[float, float]
    header: float
    footer: float
    titled: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the parts of a grid of maps go.

    Attributes:
        width: Of the picture.
        height: Of the picture.
        cell: Side of a cell.
        em: Size of the labels.
        row_step: Every how many rows one is named.
        column_step: Every how many columns one is named.
        upright: Whether column labels stand on end.
        maps: The maps' places.
        across: How many maps side by side.
        corner: The place where the axes meet, left of the column labels.
        footer: Where the foot begins.
    """

    width: int
    height: int
    cell: int
    em: int
    row_step: int
    column_step: int
    upright: bool
    maps: tuple[Box, ...]
    across: int
    corner: Box
    footer: float


def _cell(wanted: Wanted, across: int, left: float, below: float) -> int:
    """How large cells get with `across` maps side by side."""
    down = ceil(wanted.maps / across)
    title = LABEL * LINE if wanted.titled else 0
    wide = (WIDTH - 2 * MARGIN - left - (across - 1) * BETWEEN) / (across * wanted.columns)
    room = TALLEST - wanted.header - wanted.footer - below - down * title - (down - 1) * BETWEEN
    return int(min(wide, room / (down * wanted.rows), CELL_LARGEST))


def fit(wanted: Wanted) -> Sheet:
    """Lay out maps so that their cells are as large as they get."""
    for em in range(LABEL_LARGEST, LABEL - 1, -2):
        left = max(wanted.row_label * em + GAP, wanted.corner[0])
        below = max(min(wanted.column_label, COLUMN_LABEL_ROOM) * em + GAP, wanted.corner[1])
        sizes = [(_cell(wanted, across, left, below), across) for across in range(1, wanted.maps + 1)]
        cell, across = max(sizes, key=lambda size: (size[0], -abs(size[1] - ceil(wanted.maps / size[1]))))
        cell = max(cell, 1)
        upright = wanted.column_label * em + GAP > cell
        if not upright:
            below = max(em * LINE + GAP, wanted.corner[1])
        if em == LABEL or cell >= em * 1.9:
            break
    title = LABEL * LINE if wanted.titled else 0
    wide, tall = cell * wanted.columns, cell * wanted.rows
    used = left + across * wide + (across - 1) * BETWEEN
    width = int(min(max(used + 2 * MARGIN, NARROWEST), WIDTH))
    start = (width - used) / 2 + left
    maps = []
    for at in range(wanted.maps):
        row, column = divmod(at, across)
        y = wanted.header + row * (tall + BETWEEN) + (row + 1) * title
        maps.append(Box(round(start + column * (wide + BETWEEN)), round(y), wide, tall))
    end = maps[-1].bottom
    return Sheet(
        width=width,
        height=ceil(end + below + wanted.footer),
        cell=cell,
        em=em,
        row_step=ceil(em * PITCH / cell),
        column_step=ceil(em * PITCH / cell) if upright else 1,
        upright=upright,
        maps=tuple(maps),
        across=across,
        corner=Box(start - left, end, left - GAP, below),
        footer=end + below,
    )


def capacity(maps: int, *, named: bool) -> int:
    """How many rows or columns each of `maps` maps may have.

    Args:
        maps: How many maps.
        named: Whether every row and column is to carry its label.
    """
    left, below, header, footer = ROW_LABEL_ROOM * LABEL, COLUMN_LABEL_ROOM * LABEL, 190, 90
    best = 1
    for count in range(1, 513):
        wanted = Wanted(maps, count, count, ROW_LABEL_ROOM, COLUMN_LABEL_ROOM, (left, below), header, footer, maps > 1)
        cell = max(_cell(wanted, across, left, below) for across in range(1, maps + 1))
        if cell < (LABEL * PITCH if named else CELL_SMALLEST):
            break
        best = count
    return best
