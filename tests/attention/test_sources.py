"""Where models are found, and what is refused before it is read."""

import json
import shutil
from pathlib import Path

import pytest

from attention import ModelError
from attention.sources import EMBEDDED, find_folder

from .hub import Hub


def reason(source: str | Path, cache: Path) -> str:
    with pytest.raises(ModelError) as caught:
        find_folder(source, cache)
    assert caught.value.source == str(source)
    return caught.value.reason


def test_the_embedded_model_is_a_folder_of_the_package(tmp_path: Path) -> None:
    folder = find_folder("embedded", tmp_path)

    assert (folder / "model.safetensors").is_file()


def test_a_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    assert find_folder(str(EMBEDDED), tmp_path) == EMBEDDED


@pytest.mark.parametrize(
    "source", ["/no/such/folder", "./gone", "a b", "", "x" * 5000, "http://[", "a/b/c", "~nobody/x"]
)
def test_what_leads_nowhere_is_not_found(source: str, tmp_path: Path) -> None:
    assert reason(source, tmp_path) == "not-found"


@pytest.mark.parametrize("weights", ["pytorch_model.bin", "model.pt", "consolidated.00.pth"])
def test_pickled_weights_are_refused_unread(weights: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / weights).write_bytes(b"not even a pickle")

    assert reason(tmp_path, tmp_path) == "pickle-only"
    assert reason(tmp_path / weights, tmp_path) == "pickle-only"


def test_safetensors_are_taken_beside_pickles(tmp_path: Path) -> None:
    for name in ("config.json", "pytorch_model.bin", "model.safetensors"):
        (tmp_path / name).touch()

    assert find_folder(tmp_path, tmp_path) == tmp_path


def test_a_folder_without_weights_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    assert reason(tmp_path, tmp_path) == "no-weights"


def test_a_folder_without_a_config_is_broken(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()

    assert reason(tmp_path, tmp_path) == "broken"


def test_a_lone_weights_file_is_told_to_be_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").touch()

    assert reason(tmp_path / "model.safetensors", tmp_path) == "broken"


def test_a_model_is_fetched_from_the_hub_without_its_pickles(hub: Hub, tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "there", ignore=lambda _, names: {"__pycache__"} & set(names))
    (tmp_path / "there" / "pytorch_model.bin").write_bytes(b"pickled")
    hub.repositories["group/tiny"] = tmp_path / "there"

    folder = find_folder("group/tiny", tmp_path)

    assert json.loads((folder / "config.json").read_text())["model_type"] == "llama"
    assert (folder / "model.safetensors").stat().st_size == (EMBEDDED / "model.safetensors").stat().st_size
    assert not [name for name in hub.fetched if name.endswith((".bin", ".py", ".md"))]


def test_a_fetched_model_is_found_when_the_hub_is_down(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    hub.repositories["group/kept"] = tmp_path
    first = find_folder("group/kept", tmp_path)

    hub.repositories["group/kept"] = "down"

    assert find_folder("group/kept", tmp_path) == first


def test_a_hub_model_of_pickles_alone_is_refused(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    hub.repositories["group/old"] = tmp_path

    assert reason("group/old", tmp_path) == "pickle-only"
    assert "pytorch_model.bin" not in hub.fetched


def test_an_unknown_hub_id_is_not_found(hub: Hub, tmp_path: Path) -> None:
    assert reason("nobody/nothing", tmp_path) == "not-found"


def test_a_hub_model_that_wants_a_login_says_so(hub: Hub, tmp_path: Path) -> None:
    hub.repositories["group/licensed"] = "gated"

    assert reason("group/licensed", tmp_path) == "gated"


def test_a_hub_out_of_reach_is_told_apart_from_a_wrong_name(hub: Hub, tmp_path: Path) -> None:
    hub.repositories["group/unreachable"] = "down"

    assert reason("group/unreachable", tmp_path) == "no-network"
