"""A queue with a memory in front of something slow: the model, the drawing board."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

MOST_WAITING = 32

T = TypeVar("T")
_Work = Future[tuple[tuple[object, int], float]]


@dataclass(frozen=True, slots=True)
class Busy:
    """The queue is full; the person is asked to come back in a moment."""

    waiting: int


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """A result and how long it took to work out; 0 seconds if it was at hand."""

    value: T
    seconds: float


class Desk:
    """One queue with a memory: bounded, equal work done once, results kept while there is room for their bytes."""

    def __init__(self, open_executor: Callable[[], Executor], most_bytes: int) -> None:
        """Open the executor that does the work; `open_executor` is asked again if its processes die."""
        self._open_executor = open_executor
        self._executor = open_executor()
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[Hashable, _Work] = {}

    @property
    def waiting(self) -> int:
        """How much work is under way or queued."""
        return len(self._under_way)

    def at_hand(self, key: Hashable) -> object | None:
        """The result kept under `key`, if it still is."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    async def work_out(self, key: Hashable, work: Callable[[], tuple[T, int]]) -> Timed[T] | Busy:
        """Give what is at hand, join what is under way, or queue it; `work` gives the result and its size in bytes."""
        if (kept := self.at_hand(key)) is not None:
            return Timed(cast(T, kept), 0.0)
        future = self._under_way.get(key)
        if future is None:
            if self.waiting >= MOST_WAITING:
                return Busy(self.waiting)
            future = self._submit(key, work)
        # A person who goes away leaves the work to the others who wait for it.
        (value, _), seconds = await asyncio.shield(asyncio.wrap_future(future))
        return Timed(cast(T, value), seconds)

    async def close(self) -> None:
        """Finish the work under way, drop what waits."""
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)

    def _submit(self, key: Hashable, work: Callable[[], tuple[object, int]]) -> "_Work":
        try:
            future = self._executor.submit(_timed, work)
        except BrokenExecutor:  # a worker process was killed, as by a system out of memory: start anew
            self._executor = self._open_executor()
            future = self._executor.submit(_timed, work)
        self._under_way[key] = future
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda done: loop.call_soon_threadsafe(self._finish, key, done))
        return future

    def _finish(self, key: Hashable, future: "_Work") -> None:
        del self._under_way[key]
        if not future.cancelled() and future.exception() is None:
            (value, size), _ = future.result()
            self._kept[key] = (value, size)
            self._bytes += size
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed


def _timed(work: Callable[[], tuple[object, int]]) -> tuple[tuple[object, int], float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began
