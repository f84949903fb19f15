"""From the name of a model to a folder with its config, its tokenizer and safetensors.

A name is `embedded`, a folder, a `.gguf` file as Ollama and LM Studio keep them, or an id on the Hugging Face Hub. What
it leads to is looked at before anything is loaded: weights that would run code when they are read are refused.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from huggingface_hub import model_info, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HFValidationError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
)

from attention.errors import ModelError, first_line
from attention.gguf import convert

EMBEDDED = Path(__file__).parent / "embedded"

HUB_WEIGHTS = ("model.safetensors", "model-*.safetensors")
HUB_FILES = ("*.json", "*.jinja", "*.model", "*.spm", "merges.txt", "vocab.txt", *HUB_WEIGHTS)
"""What is fetched from the Hub: configs, vocabularies, and the weights in one format."""

PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")

HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")


def find_folder(source: str | Path, cache: Path) -> Path:
    """Find a model's folder, fetching or converting it first where that is needed.

    Args:
        source: What a person named.
        cache: Where converted GGUF files are kept.

    Raises:
        ModelError: There is no such model, it can't be had, or its weights aren't in a format that is safe to read.
    """
    if source == "embedded":
        return EMBEDDED
    if not str(source).strip():
        raise ModelError("not-found", str(source), "an empty name")
    try:
        path = Path(source).expanduser()
        if path.is_file():
            return _from_file(path, cache)
        if path.is_dir():
            return _checked(path, str(source), cache)
    except (
        OSError,
        RuntimeError,
    ) as error:  # a name too long for a path, a folder that may not be read, an unknown ~user
        raise ModelError("not-found", str(source), str(error)) from error
    if not HUB_ID.fullmatch(str(source)):
        raise ModelError("not-found", str(source), "no such folder or file")
    return _from_hub(str(source))


def _from_file(path: Path, cache: Path) -> Path:
    if path.suffix in PICKLES:
        raise ModelError("pickle-only", str(path))
    if path.suffix == ".safetensors":
        raise ModelError(
            "broken", str(path), "weights alone; name the folder that has the config and the tokenizer too"
        )
    return convert(path, cache)


def _checked(folder: Path, source: str, cache: Path) -> Path:
    """Give the folder back if it can be read safely; a folder of one GGUF file is that file."""
    names = sorted(one.name for one in folder.iterdir())
    ggufs = [name for name in names if name.endswith(".gguf")]
    if len(ggufs) == 1 and "config.json" not in names:
        return convert(folder / ggufs[0], cache)
    _check_names(names, source)
    return folder


def _check_names(names: Iterable[str], source: str) -> None:
    names = list(names)
    if "config.json" not in names:
        raise ModelError("broken", source, "no config.json")
    if any(name.endswith(".safetensors") for name in names):
        return
    pickles = [name for name in names if name.endswith(PICKLES)]
    if pickles:
        raise ModelError("pickle-only", source, ", ".join(pickles[:3]))
    raise ModelError("no-weights", source, "no .safetensors file")


def _from_hub(source: str) -> Path:
    """Fetch a model, and look at what came; where the Hub can't be reached, take what was fetched before."""
    try:
        folder = _snapshot(source)
        names = [one.name for one in folder.iterdir()]
        if not any(name.endswith(".safetensors") for name in names):  # then say what there is instead
            names += [sibling.rfilename for sibling in model_info(source).siblings or ()]
    except GatedRepoError as error:
        raise ModelError("gated", source, first_line(error)) from error
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise ModelError("not-found", source, first_line(error)) from error
    except Exception as error:  # whatever the network, a proxy or the Hub came up with
        try:
            folder = _snapshot(source, local_files_only=True)
        except LocalEntryNotFoundError:
            raise ModelError("no-network", source, first_line(error)) from error
        names = [one.name for one in folder.iterdir()]
    _check_names(names, source)
    return folder


def _snapshot(source: str, *, local_files_only: bool = False) -> Path:
    files, not_files = list(HUB_FILES), ["*/*"]
    return Path(
        snapshot_download(source, allow_patterns=files, ignore_patterns=not_files, local_files_only=local_files_only)
    )
