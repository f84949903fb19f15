"""The colour scale: true numbers, and room for what the first column drowns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.scale import TOPS, Scale, fit_scale, shared

from .conftest import calm, look


@pytest.mark.parametrize("top", TOPS)
def test_numbers_stand_where_their_colours_are(top: float) -> None:
    scale = Scale(top=top, clipped=False)
    ticks = np.array(scale.ticks)

    assert ticks[0] == 0
    assert ticks[-1] == top
    assert 0.2 < scale.place(ticks)[1] < 0.6
    assert scale.steps(ticks).tolist() == np.round(scale.place(ticks) * 255).tolist()


@given(st.lists(st.floats(0, 1), min_size=2), st.sampled_from(sorted(TOPS)))
@calm
def test_more_weight_never_gets_a_lower_step(weights: list[float], top: float) -> None:
    steps = Scale(top=top, clipped=False).steps(np.sort(np.array(weights)))

    assert (np.diff(steps.astype(int)) >= 0).all()


def test_the_first_column_does_not_set_the_scale() -> None:
    seen = look(11, first=0.95)
    weights, visible = seen.weights[1], np.tri(11, dtype=bool)

    scale = fit_scale(weights, visible, first_shown=True)

    assert scale.top <= 0.2
    assert scale.clipped
    assert scale.above(weights)[:, 1:, 0].all()


def test_a_full_scale_clips_nothing() -> None:
    weights = np.eye(5, dtype=np.float32)[None]

    scale = fit_scale(weights, np.ones((5, 5), dtype=bool), first_shown=True)

    assert scale == Scale(top=1.0, clipped=False)


def test_a_single_cell_has_a_scale() -> None:
    scale = fit_scale(np.ones((3, 1, 1), dtype=np.float32), np.ones((1, 1), dtype=bool), first_shown=True)

    assert scale.top == 1.0


def test_a_sum_a_little_over_one_is_not_over_the_scale() -> None:
    assert not Scale(top=1.0, clipped=False).above(np.array([1.00005])).any()


def test_shared_scale_is_the_highest() -> None:
    scales = [Scale(top=0.1, clipped=True), Scale(top=0.5, clipped=False)]

    assert shared(scales, 0.4) == Scale(top=0.5, clipped=False)
    assert shared(scales, 0.9) == Scale(top=0.5, clipped=True)
