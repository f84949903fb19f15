"""A network in memory becomes a model; the facts are measured on it."""

import pytest
import torch

from attention import ModelError, adopt
from attention.heads import NAME

from .tokenizers import embedded
from .zoo import NO_ATTENTION, WINDOW, ZOO


@pytest.mark.parametrize(
    ("name", "kind", "layers", "decoder_layers", "kv_heads", "head_dim"),
    [
        ("gpt2", "causal", 3, None, 4, 6),
        ("llama", "causal", 3, None, 2, 10),
        ("qwen3-next", "causal", 4, None, 2, 10),
        ("bert", "encoder", 3, None, 4, 6),
        ("t5", "encoder-decoder", 3, 2, 4, 10),
        ("bart", "encoder-decoder", 3, 2, 4, 6),
        ("bloom", "causal", 3, None, 4, 6),
        ("falcon", "causal", 3, None, 1, 6),
    ],
)
def test_facts_are_those_of_the_network(
    name: str, kind: str, layers: int, decoder_layers: int | None, kv_heads: int, head_dim: int
) -> None:
    facts = adopt(ZOO[name].network(), embedded(), name).facts

    assert (facts.name, facts.kind, facts.layers, facts.decoder_layers) == (name, kind, layers, decoder_layers)
    assert (facts.heads, facts.kv_heads, facts.head_dim) == (4, kv_heads, head_dim)
    assert (facts.d_model, facts.vocabulary, facts.device, facts.dtype) == (24, 97, "cpu", "float32")


def test_layers_without_attention_are_counted_but_not_listed() -> None:
    facts = adopt(ZOO["qwen3-next"].network(), embedded()).facts

    assert (facts.layers, facts.attention_layers) == (4, (1, 3))


@pytest.mark.parametrize(
    ("name", "window"),
    [("mistral", WINDOW), ("gemma3", WINDOW), ("gpt2", None), ("llama", None), ("gpt-oss", WINDOW), ("bert", None)],
)
def test_a_window_is_told_where_layers_have_one(name: str, window: int | None) -> None:
    assert adopt(ZOO[name].network(), embedded()).facts.window == window


@pytest.mark.parametrize(
    ("name", "context"),
    [("gpt2", 64), ("roberta", 63), ("xlm-roberta", 63), ("bert", 64), ("t5", 512), ("bloom", 512)],
)
def test_the_longest_text_is_what_there_are_positions_for(name: str, context: int) -> None:
    assert adopt(ZOO[name].network(), embedded()).facts.context == context


def test_parameters_are_counted_once() -> None:
    network = ZOO["gpt2"].network()

    assert adopt(network, embedded()).facts.parameters == sum(one.numel() for one in network.parameters())


def test_a_network_made_with_another_attention_is_switched_over() -> None:
    network = ZOO["llama"].network(eager=True)

    adopt(network, embedded())

    assert network.config._attn_implementation == NAME


def test_a_network_in_training_is_put_to_use() -> None:
    network = ZOO["gpt2"].network().train()

    assert not adopt(network, embedded()).network.training


@pytest.mark.parametrize("name", NO_ATTENTION)
def test_a_network_without_attention_is_refused(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        adopt(NO_ATTENTION[name].network(), embedded(), name)

    assert (caught.value.reason, caught.value.source) == ("no-attention", name)


def test_adopting_changes_no_output() -> None:
    network = ZOO["llama"].network(eager=True)
    network.set_attn_implementation("sdpa")
    ids = torch.arange(3, 12)[None]
    before = network(ids).logits

    adopt(network, embedded())

    assert torch.equal(network(ids).logits, before)
