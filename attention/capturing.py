"""The weights of chosen layers on a batch of tokens: the door below `look`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from inspect import signature

import torch
from jaxtyping import Float32
from torch import Tensor
from transformers import PreTrainedModel

from attention.heads import NAME, Answer, Call, Enough, wishing
from attention.seen import Part
from attention.sites import Sites, Turns, find_sites

Weights = dict[int, Float32[Tensor, "batch head row col"]]
"""For each layer, from 0, how much each row's token looks at each column's."""


@dataclass(slots=True)
class Look:
    """A wish for the weights of some layers of one part; the forward pass ends when it has them all."""

    turns: Turns
    part: Part
    layers: frozenset[int]
    found: Weights = field(default_factory=dict)

    def answer(self, call: Call) -> Answer:
        """Keep the weights of a wanted layer; let any other layer attend as it does when nobody looks."""
        site = self.turns.site(call.module)
        if site.part != self.part or site.layer not in self.layers:
            return call.answer()
        weights = call.weights()
        self.found[site.layer] = weights
        if len(self.found) == len(self.layers):
            raise Enough
        return call.mix(weights), weights


@torch.inference_mode()
def capture(
    network: PreTrainedModel,
    inputs: Mapping[str, Tensor],
    layers: Collection[int],
    part: Part = "decoder",
    sites: Sites | None = None,
) -> Weights:
    """Run a network on a batch until the wanted layers have attended, and give their weights.

    Args:
        network: From `load` or `adopt`, or made with `attn_implementation=attention.NAME`.
        inputs: What its `forward` takes: `input_ids`, `attention_mask`, for an encoder-decoder `decoder_input_ids`.
        layers: Which layers, from 0.
        part: Which attention; a network of one part has that one alone.
        sites: Where its heads stand; found anew if not given, which takes a short forward pass.

    Returns:
        For each layer its weights. A row sums to 1, or to less where the network has a sink; what a row of padding
        holds means nothing.

    Raises:
        ValueError: No layer asked for, or one without attention.
    """
    sites = sites or find_sites(network)
    having = sites.layers.get(part, ())
    missing = sorted(set(layers) - set(having))
    if missing or not layers:
        raise ValueError(f"{part} attention of layers {missing or list(layers)} asked for; it is in layers {having}")
    if not sites.eager and network.config._attn_implementation != NAME:
        raise ValueError(f"its attention goes through {network.config._attn_implementation!r} now, not {NAME!r}")
    if sites.eager:
        return _from_outputs(network, inputs, layers, part)
    wish = Look(Turns(sites), part, frozenset(layers))
    spare = {"use_cache": False} if "use_cache" in signature(network.forward).parameters else {}
    with wishing(wish):
        network(**inputs, **spare)  # keys and values of tokens to come are nobody's business here
    return wish.found


def _from_outputs(
    network: PreTrainedModel, inputs: Mapping[str, Tensor], layers: Collection[int], part: Part
) -> Weights:
    """Take the weights from what eager attention gives back; the body alone runs, without the language head."""
    outputs = network.base_model(**inputs, output_attentions=True)
    weights = outputs.get(f"{part}_attentions") or outputs["attentions"]
    return {layer: weights[layer].float() for layer in sorted(layers)}
