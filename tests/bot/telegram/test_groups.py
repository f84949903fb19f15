"""Groups: the bot speaks when spoken to, in the same topic, as a reply; what it may not do is told in words."""

import pytest

from tests.bot.telegram.conftest import Answers, Until, head_of, is_russian, lang_of, says, sentence_of
from tests.servers.telegram import (
    STICKER,
    Chat,
    Person,
    TelegramServer,
    channel_says,
    group,
    kick_bot,
    person,
    restrict,
    topic,
    upgrade,
)

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("talking")]

EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"


@pytest.fixture
def open_club(server: TelegramServer, anna: Person, boris: Person) -> Chat:
    """A group whose every message reaches the bot."""
    return group(server.world, "Open club", anna, boris, admin=True)


@pytest.mark.parametrize("text", [f"/heads 3 1 {EN}", f"/heads@heads_bot 3 1 {RU}", f"/HEADS@Heads_Bot 3 {EN}"])
async def test_command_is_answered_as_a_reply(anna: Person, club: Chat, answers: Answers, text: str) -> None:
    asked = anna.say(text, club)

    (answer,) = await answers(club)

    assert answer.photo
    assert answer.reply_to is asked


async def test_reply_to_the_bot_goes_on(reader: Person, other: Person, club: Chat, answers: Answers) -> None:
    reader.say(f"/heads 3 1 {sentence_of(reader)}", club)
    (picture,) = await answers(club)

    other.say("и голову пять" if lang_of(reader) == "en" else "and head five", club, reply_to=picture)

    assert "3.5" in (await answers(club, 2))[1].words


@pytest.mark.parametrize("how", ["mentions arrive", "privacy off"])
async def test_mention_is_answered_where_it_arrives(
    server: TelegramServer, reader: Person, answers: Answers, how: str
) -> None:
    server.bot.mentions_arrive = how == "mentions arrive"
    server.bot.privacy = how != "privacy off"
    chat = group(server.world, "Club", reader)

    reader.say(f"@heads_bot, {sentence_of(reader)}", chat)

    (answer,) = await answers(chat)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


async def test_bare_mention_in_a_reply_looks_at_what_it_replies_to(
    reader: Person, other: Person, open_club: Chat, answers: Answers
) -> None:
    said = other.say(sentence_of(other), open_club)

    reader.say("@heads_bot", open_club, reply_to=said)

    (answer,) = await answers(open_club)
    assert answer.photo
    assert head_of(other) in answer.words


async def test_bare_mention_gets_help(reader: Person, open_club: Chat, answers: Answers) -> None:
    reader.say("@heads_bot", open_club)

    (answer,) = await answers(open_club)

    assert "/heads" in answer.words
    assert is_russian(answer) == (lang_of(reader) == "ru")


async def test_speaks_only_when_spoken_to(
    server: TelegramServer, reader: Person, other: Person, open_club: Chat, answers: Answers
) -> None:
    hers = reader.say(sentence_of(reader), open_club)
    other.say("why?", open_club, reply_to=hers)
    reader.say("/heads@other_bot 3", open_club)
    reader.say("/roll 6", open_club)
    reader.say(None, open_club, sticker=STICKER)
    other.edit(other.say("x", open_club), sentence_of(other))

    reader.say("/help", open_club)

    assert [each.photo for each in await answers(open_club)] == [None]


async def test_answer_stays_in_the_topic(server: TelegramServer, reader: Person, answers: Answers) -> None:
    forum = group(server.world, "Forum", reader, forum=True)
    english = topic(forum, "English")

    reader.say(f"/heads 3 {sentence_of(reader)}", forum, topic=english)

    (answer,) = await answers(forum)
    assert answer.thread == english.id
    assert is_russian(answer) == (lang_of(reader) == "ru")
    assert (forum.id, english.id, "upload_photo") in server.world.actions


async def test_plain_message_in_a_topic_is_no_reply_to_the_bot(
    server: TelegramServer, reader: Person, answers: Answers
) -> None:
    forum = group(server.world, "Forum", reader, forum=True, admin=True)
    english = topic(forum, "English")
    forum.messages[english.id].sender = server.bot.json()  # the bot itself opened it
    reader.say(sentence_of(reader), forum, topic=english)

    reader.say("/help", forum)

    assert [each.photo for each in await answers(forum, 2)] == [None, None]


async def test_two_topics_remember_apart(server: TelegramServer, reader: Person, answers: Answers) -> None:
    forum = group(server.world, "Forum", reader, forum=True)
    one, two = topic(forum, "One"), topic(forum, "Two")
    reader.say(f"/heads 3 1 {sentence_of(reader)}", forum, topic=one)
    await answers(forum, 1)

    reader.say("/heads 4", forum, topic=two)

    words = (await answers(forum, 2))[-1]
    assert not words.photo
    assert is_russian(words) == (lang_of(reader) == "ru")


