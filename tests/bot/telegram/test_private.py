"""A private chat: sentences, commands, pictures, what can't be looked at."""

import asyncio

import pytest

from tests.bot.telegram.conftest import Answers
from tests.servers.telegram import PHOTO, POLL, STICKER, VOICE, Person, TelegramServer

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"


@pytest.mark.parametrize(("who", "text", "word"), [("anna", EN, "Head"), ("boris", RU, "Голова")])
async def test_sentence_gets_one_picture_with_caption_and_buttons(
    request: pytest.FixtureRequest, answers: Answers, who: str, text: str, word: str
) -> None:
    person: Person = request.getfixturevalue(who)
    person.say(text)

    (answer,) = await answers(person.private)

    assert answer.photo.width > 500
    assert answer.words.startswith(word)
    assert any(button["text"].startswith("● ") for button in answer.buttons)
    assert answer.reply_to is None
