"""One layer: a grid of all its heads, or one head, large.

A row looks, a column is looked at. What a model cannot see stays empty.
"""

from collections.abc import Sequence

from matplotlib.figure import Figure

from attention.seen import Seen
from render.artists import Bar, Maps, Mark, Marks
from render.catalogue import own
from render.fit import GAP, LABEL, LEAD, LINE, MARGIN, TITLE, Box, Sheet, Wanted, capacity, fit
from render.ink import Script, width
from render.labels import labels, shorten
from render.paper import figure, png
from render.scale import Scale, fit_scale
from render.shown import Shown, choose
from render.theme import THEMES, rgb, scale_colours
from render.view import Picture, View

HEADER = MARGIN + TITLE * LINE + LEAD * LINE + 24
FOOTER = MARGIN + LABEL * LINE
BAR_WIDTH, BAR_HEIGHT = 300, 20
NUMBERS_FROM = 44  # smallest cell that carries its number


def layer(seen: Seen, number: int, view: View | None = None, heads: Sequence[int] | None = None) -> Picture:
    """Draw one layer: all its heads, or chosen ones, in a grid.

    Args:
        seen: What was looked at; it must hold this layer.
        number: The layer, from 0.
        view: The reader's wishes.
        heads: The heads, from 0; None for all.
    """
    view = view or View()
    chosen = tuple(range(seen.weights[number].shape[0])) if heads is None else tuple(heads)
    shown = choose(seen, number, chosen, view, capacity(len(chosen), named=False))
    return _picture(shown, view)


def head(seen: Seen, layer: int, number: int, view: View | None = None) -> Picture:
    """Draw one head, large, with numbers in the cells where they can be read.

    Args:
        seen: What was looked at; it must hold this layer.
        layer: From 0.
        number: The head, from 0.
        view: The reader's wishes.
    """
    view = view or View()
    return _picture(choose(seen, layer, (number,), view, capacity(1, named=True)), view)


def _picture(shown: Shown, view: View) -> Picture:
    made = compose(shown, view)
    words = own()
    share = round(100 * sum(shown.first) / len(shown.first))
    caption = words.say(view.lang, "first-hidden" if view.hide_first else "first-takes", share=share)
    alt = f"{_title(shown, view)}: {caption}"
    size = made.canvas.get_width_height()
    return Picture(png=png(made), width=size[0], height=size[1], alt=alt, caption=caption)


def _title(shown: Shown, view: View) -> str:
    last = shown.seen.facts.layers - 1
    if len(shown.heads) == 1:
        return own().say(view.lang, "title-head", layer=shown.layer, last=last, head=shown.heads[0])
    return own().say(view.lang, "title-layer", layer=shown.layer, last=last, heads=len(shown.heads))


