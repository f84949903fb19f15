"""The whole model: a thumbnail for each head, a row of them for each layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from jaxtyping import Bool, Float32

from attention import Pattern, Seen, merge_words, patterns
from render import sentences, verdicts
from render.artists import Maps, Mark, Marks
from render.atlas import Atlas, fit_atlas
from render.catalogue import own
from render.ink import Script, width
from render.measures import GAP, LABEL, LINE, MARGIN, NARROWEST
from render.page import bar_of_page, foot_of_page, head_of_page
from render.paper import Page, figure
from render.scale import Scale, fit_scale, shared
from render.shown import begins, visible
from render.theme import THEMES, palette
from render.view import Picture, View

AXIS = LABEL * LINE + 4  # the word above the layers' numbers
DESCRIBED_MOST = 16_000_000
"""With more cells than this nothing is said of what the heads do: it would take longer than the drawing."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The heads of one layer, ready to be drawn small.

    Attributes:
        layer: Its number, from 0.
        weights: What is shown of its heads, one cell a block of tokens.
        visible: Which cells can be seen at all.
        scale: The scale that its weights ask for.
        first: For each head the share that the first column takes of the rows after it.
    """

    layer: int
    weights: Float32[np.ndarray, "head row col"]
    visible: Bool[np.ndarray, "row col"]
    scale: Scale
    first: tuple[float, ...]


def model(seen: Seen, view: View | None = None) -> Picture:
    """Draw every head that was looked at: layers from top to bottom, heads from left to right.

    A long text is made small by keeping the strongest weight of each block of tokens, so that lines survive.

    Args:
        seen: What was looked at, some layers or all.
        view: The reader's wishes.
    """
    return compose(seen, view or View()).picture()


def compose(seen: Seen, view: View) -> Page:
    """Put every head that was looked at on a figure, and say what is on it."""
    seen = merge_words(seen) if view.unit == "word" else seen
    theme, lang = THEMES[view.theme], view.lang
    heads = max(weights.shape[0] for weights in seen.weights.values())
    title = own().say(lang, "title-model", layers=len(seen.weights), heads=heads)
    lead = [said for said in (sentences.part(seen, lang), own().say(lang, "each-square")) if said is not None]
    atlas = _fit(seen, title, " · ".join(lead), heads, view)
    rows = [_row(seen, layer, atlas.pool, hide_first=view.hide_first) for layer in sorted(seen.weights)]
    notes = _notes(seen, rows, atlas.pool, view)
    top = head_of_page(title, " · ".join(lead), atlas.zoom)
    foot = foot_of_page(notes, seen.facts.name, atlas.width - 2 * MARGIN * atlas.zoom, atlas.zoom)
    scale = shared([row.scale for row in rows], max(float(row.weights.max(initial=0)) for row in rows))
    maps = Maps(*_stack(rows, heads), scale, palette(view.theme, view.colours), atlas.maps)
    bar, ticks = bar_of_page(scale, atlas.width, view, atlas.zoom)
    marks = [*top.marks(view), *ticks, *_axes(rows, atlas, view), *foot.marks(atlas.footer, atlas.width, view)]
    height = ceil(atlas.footer + foot.height)
    made = figure(atlas.width, height, theme.page, [maps, bar, Marks(marks)])
    caption = " ".join(notes)
    described = _described(seen, hide_first=view.hide_first)
    alt = verdicts.alt_of_many(title, described, seen, lang, with_layer=True)
    best = patterns.telling(described) if described else None
    telling = None if best is None else (best.layer, best.head)
    heading = own().say(lang, "map-heading", layers=len(seen.weights), heads=heads)
    return Page(made, f"{alt} {caption}", caption, verdicts.of_many(heading, described, seen, lang), telling)


def _fit(seen: Seen, title: str, lead: str, heads: int, view: View) -> Atlas:
    top = head_of_page(title, lead)
    script = Script(LABEL)
    numbers = width(str(max(seen.weights)), script)
    axis = max(width(text, script) for text in _axis_words(view))
    above, begin = begins(visible(seen, min(seen.weights)), hide_first=view.hide_first)
    return fit_atlas(
        len(seen.weights),
        heads,
        len(seen.rows) - above,
        len(seen.columns) - begin,
        left=max(numbers, axis) + GAP,
        header=top.height + AXIS,
        footer=foot_of_page([], seen.facts.name, NARROWEST).height + 2 * LABEL * LINE,
        least=top.least,
    )


def _row(seen: Seen, layer: int, block: int, *, hide_first: bool) -> Row:
    weights = np.asarray(seen.weights[layer], dtype=np.float32)
    able = visible(seen, layer)
    start = 1 if weights.shape[1] > 1 else 0
    first = tuple(float(share) for share in weights[:, start:, 0].mean(axis=1))
    above, begin = begins(able, hide_first=hide_first)
    weights, able = weights[:, above:, begin:], able[above:, begin:]
    scale = fit_scale(weights, able, first_shown=begin == 0)
    return Row(layer, pool(weights, block), pool(able[None].astype(np.float32), block)[0] > 0, scale, first)


def pool(weights: Float32[np.ndarray, "head row col"], block: int) -> Float32[np.ndarray, "head down across"]:
    """Keep the strongest weight of each block of `block` x `block` cells."""
    if block == 1:
        return weights
    heads, rows, columns = weights.shape
    down, across = ceil(rows / block), ceil(columns / block)
    padded = np.zeros((heads, down * block, across * block), dtype=np.float32)
    padded[:, :rows, :columns] = weights
    strongest: Float32[np.ndarray, "head down across"]
    strongest = padded.reshape(heads, down, block, across, block).max(axis=(2, 4))
    return strongest


def _stack(
    rows: Sequence[Row], heads: int
) -> tuple[Float32[np.ndarray, "map row col"], Bool[np.ndarray, "map row col"]]:
    """Put the heads of all layers in one line; a layer with fewer heads leaves empty places."""
    shape = (len(rows), heads, *rows[0].visible.shape)
    weights, able = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.bool_)
    for at, row in enumerate(rows):
        weights[at, : len(row.first)] = row.weights
        able[at, : len(row.first)] = row.visible
    return weights.reshape(-1, *shape[2:]), able.reshape(-1, *shape[2:])


def _notes(seen: Seen, rows: Sequence[Row], block: int, view: View) -> list[str]:
    shares = [share for row in rows for share in row.first]
    names = [f"{row.layer}.{head}" for row in rows for head in range(len(row.first))]
    notes = [sentences.of_first(shares, names, sentences.first_unit(seen), view.lang, hidden=view.hide_first)]
    if seen.unit == "word":
        notes.append(own().say(view.lang, "merged"))
    if block > 1:
        notes.append(own().say(view.lang, "pooled", size=block, unit=seen.unit))
    sums = [float(weights.sum(axis=2, dtype=np.float64).mean()) for weights in seen.weights.values()]
    return notes + sentences.of_model(seen, max(0.0, 1 - sum(sums) / len(sums)), view.lang)


def _described(seen: Seen, *, hide_first: bool) -> list[Pattern]:
    if sum(weights.size for weights in seen.weights.values()) > DESCRIBED_MOST:
        return []
    described = [patterns.describe(seen, layer, hide_first=hide_first) for layer in sorted(seen.weights)]
    return [pattern for layer in described for pattern in layer]


def _axis_words(view: View) -> tuple[str, str]:
    return own().say(view.lang, "axis-layers") + " ↓", own().say(view.lang, "axis-heads") + " →"


def _axes(rows: Sequence[Row], atlas: Atlas, view: View) -> list[Mark]:
    """Number layers on the left and heads below, as many as there is room for, and name both axes."""
    theme, script, maps = THEMES[view.theme], Script(LABEL * atlas.zoom), atlas.maps
    gap, line = GAP * atlas.zoom, LABEL * LINE * atlas.zoom
    down, across = _axis_words(view)
    above = min(maps.y - line / 2, maps.y + maps.tall / 2 - line)
    below = maps.bottom + gap + line / 2
    marks = [
        Mark(down, maps.x - gap, above, script, theme.muted, "end"),
        Mark(across, maps.x - gap, below, script, theme.muted, "end"),
    ]
    for at in atlas.layers:
        box = maps.box(at * maps.across)
        marks.append(Mark(str(rows[at].layer), box.x - gap, box.y + box.height / 2, script, theme.text, "end"))
    for at in atlas.heads:
        box = maps.box(at)
        marks.append(Mark(str(at), box.x + box.width / 2, below, script, theme.text, "middle"))
    return marks
