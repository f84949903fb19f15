"""What the heads of a network do: scores for each head, and what is lost without some of them.

All of it is measured on tokens drawn as text draws them, repeated once: `<s> a1 ... an a1 ... an`. Nothing but the
earlier copy foretells the second, so that the fall of the loss from the first to the second copy is the work of
induction (Elhage et al. 2021, "A Mathematical Framework for Transformer Circuits"; Olsson et al. 2022, "In-context
Learning and Induction Heads", whose prefix-matching score is `induction` here).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Float32, Int
from numpy.typing import NDArray
from torch import Tensor
from transformers import PreTrainedModel

from attention.capturing import capture
from attention.heads import Answer, Call, wishing
from attention.sites import Turns, find_sites

from .repeats import shuffled_repeats

Head = tuple[int, int]
"""Layer and head, from 0."""

PERIOD = 64
SEQUENCES = 16
LOCAL = 5  # tokens back that count as near


def repeated_once(text: NDArray[np.uint16], seed: int, count: int = SEQUENCES) -> Int[Tensor, "sequence token"]:
    """Draws sequences in which tokens drawn as text draws them come twice."""
    draw = np.random.default_rng(seed)
    rows = [shuffled_repeats(text, 2 * PERIOD + 1, (PERIOD, PERIOD), draw)[0] for _ in range(count)]
    return torch.from_numpy(np.stack(rows))


def uniform_once(vocabulary: int, seed: int, count: int = SEQUENCES) -> Int[Tensor, "sequence token"]:
    """Draws sequences in which tokens drawn evenly from the whole vocabulary, bytes left out, come twice."""
    draw = np.random.default_rng(seed)
    pieces = np.stack([draw.choice(np.arange(259, vocabulary), PERIOD, replace=False) for _ in range(count)])
    return torch.from_numpy(np.concatenate([np.ones((count, 1), np.int64), pieces, pieces], axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Mean weights of each head, 0 to 1; rows of `[layer, head]`.

    Attributes:
        induction: on the token after the earlier copy of the row's own, second copy only.
        duplicate: on the earlier copy itself, second copy only.
        previous: on the token before.
        local: on the four tokens before that one.
        own: on the row's own token.
        first: on `<s>`.
    """

    induction: Float32[NDArray[np.float32], "layer head"]
    duplicate: Float32[NDArray[np.float32], "layer head"]
    previous: Float32[NDArray[np.float32], "layer head"]
    local: Float32[NDArray[np.float32], "layer head"]
    own: Float32[NDArray[np.float32], "layer head"]
    first: Float32[NDArray[np.float32], "layer head"]

    def strongest(self, name: str, least: float) -> tuple[Head, ...]:
        """Gives the heads that reach a score, the strongest first."""
        scores: NDArray[np.float32] = getattr(self, name)
        order = np.argsort(-scores, axis=None)
        heads = [divmod(int(place), scores.shape[1]) for place in order]
        return tuple(head for head in heads if scores[head] >= least)


def score_heads(network: PreTrainedModel, sequences: Int[Tensor, "sequence token"]) -> Scores:
    """Scores every head on sequences that come from `repeated_once`.

    Args:
        network: made with `attn_implementation=attention.heads.NAME`.
        sequences: `<s>`, a piece, the same piece.
    """
    layers = range(network.config.num_hidden_layers)
    weights = capture(network, {"input_ids": sequences.to(network.device)}, list(layers))
    stacked = torch.stack([weights[layer].mean(0) for layer in layers])  # (layer, head, row, col)
    return Scores(
        induction=_diagonal(stacked, PERIOD - 1, first_row=PERIOD + 1),
        duplicate=_diagonal(stacked, PERIOD, first_row=PERIOD + 1),
        previous=_diagonal(stacked, 1, first_row=2),
        local=np.sum([_diagonal(stacked, back, first_row=LOCAL + 1) for back in range(2, LOCAL + 1)], axis=0),
        own=_diagonal(stacked, 0, first_row=1),
        first=stacked[:, :, 1:, 0].mean(-1).cpu().numpy(),
    )


def _diagonal(
    weights: Float[Tensor, "layer head row col"], back: int, first_row: int
) -> Float32[NDArray[np.float32], "layer head"]:
    """Averages the weight that rows from `first_row` on give to the token so many places back."""
    along = weights.diagonal(-back, dim1=2, dim2=3)  # (layer, head, col): its rows begin at `back`
    mean: Float32[NDArray[np.float32], "layer head"] = along[..., max(0, first_row - back) :].mean(-1).cpu().numpy()
    return mean


@dataclass(slots=True)
class _Silence:
    """A wish that some heads say nothing: their output is zero before the output projection."""

    turns: Turns
    heads: Collection[Head]

    def answer(self, call: Call) -> Answer:
        layer = self.turns.site(call.module).layer
        output, weights = call.answer()  # output: (batch, row, head, d_value)
        silent = [head for in_layer, head in self.heads if in_layer == layer]
        if silent:
            output = output.clone()
            output[:, :, silent] = 0.0
        return output, weights


@torch.inference_mode()
def copy_losses(
    network: PreTrainedModel, sequences: Int[Tensor, "sequence token"], silent: Collection[Head] = ()
) -> tuple[float, float]:
    """Gives the mean loss in nats on the first and on the second copy, with some heads silenced.

    The first token of a copy doesn't count: nothing foretells where the second begins.
    """
    tokens = sequences.to(network.device)
    with wishing(_Silence(Turns(find_sites(network)), silent)):
        logits = network(input_ids=tokens, use_cache=False).logits.float()
    losses = torch.nn.functional.cross_entropy(logits[:, :-1].mT, tokens[:, 1:], reduction="none")
    return losses[:, 1:PERIOD].mean().item(), losses[:, PERIOD + 1 :].mean().item()