def compose(shown: Shown, view: View) -> Figure:
    """Put one layer's heads on a figure."""
    theme, words = THEMES[view.theme], own()
    script = Script(em=100)
    room = 9.0 if len(shown.heads) == 1 else 5.5
    names = [
        tuple(shorten(name, room, lambda text: width(text, script) / 100) for name in labels(tokens))
        for tokens in (shown.row_tokens, shown.column_tokens)
    ]
    widest = [max(width(name, script) / 100 for name in side) for side in names]
    axis = (words.say(view.lang, "axis-rows") + " ↑", words.say(view.lang, "axis-columns") + " →")
    corner = (max(width(text, Script(em=LABEL)) for text in axis) + GAP, 2 * LABEL * LINE + GAP)
    sheet = fit(
        Wanted(
            maps=len(shown.heads),
            rows=shown.weights.shape[1],
            columns=shown.weights.shape[2],
            row_label=widest[0],
            column_label=widest[1],
            corner=corner,
            header=HEADER,
            footer=FOOTER,
            titled=len(shown.heads) > 1,
        )
    )
    scale = fit_scale(shown.weights, shown.visible, first_shown=shown.columns[0] == 0)
    colours = scale_colours(view.theme, view.colours)
    marks = [
        Mark(_title(shown, view), MARGIN, MARGIN + TITLE * 0.6, Script(TITLE, "semibold"), theme.text),
        Mark(axis[0], sheet.corner.right, sheet.corner.y + GAP + LABEL * 0.6, Script(LABEL), theme.muted, "end"),
        Mark(axis[1], sheet.corner.right, sheet.corner.y + GAP + LABEL * 1.9, Script(LABEL), theme.muted, "end"),
    ]
    marks += _axis_marks(names[0], names[1], sheet, theme.text)
    if len(shown.heads) > 1:
        for number, box in zip(shown.heads, sheet.maps, strict=True):
            said = words.say(view.lang, "head", head=number)
            marks.append(Mark(said, box.x, box.y - LABEL * 0.65, Script(LABEL, "semibold"), theme.text))
    bar = Box(sheet.width - MARGIN - BAR_WIDTH, MARGIN + 8, BAR_WIDTH, BAR_HEIGHT)
    marks += _bar_marks(scale, bar, view)
    if len(shown.heads) == 1 and sheet.cell >= NUMBERS_FROM:
        marks += _numbers(shown, scale, sheet, view)
    maps = Maps(shown.weights, shown.visible, scale, colours, sheet.maps, theme.page)
    return figure(sheet.width, sheet.height, theme.page, [maps, Bar(colours, bar), Marks(marks)])


def _axis_marks(rows: Sequence[str], columns: Sequence[str], sheet: Sheet, colour: str) -> list[Mark]:
    """Name rows left of the leftmost maps, columns under the lowest ones."""
    script = Script(sheet.em)
    marks = []
    for box in sheet.maps[:: sheet.across]:
        for at in range(0, len(rows), sheet.row_step):
            marks.append(Mark(rows[at], box.x - GAP, box.y + (at + 0.5) * sheet.cell, script, colour, "end"))
    for box in sheet.maps[-sheet.across :]:
        for at in range(0, len(columns), sheet.column_step):
            x = box.x + (at + 0.5) * sheet.cell
            if sheet.upright:
                marks.append(Mark(columns[at], x, box.bottom + GAP, script, colour, "end", upright=True))
            else:
                marks.append(Mark(columns[at], x, box.bottom + GAP + sheet.em * 0.6, script, colour, "middle"))
    return marks


def _bar_marks(scale: Scale, bar: Box, view: View) -> list[Mark]:
    """Write the numbers under the colour bar."""
    theme, words = THEMES[view.theme], own()
    marks = []
    for tick in scale.ticks:
        key = "at-least" if scale.clipped and tick == scale.top else "percent"
        said = words.say(view.lang, key, share=round(100 * tick))
        hold = {0.0: "start", scale.top: "end"}.get(tick, "middle")
        x = bar.x + bar.width * tick / scale.top
        marks.append(Mark(said, x, bar.bottom + LABEL * 0.75, Script(LABEL), theme.muted, hold))  # type: ignore[arg-type]
    return marks


def _numbers(shown: Shown, scale: Scale, sheet: Sheet, view: View) -> list[Mark]:
    """Write weights into the cells, in percent; less than half a percent is left out."""
    colours = scale_colours(view.theme, view.colours)
    weights, box = shown.weights[0], sheet.maps[0]
    script = Script(min(int(sheet.cell * 0.42), 34))
    steps = scale.steps(weights)
    dark, light = "#0f1216", "#ffffff"
    luminance = colours @ (0.299, 0.587, 0.114)
    marks = []
    for row, column in zip(*(shown.visible & (weights >= 0.005)).nonzero(), strict=True):
        colour = dark if luminance[steps[row, column]] > 140 else light
        said = str(round(100 * float(weights[row, column])))
        x, y = box.x + (column + 0.5) * sheet.cell - 1, box.y + (row + 0.5) * sheet.cell - 1
        marks.append(Mark(said, x, y, script, colour, "middle"))
    return marks


__all__ = ["compose", "head", "layer", "rgb"]
