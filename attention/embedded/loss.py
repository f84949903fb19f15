"""Cross-entropy over a large vocabulary, a piece at a time."""

from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

PIECE = 512  # rows of logits alive at once: they stay near the processor, and memory stays small


class PiecewiseCrossEntropy(torch.autograd.Function):
    """Works out loss and gradients together, so that no logits are kept and none are computed twice.

    With 12,288 tokens the logits of a step would take 200 MB and five passes over memory; the gradient of the mean loss is
    (softmax - one-hot) / n, known as soon as the logits are. The idea is that of Wijmans et al. (2024), "Cut Your Losses".
    """

    @staticmethod
    def forward(  # type: ignore[override]  # torch declares *args: Any
        ctx: Any,  # torch's own context, untyped
        hidden: Float[Tensor, "token d_model"],
        output: Float[Tensor, "vocab d_model"],
        targets: Int[Tensor, " token"],
    ) -> Float[Tensor, ""]:
        """Returns the mean loss in nats; what comes back through it is worked out here already."""
        to_hidden, to_output, loss = torch.empty_like(hidden), torch.zeros_like(output), hidden.new_zeros(())
        for start in range(0, len(hidden), PIECE):
            part, target = hidden[start : start + PIECE], targets[start : start + PIECE, None]
            logits = part @ output.T  # (token, vocab)
            top = logits.amax(1, keepdim=True)
            right = logits.gather(1, target)
            total = logits.sub_(top).exp_().sum(1, keepdim=True)
            loss += (total.log() + top - right).sum()
            error = logits.div_(total * len(hidden))
            error.scatter_add_(1, target, error.new_full(target.shape, -1 / len(hidden)))
            torch.mm(error, output, out=to_hidden[start : start + PIECE])
            to_output.addmm_(error.T, part)
        ctx.save_for_backward(to_hidden, to_output)
        return loss / len(hidden)

    @staticmethod
    def backward(ctx: Any, *outer: Tensor) -> tuple[Tensor, Tensor, None]:  # torch's own context, untyped
        """Hands back the gradients that stand ready."""
        to_hidden, to_output = ctx.saved_tensors
        return to_hidden * outer[0], to_output * outer[0], None


def cross_entropy(
    hidden: Float[Tensor, "token d_model"], output: Float[Tensor, "vocab d_model"], targets: Int[Tensor, " token"]
) -> Float[Tensor, ""]:
    """Gives the mean loss in nats of predicting each target from the hidden state before it."""
    loss: Float[Tensor, ""] = PiecewiseCrossEntropy.apply(hidden, output, targets)  # type: ignore[no-untyped-call]
    return loss
