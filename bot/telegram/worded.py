"""A wording on Telegram: a message of its own below the answer, changed while a chat model writes it."""

import logging

from telegram.error import TelegramError

from bot.telegram.heard import Question
from bot.telegram.parts import compose
from bot.telegram.sending import Sender, Spot
from bot.telegram.store import Sent, Store
from bot.wordings import worded
from handlers import Reply

_log = logging.getLogger(__name__)


class Worded:
    """One wording; whatever stands in its way ends it, since the answer stands there."""

    def __init__(self, sender: Sender, store: Store, question: Question, index: int, reply: Reply, answer: int) -> None:
        """Take where it goes.

        Args:
            sender: Sends and edits.
            store: Keeps it as a part of the question's answer, so that it goes when the question is edited.
            question: Whose.
            index: Its number among the parts.
            reply: What is worded.
            answer: The message that it stands below.
        """
        self._sender, self._store = sender, store
        self._question, self._index, self._reply, self._answer = question, index, reply, answer
        self._message = 0

    async def put(self, text: str) -> bool:
        """Put a text in the place of the one before, nothing where it is empty; whether that went well."""
        try:
            await (self._show(text) if text else self._take_back())
        except TelegramError as error:
            _log.info("a wording led nowhere: %s", error.message)
            return False
        return True

    async def _show(self, text: str) -> None:
        question = self._question
        part = compose(worded(self._reply, text), question.author)[0]
        if self._message:
            await self._sender.edit(question.chat, self._message, part, newest=True)
            return
        below = self._answer if question.quote else None
        self._message = await self._sender.send(Spot(question.chat, question.thread, below, self._answer), part)
        await self._store.note(question.chat, question.message, self._index, Sent("final", self._message))

    async def _take_back(self) -> None:
        if self._message:
            await self._sender.delete(self._question.chat, self._message)
            await self._store.drop(self._question.chat, self._question.message, self._index)
