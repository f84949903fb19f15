"""Questions over Discord's wire: by slash command, by message, gone on from by buttons."""

import pytest

from bot.discord.client import Heads
from tests.bot.discord.talk import Tongue, answer, answer_in, is_russian
from tests.servers.discord import Channel, Discord, Person, until

pytestmark = pytest.mark.anyio
QUESTION = {"en": "what is an induction head", "ru": "что такое индукционная голова"}
TOPICS = {  # a group, one of its topics, and the one to open
    "en": ("What heads do", "What kinds of heads are there?", "What is an induction head?"),
    "ru": ("Что делают головы", "Какие бывают головы?", "Что такое индукционная голова?"),
}


async def test_a_question_is_asked_by_command_and_opened_further(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    told = await answer(asker.slash(channel, "ask", question=QUESTION[spoken.lang]))
    short = told.content
    asker.press(told, spoken.answers("button-more"))
    await until(lambda: told.edited or len(server.world.answers(channel)) > 1)
    longer = server.world.answers(channel)[-1].content

    assert is_russian(short) == is_russian(longer) == (spoken.lang == "ru")
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
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    group, among, topic = TOPICS[spoken.lang]
    told = await answer(asker.slash(channel, "topics"))
    asker.press(told, group)
    await until(lambda: among in told.labels)
    asker.press(told, topic)
    await until(lambda: "[A]" in server.world.answers(channel)[-1].content)

    assert is_russian(server.world.answers(channel)[-1].content) == (spoken.lang == "ru")
    assert server.refusals == []
