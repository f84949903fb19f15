"""The real bot, with the real client and the embedded model, on the local Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import attention
from bot.discord.client import Heads
from bot.discord.running import CHANNEL_PACE, UNDER_WAY, talk
from bot.outbox import Outbox
from handlers import House, open_house
from tests.bot.discord.talk import ENGLISH, RUSSIAN, Held, Tongue, running
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


@pytest.fixture(params=[ENGLISH, RUSSIAN], ids=["en", "ru"])
def spoken(request: pytest.FixtureRequest) -> Tongue:
    """Each language in turn: what needs it, directly or through who asks, is tried in both."""
    tongue: Tongue = request.param
    return tongue


@pytest.fixture
def asker(spoken: Tongue, anna: Person, boris: Person) -> Person:
    """Who asks in it."""
    return anna if spoken.lang == "en" else boris


@pytest.fixture
def other(spoken: Tongue, anna: Person, boris: Person) -> Person:
    """Somebody beside who asks, of the other language."""
    return boris if spoken.lang == "en" else anna


@pytest.fixture
def between(server: Discord, asker: Person) -> Channel:
    """Who asks and the bot, alone."""
    return server.world.direct(asker.user)


@pytest.fixture
def room(server: Discord, asker: Person, other: Person, spoken: Tongue) -> Channel:
    """A channel of a guild of that language, where the bot has heard of nobody's account yet."""
    locale = {"en": "en-US", "ru": "ru"}[spoken.lang]
    return server.world.channel(
        server.world.guild("Study too", server.world.user("owner"), asker.user, other.user, locale=locale)
    )
