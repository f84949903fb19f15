"""An answer through the interaction that asked for it; once that has expired, in the channel."""

import logging

import discord

from bot.discord.channel_way import ChannelWay
from bot.discord.drafts import Draft
from bot.discord.waiting import acknowledge, persist
from bot.discord.ways import EXPIRED, Asked

log = logging.getLogger(__name__)


class InteractionWay:
    """The answer to a slash command or a menu; it needs no right to write in the channel."""

    def __init__(self, asked: Asked, fallback: ChannelWay, *, hushed: bool) -> None:
        """Take the interaction, the way to go once it has expired, and whether only the person shall see the answer."""
        self._asked, self._fallback, self._hushed = asked, fallback, hushed
        self._answered = self._loading = self._expired = False

    @property
    def may_attach(self) -> bool:
        """Discord tells with each interaction what the app may do there."""
        return self._asked.app_permissions.attach_files

    @property
    def hears_reactions(self) -> bool:
        """Where only the person brought the app, nothing but interactions arrives."""
        return self._asked.is_guild_integration() or self._asked.context.dm_channel

    async def soon(self) -> None:
        """`heads is thinking...`, which Discord shows by itself for up to fifteen minutes."""
        try:
            await acknowledge(lambda: self._asked.response.defer(thinking=True, ephemeral=self._hushed))
            self._answered = self._loading = True
        except discord.HTTPException as error:
            self._over(error)

    async def late(self) -> None:
        """Nothing: Discord goes on showing it."""

    async def send(self, draft: Draft) -> None:
        """Answer, edit the loading message, or follow up."""
        if not self._expired:
            try:
                await self._through(draft)
            except discord.HTTPException as error:
                self._over(error)
            else:
                return
        if draft.ephemeral:
            await self._fallback.tell(draft)
        else:
            await self._fallback.send(draft)

    async def begin(self, draft: Draft) -> discord.Message | None:
        """Follow up; once the interaction has expired there is no changing."""
        if self._expired:
            return None
        return await persist(lambda: self._asked.followup.send(**draft.new(), wait=True))

    async def change(self, message: discord.Message, draft: Draft) -> None:
        """Edit the follow-up."""
        await persist(lambda: message.edit(**draft.edited()))

    def _over(self, error: discord.HTTPException) -> None:
        """An expired interaction is no end: the answer takes the other way. Whatever else was refused goes up."""
        if error.code not in EXPIRED:
            raise error
        self._expired = True
        log.warning("an interaction expired before it was answered (%s): answering in the channel", error.code)

    async def _through(self, draft: Draft) -> None:
        asked = self._asked
        if not self._answered:
            await acknowledge(lambda: asked.response.send_message(**draft.new(), ephemeral=draft.ephemeral))
            self._answered = True
        elif self._loading and draft.ephemeral and not self._hushed:
            # What everybody saw loading can't become private, so it goes and a private one comes.
            self._loading = False
            await asked.delete_original_response()
            await persist(lambda: asked.followup.send(**draft.new(), ephemeral=True, wait=True))
        elif self._loading:
            self._loading = False
            await persist(lambda: asked.edit_original_response(**draft.edited()))
        else:
            await persist(lambda: asked.followup.send(**draft.new(), ephemeral=draft.ephemeral, wait=True))
