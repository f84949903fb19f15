import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from handlers.desk import MOST_WAITING, Busy, Desk, Timed


def desk(most_bytes: int = 100) -> Desk:
    return Desk(partial(ThreadPoolExecutor, 1), most_bytes)


@pytest.mark.anyio
async def test_equal_work_under_way_is_done_once() -> None:
    calls = []
    go = threading.Event()

    def work() -> tuple[str, int]:
        calls.append(1)
        go.wait(5)
        return "done", 1

    queue = desk()
    both = asyncio.gather(queue.work_out("a", work), queue.work_out("a", work))
    await asyncio.sleep(0)
    go.set()

    assert [timed.value for timed in await both] == ["done", "done"]
    assert len(calls) == 1


@pytest.mark.anyio
async def test_what_is_at_hand_costs_nothing() -> None:
    queue = desk()
    await queue.work_out("a", lambda: ("done", 1))

    assert await queue.work_out("a", lambda: ("never", 1)) == Timed("done", 0.0)


@pytest.mark.anyio
async def test_a_full_queue_says_so() -> None:
    go = threading.Event()
    queue = desk()
    under_way = [
        asyncio.ensure_future(queue.work_out(number, lambda: (go.wait(5), 1))) for number in range(MOST_WAITING)
    ]
    await asyncio.sleep(0)

    assert await queue.work_out("one more", lambda: (None, 1)) == Busy(MOST_WAITING)

    go.set()
    await asyncio.gather(*under_way)
    assert queue.waiting == 0


@pytest.mark.anyio
async def test_a_person_who_goes_away_leaves_the_work_to_the_others() -> None:
    go = threading.Event()
    queue = desk()
    gone = asyncio.ensure_future(queue.work_out("a", lambda: (go.wait(5), 1)))
    await asyncio.sleep(0)
    stays = asyncio.ensure_future(queue.work_out("a", lambda: (False, 1)))
    await asyncio.sleep(0)

    gone.cancel()
    go.set()

    assert (await stays).value is True


@pytest.mark.anyio
async def test_a_failure_is_not_kept() -> None:
    queue = desk()

    def fail() -> tuple[str, int]:
        raise MemoryError

    with pytest.raises(MemoryError):
        await queue.work_out("a", fail)

    assert (await queue.work_out("a", lambda: ("done", 1))).value == "done"


@pytest.mark.anyio
async def test_old_results_make_room() -> None:
    queue = desk(most_bytes=10)
    for key in "abc":
        await queue.work_out(key, lambda: ("done", 4))

    assert [queue.at_hand(key) for key in "abc"] == [None, "done", "done"]
