"""A crowd: 300 members, 40 ask within a minute, 20 press one picture, two other chats talk."""

import asyncio
import re
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.discord.client import Heads
from tests.bot.discord.talk import answer
from tests.servers.discord import Channel, Clock, Discord, Message, Person, until

pytestmark = pytest.mark.anyio
EN = "The cat sat on the mat because the cat was tired"
LAPSE = 6.0  # the server's seconds in a real one
ASKERS, PRESSERS, MINUTE = 40, 20, 60.0


@asynccontextmanager
async def lapse(clock: Clock) -> AsyncIterator[None]:
    """Lets the time run faster, so that a minute fits into a test; work under way costs the more of it."""

    async def run() -> None:
        while True:
            began = time.monotonic()
            await until(lambda began=began: time.monotonic() > began + 0.01)  # type: ignore[misc]  # bound for each turn
            clock.skip((LAPSE - 1) * (time.monotonic() - began))

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def ask_all(server: Discord, there: Channel, people: list[Person], seconds: float) -> dict[Message, float]:
    """Each asks once, spread over some seconds; when each asked."""
    asked = {}
    for number, person in enumerate(people):
        said = person.say(there, f"<@{server.world.bot.id}> {EN} {number}")
        asked[said] = server.clock.now()
        end = server.clock.now() + seconds / len(people)
        await until(lambda end=end: server.clock.now() >= end, seconds=30)  # type: ignore[misc]
    return asked


async def press_all(picture: Message, people: list[Person], clock: Clock) -> str:
    """Each presses another head, half a second apart; the last one's label."""
    for number, person in enumerate(people):
        label = f"5.{number % 7}"
        person.press(picture, label)
        end = clock.now() + 0.5
        await until(lambda end=end: clock.now() >= end)  # type: ignore[misc]
    return label


def waits(server: Discord, there: Channel, asked: dict[Message, float]) -> list[float]:
    """Seconds from each question to its picture."""
    arrived: dict[Message | None, float] = {}
    replies = {str(message.id): message.reply_to for message in server.world.answers(there)}
    for one in server.seen:
        if re.match(rf"/channels/{there.id}/messages", one.path) and isinstance(one.answer, dict) and one.uploads:
            arrived[replies.get(one.answer["id"])] = one.at
    return sorted(arrived[question] - began for question, began in asked.items())


async def pictures(server: Discord, there: Channel, number: int) -> None:
    """Waits for so many answered questions."""

    def come() -> bool:
        return sum(bool(message.reply_to and message.files) for message in server.world.answers(there)) >= number

    await until(come, seconds=60)


async def test_a_crowd(heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person) -> None:
    assert channel.guild is not None
    people = [server.person(f"member{number}") for number in range(300)]
    channel.guild.members |= {person.user.id: person.user for person in people}
    others = [server.world.direct(anna.user), server.world.channel(channel.guild, "other")]
    picture = await answer(people[0].slash(channel, "heads", layer=5, text=EN))

    async with lapse(server.clock), asyncio.TaskGroup() as group:
        crowd = group.create_task(ask_all(server, channel, people[:ASKERS], MINUTE))
        pressing = group.create_task(press_all(picture, people[-PRESSERS:], server.clock))
        talks = [
            group.create_task(ask_all(server, others[0], [anna] * 4, MINUTE)),
            group.create_task(ask_all(server, others[1], [boris] * 4, MINUTE)),
        ]
        for there, number in ((channel, ASKERS), (others[0], 4), (others[1], 4)):
            await pictures(server, there, number)
        await until(lambda: picture.content.startswith(f"Head {pressing.result()}") if pressing.done() else False)

    replies = [message.reply_to for message in server.world.answers(channel) if message.reply_to]
    assert sorted(replies, key=id) == sorted(crowd.result(), key=id)
    assert server.budgets.refused == []
    told = waits(server, channel, crowd.result())
    print(f"\np50 {statistics.median(told):.1f} s, p95 {told[int(len(told) * 0.95)]:.1f} s")  # noqa: T201
    for there, talk in zip(others, talks, strict=True):
        assert statistics.median(waits(server, there, talk.result())) < 5 * LAPSE
