"""A model loaded from wherever it is, or one error that says why not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from logging import ERROR
from pathlib import Path
from typing import Any

import torch
import transformers
from platformdirs import user_cache_path
from transformers import (
    AutoConfig,
    AutoModel,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.models.auto.configuration_auto import CONFIG_MAPPING
from transformers.utils import logging

from attention.errors import ModelError, Reason, first_line
from attention.machine import free_memory, free_threads, pick_device, pick_dtype
from attention.model import Model, adopt, implementation
from attention.sources import find_folder


def load(
    source: str | Path = "embedded",
    *,
    device: str = "auto",
    dtype: str = "auto",
    threads: int | None = None,
    cache: Path | None = None,
) -> Model:
    """Load a model to look into.

    Args:
        source: `embedded`, a folder, a `.gguf` file, or an id on the Hugging Face Hub.
        device: `auto` for CUDA, else MPS, else the CPU; or a device as torch names it.
        dtype: `auto` for bfloat16 where the device does it well, else float32; or `float32`, `bfloat16`, `float16`.
        threads: Threads of torch on the CPU, for the whole process; None for as many as are free.
        cache: Where converted GGUF files are kept; None for the platform's own place.

    Returns:
        The model, ready to be looked into.

    Raises:
        ModelError: It can't be used, for a reason that the person who named it can act on.
    """
    name = str(source)
    chosen = pick_device(device)
    if chosen is None:
        raise ModelError("no-device", name, device)
    torch.set_num_threads(threads or free_threads())
    numbers = pick_dtype(chosen, dtype)
    with _quiet():
        folder = find_folder(source, cache or user_cache_path("attention-heads-bot", appauthor=False))
        config = _config(folder, name)
        tokenizer = _tokenizer(folder, name)
        network = _network(folder, config, chosen, numbers, name)
        with _translated(name, "unsupported"):
            return adopt(network, tokenizer, name)


def _config(folder: Path, name: str) -> PretrainedConfig:
    with _translated(name, "broken"):
        family = json.loads((folder / "config.json").read_text())
        kind = family.get("model_type")
        if kind not in CONFIG_MAPPING:
            raise ModelError("needs-code" if "auto_map" in family else "unsupported", name, str(kind))
        config: PretrainedConfig = AutoConfig.from_pretrained(folder, local_files_only=True)
        return config


def _tokenizer(folder: Path, name: str) -> PreTrainedTokenizerBase:
    with _translated(name, "no-tokenizer"):
        tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        return tokenizer


def _network(
    folder: Path, config: PretrainedConfig, device: torch.device, dtype: torch.dtype, name: str
) -> PreTrainedModel:
    """Load the very network that the weights were saved from, so that nothing of it is missing or random."""
    architecture = _architecture(config)
    if architecture is None:
        raise ModelError("unsupported", name, f"{config.model_type} {config.architectures}")
    way: dict[str, Any] = {"attn_implementation": implementation(architecture), "dtype": dtype}
    with _translated(name, "broken"):
        _check_memory(architecture, config, device, dtype, name)
        way |= {"config": config, "use_safetensors": True, "local_files_only": True, "output_loading_info": True}
        loaded: Any = architecture.from_pretrained(folder, **way)  # a pair, which its type doesn't say
        network, told = loaded
        if missing := sorted(told["missing_keys"]):
            raise ModelError("broken", name, f"weights missing: {', '.join(missing[:3])}")
        moved: PreTrainedModel = network.to(device)
        return moved


def _architecture(config: PretrainedConfig) -> type[PreTrainedModel] | None:
    for named in config.architectures or ():
        found = getattr(transformers, named, None)
        if isinstance(found, type) and issubclass(found, PreTrainedModel):
            return found
    found = AutoModel._model_mapping.get(type(config), None)
    return found[0] if isinstance(found, tuple) else found


def _check_memory(
    architecture: type[PreTrainedModel], config: PretrainedConfig, device: torch.device, dtype: torch.dtype, name: str
) -> None:
    """Refuse a network that doesn't fit before it is loaded: Linux kills a process rather than refuse it memory."""
    free = free_memory(device)
    if free is None:
        return
    with torch.device("meta"):
        needed = sum(one.numel() for one in architecture(config).parameters()) * dtype.itemsize
    if needed > free:
        raise ModelError("no-memory", name, f"{needed / 1e9:.1f} GB needed, {free / 1e9:.1f} GB free on {device}")


@contextmanager
def _translated(name: str, otherwise: Reason) -> Iterator[None]:
    """Turn what the libraries raise into a `ModelError`: a lack of memory as such, all else as the step's reason."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:  # each architecture and file format fails in its own way
        lacking = isinstance(error, MemoryError | torch.OutOfMemoryError) or "allocate memory" in str(error)
        raise ModelError("no-memory" if lacking else otherwise, name, first_line(error)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers from telling what it does on the way: a failure is told by the error."""
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity(ERROR)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call] # transformers' own
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
