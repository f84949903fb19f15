"""What is written about the settings is what the code reads."""

import re

import pytest

from bot.settings import Settings
from tests.bot.conftest import ROOT

NAMES = {name.upper() for name in Settings.model_fields}


def test_env_example_documents_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert NAMES
    assert re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) == list(map(str.upper, Settings.model_fields))


def test_env_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)

    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_readme_table_lists_every_setting_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if re.match(r"\| *`[A-Z_]+`", line)]

    assert {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])} == NAMES
