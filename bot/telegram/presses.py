"""Presses on buttons: answered at once, worked out one at a time a message, the newest wins."""

import asyncio
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import telegram
from telegram.constants import CallbackQueryLimit, ChatMemberStatus, ChatType
from telegram.error import BadRequest, TelegramError

from bot.serial import Serial
from bot.telegram.client import lacks_picture_right, says
from bot.telegram.heard import chat_name
from bot.telegram.keyboard import DELETE, EXACT, keyboard
from bot.telegram.parts import Part, compose, in_one, in_words
from bot.telegram.sending import Sender, Spot
from bot.telegram.tools import Tools
from bot.telegram.words import say
from bot.watching import watched
from handlers import Lang, Place, Press, Reply, language_of_account, log_bug

GRACE_SECONDS = 0.7
"""How long a press may stay unanswered: a refusal that is known by then is shown on the spot, over the chat."""
_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pressed:
    """One press.

    Attributes:
        update: Its update's number.
        query: The platform's name for it, to answer by.
        data: What the button carries.
        chat: Where the message stands.
        message: Its number.
        thread: The forum topic; None also where the message is too old to tell.
        person: Who pressed.
        private: Whether the chat is theirs alone.
        author: Who may delete the answer, as its delete button says.
        has_picture: Whether the message shows a picture; None where it is too old to tell.
        language: Of their account.
        answered: Whether the platform has been told.
    """

    update: int
    query: str
    data: str
    chat: int
    message: int
    thread: int | None
    person: int
    private: bool
    author: int
    has_picture: bool | None
    language: str | None
    answered: bool = field(default=False)

    @property
    def lang(self) -> Lang:
        """The language of what is said before the message's own is known."""
        return language_of_account(self.language)

    @property
    def place(self) -> Place:
        """Where it was pressed, for the handlers."""
        return Place(chat_name(self.chat), f"telegram:{self.person}", str(self.thread or ""), private=self.private)


