"""What is tried again when the wire breaks or Discord has a fault of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

TRIES = 4
ALREADY_ACKNOWLEDGED = 40060  # Discord's code
FIRST_PAUSE = 0.25  # seconds; doubled from try to try
MISSED = (discord.HTTPException, aiohttp.ClientError, TimeoutError)  # what a sign of life may fail with, unheard
T = TypeVar("T")


async def persist(action: Callable[[], Awaitable[T]]) -> T:
    """Do something over the wire, again if the wire breaks or Discord has a fault of its own.

    Raises:
        discord.HTTPException: Discord refused, or is down for longer.
        aiohttp.ClientError: The wire is down for longer.
    """
    pause = FIRST_PAUSE
    for _ in range(TRIES - 1):
        try:
            return await action()
        except (aiohttp.ClientError, TimeoutError, discord.DiscordServerError):
            await asyncio.sleep(pause)
            pause *= 2
    return await action()


async def acknowledge(action: Callable[[], Awaitable[object]]) -> None:
    """Give the first answer to an interaction, again if the wire breaks; `already acknowledged` then says it arrived.

    Raises:
        discord.HTTPException: It came too late, or another copy of the bot was faster.
    """
    broken = False

    async def once() -> None:
        nonlocal broken
        try:
            await action()
        except discord.HTTPException as error:
            if not (broken and error.code == ALREADY_ACKNOWLEDGED):
                raise
        except (aiohttp.ClientError, TimeoutError):
            broken = True
            raise

    await persist(once)
