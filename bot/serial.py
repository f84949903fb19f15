"""Work in order: of one key one after another, of different keys side by side; or, of one key, only the newest."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

Work = Callable[[], Awaitable[None]]


class Serial:
    """Works off each key's line in order, or only the newest of it.

    A work must not raise: what goes wrong in it is told where it happens.
    """

    def __init__(self, group: asyncio.TaskGroup, *, newest_only: bool = False) -> None:
        """Take the task group to work in.

        Args:
            group: Its tasks end with each line.
            newest_only: Whether a work that waits is dropped when a newer one of its key comes.
        """
        self._group = group
        self._newest_only = newest_only
        self._lines: dict[Hashable, deque[Work]] = {}
        self._settled = asyncio.Event()
        self._settled.set()

    @property
    def busy(self) -> bool:
        """Whether anything is under way or waits."""
        return bool(self._lines)

    def put(self, key: Hashable, work: Work) -> bool:
        """Line a work up; whether it begins at once."""
        line = self._lines.get(key)
        if line is not None:
            if self._newest_only:
                line.clear()
            line.append(work)
            return False
        self._lines[key] = deque()  # the first one stands in no line: nothing newer takes its place
        self._settled.clear()
        self._group.create_task(self._run(key, work), name=f"line {key}")
        return True

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self._settled.wait()

    async def _run(self, key: Hashable, first: Work) -> None:
        line = self._lines[key]
        try:
            await first()
            while line:
                await line.popleft()()
        finally:
            del self._lines[key]
            if not self._lines:
                self._settled.set()
