"""What goes out, a queue a chat: sends and edits share one budget, and one flooded chat doesn't hold up another.

    async with Outbox(clock, pace_of=lambda chat: Pace(burst=3, per_second=1.0)) as outbox:
        sent = await outbox.put("chat", lambda: client.send(...))
        await outbox.put("chat", lambda: client.edit(...), key=message)  # a newer edit of the same key replaces it

An action raises `TooSoon` when the platform asks to wait: that chat waits, and the same action is tried again. Whatever
else an action raises goes to whoever put it. Where sends and edits both wait they take turns, so that presses on a
picture don't wait for a line of questions, nor the other way round.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal, Self, TypeVar, cast, overload

from bot.clock import Clock
from bot.pace import Budget, Pace

AFTER_A_REFUSAL = 0.5  # seconds on top of the wait that a platform asks for: its clock is not ours
OVERALL = Pace(burst=25, per_second=25.0)
T = TypeVar("T")


class TooSoon(Exception):  # noqa: N818 - it is no error: the platform asks to wait
    """The platform took nothing and asks to wait.

    Attributes:
        seconds: How long.
    """

    def __init__(self, seconds: float) -> None:
        """Take the platform's own number."""
        super().__init__(f"retry after {seconds} s")
        self.seconds = seconds


class _Mark(Enum):
    REPLACED = "replaced"


REPLACED: Final = _Mark.REPLACED
"""What `put` gives when a newer action of the same key took this one's place."""
Replaced = Literal[_Mark.REPLACED]


@dataclass(eq=False, slots=True)
class _Job:
    action: Callable[[], Awaitable[Any]]  # Any: each job's own result, typed again in `put`
    done: asyncio.Future[Any]


@dataclass(slots=True)
class _Lane:
    """One chat's queue."""

    budget: Budget
    sends: deque[_Job] = field(default_factory=deque)
    edits: OrderedDict[Hashable, _Job] = field(default_factory=OrderedDict)
    edits_turn: bool = False
    not_before: float = 0.0
    running: bool = False

    def next(self) -> _Job | None:
        """Take the next job: sends and edits in turn; who went away is skipped."""
        while self.sends or self.edits:
            edit = bool(self.edits) and (self.edits_turn or not self.sends)
            self.edits_turn = not edit
            job = self.edits.popitem(last=False)[1] if edit else self.sends.popleft()
            if not job.done.done():
                return job
        return None


class Outbox:
    """The queues of all chats, and the budget that they share."""

    def __init__(self, clock: Clock, pace_of: Callable[[Hashable], Pace], overall: Pace = OVERALL) -> None:
        """Take how fast each chat and all together may be written to."""
        self._clock = clock
        self._pace_of = pace_of
        self._overall = Budget(overall, clock.now())
        self._lanes: dict[Hashable, _Lane] = {}
        self._group = asyncio.TaskGroup()

    async def __aenter__(self) -> Self:
        """Open the queues."""
        await self._group.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> None:  # Any: the context manager's protocol
        """Wait for what is in the queues; cancelled, drop it."""
        await self._group.__aexit__(*error)

    @property
    def waiting(self) -> int:
        """How many actions wait in all queues."""
        return sum(len(lane.sends) + len(lane.edits) for lane in self._lanes.values())

    @overload
    async def put(self, chat: Hashable, action: Callable[[], Awaitable[T]]) -> T: ...

    @overload
    async def put(self, chat: Hashable, action: Callable[[], Awaitable[T]], *, key: Hashable) -> T | Replaced: ...

    async def put(self, chat: Hashable, action: Callable[[], Awaitable[T]], *, key: Hashable = None) -> T | Replaced:
        """Queue an action and wait for what it brings.

        Args:
            chat: Whose budget it takes from.
            action: Does it; may be called again after `TooSoon`.
            key: What it edits; None for something new.

        Returns:
            The action's result; `REPLACED` if a newer action of the same key came before this one's turn.
        """
        lane = self._lanes.get(chat)
        if lane is None:
            lane = self._lanes[chat] = _Lane(Budget(self._pace_of(chat), self._clock.now()))
        job = _Job(action, asyncio.get_running_loop().create_future())
        if key is None:
            lane.sends.append(job)
        else:
            older = lane.edits.get(key)  # the newer one takes over its place in the line
            lane.edits[key] = job
            if older and not older.done.done():
                older.done.set_result(REPLACED)
        if not lane.running:
            lane.running = True
            self._group.create_task(self._run(lane), name=f"outbox {chat}")
        return cast(T | Replaced, await job.done)

    async def _run(self, lane: _Lane) -> None:
        """Work one chat's queue off; the task ends with the queue."""
        try:
            while lane.sends or lane.edits:
                await self._turn(lane)
                if job := lane.next():  # taken only now: what was replaced while waiting is gone
                    await self._do(lane, job)
        finally:
            lane.running = False

    async def _turn(self, lane: _Lane) -> None:
        """Wait until this chat may be written to, and count it."""
        while True:
            now = self._clock.now()
            wait = max(lane.not_before - now, lane.budget.wait(now), self._overall.wait(now))
            if wait <= 0:
                break
            await self._clock.sleep(wait)
        lane.budget.take(now)
        self._overall.take(now)

    async def _do(self, lane: _Lane, job: _Job) -> None:
        while not job.done.done():
            try:
                result = await job.action()
            except TooSoon as refused:
                lane.not_before = self._clock.now() + refused.seconds + AFTER_A_REFUSAL
                await self._turn(lane)
            except Exception as error:
                if not job.done.done():
                    job.done.set_exception(error)
            except BaseException:
                job.done.cancel()
                raise
            else:
                if not job.done.done():
                    job.done.set_result(result)
