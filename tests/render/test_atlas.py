"""The thumbnails of a model: inside the page, their numbers apart."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.atlas import fit_atlas, spaced
from render.measures import LABEL, MARGIN

from .conftest import calm


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


@given(st.lists(st.floats(0, 1000), min_size=1).map(sorted), st.floats(1, 100))
@calm
def test_chosen_places_stand_apart(places: list[float], least: float) -> None:
    chosen = spaced(places, least)

    assert chosen[0] == 0
    assert all(places[b] - places[a] >= least for a, b in itertools.pairwise(chosen))
