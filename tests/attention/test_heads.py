"""The one attention function: its weights are the model's own, and nothing is left behind."""

import threading

import pytest
import torch
from torch import Tensor

from attention.capturing import capture
from attention.heads import Answer, Call, Enough, wishing
from attention.seen import Part
from attention.sites import find_sites

from .zoo import WINDOW, ZOO, batch_of, looked_into

TOLERANCE = 1e-5  # float32

EVERY_PART = [pytest.param(name, part, id=f"{name}-{part}") for name in ZOO for part in ZOO[name].parts]
OUTPUTS: dict[Part, tuple[str, ...]] = {
    "encoder": ("encoder_attentions", "attentions"),
    "decoder": ("decoder_attentions", "attentions"),
    "cross": ("cross_attentions",),
}


def eager_weights(name: str, part: Part, inputs: dict[str, Tensor]) -> list[Tensor]:
    """The weights as transformers itself gives them, for the layers that have attention."""
    with torch.inference_mode():
        outputs = ZOO[name].network(eager=True)(**inputs, output_attentions=True)
    given = next(outputs[key] for key in OUTPUTS[part] if key in outputs)
    return [weights for weights in given if weights is not None]


@pytest.mark.parametrize(("name", "part"), EVERY_PART)
def test_weights_of_each_layer_are_those_of_eager_attention(name: str, part: Part) -> None:
    inputs, real = batch_of(ZOO[name])
    network = looked_into(name)
    sites = find_sites(network)

    each = [capture(network, inputs, [layer], part, sites)[layer] for layer in sites.layers[part]]

    reading = real if part == "encoder" or ZOO[name].kind == "causal" else torch.ones_like(inputs["decoder_input_ids"])
    for ours, theirs in zip(each, eager_weights(name, part, inputs), strict=True):
        difference = (ours - theirs).abs().amax(dim=(1, 3))  # (batch, row)
        assert difference[reading.bool()].max() <= TOLERANCE


@pytest.mark.parametrize(("name", "part"), EVERY_PART)
def test_all_layers_in_one_run_are_the_layers_one_by_one(name: str, part: Part) -> None:
    inputs, real = batch_of(ZOO[name])
    network = looked_into(name)
    sites = find_sites(network)

    together = capture(network, inputs, sites.layers[part], part, sites)

    reading = real if part == "encoder" or ZOO[name].kind == "causal" else torch.ones_like(inputs["decoder_input_ids"])
    for layer in sites.layers[part]:
        alone = capture(network, inputs, [layer], part, sites)[layer]
        assert (together[layer] - alone).abs().amax(dim=(1, 3))[reading.bool()].max() <= TOLERANCE


@pytest.mark.parametrize("name", ZOO)
@torch.inference_mode()
def test_outputs_are_bit_for_bit_the_same_after_looking(name: str) -> None:
    inputs, _ = batch_of(ZOO[name])
    network = looked_into(name)
    before = network(**inputs)[0]

    sites = find_sites(network)
    for part, layers in sites.layers.items():
        capture(network, inputs, layers, part, sites)

    assert torch.equal(network(**inputs)[0], before)


@pytest.mark.parametrize("name", ZOO)
@torch.inference_mode()
def test_outputs_are_those_of_eager_attention_when_nobody_looks(name: str) -> None:
    inputs, real = batch_of(ZOO[name])

    ours = looked_into(name)(**inputs)[0]
    theirs = ZOO[name].network(eager=True)(**inputs)[0]

    kept = slice(None) if ZOO[name].kind == "paired" else real
    assert torch.allclose(ours[kept], theirs[kept], atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("name", ["mistral", "phi3", "starcoder2"])
def test_nothing_before_the_window_is_looked_at(name: str) -> None:
    inputs, _ = batch_of(ZOO[name])
    inputs = {key: value[:1] for key, value in inputs.items()}

    weights = capture(looked_into(name), inputs, [1])[1][0]  # (head, row, col)

    row, col = torch.meshgrid(torch.arange(9), torch.arange(9), indexing="ij")
    assert (weights[:, row - col >= WINDOW] == 0).all()
    assert (weights[:, (row - col < WINDOW) & (row >= col)] > 0).all()


def test_rows_beside_a_sink_sum_to_less_than_one() -> None:
    inputs, real = batch_of(ZOO["gpt-oss"])

    sums = capture(looked_into("gpt-oss"), inputs, [2])[2].sum(dim=-1)  # (batch, head, row)

    assert sums.amax(dim=1)[real].max() < 0.99


@pytest.mark.parametrize("name", ["llama", "bert", "t5", "gemma2"])
def test_every_other_row_sums_to_one(name: str) -> None:
    inputs, _ = batch_of(ZOO[name])
    network = looked_into(name)
    part = ZOO[name].parts[-1]

    weights = capture(network, inputs, [1], part)[1]

    assert torch.allclose(weights.sum(dim=-1), torch.ones(()), atol=1e-6)


def test_weights_are_float32_whatever_the_network_computes_in() -> None:
    inputs, _ = batch_of(ZOO["llama"])
    network = ZOO["llama"].network().to(torch.bfloat16)

    weights = capture(network, inputs, [2])[2]

    assert weights.dtype == torch.float32
    assert torch.allclose(weights.sum(dim=-1), torch.ones(()), atol=1e-6)


@pytest.mark.parametrize("name", ["llama", "gpt2", "t5"])
def test_what_comes_after_the_last_wanted_layer_does_not_run(name: str) -> None:
    inputs, _ = batch_of(ZOO[name])
    network = ZOO[name].network()
    sites = find_sites(network)
    ran: list[str] = []
    for path, module in network.named_modules():
        module.register_forward_hook(lambda *_, path=path: ran.append(path))

    capture(network, inputs, [0], "encoder" if name == "t5" else "decoder", sites)

    assert "lm_head" not in ran
    assert not [path for path in ran if ".1." in path]
    assert [path for path in ran if ".0." in path]


def test_a_failure_inside_leaves_no_wish_behind() -> None:
    inputs, _ = batch_of(ZOO["llama"])
    network = looked_into("llama")
    before = network(**inputs)[0]

    with pytest.raises(RuntimeError, match="out of order"), wishing(Broken()):
        network(**inputs)

    assert torch.equal(network(**inputs)[0], before)


def test_a_wish_does_not_reach_another_thread() -> None:
    inputs, _ = batch_of(ZOO["llama"])
    network = looked_into("llama")
    lengths: list[int] = []

    with wishing(Broken()):
        other = threading.Thread(target=lambda: lengths.append(network(**inputs)[0].shape[1]))
        other.start()
        other.join()

    assert lengths == [9]


def test_enough_ends_the_run_without_an_error() -> None:
    inputs, _ = batch_of(ZOO["llama"])

    with wishing(Sated()):
        looked_into("llama")(**inputs)
        pytest.fail("the forward pass went on")


class Broken:
    def answer(self, call: Call) -> Answer:
        raise RuntimeError("out of order")


class Sated:
    def answer(self, call: Call) -> Answer:
        raise Enough