def read_press(update: telegram.Update) -> Pressed | None:
    """Read a press; None for one on an inline message, which has no chat."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    message = query.message if isinstance(query.message, telegram.Message) else None
    return Pressed(
        update=update.update_id,
        query=query.id,
        data=query.data or "",
        chat=query.message.chat.id,
        message=query.message.message_id,
        thread=message.message_thread_id if message and message.is_topic_message else None,
        person=query.from_user.id,
        private=query.message.chat.type == ChatType.PRIVATE,
        author=_author(message.reply_markup if message else None, query.from_user.id),
        has_picture=bool(message.photo or message.document) if message else None,
        language=query.from_user.language_code,
    )


def _author(markup: telegram.InlineKeyboardMarkup | None, default: int) -> int:
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            if isinstance(button.callback_data, str) and (author := delete_author(button.callback_data)) is not None:
                return author
    return default


def delete_author(data: str) -> int | None:
    """Whose answer a delete button deletes; None for any other button."""
    number = data.removeprefix(DELETE)
    return int(number) if data.startswith(DELETE) and number.isdecimal() else None


class Presses:
    """Answers presses."""

    def __init__(self, tools: Tools, sender: Sender, group: asyncio.TaskGroup) -> None:
        """Take what it works with, and the group in which each message's line runs."""
        self._tools = tools
        self._sender = sender
        self._group = group
        self._lines = Serial(group, newest_only=True)

    async def settled(self) -> None:
        """Wait until every press is dealt with."""
        await self._lines.settled()

    async def press(self, pressed: Pressed) -> None:
        """Take a press in; returns as soon as the platform has its answer or the press is being worked on."""
        begins = self._lines.put((pressed.chat, pressed.message), lambda: self._work(pressed))
        if not begins:  # another one is under way there; this one waits, or gives way to a newer one
            await self._acknowledge(pressed)
            await self._tools.store.finish(pressed.update)

    async def acknowledge_inline(self, query: telegram.CallbackQuery) -> None:
        """Answer a press on a message in somebody else's chat: nothing can be uploaded there."""
        text = say(language_of_account(query.from_user.language_code), "open-in-private")
        try:
            await self._tools.client.answer_callback_query(query.id, text, show_alert=True)
        except TelegramError as error:
            _log.debug("a press could not be answered: %s", error)

    async def _work(self, pressed: Pressed) -> None:
        """Do what a press asks for; never raises but for a cancellation."""
        try:
            if delete_author(pressed.data) is not None:
                await self._delete(pressed)
            elif pressed.data.startswith(EXACT):
                await self._acknowledge(pressed)
                await self._exact(pressed)
            else:
                await self._show(pressed)
        except TelegramError as error:
            _log.info("a press led nowhere: %s", error.message)
        except Exception:  # the edge: a bug of ours becomes a number in the log and an apology
            await self._acknowledge(pressed, say(pressed.lang, "bug", reference=log_bug(_log)))
        finally:
            await self._acknowledge(pressed)
            await self._tools.store.finish(pressed.update)

    async def _acknowledge(self, pressed: Pressed, text: str | None = None) -> bool:
        """Answer a press, once, so that its button stops spinning; whether this was the answer."""
        if pressed.answered:
            return False
        pressed.answered = True
        shown = text[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH] if text else None
        try:
            await self._tools.client.answer_callback_query(pressed.query, shown, show_alert=bool(shown))
        except TelegramError as error:  # too old, by now
            _log.debug("a press could not be answered: %s", error)
        return True

    async def _show(self, pressed: Pressed) -> None:
        work = self._tools.house.press(Press(pressed.data, pressed.place, pressed.language))
        async with AsyncExitStack() as meanwhile:

            async def late() -> None:
                await self._acknowledge(pressed)
                await meanwhile.enter_async_context(self._tools.signs.at_work(pressed.chat, None, pressed.thread))

            reply = await watched(work, [(GRACE_SECONDS, late)], self._tools.clock.sleep)
        if reply.kind == "error" and not reply.pictures and await self._acknowledge(pressed, reply.text):
            return
        await self._acknowledge(pressed)
        await self._put(pressed, reply)

    async def _put(self, pressed: Pressed, reply: Reply) -> None:
        """Bring the answer: in the message's place, or below it where a picture would have to become words."""
        part = in_one(reply, pressed.author)
        if reply.below or (part.picture is None and pressed.has_picture is not False):
            await self._below(pressed, reply)
            return
        try:
            await self._sender.edit(pressed.chat, pressed.message, part, newest=True)
        except BadRequest as error:
            if lacks_picture_right(error):
                await self._sender.edit(pressed.chat, pressed.message, in_words(part, reply), newest=True)
            elif says(error, "message can't be edited"):
                await self._below(pressed, reply)
            else:
                raise

    async def _below(self, pressed: Pressed, reply: Reply) -> None:
        for part in compose(reply, pressed.person):
            await self._sender.send(self._spot(pressed), part)

    async def _exact(self, pressed: Pressed) -> None:
        """Send the picture as a file: Telegram makes a JPEG of a photo."""
        press = Press(pressed.data.removeprefix(EXACT), pressed.place, pressed.language)
        reply = await self._tools.house.press(press)
        if not reply.pictures:
            await self._below(pressed, reply)
            return
        only_delete = keyboard(Reply(reply.kind, reply.lang, ""), pressed.person)
        caption = compose(reply, pressed.person)[0].text
        part = Part(caption, reply.pictures[0], only_delete, document=True)
        try:
            await self._sender.send(self._spot(pressed), part)
        except BadRequest as error:
            if not lacks_picture_right(error):
                raise
            await self._sender.send(self._spot(pressed), in_words(part, reply))

    async def _delete(self, pressed: Pressed) -> None:
        if not await self._may_delete(pressed):
            await self._acknowledge(pressed, say(pressed.lang, "not-yours"))
            return
        self._tools.wordings.end((pressed.chat, delete_author(pressed.data)))
        try:
            await self._sender.delete(pressed.chat, pressed.message)
        except BadRequest as error:
            if not says(error, "message can't be deleted"):
                raise
            await self._acknowledge(pressed, say(pressed.lang, "too-old-to-delete"))

    async def _may_delete(self, pressed: Pressed) -> bool:
        if pressed.private or delete_author(pressed.data) == pressed.person:
            return True
        member = await self._tools.client.get_chat_member(pressed.chat, pressed.person)
        return member.status in _ADMINS

    def _spot(self, pressed: Pressed) -> Spot:
        reply_to = None if pressed.private else pressed.message
        return Spot(pressed.chat, pressed.thread, reply_to, after=pressed.message)
