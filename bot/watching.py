"""Work that takes a while: signs of life until it is done."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

Sign = tuple[float, Callable[[], Awaitable[None]]]
Sleep = Callable[[float], Coroutine[Any, Any, None]]  # Any: a coroutine's protocol
T = TypeVar("T")


async def watched(work: Awaitable[T], signs: Sequence[Sign], sleep: Sleep) -> T:
    """Wait for work and give a sign of life at each moment that it is not done by; it ends with who waits.

    Args:
        work: What is waited for.
        signs: At how many seconds from now, and what to do then.
        sleep: Waits, on the clock that the moments go by.
    """
    task, passed = asyncio.ensure_future(work), 0.0
    try:
        for moment, sign in signs:
            alarm = asyncio.ensure_future(sleep(moment - passed))
            try:
                await asyncio.wait({task, alarm}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                alarm.cancel()
            passed = moment
            if task.done():
                break
            await sign()
        return await task
    finally:
        task.cancel()


async def each_watched(found: AsyncIterator[T], signs: Sequence[Sign], sleep: Sleep) -> AsyncIterator[T]:
    """Pass on what comes, with signs of life until the first."""
    nothing = object()
    value: T | object = await watched(anext(found, nothing), signs, sleep)
    while value is not nothing:
        yield value  # type: ignore[misc]  # the one object that is no T is excluded above
        value = await anext(found, nothing)
