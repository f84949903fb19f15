"""Many at once: nobody is answered twice or not at all, and one busy group holds up nobody else."""

import statistics
import sys

import pytest

from tests.bot.telegram.conftest import Answers, Until, Watched
from tests.servers.clock import ManualClock
from tests.servers.telegram import Person, TelegramServer, group, person

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN = "The cat sat on the mat because it was tired"
MEMBERS, ASKING, PRESSING = 300, 40, 20
STEP = 60 / ASKING


async def test_crowd_in_one_group_and_two_chats_beside_it(
    server: TelegramServer, clock: ManualClock, until: Until, answers: Answers, anna: Person, boris: Person,
    house: Watched, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    people = [person(server.world, f"P{n}", started=False) for n in range(MEMBERS)]
    crowd = group(server.world, "Crowd", *people)
    people[0].say(f"/heads 3 1 {EN}", crowd)
    (picture,) = await answers(crowd)
    clock.advance(61)
    asked: dict[int, float] = {}
    beside: list[tuple[Person, float]] = []

    for n in range(ASKING):  # within a minute
        asked[people[n].say(f"/heads {n % 5} {n % 4} {EN}", crowd).id] = clock.now()
        if n % 2 == 0:
            presser = people[100 + n % PRESSING]
            presser.press(picture, {"callback_data": picture.buttons[2 + n // 2 % 4]["callback_data"]})
        if n % 10 == 5:
            for who in (anna, boris):
                who.say(f"/heads 2 {n % 8} {EN}")
                beside.append((who, clock.now()))
        await until(lambda: server.idle and not house.busy)
        clock.advance(STEP)
    last = people[200].press(picture, "3.7")
    await until(lambda: len(crowd.from_bot) == ASKING + 1 and "3.7" in picture.words and last.answered)

    answered = {call.values["reply_parameters"]["message_id"]: call.at for call in sent(server, crowd.id)[1:]}
    assert answered.keys() == asked.keys()  # each question exactly once: as many answers as questions
    assert len(sent(server, crowd.id)) == ASKING + 1
    assert server.flood.refusals == {}
    assert "3.7" in picture.words
    waits = [
        call.at - at
        for who in (anna, boris)
        for call, at in zip(sent(server, who.id), [at for each, at in beside if each is who], strict=True)
    ]
    assert max(waits) <= 2 * STEP  # the clock of this test goes in steps; in the group they wait for minutes
    in_crowd = sorted(answered[number] - at for number, at in asked.items())
    with capsys.disabled():
        sys.stdout.write(told(in_crowd, waits))


def sent(server: TelegramServer, chat: int) -> list:
    """The pictures that were taken in a chat, in order."""
    return [call for call in server.calls("sendPhoto", chat) if call.status == 200]


def told(crowd: list[float], beside: list[float]) -> str:
    """How long people waited, on the clock of the test."""
    p50, p95 = statistics.median(crowd), crowd[int(0.95 * len(crowd))]
    return f"\ncrowd: p50 {p50:.0f} s, p95 {p95:.0f} s to an answer; beside it at most {max(beside):.1f} s\n"


async def test_refused_chat_waits_alone_and_earns_no_second_refusal(
    server: TelegramServer, clock: ManualClock, until: Until, anna: Person, boris: Person
) -> None:
    server.fault(method="sendPhoto", chat=anna.id, status=429, retry_after=30)
    began = clock.now()
    anna.say(f"/heads 3 1 {EN}")
    await server.world.until(lambda: server.calls("sendPhoto", anna.id))

    boris.say(f"/heads 3 1 {EN}")
    await server.world.until(lambda: boris.private.from_bot)

    assert clock.now() == began
    await until(lambda: anna.private.from_bot)
    assert [call.status for call in server.calls("sendPhoto", anna.id)] == [429, 200]
    assert clock.now() - began >= 30
