"""Messages on their way out: sent or edited at the platform's pace, and sent once even where the connection breaks.

Telegram has no key that makes a send happen once. When nobody knows whether a send took effect, the message is looked
for before it is sent again: an edit that would give a message the very keyboard that it has is refused as 'not
modified' if the message is there and ours, and changes nothing. Each answer has a keyboard (delete, at least).
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import telegram
from telegram.error import BadRequest, TelegramError

from bot.clock import Clock
from bot.outbox import Outbox, Replaced
from bot.telegram.client import is_lost_file, is_not_modified, is_unsure, paced, says
from bot.telegram.parts import Part
from bot.telegram.store import Store

TRIES = 12  # some seven minutes in all: Telegram has outages
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds after a broken connection; doubled from try to try
LOOKED_FOR = 30  # messages after the last known one
_NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
_log = logging.getLogger(__name__)
T = TypeVar("T")
Done = telegram.Message | bool  # what an edit brings: True for an inline message


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message goes.

    Attributes:
        chat: The chat.
        thread: The forum topic.
        reply_to: The message it answers, if it is to be a reply.
        after: The last message known to be in the chat before it.
    """

    chat: int
    thread: int | None = None
    reply_to: int | None = None
    after: int = 0


class Sender:
    """Sends and edits; every message of the bot passes here."""

    def __init__(self, client: telegram.Bot, store: Store, outbox: Outbox, clock: Clock) -> None:
        """Take the client, the files known, and the queue."""
        self._client = client
        self._store = store
        self._outbox = outbox
        self._clock = clock

    async def send(self, spot: Spot, part: Part, *, unsure: bool = False) -> int:
        """Send a message.

        Args:
            spot: Where to.
            part: What.
            unsure: Whether it may have been sent before, by a run that was cut off.

        Returns:
            The message's number.
        """
        doubtful = unsure

        async def once() -> int:
            nonlocal doubtful  # also over a wait that the platform asks for, after which this is called again
            if doubtful and (found := await self._look_for(spot, part)):
                return found
            try:
                return await self._with_file(part, lambda media: self._send(spot, part, media))
            except TelegramError as error:
                doubtful = is_unsure(error)
                raise

        return await self._outbox.put(spot.chat, lambda: self._persist(once))

    async def edit(self, chat: int, message: int, part: Part, *, newest: bool = False) -> Replaced | None:
        """Change a message in place; that it is so already is as good.

        Args:
            chat: The chat.
            message: The message's number.
            part: What shall stand there.
            newest: Whether a newer edit of the same message may replace this one while it waits.
        """

        async def once() -> None:  # doing an edit twice does no harm
            try:
                await self._with_file(part, lambda media: self._edit(chat, message, part, media))
            except BadRequest as error:
                if not is_not_modified(error):
                    raise

        return await self._outbox.put(chat, lambda: self._persist(once), key=(chat, message) if newest else None)

    async def delete(self, chat: int, message: int) -> None:
        """Delete a message; that it is gone already is as good."""
        try:
            await paced(lambda: self._client.delete_message(chat, message))
        except BadRequest as error:
            if not says(error, "message to delete not found"):
                raise

    async def _persist(self, once: Callable[[], Awaitable[T]]) -> T:
        """Do something, again after pauses that grow while nobody knows whether it took effect."""
        for attempt in range(TRIES - 1):
            try:
                return await once()
            except TelegramError as error:
                if not is_unsure(error):
                    raise
                await self._clock.sleep(min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE))
        return await once()

    async def _send(self, spot: Spot, part: Part, media: str | bytes | None) -> telegram.Message:
        reply = telegram.ReplyParameters(spot.reply_to, allow_sending_without_reply=True) if spot.reply_to else None
        if media is None:
            return await self._client.send_message(
                spot.chat, part.text, reply_markup=part.keyboard, message_thread_id=spot.thread, reply_parameters=reply,
                link_preview_options=_NO_PREVIEW,
            )  # fmt: skip
        if part.document:
            return await self._client.send_document(
                spot.chat, media, part.text, reply_markup=part.keyboard, message_thread_id=spot.thread,
                reply_parameters=reply, filename="heads.png", disable_content_type_detection=True,
            )  # fmt: skip
        return await self._client.send_photo(
            spot.chat, media, part.text, reply_markup=part.keyboard, message_thread_id=spot.thread,
            reply_parameters=reply, filename="heads.png",
        )  # fmt: skip

    async def _edit(self, chat: int, message: int, part: Part, media: str | bytes | None) -> Done:
        if media is None:
            return await self._client.edit_message_text(
                part.text, chat, message, reply_markup=part.keyboard, link_preview_options=_NO_PREVIEW
            )
        kind = telegram.InputMediaDocument if part.document else telegram.InputMediaPhoto
        put = kind(media, part.text, filename="heads.png")
        return await self._client.edit_message_media(put, chat, message, reply_markup=part.keyboard)

    async def _with_file(self, part: Part, call: Callable[[str | bytes | None], Awaitable[Done]]) -> int:
        """Call with the picture's file id where Telegram has it already, else with its bytes; keep the new id."""
        if part.picture is None:
            return _number(await paced(lambda: call(None)))
        kind = "document" if part.document else "photo"
        digest = hashlib.sha256(part.picture.png).hexdigest()
        if known := await self._store.file(digest, kind):
            try:
                return _number(await paced(lambda: call(known)))
            except BadRequest as error:
                if not is_lost_file(error):
                    raise
                await self._store.keep_file(digest, kind, None)
        png = part.picture.png
        done = await paced(lambda: call(png))
        await self._store.keep_file(digest, kind, _file_id(done))
        return _number(done)

    async def _look_for(self, spot: Spot, part: Part) -> int | None:
        """Find a message that may have been sent already; messages known as ours are others, and are left alone."""
        if part.keyboard is None:
            return None
        known = await self._store.own_messages(spot.chat, spot.after)
        for number in range(spot.after + 1, spot.after + 1 + LOOKED_FOR):
            if number not in known and await self._has_keyboard(spot.chat, number, part):
                _log.info("a message that was cut off had been sent: not sent again")
                return number
        return None

    async def _has_keyboard(self, chat: int, number: int, part: Part) -> bool:
        try:
            found = await paced(
                lambda: self._client.edit_message_reply_markup(chat, number, reply_markup=part.keyboard)
            )
        except BadRequest as error:
            return is_not_modified(error)
        return isinstance(found, telegram.Message) and (found.text or found.caption or "") == part.text


def _number(message: Done) -> int:
    return message.message_id if isinstance(message, telegram.Message) else 0


def _file_id(message: Done) -> str | None:
    if not isinstance(message, telegram.Message):
        return None
    if message.photo:
        return message.photo[-1].file_id
    return message.document.file_id if message.document else None
