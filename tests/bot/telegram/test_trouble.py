"""What stops the bot or stands in its way is one plain line in the log, with the remedy."""

import asyncio
import re

import pytest

from tests.bot.telegram.conftest import Answers, Start, Until, Watched, says, sentence_of
from tests.servers.clock import ManualClock
from tests.servers.telegram import GATEWAY, Person, TelegramServer

pytestmark = pytest.mark.anyio

EN = "The cat sat on the mat because it was tired"


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The bot's own lines."""
    caplog.set_level("INFO", logger="bot")
    return caplog


async def test_wrong_token_is_one_line_with_the_remedy(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture
) -> None:
    server.tokens.clear()

    task = await start()

    assert await task is None
    assert log.messages == ["Telegram refuses the token: get a new one from @BotFather and set TELEGRAM_TOKEN"]


async def test_token_revoked_while_running_is_one_line(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture
) -> None:
    task = await start()

    server.revoke()

    assert await task is None
    assert [line for line in log.messages if "BotFather" in line]
    assert not [record for record in log.records if record.exc_info]


async def test_second_copy_is_one_line_with_the_remedy(
    server: TelegramServer,
    start: Start,
    log: pytest.LogCaptureFixture,
    clock: ManualClock,
    anna: Person,
    answers: Answers,
) -> None:
    first = await start()
    await start()
    await server.world.until(lambda: [line for line in log.messages if "another copy" in line])

    first.cancel()
    await asyncio.wait([first])
    anna.say(EN)

    assert len(await answers(anna.private)) == 1
    assert len([line for line in log.messages if "stop one of the two" in line]) == 1


async def test_two_copies_with_one_folder_do_not_answer_twice(
    start: Start, anna: Person, until: Until, server: TelegramServer, clock: ManualClock
) -> None:
    await start()
    await start()

    anna.say(EN)

    await server.world.until(lambda: anna.private.from_bot)
    assert len(anna.private.from_bot) == 1


async def test_webhook_left_behind_is_taken_away(
    server: TelegramServer, start: Start, anna: Person, answers: Answers
) -> None:
    server.world.webhook = "https://example.org/hook"

    await start()
    anna.say(EN)

    assert await answers(anna.private)


async def test_telegram_out_of_reach_is_told_once_and_waited_for(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture, clock: ManualClock, anna: Person
) -> None:
    server.fault(method="getMe", drop="before", times=3)
    starting = asyncio.ensure_future(start())

    await clock.run_until(lambda: server.poll.waiting, idle=lambda: not server.busy)

    await starting
    assert len([line for line in log.messages if "can't be reached" in line]) == 1
    assert "Telegram: all is well again" in log.messages


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
@pytest.mark.parametrize(
    ("status", "page"),
    [(502, GATEWAY), (404, GATEWAY), (401, GATEWAY), (404, '{"message": "no Route matched with those values"}')],
    ids=["502", "404", "401", "404 in JSON"],
)
async def test_page_of_a_gateway_is_told_in_a_line_and_waited_for(
    server: TelegramServer,
    start: Start,
    log: pytest.LogCaptureFixture,
    clock: ManualClock,
    anna: Person,
    method: str,
    status: int,
    page: str,
) -> None:
    server.fault(method=method, status=status, page=page, times=3)
    starting = asyncio.ensure_future(start())
    await clock.run_until(lambda: server.poll.waiting, idle=lambda: not server.busy)
    await starting

    anna.say(EN)

    await server.world.until(lambda: anna.private.from_bot)
    assert len([line for line in log.messages if "can't be reached" in line]) == 1
    assert "Traceback" not in log.text


async def test_menu_that_cannot_be_set_does_not_keep_the_bot_from_talking(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture, anna: Person, answers: Answers
) -> None:
    server.fault(method="setMyCommands", status=429, retry_after=3600)

    await start()
    anna.say(EN)

    assert await answers(anna.private)
    assert [line for line in log.messages if line.startswith("the menu in")]


async def test_bug_of_ours_is_an_apology_with_a_number_that_the_log_has(
    server: TelegramServer,
    start: Start,
    house: Watched,
    log: pytest.LogCaptureFixture,
    reader: Person,
    answers: Answers,
) -> None:
    await start()
    house.breaks = True

    reader.say(sentence_of(reader))

    (answer,) = await answers(reader.private)
    number = re.search(r"\((?:reference|номер) (\w{6})", answer.words)[1]
    assert [record for record in log.records if record.message == f"bug {number}" and record.exc_info]
    assert answer.words == says(reader, "bug", reference=number)
    assert "Error" not in answer.words


async def test_no_text_and_no_token_in_the_log(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture, anna: Person, answers: Answers
) -> None:
    log.set_level("DEBUG", logger="bot")
    await start()
    server.fault(method="sendPhoto", status=400)
    anna.say("a very secret sentence of mine")
    await server.world.until(lambda: server.calls("sendPhoto"))
    anna.say("/help")
    await answers(anna.private)

    assert "secret" not in log.text
    assert server.bot.token not in log.text


async def test_answer_cut_off_on_its_way_leaves_no_text_and_no_traceback_in_the_log(
    server: TelegramServer, start: Start, log: pytest.LogCaptureFixture, anna: Person, answers: Answers
) -> None:
    await start()
    server.fault(method="sendPhoto", page='{"ok": true, "result": {"caption": "a very secret sen')
    anna.say("a very secret sentence of mine")

    await answers(anna.private)

    assert "secret" not in log.text
    assert "Traceback" not in log.text
