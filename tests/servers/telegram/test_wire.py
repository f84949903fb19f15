"""How the local Telegram speaks: tokens, methods, values, updates, faults."""

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import telegram

from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Person, TelegramServer
from tests.servers.telegram.fixtures import Ask, png, with_schema
from tests.servers.telegram.schema import load

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("token", ["4200", "4200:" + "x" * 80], ids=["no colon", "over 80 bytes"])
async def test_token_of_another_shape_is_invalid(ask: Ask, token: str) -> None:
    body = await ask("getMe", token=token)

    assert (body["error_code"], body["description"]) == (401, "Unauthorized: invalid token specified")


async def test_revoked_token_is_unauthorized(server: TelegramServer, ask: Ask) -> None:
    assert (await ask("getMe"))["ok"]

    server.revoke()

    assert (await ask("getMe"))["description"] == "Unauthorized"


async def test_method_name_in_any_case(ask: Ask) -> None:
    assert (await ask("GETme"))["result"]["is_bot"]


async def test_unknown_method_is_a_slip_by_name(server: TelegramServer, ask: Ask) -> None:
    body = await ask("sendMesage", chat_id=1)

    assert (body["error_code"], body["description"]) == (404, "Not Found: method not found")
    assert server.slips == ["unknown method sendMesage"]
    server.slips.clear()


@with_schema
async def test_unlisted_parameter_is_ignored_but_a_slip(server: TelegramServer, ask: Ask, anna: Person) -> None:
    body = await ask("sendMessage", chat_id=anna.id, text="hi", colour="red")

    assert body["ok"]
    assert server.slips == ["sendMessage: no parameter colour"]
    server.slips.clear()


@with_schema
async def test_request_that_does_not_fit_the_schema_is_a_slip(server: TelegramServer, ask: Ask, anna: Person) -> None:
    body = await ask("sendMessage", chat_id=anna.id, text=["hi"])

    assert body["error_code"] == 400
    assert server.slips[0].startswith("sendMessage: $.text")
    server.slips.clear()


