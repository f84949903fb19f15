"""A chat model's wording on Telegram: below the answer, changed in place, and gone where it should be."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from attention import Model
from bot.wordings import EVERY
from handlers import House
from tests.bot.telegram.conftest import Answers, Start, Until, Watched, lang_of
from tests.bot.writing import INVENTED, MARK, OTHERS, QUESTIONS, SAID, Gated, held_back, make_writer, wording_house
from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Message, Person, TelegramServer

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module", params=["en", "ru"])
def writer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Gated:
    """A chat model that says what is right, then what it made up."""
    lang = request.param
    made = make_writer(tmp_path_factory.mktemp("writer"), *SAID[lang], INVENTED[lang])
    made.lang = lang
    return made


@pytest.fixture(scope="module")
async def real_house(
    anyio_backend: str, embedded: Model, tmp_path_factory: pytest.TempPathFactory, writer: Gated
) -> AsyncIterator[House]:
    async with wording_house(embedded, tmp_path_factory.mktemp("house"), writer) as opened:
        yield opened


@pytest.fixture
def reader(writer: Gated, anna: Person, boris: Person) -> Person:
    """Who reads what the model writes."""
    return anna if writer.lang == "en" else boris


@pytest.fixture
def held(writer: Gated) -> Iterator[Gated]:
    """The same, a sentence at a time."""
    yield from held_back(writer)


@pytest.fixture
def said(writer: Gated) -> tuple[str, ...]:
    return SAID[writer.lang]


async def settle(server: TelegramServer, writer: Gated, sentences: int) -> None:
    """Wait until so many sentences are written, and what follows from them is done."""
    await server.world.until(lambda: writer.written >= sentences)
    await asyncio.sleep(0.05)
    await server.world.until(lambda: server.idle)
    await asyncio.sleep(0.05)


async def ask(reader: Person, held: Gated, answers: Answers, chat: Chat | None = None) -> Message:
    """Ask; the answer, while the first sentence is written below it."""
    held.written = 0
    reader.say(f"/ask {QUESTIONS[held.lang]}", chat)
    return (await answers(chat or reader.private))[0]


async def below(server: TelegramServer, reader: Person) -> Message:
    """The message below the answer."""
    await server.world.until(lambda: len(reader.private.from_bot) > 1)
    return reader.private.from_bot[1]


async def grow(server: TelegramServer, clock: ManualClock, held: Gated, sentences: int, seconds: float = EVERY) -> None:
    """Let so much time pass, and so many sentences more be written; the last is shown once another follows."""
    for _ in range(sentences):
        before = held.written
        clock.advance(seconds)
        held.go_on()
        await settle(server, held, before + 1)


@pytest.mark.usefixtures("talking")
async def test_in_private_it_grows_below_the_answer(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers, said: tuple[str, ...]
) -> None:
    answer = await ask(reader, held, answers)
    curated = answer.words
    await grow(server, clock, held, 1)
    wording = await below(server, reader)
    first = wording.words
    await grow(server, clock, held, 1)
    await server.world.until(lambda: wording.words.endswith(f"\n{said[0]}{said[1]}"))

    assert first.startswith(MARK)
    assert "tiny-chat" in first
    assert first.endswith(f"\n{said[0]}")
    assert (answer.words, answer.history) == (curated, [])
    assert server.flood.refusals == {}


@pytest.mark.usefixtures("talking")
async def test_what_turns_out_invented_is_taken_back_and_was_never_shown(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers
) -> None:
    answer = await ask(reader, held, answers)
    await grow(server, clock, held, 1)
    wording = await below(server, reader)
    await grow(server, clock, held, 2)
    held.let_go()
    await server.world.until(lambda: wording.deleted)

    assert "7.77" not in str(wording.history)
    assert reader.private.from_bot == [answer]


@pytest.mark.usefixtures("talking")
async def test_between_two_edits_some_seconds_pass(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers
) -> None:
    await ask(reader, held, answers)
    await grow(server, clock, held, 1)
    await below(server, reader)
    await grow(server, clock, held, 1, seconds=EVERY / 2)

    assert [len(server.calls(method, reader.id)) for method in ("sendMessage", "editMessageText")] == [2, 0]


@pytest.mark.usefixtures("talking")
async def test_in_a_group_nothing_comes_before_it_is_finished(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers, club: Chat
) -> None:
    answer = await ask(reader, held, answers, club)
    await grow(server, clock, held, 3)
    await asyncio.sleep(0.3)

    assert club.from_bot == [answer]


@pytest.mark.usefixtures("talking")
async def test_in_a_group_it_comes_as_one_message_below_the_answer(
    server: TelegramServer, held: Gated, reader: Person, answers: Answers, club: Chat, said: tuple[str, ...]
) -> None:
    held.most = len(said)
    answer = await ask(reader, held, answers, club)
    held.let_go()
    _, wording = await answers(club, 2)

    assert wording.words.endswith(f"\n{said[0]}{said[1]}")  # the third may not be at its end
    assert wording.reply_to is answer
    assert wording.history == answer.history == []
    assert server.flood.refusals == {}


@pytest.mark.usefixtures("talking")
async def test_the_next_question_is_answered_meanwhile_and_ends_it(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers
) -> None:
    await ask(reader, held, answers)
    await grow(server, clock, held, 1)
    wording = await below(server, reader)
    stood = wording.words
    reader.say("/help")
    await answers(reader.private, 3)
    clock.advance(EVERY)
    held.let_go()
    await asyncio.sleep(0.3)

    assert (wording.words, wording.deleted) == (stood, False)


@pytest.mark.usefixtures("talking")
async def test_the_next_question_has_a_wording_of_its_own(
    server: TelegramServer, held: Gated, reader: Person, answers: Answers
) -> None:
    await ask(reader, held, answers)
    held.most = 2
    reader.say(f"/ask {OTHERS[held.lang]}")
    held.let_go()
    *_, wording = await answers(reader.private, 3)

    assert wording.words.startswith(MARK)


@pytest.mark.usefixtures("talking")
async def test_somebody_else_in_the_group_ends_nothing(
    server: TelegramServer, writer: Gated, reader: Person, other: Person, answers: Answers, club: Chat, until: Until
) -> None:
    writer.closed, writer.gate, writer.written = True, type(writer.gate)(0), 0
    reader.say(f"/ask {QUESTIONS[writer.lang]}", club)
    await answers(club)
    other.say("/help", club)
    await answers(club, 2)
    before = writer.written
    writer.go_on()
    await settle(server, writer, before + 1)
    after = writer.written
    writer.let_go()

    assert after > before


@pytest.mark.usefixtures("talking")
async def test_a_wording_that_somebody_deleted_ends_quietly(
    server: TelegramServer,
    clock: ManualClock,
    held: Gated,
    reader: Person,
    answers: Answers,
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await ask(reader, held, answers)
    await grow(server, clock, held, 1)
    reader.delete(await below(server, reader))
    await grow(server, clock, held, 1)
    written = held.written
    held.let_go()
    await asyncio.sleep(0.1)

    assert reader.private.from_bot == [answer]
    assert held.written <= written + 1
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


@pytest.mark.usefixtures("talking")
async def test_whoever_deletes_the_answer_wants_no_wording(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers
) -> None:
    answer = await ask(reader, held, answers)
    reader.press(answer, answer.buttons[-1])
    await server.world.until(lambda: answer.deleted)
    clock.advance(EVERY)
    held.go_on()
    await asyncio.sleep(0.3)

    assert reader.private.from_bot == []


@pytest.mark.usefixtures("talking")
async def test_the_wording_of_a_question_goes_when_that_is_edited(
    server: TelegramServer, clock: ManualClock, held: Gated, reader: Person, answers: Answers, until: Until
) -> None:
    held.written = 0
    asked = reader.say(f"/ask {QUESTIONS[held.lang]}")
    answer = (await answers(reader.private))[0]
    await grow(server, clock, held, 1)
    wording = await below(server, reader)
    reader.edit(asked, "/help")
    await until(lambda: wording.deleted and answer.history)

    assert reader.private.from_bot == [answer]


async def test_at_the_end_it_stops_and_the_answer_stands(
    server: TelegramServer, clock: ManualClock, start: Start, held: Gated, reader: Person, answers: Answers
) -> None:
    task = await start()
    answer = await ask(reader, held, answers)
    await grow(server, clock, held, 1)
    await below(server, reader)
    stood = [message.words for message in reader.private.from_bot]
    began = time.monotonic()
    task.cancel()
    await asyncio.wait([task])
    took = time.monotonic() - began
    await start()
    held.let_go()
    reader.say("/help")
    await answers(reader.private, 3)

    assert took < 5
    assert [message.words for message in reader.private.from_bot[:2]] == stood
    assert reader.private.from_bot[0] is answer


def test_the_reader_reads_what_is_written(writer: Gated, reader: Person, house: Watched) -> None:
    assert lang_of(reader) == writer.lang
