"""One run on Telegram: open what it works with, hear updates, and at the end finish what is under way."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Hashable
from contextlib import AsyncExitStack
from pathlib import Path

import telegram

from bot.clock import Clock, WallClock
from bot.outbox import Outbox
from bot.pace import Pace
from bot.serial import Serial
from bot.settings import Settings
from bot.telegram import menu, words
from bot.telegram.answers import Answers
from bot.telegram.client import make_client
from bot.telegram.elsewhere import Elsewhere
from bot.telegram.heard import Question, read_question
from bot.telegram.polling import TokenRefused, first_call, poll
from bot.telegram.presses import Presses, read_press
from bot.telegram.sending import Sender
from bot.telegram.signs import Signs
from bot.telegram.store import open_store
from bot.telegram.tools import Tools
from bot.wordings import Wordings
from handlers import House, log_bug

ALBUMS = 100  # remembered, so that many pictures without words get one sentence
LAST_SECONDS = 8.0  # for what is under way when the program is told to end
# A little under what Telegram allows (bursts of 3, one a second, 20 a minute in groups): its clock is not ours.
PRIVATE = Pace(burst=2, per_second=1.0)
GROUP = Pace(burst=2, per_second=1.0, count=19, seconds=61.0)
_log = logging.getLogger(__name__)


def pace_of(chat: Hashable) -> Pace:
    """How fast a chat may be written to; groups and channels have negative numbers."""
    return GROUP if isinstance(chat, int) and chat < 0 else PRIVATE


async def run(house: House, settings: Settings) -> None:
    """Talk on Telegram until cancelled; returns when the token is refused."""
    if settings.telegram_token is None:
        return
    admins = frozenset(settings.admins)
    token = settings.telegram_token.get_secret_value()
    await talk(house, make_client(token, settings.telegram_api_url), settings.data_dir, WallClock(), admins=admins)


async def talk(
    house: House,
    client: telegram.Bot,
    data_dir: Path,
    clock: Clock,
    *,
    admins: frozenset[str] = frozenset(),
    last_seconds: float = LAST_SECONDS,
) -> None:
    """Talk with this client until cancelled.

    Args:
        house: Answers.
        client: Speaks to Telegram.
        data_dir: Where is kept what must survive a crash.
        clock: Time, so that tests can move it.
        admins: The accounts of `ADMINS`, as `telegram:ID`.
        last_seconds: Real seconds for what is under way when this is cancelled.
    """
    try:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(client.shutdown)
            await asyncio.to_thread(words.catalogue)  # read once, off the event loop
            me = await first_call(client, clock)
            store = await stack.enter_async_context(open_store(data_dir, me.id))
            outbox = await stack.enter_async_context(Outbox(clock, pace_of))
            wordings = await stack.enter_async_context(Wordings(clock))
            group = await stack.enter_async_context(asyncio.TaskGroup())
            tools = Tools(client, me, house, store, outbox, wordings, Signs(client, clock, group), clock, admins)
            _log.info("talking on Telegram as @%s", me.username)
            await Desk(tools, group, last_seconds).work()
    except* TokenRefused:
        _log.error("Telegram refuses the token: get a new one from @BotFather and set TELEGRAM_TOKEN")


class Desk:
    """Hands each update to whom it concerns."""

    def __init__(self, tools: Tools, group: asyncio.TaskGroup, last_seconds: float) -> None:
        """Take what it works with, the group in which the work runs, and how long it may take to finish."""
        self._last_seconds = last_seconds
        sender = Sender(tools.client, tools.store, tools.outbox, tools.clock)
        self._tools = tools
        self._group = group
        self._answers = Answers(tools, sender)
        self._questions = Serial(group)
        self._presses = Presses(tools, sender, group)
        self._elsewhere = Elsewhere(tools, group)
        self._albums: deque[tuple[int, str]] = deque(maxlen=ALBUMS)

    async def work(self) -> None:
        """Hear updates until cancelled; then finish what is under way, as far as the time allows."""
        menu_task = self._group.create_task(menu.set_up(self._tools.client))
        try:
            for body in await self._tools.store.unfinished():
                self._take(_read(body, self._tools.client))
            async for updates in poll(self._tools.client, self._tools.clock):
                new = await self._tools.store.hear([(each.update_id, _kept(each)) for each in updates])
                for update in updates:
                    if update.update_id in new:
                        self._take(update)
        except asyncio.CancelledError:
            await self._finish()
            raise
        finally:
            menu_task.cancel()

    async def _finish(self) -> None:
        self._tools.wordings.end_all()
        try:
            async with asyncio.timeout(self._last_seconds):
                await self._questions.settled()
                await self._presses.settled()
                await self._elsewhere.settled()
                await self._tools.signs.settled()
        except TimeoutError:
            _log.info("some answers are not finished: they follow at the next start")

    def _take(self, update: telegram.Update) -> None:
        try:
            self._hand_over(update)
        except Exception:  # the edge: one update that we can't read must not keep us from the others
            log_bug(_log)
            self._done(update)

    def _hand_over(self, update: telegram.Update) -> None:
        message = update.effective_message
        if update.inline_query:
            self._elsewhere.ask(update.inline_query)
        elif update.guest_message:
            self._elsewhere.call(update.update_id, update.guest_message)
        elif update.callback_query:
            self._hear_press(update, update.callback_query)
        elif message and message.migrate_to_chat_id:
            self._group.create_task(self._answers.move(message.chat_id, message.migrate_to_chat_id))
            self._done(update)
        elif question := read_question(update, self._tools.me, self._tools.admins):
            self._answers.saw(question.chat, question.message)
            of_known_album = message is not None and self._is_of_a_known_album(message)
            if question.request is None and of_known_album:
                self._done(update)
            else:
                self._line_up(question)
        else:
            self._done(update)

    def _is_of_a_known_album(self, message: telegram.Message) -> bool:
        """Whether other pictures of its album came before: one sentence about them is enough."""
        if message.media_group_id is None:
            return False
        known = (message.chat_id, message.media_group_id) in self._albums
        self._albums.append((message.chat_id, message.media_group_id))
        return known

    def _line_up(self, question: Question) -> None:
        self._tools.wordings.end((question.chat, question.author))
        self._questions.put(question.chat, lambda: self._answers.answer(question))

    def _hear_press(self, update: telegram.Update, query: telegram.CallbackQuery) -> None:
        pressed = read_press(update)
        if pressed is None:
            self._group.create_task(self._presses.acknowledge_inline(query))
            self._done(update)
        else:
            self._group.create_task(self._presses.press(pressed))

    def _done(self, update: telegram.Update) -> None:
        self._group.create_task(self._tools.store.finish(update.update_id))


def _kept(update: telegram.Update) -> str | None:
    """What must be kept until it is dealt with; an inline query is worth nothing after a restart."""
    return None if update.inline_query else update.to_json()


def _read(body: str, client: telegram.Bot) -> telegram.Update:
    return telegram.Update.de_json(json.loads(body), client)
