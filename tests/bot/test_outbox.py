"""One budget a chat, one chat's wait its own, and the newest edit wins."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.outbox import REPLACED, Outbox, TooSoon
from bot.pace import Pace
from tests.servers.clock import ManualClock

pytestmark = pytest.mark.anyio

Log = list[tuple[str, float]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(0.0)


@pytest.fixture
async def outbox(clock: ManualClock) -> AsyncIterator[Outbox]:
    async with Outbox(clock, lambda _chat: Pace(burst=2, per_second=1.0, count=4, seconds=60.0)) as opened:
        yield opened


@pytest.fixture
def log() -> Log:
    return []


@pytest.fixture
def act(clock: ManualClock, log: Log) -> Callable[[str], Callable[[], Awaitable[str]]]:
    """An action that notes its name and when it ran."""

    def named(name: str) -> Callable[[], Awaitable[str]]:
        async def action() -> str:
            log.append((name, clock.now()))
            return name

        return action

    return named


async def finish(clock: ManualClock, *tasks: "asyncio.Future[object]") -> None:
    """Move the clock until all tasks are done."""
    await clock.run_until(lambda: all(task.done() for task in tasks), idle=lambda: True)


async def test_burst_passes_then_one_a_second_then_the_count_a_minute(outbox, clock, log, act) -> None:
    tasks = [asyncio.ensure_future(outbox.put("a", act(str(n)))) for n in range(6)]

    await finish(clock, *tasks)

    assert [at for _, at in log] == [0, 0, 1, 2, 60, 60]
    assert [task.result() for task in tasks] == list("012345")


async def test_other_chat_does_not_wait(outbox, clock, log, act) -> None:
    flooded = [asyncio.ensure_future(outbox.put("a", act("a"))) for _ in range(5)]
    other = asyncio.ensure_future(outbox.put("b", act("b")))

    await finish(clock, other, *flooded)

    assert ("b", 0) in log


async def test_refused_chat_waits_and_tries_the_same_action_again(outbox, clock, log, act) -> None:
    refusals = iter([TooSoon(30.0)])

    async def refused_once() -> str:
        log.append(("try", clock.now()))
        for refusal in refusals:
            raise refusal
        return "sent"

    first, second = (asyncio.ensure_future(outbox.put("a", each)) for each in (refused_once, act("next")))
    other = asyncio.ensure_future(outbox.put("b", act("other")))
    await finish(clock, first, second, other)

    assert log == [("try", 0), ("other", 0), ("try", 30.5), ("next", 30.5)]
    assert first.result() == "sent"


async def test_newest_edit_of_a_key_replaces_the_one_that_waits(outbox, clock, log, act) -> None:
    sends = [asyncio.ensure_future(outbox.put("a", act("send"))) for _ in range(2)]
    edits = [asyncio.ensure_future(outbox.put("a", act(name), key="picture")) for name in ("one", "two", "three")]

    await finish(clock, *sends, *edits)

    assert [task.result() for task in edits] == [REPLACED, REPLACED, "three"]
    assert [name for name, _ in log].count("three") == 1
    assert "two" not in dict(log)


async def test_edits_and_sends_take_turns(outbox, clock, log, act) -> None:
    sends = [asyncio.ensure_future(outbox.put("a", act("send"))) for _ in range(3)]
    edits = [asyncio.ensure_future(outbox.put("a", act("edit"), key=n)) for n in range(2)]

    await finish(clock, *sends, *edits)

    assert [name for name, _ in log] == ["send", "edit", "send", "edit", "send"]


async def test_what_an_action_raises_goes_to_whoever_put_it(outbox, clock, act) -> None:
    async def breaks() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError):
        await outbox.put("a", breaks)
    assert await outbox.put("a", act("next")) == "next"


async def test_who_goes_away_gives_up_the_turn(outbox, clock, log, act) -> None:
    tasks = [asyncio.ensure_future(outbox.put("a", act(str(n)))) for n in range(4)]
    await asyncio.sleep(0)
    tasks[2].cancel()

    await finish(clock, *tasks)

    assert [name for name, _ in log] == ["0", "1", "3"]


async def test_all_chats_share_one_budget(clock, log, act) -> None:
    async with Outbox(clock, lambda _chat: Pace(5, 5.0), overall=Pace(2, 2.0)) as outbox:
        tasks = [asyncio.ensure_future(outbox.put(n, act(str(n)))) for n in range(4)]
        await finish(clock, *tasks)

    assert [at for _, at in log] == [0, 0, 0.5, 1.0]
