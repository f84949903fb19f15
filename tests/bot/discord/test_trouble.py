"""What goes wrong: rights, archives, floods, expiries, broken wires, tokens, the end."""

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.client import Heads
from bot.discord.drafts import CONTENT, drafts_of, escaped_parts
from bot.discord.running import CHANNEL_PACE, REFUSED, one_line_each, talk
from bot.outbox import Outbox
from handlers import Button, House, Reply
from tests.bot.discord.talk import Held, answer, answer_in, running
from tests.servers.discord import Channel, Discord, Fault, Person, until
from tests.servers.discord.client import pointed
from tests.servers.discord.clock import skip_until

pytestmark = pytest.mark.anyio
EN = "The cat sat on the mat because the cat was tired"
SEND, CALLBACK = "POST /channels/{}/messages", "POST /interactions/{}/{}/callback"


@pytest.fixture
def named(server: Discord) -> str:
    """How the bot is mentioned."""
    return f"<@{server.world.bot.id}>"


async def test_without_the_right_to_attach_there_are_words(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    channel.denied = {"ATTACH_FILES"}
    server.world.tell("CHANNEL_UPDATE", lambda show, _: show.channel(channel), channel.guild)
    anna.say(channel, f"{named} {EN}")
    said = await answer_in(server, channel)
    told = await answer(anna.slash(channel, "heads", layer=5, text=EN))

    assert (said.files, told.files) == ([], [])
    assert "Attach Files" in said.content
    assert "Attach Files" in told.content
    assert server.refusals == []


async def test_a_right_that_was_taken_away_unheard(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    channel.denied = {"ATTACH_FILES"}
    anna.say(channel, f"{named} {EN}")

    told = await answer_in(server, channel)
    assert told.content.startswith("Head ")
    assert "Attach Files" in told.content


async def test_without_the_right_to_write_the_person_is_told_directly(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    channel.denied = {"SEND_MESSAGES"}
    anna.say(channel, f"{named} {EN}")

    direct = server.world.direct(anna.user)
    told = await answer_in(server, direct, 2)
    assert "Send Messages" in server.world.answers(direct)[0].content
    assert len(told.files) == 1
    assert "Traceback" not in caplog.text


async def test_interactions_need_no_right_to_write(heads: Heads, channel: Channel, anna: Person) -> None:
    channel.denied = {"SEND_MESSAGES"}

    assert (await answer(anna.slash(channel, "heads", layer=5, text=EN))).files


async def test_without_the_history_the_answer_is_no_reply(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    channel.denied = {"READ_MESSAGE_HISTORY"}
    anna.say(channel, f"{named} {EN}")

    assert (await answer_in(server, channel)).reply_to is None


async def test_who_blocked_the_bot_costs_one_line(
    heads: Heads, server: Discord, direct: Channel, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    anna.user.blocks_bot = True
    anna.say(direct, EN)

    await until(lambda: "50007" in caplog.text)
    assert "Traceback" not in caplog.text


async def test_a_deleted_question_is_still_answered(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    said = anna.say(channel, f"{named} {EN}")
    anna.delete(said)
    gate.set()

    assert (await answer_in(server, channel)).reply_to is None


async def test_an_archived_thread_opens_again(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    thread = anna.open_thread(channel, "talk")
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    anna.say(thread, f"{named} {EN}")
    anna.archive(thread)
    gate.set()

    assert (await answer_in(server, thread)).files
    assert not thread.archived


async def test_a_thread_that_was_locked_meanwhile(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    thread = anna.open_thread(channel, "talk")
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    anna.say(thread, f"{named} {EN}")
    anna.archive(thread, locked=True)
    gate.set()

    direct = server.world.direct(anna.user)
    assert (await answer_in(server, direct, 2)).files
    assert "locked" in server.world.answers(direct)[0].content


async def test_a_press_in_an_archived_thread_opens_it(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    thread = anna.open_thread(channel, "talk")
    told = await answer(anna.slash(thread, "heads", layer=5, text=EN))
    anna.archive(thread)
    anna.press(told, "5.3")

    await until(lambda: told.content.startswith("Head 5.3"))
    assert not thread.archived


async def test_a_press_in_a_locked_thread_is_told_why(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    thread = anna.open_thread(channel, "talk")
    told = await answer(anna.slash(thread, "heads", layer=5, text=EN))
    anna.archive(thread, locked=True)
    press = anna.press(told, "5.3")

    assert "archived" in (await until(lambda: press.follow_ups))[0].content


async def test_kicked_in_the_middle_costs_one_line(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    anna.say(channel, f"{named} {EN}")
    assert channel.guild is not None
    channel.guild.bot_in = False
    gate.set()

    await until(lambda: "50001" in caplog.text)
    assert "Traceback" not in caplog.text


async def test_an_expired_command_is_answered_in_the_channel(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    asked = anna.slash(channel, "heads", layer=5, text=EN)
    asked.born -= 10

    told = await answer_in(server, channel)
    assert told.files
    assert not told.webhook


async def test_a_slow_answer_is_deferred_within_three_seconds(
    heads: Heads, server: Discord, held: Held, channel: Channel, anna: Person
) -> None:
    held.gate.clear()
    asked = anna.slash(channel, "heads", layer=5, text=EN)
    await skip_until(server.clock, lambda: asked.acknowledged)
    assert asked.acknowledged == 5
    assert asked.acknowledged_at is not None
    assert asked.acknowledged_at - asked.born < 3
    held.gate.set()

    assert (await answer(asked)).files
    assert asked.follow_ups == []


async def test_an_error_after_a_public_deferral_is_private(
    heads: Heads, server: Discord, held: Held, channel: Channel, anna: Person
) -> None:
    held.gate.clear()
    asked = anna.slash(channel, "heads", layer=99, text=EN)
    await skip_until(server.clock, lambda: asked.acknowledged)
    held.gate.set()

    told = (await until(lambda: asked.follow_ups))[0]
    assert told.seen_by is anna.user
    assert asked.response is not None
    assert asked.response.deleted


async def test_a_slow_mention_shows_progress_in_the_message(
    heads: Heads,
    server: Discord,
    held: Held,
    channel: Channel,
    anna: Person,
    named: str,
) -> None:
    held.gate.clear()
    anna.say(channel, f"{named} {EN}")
    await skip_until(server.clock, lambda: server.world.answers(channel))
    told = server.world.answers(channel)[0]
    assert (channel.typing, told.content) == (1, "Looking into the model…")
    held.gate.set()

    await until(lambda: told.files)
    assert len(server.world.answers(channel)) == 1


async def test_a_slow_press_shows_progress_in_the_message(
    heads: Heads, server: Discord, held: Held, channel: Channel, anna: Person
) -> None:
    told = await answer(anna.slash(channel, "heads", layer=5, text=EN))
    held.gate.clear()
    anna.press(told, "5.3")
    await skip_until(server.clock, lambda: told.content == "Looking into the model…")
    held.gate.set()

    await until(lambda: told.content.startswith("Head 5.3"))


async def test_a_sign_of_life_that_fails_costs_nothing(
    heads: Heads, server: Discord, held: Held, channel: Channel, anna: Person
) -> None:
    told = await answer(anna.slash(channel, "heads", layer=5, text=EN))
    held.gate.clear()
    progress = Fault("PATCH /webhooks/{}/{}/messages/{}", status=400, code=50035, message="Invalid Form Body")
    server.faults.append(progress)
    anna.press(told, "5.3")
    await skip_until(server.clock, lambda: not progress.times)
    held.gate.set()

    await until(lambda: told.content.startswith("Head 5.3"))


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_answers_once(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str, drop: str
) -> None:
    server.faults.append(Fault(SEND, drop=drop))
    anna.say(channel, f"{named} {EN}")

    await skip_until(server.clock, lambda: len(server.came(SEND)) == (2 if drop == "after" else 1))
    assert len(server.world.answers(channel)) == 1


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_answers_a_command_once(
    heads: Heads, server: Discord, channel: Channel, anna: Person, drop: str
) -> None:
    server.faults.append(Fault(CALLBACK, drop=drop))
    asked = anna.slash(channel, "heads", layer=5, text=EN)

    await skip_until(server.clock, lambda: len(server.came(CALLBACK)) == (2 if drop == "after" else 1))
    assert len(await until(lambda: asked.messages)) == 1


async def test_a_flooded_channel_waits_alone(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    assert channel.guild is not None
    other = server.world.channel(channel.guild, "other")
    server.faults.append(Fault(SEND, retry_after=20.0))
    anna.say(channel, f"{named} {EN}")
    await until(lambda: not server.faults[0].times)
    boris.say(other, f"{named} {EN}")

    await answer_in(server, other)
    assert server.world.answers(channel) == []
    await skip_until(server.clock, lambda: server.world.answers(channel))


async def test_twelve_questions_in_one_channel_earn_no_429(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    for number in range(12):
        anna.say(channel, f"{named} {EN} {number}")

    await skip_until(server.clock, lambda: sum(bool(m.files) for m in server.world.answers(channel)) == 12)
    assert server.budgets.refused == []


async def test_a_wrong_token_is_one_line(server: Discord, house: House, caplog: pytest.LogCaptureFixture) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        with pointed(server):
            async with Heads(house, outbox) as client:
                await talk(client, "wrong")

    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [REFUSED]
    assert "Traceback" not in caplog.text


async def test_a_discord_that_is_down_is_an_outage(server: Discord, house: House) -> None:
    server.faults.append(Fault("GET /users/@me", status=503, message="upstream"))
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        with pointed(server):
            async with Heads(house, outbox) as client:
                with pytest.raises(ConnectionError, match="503"):
                    await talk(client, server.world.token)


async def test_a_token_revoked_while_running_is_one_line(
    server: Discord, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        with pointed(server), one_line_each():
            async with Heads(house, outbox) as client, asyncio.TaskGroup() as group:
                task = group.create_task(talk(client, server.world.token))
                await until(lambda: server.gateway.sessions)
                server.world.token = "another"  # noqa: S105
                await server.gateway.drop(4004)
                await until(task.done)

    assert REFUSED in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_broken_gateway_is_logged_without_a_traceback(
    server: Discord, house: House, caplog: pytest.LogCaptureFixture, anna: Person
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        with one_line_each():
            async with running(server, house, outbox):
                await server.gateway.drop()
                await skip_until(server.clock, lambda: server.gateway.resumed, step=1.0)
                direct = server.world.direct(anna.user)
                anna.say(direct, EN)
                await answer_in(server, direct)

    assert "Traceback" not in caplog.text


async def test_the_end_finishes_what_is_under_way(
    server: Discord, held: Held, channel: Channel, anna: Person, named: str
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        held.gate.clear()
        async with running(server, held, outbox) as client:
            asked = [anna.slash(channel, "heads", layer=5, text=f"{EN} {number}") for number in range(6)]
            told = [anna.say(channel, f"{named} {EN} {number}") for number in range(4)]
            await until(lambda: client.under_way == 10)
            asyncio.get_running_loop().call_soon(held.gate.set)  # after the block has ended, and with it the bot

    assert all(one.messages for one in asked)
    replied = [message.reply_to for message in server.world.answers(channel)]
    assert all(one in replied for one in told)


async def test_an_expired_setting_is_told_in_private(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    asked = anna.slash(channel, "lang")
    asked.born -= 10

    assert (await answer_in(server, server.world.direct(anna.user))).content
    assert server.world.answers(channel) == []


async def test_a_progress_line_that_somebody_deleted(
    heads: Heads, server: Discord, held: Held, channel: Channel, anna: Person, named: str
) -> None:
    held.gate.clear()
    anna.say(channel, f"{named} {EN}")
    await skip_until(server.clock, lambda: server.world.answers(channel))
    anna.delete(server.world.answers(channel)[0])
    held.gate.set()

    assert (await answer_in(server, channel)).files


@given(st.text(alphabet=st.sampled_from("аб *_~|`>#@[]()\n.!-1"), max_size=9000))
def test_every_part_fits_and_no_word_is_lost(text: str) -> None:
    parts = escaped_parts(text)

    assert all(len(part) <= CONTENT for part in parts)
    kept = sum(part.count(letter) for part in parts for letter in "аб")
    assert kept == sum(text.count(letter) for letter in "аб")


def test_a_long_answer_keeps_its_buttons_below_the_last_part() -> None:
    buttons = ((Button("on", "on"),),)
    drafts = drafts_of(Reply(kind="question", lang="en", text="word " * 1000, buttons=buttons), asker=1)

    assert len(drafts) == 3
    assert [draft.buttons for draft in drafts] == [(), (), buttons]
    assert [draft.asker for draft in drafts] == [None, None, 1]
