"""A wording on Discord: a message of its own below the answer, changed while a chat model writes it."""

import logging

import aiohttp
import discord

from bot.discord.drafts import drafts_of
from bot.discord.ways import Way
from bot.wordings import worded
from handlers import Reply

log = logging.getLogger(__name__)


class Worded:
    """One wording; whatever stands in its way ends it, since the answer stands there."""

    def __init__(self, way: Way, reply: Reply, asker: int) -> None:
        """Take the way that the answer took, the answer, and who asked."""
        self._way, self._reply, self._asker = way, reply, asker
        self._message: discord.Message | None = None

    async def put(self, text: str) -> bool:
        """Put a text in the place of the one before, nothing where it is empty; whether it stands there."""
        try:
            if text:
                self._message = await self._show(text)
            elif self._message:
                await self._message.delete()
                self._message = None
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            log.info("a wording led nowhere: %s", error)
            return False
        return self._message is not None

    async def _show(self, text: str) -> discord.Message | None:
        reply, hears = worded(self._reply, text), self._way.hears_reactions
        draft = drafts_of(reply, self._asker, hears_reactions=hears)[0]
        if self._message is None:
            return await self._way.begin(draft)
        await self._way.change(self._message, draft)
        return self._message
