"""Loading: what comes back, and one error for whatever a person can get wrong."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers.utils import logging

from attention import Model, ModelError, load, look
from attention.sources import EMBEDDED

from .zoo import NO_ATTENTION, ZOO, Species


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the embedded model that a test may spoil."""
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"):
        shutil.copy(EMBEDDED / name, tmp_path)
    return tmp_path


def saved(species: Species, folder: Path) -> Path:
    """A tiny network on disk, with the embedded model's tokenizer (its ids are larger than the network knows)."""
    species.network().save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(EMBEDDED / name, folder)
    return folder


def reason(source: str | Path, **options: str) -> str:
    with pytest.raises(ModelError) as caught:
        load(source, threads=1, **options)
    assert caught.value.source == str(source)
    return caught.value.reason


def edit_config(folder: Path, **changes: object) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | changes))


def test_the_embedded_model_is_the_default(embedded: Model) -> None:
    facts = embedded.facts

    assert (facts.name, facts.architecture, facts.kind) == ("embedded", "llama", "causal")
    assert (facts.layers, facts.heads, facts.kv_heads, facts.head_dim, facts.d_model) == (6, 8, 8, 32, 256)
    assert (facts.device, facts.dtype, facts.context) == ("cpu", "float32", 512)


def test_a_folder_gives_the_same_model(folder: Path, embedded: Model) -> None:
    model = load(folder, threads=1)

    assert model.facts.name == str(folder)
    assert look(model, "Кот спит").weights[5].tobytes() == look(embedded, "Кот спит").weights[5].tobytes()


@pytest.mark.parametrize("name", ["gpt2", "bert", "t5", "bloom", "mpnet"])
def test_each_kind_of_network_is_loaded_as_it_was_saved(name: str, tmp_path: Path) -> None:
    model = load(saved(ZOO[name], tmp_path), threads=1)

    kinds = {"causal": "causal", "encoder": "encoder", "paired": "encoder-decoder"}
    assert model.facts.kind == kinds[ZOO[name].kind]
    assert tuple(model.sites.layers) == ZOO[name].parts


def test_weights_come_in_the_dtype_asked_for(folder: Path) -> None:
    model = load(folder, dtype="bfloat16", threads=1)

    assert model.facts.dtype == "bfloat16"
    assert model.network.dtype == torch.bfloat16


def test_an_unknown_dtype_is_a_slip_of_the_program(folder: Path) -> None:
    with pytest.raises(ValueError, match="float32"):
        load(folder, dtype="int4")


@pytest.mark.parametrize("device", ["cuda:7", "tpu", "mps:3", ""])
def test_a_device_that_is_not_there_is_told(device: str) -> None:
    assert reason("embedded", device=device) == "no-device"


def test_the_number_of_threads_can_be_set(folder: Path) -> None:
    before = torch.get_num_threads()
    try:
        load(folder, threads=2)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_loading_leaves_no_word_on_the_screen(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load(folder, threads=1)

    assert capfd.readouterr() == ("", "")


def test_loading_leaves_the_librarys_own_settings_as_they_were(folder: Path) -> None:
    before = (logging.get_verbosity(), logging.is_progress_bar_enabled())

    load(folder, threads=1)

    assert (logging.get_verbosity(), logging.is_progress_bar_enabled()) == before


WIDE = '{"model_type": "llama", "hidden_size": "wide"}'


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\xff\xfe", '{"model_type": ["llama"]}', WIDE])
def test_a_damaged_config_is_broken(content: str, folder: Path) -> None:
    (folder / "config.json").write_text(content, encoding="latin-1")

    assert reason(folder) == "broken"


def test_an_unknown_architecture_is_unsupported(folder: Path) -> None:
    edit_config(folder, model_type="hyperformer")

    assert reason(folder) == "unsupported"


def test_a_model_that_brings_its_own_code_is_refused(folder: Path) -> None:
    edit_config(folder, model_type="hyperformer", auto_map={"AutoConfig": "configuration.HyperConfig"})

    assert reason(folder) == "needs-code"


def test_cut_off_weights_are_broken(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100_000])

    assert reason(folder) == "broken"


def test_missing_weights_are_broken_rather_than_random(folder: Path) -> None:
    weights = load_file(folder / "model.safetensors")
    del weights["model.layers.3.self_attn.q_proj.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})

    assert reason(folder) == "broken"


def test_weights_of_another_shape_than_the_config_says_are_broken(folder: Path) -> None:
    edit_config(folder, intermediate_size=512)

    assert reason(folder) == "broken"


def test_a_model_without_a_tokenizer_says_so(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer_config.json").unlink()

    assert reason(folder) == "no-tokenizer"


def test_a_damaged_tokenizer_says_so(folder: Path) -> None:
    (folder / "tokenizer.json").write_text('{"version": "1.0"')

    assert reason(folder) == "no-tokenizer"


@pytest.mark.parametrize("name", NO_ATTENTION)
def test_a_model_without_attention_is_refused(name: str, tmp_path: Path) -> None:
    assert reason(saved(NO_ATTENTION[name], tmp_path)) == "no-attention"


def test_a_model_larger_than_the_memory_is_refused_before_it_is_loaded(folder: Path) -> None:
    edit_config(folder, vocab_size=10**11)

    assert reason(folder) == "no-memory"
