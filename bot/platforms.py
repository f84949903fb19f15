"""The platforms whose token is set, each in a restart loop of its own, all with one model."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.opening import open_from
from bot.settings import Settings

if TYPE_CHECKING:
    from handlers import House

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds; doubled from failure to failure
LAST_SECONDS = 10.0  # for what is under way when a signal comes
STEADY = 600.0  # seconds; who ran as long as this starts again with the first pause


@dataclass(frozen=True, slots=True)
class Platform:
    """A place to talk that a token opens.

    Attributes:
        name: Of the setting and the package: `telegram`.
        token: Finds its token in the settings.
        run: Talks there until it is cancelled; what it raises ends this run, and the next one begins.
    """

    name: str
    token: Callable[[Settings], SecretStr | None]
    run: "Callable[[House, Settings], Awaitable[None]]"


def known_platforms() -> tuple[Platform, ...]:
    """List the platforms that this version can talk on; what each needs is imported when it starts."""

    async def telegram(house: "House", settings: Settings) -> None:
        from bot.telegram import run

        await run(house, settings)

    async def discord(house: "House", settings: Settings) -> None:
        from bot.discord import run

        await run(house, settings)

    return (
        Platform("telegram", lambda settings: settings.telegram_token, telegram),
        Platform("discord", lambda settings: settings.discord_token, discord),
    )


def started_by(settings: Settings, platforms: Sequence[Platform]) -> tuple[Platform, ...]:
    """Choose the platforms whose token is set."""
    return tuple(platform for platform in platforms if platform.token(settings))


async def serve(settings: Settings, platforms: Sequence[Platform]) -> int:
    """Talk on all of them until a signal comes.

    Returns:
        2, once every platform has ended by itself: each said in the log what a person can mend.

    Raises:
        attention.ModelError: The model can't be looked into.
    """
    async with open_from(settings, drawers=1) as house, asyncio.TaskGroup() as group:
        for platform in platforms:
            group.create_task(keep_running(platform, house, settings), name=platform.name)
    return 2


async def keep_running(
    platform: Platform,
    house: "House",
    settings: Settings,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Run a platform again whenever it fails, after a pause that grows; it never lets the others down."""
    loop = asyncio.get_running_loop()
    seconds = FIRST_PAUSE
    while True:
        began = loop.time()
        try:
            await platform.run(house, settings)
        except Exception as error:  # the edge: whatever a platform raises must not stop the others
            if is_outage(error):
                log.warning("%s can't be reached (%r); again in %.0f s", platform.name, error, seconds)
            else:
                from handlers import log_bug

                log_bug(log, f"{platform.name} stopped")
        else:
            return
        if loop.time() - began >= STEADY:
            seconds = FIRST_PAUSE
        await pause(seconds)
        seconds = min(2 * seconds, LONGEST_PAUSE)


def is_outage(error: Exception) -> bool:
    """Tell a network that is down from a bug: the first needs a line in the log, the second its traceback."""
    if isinstance(error, ExceptionGroup):
        return error.split(OSError)[1] is None
    return isinstance(error, OSError)
