"""Where a grid of maps and its labels go: the heads of one layer, or one of them alone."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from render.lattice import Box, Lattice
from render.measures import GAP, LABEL, LABEL_LARGEST, LINE, MARGIN, NARROWEST, PITCH, TALLEST, WIDEST, Pixels

TITLE_OF_MAP = ceil(LABEL * LINE)
BETWEEN = 28  # between two maps
CELL_LARGEST = 140
CELL_SMALLEST = 6
CELL_SMALLEST_OF_MANY = 4  # with more than 16 maps
HEADER_MOST, FOOTER_MOST = 234, 220  # room kept for three lines of reading, five of notes
TOKENS_MOST = 512
LEGIBLE = 20  # least size of type after the longer side was scaled to WIDEST


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


def fit_sheet(wanted: Wanted) -> Sheet:
    """Lay out maps so that their cells are as large as they get.

    One map's labels grow with its cells. Where labels would have to be thinned, they shrink instead as far as a phone
    allows, if all of them have room then.
    """
    largest = LABEL if wanted.titled else LABEL_LARGEST
    for em in range(largest, LABEL - 1, -2):
        sheet = _lay(wanted, em)
        if sheet.maps.cell >= em * 1.9:
            break
    if sheet.row_step == 1:
        return sheet
    smaller = (_lay(wanted, em) for em in range(LABEL - 1, LEGIBLE - 1, -1))
    return next((one for one in smaller if one.row_step == 1 and _is_legible(one, wanted)), sheet)


def _is_legible(sheet: Sheet, wanted: Wanted) -> bool:
    longer = max(sheet.width, sheet.footer + wanted.footer)
    return sheet.em * WIDEST >= LEGIBLE * longer


def _lay(wanted: Wanted, em: int) -> Sheet:
    """Lay out maps with labels of one size."""
    left = max(wanted.row_label * em + GAP, wanted.corner[0])
    below = max(max(wanted.column_label, LINE) * em + GAP, wanted.corner[1])
    cell, across = _spread(wanted, left, below)
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
