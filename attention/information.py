"""What a map of weights tells, in bits: evidence for a role, entropy, structure."""

import numpy as np
from jaxtyping import Bool, Float32, Float64


def evidence(
    weight: Float64[np.ndarray, "head row"], chance: Float64[np.ndarray, " row"]
) -> Float64[np.ndarray, " head"]:
    """Sum over rows how far the weight w on a role's cells lies from its chance p, in bits.

    The divergence of (w, 1 - w) from (p, 1 - p), w log2(w / p) + (1 - w) log2((1 - w) / (1 - p)), counted for the role
    where w exceeds p and against it where not. It is the expected log-likelihood ratio of one glance of the head.
    """
    w, chance = np.clip(weight, 1e-6, 1 - 1e-6), np.clip(chance, 1e-6, 1 - 1e-6)
    bits = w * np.log2(w / chance) + (1 - w) * np.log2((1 - w) / (1 - chance))
    total: Float64[np.ndarray, " head"] = (bits * np.sign(w - chance)).sum(axis=1)
    return total


def row_entropies(weights: Float32[np.ndarray, "head row col"]) -> Float32[np.ndarray, "head row"]:
    """Give each row's entropy in bits, its weights scaled to sum to 1 (beside a sink they sum to less)."""
    scaled = weights / np.maximum(weights.sum(axis=2, keepdims=True), np.finfo(np.float32).tiny)
    logs = np.log2(np.where(scaled > 0, scaled, 1.0))
    entropies: Float32[np.ndarray, "head row"] = -np.einsum("hrc,hrc->hr", scaled, logs)
    return entropies


def structure(
    weights: Float32[np.ndarray, "head row col"],
    entropies: Float32[np.ndarray, "head row"],
    visible: Bool[np.ndarray, "row col"],
) -> Float32[np.ndarray, " head"]:
    """Give the mutual information of row and column in bits, less what the mask alone would bring.

    It is the entropy of the mean row less the mean entropy of a row: how much knowing who looks tells of where.
    """
    even = visible[None].astype(np.float32)
    more: Float32[np.ndarray, " head"] = _information(weights, entropies) - _information(even, row_entropies(even))
    return more


def _information(
    weights: Float32[np.ndarray, "head row col"], entropies: Float32[np.ndarray, "head row"]
) -> Float32[np.ndarray, " head"]:
    scaled = weights / np.maximum(weights.sum(axis=2, keepdims=True), np.finfo(np.float32).tiny)
    mean = scaled.mean(axis=1, keepdims=True)  # (head, 1, col)
    information: Float32[np.ndarray, " head"] = row_entropies(mean)[:, 0] - entropies.mean(axis=1)
    return information
