"""Names of rows and columns around maps, and of the axes themselves."""

from collections.abc import Iterable, Sequence

from attention import Pattern
from render.artists import Mark
from render.catalogue import own
from render.fonts import Han
from render.ink import Script, width
from render.measures import GAP, LABEL, LINE
from render.sheet import Sheet
from render.shown import Shown
from render.signs import signs
from render.theme import THEMES
from render.view import View

DRAWS = 0.2
"""A column that gets at least this share of a head's weight on average is the point of its map, and is named."""


def axis_words(view: View) -> tuple[str, str]:
    """Name both axes: what looks, what is looked at."""
    return own().say(view.lang, "axis-rows") + " ↑", own().say(view.lang, "axis-columns") + " →"


def named_places(shown: Shown, held: Sequence[Pattern], sheet: Sheet) -> tuple[list[int], list[int]]:
    """Choose which of the rows and columns shown are named, where there isn't room for all.

    Rows and columns name the same tokens, so that a cell can be read off; a column that draws much weight goes first.
    """
    strongest = sorted(held, key=lambda one: one.column_weight, reverse=True)
    drawing = [one.column for one in strongest if one.column_weight >= DRAWS]
    (top, below), (left, right) = shown.rows, shown.columns
    if shown.seen.part == "cross":
        rows = spread(range(top, below), [], sheet.row_step)
        columns = spread(range(left, right), drawing, sheet.column_step)
    else:
        columns = spread(range(min(top, left), max(below, right)), drawing, sheet.row_step)
        rows = columns
        if sheet.column_step == 1:
            columns = set(range(left, right))
    return [at - top for at in sorted(rows) if top <= at < below], [
        at - left for at in sorted(columns) if left <= at < right
    ]


def spread(places: range, first: Iterable[int], step: int) -> set[int]:
    """Choose places at least `step` apart: those of `first` that can be, then as many others as fit between."""
    chosen: set[int] = set()
    for place in (*first, *places):
        if place in places and not any(abs(place - other) < step for other in chosen):
            chosen.add(place)
    return chosen


def axes(
    rows: Sequence[str],
    columns: Sequence[str],
    named: tuple[list[int], list[int]],
    sheet: Sheet,
    view: View,
    han: Han,
) -> list[Mark]:
    """Name rows left of the leftmost maps, columns under the lowest ones, and the axes where they meet."""
    theme, script = THEMES[view.theme], Script(sheet.em, han=han)
    corner, boxes = sheet.corner, sheet.maps.boxes
    marks = [
        Mark(text, corner.right, corner.y + GAP + (at + 0.5) * LABEL * LINE, Script(LABEL), theme.muted, "end")
        for at, text in enumerate(axis_words(view))
    ]
    for box in boxes[:: sheet.maps.across]:
        marks += [
            Mark(rows[at], box.x - GAP, box.y + (at + 0.5) * sheet.maps.cell, script, theme.text, "end")
            for at in named[0]
        ]
    for box in boxes[-sheet.maps.across :]:
        for at in named[1]:
            x = box.x + (at + 0.5) * sheet.maps.cell
            if sheet.upright and not _lies(columns[at], script):
                marks.append(Mark(columns[at], x, box.bottom + GAP, script, theme.text, "end", upright=True))
            else:
                y = box.bottom + GAP + sheet.em * 0.5
                marks.append(Mark(columns[at], x, y, script, theme.text, "middle"))
    return marks


def _lies(name: str, script: Script) -> bool:
    """Tell whether a column's name is not turned on its side: one sign, or marks, which say something else turned."""
    alone = len(list(signs(name))) == 1 or not any(sign.isalnum() for sign in name)
    return alone and width(name, script) <= script.em * 1.1
