"""A terminal that a program runs in: it answers what terminals answer, and keeps what was written."""

import os
import pty
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# What a program asks, and what this terminal says: where the cursor is, kitty's pictures, what it can do.
ANSWERS = {
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\": b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[c": b"\x1b[?62;c",
}


class ScreenOf:
    """Runs a program in a terminal of its own; a context manager that leaves no process behind."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._far, near = pty.openpty()
        self._written = b""
        self._seen = 0
        self._lock = threading.Condition()
        self.process = subprocess.Popen(  # noqa: S603 - the program under test
            command, stdin=near, stdout=near, stderr=near, env=environment, cwd=folder, start_new_session=True
        )
        os.close(near)
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def __enter__(self) -> "ScreenOf":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reading.join(timeout=5)
        os.close(self._far)

    @property
    def written(self) -> str:
        """All that was written so far, escape sequences and all."""
        return self._written.decode("utf-8", errors="replace")

    def type(self, text: str) -> None:
        """Type into it."""
        os.write(self._far, text.encode())

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Wait until something is written after what was waited for before."""
        deadline = time.monotonic() + seconds
        with self._lock:
            while (found := self._written.find(text.encode(), self._seen)) < 0:
                left = deadline - time.monotonic()
                if left <= 0 or not self._lock.wait(left):
                    raise AssertionError(f"no {text!r} in {self.written[-2000:]!r}")
            self._seen = found + len(text.encode())

    def end(self, number: signal.Signals | None = None, seconds: float = 10) -> int:
        """Send a signal, if any, and wait for the end; the exit code."""
        if number is not None:
            self.process.send_signal(number)
        return self.process.wait(timeout=seconds)

    def _read(self) -> None:
        while True:
            try:
                got = os.read(self._far, 65536)
            except OSError:  # Linux: the other end is closed
                return
            if not got:
                return
            for asked, answer in ANSWERS.items():
                for _ in range(got.count(asked)):
                    os.write(self._far, answer)
            with self._lock:
                self._written += got
                self._lock.notify_all()
