"""Inline mode, guest mode and start links."""

import pytest

from tests.bot.telegram.conftest import Answers
from tests.servers.telegram import Chat, Person, TelegramServer, group

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"


@pytest.fixture
def outside(server: TelegramServer, anna: Person, boris: Person) -> Chat:
    """A group without the bot."""
    return group(server.world, "Others", anna, boris, bot=False)


def code_in(keyboard: dict) -> str:
    """The payload of the start link on the first button."""
    return keyboard["inline_keyboard"][0][0]["url"].partition("?start=")[2]


@pytest.mark.parametrize(("who", "text", "word"), [("anna", EN, "Head"), ("boris", RU, "Голова")])
async def test_inline_query_gets_words_and_a_start_link(
    request: pytest.FixtureRequest, server: TelegramServer, outside: Chat, who: str, text: str, word: str
) -> None:
    person: Person = request.getfixturevalue(who)
    query = person.inline(text)
    await server.world.until(lambda: query.answered)

    sent = person.choose(query, 0, outside)

    assert sent.words.startswith(text)
    assert word in sent.words
    assert sent.buttons[0]["url"].startswith("https://t.me/heads_bot?start=")
    assert query.answers[0]["is_personal"]


async def test_start_link_opens_the_picture_in_private(
    server: TelegramServer, anna: Person, boris: Person, answers: Answers
) -> None:
    query = anna.inline(EN)
    await server.world.until(lambda: query.answered)

    boris.start(code_in(query.answers[0]["results"][0]["reply_markup"]))

    (answer,) = await answers(boris.private)
    assert answer.photo
    assert answer.words.startswith("Head")


async def test_startgroup_link_opens_the_picture_in_a_group(
    server: TelegramServer, anna: Person, outside: Chat, answers: Answers
) -> None:
    query = anna.inline(EN)
    await server.world.until(lambda: query.answered)

    anna.add_bot(outside, code_in(query.answers[0]["results"][0]["reply_markup"]))

    (answer,) = await answers(outside)
    assert answer.photo
    assert answer.words.startswith("Head")


@pytest.mark.parametrize("payload", ["", "hello", "nobody-knows-this", "x" * 64])
async def test_other_start_payloads_greet(anna: Person, answers: Answers, payload: str) -> None:
    anna.start(payload)

    (answer,) = await answers(anna.private)

    assert answer.words.startswith("Hello!")


async def test_picture_at_hand_goes_into_the_inline_answer(
    server: TelegramServer, anna: Person, outside: Chat, answers: Answers
) -> None:
    anna.say(EN)
    (picture,) = await answers(anna.private)
    query = anna.inline(EN)
    await server.world.until(lambda: query.answered)

    sent = anna.choose(query, 0, outside)

    assert sent.photo is picture.photo


async def test_empty_inline_query_gets_a_hint(server: TelegramServer, boris: Person) -> None:
    query = boris.inline("")

    await server.world.until(lambda: query.answered)

    assert query.answers[0]["button"]["text"] == "Напишите предложение"
    assert query.answers[0]["results"] == []


async def test_of_many_keystrokes_the_first_and_the_last_are_worked_out(server: TelegramServer, anna: Person) -> None:
    queries = [anna.inline(EN[:length]) for length in range(10, 30)]

    await server.world.until(lambda: queries[-1].answered)

    assert sum(query.answered for query in queries) < 6


@pytest.mark.parametrize(("who", "text", "word"), [("anna", EN, "Head"), ("boris", RU, "Голова")])
async def test_guest_call_gets_words_and_a_start_link(
    request: pytest.FixtureRequest, server: TelegramServer, outside: Chat, who: str, text: str, word: str
) -> None:
    person: Person = request.getfixturevalue(who)
    query = person.call(f"@heads_bot {text}", outside)

    await server.world.until(lambda: query.answered)

    (answer,) = outside.from_bot
    assert word in answer.words
    assert "@heads_bot" not in answer.words
    assert answer.buttons[0]["url"].startswith("https://t.me/heads_bot?start=")


async def test_guest_call_that_replies_looks_at_what_it_replies_to(
    server: TelegramServer, anna: Person, boris: Person, outside: Chat
) -> None:
    said = boris.say(RU, outside)
    query = anna.call("@heads_bot", outside, reply_to=said)

    await server.world.until(lambda: query.answered)

    assert outside.from_bot[0].words.startswith(RU)


@pytest.mark.parametrize("text", ["@heads_bot", "@heads_bot …", "@heads_bot /heads 99"])
async def test_odd_guest_call_is_answered(server: TelegramServer, anna: Person, outside: Chat, text: str) -> None:
    query = anna.call(text, outside)

    await server.world.until(lambda: query.answered)

    assert outside.from_bot[0].words


async def test_press_on_an_inline_message_is_answered(server: TelegramServer, anna: Person, outside: Chat) -> None:
    query = anna.inline(EN)
    await server.world.until(lambda: query.answered)
    sent = anna.choose(query, 0, outside)

    press = anna.press(sent, {"callback_data": "sabcdefghd03"})

    await server.world.until(lambda: press.answered)
    assert press.answers[0]["show_alert"]
