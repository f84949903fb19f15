"""How well a network foretells text, and how many tokens its words take."""

import math
import re
from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from .texts import Work
from .tokens import START_ID, Pool, characters

BATCH = 8
WORD = re.compile(r"\w+")
WORD_SAMPLE = 20_000  # characters of each work


@torch.inference_mode()
def bits_per_character(
    network: LlamaForCausalLM, tokenizer: Tokenizer, pools: dict[Pool, NDArray[np.uint16]], rows: int, length: int
) -> dict[Pool, float]:
    """Measures how many bits a character of text costs, on rows spread evenly over each pool.

    Each row begins with `<s>` and reads `length - 1` tokens from wherever it falls, in the middle of a sentence as
    well.

    Args:
        network: what is measured.
        tokenizer: its own: characters are counted on the text that the tokens stand for.
        pools: arrays of token ids.
        rows: how many rows of each pool.
        length: tokens of a row, `<s>` counted.
    """
    bits: dict[Pool, float] = {}
    for pool, text in pools.items():
        starts = np.linspace(0, len(text) - length, min(rows, len(text) // length)).astype(int)
        pieces = [text[start : start + length - 1].astype(np.int64) for start in starts]
        nats = sum(_nats(network, np.stack(pieces[first : first + BATCH])) for first in range(0, len(pieces), BATCH))
        bits[pool] = nats / math.log(2) / sum(characters(piece, tokenizer) for piece in pieces)
    return bits


def _nats(network: LlamaForCausalLM, pieces: NDArray[np.int64]) -> float:
    device = network.device
    targets = torch.from_numpy(pieces).to(device)
    tokens = torch.nn.functional.pad(targets, (1, 0), value=START_ID)[:, :-1]
    logits = network(input_ids=tokens, use_cache=False).logits.float()
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum").item()


def tokens_per_word(works: Iterable[Work], tokenizer: Tokenizer) -> dict[Pool, float]:
    """Counts into how many tokens a word falls, on average: pieces that hold a letter or digit, over words."""
    counts: dict[Pool, tuple[int, int]] = {}
    for work in works:
        words = WORD.findall(work.body[:WORD_SAMPLE])
        pieces = sum(len(encoding.ids) for encoding in tokenizer.encode_batch_fast(words, add_special_tokens=False))
        before = counts.get((work.kind, work.lang), (0, 0))
        counts[work.kind, work.lang] = (before[0] + pieces, before[1] + len(words))
    return {pool: pieces / max(words, 1) for pool, (pieces, words) in counts.items()}
