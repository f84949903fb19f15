"""Capturing chosen layers of a batch."""

import pytest
import torch

from attention.capturing import capture
from attention.sites import find_sites

from .zoo import BATCH, SOURCE, TARGET, ZOO, batch_of, looked_into


def test_only_the_layers_asked_for_come_back() -> None:
    inputs, _ = batch_of(ZOO["llama"])

    assert list(capture(looked_into("llama"), inputs, [2, 0])) == [0, 2]


def test_weights_have_a_row_and_a_column_for_each_token() -> None:
    inputs, _ = batch_of(ZOO["t5"])
    network = looked_into("t5")

    assert capture(network, inputs, [1], "encoder")[1].shape == (BATCH, 4, SOURCE, SOURCE)
    assert capture(network, inputs, [1], "decoder")[1].shape == (BATCH, 4, TARGET, TARGET)
    assert capture(network, inputs, [1], "cross")[1].shape == (BATCH, 4, TARGET, SOURCE)


@pytest.mark.parametrize(
    ("name", "part", "layers", "named"),
    [
        ("llama", "decoder", [1, 3], r"\[3\].*\(0, 1, 2\)"),
        ("llama", "decoder", [-1], r"\[-1\]"),
        ("llama", "decoder", [], r"\[\]"),
        ("llama", "cross", [0], r"cross.*\(\)"),
        ("qwen3-next", "decoder", [2], r"\[2\].*\(1, 3\)"),
        ("bloom", "decoder", [7], r"\[7\]"),
    ],
)
def test_a_layer_without_attention_is_refused_by_name(name: str, part: str, layers: list[int], named: str) -> None:
    inputs, _ = batch_of(ZOO[name])

    with pytest.raises(ValueError, match=named):
        capture(looked_into(name), inputs, layers, part)


def test_a_network_whose_attention_was_switched_away_is_refused() -> None:
    inputs, _ = batch_of(ZOO["llama"])
    network = ZOO["llama"].network()
    sites = find_sites(network)

    network.set_attn_implementation("sdpa")

    with pytest.raises(ValueError, match="sdpa"):
        capture(network, inputs, [0], "decoder", sites)


def test_weights_can_be_used_with_gradients_elsewhere() -> None:
    inputs, _ = batch_of(ZOO["llama"])

    weights = capture(looked_into("llama"), inputs, [0])[0].clone()

    assert not torch.is_inference_mode_enabled()
    assert not weights.requires_grad
