"""Where the heads stand in a network.

Some architectures number their attention modules, some don't; some share one module between all layers; hybrid ones have
layers without attention. So nothing is guessed from names: the network reads two or three tokens once, and the
order, the sizes and the weights of its attention calls tell all there is to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from transformers import PreTrainedModel

from attention.heads import wishing
from attention.seen import Part

SOURCE_LENGTH, TARGET_LENGTH = 3, 2
"""Tokens read on either side of an encoder-decoder: unequal, so that a call's shape tells its part."""


@dataclass(frozen=True, slots=True)
class Site:
    """One attention layer of a network."""

    part: Part
    layer: int


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """All attention layers of a network.

    Attributes:
        by_module: For each attention module the layers it serves, in the order of its calls; more than one where it
            is shared. Empty for an architecture that doesn't go through `heads.attend`.
        layers: For each part the numbers of the layers that have attention.
        heads: Query heads in a layer.
        kv_heads: Key/value heads in a layer.
        head_dim: Numbers in one head's query.
        looks_ahead: Whether a token can see those after it (in the encoder, where there is one).
    """

    by_module: Mapping[nn.Module, tuple[Site, ...]]
    layers: Mapping[Part, tuple[int, ...]]
    heads: int
    kv_heads: int
    head_dim: int
    looks_ahead: bool


@dataclass(frozen=True, slots=True)
class _Call:
    module: nn.Module
    weights: Float[Tensor, "batch head row col"]
    kv_heads: int
    head_dim: int


@dataclass(slots=True)
class _Rehearsal:
    """A wish for every call, to learn which there are."""

    calls: list[_Call] = field(default_factory=list)
    _module: nn.Module | None = None

    def wants(self, module: nn.Module) -> bool:
        self._module = module
        return True

    def take(self, weights: Float[Tensor, "batch head row col"], kv_heads: int, head_dim: int) -> None:
        assert self._module is not None  # noqa: S101 - wants() comes first
        self.calls.append(_Call(self._module, weights, kv_heads, head_dim))


@torch.inference_mode()
def find_sites(network: PreTrainedModel) -> Sites:
    """Let a network read a few tokens and note where it attends."""
    rehearsal = _Rehearsal()
    with wishing(rehearsal):
        network(**_few_tokens(network))
    return _sites(rehearsal.calls, paired=network.config.is_encoder_decoder)


def _few_tokens(network: PreTrainedModel) -> dict[str, Any]:
    ids = torch.ones(1, SOURCE_LENGTH, dtype=torch.long, device=network.device)
    inputs: dict[str, Any] = {"input_ids": ids, "attention_mask": ids}
    if network.config.is_encoder_decoder:
        inputs["decoder_input_ids"] = ids[:, :TARGET_LENGTH]
    return inputs


def _sites(calls: list[_Call], *, paired: bool) -> Sites:
    by_module: dict[nn.Module, tuple[Site, ...]] = {}
    layers: dict[Part, tuple[int, ...]] = {}
    looks_ahead = any(bool(call.weights[..., 0, 1:].any()) for call in calls if call.weights.shape[-2] == SOURCE_LENGTH)
    for call in calls:
        part = _part(call, paired=paired, looks_ahead=looks_ahead)
        known = layers.get(part, ())
        numbered = getattr(call.module, "layer_idx", None)
        layer = numbered if isinstance(numbered, int) and numbered not in known else len(known)
        layers[part] = (*known, layer)
        by_module[call.module] = (*by_module.get(call.module, ()), Site(part, layer))
    first = calls[0]
    return Sites(by_module, layers, first.weights.shape[1], first.kv_heads, first.head_dim, looks_ahead)


def _part(call: _Call, *, paired: bool, looks_ahead: bool) -> Part:
    if not paired:
        return "encoder" if looks_ahead else "decoder"
    if call.weights.shape[-2] == SOURCE_LENGTH:
        return "encoder"
    return "cross" if call.weights.shape[-1] == SOURCE_LENGTH else "decoder"
