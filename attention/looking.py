"""From a text to the weights of its heads."""

from collections.abc import Collection
from typing import Any

import numpy as np
import torch
from jaxtyping import Float32
from torch import Tensor

from attention.capturing import capture
from attention.model import Model
from attention.seen import Part, Seen
from attention.tokens import Reading, read_ids, read_text

MAX_TOKENS = 512
"""The longest text looked at, in tokens, unless told otherwise."""

MAX_WRITTEN = 40
"""The most tokens that an encoder-decoder writes when no target is given."""


def look(
    model: Model,
    text: str,
    layers: Collection[int] | None = None,
    part: Part | None = None,
    target: str | None = None,
    max_tokens: int = MAX_TOKENS,
) -> Seen:
    """See how much each token of a text looks at each other one.

    Args:
        model: From `load` or `adopt`.
        text: What it reads; in an encoder-decoder what the encoder reads.
        layers: Which layers, from 0; None for all that have attention.
        part: Which attention of an encoder-decoder, None for the encoder's; a model of one part has that one alone.
        target: What the decoder of an encoder-decoder reads; None for what it writes itself, at most 40 tokens.
        max_tokens: The longest text, in tokens with the special ones; a longer one is cut, and the result says so.

    Returns:
        The weights, with the tokens they lie between.

    Raises:
        ValueError: A layer or part that this model doesn't have, or a text without a token.
    """
    having = model.sites.layers
    seen_part = next(iter(having)) if part is None else part
    if seen_part not in having:
        raise ValueError(f"{part} attention asked for; {model.facts.name} has {', '.join(having)}")
    most = min(max_tokens, model.facts.context or max_tokens)
    source = read_text(model.tokenizer, text, most)
    if not source.ids:
        raise ValueError("a text without a token")
    inputs = {"input_ids": _batch(model, source.ids), "attention_mask": _batch(model, [1] * len(source.ids))}
    read = source
    if model.facts.kind == "encoder-decoder":
        read = _target(model, inputs, target, most, seen_part)
        inputs["decoder_input_ids"] = _batch(model, read.ids)
    rows = source if seen_part == "encoder" else read
    found = capture(model.network, inputs, having[seen_part] if layers is None else layers, seen_part, model.sites)
    return Seen(
        facts=model.facts,
        text=source.text,
        target=read.text if read is not source and (target is not None or seen_part != "encoder") else None,
        part=seen_part,
        rows=rows.tokens,
        columns=source.tokens if seen_part == "cross" else rows.tokens,
        weights={layer: _array(weights[0]) for layer, weights in sorted(found.items())},
        cut=source.cut if read is source else source.cut + read.cut,
    )


def _target(model: Model, inputs: dict[str, Tensor], target: str | None, most: int, part: Part) -> Reading:
    """Give what the decoder reads: its start token, then the target as given, or as it writes it."""
    start = _start_token(model)
    if part == "encoder" and target is None:  # nobody will read what it would write
        return read_ids(model.tokenizer, [start])
    end = model.tokenizer.eos_token_id
    if target is None:
        written = _write(model, inputs)
        return read_ids(model.tokenizer, written[:-1] if written[-1] == end else written)
    given = read_text(model.tokenizer, target, most, target=True)
    opened = read_ids(model.tokenizer, [start])
    kept = len(given.ids) - (given.ids[-1:] == (end,))
    return Reading(given.text, opened.ids + given.ids[:kept], opened.tokens + given.tokens[:kept], given.cut)


@torch.inference_mode()
def _write(model: Model, inputs: dict[str, Tensor]) -> list[int]:
    """Let the model write, always taking the likeliest token."""
    options: dict[str, Any] = {"do_sample": False, "num_beams": 1, "max_new_tokens": MAX_WRITTEN, "max_length": None}
    network: Any = model.network  # generate comes from a mixin that the type doesn't name
    written: list[int] = network.generate(**inputs, **options)[0].tolist()
    return written


def _start_token(model: Model) -> int:
    """Give the token that every target begins with."""
    settings = (model.network.generation_config, model.network.config.get_text_config(decoder=True))
    names = ("decoder_start_token_id", "bos_token_id", "pad_token_id")
    return next((one for name in names for found in settings if (one := getattr(found, name, None)) is not None), 0)


def _batch(model: Model, ids: Collection[int]) -> Tensor:
    return torch.tensor([list(ids)], device=model.network.device)


def _array(weights: Float32[Tensor, "head row col"]) -> Float32[np.ndarray, "head row col"]:
    array: Float32[np.ndarray, "head row col"] = weights.cpu().numpy()
    array.flags.writeable = False
    return array
