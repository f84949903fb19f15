"""The one function that every attention head goes through.

transformers sends each attention call of nearly every architecture to the function that a model's config names.
`load` names `attend`, and everything that this package does to heads happens there. What is wanted is handed over as a
value, a wish, for the length of a `with`; the network itself is never changed.

The formula is that of Vaswani et al. (2017), eq. 1, with what later models add to it:

    weights = softmax(cap(Q K^T * scale) + position bias + mask | sink)        output = weights V
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

NAME = "attention-heads"
"""What a config's `attn_implementation` says for a network that can be looked into."""


class Wish(Protocol):
    """What somebody wants of the heads while a network runs."""

    def wants(self, module: nn.Module) -> bool:
        """Tell whether this call's weights are to be worked out; asked once for each call, in the order of calls."""

    def take(self, weights: Float[Tensor, "batch head row col"], kv_heads: int, head_dim: int) -> None:
        """Receive the weights of the call last asked about; raise `Enough` when no later call is needed."""


class Enough(Exception):  # noqa: N818 - not an error: it ends a forward pass whose rest nobody needs
    """Everything wished for has been seen."""


_wish: ContextVar[Wish | None] = ContextVar("wish", default=None)


@contextmanager
def wishing(wish: Wish) -> Iterator[None]:
    """Hand a wish to every attention call inside the `with`, in this thread or task alone."""
    token = _wish.set(wish)
    try:
        yield
    except Enough:
        pass
    finally:
        _wish.reset(token)


def register() -> None:
    """Make `attend` known to transformers under `NAME`; doing it twice changes nothing."""
    AttentionInterface.register(NAME, attend)
    AttentionMaskInterface.register(NAME, sdpa_mask)


def attend(
    module: nn.Module,
    query: Float[Tensor, "batch head row d_head"],
    key: Float[Tensor, "batch kv_head col d_head"],
    value: Float[Tensor, "batch kv_head col d_value"],
    attention_mask: Tensor | None,
    **options: object,
) -> tuple[Float[Tensor, "batch row head d_value"], Float[Tensor, "batch head row col"] | None]:
    """Answer one attention call of a network: the fast way, or by the formula where the weights are wanted.

    Args:
        module: The attention module that asks.
        query: Queries, positions already rotated in.
        key: Keys; fewer heads than queries where a group shares them.
        value: Values.
        attention_mask: Bool (True: may be seen), a number added to each score, or None: see `_mask`.
        options: What an architecture adds: `scaling`, `softcap`, `s_aux`, `position_bias`, `is_causal`, `dropout`.

    Returns:
        The heads' outputs side by side, before the output projection, and the weights if they were worked out.
    """
    wish = _wish.get()
    wanted = wish is not None and wish.wants(module)
    if not wanted and options.get("softcap") is None and options.get("s_aux") is None:
        return sdpa_attention_forward(module, query, key, value, attention_mask, **options)
    weights = attention_weights(module, query, key, attention_mask, **options)
    if wish is not None and wanted:
        wish.take(weights, key.shape[1], query.shape[-1])
    groups = query.shape[1] // value.shape[1]
    output = weights.to(value.dtype) @ value.repeat_interleave(groups, dim=1)  # (batch, head, row, d_value)
    return output.transpose(1, 2).contiguous(), weights


def attention_weights(
    module: nn.Module,
    query: Float[Tensor, "batch head row d_head"],
    key: Float[Tensor, "batch kv_head col d_head"],
    mask: Tensor | None,
    *,
    scaling: float | None = None,
    softcap: float | None = None,
    s_aux: Float[Tensor, " head"] | None = None,
    position_bias: Tensor | None = None,
    is_causal: bool | None = None,
    **_rest: object,
) -> Float[Tensor, "batch head row col"]:
    """Work out how much each row's token looks at each column's, by the formula at the top of this file."""
    key = key.repeat_interleave(query.shape[1] // key.shape[1], dim=1)  # (batch, head, col, d_head)
    scores = (query @ key.transpose(-1, -2)).float()  # (batch, head, row, col)
    scores *= query.shape[-1] ** -0.5 if scaling is None else scaling
    if softcap is not None:  # Gemma 2
        scores = softcap * torch.tanh(scores / softcap)
    if position_bias is not None:  # T5
        scores = scores + position_bias
    mask = _mask(module, mask, query, key, is_causal)
    if mask is not None:
        scores = scores + mask
    if s_aux is not None:  # gpt-oss: a column that nobody sees takes its share, so rows sum to less than 1
        sink = s_aux.float().view(1, -1, 1, 1).expand(*scores.shape[:-1], 1)
        return torch.cat((scores, sink), dim=-1).softmax(dim=-1)[..., :-1]
    return scores.softmax(dim=-1)


def _mask(
    module: nn.Module,
    mask: Tensor | None,
    query: Float[Tensor, "batch head row d_head"],
    key: Float[Tensor, "batch head col d_head"],
    is_causal: bool | None,
) -> Tensor | None:
    """Give the numbers to add to the scores: 0 where a column may be seen, a very negative one where not.

    No mask means what it means to SDPA: everything may be seen, unless the module looks back only.
    """
    rows, columns = query.shape[2], key.shape[2]
    if mask is None:
        looks_back = getattr(module, "is_causal", True) if is_causal is None else is_causal
        if not looks_back or rows == 1:
            return None
        mask = torch.ones(rows, columns, dtype=torch.bool, device=query.device).tril()
    mask = mask[..., :columns]
    if mask.dtype != torch.bool:
        return mask.float()
    return _closed(mask)


def _closed(may_see: Bool[Tensor, "*batch row col"]) -> Float[Tensor, "*batch row col"]:
    # The lowest number rather than -inf: a row of padding that sees nothing then gives numbers, not NaN, as in eager.
    lowest = torch.finfo(torch.float32).min
    return torch.zeros_like(may_see, dtype=torch.float32).masked_fill(~may_see, lowest)
