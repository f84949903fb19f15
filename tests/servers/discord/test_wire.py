"""The HTTP side: tokens, budgets, rights, threads, reactions, faults."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.servers.discord import FORUM, Channel, Discord, Fault, Person, open_discord
from tests.servers.discord.fixtures import Raw, png

pytestmark = pytest.mark.anyio
HI = {"content": "hi"}


async def test_a_wrong_token_is_401(raw: Raw) -> None:
    assert await raw("GET", "/users/@me", Authorization="Bot wrong") == (
        401,
        {"message": "401: Unauthorized", "code": 0},
    )
    assert (await raw("GET", "/users/@me"))[0] == 200


async def test_an_unknown_operation_fails_the_test_by_name() -> None:
    with pytest.raises(AssertionError, match="GET /guilds/1/bans"):
        async with open_discord() as server, aiohttp.ClientSession() as session:
            await Raw(server, session)("GET", "/guilds/1/bans")


async def test_five_messages_in_five_seconds_a_channel(raw: Raw, channel: Channel, server: Discord) -> None:
    path = f"/channels/{channel.id}/messages"
    for _ in range(5):
        status, _told, headers = await raw.full("POST", path, HI)
        assert status == 200
    assert headers["X-RateLimit-Remaining"] == "0"

    status, told, headers = await raw.full("POST", path, HI)

    assert status == 429
    assert 0 < told["retry_after"] <= 5
    assert (headers["Via"], headers["X-RateLimit-Scope"]) == ("1.1 google", "user")
    server.clock.skip(told["retry_after"])
    assert (await raw("POST", path, HI))[0] == 200


async def test_another_channel_has_its_own_budget(raw: Raw, channel: Channel, server: Discord) -> None:
    other = server.world.channel(channel.guild, "other") if channel.guild else channel
    for _ in range(6):
        await raw("POST", f"/channels/{channel.id}/messages", HI)

    assert (await raw("POST", f"/channels/{other.id}/messages", HI))[0] == 200


async def test_fifty_requests_a_second_over_all(raw: Raw, server: Discord) -> None:
    server.budgets.limits["GET /users/@me"] = (1000, 1.0)
    answers = [await raw("GET", "/users/@me") for _ in range(51)]

    assert [status for status, _ in answers] == [200] * 50 + [429]
    assert answers[-1][1]["global"] is True


async def test_too_many_invalid_requests_ban_the_address(raw: Raw, server: Discord) -> None:
    server.budgets.ban_at = 2
    for _ in range(2):
        await raw("GET", "/users/@me", Authorization="Bot wrong")

    status, _, headers = await raw.full("GET", "/users/@me")
    assert (status, "Via" in headers) == (429, False)
    server.clock.skip(601)
    assert (await raw("GET", "/users/@me"))[0] == 200


@pytest.mark.parametrize(
    ("denied", "body", "files", "code"),
    [
        ("VIEW_CHANNEL", HI, None, 50001),
        ("SEND_MESSAGES", HI, None, 50013),
        ("ATTACH_FILES", {}, {"a.png": png()}, 50013),
        ("READ_MESSAGE_HISTORY", HI | {"message_reference": {"message_id": "1"}}, None, 160002),
    ],
)
async def test_a_missing_right_is_403(
    raw: Raw, channel: Channel, denied: str, body: Any, files: Any, code: int
) -> None:
    channel.denied = {denied}
    status, told = await raw("POST", f"/channels/{channel.id}/messages", body, files=files)

    assert (status, told["code"]) == (403, code)


async def test_a_reply_to_a_deleted_message(raw: Raw, channel: Channel, anna: Person) -> None:
    said = anna.say(channel, "hello")
    anna.delete(said)
    path = f"/channels/{channel.id}/messages"

    strict = HI | {"message_reference": {"message_id": str(said.id)}}
    assert (await raw("POST", path, strict))[1]["code"] == 50035
    lenient = HI | {"message_reference": {"message_id": str(said.id), "fail_if_not_exists": False}}
    assert (await raw("POST", path, lenient))[0] == 200


async def test_only_own_messages_are_edited(raw: Raw, channel: Channel, anna: Person) -> None:
    said = anna.say(channel, "hello")

    assert (await raw("PATCH", f"/channels/{channel.id}/messages/{said.id}", HI))[1]["code"] == 50005
    assert (await raw("PATCH", f"/channels/{channel.id}/messages/1", HI))[1]["code"] == 10008


async def test_an_archived_thread_opens_by_writing_and_a_locked_one_does_not(
    raw: Raw, channel: Channel, anna: Person
) -> None:
    thread = anna.open_thread(channel, "about heads")
    path = f"/channels/{thread.id}/messages"
    _, said = await raw("POST", path, HI)
    anna.archive(thread)

    assert (await raw("PATCH", f"{path}/{said['id']}", HI))[1]["code"] == 50083
    assert (await raw("POST", path, HI))[0] == 200
    assert not thread.archived
    anna.archive(thread, locked=True)
    assert (await raw("POST", path, HI))[1]["code"] == 160005


async def test_a_message_has_one_thread_and_gives_it_its_id(raw: Raw, channel: Channel, anna: Person) -> None:
    said = anna.say(channel, "hello")
    path = f"/channels/{channel.id}/messages/{said.id}/threads"

    status, told = await raw("POST", path, {"name": "talk"})
    assert (status, told["id"]) == (201, str(said.id))
    assert (await raw("POST", path, {"name": "talk"}))[1]["code"] == 160004


async def test_a_forum_takes_posts_but_no_messages(raw: Raw, channel: Channel, server: Discord) -> None:
    assert channel.guild is not None
    forum = server.world.channel(channel.guild, "forum", kind=FORUM)
    forum.tags, forum.tag_required = {7: "heads"}, True
    post = {"name": "question", "message": HI}

    assert (await raw("POST", f"/channels/{forum.id}/messages", HI))[1]["code"] == 50008
    assert (await raw("POST", f"/channels/{forum.id}/threads", post))[1]["code"] == 40067
    assert (await raw("POST", f"/channels/{forum.id}/threads", post | {"applied_tags": ["7"]}))[0] == 201


async def test_twenty_kinds_of_reactions(raw: Raw, channel: Channel, anna: Person, server: Discord) -> None:
    said = anna.say(channel, "hello")
    for number in range(20):
        anna.react(said, chr(0x1F600 + number))
    path = f"/channels/{channel.id}/messages/{said.id}/reactions"

    assert (await raw("PUT", f"{path}/%F0%9F%91%80/@me"))[1]["code"] == 30010
    server.clock.skip(1)
    assert (await raw("PUT", f"{path}/%F0%9F%98%80/@me"))[0] == 204


async def test_somebody_who_blocks_the_bot_gets_nothing(raw: Raw, anna: Person, server: Discord) -> None:
    _, told = await raw("POST", "/users/@me/channels", {"recipient_id": str(anna.user.id)})
    anna.user.blocks_bot = True

    assert (await raw("POST", f"/channels/{told['id']}/messages", HI))[1]["code"] == 50007


async def test_a_fault_answers_once_and_then_all_is_well(raw: Raw, server: Discord) -> None:
    server.faults.append(Fault("GET /users/@me", status=503, message="upstream"))

    assert (await raw("GET", "/users/@me"))[0] == 503
    assert (await raw("GET", "/users/@me"))[0] == 200


async def test_a_played_429_tells_when_to_come_back(raw: Raw, server: Discord) -> None:
    server.faults.append(Fault("GET /users/@me", retry_after=0.5))

    status, told, headers = await raw.full("GET", "/users/@me")
    assert (status, told["retry_after"], headers["Via"]) == (429, 0.5, "1.1 google")


@pytest.mark.parametrize(("when", "took_effect"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection(raw: Raw, channel: Channel, server: Discord, when: str, took_effect: int) -> None:
    server.faults.append(Fault("POST /channels/{}/messages", drop=when))

    with pytest.raises(aiohttp.ClientError):
        await raw("POST", f"/channels/{channel.id}/messages", HI)
    assert len(channel.messages) == took_effect


async def test_a_gate_holds_a_request_back(raw: Raw, channel: Channel, server: Discord) -> None:
    gate = asyncio.Event()
    server.faults.append(Fault("POST /channels/{}/messages", gate=gate))
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(raw("POST", f"/channels/{channel.id}/messages", HI))
        await asyncio.sleep(0.02)
        assert not asked.done()
        gate.set()
    assert asked.result()[0] == 200


async def test_the_files_that_people_send_can_be_fetched(raw: Raw, channel: Channel, anna: Person) -> None:
    said = anna.say(channel, "look", files=(("a.png", png()),))
    _, told = await raw("GET", f"/channels/{channel.id}/messages/{said.id}")

    assert told["content"] == ""
    assert told["attachments"] == []
    url = raw.server.world.base + f"/attachments/{channel.id}/{said.files[0].id}/a.png"
    async with raw.session.get(url) as answer:
        assert await answer.read() == png()


async def test_a_repeated_nonce_gives_the_first_message_again(raw: Raw, channel: Channel) -> None:
    path, body = f"/channels/{channel.id}/messages", HI | {"nonce": "n" * 25, "enforce_nonce": True}
    first, again = (await raw("POST", path, body))[1], (await raw("POST", path, body))[1]

    assert first["id"] == again["id"]
    assert (await raw("POST", path, HI | {"nonce": "n" * 26}))[1]["code"] == 50035
