"""Where the heads stand in a network.

Some architectures number their attention modules, some don't; some share one module between all layers; hybrid ones
have layers without attention. So nothing is guessed from names: the network reads three tokens once, and the order,
the sizes and the weights of its attention calls tell all there is to know.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature

import torch
from jaxtyping import Float
from torch import Tensor, nn
from transformers import PreTrainedModel

from attention.heads import NAME, Answer, Call, wishing
from attention.seen import Part

SOURCE_LENGTH, TARGET_LENGTH = 3, 2
"""Tokens read on either side of an encoder-decoder: unequal, so that the shape of a call tells its part."""

EAGER_OUTPUTS = ("encoder_attentions", "decoder_attentions", "cross_attentions", "attentions")
"""Where an architecture that doesn't go through `heads.attend` puts its weights, in the order of computation."""


@dataclass(frozen=True, slots=True)
class Site:
    """One attention layer of a network."""

    part: Part
    layer: int


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """All attention layers of a network.

    Attributes:
        layers: For each part, in the order of computation, the numbers of the layers that have attention.
        by_module: For each attention module the layers it serves, in the order of its calls: more than one where
            layers share it. Empty for an architecture that doesn't go through `heads.attend`.
        heads: Query heads in a layer.
        kv_heads: Key/value heads in a layer; None if the weights alone are known.
        head_dim: Numbers in one head's query; None if the weights alone are known.
    """

    layers: Mapping[Part, tuple[int, ...]]
    by_module: Mapping[nn.Module, tuple[Site, ...]]
    heads: int
    kv_heads: int | None = None
    head_dim: int | None = None

    @property
    def eager(self) -> bool:
        """Whether the weights come only from the network's own slow path, all at once."""
        return bool(self.layers) and not self.by_module


class Turns:
    """Tells which site a call comes from, during one run of a network; ask once for each call, in their order."""

    def __init__(self, sites: Sites) -> None:
        """Begin at the first call."""
        self._sites = sites.by_module
        self._turns: Counter[nn.Module] = Counter()

    def site(self, module: nn.Module) -> Site:
        """Give the site of a module's next call; a module that several layers share knows it by its turn."""
        sites = self._sites[module]
        turn = self._turns[module] % len(sites)
        self._turns[module] += 1
        return sites[turn]


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """An attention layer as the rehearsal noticed it; what its module doesn't say is None."""

    weights: Float[Tensor, "batch head row col"]
    number: int | None
    module: nn.Module | None = None
    kv_heads: int | None = None
    head_dim: int | None = None


@dataclass(slots=True)
class _Rehearsal:
    """A wish that notes every call."""

    heard: list[_Heard] = field(default_factory=list)

    def answer(self, call: Call) -> Answer:
        weights = call.weights()
        number = getattr(call.module, "layer_idx", None)
        self.heard.append(_Heard(weights, number, call.module, call.key.shape[1], call.query.shape[-1]))
        return call.mix(weights), weights


@torch.inference_mode()
def find_sites(network: PreTrainedModel) -> Sites:
    """Let a network read three tokens, and note where it attends.

    Returns:
        Its sites; without layers for a network that has no attention, or none that can be read as rows and columns.
    """
    if network.config._attn_implementation == NAME:
        rehearsal = _Rehearsal()
        with wishing(rehearsal):
            network(**_few_tokens(network))
        return _sites(rehearsal.heard)
    outputs = network.base_model(**_few_tokens(network), output_attentions=True)
    return _sites([heard for name in EAGER_OUTPUTS for heard in _given(outputs.get(name) or ())])


def is_paired(network: PreTrainedModel) -> bool:
    """Tell whether a network has a decoder that looks at an encoder (T5 has; T5's encoder alone has not)."""
    return bool(network.config.is_encoder_decoder) and "decoder_input_ids" in signature(network.forward).parameters


def _few_tokens(network: PreTrainedModel) -> dict[str, Tensor]:
    ids = torch.ones(1, SOURCE_LENGTH, dtype=torch.long, device=network.device)
    inputs = {"input_ids": ids, "attention_mask": ids}
    if is_paired(network):
        inputs["decoder_input_ids"] = ids[:, :TARGET_LENGTH]
    return inputs


def _given(weights: Sequence[Tensor | None]) -> list[_Heard]:
    """Note the weights that eager attention gives back, but for those that aren't rows and columns (Longformer's)."""
    lengths = (SOURCE_LENGTH, TARGET_LENGTH)
    return [
        _Heard(layer, number)
        for number, layer in enumerate(weights)
        if layer is not None
        and layer.dim() == len(("batch", "head", "row", "col"))
        and {*layer.shape[-2:]} <= {*lengths}
    ]


def _sites(heard: Sequence[_Heard]) -> Sites:
    layers: dict[Part, tuple[int, ...]] = {}
    by_module: dict[nn.Module, tuple[Site, ...]] = {}
    paired = any(layer.weights.shape[-2] == TARGET_LENGTH for layer in heard)
    ahead = any(bool(layer.weights[..., 0, 1:].any()) for layer in heard)
    for layer in heard:
        part = _part(layer, paired=paired, ahead=ahead)
        known = layers.get(part, ())
        named = layer.number is not None and layer.number >= 0 and layer.number not in known
        number = layer.number if named and layer.number is not None else len(known)
        layers[part] = (*known, number)
        if layer.module is not None:
            by_module[layer.module] = (*by_module.get(layer.module, ()), Site(part, number))
    if not heard:
        return Sites({}, {}, heads=0)
    return Sites(layers, by_module, heard[0].weights.shape[1], heard[0].kv_heads, heard[0].head_dim)


def _part(layer: _Heard, *, paired: bool, ahead: bool) -> Part:
    rows, columns = layer.weights.shape[-2:]
    if not paired:
        return "encoder" if ahead else "decoder"
    if rows == SOURCE_LENGTH:
        return "encoder"
    return "cross" if columns == SOURCE_LENGTH else "decoder"
