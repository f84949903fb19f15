"""GGUF files: read once, kept, and refused with a reason."""

import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from attention import ModelError, load, look
from attention.gguf import convert

WHY = "the extra `gguf` is not installed"
gguf = pytest.importorskip("gguf", reason=WHY)
pytest.importorskip("accelerate", reason=WHY)

LAYERS, HEADS, KV_HEADS, HEAD_DIM, WIDTH, INNER = 3, 4, 2, 6, 24, 40
LETTERS = "abcdefghijklmnopqrstuvwxyzĠ"
TOKENS = ["<s>", "</s>", *LETTERS, "th", "the", "Ġc"]


def write_gguf(file: Path) -> Path:
    """Write a tiny Llama with random weights and a byte-level tokenizer."""
    writer = gguf.GGUFWriter(file, "llama")
    writer.add_context_length(64)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_key_length(HEAD_DIM)
    writer.add_value_length(HEAD_DIM)
    writer.add_rope_dimension_count(HEAD_DIM)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(len(TOKENS))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(TOKENS)
    writer.add_token_types([3, 3] + [1] * (len(TOKENS) - 2))
    writer.add_token_merges(["t h", "th e", "Ġ c"])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(1)
    random = np.random.default_rng(5)
    sizes = {
        "attn_q": (HEADS * HEAD_DIM, WIDTH),
        "attn_k": (KV_HEADS * HEAD_DIM, WIDTH),
        "attn_v": (KV_HEADS * HEAD_DIM, WIDTH),
        "attn_output": (WIDTH, HEADS * HEAD_DIM),
        "ffn_gate": (INNER, WIDTH),
        "ffn_up": (INNER, WIDTH),
        "ffn_down": (WIDTH, INNER),
    }
    for layer in range(LAYERS):
        for name, size in sizes.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", random.normal(size=size).astype(np.float16))
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(WIDTH, dtype=np.float32))
    writer.add_tensor("token_embd.weight", random.normal(size=(len(TOKENS), WIDTH)).astype(np.float16))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole GGUF file; read-only."""
    return write_gguf(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory, file: Path) -> Path:
    """A cache in which the file is converted already; read-only."""
    cache = tmp_path_factory.mktemp("cache")
    convert(file, cache)
    return cache


def reason(file: Path, cache: Path, **options: tuple[str, ...]) -> str:
    with pytest.raises(ModelError) as caught:
        convert(file, cache, **options)
    assert caught.value.source == str(file)
    return caught.value.reason


def test_a_gguf_file_is_a_model_with_its_tokenizer(file: Path, cache: Path) -> None:
    model = load(file, threads=1, cache=cache)

    facts = model.facts
    assert (facts.layers, facts.heads, facts.kv_heads, facts.head_dim) == (LAYERS, HEADS, KV_HEADS, HEAD_DIM)
    assert [token.text for token in look(model, "the cat").tokens] == ["the", " c", "a", "t"]


def test_a_folder_that_holds_one_gguf_file_is_that_file(file: Path, cache: Path) -> None:
    assert load(file.parent, threads=1, cache=cache).facts.heads == HEADS


def test_the_second_time_nothing_is_converted(file: Path, cache: Path) -> None:
    folder = convert(file, cache)
    before = (folder / "model.safetensors").stat().st_mtime_ns

    again = convert(file, cache)

    assert again == folder
    assert (again / "model.safetensors").stat().st_mtime_ns == before


def test_a_changed_file_is_converted_anew(file: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(file, tmp_path / "copy.gguf"))
    first = convert(copy, tmp_path)

    time.sleep(0.01)
    copy.touch()

    assert convert(copy, tmp_path) != first


def test_nothing_unfinished_is_left_in_the_cache(file: Path, cache: Path) -> None:
    assert [folder.name for folder in (cache / "gguf").iterdir()] == [convert(file, cache).name]


def test_a_file_of_another_kind_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_bytes(b"PK\x03\x04")

    assert reason(tmp_path / "a.gguf", tmp_path) == "broken"


@pytest.mark.parametrize("kept", [4, 100, 3000])
def test_a_cut_off_file_is_broken_and_leaves_nothing(kept: int, file: Path, tmp_path: Path) -> None:
    (tmp_path / "half.gguf").write_bytes(file.read_bytes()[:kept])

    assert reason(tmp_path / "half.gguf", tmp_path) == "broken"
    assert not list((tmp_path / "gguf").iterdir())


def test_without_the_packages_that_read_it_the_extra_is_named(file: Path, tmp_path: Path) -> None:
    assert reason(file, tmp_path, needed=("no_such_package",)) == "needs-gguf"


def test_a_converted_file_needs_the_packages_no_more(file: Path, cache: Path) -> None:
    assert convert(file, cache, needed=("no_such_package",)).is_dir()
