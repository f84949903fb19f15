"""Chats that the bot isn't in: inline mode (`@bot text`) and guest mode (a mention). Words, and a link to the picture.

Nothing can be uploaded there, so a picture goes out by its file id where Telegram has it already; else a start link
opens it in private.
"""

import asyncio
import base64
import hashlib
import logging
from dataclasses import dataclass

import telegram
from telegram.constants import MessageLimit
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.serial import Serial
from bot.split import split_text
from bot.telegram.heard import without_mention
from bot.telegram.tools import Tools
from bot.telegram.words import say
from handlers import Lang, Place, Reply, Request, language_of_account, log_bug

CACHE_SECONDS = 60  # a picture may be at hand by then
START_HINT = "hello"
_TITLE = 40
_log = logging.getLogger(__name__)

Result = telegram.InlineQueryResultArticle | telegram.InlineQueryResultCachedPhoto


@dataclass(frozen=True, slots=True)
class _Shown:
    """An answer for a chat where nothing can be uploaded."""

    lang: Lang
    title: str
    words: str
    photo: str | None
    link: str


class Elsewhere:
    """Answers inline queries and guest calls; of one person's keystrokes only the newest."""

    def __init__(self, tools: Tools, group: asyncio.TaskGroup) -> None:
        """Take what it works with, and the group in which each person's line runs."""
        self._tools = tools
        self._lines = Serial(group, newest_only=True)
        self._calls = Serial(group)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self._lines.settled()
        await self._calls.settled()

    def ask(self, query: telegram.InlineQuery) -> None:
        """Take an inline query in."""
        self._lines.put(query.from_user.id, lambda: self._answer_inline(query))

    def call(self, update: int, message: telegram.Message) -> None:
        """Take a guest call in."""
        self._calls.put(message.chat_id, lambda: self._answer_guest(update, message))

    async def _answer_inline(self, query: telegram.InlineQuery) -> None:
        lang = language_of_account(query.from_user.language_code)
        try:
            if not query.query.strip():
                hint = telegram.InlineQueryResultsButton(say(lang, "inline-hint"), start_parameter=START_HINT)
                await query.answer([], cache_time=CACHE_SECONDS, is_personal=True, button=hint)
                return
            shown = await self._look(query.query, query.from_user)
            await query.answer([_result(shown)], cache_time=CACHE_SECONDS, is_personal=True)
        except TelegramError as error:  # they typed on, and the query is gone
            _log.debug("an inline query could not be answered: %s", error)
        except Exception:
            log_bug(_log, "an inline query")

    async def _answer_guest(self, update: int, message: telegram.Message) -> None:
        asked = without_mention(message.text or message.caption or "", self._tools.me)
        replied = message.reply_to_message
        text = asked or (replied and (replied.text or replied.caption)) or "/help"
        try:
            shown = await self._look(text, message.from_user)
            await self._tools.client.answer_guest_query(str(message.guest_query_id), _result(shown))
        except TelegramError as error:
            _log.info("a guest call could not be answered: %s", error.message)
        except Exception:
            log_bug(_log, "a guest call")
        await self._tools.store.finish(update)

    async def _look(self, text: str, person: telegram.User | None) -> _Shown:
        who = f"telegram:{person.id if person else 0}"
        place = Place(chat=f"{who}:elsewhere", person=who)
        request = Request(text, place, person.language_code if person else None)
        replies = [reply async for reply in self._tools.house.answer(request)]
        reply = next((each for each in replies if each.pictures), replies[0])
        code = link_code(text)
        await self._tools.store.keep_link(code, text)
        link = create_deep_linked_url(self._tools.me.username or "", code)
        title = " ".join(text.split())
        title = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
        return _Shown(reply.lang, title, _words(text, reply), await self._photo(reply), link)

    async def _photo(self, reply: Reply) -> str | None:
        if not reply.pictures:
            return None
        return await self._tools.store.file(hashlib.sha256(reply.pictures[0].png).hexdigest(), "photo")


def link_code(message: str) -> str:
    """Name what a start link says, in the letters that one may hold."""
    return base64.urlsafe_b64encode(hashlib.blake2b(message.encode(), digest_size=9).digest()).decode()


def _words(text: str, reply: Reply) -> str:
    return reply.text if text.startswith("/") else f"{text.strip()}\n\n{reply.text}"


def _result(shown: _Shown) -> Result:
    button = telegram.InlineKeyboardButton(say(shown.lang, "open-picture"), url=shown.link)
    buttons = telegram.InlineKeyboardMarkup([[button]])
    title = say(shown.lang, "inline-title", text=shown.title)
    if shown.photo:
        caption, *_ = split_text(shown.words, MessageLimit.CAPTION_LENGTH)
        return telegram.InlineQueryResultCachedPhoto(
            "1", shown.photo, title=title, caption=caption, reply_markup=buttons
        )
    words, *_ = split_text(shown.words, MessageLimit.MAX_TEXT_LENGTH)
    content = telegram.InputTextMessageContent(
        words, link_preview_options=telegram.LinkPreviewOptions(is_disabled=True)
    )
    first_line = shown.words.partition("\n\n")[2].partition("\n")[0] or words.partition("\n")[0]
    return telegram.InlineQueryResultArticle("1", title, content, buttons, description=first_line)
