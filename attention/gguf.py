"""GGUF files, as Ollama and LM Studio keep them, turned into folders that load in seconds.

transformers reads such a file in one to two minutes, mostly unpacking weights and building the tokenizer anew. So that
happens once: the result is kept as float16, which loses nothing that quantisation has left.
"""

import io
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from attention.errors import ModelError, first_line

MAGIC = b"GGUF"

NEEDED = ("gguf", "accelerate")
"""What transformers needs to read such a file: the extra `gguf`."""


def convert(file: Path, cache: Path, needed: Sequence[str] = NEEDED) -> Path:
    """Give the folder of a GGUF file's model, converting it if that hasn't been done yet.

    Args:
        file: It is recognised by its path, size and time of change.
        cache: Where converted models are kept.
        needed: The packages without which it can't be read.

    Raises:
        ModelError: The file isn't GGUF, is damaged or of an unknown architecture, or the extra isn't installed.
    """
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            raise ModelError("broken", str(file), "not a GGUF file")
    status = file.stat()
    key = sha256(f"{file.resolve()} {status.st_size} {status.st_mtime_ns}".encode()).hexdigest()[:16]
    folder = cache / "gguf" / f"{file.stem}-{key}"
    if folder.is_dir():
        return folder
    if missing := [name for name in needed if find_spec(name) is None]:
        raise ModelError("needs-gguf", str(file), ", ".join(missing))
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        _write(file, unfinished)
        unfinished.rename(folder)  # whole or not at all, also for a second process that converts the same file
    except MemoryError as error:
        raise ModelError("no-memory", str(file), first_line(error)) from error
    except Exception as error:  # each architecture's reader fails in its own way on what it doesn't know
        if folder.is_dir():
            return folder
        raise ModelError("broken", str(file), first_line(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _write(file: Path, folder: Path) -> None:
    """Read the file and write what it holds as transformers keeps it."""
    with redirect_stderr(io.StringIO()):  # a progress bar that no setting of transformers turns off, as of 5.24
        tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        network = AutoModelForCausalLM.from_pretrained(
            file.parent,
            gguf_file=file.name,
            dtype=torch.float32,
            quantization_config=GgufConfig(dequantize=True),
        )
    tokenizer.save_pretrained(folder)
    network.half().save_pretrained(folder)  # type: ignore[no-untyped-call] # torch's own
