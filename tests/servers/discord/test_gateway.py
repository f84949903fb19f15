"""The gateway by hand: handshake, intents, close codes, replay."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from tests.servers.discord import Channel, Discord, Person, join, kick, open_discord

pytestmark = pytest.mark.anyio
INTENTS = 1 << 0 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 13
CONTENT = 1 << 15


class Wire:
    """A client of the gateway that does exactly what it is told."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
        self.socket, self.token = socket, token
        self._inflate = zlib.decompressobj()

    async def take(self) -> dict[str, Any]:
        """The next payload."""
        async with asyncio.timeout(2):
            frame = await self.socket.receive()
        data = frame.data if frame.type == aiohttp.WSMsgType.TEXT else self._inflate.decompress(frame.data).decode()
        found: dict[str, Any] = json.loads(data)
        return found

    async def event(self, name: str) -> dict[str, Any]:
        """The next event of this name."""
        while (payload := await self.take())["t"] != name:
            pass
        return payload

    async def send(self, op: int, d: Any) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": d}))

    async def identify(self, intents: int = INTENTS, token: str | None = None) -> None:
        await self.send(2, {"token": token or self.token, "intents": intents, "properties": {}})

    async def closed(self) -> int | None:
        """The close code."""
        async with asyncio.timeout(2):
            while not self.socket.closed:
                await self.socket.receive()
        return self.socket.close_code


@asynccontextmanager
async def wire(server: Discord, query: str = "v=10&encoding=json") -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{server.gateway_url}?{query}") as socket:
        yield Wire(socket, server.world.token)


async def test_hello_ready_and_the_guilds(server: Discord, channel: Channel) -> None:
    async with wire(server) as client:
        hello = await client.take()
        await client.identify()
        ready = await client.event("READY")
        guild = await client.event("GUILD_CREATE")

    assert (hello["op"], hello["d"]["heartbeat_interval"]) == (10, 41250)
    assert [one["unavailable"] for one in ready["d"]["guilds"]] == [True]
    assert [one["id"] for one in guild["d"]["channels"]] == [str(channel.id)]


async def test_one_deflate_stream_a_connection(server: Discord, channel: Channel) -> None:
    async with wire(server, "v=10&encoding=json&compress=zlib-stream") as client:
        await client.take()
        await client.identify()
        assert (await client.event("READY"))["s"] == 1
        assert (await client.event("GUILD_CREATE"))["s"] == 2


async def test_heartbeats_are_acknowledged(server: Discord) -> None:
    async with wire(server) as client:
        await client.take()
        await client.send(1, None)
        assert (await client.take())["op"] == 11


async def test_who_stops_beating_is_closed() -> None:
    async with open_discord(heartbeat=0.03) as server, wire(server) as client:
        assert await client.closed() == 4009


@pytest.mark.parametrize(
    ("token", "intents", "code"),
    [("wrong", INTENTS, 4004), (None, 1 << 30, 4013), (None, CONTENT, 4014), (None, 1 << 1, 4014)],
    ids=["wrong token", "unknown intent", "content not allowed", "members not allowed"],
)
async def test_identify_is_refused(server: Discord, token: str | None, intents: int, code: int) -> None:
    async with wire(server) as client:
        await client.identify(intents, token)
        assert await client.closed() == code


@pytest.mark.parametrize(
    ("payload", "code"),
    [("{", 4002), ("x" * 4097, 4002), ('{"op": 99}', 4001), ('{"op": 3, "d": {}}', 4003)],
    ids=["no json", "too long", "unknown op", "not identified"],
)
async def test_a_payload_is_refused(server: Discord, payload: str, code: int) -> None:
    async with wire(server) as client:
        await client.socket.send_str(payload)
        assert await client.closed() == code


async def test_a_payload_of_4096_bytes_passes(server: Discord) -> None:
    async with wire(server) as client:
        await client.take()
        beat = '{"op": 1, "d": null, "pad": "'
        await client.socket.send_str(beat + "x" * (4096 - len(beat) - 2) + '"}')
        assert (await client.take())["op"] == 11


async def test_identify_twice_is_refused(server: Discord) -> None:
    async with wire(server) as client:
        await client.identify()
        await client.identify()
        assert await client.closed() == 4005


