"""Inline mode, guest mode and start links."""

import re

import pytest

from tests.bot.telegram.conftest import Answers, Until, Watched, head_of, is_russian, lang_of, says, sentence_of
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
    server: TelegramServer, reader: Person, other: Person, answers: Answers
) -> None:
    query = reader.inline(sentence_of(reader))
    await server.world.until(lambda: query.answered)

    other.start(code_in(query.answers[0]["results"][0]["reply_markup"]))

    (answer,) = await answers(other.private)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


async def test_startgroup_link_opens_the_picture_in_a_group(
    server: TelegramServer, reader: Person, outside: Chat, answers: Answers
) -> None:
    query = reader.inline(sentence_of(reader))
    await server.world.until(lambda: query.answered)

    reader.add_bot(outside, code_in(query.answers[0]["results"][0]["reply_markup"]))

    (answer,) = await answers(outside)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


@pytest.mark.parametrize("payload", ["", "hello", "nobody-knows-this", "x" * 64])
async def test_other_start_payloads_greet(reader: Person, answers: Answers, payload: str) -> None:
    reader.start(payload)

    (answer,) = await answers(reader.private)

    assert answer.words.startswith("Hello!" if lang_of(reader) == "en" else "Здравствуйте!")


async def test_picture_at_hand_goes_into_the_inline_answer(
    server: TelegramServer, reader: Person, outside: Chat, answers: Answers
) -> None:
    reader.say(sentence_of(reader))
    (picture,) = await answers(reader.private)
    query = reader.inline(sentence_of(reader))
    await server.world.until(lambda: query.answered)

    sent = reader.choose(query, 0, outside)

    assert sent.photo is picture.photo


async def test_empty_inline_query_gets_a_hint(server: TelegramServer, reader: Person) -> None:
    query = reader.inline("")

    await server.world.until(lambda: query.answered)

    assert query.answers[0]["button"]["text"] == says(reader, "inline-hint")
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
    server: TelegramServer, reader: Person, other: Person, outside: Chat
) -> None:
    said = other.say(sentence_of(other), outside)
    query = reader.call("@heads_bot", outside, reply_to=said)

    await server.world.until(lambda: query.answered)

    assert outside.from_bot[0].words.startswith(sentence_of(other))


@pytest.mark.parametrize("text", ["@heads_bot", "@heads_bot …", "@heads_bot /heads 99"])
async def test_odd_guest_call_is_answered(server: TelegramServer, reader: Person, outside: Chat, text: str) -> None:
    query = reader.call(text, outside)

    await server.world.until(lambda: query.answered)

    assert is_russian(outside.from_bot[0]) == (lang_of(reader) == "ru")


async def test_bugs_of_ours_have_numbers_in_the_log(
    caplog: pytest.LogCaptureFixture, house: Watched, reader: Person, outside: Chat, until: Until
) -> None:
    house.breaks = True
    reader.inline(sentence_of(reader))
    reader.call(f"@heads_bot {sentence_of(reader)}", outside)

    await until(lambda: len(caplog.messages) >= 2)

    assert sorted(re.sub(r"\b[0-9a-f]{6}\b", "NUMBER", line) for line in caplog.messages) == [
        "bug NUMBER, a guest call",
        "bug NUMBER, an inline query",
    ]


async def test_press_on_an_inline_message_is_answered(server: TelegramServer, reader: Person, outside: Chat) -> None:
    query = reader.inline(sentence_of(reader))
    await server.world.until(lambda: query.answered)
    sent = reader.choose(query, 0, outside)

    press = reader.press(sent, {"callback_data": "sabcdefghd03"})

    await server.world.until(lambda: press.answered)
    assert press.answers[0]["show_alert"]
    assert press.answers[0]["text"] == says(reader, "open-in-private")
