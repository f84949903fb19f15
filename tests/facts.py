"""The facts of a model that isn't there."""

from dataclasses import replace
from typing import Any

from attention import Facts

_SMALL = Facts(
    name="none",
    architecture="llama",
    kind="causal",
    layers=2,
    decoder_layers=None,
    attention_layers=(0, 1),
    heads=3,
    kv_heads=3,
    head_dim=5,
    d_model=15,
    vocabulary=97,
    context=None,
    window=None,
    parameters=13,
    device="cpu",
    dtype="float32",
)


def facts(**changes: Any) -> Facts:  # Any: of each field its own type
    """Facts of which a test says those that count; every layer has attention unless it says otherwise."""
    layers = changes.get("layers", _SMALL.layers)
    return replace(_SMALL, **{"attention_layers": tuple(range(layers)), **changes})
