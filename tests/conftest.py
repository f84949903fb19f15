"""What every test stands on: no way out to the network, one thread, one loaded model."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.attention.hub import Hub

if TYPE_CHECKING:
    from attention import Model

_hub = pytest.StashKey[Hub]()
_home = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Put a local Hub in the place of Hugging Face's before anything imports its client, which looks only once."""
    os.environ.pop("HF_HUB_OFFLINE", None)  # somebody's wish not to download, which the local Hub grants
    config.stash[_hub] = hub = Hub()
    config.stash[_home] = home = tempfile.mkdtemp(prefix="hub-")
    os.environ |= {
        "HF_ENDPOINT": hub.address,
        "HF_HOME": home,
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_XET": "1",
    }
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads on a busy machine are slower than one


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the local Hub, and forget what was fetched from it."""
    config.stash[_hub].close()
    shutil.rmtree(config.stash[_home], ignore_errors=True)


@pytest.fixture
def hub(request: pytest.FixtureRequest) -> Iterator[Hub]:
    """A Hub in which a test may put models."""
    hub = request.config.stash[_hub]
    yield hub
    hub.repositories.clear()


@pytest.fixture(scope="session")
def embedded() -> "Model":
    """The model that comes with the package, loaded once; read-only."""
    from attention import load

    return load("embedded", device="cpu", dtype="float32", threads=1)


@pytest.fixture(scope="session")
def embedded_folder() -> Path:
    """The files of the model that comes with the package."""
    from attention.sources import EMBEDDED

    return EMBEDDED
