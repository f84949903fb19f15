"""Discord's rate limits on the server's clock: buckets a route and channel, a global one, the ban [dd, limits.md]."""

import math
from dataclasses import dataclass, field
from zlib import crc32

from tests.servers.discord.clock import Clock

MESSAGES, REACTIONS, REST, GLOBAL = (5, 5.0), (1, 0.25), (30, 1.0), (50, 1.0)
INVALID, INVALID_WINDOW = (
    10_000,
    600.0,
)  # answers of 401, 403 and 429 (not shared) in ten minutes, then banned by address


@dataclass(slots=True)
class Bucket:
    """So many requests from the first one until the window ends."""

    limit: int
    window: float
    ends: float = 0.0
    used: int = 0

    def take(self, now: float) -> float:
        """Takes one request out; seconds to wait if there is none left, else 0."""
        if now >= self.ends:
            self.ends, self.used = now + self.window, 0
        if self.used >= self.limit:
            return self.ends - now
        self.used += 1
        return 0.0

    def headers(self, now: float, wall: float, name: str) -> dict[str, str]:
        """What every answer tells of it."""
        left = max(self.ends - now, 0.0)
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - self.used),
            "X-RateLimit-Reset": f"{wall + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": name,
        }


@dataclass(slots=True)
class Budgets:
    """All buckets, and what was refused.

    Attributes:
        clock: The server's time.
        limits: Route name to (requests, seconds); a test may tighten them.
        refused: (route, time, seconds to wait) of every 429.
        invalid: Times of the answers that count towards a ban.
        ban_at: How many of them ban.
    """

    clock: Clock
    limits: dict[str, tuple[int, float]] = field(default_factory=dict)
    refused: list[tuple[str, float, float]] = field(default_factory=list)
    invalid: list[float] = field(default_factory=list)
    ban_at: int = INVALID
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _global: Bucket = field(default_factory=lambda: Bucket(*GLOBAL))

    def bucket(self, route: str, major: str) -> Bucket:
        """The bucket of a route (`POST /channels/{}/messages`) in a channel, guild or webhook."""
        key = f"{route} {major}"
        if key not in self._buckets:
            usual = REACTIONS if "/reactions/" in route else MESSAGES if sends(route) else REST
            self._buckets[key] = Bucket(*self.limits.get(route, usual))
        return self._buckets[key]

    def take(self, route: str, major: str, *, counts_globally: bool) -> tuple[float, bool]:
        """Seconds to wait (0: go on) and whether the global limit says so."""
        now = self.clock.now()
        wait, globally = self._global.take(now) if counts_globally else 0.0, True
        if not wait:
            wait, globally = self.bucket(route, major).take(now), False
        if wait:
            self.refused.append((f"{route} {major}", now, wait))
        return wait, globally

    def headers(self, route: str, major: str, wall: float) -> dict[str, str]:
        """What the answer to a request tells of its bucket."""
        return self.bucket(route, major).headers(self.clock.now(), wall, f"{crc32(route.encode()):x}")

    def count_invalid(self) -> None:
        """Notes an answer of 401, 403 or 429."""
        self.invalid.append(self.clock.now())

    @property
    def banned(self) -> bool:
        """Whether the address made too many invalid requests."""
        since = self.clock.now() - INVALID_WINDOW
        return sum(moment > since for moment in self.invalid) >= self.ban_at


def sends(route: str) -> bool:
    """Whether a route writes into a channel: sends and edits have a bucket each."""
    return route in ("POST /channels/{}/messages", "PATCH /channels/{}/messages/{}")


def seconds(wait: float) -> float:
    """Rounded up to milliseconds, as the platform tells it."""
    return math.ceil(wait * 1000) / 1000
