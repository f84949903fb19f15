"""Points the real discord.py at the local server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import discord
import yarl

from tests.servers.discord.clock import until
from tests.servers.discord.front import Discord


@contextmanager
def pointed(server: Discord) -> Iterator[None]:
    """The two class attributes that hold Discord's addresses."""
    gateway = discord.gateway.DiscordWebSocket
    before = discord.http.Route.BASE, gateway.DEFAULT_GATEWAY
    discord.http.Route.BASE, gateway.DEFAULT_GATEWAY = server.url, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        discord.http.Route.BASE, gateway.DEFAULT_GATEWAY = before


@asynccontextmanager
async def running(server: Discord, client: discord.Client) -> AsyncIterator[discord.Client]:
    """The client, logged in, until the block ends."""
    with pointed(server):
        task = asyncio.create_task(client.start(server.world.token))  # in a group its failure would end the loop
        try:
            await until(lambda: server.gateway.sessions or task.done())
            yield client
        finally:
            await client.close()
            await task
