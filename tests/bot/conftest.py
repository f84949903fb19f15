"""Where the tests of the program stand: a clean environment, a house that needs no model, the program itself."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


def clean_environment(data_dir: Path, **more: str) -> dict[str, str]:
    """An environment as of a person who set nothing, who is English, and who has no network."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(data_dir),
        "PYTHONPATH": str(ROOT),
        "LANG": "en_GB.UTF-8",
        "TERM": "dumb",
        "OMP_NUM_THREADS": "1",
        "HF_HUB_OFFLINE": "1",
        "DATA_DIR": str(data_dir),
        **more,
    }


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Run `python -m bot` in an empty folder to its end."""

    def run(*arguments: str, typed: str = "", environment: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - the program under test
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=clean_environment(tmp_path / "data", **environment),
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
