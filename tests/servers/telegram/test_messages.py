"""Edits, buttons, deletions, inline and guest queries, and how fast a bot may write."""

from typing import Any

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto

from tests.servers.clock import ManualClock
from tests.servers.telegram import Chat, Person, TelegramServer, group
from tests.servers.telegram.fixtures import Ask, png
from tests.servers.telegram.methods import NOT_MODIFIED

pytestmark = pytest.mark.anyio

KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("5", callback_data="h5"), InlineKeyboardButton("6", callback_data="h6")]]
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_media_edit_changes_text_to_photo_and_takes_the_keyboard_away(bot: telegram.Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "wait", reply_markup=KEYS)

    edited = await bot.edit_message_media(InputMediaPhoto(png(80, 50), "done"), anna.id, sent.message_id)

    assert (edited.photo[-1].width, edited.caption, edited.reply_markup) == (80, "done", None)
    assert anna.private.from_bot[0].buttons == []


async def test_same_content_again_is_not_modified(bot: telegram.Bot, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, png(), "a", reply_markup=KEYS)
    where = {"chat_id": anna.id, "message_id": sent.message_id}

    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_media(InputMediaPhoto(sent.photo[-1].file_id, "a"), reply_markup=KEYS, **where)

    await bot.edit_message_media(InputMediaPhoto(sent.photo[-1].file_id, "b"), reply_markup=KEYS, **where)


