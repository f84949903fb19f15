"""The map of the whole model."""

from dataclasses import replace

import numpy as np
import pytest

import render
from attention import Seen
from render.overview import compose, pool
from render.view import Lang, View

from .conftest import assert_tidy, look, tokens_of


def test_every_head_is_on_the_map(small: Seen) -> None:
    picture = render.model(small, View(lang="ru"))

    assert picture.alt.startswith("3 слоя × 5 голов. ")
    assert "в среднем" in picture.caption


def test_only_some_layers_may_have_been_looked_at(small: Seen) -> None:
    seen = replace(small, weights={2: small.weights[2]})

    assert render.model(seen).alt.startswith("1 layer × 5 heads")


def test_layers_may_have_different_numbers_of_heads(small: Seen) -> None:
    seen = replace(small, weights={0: small.weights[0], 1: small.weights[1][:2]})

    assert render.model(seen).alt.startswith("2 layers × 5 heads")


@pytest.mark.parametrize(("layers", "heads"), [(1, 1), (48, 25), (80, 64), (61, 128)])
def test_any_model_keeps_to_the_limits(layers: int, heads: int) -> None:
    picture = render.model(look(6, layers=layers, heads=heads))

    assert picture.width + picture.height <= 10000
    assert max(picture.width, picture.height) <= 20 * min(picture.width, picture.height)
    assert len(picture.png) <= 10_000_000


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("layers", "heads"), [(1, 1), (2, 3), (12, 12), (48, 25), (61, 128)])
def test_every_label_is_on_the_page_and_on_no_other(layers: int, heads: int, lang: Lang) -> None:
    assert_tidy(compose(look(6, layers=layers, heads=heads), View(lang=lang)).figure)


def test_a_long_text_is_pooled_and_told() -> None:
    picture = render.model(look(300, layers=2, heads=3))

    assert "A dot is the strongest look of" in picture.caption


def test_pooling_keeps_the_strongest_weight() -> None:
    weights = np.zeros((2, 5, 7), dtype=np.float32)
    weights[1, 4, 6] = 0.9

    small = pool(weights, 3)

    assert small.shape == (2, 2, 3)
    assert small[1].tolist() == [[0, 0, 0], [0, 0, np.float32(0.9)]]


def test_the_first_column_can_be_hidden(small: Seen) -> None:
    assert "is hidden" in render.model(small, View(hide_first=True)).caption


def test_cross_attention_has_its_own_sides() -> None:
    seen = look(3, kind="encoder-decoder", part="cross", columns=["a", "b", "c", "d", "e"])

    assert render.model(seen).alt.startswith("cross-attention: decoder to encoder, 3 layers × 5 heads")


def test_words_are_told(small: Seen) -> None:
    seen = replace(small, rows=tokens_of("раз два три".split()) * 1, columns=tokens_of("раз два три".split()))
    seen = replace(seen, weights={0: small.weights[0][:, :3, :3]})

    assert "merged into words" in render.model(seen, View(unit="word")).caption
