"""getUpdates: one poll at a time, what is confirmed is forgotten [srv]."""

import asyncio
from typing import Any

from tests.servers.telegram.refusal import Refused
from tests.servers.telegram.rules import clamp
from tests.servers.telegram.world import Clock, Json, World

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
CONFLICT_SECONDS = 3.0
SAME_SECONDS = 3.0
HURRY_SECONDS = 0.5


class Poll:
    """The queue's one door."""

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._current: asyncio.Future[Refused] | None = None
        self._conflict_at = -CONFLICT_SECONDS
        self._last: tuple[int, float] = (0, -SAME_SECONDS)

    @property
    def waiting(self) -> bool:
        """Whether a poll is under way."""
        return self._current is not None

    def end(self, refused: Refused) -> None:
        """End the poll that waits, with this answer."""
        if self._current and not self._current.done():
            self._current.set_result(refused)
        self._current = None

    async def ask(self, values: Json) -> list[Json]:
        """Give the updates from `offset` on, waiting for them up to `timeout` seconds."""
        world = self._world
        if world.webhook:
            raise Refused(409, WEBHOOK)
        offset, timeout = values.get("offset") or 0, clamp(values.get("timeout"), 0, 50, 0)
        limit = clamp(values.get("limit"), 1, 100, 100)
        if (allowed := values.get("allowed_updates")) is not None:
            world.allowed = frozenset(allowed) or None
        self._confirm(offset)
        if self._current:
            self.end(Refused(409, CONFLICT))
            await self._second_conflict()
        limit, timeout = await self._hurry(offset, limit, timeout)
        if not world.pending:
            await self._wait(timeout)
        world.forget_old_updates()
        return [update for _, update in world.pending][:limit]

    def _confirm(self, offset: int) -> None:
        pending = self._world.pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
        while offset > 0 and pending and pending[0][1]["update_id"] < offset:
            pending.popleft()

    async def _second_conflict(self) -> None:
        now = self._world.clock.now()
        soon, self._conflict_at = now - self._conflict_at < CONFLICT_SECONDS, now
        if soon:
            await self._world.clock.sleep(CONFLICT_SECONDS)

    async def _hurry(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:  # noqa: ASYNC109 - the API's
        """The same offset again: soon after, it waits; at once, it gets one update [srv]."""
        now = self._world.clock.now()
        same, since = self._last[0] == offset and offset != 0, now - self._last[1]
        self._last = (offset, now)
        if same and since < SAME_SECONDS and timeout < SAME_SECONDS:
            timeout = SAME_SECONDS
        return (1 if same and since < HURRY_SECONDS else limit), timeout

    async def _wait(self, timeout: float) -> None:  # noqa: ASYNC109 - the API's
        if timeout <= 0:
            return
        self._current = mine = asyncio.get_running_loop().create_future()
        self._world.stir()
        alarm = asyncio.ensure_future(self._clock.sleep(timeout))
        try:
            while not self._world.pending and not mine.done() and not alarm.done():
                stirred = asyncio.ensure_future(self._world.changed.wait())
                waits: set[asyncio.Future[Any]] = {stirred, alarm, mine}
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                stirred.cancel()
        finally:
            alarm.cancel()
            if self._current is mine:
                self._current = None
        if mine.done():
            raise mine.result()
