"""From a question to its answer: once, also after a crash; in place, where the question was edited."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.telegram.client import lacks_picture_right, says
from bot.telegram.heard import Question, chat_name
from bot.telegram.keyboard import keyboard
from bot.telegram.parts import Part, compose, in_words
from bot.telegram.sending import Sender, Spot
from bot.telegram.store import Sent
from bot.telegram.tools import Tools
from bot.telegram.worded import Worded
from bot.telegram.words import say
from bot.watching import each_watched
from bot.wordings import EVERY, ONCE
from handlers import Place, Reply, Request, language_of_account, log_bug

PROGRESS_SECONDS = 3.0
_log = logging.getLogger(__name__)


class Answers:
    """Answers questions, one after another in each chat (bot/serial.py sees to that)."""

    def __init__(self, tools: Tools, sender: Sender) -> None:
        """Take what it works with."""
        self._tools = tools
        self._sender = sender
        self._last: dict[int, int] = {}  # the highest message number known in a chat
        self._silent: set[int] = set()  # chats that a line in the log told of already

    def saw(self, chat: int, message: int) -> None:
        """Note a message, so that what we send after it needn't be looked for before it."""
        self._last[chat] = max(message, self._last.get(chat, 0))

    async def answer(self, question: Question) -> None:
        """Answer a question and mark it as dealt with; never raises but for a cancellation."""
        try:
            async with self._tools.signs.at_work(question.chat, question.message, question.thread):
                await self._answer(question)
        except Forbidden as error:
            self._tell_log(question.chat, error)
        except TelegramError as error:
            if not says(error, "topic_closed", "chat not found", "not enough rights", "message thread not found"):
                _log.warning("an answer could not be sent: %s", error)
            else:
                self._tell_log(question.chat, error)
        except Exception:  # the edge: a bug of ours becomes a number in the log and an apology
            await self._apologise(question)
        await self._tools.store.finish(question.update)

    def _tell_log(self, chat: int, error: TelegramError) -> None:
        """Say once that a chat can't be written to."""
        if chat not in self._silent:
            self._silent.add(chat)
            _log.info("a chat can't be written to: %s", error.message)

    async def _apologise(self, question: Question) -> None:
        text = say(language_of_account(question.language), "bug", reference=log_bug(_log))
        try:
            await self._sender.send(self._spot(question), Part(text))
        except TelegramError as error:
            _log.warning("an apology could not be sent: %s", error)

    async def _answer(self, question: Question) -> None:
        sent = await self._tools.store.sent(question.chat, question.message)
        index, words = 0, None
        signs = [(PROGRESS_SECONDS, lambda: self._show_progress(question, sent))]
        async for reply in each_watched(self._replies(question), signs, self._tools.clock.sleep):
            for part in compose(reply, question.author):
                question = await self._place(question, index, part, reply, sent.get(index))
                index += 1
            words = reply if reply.wording else None
        await self._drop_rest(question, {at: part for at, part in sent.items() if at >= index})
        self._silent.discard(question.chat)
        if words:
            await self._word(question, index, words)

    async def _word(self, question: Question, index: int, reply: Reply) -> None:
        """Let the wording of a reply go below it, while other questions are answered."""
        answer = (await self._tools.store.sent(question.chat, question.message)).get(index - 1)
        if answer and reply.wording:
            put = Worded(self._sender, self._tools.store, question, index, reply, answer.message).put
            every = ONCE if question.quote else EVERY
            self._tools.wordings.begin((question.chat, question.author), reply.wording, put, every=every)

    async def _replies(self, question: Question) -> AsyncIterator[Reply]:
        """What the house answers; where there is no text to look at, what would be one."""
        request = question.request
        if request is None:
            lang = language_of_account(question.language)
            yield Reply("error", lang, say(lang, "only-text"), ephemeral=True)
            return
        async for reply in self._tools.house.answer(await self._from_link(request)):
            yield reply

    async def _from_link(self, request: Request) -> Request:
        """`/start CODE` says what the link was made to say."""
        command, _, code = request.text.partition(" ")
        if code and command.partition("@")[0] == "/start":
            return replace(request, text=await self._tools.store.link(code.strip()) or "/start")
        return request

    async def _show_progress(self, question: Question, sent: dict[int, Sent]) -> None:
        """Say that it takes longer, in the message that will become the answer, if none stands there yet."""
        if 0 in sent:
            return
        lang = language_of_account(question.language)
        waiting = Part(say(lang, "looking"), None, keyboard(Reply("sentence", lang, ""), question.author))
        try:
            number = await self._sender.send(self._spot(question), waiting)
        except (BadRequest, ChatMigrated) as error:
            _log.info("no sign of progress could be sent: %s", error.message)
            return
        self.saw(question.chat, number)
        sent[0] = Sent("placeholder", number)
        await self._tools.store.note(question.chat, question.message, 0, sent[0])

    async def _place(self, question: Question, index: int, part: Part, reply: Reply, before: Sent | None) -> Question:
        """Bring one part of the answer where it belongs; the question, in its chat's new place if that moved."""
        if before and before.state == "final" and not question.edited:
            return question
        try:
            await self._bring(question, index, part, before)
        except BadRequest as error:
            if not (part.picture and lacks_picture_right(error)):
                raise
            await self._bring(question, index, in_words(part, reply), before)
        except ChatMigrated as error:
            await self.move(question.chat, error.new_chat_id)
            question = _moved(question, error.new_chat_id)
            await self._bring(question, index, part, None)
        return question

    async def _bring(self, question: Question, index: int, part: Part, before: Sent | None) -> None:
        number = 0
        if before and before.state != "sending":
            number = await self._change(question.chat, before.message, part)
        if not number:
            number = await self._send(question, index, part, before)
        await self._tools.store.note(question.chat, question.message, index, Sent("final", number))

    async def _send(self, question: Question, index: int, part: Part, before: Sent | None) -> int:
        unsure = before is not None and before.state == "sending"
        spot = self._spot(question, index)
        if before and unsure:
            spot = replace(spot, after=before.message)
        else:
            await self._tools.store.note(question.chat, question.message, index, Sent("sending", spot.after))
        number = await self._sender.send(spot, part, unsure=unsure)
        self.saw(question.chat, number)
        return number

    async def _change(self, chat: int, message: int, part: Part) -> int:
        """Edit a message into this part; 0 if it can't become that and is gone now."""
        try:
            await self._sender.edit(chat, message, part)
        except BadRequest as error:
            if says(error, "there is no text in the message to edit"):  # a picture can't become words
                await self._sender.delete(chat, message)
            elif not says(error, "message to edit not found", "message can't be edited"):
                raise
            return 0
        return message

    async def _drop_rest(self, question: Question, rest: dict[int, Sent]) -> None:
        """Delete the parts that an edited question's new answer has no use for."""
        for index, sent in rest.items():
            if sent.state != "sending":
                await self._sender.delete(question.chat, sent.message)
            await self._tools.store.drop(question.chat, question.message, index)

    async def move(self, old: int, new: int) -> None:
        """A group became a supergroup: what was set there moves along."""
        await self._tools.house.move(chat_name(old), chat_name(new))
        await self._tools.store.move(old, new)

    def _spot(self, question: Question, index: int = 0) -> Spot:
        reply_to = question.message if question.quote and index == 0 else None
        after = max(question.message, self._last.get(question.chat, 0))
        return Spot(question.chat, question.thread, reply_to, after)


def _moved(question: Question, chat: int) -> Question:
    """The same question in the supergroup; its message has another number there, so it isn't replied to."""
    request = question.request
    if request:
        place = request.place
        request = replace(request, place=Place(chat_name(chat), place.person, place.thread, place.private))
    return replace(question, chat=chat, quote=False, request=request)
