"""One house with the embedded model for all tests, and a bot that talks to the local Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest

from attention import Model
from bot.telegram.client import make_client
from bot.telegram.desk import talk
from bot.telegram.words import say
from handlers import House, Lang, Press, Reply, Request, open_house
from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Message, Person, TelegramServer
from tests.servers.telegram.fixtures import anna, anyio_backend, ask, boris, clock, club, numbers, server

__all__ = ["anna", "anyio_backend", "ask", "boris", "clock", "club", "numbers", "server"]

T = TypeVar("T")
Start = Callable[..., Awaitable["asyncio.Task[None]"]]
Until = Callable[[Callable[[], object]], Awaitable[None]]
Answers = Callable[..., Awaitable[list[Message]]]


SENTENCES: dict[Lang, str] = {
    "en": "The cat sat on the mat because it was tired",
    "ru": "Кошка сидела на окне и смотрела на улицу",
}
HEADS: dict[Lang, str] = {"en": "Head", "ru": "Голова"}


@pytest.fixture(params=["en", "ru"])
def reader(request: pytest.FixtureRequest, anna: Person, boris: Person) -> Person:
    """Somebody of each language."""
    return anna if request.param == "en" else boris


@pytest.fixture
def other(reader: Person, anna: Person, boris: Person) -> Person:
    """The one who reads the other language."""
    return boris if reader is anna else anna


def lang_of(reader: Person) -> Lang:
    """The language of the reader's account."""
    return "ru" if reader.user["language_code"] == "ru" else "en"


def sentence_of(reader: Person) -> str:
    """A sentence in the reader's language."""
    return SENTENCES[lang_of(reader)]


def head_of(reader: Person) -> str:
    """How a picture's words begin in the reader's language."""
    return HEADS[lang_of(reader)]


def says(reader: Person, key: str, **facts: str) -> str:
    """A sentence of Telegram's catalogue in the reader's language."""
    return say(lang_of(reader), key, **facts)


def is_russian(message: Message) -> bool:
    """Whether there is Russian in a message's words."""
    return any("а" <= letter <= "я" for letter in message.words)


class Watched:
    """A house that tells whether it is at work, so that the clock isn't moved meanwhile."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.busy = 0
        self.pressed: list[str] = []
        self.breaks = False
        self.gate: asyncio.Event | None = None  # holds every answer until it is set

    async def answer(self, request: Request) -> AsyncIterator[Reply]:
        replies = self._house.answer(request)
        while (reply := await self._counted(anext(replies, None))) is not None:
            yield reply

    async def press(self, press: Press) -> Reply:
        self.pressed.append(press.data)
        return await self._counted(self._house.press(press))

    async def _counted(self, work: Awaitable[T]) -> T:
        self.busy += 1
        try:
            if self.gate:
                await self.gate.wait()
            done = await work
            if self.breaks:
                raise LookupError
            return done
        finally:
            self.busy -= 1

    async def move(self, old_chat: str, new_chat: str) -> None:
        await self._house.move(old_chat, new_chat)


@pytest.fixture(scope="session")
async def real_house(
    anyio_backend: str, embedded: Model, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """The real conversation; it draws in a thread, which is there at once."""
    async with open_house(embedded, data_dir=tmp_path_factory.mktemp("house"), drawers=0) as opened:
        yield opened


@pytest.fixture
def house(real_house: House) -> Watched:
    """The same for every test: each has people and chats of its own."""
    return Watched(real_house)


@pytest.fixture
def running() -> "list[asyncio.Task[None]]":
    """The bots that were started."""
    return []


@pytest.fixture
async def start(
    server: TelegramServer, house: Watched, clock: ManualClock, tmp_path: Path, running: "list[asyncio.Task[None]]"
) -> AsyncIterator[Start]:
    """Start the bot, once or again; all that still run are stopped at the end."""

    async def begin(last_seconds: float = 8.0) -> asyncio.Task[None]:
        client = make_client(server.bot.token, server.url)
        admins = frozenset({"telegram:1"})
        work = talk(cast(House, house), client, tmp_path, clock, admins=admins, last_seconds=last_seconds)
        running.append(asyncio.create_task(work))
        await server.world.until(lambda: server.poll.waiting or running[-1].done())
        return running[-1]

    yield begin
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)


@pytest.fixture
async def talking(start: Start) -> "asyncio.Task[None]":
    """A bot that runs."""
    return await start()


@pytest.fixture
def until(server: TelegramServer, house: Watched, clock: ManualClock, running: "list[asyncio.Task[None]]") -> Until:
    """Wait until something holds; the clock moves where only time is waited for."""

    async def wait(condition: Callable[[], object]) -> None:
        def holds() -> bool:
            for task in running:
                if task.done() and not task.cancelled():
                    task.result()  # raises what the bot died of
            return bool(condition())

        await clock.run_until(holds, idle=lambda: server.idle and not house.busy)

    return wait


@pytest.fixture
def answers(server: TelegramServer, until: Until) -> Answers:
    """Wait until the bot has written so much in a chat and nothing is under way; what it wrote."""

    async def wait(chat: Chat, count: int = 1) -> list[Message]:
        def settled() -> bool:
            at_work = any(server.bot.id in message.reactions for message in chat.messages.values())
            return len(chat.from_bot) >= count and not server.busy and not at_work

        await until(settled)
        return chat.from_bot

    return wait
