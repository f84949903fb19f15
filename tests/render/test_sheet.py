"""Grids of maps: inside the page, nothing on top of another, within what the platforms take."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from render.lattice import Box
from render.measures import LABEL, MARGIN, PITCH, TALLEST, WIDEST
from render.sheet import CELL_SMALLEST, CELL_SMALLEST_OF_MANY, Wanted, capacity, fit_sheet

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
    sheet = fit_sheet(wanted)
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
    sheet = fit_sheet(wanted)

    assert sheet.maps.x - wanted.row_label * sheet.em >= MARGIN - 1
    longest = wanted.column_label * sheet.em if sheet.upright else sheet.em
    assert sheet.footer - sheet.maps.bottom >= longest
    assert sheet.maps.cell * sheet.row_step >= sheet.em * PITCH


@given(WANTED)
@calm
def test_no_page_is_larger_than_a_phone_likes(wanted: Wanted) -> None:
    sheet = fit_sheet(wanted)
    assume(sheet.maps.cell >= CELL_SMALLEST_OF_MANY)  # what does not fit is never asked for: see capacity

    assert sheet.width <= max(WIDEST, wanted.least + 1)
    assert sheet.footer + wanted.footer <= TALLEST + 2


@given(st.integers(1, 40), st.integers(1, 12), st.floats(0.2, 9), st.floats(0.2, 7.5))
@calm
def test_what_fits_by_capacity_is_legible(share: int, maps: int, row_label: float, column_label: float) -> None:
    named = maps == 1
    most = capacity(maps, named=named, row_label=9.0, column_label=7.5)
    count = max(1, most * share // 40)

    sheet = fit_sheet(Wanted(maps, count, count, row_label, column_label, (150, 76), 190, 120, 0, maps > 1))

    assert sheet.maps.cell >= (LABEL * PITCH if named else CELL_SMALLEST)
    assert sheet.footer + 120 <= TALLEST + 1


@pytest.mark.parametrize(("maps", "tokens"), [(2, 22), (6, 13), (8, 11)])
def test_labels_shrink_a_little_before_they_are_thinned(maps: int, tokens: int) -> None:
    sheet = fit_sheet(Wanted(maps, tokens, tokens, 3.0, 3.0, (150, 76), 130, 100, 500, titled=True))

    assert sheet.row_step == sheet.column_step == 1
    assert sheet.em * 1280 / max(sheet.width, sheet.footer + 100) >= 20


@pytest.mark.parametrize(("maps", "least"), [(1, 25), (8, 40), (12, 32), (32, 25), (128, 8)])
def test_capacity_is_of_use(maps: int, least: int) -> None:
    assert capacity(maps, named=maps == 1, row_label=5.5, column_label=5.0) >= least
