"""What the tests of the server share: a server, raw requests that no client would hold back, a guild with a channel."""

import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from PIL import Image

from tests.servers.discord import Channel, Discord, Person, open_discord
from tests.servers.discord.clock import SkippingLoop

AGENT = "DiscordBot (https://example.org, 1)"


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    """asyncio, on a loop whose time can be moved."""
    return "asyncio", {"loop_factory": SkippingLoop}


@pytest.fixture
async def server() -> AsyncIterator[Discord]:
    """A Discord; what the bot asks that it does not know, and what it answers wrongly, fails the test at the end."""
    async with open_discord() as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class Raw:
    """Requests by hand: `status, body = await raw("POST", "/channels/1/messages", {...})`."""

    server: Discord
    session: aiohttp.ClientSession

    async def __call__(
        self, method: str, path: str, body: Any = None, *, files: dict[str, bytes] | None = None, **headers: str
    ) -> tuple[int, Any]:
        status, told, _ = await self.full(method, path, body, files=files, **headers)
        return status, told

    async def full(
        self, method: str, path: str, body: Any = None, *, files: dict[str, bytes] | None = None, **headers: str
    ) -> tuple[int, Any, Any]:
        """With the answer's headers."""
        sent = {"Authorization": f"Bot {self.server.world.token}", "User-Agent": AGENT} | headers
        data: Any = None
        if files is not None:
            data = aiohttp.FormData(quote_fields=False)
            data.add_field("payload_json", json.dumps(body))
            for index, (name, content) in enumerate(files.items()):
                data.add_field(f"files[{index}]", io.BytesIO(content), filename=name)
        elif body is not None:
            data, sent["Content-Type"] = body if isinstance(body, bytes) else json.dumps(body), "application/json"
        async with self.session.request(method, self.server.url + path, data=data, headers=sent) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text else None, answer.headers


@pytest.fixture
async def raw(server: Discord) -> AsyncIterator[Raw]:
    """The bot's requests, by hand."""
    async with aiohttp.ClientSession() as session:
        yield Raw(server, session)


@pytest.fixture
def anna(server: Discord) -> Person:
    """Somebody whose client is English."""
    return server.person("anna", locale="en-US")


@pytest.fixture
def boris(server: Discord) -> Person:
    """Somebody whose client is Russian."""
    return server.person("boris", locale="ru")


@pytest.fixture
def channel(server: Discord, anna: Person, boris: Person) -> Channel:
    """The channel of a study group of the two, with the bot; somebody else owns it."""
    owner = server.world.user("owner")
    return server.world.channel(server.world.guild("Study", owner, anna.user, boris.user))


def png(width: int = 60, height: int = 40) -> bytes:
    """A picture of this size."""
    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()
