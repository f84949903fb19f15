"""Long polling: each batch is kept before the next call confirms it, and what can't go on is told in one line."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

import telegram
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.client import wait_of

POLL_SECONDS = 25
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds; doubled from failure to failure
CONFLICT_PAUSE = 10.0
WANTED = (
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "inline_query",
    "guest_message", "my_chat_member",
)  # fmt: skip
_log = logging.getLogger(__name__)
T = TypeVar("T")


class TokenRefused(Exception):  # noqa: N818 - a setting to mend, no error of the program
    """Telegram doesn't know the token, or knows it no more."""


async def first_call(client: telegram.Bot, clock: Clock) -> telegram.User:
    """Ask who we are until Telegram can be reached.

    Raises:
        TokenRefused: Telegram doesn't know the token.
    """
    await _until_it_works(client.initialize, clock)
    await _until_it_works(client.delete_webhook, clock)  # with a webhook set, polling is refused
    return client.bot


async def poll(client: telegram.Bot, clock: Clock) -> AsyncIterator[Sequence[telegram.Update]]:
    """Give batches of updates, forever; a batch is confirmed when the next one is asked for.

    Raises:
        TokenRefused: The token was revoked.
    """
    offset: int | None = None

    async def ask() -> tuple[telegram.Update, ...]:
        return await client.get_updates(offset, timeout=POLL_SECONDS, allowed_updates=WANTED)

    while True:
        updates = await _until_it_works(ask, clock)
        if updates:
            yield updates
            offset = updates[-1].update_id + 1


async def _until_it_works(call: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Call again until it works, after pauses that grow; what is in the way is told once."""
    pause, told = FIRST_PAUSE, ""
    while True:
        try:
            done = await call()
        except InvalidToken as error:
            raise TokenRefused from error
        except RetryAfter as error:
            await clock.sleep(wait_of(error))
        except Conflict:
            told = _tell(told, "another copy of this bot is running with the same token: stop one of the two")
            await clock.sleep(CONFLICT_PAUSE)
        except TelegramError as error:
            told = _tell(told, f"Telegram can't be reached: {error.message}")
            await clock.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            if told:
                _log.info("Telegram: all is well again")
            return done


def _tell(told: str, line: str) -> str:
    if line != told:
        _log.warning("%s", line)
    return line
