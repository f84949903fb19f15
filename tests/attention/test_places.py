"""The places of most weight: each weight counted once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention.places import two_places, without_first

from .test_patterns import ENCODER, FACTS, PLAIN, even, looking_at, looking_back, seen_of

COLUMNS = range(1, 12)


def test_the_second_place_has_none_of_the_firsts_weight() -> None:
    weights = looking_back(12, 1, share=1.0)
    weights[6:10, :] = 0
    weights[6:10, 5] = 1  # of these, row 6 looks at the one before too

    before, column = two_places(seen_of(PLAIN, weights, even(12)), 2, 0, COLUMNS)

    assert (before.kind, before.share) == ("previous", pytest.approx(7 / 11))
    assert (column.kind, column.column, column.share) == ("column", 5, pytest.approx(3 / 11))


def test_shares_are_of_what_the_hidden_first_column_leaves() -> None:
    weights = 0.1 * looking_at(12, 1, range(2, 12)) + 0.9 * looking_at(12, 0, range(12))

    (column, other) = two_places(seen_of(PLAIN, weights, even(12)), 2, 0, COLUMNS, hide_first=True)

    assert (column.kind, column.column, column.share) == ("column", 1, pytest.approx(1))
    assert other.share == 0


def test_only_columns_that_may_be_named_are() -> None:
    first, _ = two_places(seen_of(PLAIN, looking_at(12, 5, range(6, 12)), even(12)), 2, 0, range(6, 12))

    assert first.kind == "first"


def test_one_column_is_no_choice() -> None:
    assert two_places(seen_of(PLAIN[:1], even(2)), 2, 0, range(1, 2), hide_first=True) == ()


@given(size=st.integers(2, 12), seed=st.integers(0, 2**32 - 1), hide_first=st.booleans(), both_ways=st.booleans())
def test_two_places_never_have_more_than_all(size: int, seed: int, *, hide_first: bool, both_ways: bool) -> None:
    weights = np.random.default_rng(seed).random((1, size, size)) ** 8 + 1e-6
    weights = weights if both_ways else np.tril(weights)
    weights /= weights.sum(axis=2, keepdims=True)
    seen = seen_of(PLAIN[: size - 1], *weights, facts=ENCODER if both_ways else FACTS)

    places = two_places(seen, 2, 0, range(1, size), hide_first=hide_first)

    assert sum(place.share for place in places) <= 1 + 1e-6
    assert sorted((place.share for place in places), reverse=True) == [place.share for place in places]


def test_a_row_that_leaves_nothing_stays_empty() -> None:
    left = without_first(np.array([[[1, 0, 0], [0.5, 0.25, 0.25]]], dtype=np.float32))

    assert left.tolist() == [[[0, 0, 0], [0, 0.5, 0.5]]]
