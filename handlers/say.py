"""Every sentence of the conversation, by key and language."""

from functools import lru_cache
from pathlib import Path

from handlers.request import Lang
from render import Catalogue


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Give the sentences of this package, read once."""
    return Catalogue(Path(__file__).parent / "text")


def say(lang: Lang, key: str, **facts: str | int | float) -> str:
    """Say what stands under `key` in the catalogue.

    Raises:
        KeyError: If there is no such key.
        ValueError: If a fact that the sentence needs is missing.
    """
    return catalogue().say(lang, key, **facts)
