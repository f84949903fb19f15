"""What only Discord needs to say."""

import functools
from pathlib import Path

from handlers import Lang
from render.catalogue import Catalogue


@functools.cache
def _catalogue() -> Catalogue:
    return Catalogue(Path(__file__).parent / "text")


def say(lang: Lang, key: str, **facts: str | int | float) -> str:
    """Say what stands under `key` in `bot/discord/text`."""
    return _catalogue().say(lang, key, **facts)
