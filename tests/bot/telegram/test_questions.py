"""Questions in a private chat, over the wire: what a head is, figures of models, a myth."""

import pytest

from tests.bot.telegram.conftest import Answers, Until
from tests.servers.telegram import Message, Person

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def test_a_question_is_answered_gone_on_from_and_shown(anna: Person, answers: Answers) -> None:
    anna.say("The cat sat on the mat because it was tired")
    await answers(anna.private)
    anna.say("what is an attention head")
    first = (await answers(anna.private, 2))[1]
    anna.say("why?")
    longer = (await answers(anna.private, 3))[2]
    anna.press(longer, "Show: /heads 4.7")
    shown = (await answers(anna.private, 4))[3]

    assert "arxiv.org/abs/1706.03762" in first.words
    assert "More" in labels(first)
    assert len(longer.words) > len(first.words)
    assert shown.words.startswith("Head 4.7")


async def test_figures_come_as_a_picture_and_a_name_alone_goes_on(boris: Person, answers: Answers) -> None:
    boris.say("сравни GPT-2 XL и Qwen3-32B")
    table = (await answers(boris.private))[0]
    boris.say("а у GPT-4?")
    unknown = (await answers(boris.private, 2))[1]

    assert table.photo
    assert "25 голов" in table.words
    assert "не опубликовано" in unknown.words


async def test_topics_are_walked_through_in_place(boris: Person, answers: Answers, until: Until) -> None:
    boris.say("/topics")
    message = (await answers(boris.private))[0]
    boris.press(message, "Что делают головы")
    await until(lambda: "Какие бывают головы?" in labels(message))
    boris.press(message, "Что такое индукционная голова?")
    await until(lambda: "[A][B]" in message.words)

    assert boris.private.from_bot == [message]
    assert "arxiv.org/abs/2209.11895" in message.words
