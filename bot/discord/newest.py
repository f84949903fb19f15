"""Of what is asked of one message at a time, the newest wins; the same thing told twice is done once."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

REMEMBERED = 10_000  # events; a resume repeats at most what a connection missed


@dataclass(eq=False, slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: int = 0
    waiting: int = 0


class Newest:
    """Lines of requests, each for one thing that they all change."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: dict[Hashable, _Line] = {}

    @asynccontextmanager
    async def turn(self, key: Hashable) -> AsyncIterator[Callable[[], bool]]:
        """Wait for the turn at `key`; what is given tells whether this request is still the newest."""
        line = self._lines.setdefault(key, _Line())
        line.newest += 1
        line.waiting += 1
        mine = line.newest
        try:
            async with line.lock:
                yield lambda: line.newest == mine
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(key, None)


class Once:
    """Remembers what was seen lately."""

    def __init__(self, most: int = REMEMBERED) -> None:
        """Take how many are remembered."""
        self._most = most
        self._seen: OrderedDict[Hashable, None] = OrderedDict()

    def first(self, key: Hashable) -> bool:
        """Whether this is seen for the first time."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True
