"""What the tests here do again and again: log the bot in, ask, wait for the answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import cast

from attention import Facts
from bot.discord.client import Heads
from bot.discord.running import talk
from bot.discord.words import say
from bot.outbox import Outbox
from bot.wordings import Wordings
from handlers import House, Lang, Press, Reply, Request
from handlers.say import say as answered
from tests.servers.discord import Channel, Discord, Interaction, Message, until
from tests.servers.discord.client import pointed

PATIENCE = 20.0  # real seconds; a machine may be busy


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that a test goes through: what is asked in it, and what the answers to that begin with."""

    lang: Lang
    text: str
    head: str
    layer: str
    number: str  # what one writes to see one head

    def says(self, key: str, **facts: str) -> str:
        """A sentence of Discord's catalogue."""
        return say(self.lang, key, **facts)

    def answers(self, key: str, **facts: str | int) -> str:
        """A sentence of the conversation's catalogue."""
        return answered(self.lang, key, **facts)


ENGLISH = Tongue("en", "The cat sat on the mat because the cat was tired", "Head ", "Layer ", "head")
RUSSIAN = Tongue("ru", "Кошка сидела на окне, потому что кошка устала", "Голова ", "Слой ", "голова")


class Held:
    """The house, answering only while its gate is open; a test closes it to make work last."""

    def __init__(self, house: House) -> None:
        """Begin with the gate open."""
        self._house = house
        self.gate = asyncio.Event()
        self.gate.set()

    @property
    def facts(self) -> Facts:
        """The model."""
        return self._house.facts

    async def answer(self, request: Request, lang_asked: Lang | None = None) -> AsyncIterator[Reply]:
        """Answer, once the gate is open."""
        await self.gate.wait()
        async for reply in self._house.answer(request, lang_asked):
            yield reply

    async def press(self, press: Press) -> Reply:
        """Answer a press, once the gate is open."""
        await self.gate.wait()
        return await self._house.press(press)


@asynccontextmanager
async def running(server: Discord, house: House | Held, outbox: Outbox) -> AsyncIterator[Heads]:
    """The bot from login until the block ends."""
    with pointed(server):
        async with Wordings(server.clock) as wordings, Heads(cast(House, house), outbox, wordings) as client:
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


def is_russian(text: str) -> bool:
    """Whether most letters of the first line are Cyrillic."""
    letters = [letter for letter in text.splitlines()[0].casefold() if letter.isalpha()]
    return sum("а" <= letter <= "ё" for letter in letters) > len(letters) / 2
