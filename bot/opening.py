"""From settings to a house that answers: the model is loaded, the memory and the queues are opened."""

import asyncio
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from attention import Facts, Model, ModelError, Writer
    from handlers import House, Lang

_log = logging.getLogger(__name__)


def load_model(settings: Settings) -> "Model":
    """Load the model that the settings name. Blocks, for seconds: torch comes with it.

    Raises:
        attention.ModelError: It can't be looked into.
    """
    import handlers  # noqa: F401 - takes its seconds here, off the event loop

    return _load(settings.model, settings)


def load_writer(settings: Settings, model: "Model | None" = None) -> "Writer | None":
    """Load the chat model that words answers; None where none is set. Blocks.

    Args:
        settings: Name it.
        model: The one that is looked into, which may be the same: then it is not loaded twice.

    Raises:
        attention.ModelError: It can't write answers.
    """
    if settings.answer_model is None:
        return None
    import attention

    same = model if settings.answer_model == settings.model else None
    return attention.Writer(same or _load(settings.answer_model, settings))


def _load(source: str, settings: Settings) -> "Model":
    import attention

    return attention.load(
        source,
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
    settings: Settings,
    *,
    drawers: int,
    data_dir: Path | None = None,
    language: "Lang | None" = None,
    warn: Callable[[str], None] = _log.warning,
) -> "AsyncIterator[House]":
    """Load the models off the event loop and open the house around them.

    Args:
        settings: What to load, and how to answer.
        drawers: Worker processes that draw; 0: a thread, which is there at once.
        data_dir: Where the memory lies, if not in the settings' folder.
        language: The language of the answers, if not the settings'.
        warn: Is told why the chat model that words answers can't be used; everything else works without it.

    Raises:
        attention.ModelError: The model can't be looked into.
    """
    model = await asyncio.to_thread(load_model, settings)
    writer = await asyncio.to_thread(_writer_or_none, settings, model, warn)
    from handlers import open_house

    default = language or settings.language
    async with open_house(
        model,
        writer=writer,
        data_dir=data_dir or settings.data_dir,
        default_language=default if default != "auto" else None,
        max_tokens=settings.max_tokens,
        drawers=drawers,
    ) as house:
        yield house


def _writer_or_none(settings: Settings, model: "Model", warn: Callable[[str], None]) -> "Writer | None":
    from attention import ModelError
    from bot.words import own_language, say

    try:
        return load_writer(settings, model)
    except ModelError as error:
        lang = own_language(settings.language, os.environ)
        warn(f"{model_error(error, settings, lang, 'ANSWER_MODEL')} {say(lang, 'without-wordings')}")
        return None


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
