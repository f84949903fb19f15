"""The time in the local Discord: it runs by itself and jumps when a test says so, and the event loop's time with it."""

import asyncio
import selectors
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")
EPOCH_MS = 1420070400000  # Discord's epoch, 1 January 2015 [dd]
QUIET_TURNS = 5  # of the loop, two real milliseconds each


class Listening(selectors.DefaultSelector):
    """A selector that counts how often something came over a socket or back from a thread."""

    heard = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready."""
        ready = super().select(timeout)
        self.heard += bool(ready)
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    """An event loop whose time can be moved on, so that a client that sleeps five seconds wakes at once."""

    def __init__(self) -> None:
        self.skipped = 0.0
        self._listening = Listening()
        self._in_threads = 0
        super().__init__(self._listening)

    def time(self) -> float:
        """Monotonic seconds, plus what was skipped."""
        return super().time() + self.skipped

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        """Work in a thread, counted while it lasts."""
        future = super().run_in_executor(executor, func, *args)
        self._in_threads += 1
        future.add_done_callback(self._back)
        return future

    def _back(self, _: object) -> None:
        self._in_threads -= 1

    async def is_quiet(self) -> bool:
        """Whether for some turns nothing comes and no thread works: all that is left waits for the time."""
        heard = self._listening.heard
        for _ in range(QUIET_TURNS):
            if self._in_threads:
                return False
            await asyncio.sleep(0.002)
        return not self._in_threads and self._listening.heard == heard


class Clock:
    """Seconds since the server began, plus what the test skipped."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._wall = time.time()
        self._skipped = 0.0

    def now(self) -> float:
        """Seconds since the server began."""
        return time.monotonic() - self._start + self._skipped

    async def sleep(self, seconds: float) -> None:
        """Waits on the loop's time, which is moved together with this one."""
        await asyncio.sleep(seconds)

    def skip(self, seconds: float) -> None:
        """Moves the time on: interactions age, budgets refill, sleepers on a SkippingLoop wake."""
        self._skipped += seconds
        loop = asyncio.get_running_loop()
        if isinstance(loop, SkippingLoop):
            loop.skipped += seconds

    def moment(self) -> datetime:
        """The date and time that messages are stamped with."""
        return datetime.fromtimestamp(self._wall + self.now(), UTC)

    def stamp(self, counter: int) -> int:
        """A snowflake of now: 42 bits of milliseconds and a counter."""
        return (int((self._wall + self.now()) * 1000) - EPOCH_MS) << 22 | (counter & 0x3FFFFF)


async def until(true: Callable[[], T], *, seconds: float = 20.0) -> T:
    """Waits until a call of `true` gives something true, and returns that; fails after some real seconds."""
    end = time.monotonic() + seconds
    while not (value := true()):
        if time.monotonic() > end:
            raise TimeoutError(f"nothing came in {seconds} s")
        await asyncio.sleep(0.002)
    return value


async def skip_until(clock: Clock, true: Callable[[], T], *, step: float = 0.25, seconds: float = 20.0) -> T:
    """The same, while the time runs `step` seconds on whenever all that is left to do waits for it.

    However slow a busy machine is, the time never runs ahead of work that is under way.
    """
    loop = asyncio.get_running_loop()
    end = time.monotonic() + seconds
    while not (value := true()):
        if time.monotonic() > end:
            raise TimeoutError(f"nothing came in {seconds} s")
        if not isinstance(loop, SkippingLoop):
            await asyncio.sleep(0.01)
            clock.skip(step)
        elif await loop.is_quiet():
            if not true():
                clock.skip(step)
        else:
            await asyncio.sleep(0.002)
    return value
