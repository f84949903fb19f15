"""Muon: momentum whose singular values are set to one, for the matrices inside the layers.

Jordan et al. (2024), "Muon: An optimizer for hidden layers in neural networks". torch's own works in bfloat16, which is
many times slower than float32 on processors without it; here matrices of one shape are worked on together,
in float32 unless autocast says otherwise.
"""

from collections.abc import Callable, Iterable
from typing import Any, overload

import torch
from jaxtyping import Float
from torch import Tensor

COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # Jordan's quintic: steep at zero, settles between 0.7 and 1.2
ROUNDS = 5


def orthogonalise(matrices: Float[Tensor, "matrix row col"]) -> Float[Tensor, "matrix row col"]:
    """Sets the singular values of each matrix near one, by Newton and Schulz's iteration."""
    a, b, c = COEFFICIENTS
    tall = matrices.shape[-2] > matrices.shape[-1]
    x: Tensor = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(ROUNDS):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Steps of orthogonalised Nesterov momentum.

    Args:
        parameters: matrices only.
        lr: length of a step: the root mean square of an update is about lr / sqrt(the longer side).
        momentum: how much of the past each step keeps.
    """

    def __init__(self, parameters: Iterable[Tensor], lr: float = 0.02, momentum: float = 0.95) -> None:
        """Takes the matrices to train."""
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @overload
    def step(self, closure: None = None) -> None: ...
    @overload
    def step(self, closure: Callable[[], float]) -> float: ...
    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:
        """Moves every matrix once; a closure isn't asked for and is only called."""
        loss = closure() if closure is not None else None
        for group in self.param_groups:
            shapes: dict[torch.Size, list[Tensor]] = {}
            for matrix in group["params"]:
                if matrix.grad is not None:
                    shapes.setdefault(matrix.shape, []).append(matrix)
            for alike in shapes.values():
                self._move(alike, group)
        return loss

    def _move(self, matrices: list[Tensor], group: dict[str, Any]) -> None:
        updates = []
        for matrix in matrices:
            grad = matrix.grad if matrix.grad is not None else torch.zeros_like(matrix)
            past = self.state[matrix].setdefault("past", torch.zeros_like(matrix))
            past.lerp_(grad, 1 - group["momentum"])
            updates.append(grad.lerp(past, group["momentum"]))
        rows, cols = matrices[0].shape
        length = group["lr"] * max(1.0, rows / cols) ** 0.5
        for matrix, update in zip(matrices, orthogonalise(torch.stack(updates)), strict=True):
            matrix.add_(update, alpha=-length)
