"""From settings to a house that answers: the model is loaded, the memory and the queues are opened."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from attention import Facts, Model, ModelError
    from handlers import House, Lang


def load_model(settings: Settings) -> "Model":
    """Load the model that the settings name. Blocks, for seconds: torch comes with it.

    Raises:
        attention.ModelError: It can't be looked into.
    """
    import attention
    import handlers  # noqa: F401 - takes its seconds here, off the event loop

    return attention.load(
        settings.model,
        device=settings.device,
        dtype=settings.dtype,
        threads=settings.threads,
        cache=settings.data_dir / "models",
    )


def prepare(data_dir: Path) -> OSError | None:
    """Make the folder of memory, caches and log, and try to write there; what went wrong comes back as a value."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)  # what people wrote is nobody else's business
        with tempfile.TemporaryFile(dir=data_dir):
            return None
    except OSError as error:
        return error


@asynccontextmanager
async def open_from(
    settings: Settings, *, drawers: int, data_dir: Path | None = None, language: "Lang | None" = None
) -> "AsyncIterator[House]":
    """Load the model off the event loop and open the house around it.

    Args:
        settings: What to load, and how to answer.
        drawers: Worker processes that draw; 0: a thread, which is there at once.
        data_dir: Where the memory lies, if not in the settings' folder.
        language: The language of the answers, if not the settings'.

    Raises:
        attention.ModelError: The model can't be looked into.
    """
    model = await asyncio.to_thread(load_model, settings)
    from handlers import open_house

    default = language or settings.language
    async with open_house(
        model,
        data_dir=data_dir or settings.data_dir,
        default_language=default if default != "auto" else None,
        max_tokens=settings.max_tokens,
        drawers=drawers,
    ) as house:
        yield house


def told(facts: "Facts", lang: "Lang") -> str:
    """Say in a line what was loaded."""
    from bot.words import say

    return say(
        lang,
        "ready",
        model=facts.name,
        layers=facts.layers,
        heads=facts.heads,
        dtype=facts.dtype,
        device=facts.device,
    )


def model_error(error: "ModelError", settings: Settings, lang: "Lang", setting: str = "MODEL") -> str:
    """Say in a line why the model that a setting names can't be used, and what could be instead."""
    from bot.words import say

    detail = " ".join(error.detail.split())[:200]
    facts = {"setting": setting, "source": error.source, "device": settings.device, "detail": detail}
    return say(lang, f"model-{error.reason}", **facts)
