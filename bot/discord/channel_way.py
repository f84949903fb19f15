"""An answer as a reply in the channel, at the pace that Discord allows; where that may not be, a direct message."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import discord

from bot.discord.drafts import Draft
from bot.discord.waiting import MISSED, persist
from bot.discord.ways import ARCHIVED, LOCKED, NO_HISTORY
from bot.discord.words import say
from bot.outbox import Outbox, TooSoon
from handlers import Lang

log = logging.getLogger(__name__)
T = TypeVar("T")


class ChannelWay:
    """A reply in the channel; where that is not allowed, a direct message to the one who asked."""

    def __init__(
        self,
        outbox: Outbox,
        channel: discord.abc.Messageable,
        key: int,
        author: discord.abc.Messageable,
        *,
        lang: Lang,
        answers: discord.MessageReference | None,
        nonce: int,
        may_attach: bool,
    ) -> None:
        """Take where to answer and what.

        Args:
            outbox: Paces what goes into a channel.
            channel: Where to write.
            key: The channel's id.
            author: Who asked.
            lang: The language for what stands in the way.
            answers: What is replied to.
            nonce: Makes Discord take a repeated send for the same one.
            may_attach: Whether pictures may go there.
        """
        self._outbox, self._channel, self._key, self._author = outbox, channel, key, author
        self._lang, self._answers, self._nonce, self._may_attach = lang, answers, nonce, may_attach
        self._placeholder: discord.Message | None = None
        self._sent = 0
        self._elsewhere = False

    @property
    def may_attach(self) -> bool:
        """Whether pictures may go there."""
        return self._may_attach

    @property
    def hears_reactions(self) -> bool:
        """Where we read messages we read reactions."""
        return True

    async def soon(self) -> None:
        """`heads is typing...`, for ten seconds."""
        with suppress(*MISSED):
            await self._channel.typing()

    async def late(self) -> None:
        """A line that the answer will take the place of; in a crowd the queue is for answers."""
        if self._outbox.waiting:
            return
        with suppress(*MISSED):
            self._placeholder = await self._put(Draft(say(self._lang, "looking")))

    async def send(self, draft: Draft) -> None:
        """Send, or edit what was shown meanwhile."""
        placeholder, self._placeholder = self._placeholder, None
        if self._elsewhere:
            await self.tell(draft)
        elif placeholder is None or not await self._edit(placeholder, draft):
            await self._put_or_tell(draft)

    async def begin(self, draft: Draft) -> discord.Message | None:
        """Send it where the answer went, but for a direct message in its place."""
        return None if self._elsewhere else await self._put(draft)

    async def change(self, message: discord.Message, draft: Draft) -> None:
        """Edit a message; a newer edit of it may take the place of this one while it waits."""

        async def action() -> None:
            await message.edit(**draft.edited())

        await self._outbox.put(self._key, lambda: paced(action), key=message.id)

    async def _edit(self, placeholder: discord.Message, draft: Draft) -> bool:
        """Whether the message to edit was still there."""
        try:
            await self.change(placeholder, draft)
        except discord.NotFound:
            return False
        return True

    async def _put_or_tell(self, draft: Draft) -> None:
        try:
            await self._put(draft)
        except discord.Forbidden as error:
            if error.code == NO_HISTORY and self._answers is not None:
                self._answers = None
                await self._put_or_tell(draft)
            elif not (draft.pictures and await self._put_words(draft)):
                await self._go_elsewhere("may-not-write", draft, error)
        except discord.HTTPException as error:
            if error.code not in (ARCHIVED, LOCKED):
                raise
            await self._go_elsewhere("thread-is-locked", draft, error)

    async def _put_words(self, draft: Draft) -> bool:
        """Whether at least the words may be written; a right can be taken away without our having heard of it."""
        words = f"{draft.text}\n\n{say(self._lang, 'may-not-attach')}"
        try:
            await self._put(replace(draft, text=words, pictures=()))
        except discord.Forbidden:
            return False
        self._may_attach = False
        return True

    async def _put(self, draft: Draft) -> discord.Message:
        nonce = f"{self._nonce}.{self._sent}"
        self._sent += 1

        async def action() -> discord.Message:
            made = draft.new()
            if self._answers is not None:
                return await self._channel.send(**made, nonce=nonce, reference=self._answers)
            return await self._channel.send(**made, nonce=nonce)

        return await self._outbox.put(self._key, lambda: paced(action))

    async def _go_elsewhere(self, why: str, draft: Draft, error: discord.HTTPException) -> None:
        log.warning("no answer in channel %s (%s %s): telling the person directly", self._key, error.code, error.text)
        self._elsewhere = True
        if self._channel is self._author or isinstance(self._channel, discord.DMChannel):
            return  # they blocked us: there is nowhere else
        await self.tell(Draft(say(self._lang, why, channel=f"<#{self._key}>")))
        await self.tell(draft)

    async def tell(self, draft: Draft) -> None:
        """Write to the one who asked; without buttons, which find their text by the chat that it was sent in."""
        plain = Draft(draft.text, draft.pictures)
        try:
            await persist(lambda: self._author.send(**plain.new()))
        except discord.HTTPException as error:
            log.warning("no direct message either (%s %s)", error.code, error.text)


async def paced(action: Callable[[], Awaitable[T]]) -> T:
    """Do something that the outbox paces; a long wait that Discord asks for holds this channel's queue back.

    Raises:
        TooSoon: Discord asks for a wait that discord.py doesn't sit out by itself.
    """
    try:
        return await persist(action)
    except discord.RateLimited as wait:
        raise TooSoon(wait.retry_after) from wait
