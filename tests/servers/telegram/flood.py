"""Flood control: how fast a bot may write, on a clock that tests move.

About 1 message a second in a chat with short bursts, 20 a minute in a group, 30 a second over all (Telegram's bots
FAQ); edits share the budget with sends (tdlib/td#2592). Who asks again before the wait is over waits longer.
"""

import math
from collections import deque
from dataclasses import dataclass, field

BURST = 3
PER_SECOND = 1.0
GROUP_COUNT = 20
GROUP_SECONDS = 60.0
OVERALL_PER_SECOND = 30


@dataclass
class Budget:
    """What one chat may still be sent."""

    group: bool
    tokens: float = BURST
    counted_at: float = 0.0
    recent: deque[float] = field(default_factory=deque)
    blocked_until: float = 0.0
    refused: list[float] = field(default_factory=list)

    def wait(self, now: float) -> float:
        """Seconds until there is room for one message; 0 where there is."""
        self.tokens = min(BURST, self.tokens + (now - self.counted_at) * PER_SECOND)
        self.counted_at = now
        while self.recent and self.recent[0] <= now - GROUP_SECONDS:
            self.recent.popleft()
        wait = 0.0 if self.tokens >= 1 - 1e-9 else (1 - self.tokens) / PER_SECOND
        if self.group and len(self.recent) >= GROUP_COUNT:
            wait = max(wait, self.recent[0] + GROUP_SECONDS - now)
        return wait

    def take(self, now: float) -> None:
        """Count one message."""
        self.tokens -= 1
        self.recent.append(now)


class Flood:
    """The budgets of all chats and the one they share."""

    def __init__(self) -> None:
        self._chats: dict[int, Budget] = {}
        self._all: deque[float] = deque()

    def budget(self, chat: int, *, group: bool = False) -> Budget:
        """One chat's budget."""
        return self._chats.setdefault(chat, Budget(group))

    def ask(self, chat: int, now: float, *, group: bool) -> int | None:
        """Take room for one message; else the seconds to wait, as `retry_after` tells them."""
        budget = self.budget(chat, group=group)
        if now < budget.blocked_until:  # hammering: the wait grows, so that it shows
            budget.blocked_until += max(1.0, (budget.blocked_until - now) / 2)
        else:
            wait = max(budget.wait(now), self._overall(now))
            if wait == 0:
                budget.take(now)
                self._all.append(now)
                return None
            budget.blocked_until = now + 1 + wait
        budget.refused.append(now)
        seconds = math.ceil(budget.blocked_until - now)
        budget.blocked_until = now + seconds
        return seconds

    def _overall(self, now: float) -> float:
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        return 0.0 if len(self._all) < OVERALL_PER_SECOND else self._all[0] + 1 - now

    @property
    def refusals(self) -> dict[int, list[float]]:
        """When each chat was refused."""
        return {chat: budget.refused for chat, budget in self._chats.items() if budget.refused}
