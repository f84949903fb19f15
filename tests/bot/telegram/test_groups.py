"""Groups: the bot speaks when spoken to, in the same topic, as a reply; what it may not do is told in words."""

import pytest

from tests.bot.telegram.conftest import Answers, Until
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


async def test_reply_to_the_bot_goes_on(anna: Person, boris: Person, club: Chat, answers: Answers) -> None:
    anna.say(f"/heads 3 1 {EN}", club)
    (picture,) = await answers(club)

    boris.say("и голову пять", club, reply_to=picture)

    assert "3.5" in (await answers(club, 2))[1].words


@pytest.mark.parametrize("how", ["mentions arrive", "privacy off"])
async def test_mention_is_answered_where_it_arrives(
    server: TelegramServer, anna: Person, answers: Answers, how: str
) -> None:
    server.bot.mentions_arrive = how == "mentions arrive"
    server.bot.privacy = how != "privacy off"
    chat = group(server.world, "Club", anna)

    anna.say(f"@heads_bot, {EN}", chat)

    (answer,) = await answers(chat)
    assert answer.photo


async def test_bare_mention_in_a_reply_looks_at_what_it_replies_to(
    anna: Person, boris: Person, open_club: Chat, answers: Answers
) -> None:
    said = boris.say(RU, open_club)

    anna.say("@heads_bot", open_club, reply_to=said)

    (answer,) = await answers(open_club)
    assert answer.photo
    assert "Голова" in answer.words


async def test_bare_mention_gets_help(anna: Person, open_club: Chat, answers: Answers) -> None:
    anna.say("@heads_bot", open_club)

    (answer,) = await answers(open_club)

    assert "/heads" in answer.words


async def test_speaks_only_when_spoken_to(
    server: TelegramServer, anna: Person, boris: Person, open_club: Chat, answers: Answers
) -> None:
    hers = anna.say(EN, open_club)
    boris.say("why?", open_club, reply_to=hers)
    anna.say("/heads@other_bot 3", open_club)
    anna.say("/roll 6", open_club)
    anna.say(None, open_club, sticker=STICKER)
    boris.edit(boris.say("x", open_club), RU)

    anna.say("/help", open_club)

    assert [each.photo for each in await answers(open_club)] == [None]


async def test_answer_stays_in_the_topic(server: TelegramServer, anna: Person, answers: Answers) -> None:
    forum = group(server.world, "Forum", anna, forum=True)
    english = topic(forum, "English")

    anna.say(f"/heads 3 {EN}", forum, topic=english)

    (answer,) = await answers(forum)
    assert answer.thread == english.id
    assert (forum.id, english.id, "upload_photo") in server.world.actions


async def test_plain_message_in_a_topic_is_no_reply_to_the_bot(
    server: TelegramServer, anna: Person, answers: Answers
) -> None:
    forum = group(server.world, "Forum", anna, forum=True, admin=True)
    english = topic(forum, "English")
    forum.messages[english.id].sender = server.bot.json()  # the bot itself opened it
    anna.say(EN, forum, topic=english)

    anna.say("/help", forum)

    assert [each.photo for each in await answers(forum, 2)] == [None, None]


async def test_two_topics_remember_apart(server: TelegramServer, anna: Person, answers: Answers) -> None:
    forum = group(server.world, "Forum", anna, forum=True)
    one, two = topic(forum, "One"), topic(forum, "Two")
    anna.say(f"/heads 3 1 {EN}", forum, topic=one)
    await answers(forum, 1)

    anna.say("/heads 4", forum, topic=two)

    assert not (await answers(forum, 2))[-1].photo


async def test_settings_move_with_a_group_that_becomes_a_supergroup(
    server: TelegramServer, anna: Person, answers: Answers
) -> None:
    old = group(server.world, "Club", anna, basic=True)
    anna.say("/lang ru", old)
    await answers(old)

    new = upgrade(old)
    anna.say(f"/heads 3 1 {EN}", new)

    assert (await answers(new))[0].words.startswith("Голова")


async def test_answer_that_finds_its_group_upgraded_goes_to_the_new_one(
    server: TelegramServer, anna: Person, answers: Answers, until: Until
) -> None:
    old = group(server.world, "Club", anna, basic=True)
    anna.say(f"/heads 3 1 {EN}", old)
    new = server.world.chat("supergroup", "Club")
    new.members, old.upgraded_to = old.members, new.id

    await until(lambda: new.from_bot)

    assert new.from_bot[0].photo


async def test_without_the_right_to_send_pictures_words_come(
    server: TelegramServer, anna: Person, club: Chat, answers: Answers
) -> None:
    restrict(club, "can_send_photos", "can_send_documents")

    anna.say(f"/heads 3 1 {EN}", club)

    (answer,) = await answers(club)
    assert answer.words.startswith("Pictures may not be sent here")
    assert "3.1" in answer.words
    assert answer.buttons


async def test_anonymous_administrator_is_answered(
    anna: Person, boris: Person, club: Chat, answers: Answers, until: Until
) -> None:
    anna.say(f"/heads 3 1 {EN}", club, anonymous=True)
    (answer,) = await answers(club)
    refused = boris.press(answer, "🗑 Delete")
    await until(lambda: refused.answered)

    anna.press(answer, "🗑 Delete")  # who asked is not known, so any administrator may

    await until(lambda: answer.deleted)


async def test_command_of_a_channel_is_answered(
    server: TelegramServer, anna: Person, club: Chat, answers: Answers
) -> None:
    channel_says(club, f"/heads 3 1 {EN}", server.world.chat("channel", "News"))

    assert (await answers(club))[0].photo


@pytest.mark.parametrize(
    "what", ["restricted", "kicked", "blocked", "topic closed", "topic deleted", "deactivated", "gone"]
)
async def test_chat_that_takes_nothing_is_one_line_in_the_log(
    server: TelegramServer, anna: Person, boris: Person, club: Chat, answers: Answers, until: Until,
    caplog: pytest.LogCaptureFixture, what: str,
) -> None:  # fmt: skip
    caplog.set_level("INFO", logger="bot")
    forum = group(server.world, "Forum", anna, forum=True)
    english = topic(forum, "English")
    match what:
        case "restricted":
            restrict(club, "can_send_messages", "can_send_photos", "can_send_documents")
            anna.say(f"/heads 3 {EN}", club)
        case "kicked":
            anna.say(f"/heads 3 {EN}", club)
            kick_bot(club)
        case "blocked":
            anna.say(EN)
            anna.block()
        case "topic closed":
            anna.say(f"/heads 3 {EN}", forum, topic=english)
            english.closed = True
        case "topic deleted":
            anna.say(f"/heads 3 {EN}", forum, topic=english)
            del forum.topics[english.id]
        case "deactivated":
            anna.say(EN)
            server.world.deactivated.add(anna.id)
        case "gone":
            anna.say(f"/heads 3 {EN}", club)
            club.gone = True

    await until(lambda: [line for line in caplog.messages if "can't be written to" in line])

    boris.say("/help")
    assert await answers(boris.private)
    assert not [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"]
    assert len([line for line in caplog.messages if "can't be written to" in line]) == 1


async def test_messages_of_other_bots_are_never_answered(
    server: TelegramServer, anna: Person, open_club: Chat, answers: Answers
) -> None:
    other = person(server.world, "Other", bot=True, started=False)
    server.world.tell("message", server.world.post(open_club, other.user, text=f"/heads 3 {EN}").json())

    anna.say("/help", open_club)

    assert [each.photo for each in await answers(open_club)] == [None]
