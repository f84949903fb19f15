"""Signs of life while something takes a while, on a clock that is moved by hand."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.watching import each_watched, watched
from tests.servers.clock import ManualClock

pytestmark = pytest.mark.anyio


class Shown:
    """The signs that were given, and when."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.at: list[float] = []

    async def __call__(self) -> None:
        self.at.append(self._clock.now())


async def after(clock: ManualClock, seconds: float) -> str:
    await clock.sleep(seconds)
    return "done"


@pytest.mark.parametrize(("seconds", "signs"), [(0.5, []), (2.0, [1.0]), (9.0, [1.0, 3.0])])
async def test_signs_are_given_at_their_moments_until_the_work_is_done(seconds: float, signs: list[float]) -> None:
    clock = ManualClock()
    shown, began = Shown(clock), clock.now()
    task = asyncio.ensure_future(watched(after(clock, seconds), [(1.0, shown), (3.0, shown)], clock.sleep))

    await clock.run_until(task.done, idle=lambda: True)

    assert task.result() == "done"
    assert [moment - began for moment in shown.at] == signs


async def test_only_the_first_of_many_is_watched() -> None:
    clock = ManualClock()
    shown = Shown(clock)

    async def found() -> AsyncIterator[str]:
        for _ in range(2):
            yield await after(clock, 5.0)

    async def all_found() -> list[str]:
        return [value async for value in each_watched(found(), [(1.0, shown)], clock.sleep)]

    task = asyncio.ensure_future(all_found())
    await clock.run_until(task.done, idle=lambda: True)

    assert (task.result(), len(shown.at)) == (["done", "done"], 1)


async def test_the_work_ends_with_who_waits_for_it() -> None:
    clock, work = ManualClock(), asyncio.get_running_loop().create_future()
    task = asyncio.ensure_future(watched(work, [(1.0, Shown(clock))], clock.sleep))
    await asyncio.sleep(0)

    task.cancel()
    await asyncio.wait([task])

    assert work.cancelled()
