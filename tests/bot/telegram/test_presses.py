"""Buttons: answered at once, the message changed in place, the newest press wins."""

import asyncio

import pytest

from handlers.say import say as answered
from tests.bot.telegram.conftest import Answers, Start, Until, Watched, head_of, lang_of, says, sentence_of
from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Message, Person, Query, TelegramServer, group, restrict

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"


@pytest.fixture
async def picture(reader: Person, answers: Answers) -> Message:
    """An answer of layer 3."""
    reader.say(f"/heads 3 1 {sentence_of(reader)}")
    return (await answers(reader.private))[0]


def pressed(message: Message) -> list[str]:
    """What the buttons say is shown."""
    return [button["text"] for button in message.buttons if button["text"].startswith("● ")]


async def finished(server: TelegramServer, *queries: Query) -> None:
    """Wait until all presses are answered and nothing is under way."""
    await server.world.until(lambda: all(query.answered for query in queries) and not server.busy)


async def test_press_changes_the_message_in_place(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    query = reader.press(picture, "3.5")

    await until(lambda: picture.history)

    assert picture.words.startswith(f"{head_of(reader)} 3.5")
    assert pressed(picture)[0] == "● 3.5"
    assert query.answers[0].get("text") is None
    assert reader.private.from_bot == [picture]


@pytest.mark.parametrize(("who", "text"), [("anna", EN), ("boris", RU)])
async def test_every_button_leads_somewhere(
    request: pytest.FixtureRequest, server: TelegramServer, house: Watched, until: Until, answers: Answers,
    clock: ManualClock, who: str, text: str,
) -> None:  # fmt: skip
    reader: Person = request.getfixturevalue(who)
    reader.say(f"/heads 3 1 {text}")
    (picture,) = await answers(reader.private)

    for data in [button["callback_data"] for button in picture.buttons if button["callback_data"].startswith("s")]:
        clock.advance(60)
        edits = len(server.calls("editMessageMedia"))
        reader.press(picture, {"callback_data": data})
        await until(lambda edits=edits: len(server.calls("editMessageMedia")) > edits)
        assert house.pressed[-1] == data

    assert reader.private.from_bot == [picture]
    assert len(house.pressed) > 10


async def test_press_on_what_is_shown_already_is_fine(
    until: Until, server: TelegramServer, reader: Person, picture: Message, caplog: pytest.LogCaptureFixture
) -> None:
    query = reader.press(picture, "● 3.1")

    await finished(server, query)
    await until(lambda: server.calls("editMessageMedia"))

    assert server.calls("editMessageMedia")[0].status == 400  # not modified
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


async def test_picture_seen_before_goes_out_by_its_file_id(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    for label in ("3.2", "3.1", "3.2"):
        steps = len(picture.history)
        reader.press(picture, label)
        await until(lambda steps=steps: len(picture.history) > steps)

    sent = [each.values["media"]["media"].startswith("attach://") for each in server.calls("editMessageMedia")]

    assert sent == [True, False, False]


async def test_file_id_that_is_worth_nothing_is_uploaded_anew(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    server.world.files.clear()

    reader.say(f"/heads 3 1 {sentence_of(reader)}")

    await until(lambda: len(reader.private.from_bot) == 2)
    assert [each.status for each in server.calls("sendPhoto")] == [200, 400, 200]


async def test_thirty_presses_in_a_second_are_all_answered_and_the_last_one_stands(
    until: Until, server: TelegramServer, reader: Person, picture: Message, clock: ManualClock
) -> None:
    queries = [reader.press(picture, f"3.{2 + n % 6}") for n in range(30)]

    await until(lambda: all(query.answered for query in queries))
    await clock.run_until(lambda: "3.7" in picture.words, idle=lambda: not server.busy)

    assert pressed(picture)[0] == "● 3.7"
    assert len(server.calls("editMessageMedia")) < 6
    assert server.flood.refusals == {}


async def test_forgotten_button_is_told_over_the_chat(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    reader.say("/forget")
    await until(lambda: len(reader.private.from_bot) == 2)

    query = reader.press(picture, "3.5")

    await finished(server, query)
    assert query.answers[0]["show_alert"]
    assert query.answers[0]["text"] == answered(lang_of(reader), "text-forgotten")
    assert not picture.history


async def test_button_of_a_strange_kind_is_told_over_the_chat(
    server: TelegramServer, reader: Person, picture: Message
) -> None:
    query = reader.press(picture, {"callback_data": "zzz"})

    await finished(server, query)

    assert query.answers[0]["show_alert"]
    assert query.answers[0]["text"] == answered(lang_of(reader), "unknown-button")


async def test_press_on_an_old_message_works_by_its_ids(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    reader.press(picture, "3.5", inaccessible=True)

    await until(lambda: "3.5" in picture.words)


async def test_press_on_a_deleted_message_is_only_answered(
    server: TelegramServer, reader: Person, picture: Message, caplog: pytest.LogCaptureFixture
) -> None:
    reader.delete(picture)

    query = reader.press(picture, "3.5")

    await finished(server, query)
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


async def test_slow_press_is_answered_before_it_is_worked_out(
    server: TelegramServer, house: Watched, until: Until, reader: Person, picture: Message, clock: ManualClock
) -> None:
    house.gate = asyncio.Event()
    query = reader.press(picture, "3.5")
    await server.world.until(lambda: house.busy)
    actions = len(server.world.actions)

    clock.advance(0.8)

    await server.world.until(lambda: query.answered and len(server.world.actions) > actions)
    assert not picture.history
    house.gate.set()
    await until(lambda: "3.5" in picture.words)


async def test_exact_picture_comes_as_a_file_with_every_pixel(
    until: Until, server: TelegramServer, reader: Person, picture: Message
) -> None:
    reader.press(picture, says(reader, "exact"))

    await until(lambda: len(reader.private.from_bot) == 2)

    file = reader.private.from_bot[1].document
    assert file.data == picture.photo.data
    assert file.name.endswith(".png")


async def test_delete_button_takes_the_answer_away(server: TelegramServer, reader: Person, picture: Message) -> None:
    query = reader.press(picture, says(reader, "delete"))

    await finished(server, query)

    assert picture.deleted


async def test_start_picture_leads_to_words_below_it(
    until: Until, server: TelegramServer, reader: Person, answers: Answers
) -> None:
    reader.say("/lang")
    (words,) = await answers(reader.private)

    reader.press(words, words.buttons[0])

    await until(lambda: words.history)
    assert len(reader.private.from_bot) == 1


async def test_buttons_work_after_a_restart(
    until: Until, server: TelegramServer, reader: Person, picture: Message, talking: "asyncio.Task[None]", start: Start
) -> None:
    talking.cancel()
    await asyncio.wait([talking])
    await start()

    reader.press(picture, "3.5")

    await until(lambda: "3.5" in picture.words)


async def test_answer_that_telegram_no_longer_deletes_is_told(
    server: TelegramServer, reader: Person, picture: Message, clock: ManualClock
) -> None:
    clock.advance(49 * 3600)
    query = reader.press(picture, says(reader, "delete"))

    await finished(server, query)

    assert query.answers[0]["text"] == says(reader, "too-old-to-delete")
    assert not picture.deleted


class TestInAGroup:
    @pytest.fixture
    def club(self, server: TelegramServer, reader: Person, other: Person) -> Chat:
        """A group that the reader opened: the other one is a plain member."""
        return group(server.world, "Heads club", reader, other)

    @pytest.fixture
    async def shared(self, reader: Person, club: Chat, answers: Answers) -> Message:
        """A picture that Anna asked for."""
        reader.say(f"/heads 3 1 {sentence_of(reader)}", club)
        return (await answers(club))[0]

    async def test_anybody_may_press(
        self, until: Until, server: TelegramServer, reader: Person, shared: Message
    ) -> None:
        reader.press(shared, "3.5")

        await until(lambda: "3.5" in shared.words)

    async def test_only_the_author_may_delete(
        self, until: Until, server: TelegramServer, reader: Person, other: Person, shared: Message
    ) -> None:
        refused = other.press(shared, says(reader, "delete"))
        await finished(server, refused)
        assert refused.answers[0]["text"] == says(other, "not-yours")

        reader.press(shared, says(reader, "delete"))

        await until(lambda: shared.deleted)

    async def test_author_stays_the_author_after_another_pressed(
        self, until: Until, server: TelegramServer, reader: Person, other: Person, shared: Message
    ) -> None:
        other.press(shared, "3.5")
        await until(lambda: shared.history)

        reader.press(shared, says(reader, "delete"))

        await until(lambda: shared.deleted)

    async def test_without_the_right_to_send_pictures_a_press_brings_words(
        self, until: Until, server: TelegramServer, reader: Person, shared: Message, club: Chat
    ) -> None:
        restrict(club, "can_send_photos")
        reader.say(f"/heads 2 1 {sentence_of(reader)}", club)
        await until(lambda: len(club.from_bot) == 2)
        words = club.from_bot[1]

        reader.press(words, "2.5")

        await until(lambda: words.history)
        assert f"{head_of(reader)} 2.5" in words.words
