"""The conversation about models of other kinds, tiny and random, built from a config."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import torch
from transformers import (
    BertConfig,
    BertModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    T5Config,
    T5ForConditionalGeneration,
)

import attention
from handlers import open_house
from tests.handlers.conftest import Talk
from tests.handlers.test_house import labels, pressed

VOCABULARY = 12_288  # the embedded model's, whose tokenizer they borrow


def t5() -> PreTrainedModel:
    config = T5Config(
        vocab_size=VOCABULARY,
        d_model=20,
        d_kv=5,
        d_ff=11,
        num_layers=3,
        num_decoder_layers=2,
        num_heads=4,
        decoder_start_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    return T5ForConditionalGeneration(config)


def bert() -> PreTrainedModel:
    return BertModel(
        BertConfig(
            vocab_size=VOCABULARY, hidden_size=20, intermediate_size=11, num_hidden_layers=3, num_attention_heads=4
        )
    )


def llama() -> PreTrainedModel:
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=30,
            intermediate_size=11,
            num_hidden_layers=2,
            num_attention_heads=6,
            num_key_value_heads=3,
            head_dim=8,
        )
    )


@pytest.fixture
async def talk(request: pytest.FixtureRequest, embedded: attention.Model, tmp_path: Path) -> AsyncIterator[Talk]:
    torch.manual_seed(7)
    model = attention.adopt(request.param(), embedded.tokenizer, "tiny")
    async with open_house(model, data_dir=tmp_path, drawers=0) as house:
        yield Talk(house, account="en")


@pytest.mark.anyio
@pytest.mark.parametrize("talk", [t5], indirect=True)
async def test_an_encoder_decoder_has_a_button_for_each_kind_of_attention(talk: Talk) -> None:
    reply = await talk.say("/heads 2 The cat sat on the mat")

    assert {"Encoder", "Decoder", "Cross-attention"} <= set(labels(reply))

    reply = await talk.press(reply, "Cross-attention")

    assert {"Cross-attention", "Layer 1: all 4 heads"} <= pressed(reply)


@pytest.mark.anyio
@pytest.mark.parametrize("talk", [t5], indirect=True)
async def test_a_target_after_the_arrow_is_what_the_decoder_reads(talk: Talk) -> None:
    reply = await talk.say("The cat sat on the mat => Die Katze sass da")

    assert reply.kind == "sentence", reply.text
    assert "Cross-attention" in pressed(reply)


@pytest.mark.anyio
@pytest.mark.parametrize("talk", [bert], indirect=True)
async def test_an_encoder_is_looked_at_both_ways(talk: Talk) -> None:
    reply = await talk.say("The cat sat on the mat")

    assert reply.kind == "sentence", reply.text
    assert "both directions" in (await talk.say("/model")).text


@pytest.mark.anyio
@pytest.mark.parametrize("talk", [llama], indirect=True)
async def test_shared_keys_and_a_free_head_width_are_explained(talk: Talk) -> None:
    text = (await talk.say("/model")).text

    assert "6 × 8 = 48, while the residual stream is 30 wide" in text
    assert "3 sets of keys and values a layer, each shared by 2 heads (GQA)" in text


@pytest.mark.anyio
@pytest.mark.parametrize("talk", [llama], indirect=True)
async def test_a_causal_model_has_no_cross_attention(talk: Talk) -> None:
    await talk.say("The cat sat on the mat")

    assert "no encoder-decoder" in (await talk.say("cross-attention, layer 1")).text
