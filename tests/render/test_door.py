"""The package's door, and what it must not bring along."""

import subprocess
import sys

import matplotlib as mpl
import pytest

import render
from attention import Seen
from render import View


def test_every_public_name_is_there() -> None:
    public = {name for name, value in vars(render).items() if getattr(value, "__module__", "").startswith("render.")}

    assert {"Catalogue", "Picture", "View", "head", "layer", "model"} <= set(render.__all__)
    assert set(render.__all__) == public


@pytest.mark.parametrize("heavy", ["torch", "transformers", "matplotlib.pyplot"])
def test_drawing_loads_nothing_heavy(heavy: str) -> None:
    program = f"import sys, render; print({heavy!r} in sys.modules)"

    run = [sys.executable, "-c", program]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own

    assert said.strip() == "False"


def test_views_can_be_keys_of_a_cache() -> None:
    assert {View(theme="dark"): 1}[View(theme="dark")] == 1


def test_drawing_leaves_the_global_settings_alone(small: Seen) -> None:
    before = dict(mpl.rcParams)

    render.layer(small, 1, View(theme="dark"))

    assert dict(mpl.rcParams) == before