@pytest.mark.parametrize(
    ("method", "values", "text"),
    [
        ("editMessageText", {"message_id": 1, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": "hers", "text": "x"}, "message can't be edited"),
        ("editMessageText", {"message_id": "picture", "text": "x"}, "there is no text in the message to edit"),
        ("editMessageCaption", {"message_id": "words", "caption": "x"}, "there is no caption in the message to edit"),
        ("editMessageText", {"message_id": "words", "text": "x" * 4097}, "MESSAGE_TOO_LONG"),
        ("editMessageCaption", {"message_id": "picture", "caption": "x" * 1025}, "MEDIA_CAPTION_TOO_LONG"),
        ("editMessageText", {"message_id": "words", "text": "words"}, NOT_MODIFIED),
        ("editMessageReplyMarkup", {"message_id": "words"}, NOT_MODIFIED),
        ("deleteMessage", {"message_id": 1}, "message to delete not found"),
    ],
)
async def test_refused_changes(
    bot: telegram.Bot, ask: Ask, anna: Person, method: str, values: dict[str, Any], text: str
) -> None:
    words = await bot.send_message(anna.id, "words")
    picture = await bot.send_photo(anna.id, png(), "x")
    ids = {"hers": anna.say("hello").id, "words": words.message_id, "picture": picture.message_id}
    values = values | {"message_id": ids.get(values["message_id"], values["message_id"])}

    assert (await ask(method, chat_id=anna.id, **values))["description"] == f"Bad Request: {text}"


async def test_changes_that_are_just_allowed(bot: telegram.Bot, ask: Ask, anna: Person, clock: ManualClock) -> None:
    words = await bot.send_message(anna.id, "words")
    picture = await bot.send_photo(anna.id, png(), "x")
    where = {"chat_id": anna.id, "message_id": picture.message_id}

    assert (await ask("editMessageText", chat_id=anna.id, message_id=words.message_id, text="x" * 4096))["ok"]
    clock.advance(5)
    assert (await ask("editMessageCaption", **where, caption="x" * 1024))["ok"]
    assert (await ask("editMessageReplyMarkup", **where, reply_markup=KEYS.to_dict()))["ok"]


async def test_bot_deletes_its_own_but_not_a_members_message(bot: telegram.Bot, anna: Person, club: Chat) -> None:
    hers = anna.say("hello", club)
    mine = await bot.send_message(club.id, "hi")

    assert await bot.delete_message(club.id, mine.message_id)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(club.id, hers.id)


async def test_nothing_is_deleted_after_48_hours(bot: telegram.Bot, anna: Person, clock: ManualClock) -> None:
    first, second = [await bot.send_message(anna.id, each) for each in "ab"]
    clock.advance(48 * 3600)
    assert await bot.delete_message(anna.id, first.message_id)

    clock.advance(1)

    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(anna.id, second.message_id)


async def test_press_is_answered_once_and_in_time(
    bot: telegram.Bot, ask: Ask, anna: Person, clock: ManualClock
) -> None:
    await bot.send_message(anna.id, "pick", reply_markup=KEYS)
    first, late = [anna.press(anna.private.from_bot[0], each) for each in ("5", "h6")]

    assert (await ask("answerCallbackQuery", callback_query_id=first.id))["ok"]
    assert (await ask("answerCallbackQuery", callback_query_id=first.id))["description"] == TOO_OLD
    clock.advance(151)
    assert (await ask("answerCallbackQuery", callback_query_id=late.id))["description"] == TOO_OLD


async def test_press_on_an_old_message_has_only_ids(bot: telegram.Bot, anna: Person) -> None:
    await bot.send_message(anna.id, "pick", reply_markup=KEYS)

    anna.press(anna.private.from_bot[0], "5", inaccessible=True)

    query = (await bot.get_updates())[0].callback_query
    assert not query.message.is_accessible
    assert query.data == "h5"


async def test_inline_results_and_the_message_chosen(
    server: TelegramServer, ask: Ask, anna: Person, club: Chat
) -> None:
    photo = server.world.keep("photo", png(), "a", (60, 40))
    query = anna.inline("the cat")
    results = [{"type": "photo", "id": "1", "photo_file_id": photo.id, "caption": "x", "reply_markup": KEYS.to_dict()}]
    assert (await ask("answerInlineQuery", inline_query_id=query.id, results=results))["ok"]

    sent = anna.choose(query, 0, club)
    anna.press(sent, "5")

    last = (await ask("getUpdates"))["result"][-1]["callback_query"]
    assert last["inline_message_id"] == query.inline_message_id
    assert (await ask("editMessageCaption", inline_message_id=query.inline_message_id, caption="y"))["result"] is True
    upload = {"type": "photo", "media": "attach://a"}
    refused = await ask(
        "editMessageMedia",
        inline_message_id=query.inline_message_id,
        media=str(upload).replace("'", '"'),
        files={"a": png()},
    )
    assert refused["description"] == "Bad Request: MEDIA_NEW_INVALID"


@pytest.mark.parametrize(
    ("results", "offset", "text"),
    [
        (51, "", "too many inline query results specified"),
        (2, "x" * 65, "NEXT_OFFSET_INVALID"),
        (-2, "", "RESULT_ID_DUPLICATE"),
    ],
)
async def test_inline_limits(
    server: TelegramServer, ask: Ask, anna: Person, results: int, offset: str, text: str
) -> None:
    def article(number: int) -> dict[str, Any]:
        content = {"message_text": "x"}
        return {"type": "article", "id": str(max(number, 0)), "title": "x", "input_message_content": content}

    numbers = range(results) if results > 0 else range(results, 0)
    query = anna.inline("x")

    body = await ask(
        "answerInlineQuery", inline_query_id=query.id, results=[article(n) for n in numbers], next_offset=offset
    )

    assert body["description"] == f"Bad Request: {text}"
    server.slips.clear()  # the schema has some of these limits too
    fits = [article(n) for n in range(50)]
    assert (await ask("answerInlineQuery", inline_query_id=query.id, results=fits, next_offset="x" * 64))["ok"]


async def test_guest_call_is_answered_once(server: TelegramServer, bot: telegram.Bot, anna: Person) -> None:
    elsewhere = group(server.world, "Others", anna, bot=False)
    anna.call("@heads_bot the cat sat", elsewhere)
    message = (await bot.get_updates(allowed_updates=["guest_message"]))[0].guest_message
    content = telegram.InputTextMessageContent("a look")
    result = telegram.InlineQueryResultArticle("1", "look", content)

    sent = await bot.answer_guest_query(message.guest_query_id, result)

    assert elsewhere.from_bot[0].text == "a look"
    assert sent.inline_message_id in server.world.inline_messages
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)query is too old"):
        await bot.answer_guest_query(message.guest_query_id, result)


async def flooded(ask: Ask, chat: int, count: int) -> list[int | None]:
    """Send so many at once: the waits that were told."""
    bodies = [await ask("sendMessage", chat_id=chat, text="x") for _ in range(count)]
    return [body.get("parameters", {}).get("retry_after") for body in bodies]


async def test_short_burst_passes_and_the_next_waits(ask: Ask, anna: Person, clock: ManualClock) -> None:
    assert await flooded(ask, anna.id, 4) == [None, None, None, 2]

    clock.advance(2)

    assert await flooded(ask, anna.id, 1) == [None]


async def test_asking_again_too_early_lengthens_the_wait(ask: Ask, anna: Person, clock: ManualClock) -> None:
    *_, first, second = await flooded(ask, anna.id, 5)

    assert second > first
    clock.advance(second)
    assert await flooded(ask, anna.id, 1) == [None]


async def test_twenty_a_minute_in_a_group_edits_counted(ask: Ask, club: Chat, clock: ManualClock) -> None:
    for _ in range(19):
        assert await flooded(ask, club.id, 1) == [None]
        clock.advance(1)
    last = club.from_bot[-1].id

    assert (await ask("editMessageText", chat_id=club.id, message_id=last, text="y"))["ok"]

    clock.advance(1)
    assert await flooded(ask, club.id, 1) == [41]


async def test_thirty_a_second_over_all(server: TelegramServer, ask: Ask, anna: Person, clock: ManualClock) -> None:
    chats = [group(server.world, str(n), anna).id for n in range(31)]

    waits = [(await flooded(ask, each, 1))[0] for each in chats]

    assert waits == [None] * 30 + [2]


async def test_one_flooded_chat_does_not_stop_another(ask: Ask, anna: Person, boris: Person) -> None:
    await flooded(ask, anna.id, 4)

    assert await flooded(ask, boris.id, 1) == [None]


async def test_actions_answers_and_reactions_are_no_messages(ask: Ask, anna: Person) -> None:
    sent = anna.say("hello")

    for _ in range(5):
        assert (await ask("sendChatAction", chat_id=anna.id, action="typing"))["ok"]
        assert (await ask("setMessageReaction", chat_id=anna.id, message_id=sent.id, reaction=[]))["ok"]
    assert await flooded(ask, anna.id, 3) == [None] * 3


async def test_album_counts_its_items(server: TelegramServer, ask: Ask, anna: Person) -> None:
    photo = {"type": "photo", "media": server.world.keep("photo", png(), "a", (60, 40)).id}

    assert not (await ask("sendMediaGroup", chat_id=anna.id, media=[photo] * 4))["ok"]


async def test_real_client_reads_the_wait(bot: telegram.Bot, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    for _ in range(3):
        await bot.send_message(anna.id, "x")

    with pytest.raises(telegram.error.RetryAfter) as caught:
        await bot.send_message(anna.id, "x")

    assert caught.value.retry_after.total_seconds() == 2


async def test_command_lists_stand_for_scope_and_language(bot: telegram.Bot) -> None:
    scope = telegram.BotCommandScopeAllGroupChats()

    await bot.set_my_commands([("heads", "Головы")], scope=scope, language_code="ru")

    assert (await bot.get_my_commands(scope, "ru"))[0].description == "Головы"
    assert await bot.get_my_commands(scope) == ()


async def test_description_of_a_language_falls_back(bot: telegram.Bot) -> None:
    await bot.set_my_description("heads")

    assert (await bot.get_my_description("ru")).description == "heads"
