"""Who may write where, and what the bot hears of a group."""

from typing import Any

import pytest
import telegram

from tests.servers.telegram import (
    STICKER,
    Chat,
    Message,
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
from tests.servers.telegram.fixtures import Ask, png

pytestmark = pytest.mark.anyio


async def heard(ask: Ask) -> list[dict[str, Any]]:
    """What the bot has got, kinds and bodies."""
    return (await ask("getUpdates"))["result"]


async def answer(ask: Ask, chat: Chat, text: str = "hi") -> Message:
    """Let the bot write."""
    body = await ask("sendMessage", chat_id=chat.id, text=text)
    return chat.messages[body["result"]["message_id"]]


@pytest.mark.parametrize("text", ["the cat sat", "/heads@other_bot 5", "@heads_bot look"])
async def test_privacy_mode_keeps_from_the_bot(ask: Ask, anna: Person, club: Chat, text: str) -> None:
    anna.say(text, club)

    assert await heard(ask) == []


@pytest.mark.parametrize("text", ["/heads 5", "/heads@heads_bot 5", "/heads@Heads_Bot"])
async def test_privacy_mode_lets_commands_through(ask: Ask, anna: Person, club: Chat, text: str) -> None:
    anna.say(text, club)

    assert len(await heard(ask)) == 1


async def test_bare_command_goes_to_the_last_bot_that_wrote(
    server: TelegramServer, ask: Ask, anna: Person, club: Chat
) -> None:
    other = person(server.world, "Other", bot=True, started=False)
    other.join(club)
    other.say("hello", club)
    anna.say("/heads", club)
    before = len(await heard(ask))

    await answer(ask, club)
    anna.say("/heads", club)

    assert len(await heard(ask)) == before + 1


async def test_privacy_mode_lets_replies_to_the_bot_through(ask: Ask, anna: Person, boris: Person, club: Chat) -> None:
    picture = await answer(ask, club)
    hers = anna.say("the cat sat", club)

    boris.say("why?", club, reply_to=hers)
    boris.say("and head 3?", club, reply_to=picture)

    assert [each["message"]["text"] for each in await heard(ask)] == ["and head 3?"]


@pytest.mark.parametrize("how", ["admin", "privacy off", "mentions arrive"])
async def test_who_hears_a_mention(server: TelegramServer, ask: Ask, anna: Person, how: str) -> None:
    server.bot.privacy = how != "privacy off"
    server.bot.mentions_arrive = how == "mentions arrive"
    chat = group(server.world, "Club", anna, admin=how == "admin")

    anna.say("@heads_bot look", chat)

    assert len(await heard(ask)) == 1


async def test_messages_of_other_bots_do_not_arrive(server: TelegramServer, ask: Ask, anna: Person) -> None:
    server.bot.privacy = False
    other = person(server.world, "Other", bot=True, started=False)
    chat = group(server.world, "Club", anna, other)

    other.say("hello", chat)

    assert await heard(ask) == []


async def test_anonymous_administrator_and_channel_come_as_bots_with_a_sender_chat(
    server: TelegramServer, ask: Ask, anna: Person, club: Chat
) -> None:
    anna.say("/heads", club, anonymous=True)
    channel_says(club, "/heads", server.world.chat("channel", "News"))

    first, second = await heard(ask)

    assert first["message"]["sender_chat"]["id"] == club.id
    assert first["message"]["from"]["username"] == "GroupAnonymousBot"
    assert second["message"]["sender_chat"]["type"] == "channel"


async def test_upgraded_group_tells_its_new_id(
    ask: Ask, bot: telegram.Bot, server: TelegramServer, anna: Person
) -> None:
    old = group(server.world, "Club", anna, basic=True)
    new = upgrade(old)

    with pytest.raises(telegram.error.ChatMigrated) as caught:
        await bot.send_message(old.id, "hi")

    assert caught.value.new_chat_id == new.id
    assert {each["message"].get("migrate_to_chat_id") for each in await heard(ask)} == {new.id, None}
    assert (await ask("sendMessage", chat_id=new.id, text="hi"))["ok"]


async def test_blocked_and_let_in_again(ask: Ask, anna: Person) -> None:
    anna.block()
    body = await ask("sendMessage", chat_id=anna.id, text="hi")
    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot was blocked by the user")

    anna.unblock()

    assert (await ask("sendMessage", chat_id=anna.id, text="hi"))["ok"]
    assert [each["my_chat_member"]["new_chat_member"]["status"] for each in await heard(ask)] == ["kicked", "member"]


@pytest.mark.parametrize(("basic", "noun"), [(True, "group"), (False, "supergroup")])
async def test_kicked_and_added_again(
    server: TelegramServer, ask: Ask, anna: Person, noun: str, *, basic: bool
) -> None:
    chat = group(server.world, "Club", anna, basic=basic)
    kick_bot(chat)
    body = await ask("sendMessage", chat_id=chat.id, text="hi")
    assert body["description"] == f"Forbidden: bot was kicked from the {noun} chat"

    anna.add_bot(chat)

    assert (await ask("sendMessage", chat_id=chat.id, text="hi"))["ok"]


async def test_other_reasons_not_to_write(server: TelegramServer, ask: Ask, anna: Person, club: Chat) -> None:
    stranger = person(server.world, "Vera", started=False)
    outside = group(server.world, "Others", anna, bot=False)
    server.world.deactivated.add(anna.id)
    club.gone = True

    said = [(await ask("sendMessage", chat_id=each, text="hi"))["description"] for each in (
        stranger.id, outside.id, anna.id, club.id, 12345)]  # fmt: skip

    assert said == [
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: bot is not a member of the supergroup chat",
        "Forbidden: user is deactivated",
        "Forbidden: the group chat was deleted",
        "Bad Request: chat not found",
    ]


async def test_restricted_group_takes_words_but_no_pictures(ask: Ask, club: Chat) -> None:
    restrict(club, "can_send_photos")

    body = await ask("sendPhoto", chat_id=str(club.id), files={"photo": png()})

    assert body["description"] == "Bad Request: not enough rights to send photos to the chat"
    assert (await ask("sendMessage", chat_id=club.id, text="hi"))["ok"]


async def test_restricted_group_takes_no_words(ask: Ask, club: Chat) -> None:
    restrict(club, "can_send_messages")

    body = await ask("sendMessage", chat_id=club.id, text="hi")

    assert body["description"] == "Bad Request: not enough rights to send text messages to the chat"


async def test_topics(server: TelegramServer, ask: Ask, anna: Person) -> None:
    forum = group(server.world, "Forum", anna, forum=True)
    english, russian = topic(forum, "English"), topic(forum, "Русский")
    russian.closed = True

    body = await ask("sendMessage", chat_id=forum.id, text="hi", message_thread_id=english.id)

    assert (body["result"]["message_thread_id"], body["result"]["is_topic_message"]) == (english.id, True)
    closed = await ask("sendMessage", chat_id=forum.id, text="hi", message_thread_id=russian.id)
    assert closed["description"] == "Bad Request: TOPIC_CLOSED"
    unknown = await ask("sendMessage", chat_id=forum.id, text="hi", message_thread_id=999)
    assert unknown["description"] == "Bad Request: message thread not found"


async def test_message_in_a_topic_carries_its_first_message_as_replied_to(
    server: TelegramServer, bot: telegram.Bot, anna: Person
) -> None:
    forum = group(server.world, "Forum", anna, forum=True)
    english = topic(forum, "English")

    anna.say("/heads 5", forum, topic=english)

    message = (await bot.get_updates())[0].message
    assert message.reply_to_message.forum_topic_created.name == "English"
    assert message.message_thread_id == english.id


async def test_reply_to_a_message_that_is_gone(ask: Ask, anna: Person) -> None:
    asked = anna.say("hello")
    anna.delete(asked)
    values = {"chat_id": anna.id, "text": "hi"}

    body = await ask("sendMessage", **values, reply_parameters={"message_id": asked.id})

    assert body["description"] == "Bad Request: message to be replied not found"
    lenient = {"message_id": asked.id, "allow_sending_without_reply": True}
    assert (await ask("sendMessage", **values, reply_parameters=lenient))["ok"]


async def test_draft_is_for_private_chats(ask: Ask, anna: Person, club: Chat) -> None:
    assert not (await ask("sendMessageDraft", chat_id=club.id, draft_id=1, text="x"))["ok"]
    assert (await ask("sendMessageDraft", chat_id=anna.id, draft_id=1, text="x"))["ok"]


async def test_sticker_of_a_person_arrives_as_the_client_reads_it(bot: telegram.Bot, anna: Person) -> None:
    anna.say(None, sticker=STICKER)

    assert (await bot.get_updates())[0].message.sticker.emoji == "🐈"
