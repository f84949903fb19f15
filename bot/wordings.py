"""What a chat model still writes below answers: shown as it grows, ended by what its asker does next.

    async with Wordings(clock) as wordings:
        wordings.begin((chat, person), reply.wording, put, every=EVERY)    # returns at once
        wordings.end((chat, person))                                       # they asked something else

Nobody waits for it: whoever asked has the answer already, and the next question is answered meanwhile.
"""

import asyncio
import logging
import math
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Hashable
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from bot.clock import Clock

if TYPE_CHECKING:
    from handlers import Reply

EVERY = 3.0
"""Seconds between two edits where person and bot are alone."""

ONCE = math.inf
"""Where others read along: one message, when all is written; edits take from the budget of all answers there."""

_log = logging.getLogger(__name__)


class Wordings:
    """The wordings under way, one a key."""

    def __init__(self, clock: Clock) -> None:
        """Take the time that edits are spaced by."""
        self._clock = clock
        self._group = asyncio.TaskGroup()
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    async def __aenter__(self) -> Self:
        """Open."""
        await self._group.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> None:  # Any: the context manager's protocol
        """End what is under way: what stands in the chats are whole sentences."""
        self.end_all()
        await self._group.__aexit__(*error)

    def begin(
        self,
        key: Hashable,
        wording: AsyncGenerator[str, None],
        put: Callable[[str], Awaitable[bool]],
        *,
        every: float,
    ) -> None:
        """Show a wording as it grows; an older one of the same key ends.

        Args:
            key: Whose it is.
            wording: The texts, as a reply brings them.
            put: Puts a text in the place of the one before; whether it still can.
            every: Seconds between two texts; `ONCE` for the last alone.
        """
        self.end(key)
        task = self._group.create_task(self._show(wording, put, every), name=f"wording {key}")
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._tasks.pop(key) if self._tasks.get(key) is done else None)

    def end(self, key: Hashable) -> None:
        """Stop writing for somebody; what stands there stays."""
        if task := self._tasks.get(key):
            task.cancel()

    def end_all(self) -> None:
        """Stop writing for everybody."""
        for task in self._tasks.values():
            task.cancel()

    async def _show(
        self, wording: AsyncGenerator[str, None], put: Callable[[str], Awaitable[bool]], every: float
    ) -> None:
        try:
            async with aclosing(wording), aclosing(spaced(wording, self._clock, every)) as texts:
                async for text in texts:
                    if not await put(text):
                        return
        except Exception:  # the edge: one wording must not end the others
            from handlers import log_bug

            log_bug(_log)


async def spaced(texts: AsyncIterator[str], clock: Clock, every: float) -> AsyncGenerator[str, None]:
    """Of texts that replace each other, pass on the newest, never two within `every` seconds but for the last."""
    shown_at, shown, newest = clock.now(), "", ""
    async for newest in texts:
        if clock.now() - shown_at >= every:
            shown_at, shown = clock.now(), newest
            yield newest
    if newest != shown:
        yield newest


async def each_worded(replies: "AsyncIterator[Reply]") -> "AsyncIterator[Reply]":
    """Pass replies on, each followed by its finished wording: for where nothing can be changed once it is shown."""
    async for reply in replies:
        yield reply
        text = ""
        if reply.wording:
            async for text in reply.wording:  # noqa: B007 - the last counts
                pass
        if text:
            yield worded(reply, text)


def worded(reply: "Reply", text: str) -> "Reply":
    """The wording of a reply, as a reply."""
    return replace(reply, text=text, pictures=(), buttons=(), scene=None, wording=None, seconds=type(reply.seconds)())
