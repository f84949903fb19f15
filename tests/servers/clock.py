"""A clock that tests move: who sleeps on it wakes when a test says that the time has come."""

import asyncio
import heapq
import itertools
from collections.abc import Callable


class ManualClock:
    """Time that stands still until it is moved; sleepers wake in the order of their deadlines."""

    def __init__(self, start: float = 1000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved past `seconds` from now."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), future))
        await future

    @property
    def next_wake(self) -> float | None:
        """When the next sleeper wants to wake; None where nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():  # its task was cancelled
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once; everybody whose time has come wakes."""
        until = self._now + seconds
        while (wake := self.next_wake) is not None and wake <= until:
            self._now = wake
            heapq.heappop(self._sleepers)[2].set_result(None)
        self._now = until

    async def run_until(self, condition: Callable[[], bool], idle: Callable[[], bool], limit: float = 3600.0) -> None:
        """Move the clock from sleeper to sleeper until the condition holds.

        It moves only while `idle()` holds, so that no time passes during work that is really under way.

        Raises:
            TimeoutError: If `limit` seconds of this clock pass first, or nobody sleeps for 10 real seconds.
        """
        end = self._now + limit
        async with asyncio.timeout(None) as patience:
            while not condition():
                await asyncio.sleep(0.002)  # the sockets' turn
                if not idle() or (wake := self.next_wake) is None:
                    if patience.when() is None:
                        patience.reschedule(asyncio.get_running_loop().time() + 10)
                    continue
                patience.reschedule(None)
                if wake > end:
                    msg = f"{limit} s passed on the clock"
                    raise TimeoutError(msg)
                self.advance(wake - self._now)
                await asyncio.sleep(0.002)
