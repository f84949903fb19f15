"""Rectangles, and maps of equal size in rows."""

from dataclasses import dataclass
from math import ceil

from render.measures import Pixels


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