async def test_settings_move_with_a_group_that_becomes_a_supergroup(
    server: TelegramServer, reader: Person, other: Person, answers: Answers
) -> None:
    old = group(server.world, "Club", reader, basic=True)
    reader.say(f"/lang {lang_of(other)}", old)
    await answers(old)

    new = upgrade(old)
    reader.say(f"/heads 3 1 {sentence_of(reader)}", new)

    assert (await answers(new))[0].words.startswith(head_of(other))


async def test_answer_that_finds_its_group_upgraded_goes_to_the_new_one(
    server: TelegramServer, reader: Person, answers: Answers, until: Until
) -> None:
    old = group(server.world, "Club", reader, basic=True)
    reader.say(f"/heads 3 1 {sentence_of(reader)}", old)
    new = server.world.chat("supergroup", "Club")
    new.members, old.upgraded_to = old.members, new.id

    await until(lambda: new.from_bot)

    assert new.from_bot[0].photo
    assert new.from_bot[0].words.startswith(head_of(reader))


async def test_without_the_right_to_send_pictures_words_come(
    server: TelegramServer, reader: Person, club: Chat, answers: Answers
) -> None:
    restrict(club, "can_send_photos", "can_send_documents")

    reader.say(f"/heads 3 1 {sentence_of(reader)}", club)

    (answer,) = await answers(club)
    assert answer.words.startswith(says(reader, "no-pictures-here"))
    assert "3.1" in answer.words
    assert answer.buttons


async def test_anonymous_administrator_is_answered(
    server: TelegramServer, reader: Person, other: Person, answers: Answers, until: Until
) -> None:
    club = group(server.world, "Heads club", reader, other)  # who opens it is an administrator
    reader.say(f"/heads 3 1 {sentence_of(reader)}", club, anonymous=True)
    (answer,) = await answers(club)
    assert answer.words.startswith(head_of(reader))
    refused = other.press(answer, says(reader, "delete"))
    await until(lambda: refused.answered)
    assert refused.answers[0]["text"] == says(other, "not-yours")

    reader.press(answer, says(reader, "delete"))  # who asked is not known, so any administrator may

    await until(lambda: answer.deleted)


async def test_command_of_a_channel_is_answered(
    server: TelegramServer, reader: Person, club: Chat, answers: Answers
) -> None:
    channel_says(club, f"/heads 3 1 {sentence_of(reader)}", server.world.chat("channel", "News"))

    (answer,) = await answers(club)
    assert answer.photo
    assert answer.words.startswith(head_of(reader))


@pytest.mark.parametrize(
    "what", ["restricted", "kicked", "blocked", "topic closed", "topic deleted", "deactivated", "gone"]
)
async def test_chat_that_takes_nothing_is_one_line_in_the_log(
    server: TelegramServer, reader: Person, other: Person, club: Chat, answers: Answers, until: Until,
    caplog: pytest.LogCaptureFixture, what: str,
) -> None:  # fmt: skip
    caplog.set_level("INFO", logger="bot")
    forum = group(server.world, "Forum", reader, forum=True)
    english = topic(forum, "English")
    match what:
        case "restricted":
            restrict(club, "can_send_messages", "can_send_photos", "can_send_documents")
            reader.say(f"/heads 3 {sentence_of(reader)}", club)
        case "kicked":
            reader.say(f"/heads 3 {sentence_of(reader)}", club)
            kick_bot(club)
        case "blocked":
            reader.say(sentence_of(reader))
            reader.block()
        case "topic closed":
            reader.say(f"/heads 3 {sentence_of(reader)}", forum, topic=english)
            english.closed = True
        case "topic deleted":
            reader.say(f"/heads 3 {sentence_of(reader)}", forum, topic=english)
            del forum.topics[english.id]
        case "deactivated":
            reader.say(sentence_of(reader))
            server.world.deactivated.add(reader.id)
        case "gone":
            reader.say(f"/heads 3 {sentence_of(reader)}", club)
            club.gone = True

    await until(lambda: [line for line in caplog.messages if "can't be written to" in line])

    other.say("/help")
    assert await answers(other.private)
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]
    assert len([line for line in caplog.messages if "can't be written to" in line]) == 1


async def test_messages_of_other_bots_are_never_answered(
    server: TelegramServer, reader: Person, open_club: Chat, answers: Answers
) -> None:
    machine = person(server.world, "Other", bot=True, started=False)
    server.world.tell(
        "message", server.world.post(open_club, machine.user, text=f"/heads 3 {sentence_of(reader)}").json()
    )

    reader.say("/help", open_club)

    assert [each.photo for each in await answers(open_club)] == [None]
