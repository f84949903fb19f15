"""From a token to a bot that answers, and to its end."""

import asyncio
import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.clock import WallClock
from bot.discord.client import Heads
from bot.outbox import Outbox
from bot.pace import Pace
from bot.settings import Settings
from bot.wordings import Wordings
from handlers import House

log = logging.getLogger(__name__)

UNDER_WAY = 8.0  # seconds for what is under way when the program ends
AUTHENTICATION_FAILED = 4004  # the gateway's close code
REFUSED = "Discord refuses DISCORD_TOKEN: make a new one in the developer portal (Bot, Reset Token) and set it"
CHANNEL_PACE = Pace(burst=5, per_second=5.0, count=5, seconds=5.0)  # what Discord takes in a channel


async def run(house: House, settings: Settings) -> None:
    """Talk on Discord until cancelled; it returns when the token is refused, with one line in the log.

    Args:
        house: Answers.
        settings: Token and admins.

    Raises:
        OSError: Discord can't be reached, or has a fault of its own.
        discord.DiscordException: Discord refuses something but the token.
    """
    token = settings.discord_token
    if token is None:
        return
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we don't speak
    with one_line_each():
        clock, admins = WallClock(), settings.admins
        async with (
            Outbox(clock, _pace) as outbox,
            Wordings(clock) as wordings,
            Heads(house, outbox, wordings, admins) as client,
        ):
            await talk(client, token.get_secret_value())


async def talk(client: Heads, token: str) -> None:
    """Log in and stay until cancelled.

    Raises:
        OSError: Discord can't be reached, or has a fault of its own.
        discord.DiscordException: Discord refuses something but the token.
    """
    try:
        await client.start(token)
    except asyncio.CancelledError:
        await client.finish(UNDER_WAY)
        raise
    except discord.LoginFailure:
        log.error(REFUSED)  # noqa: TRY400 - one plain line: the traceback would say no more
    except discord.ConnectionClosed as closed:
        if closed.code != AUTHENTICATION_FAILED:
            raise
        log.error(REFUSED)  # noqa: TRY400 - as above
    except (aiohttp.ClientError, discord.DiscordServerError, discord.GatewayNotFound) as down:
        raise ConnectionError(str(down) or type(down).__name__) from down


def _pace(_: Hashable) -> Pace:
    return CHANNEL_PACE


class _OneLine(logging.Filter):
    """Takes the traceback off: a lost connection is no bug, and discord.py comes back by itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, keep it."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]!r}", ()
            record.exc_info = record.exc_text = None
        return True


@contextmanager
def one_line_each() -> Iterator[None]:
    """Let discord.py log each lost connection in one line."""
    loggers, short = [logging.getLogger(f"discord.{name}") for name in ("client", "gateway")], _OneLine()
    for logger in loggers:
        logger.addFilter(short)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(short)
