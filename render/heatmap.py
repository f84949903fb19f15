"""One layer: a grid of all its heads, or one head, large.

A row looks, a column is looked at. What a model cannot see stays empty.
"""

from collections.abc import Sequence
from math import ceil

import numpy as np

from attention import Pattern, Seen, Token, patterns
from render import sentences, verdicts
from render.artists import Maps, Mark, Marks
from render.axes import axes, axis_words, named_places
from render.catalogue import own
from render.fonts import Han
from render.ink import Script, width
from render.labels import han_of, labels, shorten
from render.measures import GAP, LABEL, LINE, MARGIN, NARROWEST
from render.page import Foot, Head, bar_of_page, foot_of_page, head_of_page
from render.paper import Page, figure
from render.scale import Scale, fit_scale
from render.sheet import Sheet, Wanted, capacity, fit_sheet
from render.shown import Shown, choose, in_unit, looks_back
from render.theme import DARK_INK, LIGHT_INK, THEMES, palette, takes_dark_ink
from render.view import Picture, View
from render.wrap import wrap

ROW_ROOM, COLUMN_ROOM = 9.0, 7.5  # longest label beside one head, in ems
ROW_ROOM_IN_GRID, COLUMN_ROOM_IN_GRID = 5.5, 5.0
NUMBERS_FROM = 42  # smallest cell that carries its number
NOTE_FROM = 460  # smallest map with room for words in its empty half


def layer(seen: Seen, number: int, view: View | None = None, heads: Sequence[int] | None = None) -> Picture:
    """Draw one layer: all its heads, or chosen ones, in a grid.

    Args:
        seen: What was looked at; it must hold this layer.
        number: The layer, from 0.
        view: The reader's wishes.
        heads: The heads, from 0; None for all.

    Raises:
        ValueError: No head was chosen.
    """
    if heads is not None and not heads:
        raise ValueError("choose at least one head, or None for all")
    chosen = range(seen.weights[number].shape[0]) if heads is None else heads
    return compose(seen, number, tuple(chosen), view or View()).picture()


def head(seen: Seen, layer: int, number: int, view: View | None = None) -> Picture:
    """Draw one head, large, with numbers in the cells where they can be read.

    Args:
        seen: What was looked at; it must hold this layer.
        layer: From 0.
        number: The head, from 0.
        view: The reader's wishes.
    """
    return compose(seen, layer, (number,), view or View()).picture()


def as_drawn(seen: Seen, heads: int, view: View) -> Seen:
    """Give a look as a picture of so many heads of a layer draws it: its tokens, or the words that they make up.

    Args:
        seen: What was looked at.
        heads: How many heads the picture shows.
        view: The reader's wishes.
    """
    return in_unit(seen, view, _capacity(heads))


def _capacity(heads: int) -> int:
    """How many rows or columns fit."""
    alone = heads == 1
    row_room, column_room = (ROW_ROOM, COLUMN_ROOM) if alone else (ROW_ROOM_IN_GRID, COLUMN_ROOM_IN_GRID)
    return capacity(heads, named=alone, row_label=row_room, column_label=column_room)


def compose(seen: Seen, layer: int, heads: tuple[int, ...], view: View) -> Page:
    """Put some heads of one layer on a figure, and say what is on it."""
    alone = len(heads) == 1
    room = (ROW_ROOM, COLUMN_ROOM) if alone else (ROW_ROOM_IN_GRID, COLUMN_ROOM_IN_GRID)
    shown = choose(seen, layer, heads, view, _capacity(len(heads)))
    described = patterns.describe(shown.seen, layer, (shown.rows, shown.columns), hide_first=view.hide_first)
    held = [described[number] for number in heads]
    han = han_of(seen.text)
    rows = _names(shown.row_tokens, room[0], han)
    columns = _names(shown.column_tokens, room[1], han)
    top = _head(shown, held, view)
    first = _first(shown, held, view)
    sheet, foot = _fit(shown, rows, columns, top, first, view, han)
    scale = fit_scale(shown.weights, shown.visible, first_shown=shown.columns[0] == 0)
    theme = THEMES[view.theme]
    bar, ticks = bar_of_page(scale, sheet.width, view)
    marks = [*top.marks(view), *ticks, *axes(rows, columns, named_places(shown, held, sheet), sheet, view, han)]
    if alone:
        marks += _numbers(shown, scale, sheet, view) if sheet.maps.cell >= NUMBERS_FROM else []
        marks += _unseen(shown, sheet, view)
    else:
        marks += _titles(held, sheet, view)
    marks += foot.marks(sheet.footer, sheet.width, view)
    maps = Maps(shown.weights, shown.visible[None], scale, palette(view.theme, view.colours), sheet.maps)
    made = figure(sheet.width, ceil(sheet.footer + foot.height), theme.page, [maps, bar, Marks(marks)])
    caption = " ".join([first, *sentences.notes(shown, view.lang, step=sheet.row_step)])
    best = patterns.telling(held)
    return Page(made, _alt(shown, held, first, view), caption, _reading(shown, held, view), (best.layer, best.head))


def _names(tokens: Sequence[Token], room: float, han: Han) -> tuple[str, ...]:
    """Name tokens in at most `room` ems each."""
    script = Script(em=LABEL, han=han)
    return tuple(shorten(name, room * LABEL, lambda text: width(text, script)) for name in labels(tokens))


def _head(shown: Shown, held: Sequence[Pattern], view: View) -> Head:
    alone = len(held) == 1
    seen, lang = shown.seen, view.lang
    lead = [said for said in (sentences.part(seen, lang),) if said is not None]
    if alone:
        title = sentences.title_of_head(seen, shown.layer, held[0].head, lang)
        lead.append(verdicts.titled(held[0], seen, lang))
    else:
        title = sentences.title_of_layer(seen, shown.layer, len(held), lang)
    return head_of_page(title, " · ".join(lead))


