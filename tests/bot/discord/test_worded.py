"""A chat model's wording on Discord: below the answer, changed in place, and gone where it should be."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest

import attention
from bot.discord.client import Heads
from bot.outbox import Outbox
from bot.wordings import EVERY
from handlers import House
from tests.bot.discord.conftest import CHANNEL_PACE
from tests.bot.discord.talk import ENGLISH, RUSSIAN, Held, Tongue, answer_in, running
from tests.bot.writing import INVENTED, MARK, QUESTIONS, SAID, Gated, held_back, make_writer, wording_house
from tests.servers.discord import Channel, Discord, Message, Person, until

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module", params=[ENGLISH, RUSSIAN], ids=["en", "ru"])
def spoken(request: pytest.FixtureRequest) -> Tongue:
    tongue: Tongue = request.param
    return tongue


@pytest.fixture(scope="module")
def writer(spoken: Tongue, tmp_path_factory: pytest.TempPathFactory) -> Gated:
    """A chat model that says what is right, then what it made up."""
    return make_writer(tmp_path_factory.mktemp("writer"), *SAID[spoken.lang], INVENTED[spoken.lang])


@pytest.fixture(scope="module")
async def house(
    anyio_backend: object, model: attention.Model, tmp_path_factory: pytest.TempPathFactory, writer: Gated
) -> AsyncIterator[House]:
    async with wording_house(model, tmp_path_factory.mktemp("data"), writer) as opened:
        yield opened


@pytest.fixture
def slow(writer: Gated) -> Iterator[Gated]:
    """The same, a sentence at a time."""
    yield from held_back(writer)


async def grow(server: Discord, writer: Gated, sentences: int, seconds: float = EVERY) -> None:
    """Let so much time pass, and so many sentences more be written; the last is shown once another follows."""
    for _ in range(sentences):
        before = writer.written
        server.clock.skip(seconds)
        writer.go_on()
        await until(lambda before=before: writer.written > before)  # type: ignore[misc]  # bound for each turn
        await asyncio.sleep(0.05)


async def ask(server: Discord, there: Channel, asker: Person, slow: Gated, spoken: Tongue) -> Message:
    """Ask in a channel; the answer, while the first sentence is written below it."""
    slow.written = 0
    asker.say(there, f"<@{server.world.bot.id}> /ask {QUESTIONS[spoken.lang]}")
    told = await answer_in(server, there)
    await until(lambda: slow.written)
    return told


async def test_between_two_it_grows_below_the_answer(
    heads: Heads, server: Discord, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    answer = await ask(server, between, asker, slow, spoken)
    curated = answer.content
    await grow(server, slow, 1)
    wording = await answer_in(server, between, 2)
    first = wording.content
    await grow(server, slow, 1)
    said = SAID[spoken.lang]
    await until(lambda: wording.content.endswith(f"\n{said[0]}{said[1]}"))

    assert first.startswith(MARK)
    assert first.endswith(f"\n{said[0]}")
    assert (answer.content, answer.edited) == (curated, False)
    assert server.refusals == []
    assert server.budgets.refused == []


async def test_what_turns_out_invented_is_taken_back(
    heads: Heads, server: Discord, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    answer = await ask(server, between, asker, slow, spoken)
    await grow(server, slow, 1)
    await answer_in(server, between, 2)
    slow.let_go()
    await until(lambda: server.world.answers(between) == [answer])

    assert server.refusals == []


async def test_in_a_guild_nothing_comes_before_it_is_finished(
    heads: Heads, server: Discord, room: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    answer = await ask(server, room, asker, slow, spoken)
    await grow(server, slow, 3)
    await asyncio.sleep(0.3)

    assert server.world.answers(room) == [answer]


async def test_in_a_guild_it_comes_as_one_message(
    heads: Heads, server: Discord, room: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    slow.most = len(SAID[spoken.lang])
    answer = await ask(server, room, asker, slow, spoken)
    slow.let_go()
    wording = await answer_in(server, room, 2)

    assert wording.content.endswith("".join(SAID[spoken.lang][:2]))  # the third may not be at its end
    assert (answer.edited, wording.edited) == (False, False)
    assert server.refusals == []


async def test_by_command_it_follows_and_is_changed_too(
    heads: Heads, server: Discord, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    slow.written = 0
    asked = asker.slash(between, "ask", question=QUESTIONS[spoken.lang])
    await until(lambda: asked.messages and slow.written)
    await grow(server, slow, 1)
    await until(lambda: len(asked.messages) == 2)
    await grow(server, slow, 1)
    await until(lambda: asked.messages[1].content.endswith(SAID[spoken.lang][1]))

    assert asked.messages[1].content.startswith(MARK)
    assert server.refusals == []


async def test_the_next_question_is_answered_meanwhile_and_ends_it(
    heads: Heads, server: Discord, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    await ask(server, between, asker, slow, spoken)
    await grow(server, slow, 1)
    wording = await answer_in(server, between, 2)
    stood = wording.content
    asker.say(between, "/help")
    await answer_in(server, between, 3)
    server.clock.skip(EVERY)
    slow.let_go()
    await asyncio.sleep(0.3)

    assert wording in server.world.answers(between)
    assert wording.content == stood


async def test_a_wording_that_was_deleted_ends_quietly(
    heads: Heads,
    server: Discord,
    between: Channel,
    asker: Person,
    slow: Gated,
    spoken: Tongue,
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await ask(server, between, asker, slow, spoken)
    await grow(server, slow, 1)
    asker.delete(await answer_in(server, between, 2))
    await grow(server, slow, 1)
    slow.let_go()
    await asyncio.sleep(0.1)

    assert server.world.answers(between) == [answer]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_whoever_takes_the_answer_away_wants_no_wording(
    heads: Heads, server: Discord, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    answer = await ask(server, between, asker, slow, spoken)
    asker.react(answer, "❌")
    await until(lambda: not server.world.answers(between))
    server.clock.skip(EVERY)
    slow.go_on()
    await asyncio.sleep(0.3)

    assert server.world.answers(between) == []


async def test_at_the_end_it_stops_and_the_answer_stands(
    server: Discord, house: House, between: Channel, asker: Person, slow: Gated, spoken: Tongue
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        async with running(server, Held(house), outbox):
            answer = await ask(server, between, asker, slow, spoken)
            await grow(server, slow, 1)
            wording = await answer_in(server, between, 2)
            stood = (answer.content, wording.content)
            began = time.monotonic()
        took = time.monotonic() - began

    assert took < 5
    assert [message.content for message in server.world.answers(between)] == list(stood)
    with suppress(TimeoutError):
        slow.let_go()
