"""The one function that every attention head goes through.

transformers sends each attention call of nearly every architecture to the function that a model's config names.
`load` names `attend`, and everything that this package does to heads happens there. What is wanted is handed over as a
value, a wish, for the length of a `with`; the network itself is never changed.

The formula is that of Vaswani et al. (2017), eq. 1, with what later models add to it:

    weights = softmax(cap(Q K^T * scale) + position bias + mask | sink)        output = weights V
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import torch
from jaxtyping import Float, Float32
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

NAME = "attention-heads"
"""What a config's `attn_implementation` says for a network that goes through `attend`."""

Answer = tuple[Float[Tensor, "batch row head d_value"], Float[Tensor, "batch head row col"] | None]
"""What an attention call gets back: the heads' outputs side by side, and their weights where they were worked out."""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """What an attention module asks for.

    Attributes:
        module: The module that asks.
        query: Queries, positions already rotated in.
        key: Keys; fewer heads than queries where a group of queries shares them.
        value: Values, as many heads as keys.
        mask: Bool (True: may be seen), numbers to add to the scores, or None: see `_closed`.
        options: What an architecture adds: `scaling`, `softcap` (Gemma 2), `s_aux` (gpt-oss), `position_bias` (T5).
    """

    module: nn.Module
    query: Float[Tensor, "batch head row d_head"]
    key: Float[Tensor, "batch kv_head col d_head"]
    value: Float[Tensor, "batch kv_head col d_value"]
    mask: Tensor | None
    options: Mapping[str, Any]  # each architecture's own

    def answer(self) -> Answer:
        """Answer as the network does when nobody looks: on the fast path, unless a score is changed on the way."""
        if self.options.get("softcap") is None and self.options.get("s_aux") is None:
            return sdpa_attention_forward(self.module, self.query, self.key, self.value, self.mask, **self.options)
        weights = self.weights()
        return self.mix(weights), weights

    def weights(self) -> Float32[Tensor, "batch head row col"]:
        """Work out how much each row's token looks at each column's: the formula at the top of this file."""
        scaling, softcap, sinks, bias = map(self.options.get, ("scaling", "softcap", "s_aux", "position_bias"))
        key = self._shared(self.key).float()  # (batch, head, col, d_head)
        scores = self.query.float() @ key.transpose(-1, -2)  # (batch, head, row, col)
        scores *= self.query.shape[-1] ** -0.5 if scaling is None else scaling
        if softcap is not None:
            scores = softcap * torch.tanh(scores / softcap)
        if bias is not None:
            scores += bias
        closed = self._closed()
        if closed is not None:
            scores += closed
        if sinks is None:
            return scores.softmax(dim=-1)
        # A column that nobody sees takes its share of every row, so that the others sum to less than 1.
        sink = sinks.float().view(1, -1, 1, 1).expand(*scores.shape[:-1], 1)
        return torch.cat((scores, sink), dim=-1).softmax(dim=-1)[..., :-1]

    def mix(self, weights: Float32[Tensor, "batch head row col"]) -> Float[Tensor, "batch row head d_value"]:
        """Mix the values by the weights: the heads' outputs, before the output projection."""
        output = weights.to(self.value.dtype) @ self._shared(self.value)  # (batch, head, row, d_value)
        return output.transpose(1, 2).contiguous()

    def _shared(self, states: Float[Tensor, "batch kv_head col width"]) -> Float[Tensor, "batch head col width"]:
        """Give each query head its group's keys or values."""
        return states.repeat_interleave(self.query.shape[1] // states.shape[1], dim=1)

    def _closed(self) -> Float32[Tensor, "... col"] | None:
        """Give what to add to the scores: 0 where a column may be seen, a very negative number where not.

        No mask means what it means to SDPA: everything may be seen, unless the module looks back only.
        """
        mask, rows, columns = self.mask, self.query.shape[2], self.key.shape[2]
        if mask is None:
            causal = self.options.get("is_causal")
            if rows == 1 or not (getattr(self.module, "is_causal", True) if causal is None else causal):
                return None
            mask = torch.ones(rows, columns, dtype=torch.bool, device=self.query.device).tril()
        if mask.dtype != torch.bool:
            return mask.float()
        # The lowest number, not -inf: a row of padding that sees nothing then holds numbers, not NaN, as in eager.
        return torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, torch.finfo(torch.float32).min)


@runtime_checkable
class Wish(Protocol):
    """What somebody wants of the heads while a network runs."""

    def answer(self, call: Call) -> Answer:
        """Answer one attention call, in the order the network makes them; raise `Enough` when no more are needed."""


class Enough(Exception):  # noqa: N818 - no error: it ends a forward pass whose rest nobody needs
    """Everything wished for has been seen."""


_wish: ContextVar[Wish | None] = ContextVar("wish", default=None)


@contextmanager
def wishing(wish: Wish) -> Iterator[None]:
    """Hand a wish to every attention call inside the `with`, of this thread or task alone."""
    token = _wish.set(wish)
    try:
        with suppress(Enough):
            yield
    finally:
        _wish.reset(token)


def attend(
    module: nn.Module,
    query: Float[Tensor, "batch head row d_head"],
    key: Float[Tensor, "batch kv_head col d_head"],
    value: Float[Tensor, "batch kv_head col d_value"],
    attention_mask: Tensor | None,
    **options: Any,  # each architecture's own
) -> Answer:
    """Answer an attention call of any network, in the signature that transformers calls."""
    call = Call(module, query, key, value, attention_mask, options)
    wish = _wish.get()
    return call.answer() if wish is None else wish.answer(call)


def register() -> None:
    """Make `attend` known to transformers under `NAME`; a second time changes nothing."""
    AttentionInterface.register(NAME, attend)
    AttentionMaskInterface.register(NAME, sdpa_mask)
