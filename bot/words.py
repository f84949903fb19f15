"""What the program says around the conversation, and in which language."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from render.catalogue import Catalogue

if TYPE_CHECKING:
    from handlers import Lang  # importing handlers takes seconds


@functools.cache
def _catalogue() -> Catalogue:
    return Catalogue(Path(__file__).parent / "text")


def say(lang: "Lang", key: str, **facts: str | int | float) -> str:
    """Say what stands under `key` in `bot/text`."""
    return _catalogue().say(lang, key, **facts)


def account_language(environment: Mapping[str, str]) -> str | None:
    """Find the language of the account in the variables that gettext reads, in its order: `ru_RU.UTF-8` is `ru-RU`."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if found := re.match(r"([a-z]{2,3})(_[A-Z]{2})?\b", environment.get(name, "")):
            return found[1] + (found[2] or "").replace("_", "-")
    return None


def own_language(setting: str, environment: Mapping[str, str]) -> "Lang":
    """Choose the language for what is said before anybody wrote a word."""
    if setting == "auto":
        setting = (account_language(environment) or "").partition("-")[0]
    return "ru" if setting == "ru" else "en"
