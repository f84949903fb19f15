"""One answer a message, once: delivered twice, cut off, dropped, started again."""

import asyncio

import pytest

from tests.bot.telegram.conftest import Answers, Start, Until, Watched
from tests.servers.clock import ManualClock
from tests.servers.telegram import GATEWAY, Chat, Person, TelegramServer, person

pytestmark = pytest.mark.anyio

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"


KILLED = 0.0
"""As kill -9: nothing is finished."""


async def stop(task: "asyncio.Task[None]") -> None:
    """End the bot, as a signal does."""
    task.cancel()
    await asyncio.wait([task])


async def test_update_delivered_twice_is_answered_once(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers
) -> None:
    anna.say(EN)
    _, update = server.world.pending[-1]
    await answers(anna.private)

    server.world.pending.append((server.clock.now(), update))
    server.world.stir()
    anna.say("/help")

    assert [bool(each.photo) for each in await answers(anna.private, 2)] == [True, False]


async def test_update_delivered_again_after_a_restart_is_answered_once(
    server: TelegramServer, start: Start, anna: Person, answers: Answers
) -> None:
    first = await start()
    anna.say(EN)
    _, update = server.world.pending[-1]
    await answers(anna.private)
    await stop(first)
    server.world.pending.append((server.clock.now(), update))

    await start()
    anna.say("/help")

    assert [bool(each.photo) for each in await answers(anna.private, 2)] == [True, False]


async def test_what_was_asked_while_the_bot_was_away_is_answered(start: Start, anna: Person, answers: Answers) -> None:
    anna.say(EN)

    await start()

    assert (await answers(anna.private))[0].photo


@pytest.mark.parametrize("moment", ["before it was sent", "after it was sent"])
async def test_killed_while_sending_answers_once(
    server: TelegramServer, start: Start, anna: Person, answers: Answers, moment: str
) -> None:
    first = await start(KILLED)
    never = asyncio.Event()
    server.fault(method="sendPhoto", **({"gate": never} if moment.startswith("after") else {"delay": 10**9}))
    anna.say(EN)
    await server.world.until(lambda: anna.private.from_bot if moment.startswith("after") else hanging(server))
    await stop(first)

    await start()

    await server.world.until(lambda: anna.private.from_bot and not server.busy)
    anna.say("/help")
    assert [bool(each.photo) for each in await answers(anna.private, 2)] == [True, False]


def hanging(server: TelegramServer) -> bool:
    """Whether the fault was met."""
    return server.faults[-1].times == 0


async def test_killed_while_it_worked_answers_after_the_restart(
    server: TelegramServer, start: Start, anna: Person, answers: Answers
) -> None:
    first = await start(KILLED)
    asked = anna.say(EN)
    await server.world.until(lambda: asked.reactions)
    await stop(first)

    await start()

    assert len(await answers(anna.private)) == 1


@pytest.mark.parametrize("drop", ["before", "after"])
@pytest.mark.parametrize("where", ["private", "group"])
async def test_dropped_connection_sends_once(
    server: TelegramServer,
    talking: "asyncio.Task[None]",
    anna: Person,
    club: Chat,
    answers: Answers,
    drop: str,
    where: str,
) -> None:
    chat = club if where == "group" else anna.private
    anna.say("/help", chat)
    await answers(chat)
    server.fault(method="sendPhoto", drop=drop)

    anna.say(f"/heads 3 1 {EN}", chat)

    assert [bool(each.photo) for each in await answers(chat, 2)] == [False, True]
    tried_again = len(server.calls("sendPhoto"))  # the dropped one isn't on the list
    assert tried_again == (drop == "before")


async def test_dropped_connection_while_others_write(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, boris: Person, club: Chat, answers: Answers
) -> None:
    server.fault(method="sendMessage", drop="after")
    anna.say("/help", club)
    for word in ("one", "two", "three"):
        boris.say(word, club)

    await answers(club)
    anna.say("/privacy", club)

    assert len(await answers(club, 2)) == 2


