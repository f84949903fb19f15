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
from bot.wordings import Wordings
from handlers import Button, House, Reply
from tests.bot.discord.talk import Held, Tongue, answer, answer_in, is_russian, running
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
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    channel.denied = {"ATTACH_FILES"}
    server.world.tell("CHANNEL_UPDATE", lambda show, _: show.channel(channel), channel.guild)
    asker.say(channel, f"{named} {spoken.text}")
    said = await answer_in(server, channel)
    told = await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))

    assert (said.files, told.files) == ([], [])
    assert spoken.says("may-not-attach") in said.content
    assert spoken.says("may-not-attach") in told.content
    assert server.refusals == []


async def test_a_right_that_was_taken_away_unheard(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    channel.denied = {"ATTACH_FILES"}
    asker.say(channel, f"{named} {spoken.text}")

    told = await answer_in(server, channel)
    assert told.content.startswith(spoken.head)
    assert spoken.says("may-not-attach") in told.content


async def test_without_the_right_to_write_the_person_is_told_directly(
    heads: Heads,
    server: Discord,
    channel: Channel,
    asker: Person,
    named: str,
    caplog: pytest.LogCaptureFixture,
    spoken: Tongue,
) -> None:
    channel.denied = {"SEND_MESSAGES"}
    asker.say(channel, f"{named} {spoken.text}")

    direct = server.world.direct(asker.user)
    told = await answer_in(server, direct, 2)
    assert server.world.answers(direct)[0].content == spoken.says("may-not-write", channel=f"<#{channel.id}>")
    assert len(told.files) == 1
    assert told.content.startswith(spoken.head)
    assert "Traceback" not in caplog.text


async def test_interactions_need_no_right_to_write(
    heads: Heads, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    channel.denied = {"SEND_MESSAGES"}

    assert (await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))).files


