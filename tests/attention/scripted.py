"""A tiny chat model whose words are chosen beforehand: a real Llama, whose weights lead from each sentence to the next.

Each sentence is one token added to a real tokenizer. Attention and MLP add nothing, so that the network sees its last
token alone, and the embedding and the language head are a table of what follows what.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import torch
from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

from attention.sources import EMBEDDED

ASKED, ANSWERS, OVER = "<|asked|>", "<|answers|>", "<|over|>"
TEMPLATE = (
    "{% for message in messages %}" + ASKED + "{{ message.content }}" + OVER + "{% endfor %}"
    "{% if add_generation_prompt %}" + ANSWERS + "{% endif %}"
)
WIDTH = 32  # so many marks and sentences at most


def save(folder: Path, *sentences: str, template: str | None = TEMPLATE, endless: bool = False) -> Path:
    """Save a chat model that answers everything with these sentences.

    Args:
        folder: Where.
        sentences: With the blanks between them; no two the same.
        template: How it is spoken to.
        endless: Whether it begins again after the last sentence.
    """
    tokenizer = AutoTokenizer.from_pretrained(EMBEDDED, model_max_length=4096)
    tokenizer.add_special_tokens({"additional_special_tokens": [ASKED, ANSWERS], "eos_token": OVER})
    tokenizer.add_tokens(list(sentences))
    tokenizer.chat_template = template
    tokenizer.save_pretrained(folder)
    chain = tokenizer.convert_tokens_to_ids([ANSWERS, *sentences, sentences[0] if endless else OVER])
    _network(len(tokenizer), chain, tokenizer.eos_token_id).save_pretrained(folder)
    return folder


def _network(vocabulary: int, chain: Sequence[int], over: int) -> LlamaForCausalLM:
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=WIDTH,
        intermediate_size=40,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=4096,
        bos_token_id=None,
        eos_token_id=over,
    )
    network = LlamaForCausalLM(config)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        network.model.norm.weight.fill_(1.0)
        for place, (token, following) in enumerate(pairwise(chain)):
            network.model.embed_tokens.weight[token, place] = 1.0
            network.lm_head.weight[following, place] = 1.0
    return network
