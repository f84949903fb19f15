"""What the tests here do again and again: log the bot in, ask, wait for the answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.discord.client import Heads
from bot.discord.running import talk
from bot.outbox import Outbox
from handlers import House
from tests.servers.discord import Channel, Discord, Interaction, Message, until
from tests.servers.discord.client import pointed

PATIENCE = 20.0  # real seconds; a machine may be busy


@asynccontextmanager
async def running(server: Discord, house: House, outbox: Outbox, admins: tuple[str, ...] = ()) -> AsyncIterator[Heads]:
    """The bot from login until the block ends."""
    with pointed(server):
        async with Heads(house, outbox, admins) as client:
            task = asyncio.create_task(talk(client, server.world.token))  # in a group its failure would end the loop
            await until(lambda: server.gateway.sessions or task.done())
            try:
                yield client
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def answer(asked: Interaction, *, seconds: float = PATIENCE) -> Message:
    """The first message that answers a command or menu."""
    return (await until(lambda: asked.messages, seconds=seconds))[0]


async def answer_in(server: Discord, channel: Channel, number: int = 1, *, seconds: float = PATIENCE) -> Message:
    """The bot's message in a channel, counted from 1."""
    await until(lambda: len(server.world.answers(channel)) >= number, seconds=seconds)
    return server.world.answers(channel)[number - 1]
