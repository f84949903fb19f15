"""Questions over Discord's wire: by slash command, by message, gone on from by buttons."""

import pytest

from bot.discord.client import Heads
from tests.bot.discord.talk import answer, answer_in
from tests.servers.discord import Channel, Discord, Person, until

pytestmark = pytest.mark.anyio


async def test_a_question_is_asked_by_command_and_opened_further(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    told = await answer(anna.slash(channel, "ask", question="what is an induction head"))
    short = told.content
    anna.press(told, "More")
    await until(lambda: told.edited or len(server.world.answers(channel)) > 1)
    longer = server.world.answers(channel)[-1].content

    assert "5.1, 5.5, 6.9, 7.2, 7.10" in short
    assert "2209.11895" in short
    assert len(longer) > len(short)
    assert server.refusals == []


async def test_a_myth_in_a_direct_message_is_answered_with_a_table(
    heads: Heads, server: Discord, direct: Channel, anna: Person
) -> None:
    anna.say(direct, "64–96–128 голов это AGI-уровень?")

    told = await answer_in(server, direct)

    assert "2019" in told.content
    assert len(told.files) == 1
    assert "Falcon-180B; 2023; 232" in (told.files[0].alt or "")
    assert server.refusals == []


async def test_topics_lead_to_an_answer_by_buttons(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    told = await answer(anna.slash(channel, "topics"))
    anna.press(told, "What heads do")
    await until(lambda: "What kinds of heads are there?" in told.labels)
    anna.press(told, "What is an induction head?")
    await until(lambda: "[A]" in server.world.answers(channel)[-1].content)

    assert server.refusals == []
