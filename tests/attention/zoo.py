"""Tiny networks of many architectures, made from configs: what `look` has to be right on.

No two sizes are equal where that can be had, so that a transposed result can't pass. To try a new architecture, add a
line to `ZOO`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import torch
from torch import Tensor
from transformers import (
    CONFIG_MAPPING,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    PretrainedConfig,
    PreTrainedModel,
)

from attention.model import implementation
from attention.seen import Part

VOCABULARY, BATCH, SOURCE, TARGET, WINDOW = 97, 5, 9, 7, 4
SIGNS = {"vocab_size": VOCABULARY, "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}

BERT = SIGNS | {
    "hidden_size": 24,
    "intermediate_size": 40,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "max_position_embeddings": 64,
}
GROUPED = BERT | {"num_key_value_heads": 2}
WIDE = GROUPED | {"head_dim": 10}  # heads times their width isn't the model's width
SLIDING = {"sliding_window": WINDOW}
EXPERTS = {
    "num_experts": 3,
    "num_local_experts": 3,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 20,
    "shared_expert_intermediate_size": 20,
}
GPT = SIGNS | {"n_embd": 24, "n_layer": 3, "n_head": 4, "n_positions": 64}
LATENT = BERT | {
    "num_key_value_heads": 4,
    "q_lora_rank": 8,
    "kv_lora_rank": 8,
    "qk_rope_head_dim": 4,
    "qk_nope_head_dim": 6,
    "v_head_dim": 8,
    "n_routed_experts": 4,
    "num_experts_per_tok": 2,
    "moe_intermediate_size": 20,
    "n_group": 1,
    "topk_group": 1,
    "n_shared_experts": 1,
    "first_k_dense_replace": 1,
}
GATED = WIDE | {
    "num_hidden_layers": 4,
    "layer_types": ["linear_attention", "full_attention", "linear_attention", "full_attention"],
    "linear_num_value_heads": 4,
    "linear_num_key_heads": 2,
    "linear_key_head_dim": 6,
    "linear_value_head_dim": 6,
    "linear_conv_kernel_dim": 2,
}
BART = SIGNS | {
    "d_model": 24,
    "encoder_layers": 3,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 40,
    "decoder_ffn_dim": 40,
    "max_position_embeddings": 64,
    "decoder_start_token_id": 2,
}
T5 = SIGNS | {
    "d_model": 24,
    "d_kv": 10,
    "d_ff": 40,
    "num_layers": 3,
    "num_decoder_layers": 2,
    "num_heads": 4,
    "decoder_start_token_id": 0,
}

Kind = Literal["causal", "encoder", "paired"]


@dataclass(frozen=True)
class Species:
    """An architecture, and the sizes that make it tiny."""

    kind: Kind
    family: str
    sizes: Mapping[str, Any]

    @property
    def parts(self) -> tuple[Part, ...]:
        every: dict[Kind, tuple[Part, ...]] = {
            "causal": ("decoder",),
            "encoder": ("encoder",),
            "paired": ("encoder", "decoder", "cross"),
        }
        return every[self.kind]

    def config(self) -> PretrainedConfig:
        return CONFIG_MAPPING[self.family](**self.sizes)

    def network(self, *, eager: bool = False) -> PreTrainedModel:
        """Make the network with weights that attend unevenly, the same each time."""
        makers = {"causal": AutoModelForCausalLM, "encoder": AutoModel, "paired": AutoModelForSeq2SeqLM}
        config, maker = self.config(), makers[self.kind]
        architecture = maker._model_mapping[type(config)]
        architecture = architecture[0] if isinstance(architecture, tuple) else architecture
        way = "eager" if eager else implementation(architecture)
        network = maker.from_config(config, attn_implementation=way).eval()
        generator = torch.Generator().manual_seed(7)
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.copy_(torch.empty_like(parameter).normal_(std=0.25, generator=generator))
        return network


ZOO: Mapping[str, Species] = {
    # causal, all heads with keys of their own
    "gpt2": Species("causal", "gpt2", GPT),
    "gpt-neox": Species("causal", "gpt_neox", BERT),
    "gpt-j": Species("causal", "gptj", GPT | {"rotary_dim": 4}),
    "codegen": Species("causal", "codegen", GPT | {"n_embd": 32, "rotary_dim": 4}),
    "opt": Species("causal", "opt", BERT | {"ffn_dim": 40, "word_embed_proj_dim": 24}),
    "biogpt": Species("causal", "biogpt", BERT),
    "deepseek-v3": Species("causal", "deepseek_v3", LATENT),
    # causal, keys shared by groups of heads
    "gpt-bigcode": Species("causal", "gpt_bigcode", GPT),
    "llama": Species("causal", "llama", WIDE),
    "mixtral": Species("causal", "mixtral", WIDE | EXPERTS),
    "qwen2-moe": Species("causal", "qwen2_moe", GROUPED | EXPERTS),
    "qwen3": Species("causal", "qwen3", WIDE),
    "qwen3-moe": Species("causal", "qwen3_moe", WIDE | EXPERTS),
    "smollm3": Species("causal", "smollm3", GROUPED),
    "gemma": Species("causal", "gemma", WIDE),
    "olmo2": Species("causal", "olmo2", GROUPED),
    "olmoe": Species("causal", "olmoe", GROUPED | EXPERTS),
    "granite": Species("causal", "granite", GROUPED | {"attention_multiplier": 0.3}),
    "glm": Species("causal", "glm", WIDE),
    "cohere": Species("causal", "cohere", GROUPED),
    "stablelm": Species("causal", "stablelm", GROUPED | {"hidden_size": 32}),
    # causal, with a window shorter than the text
    "mistral": Species("causal", "mistral", WIDE | SLIDING),
    "qwen2": Species("causal", "qwen2", GROUPED | SLIDING | {"use_sliding_window": True, "max_window_layers": 1}),
    "phi3": Species("causal", "phi3", GROUPED | SLIDING),
    "starcoder2": Species("causal", "starcoder2", GROUPED | SLIDING),
    "gemma3": Species("causal", "gemma3_text", WIDE | SLIDING | {"query_pre_attn_scalar": 10}),
    "cohere2": Species("causal", "cohere2", GROUPED | SLIDING),
    "exaone4": Species("causal", "exaone4", WIDE | SLIDING | {"sliding_window_pattern": 2}),
    # causal, with scores changed on the way
    "gemma2": Species(
        "causal", "gemma2", WIDE | SLIDING | {"query_pre_attn_scalar": 10, "attn_logit_softcapping": 1.5}
    ),
    "gpt-oss": Species("causal", "gpt_oss", WIDE | EXPERTS | SLIDING),
    # causal, with layers that have no attention
    "qwen3-next": Species("causal", "qwen3_next", GATED | EXPERTS),
    "qwen3.5": Species("causal", "qwen3_5_text", GATED),
    "lfm2": Species("causal", "lfm2", GROUPED | {"layer_types": ["conv", "full_attention", "conv"]}),
    # encoders
    "bert": Species("encoder", "bert", BERT),
    "roberta": Species("encoder", "roberta", BERT),
    "xlm-roberta": Species("encoder", "xlm-roberta", BERT),
    "distilbert": Species("encoder", "distilbert", SIGNS | {"dim": 24, "hidden_dim": 40, "n_layers": 3, "n_heads": 4}),
    "albert": Species("encoder", "albert", BERT | {"embedding_size": 16}),
    "electra": Species("encoder", "electra", BERT | {"embedding_size": 16}),
    "modernbert": Species("encoder", "modernbert", BERT | {"local_attention": WINDOW, "global_attn_every_n_layers": 2}),
    "eurobert": Species("encoder", "eurobert", WIDE),
    # encoder-decoders
    "t5": Species("paired", "t5", T5),
    "mt5": Species("paired", "mt5", T5),
    "umt5": Species("paired", "umt5", T5),
    "bart": Species("paired", "bart", BART),
    "mbart": Species("paired", "mbart", BART),
    "marian": Species("paired", "marian", BART),
    "m2m-100": Species("paired", "m2m_100", BART),
    "pegasus": Species("paired", "pegasus", BART),
    "t5gemma": Species(
        "paired",
        "t5gemma",
        {
            "encoder": WIDE | SLIDING | {"attn_logit_softcapping": 1.5},
            "decoder": WIDE | SLIDING | {"attn_logit_softcapping": 1.5, "num_hidden_layers": 2},
            "vocab_size": VOCABULARY,
        },
    ),
    # with attention of their own, which can be looked at but not replaced
    "bloom": Species("causal", "bloom", SIGNS | {"hidden_size": 24, "n_layer": 3, "n_head": 4}),
    "falcon": Species("causal", "falcon", BERT | {"alibi": False}),
    "gpt-neo": Species(
        "causal",
        "gpt_neo",
        SIGNS
        | {"hidden_size": 24, "num_layers": 3, "num_heads": 4, "window_size": WINDOW, "max_position_embeddings": 64}
        | {"attention_types": [[["global", "local", "global"], 1]]},
    ),
    "xglm": Species("causal", "xglm", SIGNS | {"d_model": 24, "ffn_dim": 40, "num_layers": 3, "attention_heads": 4}),
    "deberta-v2": Species(
        "encoder",
        "deberta-v2",
        BERT | {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "position_buckets": 8},
    ),
    "mpnet": Species("encoder", "mpnet", BERT),
    "rembert": Species("encoder", "rembert", BERT | {"input_embedding_size": 16, "output_embedding_size": 16}),
}

NO_ATTENTION: Mapping[str, Species] = {
    "mamba": Species("causal", "mamba", SIGNS | {"hidden_size": 24, "num_hidden_layers": 3, "state_size": 4}),
    "mamba2": Species(
        "causal",
        "mamba2",
        SIGNS
        | {"hidden_size": 24, "num_hidden_layers": 3, "state_size": 4, "num_heads": 6, "head_dim": 8, "n_groups": 1},
    ),
}


def batch_of(species: Species) -> tuple[dict[str, Tensor], Tensor]:
    """Make texts of different lengths, padded where each kind is padded, and tell which places hold a token."""
    generator = torch.Generator().manual_seed(3)
    ids = torch.randint(3, VOCABULARY, (BATCH, SOURCE), generator=generator)
    real = torch.arange(SOURCE) < torch.tensor([[9], [6], [8], [5], [7]])  # (batch, place)
    if species.kind == "causal":
        real = real.flip(1)
    inputs = {"input_ids": ids * real, "attention_mask": real.long()}
    if species.kind == "paired":
        inputs["decoder_input_ids"] = torch.randint(3, VOCABULARY, (BATCH, TARGET), generator=generator)
    return inputs, real


@cache
def looked_into(name: str) -> PreTrainedModel:
    """A network of the zoo that goes through our attention; made once, read-only."""
    return ZOO[name].network()
