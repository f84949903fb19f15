"""From a text to the weights of its heads."""

from collections.abc import Collection, Mapping

import numpy as np
import torch
from jaxtyping import Float32
from torch import Tensor

from attention.capturing import capture
from attention.model import Model
from attention.seen import Part, Seen, Token
from attention.tokens import Reading, read_text

MAX_TOKENS = 512
"""The longest text looked at, unless told otherwise."""


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
        model: From `load`.
        text: What it reads; for an encoder-decoder what its encoder reads.
        layers: Which layers, from 0; None for all that have attention.
        part: Which attention of an encoder-decoder; None for the first there is.
        target: What the decoder of an encoder-decoder reads; None for what it writes itself, at most 40 tokens.
        max_tokens: The longest text, in tokens with the special ones; a longer one is cut and the result says so.

    Returns:
        The weights, with the tokens they lie between.

    Raises:
        ValueError: A layer or part that this model doesn't have, or a text of no tokens.
    """
    part = part or next(iter(model.sites.layers))
    wanted = tuple(sorted(model.sites.layers.get(part, ()) if layers is None else layers))
    source = read_text(model.tokenizer, text, min(max_tokens, model.facts.context or max_tokens))
    if not source.ids:
        raise ValueError("a text of no tokens")
    inputs = {"input_ids": _batch(source, model), "attention_mask": torch.ones(1, len(source.ids), dtype=torch.long)}
    inputs["attention_mask"] = inputs["attention_mask"].to(model.network.device)
    found = capture(model.network, inputs, wanted, part, model.sites)
    return _seen(model, source, None, part, found)


def _batch(reading: Reading, model: Model) -> Tensor:
    return torch.tensor([reading.ids], device=model.network.device)


def _seen(
    model: Model, source: Reading, target: Reading | None, part: Part, found: Mapping[int, Float32[Tensor, "..."]]
) -> Seen:
    rows: tuple[Token, ...] = source.tokens if target is None or part == "encoder" else target.tokens
    return Seen(
        facts=model.facts,
        text=source.text,
        target=None if target is None else target.text,
        part=part,
        rows=rows,
        columns=rows if part != "cross" else source.tokens,
        weights={layer: _frozen(weights[0]) for layer, weights in found.items()},
        cut=source.cut,
    )


def _frozen(weights: Float32[Tensor, "head row col"]) -> Float32[np.ndarray, "head row col"]:
    array = weights.cpu().numpy()
    array.flags.writeable = False
    return array