async def test_another_version_is_refused(server: Discord) -> None:
    async with wire(server, "v=6&encoding=json") as client:
        assert await client.closed() == 4012


async def test_120_events_a_minute_and_no_more(server: Discord) -> None:
    async with wire(server) as client:
        for _ in range(120):
            await client.send(1, None)
        server.clock.skip(61)
        for _ in range(121):
            await client.send(1, None)
        assert await client.closed() == 4008
    assert server.gateway.closes == [4008]


@pytest.mark.parametrize(
    ("text", "seen"),
    [("hello", ""), ("hello {bot}", "hello {bot}")],
    ids=["empty without the intent", "whole where the bot is named"],
)
async def test_content(server: Discord, channel: Channel, anna: Person, text: str, seen: str) -> None:
    mention = f"<@{server.world.bot.id}>"
    async with wire(server) as client:
        await client.identify()
        await client.event("GUILD_CREATE")
        anna.say(channel, text.format(bot=mention))
        assert (await client.event("MESSAGE_CREATE"))["d"]["content"] == seen.format(bot=mention)


async def test_content_in_a_direct_message_is_whole(server: Discord, anna: Person) -> None:
    async with wire(server) as client:
        await client.identify()
        await client.event("READY")
        anna.say(server.world.direct(anna.user), "hello")
        assert (await client.event("MESSAGE_CREATE"))["d"]["content"] == "hello"


async def test_content_comes_whole_with_the_intent(server: Discord, channel: Channel, anna: Person) -> None:
    server.world.content_allowed = True
    async with wire(server) as client:
        await client.identify(INTENTS | CONTENT)
        await client.event("GUILD_CREATE")
        anna.say(channel, "hello")
        assert (await client.event("MESSAGE_CREATE"))["d"]["content"] == "hello"


async def test_events_need_their_intent(server: Discord, channel: Channel, anna: Person) -> None:
    async with wire(server) as client:
        await client.identify(1 << 0 | 1 << 12)
        await client.event("GUILD_CREATE")
        anna.say(channel, "in the guild")
        anna.say(server.world.direct(anna.user), "in private")
        assert (await client.event("MESSAGE_CREATE"))["d"]["content"] == "in private"


async def test_resume_replays_what_was_missed(server: Discord, channel: Channel, anna: Person) -> None:
    async with wire(server) as client:
        await client.identify()
        session = (await client.event("READY"))["d"]["session_id"]
        seen = (await client.event("GUILD_CREATE"))["s"]
    anna.say(server.world.direct(anna.user), "while you were away")

    async with wire(server) as client:
        await client.send(6, {"token": client.token, "session_id": session, "seq": seen})
        assert (await client.event("MESSAGE_CREATE"))["d"]["content"] == "while you were away"
        assert (await client.event("RESUMED"))["s"] == seen + 2


async def test_an_unknown_session_is_invalid_and_a_wrong_number_closes(server: Discord) -> None:
    async with wire(server) as client:
        await client.take()
        await client.send(6, {"token": client.token, "session_id": "gone", "seq": 1})
        assert await client.take() == {"op": 9, "d": False, "s": None, "t": None}
        await client.identify()
        session = (await client.event("READY"))["d"]["session_id"]
    async with wire(server) as client:
        await client.send(6, {"token": client.token, "session_id": session, "seq": 99})
        assert await client.closed() == 4007


async def test_a_guild_that_the_bot_leaves_is_silent(server: Discord, channel: Channel, anna: Person) -> None:
    assert channel.guild is not None
    async with wire(server) as client:
        await client.identify()
        await client.event("GUILD_CREATE")
        kick(server.world, channel.guild, server.world.bot)
        await client.event("GUILD_DELETE")
        anna.say(channel, "alone")
        join(server.world, channel.guild, server.world.bot)
        assert (await client.take())["t"] == "GUILD_CREATE"


async def test_one_identify_in_five_seconds(server: Discord) -> None:
    async with wire(server) as client:
        await client.identify()
        await client.event("READY")
    async with wire(server) as client:
        await client.take()
        await client.identify()
        assert (await client.take())["op"] == 9
        server.clock.skip(5.1)
        await client.identify()
        await client.event("READY")
