"""Where everything goes: layout as functions of sizes.

Pixels, from the top left corner. A phone shows a picture as wide as its screen, and Telegram scales its longer side to
1280 before it recompresses: the sizes of type below keep every label at least 20 px high after that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

WIDEST = 1280
NARROWEST = 1000
TALLEST = 1440
MARGIN = 44
TITLE = 42
LEAD = 27
LABEL = 24
LABEL_LARGEST = 36
LINE = 1.34  # height of a line, in ems
PITCH = 1.14  # least distance between the middles of two labels, in ems
GAP = 12  # between a label and its cells
BETWEEN = 28  # between two maps
CELL_LARGEST = 140
CELL_SMALLEST = 5
TOKENS_MOST = 512


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
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


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
    row_label: float
    column_label: float
    corner: tuple[float, float]
    header: float
    footer: float
    least: float
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
        maps: The maps' places, row after row.
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
    wide = (WIDEST - 2 * MARGIN - left - (across - 1) * BETWEEN) / (across * wanted.columns)
    room = TALLEST - wanted.header - wanted.footer - below - down * title - (down - 1) * BETWEEN
    return int(min(wide, room / (down * wanted.rows), CELL_LARGEST))


def _spread(wanted: Wanted, left: float, below: float) -> tuple[int, int]:
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
        below = max(wanted.column_label * em + GAP, wanted.corner[1])
        cell, across = _spread(wanted, left, below)
        if cell >= em * 1.9:
            break
    upright = wanted.column_label * em + GAP > cell
    if not upright:
        below = max(em * LINE + GAP, wanted.corner[1])
    title = LABEL * LINE if wanted.titled else 0
    wide, tall = cell * wanted.columns, cell * wanted.rows
    used = left + across * wide + (across - 1) * BETWEEN
    width = ceil(max(used + 2 * MARGIN, wanted.least, NARROWEST))
    start = (width - used) / 2 + left
    maps = []
    for at in range(wanted.maps):
        row, column = divmod(at, across)
        y = wanted.header + row * (tall + BETWEEN) + (row + 1) * title
        maps.append(Box(round(start + column * (wide + BETWEEN)), round(y), wide, tall))
    end = maps[-1].bottom
    step = ceil(em * PITCH / cell)
    return Sheet(
        width=width,
        height=ceil(end + below + wanted.footer),
        cell=cell,
        em=em,
        row_step=step,
        column_step=step if upright else 1,
        upright=upright,
        maps=tuple(maps),
        across=across,
        corner=Box(maps[0].x - left, end, left - GAP, below),
        footer=end + below,
    )


@lru_cache(maxsize=256)
def capacity(maps: int, *, named: bool, row_label: float, column_label: float) -> int:
    """How many rows and columns each of `maps` maps may have.

    Args:
        maps: How many maps.
        named: Whether every row and column is to carry its label.
        row_label: Room kept for the label of a row, in ems.
        column_label: Room kept for the label of a column, in ems.
    """
    least = LABEL * PITCH if named else CELL_SMALLEST
    left, below = row_label * LABEL + GAP, column_label * LABEL + GAP
    count = 1
    while count < TOKENS_MOST:
        wanted = Wanted(maps, count + 1, count + 1, row_label, column_label, (0, 0), 210, 130, 0, maps > 1)
        if _spread(wanted, left, below)[0] < least:
            break
        count += 1
    return count


def wrap(text: str, room: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`, at blanks; a word wider than that stays whole.

    Args:
        text: One paragraph.
        room: As wide as a line may get, in the unit of `measure`.
        measure: Tells how wide a text is.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def spaced(wanted: Sequence[float], least: float) -> tuple[int, ...]:
    """Choose which places carry a number: from the first on, each at least `least` after the last one chosen."""
    chosen: list[int] = []
    for at, place in enumerate(wanted):
        if not chosen or place - wanted[chosen[-1]] >= least:
            chosen.append(at)
    return tuple(chosen)
