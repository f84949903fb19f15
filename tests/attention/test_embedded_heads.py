"""What the card of the embedded model says of its heads holds for the weights in the package."""

import pytest

from attention.embedded import FOLDER
from attention.embedded.measure import Heads, measure_heads, read_for_heads


@pytest.fixture(scope="module")
def heads() -> Heads:
    network, tokenizer = read_for_heads(FOLDER)
    return measure_heads(network, tokenizer, draws=4)


def fall(losses: tuple[float, float]) -> float:
    first, second = losses
    return 1 - second / first


def test_two_heads_are_induction_heads(heads: Heads) -> None:
    assert len(heads.scores.strongest("induction", 0.6)) >= 2


def test_a_head_looks_at_the_token_before(heads: Heads) -> None:
    assert len(heads.scores.strongest("previous", 0.9)) >= 1


def test_induction_stands_above_the_previous_token_heads_it_reads(heads: Heads) -> None:
    lowest_induction = min(layer for layer, _ in heads.induction)

    assert any(layer < lowest_induction for layer, _ in heads.previous)


def test_loss_falls_on_what_comes_again(heads: Heads) -> None:
    assert fall(heads.losses["whole"]) >= 0.7


def test_without_induction_heads_the_fall_is_undone(heads: Heads) -> None:
    assert fall(heads.losses["no induction heads"]) <= fall(heads.losses["whole"]) / 2


def test_without_as_many_other_heads_the_fall_stays(heads: Heads) -> None:
    assert fall(heads.losses["as many others"]) > fall(heads.losses["whole"]) / 2


def test_weights_fit_the_repository() -> None:
    assert (FOLDER / "model.safetensors").stat().st_size <= 24e6
