"""What is known of a model before it reads a word."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["causal", "encoder", "encoder-decoder"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers of one loaded model.

    Attributes:
        name: As it was asked for: `embedded`, a Hub id, a folder's or a file's name.
        architecture: The family as transformers names it (`llama`, `gpt2`, `t5`).
        kind: What its attention can see.
        layers: Layers in the part that is looked at first (the encoder of an encoder-decoder).
        decoder_layers: Layers of the decoder of an encoder-decoder, else None.
        attention_layers: The numbers of the layers that have attention; fewer than `layers` in hybrid models.
        heads: Query heads in one layer.
        kv_heads: Key/value heads in one layer; fewer than `heads` where a group shares them.
        head_dim: Numbers in one head's query.
        d_model: Width of the residual stream.
        vocabulary: How many different tokens it knows.
        context: The longest text it has positions for, in tokens; None if unlimited or unknown.
        window: How far back sliding-window layers see, in tokens; None if all see everything.
        parameters: How many weights it has.
        device: Where it runs (`cpu`, `cuda:0`, `mps`).
        dtype: In what numbers (`float32`, `bfloat16`).
    """

    name: str
    architecture: str
    kind: Kind
    layers: int
    decoder_layers: int | None
    attention_layers: tuple[int, ...]
    heads: int
    kv_heads: int
    head_dim: int
    d_model: int
    vocabulary: int
    context: int | None
    window: int | None
    parameters: int
    device: str
    dtype: str
