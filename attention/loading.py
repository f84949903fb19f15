"""Where a model comes from."""

from pathlib import Path

import torch
import transformers
from transformers import AutoConfig, AutoTokenizer

from attention.heads import NAME, register
from attention.model import Model, adopt

EMBEDDED = Path(__file__).parent / "embedded"


def load(
    source: str | Path = "embedded",
    *,
    device: str = "auto",
    dtype: str = "auto",
    threads: int | None = None,
    cache: Path | None = None,
) -> Model:
    """Load a model to look into.

    Raises:
        ModelError: It can't be used, for a reason that the person who named it can act on.
    """
    register()
    folder = EMBEDDED if source == "embedded" else source
    config = AutoConfig.from_pretrained(folder)
    architecture = getattr(transformers, config.architectures[0])
    network = architecture.from_pretrained(folder, attn_implementation=NAME, dtype=torch.float32, use_safetensors=True)
    return adopt(network, AutoTokenizer.from_pretrained(folder), str(source))
