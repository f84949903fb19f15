"""A private chat: sentences, commands, edits, and what can't be looked at."""

import pytest

from bot.telegram.words import say
from handlers import Lang
from tests.bot.telegram.conftest import Answers, Until, head_of, lang_of, says, sentence_of
from tests.servers.telegram import PHOTO, POLL, STICKER, VOICE, Person, TelegramServer, person

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"
OTHER = {"en": "Mary bought bread and Peter bought milk", "ru": "Маша купила хлеб, а Пётр купил молоко"}
ORIGIN = {
    "type": "channel",
    "date": 1_700_000_000,
    "chat": {"id": -100500, "type": "channel", "title": "News"},
    "message_id": 3,
}
PLACE = {"latitude": 55.7, "longitude": 37.6}


async def test_sentence_gets_one_picture_with_caption_and_buttons(reader: Person, answers: Answers) -> None:
    reader.say(sentence_of(reader))

    (answer,) = await answers(reader.private)

    assert answer.photo.width > 500
    assert answer.words.startswith("Head" if lang_of(reader) == "en" else "Голова")
    assert any(button["text"].startswith("● ") for button in answer.buttons)
    assert answer.reply_to is None


@pytest.mark.parametrize("command", ["/start", "/heads", "/heads 5", "/heads 5 3", "/heads 5 1,4"])
async def test_command_with_a_picture(reader: Person, answers: Answers, command: str) -> None:
    reader.say(sentence_of(reader))
    await answers(reader.private)

    reader.say(command)

    _, answer = await answers(reader.private, 2)
    assert answer.photo
    assert answer.words


@pytest.mark.parametrize("command", ["/help", "/model", "/lang", "/privacy", "/forget", "/heads 99", "/nonsense"])
async def test_command_in_words(reader: Person, answers: Answers, command: str) -> None:
    reader.say(sentence_of(reader))
    await answers(reader.private)

    reader.say(command)

    _, answer = await answers(reader.private, 2)
    assert not answer.photo
    assert any("а" <= letter <= "я" for letter in answer.words) == (lang_of(reader) == "ru")


async def test_language_set_in_a_chat_stays(anna: Person, answers: Answers) -> None:
    anna.say("/lang ru")
    await answers(anna.private)

    anna.say(EN)

    assert (await answers(anna.private, 2))[1].words.startswith("Голова")


async def test_reply_to_a_picture_goes_on_with_its_text_and_layer(reader: Person, answers: Answers) -> None:
    reader.say(sentence_of(reader))
    await answers(reader.private)
    reader.say("/heads 4 2")
    _, picture = await answers(reader.private, 2)
    reader.say(OTHER[lang_of(reader)])
    await answers(reader.private, 3)

    reader.say("and head three" if lang_of(reader) == "en" else "и голову три", reply_to=picture)

    assert "4.3" in (await answers(reader.private, 4))[3].words


async def test_caption_of_a_photo_is_looked_at(reader: Person, answers: Answers) -> None:
    reader.say(sentence_of(reader), photo=PHOTO)

    (answer,) = await answers(reader.private)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


async def test_forwarded_channel_post_is_looked_at(reader: Person, answers: Answers) -> None:
    reader.say(sentence_of(reader), forward_origin=ORIGIN)

    (answer,) = await answers(reader.private)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


@pytest.mark.parametrize("extra", [
    {"photo": PHOTO}, {"sticker": STICKER}, {"voice": VOICE}, {"poll": POLL}, {"location": PLACE},
    {"forward_origin": ORIGIN, "photo": PHOTO},
], ids=lambda extra: "+".join(extra))  # fmt: skip
async def test_what_holds_no_text_gets_a_sentence(reader: Person, answers: Answers, extra: dict[str, object]) -> None:
    reader.say(None, **extra)

    (answer,) = await answers(reader.private)

    assert answer.words == says(reader, "only-text")


@pytest.mark.parametrize(("account", "lang"), [("uk", "ru"), ("kk", "ru"), ("en-GB", "en"), ("de", "en"), (None, "en")])
async def test_own_sentences_are_in_the_language_that_the_account_reads(
    server: TelegramServer, answers: Answers, account: str | None, lang: Lang
) -> None:
    guest = person(server.world, "Guest", account)

    guest.say(None, photo=PHOTO)

    (answer,) = await answers(guest.private)
    assert answer.words == say(lang, "only-text")


