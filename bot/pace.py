"""How fast one may write: short bursts pass, a steady rate holds, and in some places a count a minute."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """What a place allows.

    Attributes:
        burst: So many at once.
        per_second: So many a second after that.
        count: So many in `seconds`; None where only the rate counts.
        seconds: The window of `count`.
    """

    burst: int
    per_second: float
    count: int | None = None
    seconds: float = 60.0


class Budget:
    """What is left of a pace."""

    def __init__(self, pace: Pace, now: float) -> None:
        """Begin with a full budget."""
        self._pace = pace
        self._tokens = float(pace.burst)
        self._counted_at = now
        self._recent: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until there is room for one more; 0 where there is."""
        self._tokens = min(self._pace.burst, self._tokens + (now - self._counted_at) * self._pace.per_second)
        self._counted_at = now
        # A hair of slack: sleeping the exact wait must not end a rounding error too early, again and again.
        wait = 0.0 if self._tokens >= 1 - 1e-9 else (1 - self._tokens) / self._pace.per_second
        if self._pace.count is None:
            return wait
        while self._recent and self._recent[0] <= now - self._pace.seconds:
            self._recent.popleft()
        full = len(self._recent) >= self._pace.count
        return max(wait, self._recent[0] + self._pace.seconds - now) if full else wait

    def take(self, now: float) -> None:
        """Count one."""
        self._tokens -= 1
        if self._pace.count is not None:
            self._recent.append(now)
