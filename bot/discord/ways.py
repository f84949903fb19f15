"""How an answer reaches the one who asked: what each way can do, and what Discord says where one ends."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Protocol

import discord

from bot.discord.drafts import Draft, drafts_of
from bot.watching import each_watched
from handlers import Reply

SOON = 1.0  # seconds; a command must be acknowledged within three, and the network takes its part
LATE = 3.0

EXPIRED = (10062, 10015, 50027)  # Discord's codes: unknown interaction, unknown webhook, invalid webhook token
NO_HISTORY, ARCHIVED, LOCKED = 160002, 50083, 160005

Asked = discord.Interaction[Any]  # Any: the client


class Way(Protocol):
    """Where an answer goes."""

    @property
    def may_attach(self) -> bool:
        """Whether pictures may go this way."""
        ...

    @property
    def hears_reactions(self) -> bool:
        """Whether reactions below the answer arrive."""
        ...

    async def soon(self) -> None:
        """Show that the question arrived."""
        ...

    async def late(self) -> None:
        """Show that it takes longer."""
        ...

    async def send(self, draft: Draft) -> None:
        """Send a message; the first takes the place of what was shown meanwhile."""
        ...

    async def begin(self, draft: Draft) -> discord.Message | None:
        """Send a message that will be changed; None where it can't be."""
        ...

    async def change(self, message: discord.Message, draft: Draft) -> None:
        """Change it."""
        ...


async def deliver(replies: AsyncIterator[Reply], way: Way, asker: int) -> Reply | None:
    """Send all that is answered; the last of it, which may still be worded."""
    reply, signs = None, [(SOON, way.soon), (LATE, way.late)]
    async for reply in each_watched(replies, signs, asyncio.sleep):
        drafts = drafts_of(reply, asker, may_attach=way.may_attach, hears_reactions=way.hears_reactions)
        for draft in drafts:
            await way.send(draft)
    return reply
