"""Signs that the bot is at work: 👀 on the question, and "sending a photo" beside the bot's name.

Neither is owed: where they fail, the answer comes all the same.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import telegram
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.clock import Clock

RENEW_SECONDS = 4.5  # Telegram shows an action for 5
_log = logging.getLogger(__name__)


class Signs:
    """Shows and takes back; its calls run beside the work."""

    def __init__(self, client: telegram.Bot, clock: Clock, group: asyncio.TaskGroup) -> None:
        """Take the client, and the group in which the calls run."""
        self._client = client
        self._clock = clock
        self._group = group
        self._no_reactions: set[int] = set()
        self._under_way: set[asyncio.Task[Any]] = set()  # Any: nobody reads what they bring

    @asynccontextmanager
    async def at_work(self, chat: int, message: int | None, thread: int | None) -> AsyncIterator[None]:
        """Show that a message is being answered, for as long as this is open."""
        shown = self._begin(self._react(chat, message, [ReactionEmoji.EYES])) if message else None
        acting = self._begin(self._act(chat, thread))
        try:
            yield
        finally:
            if acting:
                acting.cancel()
            if shown and message:
                self._begin(self._take_back(shown, chat, message))

    async def settled(self) -> None:
        """Wait until every sign is taken back."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None] | None:
        try:
            task = self._group.create_task(work)
        except RuntimeError:  # the group is shutting down: no time for signs
            work.close()
            return None
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _react(self, chat: int, message: int, reaction: list[str]) -> None:
        if chat in self._no_reactions:
            return
        try:
            await self._client.set_message_reaction(chat, message, reaction)
        except TelegramError as error:
            if isinstance(error, BadRequest | Forbidden) and "not found" not in error.message.lower():
                self._no_reactions.add(chat)  # reactions are off there, or not ours to set
            _log.debug("no reaction in a chat: %s", error)

    async def _take_back(self, shown: asyncio.Task[None], chat: int, message: int) -> None:
        await asyncio.wait([shown])
        await self._react(chat, message, [])

    async def _act(self, chat: int, thread: int | None) -> None:
        while True:
            try:
                await self._client.send_chat_action(chat, ChatAction.UPLOAD_PHOTO, message_thread_id=thread)
            except TelegramError as error:
                _log.debug("no action in a chat: %s", error)
                return
            await self._clock.sleep(RENEW_SECONDS)
