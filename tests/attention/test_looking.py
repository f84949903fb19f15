"""From a text to the weights of its heads: the embedded model's known heads, and all that `look` promises."""

import pickle

import numpy as np
import pytest

from attention import Model, adopt, look
from attention.looking import MAX_WRITTEN

from .tokenizers import unigram
from .zoo import ZOO

REPEATING = "Маша купила хлеб, а Петя купил молоко. Потом Маша купила"


@pytest.fixture(scope="module")
def t5() -> Model:
    """An encoder-decoder with random weights and a tokenizer that fits; read-only."""
    return adopt(ZOO["t5"].network(), unigram(), "t5")


def texts(tokens: tuple) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(("layer", "head"), [(3, 4), (4, 7)])
def test_previous_token_heads_of_the_embedded_model_look_one_back(embedded: Model, layer: int, head: int) -> None:
    weights = look(embedded, REPEATING, [layer]).weights[layer][head]

    assert np.diagonal(weights, offset=-1).min() > 0.9


@pytest.mark.parametrize("head", [4, 2])
def test_induction_heads_of_the_embedded_model_look_at_what_followed(embedded: Model, head: int) -> None:
    seen = look(embedded, REPEATING, [5])

    tokens = texts(seen.rows)
    again = len(tokens) - 3  # the second ' Маша', before ' куп' and 'ила'
    assert [token.strip() for token in tokens[again:]] == ["Маша", "куп", "ила"]
    row = seen.weights[5][head, again]
    assert row[1:].argmax() + 1 == tokens.index(" куп")  # it rests on the first token, and looks nowhere else as much
    assert row[tokens.index(" куп")] > 0.3


def test_weights_are_float32_and_read_only(embedded: Model) -> None:
    weights = look(embedded, "Кошка спит", [0]).weights[0]

    assert weights.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        weights[0, 0, 0] = 0


def test_each_row_sums_to_one_and_looks_back_only(embedded: Model) -> None:
    weights = look(embedded, "Кошка сидела на окне", [2]).weights[2]

    assert np.allclose(weights.sum(axis=2), 1, atol=1e-5)
    assert not np.triu(weights, k=1).any()


def test_all_layers_come_in_order_when_none_are_named(embedded: Model) -> None:
    assert list(look(embedded, "Кошка").weights) == [0, 1, 2, 3, 4, 5]


def test_only_the_layers_named_come(embedded: Model) -> None:
    assert list(look(embedded, "Кошка", [4, 1]).weights) == [1, 4]


def test_a_look_says_what_was_looked_at(embedded: Model) -> None:
    seen = look(embedded, "Кошка\0 спит\ud800", [1])

    assert (seen.text, seen.target, seen.part, seen.unit, seen.cut) == ("Кошка спит", None, "decoder", "token", 0)
    assert seen.rows is seen.columns
    assert seen.facts is embedded.facts


def test_a_look_crosses_a_process(embedded: Model) -> None:
    seen = look(embedded, "Кошка спит", [1])

    copy = pickle.loads(pickle.dumps(seen))  # noqa: S301 - our own

    assert copy.rows == seen.rows
    assert np.array_equal(copy.weights[1], seen.weights[1])


def test_a_long_text_is_cut_and_says_by_how_much(embedded: Model) -> None:
    whole = look(embedded, "кот " * 30, [0])

    seen = look(embedded, "кот " * 30, [0], max_tokens=9)

    assert seen.rows == whole.rows[:9]
    assert seen.cut == len(whole.rows) - 9
    assert seen.weights[0].shape == (8, 9, 9)


def test_a_text_is_never_longer_than_the_model_has_places_for(embedded: Model) -> None:
    assert len(look(embedded, "кот " * 600, [0], max_tokens=10_000).rows) == embedded.facts.context


def test_the_same_text_gives_the_same_weights(embedded: Model) -> None:
    first, second = (look(embedded, REPEATING, [5]).weights[5] for _ in range(2))

    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("text", ["", " ", "\u200b", "🙂", "a" * 3000, "‮abc", "e" + "\u0301" * 300, "$x$", "<b>"])
def test_no_text_is_too_odd_to_look_at(embedded: Model, text: str) -> None:
    seen = look(embedded, text, [5])

    assert seen.weights[5].shape == (8, len(seen.rows), len(seen.rows))


@pytest.mark.parametrize(("layers", "part"), [([6], None), ([-1], None), ([], None), ([0], "cross"), (None, "encoder")])
def test_what_the_model_does_not_have_is_a_slip_of_the_program(
    embedded: Model, layers: list[int] | None, part: str | None
) -> None:
    with pytest.raises(ValueError, match="attention"):
        look(embedded, "Кошка", layers, part)


def test_an_encoder_is_looked_at_first(t5: Model) -> None:
    seen = look(t5, "the cat sat")

    assert (seen.part, seen.target) == ("encoder", None)
    assert texts(seen.rows)[-1] == "</s>"
    assert list(seen.weights) == [0, 1, 2]


def test_a_given_target_is_what_the_decoder_reads(t5: Model) -> None:
    seen = look(t5, "the cat sat", part="decoder", target="кошка сидела")

    assert seen.target == "кошка сидела"
    assert seen.rows[0].text == "<pad>"
    assert "".join(texts(seen.rows)[1:]).strip() == "кошка сидела"
    assert not np.triu(seen.weights[1], k=1).any()


def test_cross_attention_goes_from_the_target_to_the_text(t5: Model) -> None:
    seen = look(t5, "the cat sat", part="cross", target="кошка")

    assert "".join(texts(seen.rows)[1:]).strip() == "кошка"
    assert "".join(texts(seen.columns)[:-1]).strip() == "the cat sat"
    assert seen.weights[0].shape == (4, len(seen.rows), len(seen.columns))


def test_without_a_target_the_model_writes_one(t5: Model) -> None:
    seen = look(t5, "the cat sat", part="cross")

    assert seen.target is not None
    assert 1 <= len(seen.rows) <= MAX_WRITTEN + 1
    assert seen.rows[0].text == "<pad>"


def test_what_the_model_wrote_can_be_given_back_to_it(t5: Model) -> None:
    written = look(t5, "the cat sat", part="decoder")

    given = look(t5, "the cat sat", part="decoder", target=written.target)

    assert given.target == written.target


@pytest.mark.parametrize("name", ["bart", "marian", "m2m-100", "t5gemma"])
def test_any_encoder_decoder_writes_its_target(name: str) -> None:
    model = adopt(ZOO[name].network(), unigram(), name)

    seen = look(model, "the cat sat", part="cross")

    assert np.allclose(seen.weights[1].sum(axis=2), 1, atol=1e-5)
    assert len(seen.rows) <= MAX_WRITTEN + 1


@pytest.mark.parametrize("name", ["bert", "bloom", "gemma2", "qwen3.5"])
def test_any_kind_of_network_can_be_looked_at(name: str) -> None:
    model = adopt(ZOO[name].network(), unigram(), name)

    seen = look(model, "the cat sat on the mat")

    assert tuple(seen.weights) == model.facts.attention_layers
    assert all(weights.shape == (4, len(seen.rows), len(seen.rows)) for weights in seen.weights.values())
