"""What of a look is shown: words, columns, parts."""

from dataclasses import replace

import numpy as np
import pytest

from attention import Kind, Seen
from render.shown import choose, visible
from render.view import View

from .conftest import look


def with_weights(seen: Seen, weights: np.ndarray) -> Seen:
    return replace(seen, weights={0: weights.astype(np.float32)})


def test_all_is_shown_where_it_fits(small: Seen) -> None:
    shown = choose(small, 1, (4, 2), View(), 10)

    assert shown.weights.shape == (2, 7, 7)
    assert np.array_equal(shown.weights[0], small.weights[1][4])
    assert not shown.is_part


def test_the_hidden_first_column_is_not_shown(small: Seen) -> None:
    shown = choose(small, 1, (4,), View(hide_first=True), 10)

    assert np.array_equal(shown.weights[0], small.weights[1][4][1:, 1:])
    assert [token.text for token in shown.column_tokens] == [token.text for token in small.columns[1:]]
    assert not shown.is_part


@pytest.mark.parametrize(("kind", "rows"), [("causal", 6), ("encoder", 7)])
def test_the_row_that_would_be_empty_goes_with_the_hidden_column(kind: Kind, rows: int) -> None:
    shown = choose(look(kind=kind), 1, (4,), View(hide_first=True), 10)

    assert len(shown.row_tokens) == rows
    assert shown.visible.any(axis=1).all()


def test_the_only_column_is_never_hidden() -> None:
    assert choose(look(1), 1, (0,), View(hide_first=True), 10).weights.shape == (1, 1, 1)


def test_words_are_shown_on_request(small: Seen) -> None:
    shown = choose(small, 1, (0,), View(unit="word"), 10)

    assert shown.seen.unit == "word"
    assert shown.tokens_before is None


def test_words_are_shown_where_tokens_do_not_fit() -> None:
    shown = choose(look(11), 1, (0,), View(), 9)

    assert shown.seen.unit == "word"
    assert shown.tokens_before == 11


def test_the_part_is_where_a_head_does_most() -> None:
    quiet = np.tri(23) / np.arange(1, 24)[:, None]
    quiet[8:12] = 0
    quiet[range(8, 12), range(7, 11)] = 1

    shown = choose(with_weights(look(23, layers=1, heads=2), np.stack([quiet] * 2)), 0, (0, 1), View(), 5)

    assert shown.rows[0] <= 8
    assert shown.rows[1] >= 12
    assert shown.rows == shown.columns


def test_of_equal_parts_the_last_is_shown() -> None:
    shown = choose(with_weights(look(23, layers=1), np.eye(23)[None]), 0, (0,), View(), 5)

    assert shown.rows == shown.columns == (18, 23)


def test_rows_and_columns_part_where_a_head_looks_far_back() -> None:
    far = np.zeros((23, 23))
    far[:, 0] = 1
    far[15:20] = 0
    far[range(15, 20), range(3, 8)] = 1

    shown = choose(with_weights(look(23, layers=1), far[None]), 0, (0,), View(), 5)

    assert (shown.rows, shown.columns) == ((15, 20), (3, 8))


def test_a_long_cross_look_is_cut_on_the_long_side_only() -> None:
    seen = look(3, kind="encoder-decoder", part="cross", columns=[f"слово{at}" for at in range(17)])

    shown = choose(seen, 1, (0,), View(), 11)

    assert shown.rows == (0, 3)
    assert shown.columns[1] - shown.columns[0] == 11


@pytest.mark.parametrize("hide_first", [False, True], ids=["all columns", "first hidden"])
@pytest.mark.parametrize("count", [2, 3, 11, 12, 13, 29])
def test_no_more_is_shown_than_fits(count: int, *, hide_first: bool) -> None:
    shown = choose(look(count), 2, (1, 3), View(hide_first=hide_first), 12)

    assert max(shown.weights.shape[1:]) <= 12
    assert shown.weights.shape[1:] == shown.visible.shape
    assert shown.weights.shape[1:] == (len(shown.row_tokens), len(shown.column_tokens))


def test_a_causal_model_cannot_see_ahead(small: Seen) -> None:
    assert np.array_equal(visible(small, 0), np.tri(7, dtype=bool))


def test_an_encoder_sees_all() -> None:
    assert visible(look(kind="encoder"), 0).all()


def test_a_window_hides_what_lies_before_it() -> None:
    seen = look(9, window=3)

    assert not visible(seen, 0)[8, 5]
    assert visible(seen, 0)[8, 6]


def test_a_weight_of_zero_is_not_blindness() -> None:
    seen = with_weights(look(5, layers=1), np.eye(5)[None])

    assert visible(seen, 0)[4, 1]


def test_what_the_models_sink_takes_is_known() -> None:
    assert choose(look(sink=0.25), 1, (0,), View(), 10).sink == pytest.approx(0.25, abs=1e-6)
