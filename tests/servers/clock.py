"""A clock that tests move: who sleeps on it wakes when a test says that the time has come."""

import asyncio
import heapq
import itertools
from collections.abc import Callable

REAL_SECONDS = 30.0  # without any step of the clock; a busy machine is slow
LOOKS = 3


class ManualClock:
    """Time that stands still until it is moved; sleepers wake in the order of their deadlines."""

    def __init__(self, start: float = 1000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._behind: set[asyncio.Future[None]] = set()

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        return self._now

    async def sleep(self, seconds: float, *, behind: bool = False) -> None:
        """Wait until the clock has been moved past `seconds` from now.

        Args:
            seconds: How long.
            behind: Whether `run_until` shall not move the clock for this sleeper alone, as a poll that waits.
        """
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), future))
        if behind:
            self._behind.add(future)
            future.add_done_callback(self._behind.discard)
        await future

    @property
    def background(self) -> "Background":
        """The same time for those that `run_until` doesn't wake on their own account."""
        return Background(self)

    @property
    def next_wake(self) -> float | None:
        """When the next sleeper that counts wants to wake; None where none does."""
        return min((at for at, _, each in self._sleepers if not each.done() and each not in self._behind), default=None)

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once; everybody whose time has come wakes."""
        until = self._now + seconds
        while self._sleepers and self._sleepers[0][0] <= until:
            self._now, _, sleeper = heapq.heappop(self._sleepers)
            if not sleeper.done():  # else its task was cancelled
                sleeper.set_result(None)
        self._now = until

    async def run_until(self, condition: Callable[[], bool], idle: Callable[[], bool], limit: float = 3600.0) -> None:
        """Move the clock from sleeper to sleeper until the condition holds.

        It moves only while `idle()` has held for a few looks, so that no time passes during work that is under way.

        Raises:
            TimeoutError: If `limit` seconds of this clock pass first, or nothing happens for 30 real seconds.
        """
        end, quiet = self._now + limit, 0
        async with asyncio.timeout(REAL_SECONDS) as patience:
            while not condition():
                await asyncio.sleep(0.002)  # the sockets' and threads' turn
                quiet = quiet + 1 if idle() else 0
                if quiet < LOOKS or (wake := self.next_wake) is None:
                    continue
                patience.reschedule(asyncio.get_running_loop().time() + REAL_SECONDS)
                if wake > end:
                    msg = f"{limit} s passed on the clock"
                    raise TimeoutError(msg)
                self.advance(wake - self._now)
                quiet = 0


class Background:
    """A clock's time, for sleepers who don't make it move."""

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock

    def now(self) -> float:
        """Seconds, as the clock tells them."""
        return self._clock.now()

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been moved past `seconds` from now."""
        await self._clock.sleep(seconds, behind=True)
