"""The package's door: what it shows is what there is, and looking at it costs nothing."""

import subprocess
import sys
from importlib import import_module

import pytest

import attention


def test_every_public_name_is_there() -> None:
    assert [name for name in attention.__all__ if not hasattr(attention, name)] == []


def test_every_name_that_shows_is_public() -> None:
    shown = {name for name in dir(attention) if not name.startswith("_")}

    assert shown == set(attention.__all__)


def test_names_stand_in_order() -> None:
    assert attention.__all__ == sorted(attention.__all__)


@pytest.mark.parametrize("name", ["load", "look", "capture", "adopt", "Model"])
def test_names_that_bring_torch_are_the_ones_inside(name: str) -> None:
    inside = getattr(attention, name)

    assert inside is getattr(import_module(inside.__module__), name)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'glance'"):
        attention.glance  # noqa: B018 - reading it is the test


def test_importing_the_door_brings_neither_torch_nor_transformers() -> None:
    program = "import attention, sys; attention.Seen; print({'torch', 'transformers'} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert told.stdout == "set()\n"
