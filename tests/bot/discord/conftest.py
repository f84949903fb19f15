"""The real bot, with the real client and the embedded model, on the local Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import attention
from bot.discord.client import Heads
from bot.discord.running import CHANNEL_PACE, UNDER_WAY, talk
from bot.outbox import Outbox
from handlers import House, open_house
from tests.bot.discord.talk import Held, running
from tests.servers.discord import Channel, Discord, Person
from tests.servers.discord.fixtures import anna, anyio_backend, boris, channel, server

__all__ = ["CHANNEL_PACE", "UNDER_WAY", "anna", "anyio_backend", "boris", "channel", "server", "talk"]


@pytest.fixture(scope="session")
def model() -> attention.Model:
    """The embedded model; nobody changes it."""
    return attention.load("embedded", threads=1)


@pytest.fixture(scope="session")
async def house(model: attention.Model, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One conversation for all tests: each test's channels are its own."""
    folder: Path = tmp_path_factory.mktemp("data")
    async with open_house(model, data_dir=folder, drawers=0) as opened:
        yield opened


@pytest.fixture
def held(house: House) -> Held:
    """The house with a gate before it."""
    return Held(house)


@pytest.fixture
async def heads(server: Discord, held: Held, channel: Channel) -> AsyncIterator[Heads]:
    """The bot, logged in; the channel is there before it comes."""
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox, running(server, held, outbox) as client:
        yield client


@pytest.fixture
def direct(server: Discord, anna: Person) -> Channel:
    """Anna and the bot, alone."""
    return server.world.direct(anna.user)
