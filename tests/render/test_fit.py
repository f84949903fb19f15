"""Layout: inside the page, nothing on top of another, within what the platforms take."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from render.fit import (
    CELL_SMALLEST,
    CELL_SMALLEST_OF_MANY,
    LABEL,
    MARGIN,
    PITCH,
    TALLEST,
    WIDEST,
    Box,
    Wanted,
    capacity,
    fit,
    fit_atlas,
    spaced,
    wrap,
)

from .conftest import calm

WANTED = st.builds(
    Wanted,
    maps=st.integers(1, 130),
    rows=st.integers(1, 60),
    columns=st.integers(1, 60),
    row_label=st.floats(0.2, 9),
    column_label=st.floats(0.2, 7.5),
    corner=st.tuples(st.floats(10, 180), st.floats(30, 80)),
    header=st.floats(80, 220),
    footer=st.floats(60, 200),
    least=st.floats(0, 1200),
    titled=st.booleans(),
)


@given(WANTED)
@calm
def test_maps_lie_inside_the_page_and_apart(wanted: Wanted) -> None:
    sheet = fit(wanted)
    page = Box(0, 0, sheet.width, sheet.footer)

    boxes = sheet.maps.boxes

    assert len(boxes) == wanted.maps
    assert all(page.holds(box) for box in boxes)
    assert all(box.x >= MARGIN - 1 and box.y >= wanted.header for box in boxes)
    assert sheet.maps.pitch[0] >= sheet.maps.wide + LABEL
    assert sheet.maps.pitch[1] >= sheet.maps.tall + LABEL * (2 if wanted.titled else 1)


@given(WANTED)
@calm
def test_labels_have_room_beside_and_below(wanted: Wanted) -> None:
    sheet = fit(wanted)

    assert sheet.maps.x - wanted.row_label * sheet.em >= MARGIN - 1
    longest = wanted.column_label * sheet.em if sheet.upright else sheet.em
    assert sheet.footer - sheet.maps.bottom >= longest
    assert sheet.maps.cell * sheet.row_step >= sheet.em * PITCH


@given(WANTED)
@calm
def test_no_page_is_larger_than_a_phone_likes(wanted: Wanted) -> None:
    sheet = fit(wanted)
    assume(sheet.maps.cell >= CELL_SMALLEST_OF_MANY)  # what does not fit is never asked for: see capacity

    assert sheet.width <= max(WIDEST, wanted.least + 1)
    assert sheet.footer + wanted.footer <= TALLEST + 2


@given(st.integers(1, 40), st.integers(1, 12), st.floats(0.2, 9), st.floats(0.2, 7.5))
@calm
def test_what_fits_by_capacity_is_legible(share: int, maps: int, row_label: float, column_label: float) -> None:
    named = maps == 1
    most = capacity(maps, named=named, row_label=9.0, column_label=7.5)
    count = max(1, most * share // 40)

    sheet = fit(Wanted(maps, count, count, row_label, column_label, (150, 76), 190, 120, 0, maps > 1))

    assert sheet.maps.cell >= (LABEL * PITCH if named else CELL_SMALLEST)
    assert sheet.footer + 120 <= TALLEST + 1


@pytest.mark.parametrize(("maps", "least"), [(1, 25), (8, 40), (12, 32), (32, 25), (128, 8)])
def test_capacity_is_of_use(maps: int, least: int) -> None:
    assert capacity(maps, named=maps == 1, row_label=5.5, column_label=5.0) >= least


@given(st.integers(1, 128), st.integers(1, 128), st.integers(1, 512), st.integers(1, 512), st.integers(20, 160))
@calm
def test_a_map_of_any_model_lies_inside_the_page(layers: int, heads: int, rows: int, columns: int, left: int) -> None:
    atlas = fit_atlas(layers, heads, rows, columns, left=left, header=200, footer=120, least=900)
    maps, height = atlas.maps, atlas.footer + 120 * atlas.zoom

    assert maps.x >= MARGIN * atlas.zoom
    assert maps.right <= atlas.width - MARGIN * atlas.zoom + 1
    assert atlas.width + height <= 10000
    assert max(atlas.width, height) <= 20 * min(atlas.width, height)
    assert maps.pitch[0] > maps.wide
    assert maps.pitch[1] > maps.tall
    assert maps.rows * atlas.pool >= rows
    assert maps.columns * atlas.pool >= columns


@pytest.mark.parametrize(("layers", "heads"), [(12, 12), (48, 25), (80, 64), (61, 128)])
def test_numbers_of_layers_and_heads_stand_apart(layers: int, heads: int) -> None:
    atlas = fit_atlas(layers, heads, 20, 20, left=120, header=200, footer=120, least=900)

    down, across = atlas.maps.pitch[1], atlas.maps.pitch[0]

    assert len(atlas.layers) >= 4
    assert len(atlas.heads) >= 4
    assert min(b - a for a, b in itertools.pairwise(atlas.layers)) * down >= LABEL * atlas.zoom
    assert min(b - a for a, b in itertools.pairwise(atlas.heads)) * across >= len(str(heads)) * 0.6 * LABEL * atlas.zoom


@given(text=st.text("абв ", min_size=1, max_size=60), room=st.integers(1, 30), balanced=st.booleans())
@calm
def test_broken_lines_fit_and_lose_no_word(text: str, room: int, *, balanced: bool) -> None:
    lines = wrap(text, room, len, balanced=balanced)

    assert " ".join(lines) == text
    assert all(len(line) <= room or " " not in line.strip() for line in lines)


def test_balanced_lines_are_about_equally_long() -> None:
    assert wrap("aa bb cc dd e", 11, len, balanced=True) == ("aa bb", "cc dd e")


@given(st.lists(st.floats(0, 1000), min_size=1).map(sorted), st.floats(1, 100))
@calm
def test_chosen_places_stand_apart(places: list[float], least: float) -> None:
    chosen = spaced(places, least)

    assert chosen[0] == 0
    assert all(places[b] - places[a] >= least for a, b in itertools.pairwise(chosen))


def test_boxes_tell_what_they_hold_and_meet() -> None:
    outer, inner, beside = Box(0, 0, 10, 8), Box(2, 3, 4, 5), Box(6, 3, 2, 2)

    assert outer.holds(inner)
    assert not inner.holds(outer)
    assert not inner.meets(beside)
    assert outer.meets(beside)
