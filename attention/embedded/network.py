"""The network: transformers' Llama, small, and its way in and out of a folder."""

import copy
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from .tokens import START_ID, VOCABULARY

CONTEXT = 512


def new_network(seed: int) -> LlamaForCausalLM:
    """Makes an untrained network: 6 layers of 8 heads, biases on query and key (without them no heads came in time)."""
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=256,
        intermediate_size=704,
        num_hidden_layers=6,
        num_attention_heads=8,
        head_dim=32,
        attention_bias=True,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=START_ID,
        eos_token_id=2,
        pad_token_id=0,
        use_cache=False,
    )
    return LlamaForCausalLM(config)


def read_network(folder: Path) -> LlamaForCausalLM:
    """Reads a network in float32, ready to be trained on."""
    network: LlamaForCausalLM = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    return network


def untie(network: LlamaForCausalLM) -> LlamaForCausalLM:
    """Gives the output its own embeddings, equal at first: the network computes what it computed, and may now differ.

    What a token means and what foretells it are two things; the work of a step stays the same.
    """
    if network.config.tie_word_embeddings:
        network.config.tie_word_embeddings = False
        network.lm_head.weight = torch.nn.Parameter(network.model.embed_tokens.weight.detach().clone())
    return network


def write_network(network: LlamaForCausalLM, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the weights in bfloat16 as safetensors, their config, and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.detach().to("cpu", torch.bfloat16) for name, tensor in network.state_dict().items()}
    network.save_pretrained(folder, state_dict=weights)
    config = copy.deepcopy(network.config)
    config.dtype = torch.bfloat16  # save_pretrained writes down what was trained in
    config.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.save(str(folder / "tokenizer.json"))
