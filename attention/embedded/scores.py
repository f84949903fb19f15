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
from .tokens import START_ID, Pool, character_counts, newline_id

BATCH = 8
WORD = re.compile(r"\w+")
WORD_SAMPLE = 20_000  # characters of each work


@torch.inference_mode()
def bits_per_character(
    network: LlamaForCausalLM,
    tokenizer: Tokenizer,
    pools: dict[Pool, NDArray[np.uint16]],
    rows: int,
    length: int,
    *,
    breaks: bool = True,
) -> dict[Pool, float]:
    """Measures how many bits a character of text costs, on rows spread evenly over each pool.

    Each row begins with `<s>` and reads `length - 1` tokens from wherever it falls, also in mid-sentence.

    Args:
        network: what is measured.
        tokenizer: its own.
        pools: arrays of token ids.
        rows: how many rows of each pool.
        length: tokens of a row, `<s>` counted.
        breaks: whether line breaks, and what follows each directly, count; without them a network isn't judged by how
            its own texts were broken into lines.
    """
    newline = newline_id(tokenizer)
    bits: dict[Pool, float] = {}
    for pool, text in pools.items():
        starts = np.linspace(0, len(text) - length, min(rows, len(text) // length)).astype(int)
        pieces = np.stack([text[start : start + length - 1].astype(np.int64) for start in starts])
        nats = np.concatenate([_nats(network, pieces[first : first + BATCH]) for first in range(0, len(pieces), BATCH)])
        sizes = np.stack([character_counts(piece, tokenizer) for piece in pieces])
        counts = np.ones_like(pieces, dtype=np.bool_)
        if not breaks:
            counts = pieces != newline
            counts[:, 1:] &= pieces[:, :-1] != newline
        bits[pool] = float(nats[counts].sum() / math.log(2) / sizes[counts].sum())
    return bits


def _nats(network: LlamaForCausalLM, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
    targets = torch.from_numpy(pieces).to(network.device)
    tokens = torch.nn.functional.pad(targets, (1, 0), value=START_ID)[:, :-1]
    logits = network(input_ids=tokens, use_cache=False).logits.float()
    losses: NDArray[np.float32] = torch.nn.functional.cross_entropy(logits.mT, targets, reduction="none").cpu().numpy()
    return losses


def tokens_per_word(works: Iterable[Work], tokenizer: Tokenizer) -> dict[Pool, float]:
    """Counts into how many tokens a word falls, on average: pieces that hold a letter or digit, over words."""
    counts: dict[Pool, tuple[int, int]] = {}
    for work in works:
        words = WORD.findall(work.body[:WORD_SAMPLE])
        pieces = sum(len(encoding.ids) for encoding in tokenizer.encode_batch_fast(words, add_special_tokens=False))
        before = counts.get((work.kind, work.lang), (0, 0))
        counts[work.kind, work.lang] = (before[0] + pieces, before[1] + len(words))
    return {pool: pieces / max(words, 1) for pool, (pieces, words) in counts.items()}
