"""The weights of chosen layers on a batch of tokens: the door below `look`."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from jaxtyping import Float32
from torch import Tensor, nn
from transformers import PreTrainedModel

from attention.heads import Enough, wishing
from attention.seen import Part
from attention.sites import Site, Sites, find_sites


@dataclass(slots=True)
class Look:
    """A wish for the weights of some layers of one part; the forward pass ends when it has them all."""

    sites: Sites
    part: Part
    layers: frozenset[int]
    found: dict[int, Float32[Tensor, "batch head row col"]] = field(default_factory=dict)
    _visits: Counter[nn.Module] = field(default_factory=Counter)
    _site: Site | None = None

    def wants(self, module: nn.Module) -> bool:
        """Tell whether this is one of the layers; a module that several layers share knows which by its turn."""
        turns = self.sites.by_module[module]
        self._site = turns[self._visits[module] % len(turns)]
        self._visits[module] += 1
        return self._site.part == self.part and self._site.layer in self.layers

    def take(self, weights: Float32[Tensor, "batch head row col"], kv_heads: int, head_dim: int) -> None:  # noqa: ARG002
        """Keep a layer's weights."""
        assert self._site is not None  # noqa: S101 - wants() comes first
        self.found[self._site.layer] = weights
        if len(self.found) == len(self.layers):
            raise Enough


@torch.inference_mode()
def capture(
    network: PreTrainedModel,
    inputs: Mapping[str, Any],
    layers: Collection[int],
    part: Part = "decoder",
    sites: Sites | None = None,
) -> dict[int, Float32[Tensor, "batch head row col"]]:
    """Run a network on a batch until the wanted layers have attended, and give their weights.

    Args:
        network: Loaded by `load`, or made with `attn_implementation=attention.NAME`.
        inputs: What its `forward` takes: `input_ids`, `attention_mask`, for an encoder-decoder `decoder_input_ids` too.
        layers: Which layers, from 0.
        part: Which attention; for a model of one part the part it has.
        sites: Where its heads stand; found anew if not given, which takes a forward pass of its own.

    Returns:
        For each layer its weights. A row sums to 1, or to less where the model has a sink. Rows of padding mean nothing.
    """
    sites = sites or find_sites(network)
    missing = [layer for layer in layers if layer not in sites.layers.get(part, ())]
    if missing or not layers:
        raise ValueError(f"layers {missing or 'none'} asked for; {part} attention is in {dict(sites.layers)}")
    wish = Look(sites, part, frozenset(layers))
    with wishing(wish):
        network(**inputs)
    return dict(sorted(wish.found.items()))
