"""Work in order, a line a key."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.serial import Serial

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def noting(log: list[str], name: str) -> Callable[[], Awaitable[None]]:
    """A work that notes its beginning and its end."""

    async def work() -> None:
        log.append(f"{name}(")
        await asyncio.sleep(0)
        log.append(f"){name}")

    return work


async def test_one_key_in_order_and_another_beside_it() -> None:
    log: list[str] = []

    async with asyncio.TaskGroup() as group:
        serial = Serial(group)
        for key, name in (("a", "1"), ("a", "2"), ("b", "3")):
            serial.put(key, noting(log, name))

    assert log == ["1(", "3(", ")1", "2(", ")3", ")2"]


async def test_newest_only_keeps_the_first_and_the_last() -> None:
    log: list[str] = []

    async with asyncio.TaskGroup() as group:
        serial = Serial(group, newest_only=True)
        begun = [serial.put("a", noting(log, name)) for name in "1234"]

    assert begun == [True, False, False, False]
    assert log == ["1(", ")1", "4(", ")4"]


async def test_settled_waits_for_all_lines() -> None:
    log: list[str] = []

    async with asyncio.TaskGroup() as group:
        serial = Serial(group)
        serial.put("a", noting(log, "1"))
        serial.put("a", noting(log, "2"))
        await serial.settled()

    assert log[-1] == ")2"
    assert not serial.busy
