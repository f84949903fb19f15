"""The chat model behind a queue of its own, on a thread of its own: looking into heads comes first.

Between two tokens it asks whether anybody waits for a look or a picture, and lets them go first; whether anybody still
reads along; and what time it is. A thread can't be cancelled, so that is also how it ends.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Event

import attention

MOST_WAITING = 4  # texts; whoever asks after that has an answer all the same
MOST_SECONDS = 90.0  # from the question on
_PAUSE = 0.02  # seconds between two looks at who goes first


class Scribe:
    """Has a chat model write, one text after another; opened by `open_scribe`."""

    def __init__(
        self, writer: "attention.Writer", thread: ThreadPoolExecutor, gives_way: Callable[[], bool], seconds: float
    ) -> None:
        """Take who writes and where.

        Args:
            writer: The chat model.
            thread: Where it writes.
            gives_way: Whether somebody else needs the machine more just now.
            seconds: The longest time from a question to the end of its text.
        """
        self._writer = writer
        self._thread = thread
        self._gives_way = gives_way
        self._seconds = seconds
        self._waiting = 0
        self._closing = Event()

    @property
    def name(self) -> str:
        """What the chat model is called."""
        return self._writer.name

    async def write(self, message: str) -> AsyncGenerator["attention.Written", None]:
        """Write an answer to a message; each text is longer by a token. Nothing comes where too many wait already.

        Leaving it (`aclose`) ends the writing at the next token.
        """
        if self._waiting >= MOST_WAITING:
            return
        loop, ends, left = asyncio.get_running_loop(), time.monotonic() + self._seconds, Event()
        texts: asyncio.Queue[attention.Written | None] = asyncio.Queue()

        def may_go_on() -> bool:
            while self._gives_way() and not self._is_over(left, ends):
                time.sleep(_PAUSE)
            return not self._is_over(left, ends)

        def heard(text: str) -> bool:
            loop.call_soon_threadsafe(texts.put_nowait, attention.Written(text))
            return may_go_on()

        def work() -> None:
            if may_go_on():
                loop.call_soon_threadsafe(texts.put_nowait, self._writer.write(message, heard))

        def ended(done: asyncio.Future[None]) -> None:
            texts.put_nowait(None)
            _ = done.cancelled() or done.exception()  # looked at, also where nobody reads along any more

        self._waiting += 1
        try:
            written = loop.run_in_executor(self._thread, work)
            written.add_done_callback(ended)
            while (text := await texts.get()) is not None:
                yield text
            await written  # raises what went wrong there
        finally:
            self._waiting -= 1
            left.set()

    def close(self) -> None:
        """End what is being written at the next token, and wait for that. Blocks."""
        self._closing.set()
        self._thread.shutdown()

    def _is_over(self, left: Event, ends: float) -> bool:
        return left.is_set() or self._closing.is_set() or time.monotonic() > ends


@asynccontextmanager
async def open_scribe(
    writer: "attention.Writer", gives_way: Callable[[], bool], seconds: float = MOST_SECONDS
) -> AsyncIterator[Scribe]:
    """Open the queue of a chat model, and close it at the end; see `Scribe` for what is taken."""
    scribe = Scribe(writer, ThreadPoolExecutor(1, thread_name_prefix="writing"), gives_way, seconds)
    try:
        yield scribe
    finally:
        await asyncio.to_thread(scribe.close)
