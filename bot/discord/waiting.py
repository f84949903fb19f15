"""Work that takes a while: what is shown meanwhile, and what is tried again when the wire breaks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

import aiohttp
import discord

TRIES = 4
ALREADY_ACKNOWLEDGED = 40060  # Discord's code
FIRST_PAUSE = 0.25  # seconds; doubled from try to try
MISSED = (discord.HTTPException, aiohttp.ClientError, TimeoutError)  # what a sign of life may fail with, unheard
Sign = tuple[float, Callable[[], Awaitable[None]]]
T = TypeVar("T")


async def watched(work: Awaitable[T], signs: Sequence[Sign] = ()) -> T:
    """Wait for work and give a sign of life at each moment (seconds from now) that it is not done by."""
    task, passed = asyncio.ensure_future(work), 0.0
    try:
        for moment, sign in signs:
            done, _ = await asyncio.wait({task}, timeout=moment - passed)
            passed = moment
            if done:
                break
            await sign()
        return await task
    finally:
        task.cancel()


async def each_watched(found: AsyncIterator[T], signs: Sequence[Sign]) -> AsyncIterator[T]:
    """Pass on what comes, with signs of life until the first."""
    nothing = object()
    value: T | object = await watched(anext(found, nothing), signs)
    while value is not nothing:
        yield value  # type: ignore[misc]  # the one object that is no T is excluded above
        value = await anext(found, nothing)


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
