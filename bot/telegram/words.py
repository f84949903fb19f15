"""The few sentences that only Telegram's side says."""

import functools
from pathlib import Path

from handlers import Lang
from render import Catalogue


@functools.cache
def catalogue() -> Catalogue:
    """Give the sentences of this folder, read once."""
    return Catalogue(Path(__file__).parent / "text")


def say(lang: Lang, key: str, **facts: str | int | float) -> str:
    """Say what stands under `key`."""
    return catalogue().say(lang, key, **facts)
