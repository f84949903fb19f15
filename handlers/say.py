"""Every sentence of the conversation, by key and language."""

from pathlib import Path

from handlers.request import Lang
from render import Catalogue

_CATALOGUE = Catalogue(Path(__file__).parent / "text")


def say(lang: Lang, key: str, **facts: str | int | float) -> str:
    """Say what stands under `key` in the catalogue.

    Raises:
        KeyError: If there is no such key.
        ValueError: If a fact that the sentence needs is missing.
    """
    return _CATALOGUE.say(lang, key, **facts)


def has(lang: Lang, key: str) -> bool:
    """Whether the catalogue has a sentence under `key`."""
    return _CATALOGUE.has(lang, key)