async def test_missing_schema_is_told_in_one_line(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    assert load(tmp_path) is None

    assert len(caplog.messages) == 1


async def test_without_the_schema_the_rules_still_hold(server: TelegramServer, ask: Ask, anna: Person) -> None:
    server.schema = None

    body = await ask("sendMessage", files={"x": b"-"}, chat_id=str(anna.id), text="5")

    assert body["result"]["text"] == "5"
    assert (await ask("sendMessage", chat_id=anna.id, text=""))["description"] == "Bad Request: message text is empty"


async def test_query_string_counts_too(server: TelegramServer, anna: Person) -> None:
    async with httpx.AsyncClient() as client:
        got = await client.get(f"{server.url}/bot{server.bot.token}/sendMessage?chat_id={anna.id}&text=5")

    assert got.json()["result"]["text"] == "5"


async def test_upload_named_like_the_parameter_is_decoded_and_measured(
    server: TelegramServer, ask: Ask, anna: Person
) -> None:
    body = await ask("sendPhoto", chat_id=str(anna.id), files={"photo": ("a.png", png(70, 50))})

    assert body["result"]["photo"][-1]["width"] == 70
    assert anna.private.from_bot[0].photo.height == 50


async def test_getupdates_forgets_what_is_below_the_offset(ask: Ask, anna: Person) -> None:
    for text in ("one", "two", "three"):
        anna.say(text)
    first = (await ask("getUpdates"))["result"]

    later = (await ask("getUpdates", offset=first[1]["update_id"]))["result"]

    assert [each["message"]["text"] for each in later] == ["two", "three"]
    assert [each["message"]["text"] for each in (await ask("getUpdates", offset=-1))["result"]] == ["three"]


async def test_update_ids_rise_by_one(ask: Ask, anna: Person) -> None:
    for text in ("one", "two"):
        anna.say(text)

    first, second = (await ask("getUpdates"))["result"]

    assert second["update_id"] == first["update_id"] + 1


async def test_waiting_poll_is_woken_by_a_message(ask: Ask, server: TelegramServer, anna: Person) -> None:
    poll = asyncio.ensure_future(ask("getUpdates", timeout=50))
    await server.world.until(lambda: server.poll.waiting)

    anna.say("hello")

    assert (await poll)["result"][0]["message"]["text"] == "hello"


async def test_poll_ends_empty_after_its_timeout(ask: Ask, server: TelegramServer, clock: ManualClock) -> None:
    poll = asyncio.ensure_future(ask("getUpdates", timeout=500))  # clamped to 50
    await server.world.until(lambda: server.poll.waiting)

    await asyncio.sleep(0)  # it lies down
    clock.advance(50)

    assert (await poll)["result"] == []


async def test_second_poll_ends_the_first_with_a_conflict(ask: Ask, server: TelegramServer, anna: Person) -> None:
    first = asyncio.ensure_future(ask("getUpdates", timeout=50))
    await server.world.until(lambda: server.poll.waiting)

    second = asyncio.ensure_future(ask("getUpdates", timeout=50))

    assert (await first)["description"].startswith("Conflict: terminated by other getUpdates request")
    anna.say("hello")
    assert (await second)["ok"]


async def test_webhook_keeps_polls_away(ask: Ask) -> None:
    await ask("setWebhook", url="https://example.org/hook")
    assert (await ask("getUpdates"))["error_code"] == 409

    await ask("deleteWebhook")

    assert (await ask("getUpdates"))["ok"]


async def test_same_offset_at_once_gets_one_update(ask: Ask, anna: Person) -> None:
    for text in ("one", "two", "three"):
        anna.say(text)
    offset = (await ask("getUpdates"))["result"][1]["update_id"]

    assert len((await ask("getUpdates", offset=offset))["result"]) == 2
    assert len((await ask("getUpdates", offset=offset))["result"]) == 1


async def test_press_is_forgotten_after_150_seconds_and_a_message_after_a_day(
    ask: Ask, anna: Person, clock: ManualClock
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    await ask("sendMessage", chat_id=anna.id, text="hi", reply_markup=keyboard)
    anna.say("hello")
    anna.press(anna.private.from_bot[0], "a")

    clock.advance(151)

    assert len((await ask("getUpdates"))["result"]) == 1
    clock.advance(24 * 3600)
    assert (await ask("getUpdates"))["result"] == []


async def test_reactions_arrive_only_when_asked_for(ask: Ask, anna: Person) -> None:
    sent = anna.say("hello")
    anna.react(sent, "👍")
    assert len((await ask("getUpdates", allowed_updates=["message", "message_reaction"]))["result"]) == 1

    anna.react(sent, "👀")

    assert len((await ask("getUpdates"))["result"]) == 2


@pytest.mark.parametrize(("drop", "arrives"), [("before", 0), ("after", 1)])
async def test_dropped_connection_before_or_after_it_took_effect(
    server: TelegramServer, bot: telegram.Bot, anna: Person, drop: str, arrives: int
) -> None:
    server.fault(method="sendMessage", drop=drop)

    with pytest.raises(telegram.error.NetworkError):
        await bot.send_message(anna.id, "hi")

    assert len(anna.private.from_bot) == arrives


async def test_fault_on_request_tells_its_status_and_wait(
    server: TelegramServer, bot: telegram.Bot, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    server.fault(chat=anna.id, status=429, retry_after=7)

    with pytest.raises(telegram.error.RetryAfter) as caught:
        await bot.send_message(anna.id, "hi")

    assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(anna.id, "hi")


async def test_delay_is_on_the_clock(server: TelegramServer, ask: Ask, anna: Person, clock: ManualClock) -> None:
    server.fault(method="sendMessage", delay=5)
    call = asyncio.ensure_future(ask("sendMessage", chat_id=anna.id, text="hi"))
    await server.world.until(lambda: server.busy)

    await clock.run_until(call.done, idle=lambda: True)

    assert clock.now() == 1005


@with_schema
async def test_wrong_answer_of_ours_is_a_slip(server: TelegramServer, ask: Ask) -> None:
    server.world.bot.username = None

    await ask("getMe")

    assert server.slips[0].startswith("our answer to getMe: $.username")
    server.slips.clear()


async def test_body_over_the_servers_limit(server: TelegramServer, ask: Ask, anna: Person) -> None:
    server.body_bytes = 1000
    assert (await ask("sendMessage", chat_id=anna.id, text="x" * 900))["ok"]

    body = await ask("sendMessage", chat_id=anna.id, text="x" * 1000)

    assert (body["error_code"], body["description"]) == (413, "Request Entity Too Large")


async def test_real_client_reads_what_a_club_says(bot: telegram.Bot, anna: Person, club: Chat) -> None:
    anna.say("/heads 5 The cat sat", club)

    update, *_ = await bot.get_updates()

    assert update.effective_message.text == "/heads 5 The cat sat"
    assert update.effective_chat.type == "supergroup"
    assert update.effective_message.parse_entities(["bot_command"])