async def test_dropped_edit_is_tried_again(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers, until: Until
) -> None:
    anna.say(f"/heads 3 1 {EN}")
    (picture,) = await answers(anna.private)
    server.fault(method="editMessageMedia", drop="before")

    anna.press(picture, "3.5")

    await until(lambda: "3.5" in picture.words)


async def test_bad_gateway_is_tried_again(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers
) -> None:
    server.fault(method="sendPhoto", status=502, page=GATEWAY, times=3)

    anna.say(EN)

    assert len(await answers(anna.private)) == 1


async def test_signal_lets_ten_answers_arrive(server: TelegramServer, start: Start, clock: ManualClock) -> None:
    people = [person(server.world, f"P{n}") for n in range(10)]
    task = await start()
    for n, each in enumerate(people):
        each.say(f"/heads 3 {n % 8} {EN}")
    await server.world.until(lambda: server.poll.waiting and not server.world.pending)

    await stop(task)

    assert [len(each.private.from_bot) for each in people] == [1] * 10
    assert not any(message.reactions for each in people for message in each.private.messages.values())


async def test_what_a_signal_cut_off_is_answered_at_the_next_start(
    server: TelegramServer, start: Start, anna: Person, until: Until
) -> None:
    task = await start(last_seconds=0.3)
    for n in range(8):  # more than the budget lets through at once
        anna.say(f"/heads 3 {n} {EN}")
    await server.world.until(lambda: len(anna.private.from_bot) == 2)
    await stop(task)
    assert len(anna.private.from_bot) < 8

    await start()

    await until(lambda: len(anna.private.from_bot) == 8)
    said = [each.words.split(":")[0] for each in anna.private.from_bot]
    assert sorted(said) == [f"Head 3.{n}" for n in range(8)]


async def test_long_work_shows_progress_in_the_message_that_becomes_the_answer(
    server: TelegramServer,
    talking: "asyncio.Task[None]",
    house: Watched,
    anna: Person,
    clock: ManualClock,
    answers: Answers,
) -> None:
    gate = asyncio.Event()
    house.gate = gate
    anna.say(EN)
    await server.world.until(lambda: server.idle and house.busy)

    clock.advance(3.1)
    await server.world.until(lambda: anna.private.from_bot)
    assert anna.private.from_bot[0].words == "Looking…"
    gate.set()

    await server.world.until(lambda: anna.private.from_bot[0].photo)
    assert len(anna.private.from_bot) == 1


async def test_typing_is_renewed_while_it_works(
    server: TelegramServer, talking: "asyncio.Task[None]", house: Watched, anna: Person, clock: ManualClock
) -> None:
    gate = asyncio.Event()
    house.gate = gate
    anna.say(EN)
    await server.world.until(lambda: len(server.world.actions) == 1)

    await asyncio.sleep(0.01)
    clock.advance(5)

    await server.world.until(lambda: len(server.world.actions) == 2)
    gate.set()
    await server.world.until(lambda: any(each.photo for each in anna.private.from_bot))


async def test_wait_asked_for_while_looking_does_not_make_it_send_twice(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers
) -> None:
    server.fault(method="sendPhoto", drop="after")
    server.fault(method="editMessageReplyMarkup", status=429, retry_after=5)

    anna.say(EN)

    await answers(anna.private)
    anna.say("/help")
    assert [bool(each.photo) for each in await answers(anna.private, 2)] == [True, False]


async def test_outage_that_lasts_while_it_is_looked_for_loses_no_answer(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers
) -> None:
    server.fault(method="sendPhoto", drop="before")
    server.fault(method="editMessageReplyMarkup", drop="before", times=3)

    anna.say(EN)

    assert len(await answers(anna.private)) == 1


async def test_outage_of_minutes_loses_no_answer(
    server: TelegramServer, talking: "asyncio.Task[None]", anna: Person, answers: Answers
) -> None:
    server.fault(method="sendPhoto", drop="before", times=9)

    anna.say(EN)

    assert len(await answers(anna.private)) == 1
