"""Questions in a private chat, over the wire: what a head is, figures of models, a myth."""

import pytest

from tests.bot.telegram.conftest import Answers, Until, lang_of
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


FIGURES = {
    "en": ("compare GPT-2 XL and Qwen3-32B", "and GPT-4?", "25 heads", "isn't published"),
    "ru": ("сравни GPT-2 XL и Qwen3-32B", "а у GPT-4?", "25 голов", "не опубликовано"),
}
TOPICS = {
    "en": ("What heads do", "What kinds of heads are there?", "What is an induction head?"),
    "ru": ("Что делают головы", "Какие бывают головы?", "Что такое индукционная голова?"),
}


async def test_figures_come_as_a_picture_and_a_name_alone_goes_on(reader: Person, answers: Answers) -> None:
    question, another, heads, unpublished = FIGURES[lang_of(reader)]
    reader.say(question)
    table = (await answers(reader.private))[0]
    reader.say(another)
    unknown = (await answers(reader.private, 2))[1]

    assert table.photo
    assert heads in table.words
    assert unpublished in unknown.words


async def test_topics_are_walked_through_in_place(reader: Person, answers: Answers, until: Until) -> None:
    group, beside, topic = TOPICS[lang_of(reader)]
    reader.say("/topics")
    message = (await answers(reader.private))[0]
    reader.press(message, group)
    await until(lambda: beside in labels(message))
    reader.press(message, topic)
    await until(lambda: "[A][B]" in message.words)

    assert reader.private.from_bot == [message]
    assert "arxiv.org/abs/2209.11895" in message.words