def _first(shown: Shown, held: Sequence[Pattern], view: View) -> str:
    """Say how much the first column takes, and if it isn't drawn, that it isn't."""
    names = [own().say(view.lang, "head", head=one.head) for one in held]
    hidden = view.hide_first and shown.columns[0] > 0
    first = sentences.first_unit(shown.seen)
    said = sentences.of_first([one.first for one in held], names, first, view.lang, hidden=hidden)
    outside = shown.columns[0] > 0 and not hidden
    return f"{said} {own().say(view.lang, 'first-outside', first=first)}" if outside else said


def _reading(shown: Shown, held: Sequence[Pattern], view: View) -> str:
    seen, lang = shown.seen, view.lang
    if len(held) == 1:
        return verdicts.of_head(held[0], seen, shown.columns, lang)
    return verdicts.of_many(sentences.heading_of_layer(seen, shown.layer, len(held), lang), held, seen, lang)


def _alt(shown: Shown, held: Sequence[Pattern], first: str, view: View) -> str:
    seen, lang = shown.seen, view.lang
    notes = sentences.notes(shown, lang, step=1)
    if len(held) > 1:
        title = sentences.title_of_layer(seen, shown.layer, len(held), lang)
        said = verdicts.alt_of_many(title, held, seen, lang, with_layer=False)
        return " ".join([said, first, *notes])
    said = verdicts.alt_of_head(held[0], seen, lang)
    return " ".join([said, *([first] if view.hide_first else []), *notes])


def _fit(
    shown: Shown,
    rows: Sequence[str],
    columns: Sequence[str],
    top: Head,
    first: str,
    view: View,
    han: Han,
) -> tuple[Sheet, Foot]:
    """Lay the page out; its foot says how many labels were thinned, so it is written last."""
    script = Script(LABEL, han=han)
    axis = max(width(text, Script(LABEL)) for text in axis_words(view))
    name, room = shown.seen.facts.name, NARROWEST - 2 * MARGIN
    # The notes of the narrowest page take the most lines: a guess from above. One head has all its labels.
    step = 1 if len(shown.heads) == 1 else 2
    guess = foot_of_page([first, *sentences.notes(shown, view.lang, step=step)], name, room)
    sheet = fit_sheet(
        Wanted(
            maps=len(shown.heads),
            rows=len(rows),
            columns=len(columns),
            row_label=max(width(label, script) for label in rows) / LABEL,
            column_label=max(width(label, script) for label in columns) / LABEL,
            corner=(axis + GAP, 2 * LABEL * LINE + GAP),
            header=top.height,
            footer=guess.height,
            least=top.least,
            titled=len(shown.heads) > 1,
        )
    )
    notes = [first, *sentences.notes(shown, view.lang, step=sheet.row_step)]
    return sheet, foot_of_page(notes, name, sheet.width - 2 * MARGIN)


def _titles(held: Sequence[Pattern], sheet: Sheet, view: View) -> list[Mark]:
    """Name each map's head, and its role where there is room."""
    theme, bold, plain = THEMES[view.theme], Script(LABEL, "semibold"), Script(LABEL)
    marks = []
    named = [own().say(view.lang, "head", head=one.head) for one in held]
    if max(width(name, bold) for name in named) > sheet.maps.wide:
        named = [str(one.head) for one in held]
    told = verdicts.standing_out(held)
    for one, name, box in zip(held, named, sheet.maps.boxes, strict=True):
        y = box.y - LABEL * 0.62
        marks.append(Mark(name, box.x, y, bold, theme.text))
        left = width(name, bold) + LABEL * 0.5
        fitting = (
            role
            for role in verdicts.labels_of(one, view.lang, is_told=one is told)
            if left + width(role, plain) <= box.width
        )
        if role := next(fitting, None):
            marks.append(Mark(role, box.x + left, y, plain, theme.muted))
    return marks


def _numbers(shown: Shown, scale: Scale, sheet: Sheet, view: View) -> list[Mark]:
    """Write weights into the cells, in percent; less than half a percent is left out."""
    colours = palette(view.theme, view.colours).steps
    weights, box = shown.weights[0], sheet.maps.box(0)
    script = Script(max(min(int(sheet.maps.cell * 0.4), LABEL + 10), 20))
    steps, above = scale.steps(weights), scale.above(weights)
    dark = takes_dark_ink(colours)
    marks = []
    for row, column in np.argwhere(shown.visible & (weights >= 0.005)).tolist():
        on_bright = view.theme == "dark" if above[row, column] else dark[steps[row, column]]
        said = str(round(100 * float(weights[row, column])))
        x, y = box.x + (column + 0.5) * sheet.maps.cell - 1, box.y + (row + 0.5) * sheet.maps.cell - 1
        marks.append(Mark(said, x, y, script, DARK_INK if on_bright else LIGHT_INK, "middle"))
    return marks


def _unseen(shown: Shown, sheet: Sheet, view: View) -> list[Mark]:
    """Say in the empty half of a large map why it is empty."""
    box = sheet.maps.box(0)
    if not looks_back(shown.seen) or box.width < NOTE_FROM or shown.rows[0] > 1 or shown.columns[0] > 1:
        return []
    script = Script(LABEL)
    said = sentences.unseen(shown, view.lang)
    lines = wrap(said, box.width * 0.4, lambda text: width(text, script))
    colour = THEMES[view.theme].faint_text
    return [
        Mark(line, box.right, box.y + (at + 0.5) * LABEL * LINE, script, colour, "end") for at, line in enumerate(lines)
    ]