async def test_without_the_history_the_answer_is_no_reply(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    channel.denied = {"READ_MESSAGE_HISTORY"}
    asker.say(channel, f"{named} {spoken.text}")

    told = await answer_in(server, channel)
    assert told.reply_to is None
    assert told.content.startswith(spoken.head)


async def test_who_blocked_the_bot_costs_one_line(
    heads: Heads, server: Discord, between: Channel, asker: Person, caplog: pytest.LogCaptureFixture, spoken: Tongue
) -> None:
    asker.user.blocks_bot = True
    asker.say(between, spoken.text)

    await until(lambda: "50007" in caplog.text)
    assert "Traceback" not in caplog.text


async def test_a_deleted_question_is_still_answered(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    said = asker.say(channel, f"{named} {spoken.text}")
    asker.delete(said)
    gate.set()

    told = await answer_in(server, channel)
    assert told.reply_to is None
    assert told.content.startswith(spoken.head)


async def test_an_archived_thread_opens_again(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "talk")
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    asker.say(thread, f"{named} {spoken.text}")
    asker.archive(thread)
    gate.set()

    told = await answer_in(server, thread)
    assert told.files
    assert told.content.startswith(spoken.head)
    assert not thread.archived


async def test_a_thread_that_was_locked_meanwhile(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "talk")
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    asker.say(thread, f"{named} {spoken.text}")
    asker.archive(thread, locked=True)
    gate.set()

    direct = server.world.direct(asker.user)
    told = await answer_in(server, direct, 2)
    assert told.files
    assert told.content.startswith(spoken.head)
    assert server.world.answers(direct)[0].content == spoken.says("thread-is-locked", channel=f"<#{thread.id}>")


async def test_a_press_in_an_archived_thread_opens_it(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "talk")
    told = await answer(asker.slash(thread, "heads", layer=5, text=spoken.text))
    asker.archive(thread)
    asker.press(told, "5.3")

    await until(lambda: told.content.startswith(f"{spoken.head}5.3"))
    assert not thread.archived


async def test_a_press_in_a_locked_thread_is_told_why(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "talk")
    told = await answer(asker.slash(thread, "heads", layer=5, text=spoken.text))
    asker.archive(thread, locked=True)
    press = asker.press(told, "5.3")

    assert (await until(lambda: press.follow_ups))[0].content == spoken.says("thread-is-archived")


async def test_kicked_in_the_middle_costs_one_line(
    heads: Heads,
    server: Discord,
    channel: Channel,
    asker: Person,
    named: str,
    caplog: pytest.LogCaptureFixture,
    spoken: Tongue,
) -> None:
    gate = asyncio.Event()
    server.faults.append(Fault(SEND, gate=gate))
    asker.say(channel, f"{named} {spoken.text}")
    assert channel.guild is not None
    channel.guild.bot_in = False
    gate.set()

    await until(lambda: "50001" in caplog.text)
    assert "Traceback" not in caplog.text


async def test_an_expired_command_is_answered_in_the_channel(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    asked = asker.slash(channel, "heads", layer=5, text=spoken.text)
    asked.born -= 10

    told = await answer_in(server, channel)
    assert told.files
    assert told.content.startswith(f"{spoken.layer}5")
    assert not told.webhook


async def test_a_slow_answer_is_deferred_within_three_seconds(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    held.gate.clear()
    asked = asker.slash(channel, "heads", layer=5, text=spoken.text)
    await skip_until(server.clock, lambda: asked.acknowledged)
    assert asked.acknowledged == 5
    assert asked.acknowledged_at is not None
    assert asked.acknowledged_at - asked.born < 3
    held.gate.set()

    told = await answer(asked)
    assert told.files
    assert told.content.startswith(f"{spoken.layer}5")
    assert asked.follow_ups == []


async def test_an_error_after_a_public_deferral_is_private(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    held.gate.clear()
    asked = asker.slash(channel, "heads", layer=99, text=spoken.text)
    await skip_until(server.clock, lambda: asked.acknowledged)
    held.gate.set()

    told = (await until(lambda: asked.follow_ups))[0]
    assert is_russian(told.content) == (spoken.lang == "ru")
    assert told.seen_by is asker.user
    assert asked.response is not None
    assert asked.response.deleted


async def test_a_slow_mention_shows_progress_in_the_message(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    held.gate.clear()
    asker.say(channel, f"{named} {spoken.text}")
    await skip_until(server.clock, lambda: server.world.answers(channel))
    told = server.world.answers(channel)[0]
    assert (channel.typing, told.content) == (1, spoken.says("looking"))
    held.gate.set()

    await until(lambda: told.files)
    assert len(server.world.answers(channel)) == 1


async def test_progress_is_told_in_the_language_of_the_text(
    heads: Heads, server: Discord, held: Held, other: Person, named: str, spoken: Tongue
) -> None:
    locale = {"en": "ru", "ru": "en-GB"}[spoken.lang]
    there = server.world.channel(server.world.guild("Study", server.world.user("owner"), other.user, locale=locale))
    held.gate.clear()

    other.say(there, f"{named} {spoken.text}")
    await skip_until(server.clock, lambda: server.world.answers(there))

    assert server.world.answers(there)[0].content == spoken.says("looking")
    held.gate.set()


async def test_progress_of_a_command_is_told_in_the_language_of_what_follows_its_name(
    heads: Heads, server: Discord, held: Held, room: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    held.gate.clear()

    asker.say(room, f"{named} /heads 5")
    await skip_until(server.clock, lambda: server.world.answers(room))

    assert server.world.answers(room)[0].content == spoken.says("looking")
    held.gate.set()


async def test_a_slow_press_shows_progress_in_the_message(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    told = await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))
    held.gate.clear()
    asker.press(told, "5.3")
    await skip_until(server.clock, lambda: told.content == spoken.says("looking"))
    held.gate.set()

    await until(lambda: told.content.startswith(f"{spoken.head}5.3"))


async def test_a_sign_of_life_that_fails_costs_nothing(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    told = await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))
    held.gate.clear()
    progress = Fault("PATCH /webhooks/{}/{}/messages/{}", status=400, code=50035, message="Invalid Form Body")
    server.faults.append(progress)
    asker.press(told, "5.3")
    await skip_until(server.clock, lambda: not progress.times)
    held.gate.set()

    await until(lambda: told.content.startswith(f"{spoken.head}5.3"))


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_answers_once(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, drop: str, spoken: Tongue
) -> None:
    server.faults.append(Fault(SEND, drop=drop))
    asker.say(channel, f"{named} {spoken.text}")

    await skip_until(server.clock, lambda: len(server.came(SEND)) == (2 if drop == "after" else 1))
    assert len(server.world.answers(channel)) == 1
    assert server.world.answers(channel)[0].content.startswith(spoken.head)


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_answers_a_command_once(
    heads: Heads, server: Discord, channel: Channel, asker: Person, drop: str, spoken: Tongue
) -> None:
    server.faults.append(Fault(CALLBACK, drop=drop))
    asked = asker.slash(channel, "heads", layer=5, text=spoken.text)

    await skip_until(server.clock, lambda: len(server.came(CALLBACK)) == (2 if drop == "after" else 1))
    assert len(await until(lambda: asked.messages)) == 1
    assert asked.messages[0].content.startswith(f"{spoken.layer}5")


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
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox, Wordings(server.clock) as wordings:
        with pointed(server):
            async with Heads(house, outbox, wordings) as client:
                await talk(client, "wrong")

    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [REFUSED]
    assert "Traceback" not in caplog.text


async def test_a_discord_that_is_down_is_an_outage(server: Discord, house: House) -> None:
    server.faults.append(Fault("GET /users/@me", status=503, message="upstream"))
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox, Wordings(server.clock) as wordings:
        with pointed(server):
            async with Heads(house, outbox, wordings) as client:
                with pytest.raises(ConnectionError, match="503"):
                    await talk(client, server.world.token)


async def test_a_token_revoked_while_running_is_one_line(
    server: Discord, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox, Wordings(server.clock) as wordings:
        with pointed(server), one_line_each():
            async with Heads(house, outbox, wordings) as client, asyncio.TaskGroup() as group:
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
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    asked = asker.slash(channel, "lang")
    asked.born -= 10

    told = await answer_in(server, server.world.direct(asker.user))
    assert is_russian(told.content) == (spoken.lang == "ru")
    assert server.world.answers(channel) == []


async def test_a_progress_line_that_somebody_deleted(
    heads: Heads, server: Discord, held: Held, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    held.gate.clear()
    asker.say(channel, f"{named} {spoken.text}")
    await skip_until(server.clock, lambda: server.world.answers(channel))
    asker.delete(server.world.answers(channel)[0])
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
