"""How the program ends: by itself, or by a signal, and then soon and with the exit code that shells expect."""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Coroutine

PATIENCE = 2.0  # seconds; a thread can't be cancelled, and a look at a long text may take longer

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def run(work: Coroutine[None, None, int], patience: float = PATIENCE) -> int:
    """Run until the work ends or a signal ends it.

    Args:
        work: Gives the exit code.
        patience: Seconds for what is under way when a signal comes; then the program leaves all the same.

    Returns:
        What the work returned; 128 + the signal's number if one came (130 for Ctrl-C, 143 for SIGTERM).
    """
    caught: list[int] = []

    async def guarded() -> int:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()

        def stop(number: int) -> None:
            if not caught and task:
                task.cancel()
            # A second signal means: now.
            _leave_after(0 if caught else patience, 128 + number)
            caught.append(number)

        for number in _SIGNALS:
            try:
                loop.add_signal_handler(number, stop, number)
            except NotImplementedError:  # Windows: Ctrl-C comes as KeyboardInterrupt
                break
        return await work

    try:
        return asyncio.run(guarded())
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except asyncio.CancelledError:
        return 128 + caught[0]


def _leave_after(seconds: float, code: int) -> None:
    """Leave for good unless the program has ended by then; the timer's thread doesn't keep it from ending."""
    timer = threading.Timer(seconds, _leave, [code])
    timer.daemon = True
    timer.start()


def _leave(code: int) -> None:
    for child in multiprocessing.active_children():
        child.kill()
    logging.shutdown()
    with contextlib.suppress(OSError, ValueError):  # a closed pipe must not keep us
        sys.stdout.flush()
    os._exit(code)
