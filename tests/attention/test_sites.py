"""Where the heads stand: told by a rehearsal, not by names."""

import pytest
from transformers import CONFIG_MAPPING, AutoModel, T5EncoderModel

from attention.sites import Site, Turns, find_sites, is_paired

from .zoo import BERT, NO_ATTENTION, ZOO, looked_into


@pytest.mark.parametrize("name", ZOO)
def test_each_part_of_a_network_is_found(name: str) -> None:
    sites = find_sites(looked_into(name))

    assert tuple(sites.layers) == ZOO[name].parts
    assert sites.heads == 4


@pytest.mark.parametrize("name", ["qwen3-next", "qwen3.5", "lfm2"])
def test_layers_without_attention_keep_their_number(name: str) -> None:
    assert find_sites(looked_into(name)).layers == {"decoder": (1,) if name == "lfm2" else (1, 3)}


@pytest.mark.parametrize("name", ["distilbert", "albert", "marian"])
def test_modules_without_a_number_are_numbered_by_the_order_of_calls(name: str) -> None:
    assert find_sites(looked_into(name)).layers["encoder"] == (0, 1, 2)


def test_a_module_that_layers_share_serves_each_in_turn() -> None:
    sites = find_sites(looked_into("albert"))
    turns = Turns(sites)

    (module,) = sites.by_module

    assert [turns.site(module).layer for _ in range(4)] == [0, 1, 2, 0]


def test_decoder_and_encoder_may_differ_in_layers() -> None:
    assert find_sites(looked_into("bart")).layers == {"encoder": (0, 1, 2), "decoder": (0, 1), "cross": (0, 1)}


@pytest.mark.parametrize(
    ("name", "kv_heads", "head_dim"),
    [
        ("gpt2", 4, 6),
        ("gpt-bigcode", 1, 6),
        ("llama", 2, 10),
        ("qwen3.5", 2, 10),
        ("t5", 4, 10),
        ("deepseek-v3", 4, 10),
    ],
)
def test_the_sizes_of_heads_are_those_of_the_calls(name: str, kv_heads: int, head_dim: int) -> None:
    sites = find_sites(looked_into(name))

    assert (sites.kv_heads, sites.head_dim) == (kv_heads, head_dim)


@pytest.mark.parametrize("name", ["bloom", "falcon", "gpt-neo", "xglm", "deberta-v2", "mpnet", "rembert"])
def test_attention_that_cannot_be_replaced_is_marked(name: str) -> None:
    assert find_sites(looked_into(name)).eager


@pytest.mark.parametrize("name", ["gpt2", "t5", "bert"])
def test_attention_that_can_be_replaced_is_not(name: str) -> None:
    assert not find_sites(looked_into(name)).eager


@pytest.mark.parametrize("name", NO_ATTENTION)
def test_a_network_without_attention_has_no_sites(name: str) -> None:
    sites = find_sites(NO_ATTENTION[name].network())

    assert not sites.layers
    assert not sites.eager


def test_attention_that_is_no_table_of_rows_and_columns_is_left_out() -> None:
    longformer = AutoModel.from_config(CONFIG_MAPPING["longformer"](**BERT, attention_window=4))

    assert not find_sites(longformer).layers


def test_an_encoder_taken_out_of_an_encoder_decoder_has_one_part() -> None:
    encoder = T5EncoderModel._from_config(ZOO["t5"].config(), attn_implementation="attention-heads").eval()

    assert not is_paired(encoder)
    assert find_sites(encoder).layers == {"encoder": (0, 1, 2)}


def test_a_site_says_its_part_and_layer() -> None:
    sites = find_sites(looked_into("t5"))

    assert {site for served in sites.by_module.values() for site in served} == {
        *(Site("encoder", layer) for layer in range(3)),
        *(Site(part, layer) for part in ("decoder", "cross") for layer in range(2)),
    }