@pytest.mark.parametrize(
    "text", ["…", "🐈", "!!! ???", "a", "я" * 4096, "кот " * 1000, "\u202eabc\u0000", "<b>&amp;</b> *x* _y_"]
)
async def test_odd_text_gets_an_answer(anna: Person, answers: Answers, text: str) -> None:
    anna.say(text)

    assert (await answers(anna.private))[0].words


async def test_edited_message_changes_its_answer_in_place(until: Until, reader: Person, answers: Answers) -> None:
    asked = reader.say(sentence_of(reader))
    (answer,) = await answers(reader.private)
    before = answer.photo

    reader.edit(asked, OTHER[lang_of(reader)])

    await answers(reader.private)
    await until(lambda: answer.history)
    assert answer.photo.unique != before.unique
    assert reader.private.from_bot == [answer]


async def test_edit_from_a_picture_to_words_and_back(
    until: Until, reader: Person, answers: Answers, server: TelegramServer
) -> None:
    asked = reader.say(sentence_of(reader))
    await answers(reader.private)

    reader.edit(asked, "/help")
    await until(lambda: [each for each in reader.private.from_bot if not each.photo])
    (words,) = await answers(reader.private)
    reader.edit(asked, sentence_of(reader))
    await until(lambda: words.photo)

    assert len(reader.private.from_bot) == 1


async def test_edited_message_that_was_never_answered_is_answered(reader: Person, answers: Answers) -> None:
    old = reader.say(sentence_of(reader))
    reader.world.pending.clear()  # it was lost long ago

    reader.edit(old, sentence_of(reader) + "!")

    (answer,) = await answers(reader.private)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


async def test_question_deleted_meanwhile_is_answered_all_the_same(
    reader: Person, answers: Answers, server: TelegramServer
) -> None:
    asked = reader.say(sentence_of(reader), reply_to=reader.say("/help"))
    reader.delete(asked)

    assert len(await answers(reader.private, 2)) == 2


@pytest.mark.parametrize("what", ["command for another bot", "another bot", "service message", "our inline result"])
async def test_what_gets_no_answer(server: TelegramServer, reader: Person, answers: Answers, what: str) -> None:
    match what:
        case "command for another bot":
            reader.say("/heads@other_bot 5")
        case "another bot":
            other = person(server.world, "Other", bot=True)
            server.world.tell("message", server.world.post(other.private, other.user, text=sentence_of(reader)).json())
        case "service message":
            server.world.tell(
                "message", server.world.post(reader.private, reader.user, extra={"new_chat_title": "x"}).json()
            )
        case "our inline result":
            reader.say(sentence_of(reader), via_bot=server.bot.json())

    reader.say("/help")

    assert [each.photo for each in await answers(reader.private)] == [None]


async def test_people_and_chats_keep_their_languages_apart(anna: Person, boris: Person, answers: Answers) -> None:
    anna.say("/heads")
    boris.say("/heads")

    (english,), (russian,) = await answers(anna.private), await answers(boris.private)

    assert english.words != russian.words


async def test_sign_of_work_is_shown_and_taken_back(server: TelegramServer, anna: Person, answers: Answers) -> None:
    asked = anna.say(EN)
    await answers(anna.private)

    shown = [each.values["reaction"] for each in server.calls("setMessageReaction")]

    assert shown == [[{"type": "emoji", "emoji": "👀"}], []]
    assert asked.reactions == {}
    assert server.world.actions[0] == (anna.id, None, "upload_photo")


@pytest.mark.parametrize("caption", [None, EN], ids=["without words", "with a caption"])
async def test_album_gets_one_answer(reader: Person, answers: Answers, caption: str | None) -> None:
    reader.say(caption, photo=PHOTO, media_group_id="7")
    for _ in range(3):
        reader.say(None, photo=PHOTO, media_group_id="7")

    reader.say("/help")

    assert [bool(each.photo) for each in await answers(reader.private, 2)] == [caption is not None, False]
