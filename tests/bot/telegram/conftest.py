"""One house with the embedded model for all tests, and a bot that talks to the local Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

import attention
from bot.telegram.client import make_client
from bot.telegram.run import talk
from handlers import House, open_house
from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Message, TelegramServer
from tests.servers.telegram.fixtures import anna, anyio_backend, ask, boris, clock, club, numbers, server

__all__ = ["anna", "anyio_backend", "ask", "boris", "clock", "club", "numbers", "server"]

Start = Callable[[], Awaitable["asyncio.Task[None]"]]
Answers = Callable[..., Awaitable[list[Message]]]


@pytest.fixture(scope="session")
async def house(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The real conversation; it draws in a thread, which is there at once."""
    model = await asyncio.to_thread(attention.load, "embedded", threads=1)
    async with open_house(model, data_dir=tmp_path_factory.mktemp("house"), drawers=0) as opened:
        yield opened


@pytest.fixture
async def start(server: TelegramServer, house: House, clock: ManualClock, tmp_path: Path) -> AsyncIterator[Start]:
    """Start the bot, once or again; all that still run are stopped at the end."""
    running: list[asyncio.Task[None]] = []

    async def begin() -> asyncio.Task[None]:
        client = make_client(server.bot.token, server.url)
        running.append(asyncio.create_task(talk(house, client, tmp_path, clock)))
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
def answers(server: TelegramServer) -> Answers:
    """Wait until the bot has written so much in a chat and nothing is under way; what it wrote."""

    async def wait(chat: Chat, count: int = 1) -> list[Message]:
        def settled() -> bool:
            at_work = any(server.bot.id in message.reactions for message in chat.messages.values())
            return len(chat.from_bot) >= count and not server.busy and not at_work

        await server.world.until(settled)
        return chat.from_bot

    return wait
