"""What the tests of the server and of the bot share: a clock, a server, a raw client, a picture."""

import io
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from PIL import Image
from telegram import Bot

from bot.clock import WallClock
from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Person, TelegramServer, group, person
from tests.servers.telegram.schema import PLATFORMS, load

Ask = Callable[..., Awaitable[dict[str, Any]]]

with_schema = pytest.mark.skipif(load() is None, reason=f"the schema layer is left out: nothing at {PLATFORMS}")
"""For what only the schema knows; everything else holds without it."""


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """asyncio is what both platforms' clients run on."""
    return "asyncio"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Where each test's accounts and chats begin: what one house remembers of them never meets."""
    return itertools.count(1, 1000)


@pytest.fixture
async def server(clock: ManualClock, numbers: Iterator[int]) -> AsyncIterator[TelegramServer]:
    """A Telegram; whatever the bot got wrong against its schema fails the test at the end."""
    async with TelegramServer(clock, poll_clock=clock.background) as opened:
        opened.world.ids = itertools.count(next(numbers))
        yield opened
        assert opened.slips == []


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    """A Telegram in real time, for the program as people run it."""
    async with TelegramServer(WallClock()) as opened:
        yield opened
        assert opened.slips == []


@pytest.fixture
async def ask(server: TelegramServer) -> AsyncIterator[Ask]:
    """Call a method with plain HTTP, as no client would stop us: the body that came back."""
    async with httpx.AsyncClient() as client:

        async def call(
            method: str, *, token: str = server.bot.token, files: Any = None, **values: Any
        ) -> dict[str, Any]:
            url = f"{server.url}/bot{token}/{method}"
            response = (
                await client.post(url, data=values, files=files) if files else await client.post(url, json=values)
            )
            body: dict[str, Any] = response.json()
            assert body["ok"] == (response.status_code == 200)
            return body

        yield call


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    """The real client."""
    made = Bot(server.bot.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with made:
        yield made


@pytest.fixture
def anna(server: TelegramServer) -> Person:
    """Somebody who reads English and has talked to the bot before."""
    return person(server.world, "Anna")


@pytest.fixture
def boris(server: TelegramServer) -> Person:
    """Somebody who reads Russian and has talked to the bot before."""
    return person(server.world, "Борис", "ru")


@pytest.fixture
def club(server: TelegramServer, anna: Person, boris: Person) -> Chat:
    """A study group of the two, with the bot as a plain member."""
    return group(server.world, "Heads club", anna, boris)


def png(width: int = 60, height: int = 40, shade: int = 0) -> bytes:
    """A picture of this size."""
    out = io.BytesIO()
    Image.new("L", (width, height), shade).save(out, "PNG")
    return out.getvalue()
