"""A formula and a small table as a picture: what no chat can write."""

import re
from dataclasses import dataclass
from math import ceil

from matplotlib.artist import Artist
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

from render import paper
from render.artists import Mark, Marks
from render.ink import Script, width
from render.measures import LABEL_LARGEST, LINE, MARGIN, NARROWEST, TITLE, WIDEST, Pixels
from render.theme import THEMES, Theme
from render.view import Picture, View

_FORMULA = 60  # pixels of an em
_FORMULA_ROOM = 1.9  # height of its line in ems, if the formula itself is lower
_POINTS = 72 / paper.DPI
_BETWEEN_COLUMNS = 56
_ROW = LABEL_LARGEST * 1.55


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card.

    Attributes:
        title: Above all else.
        formula: In matplotlib's mathtext, without the dollar signs; maybe empty.
        header: Names of the table's columns; empty for no table.
        rows: The table's rows, each as long as the header.
        alt: What a blind reader gets.
        marked: The number of a row that stands out, such as the loaded model's.
    """

    title: str
    formula: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    alt: str = ""
    marked: int | None = None


def card(what: Card, view: View | None = None) -> Picture:
    """Draw a card; of `view` only the theme counts."""
    theme = THEMES[(view or View()).theme]
    columns = _columns(what)
    table_width = sum(columns) + _BETWEEN_COLUMNS * max(len(columns) - 1, 0)
    title = Mark(what.title, MARGIN, MARGIN + TITLE / 2, Script(TITLE, "semibold"), theme.text)
    wide = max(NARROWEST, min(WIDEST, 2 * MARGIN + max(title.box.width, table_width)))
    wide = max(ceil(wide), 2 * MARGIN + ceil(table_width))
    top: Pixels = MARGIN + TITLE * LINE + 22
    formula = _apart(what.formula)
    formula_top, em, tall = top, _FORMULA, 0.0
    if formula:
        em, tall = _fit_formula(formula, wide - 2 * MARGIN)
        top += tall + 26
    marks = [title, *_table(what, columns, top, theme)]
    high = ceil(top + (_ROW * (len(what.rows) + 1) if what.header else 0) + MARGIN - 16)
    artists: list[Artist] = [Marks(marks)]
    if formula:
        middle = 1 - (formula_top + tall / 2) / high
        artists.append(
            Text(
                0.5,
                middle,
                f"${formula}$",
                fontsize=em * _POINTS,
                color=theme.text,
                math_fontfamily="dejavusans",
                horizontalalignment="center",
                verticalalignment="center",
            )
        )
    drawn = paper.png(paper.figure(wide, high, theme.page, artists))
    return Picture(png=drawn, width=wide, height=high, alt=what.alt or what.title, caption="")


def _apart(formula: str) -> str:
    """Put a space after a sum or product with limits: mathtext (3.11) sets a fraction there onto the sign."""
    return re.sub(r"\\(?:prod|sum)(?:[_^](?:\{[^{}]*\}|\w))+", r"\g<0>\\:", formula)


def _columns(what: Card) -> list[int]:
    lines = [what.header, *what.rows] if what.header else []
    bold, plain = Script(LABEL_LARGEST, "semibold"), Script(LABEL_LARGEST)
    return [
        max(width(line[at], bold if line is what.header else plain) for line in lines) for at in range(len(what.header))
    ]


def _table(what: Card, columns: list[int], top: Pixels, theme: Theme) -> list[Mark]:
    """A column that is mostly figures is held at its end, the others at their start."""
    marks = []
    for at, line in enumerate([what.header, *what.rows] if what.header else []):
        y, x = top + (at + 0.5) * _ROW, float(MARGIN)
        heading, marked = at == 0, what.marked == at - 1
        script = Script(LABEL_LARGEST, "semibold" if heading or marked else "regular")
        for place, cell in enumerate(line):
            held = _is_figures(what, place)
            hold_at = x + columns[place] if held else x
            colour = theme.muted if heading else theme.text
            marks.append(Mark(cell, hold_at, y, script, colour, "end" if held else "start"))
            x += columns[place] + _BETWEEN_COLUMNS
    return [mark for mark in marks if mark.text]


def _is_figures(what: Card, place: int) -> bool:
    figures = sum(row[place][:1].isdigit() for row in what.rows)
    return place > 0 and 2 * figures > len(what.rows)


def _fit_formula(formula: str, room: Pixels) -> tuple[int, float]:
    """The largest size up to `_FORMULA` at which a formula fits, and its height there, in pixels."""
    parser = MathTextParser("path")
    font = FontProperties(size=_FORMULA * _POINTS, math_fontfamily="dejavusans")
    parsed = parser.parse(f"${formula}$", dpi=paper.DPI, prop=font)
    em = min(_FORMULA, int(_FORMULA * room / parsed.width)) if parsed.width > room else _FORMULA
    return em, max((parsed.height + parsed.depth) * em / _FORMULA + 16, _FORMULA_ROOM * em)
