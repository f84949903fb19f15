"""Each rule by a request that just breaks it and one that just doesn't, with the platform's own text."""

import json
from typing import Any

import pytest

from tests.servers.telegram import Person, TelegramServer
from tests.servers.telegram.fixtures import Ask, png, with_schema

pytestmark = pytest.mark.anyio

Values = dict[str, Any]


def keys(*buttons: Values) -> Values:
    """A keyboard of one row."""
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


def many(count: int) -> Values:
    """A keyboard of so many buttons, eight in a row."""
    buttons = [{"text": str(n), "callback_data": str(n)} for n in range(count)]
    return {"reply_markup": {"inline_keyboard": [buttons[n : n + 8] for n in range(0, count, 8)]}}


def commands(count: int = 1, name: str = "heads", description: str = "d", language: str = "ru") -> Values:
    """A command list."""
    items = [{"command": name if n == 0 else f"{name}{n}", "description": description} for n in range(count)]
    return {"commands": items, "language_code": language}


RULES: dict[str, tuple[str, Values, str, Values]] = {
    "text of 4096": ("sendMessage", {"text": "я" * 4097}, "message is too long", {"text": "я" * 4096}),
    "length counts after the markup": (
        "sendMessage",
        {"text": "<b>" + "x" * 4097 + "</b>", "parse_mode": "HTML"},
        "message is too long",
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
    ),
    "raw text of 32 KiB": (
        "sendMessage",
        {"text": "<b></b>" * 4682, "parse_mode": "HTML"},
        "text is too long",
        {"text": "<b></b>" * 4600 + "x", "parse_mode": "HTML"},
    ),
    "something visible": ("sendMessage", {"text": " \n "}, "message text is empty", {"text": " x "}),
    "html knows few tags": (
        "sendMessage",
        {"text": "я<h1>x</h1>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "h1" at byte offset 2',
        {"text": "<b>x</b> &lt;h1&gt;", "parse_mode": "HTML"},
    ),
    "html tags nest": (
        "sendMessage",
        {"text": "<b><i>x</b></i>", "parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        {"text": "<b><i>x</i></b>", "parse_mode": "HTML"},
    ),
    "html tags end": (
        "sendMessage",
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        {"text": "<b>x</b>", "parse_mode": "HTML"},
    ),
    "html end needs a start": (
        "sendMessage",
        {"text": "x</b>", "parse_mode": "HTML"},
        "can't parse entities: Unexpected end tag at byte offset 1",
        {"text": "x", "parse_mode": "HTML"},
    ),
    "a lone < is escaped": (
        "sendMessage",
        {"text": "1 < 2", "parse_mode": "HTML"},
        "can't parse entities: Unclosed start tag at byte offset 2",
        {"text": "1 &lt; 2", "parse_mode": "HTML"},
    ),
    "markdown reserves": (
        "sendMessage",
        {"text": "5.3", "parse_mode": "MarkdownV2"},
        "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        {"text": "5\\.3", "parse_mode": "MarkdownV2"},
    ),
    "markdown marks end": (
        "sendMessage",
        {"text": "я *x", "parse_mode": "MarkdownV2"},
        "can't parse entities: Can't find end of Bold entity at byte offset 3",
        {"text": "я *x*", "parse_mode": "MarkdownV2"},
    ),
    "known parse modes": (
        "sendMessage",
        {"text": "x", "parse_mode": "rst"},
        "unsupported parse_mode",
        {"text": "x", "parse_mode": "html"},
    ),
    "caption of 1024": (
        "sendPhoto",
        {"photo": "known", "caption": "я" * 1025},
        "message caption is too long",
        {"photo": "known", "caption": "я" * 1024},
    ),
    "callback data of 64 bytes": (
        "sendMessage",
        {"text": "x", **keys({"text": "a", "callback_data": "я" * 32 + "a"})},
        "BUTTON_DATA_INVALID",
        {"text": "x", **keys({"text": "a", "callback_data": "я" * 32})},
    ),
    "callback data isn't empty": (
        "sendMessage",
        {"text": "x", **keys({"text": "a", "callback_data": ""})},
        "BUTTON_DATA_INVALID",
        {"text": "x", **keys({"text": "a", "callback_data": "a"})},
    ),
    "a button says something": (
        "sendMessage",
        {"text": "x", **keys({"text": "", "callback_data": "a"})},
        "text buttons are unallowed in the inline keyboard",
        {"text": "x", **keys({"text": "a", "callback_data": "a"})},
    ),
    "a button does something": (
        "sendMessage",
        {"text": "x", **keys({"text": "a"})},
        "text buttons are unallowed in the inline keyboard",
        {"text": "x", **keys({"text": "a", "url": "https://t.me"})},
    ),
    "a hundred buttons": (
        "sendMessage",
        {"text": "x", **many(101)},
        "reply markup is too long",
        {"text": "x", **many(100)},
    ),
    "a file that is there": (
        "sendPhoto",
        {"photo": "attach://none"},
        "there is no photo in the request",
        {"photo": "known"},
    ),
    "a file id that is known": (
        "sendPhoto",
        {"photo": "other"},
        "wrong file identifier/HTTP URL specified",
        {"photo": "known"},
    ),
    "a file id keeps its kind": (
        "sendDocument",
        {"document": "known"},
        "can't use file of type Photo as Document",
        {"document": "paper"},
    ),
    "an album of two": (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "known"}]},
        "too few messages to send as an album",
        {"media": [{"type": "photo", "media": "known"}] * 2},
    ),
    "an album of ten": (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "known"}] * 11},
        "too many messages to send as an album",
        {"media": [{"type": "photo", "media": "known"}] * 3},
    ),
    "documents with documents": (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "known"}, {"type": "document", "media": "paper"}]},
        "document can't be mixed with other media types",
        {"media": [{"type": "document", "media": "paper"}] * 2},
    ),
    "known chat actions": (
        "sendChatAction",
        {"action": "thinking"},
        "wrong parameter action in request",
        {"action": "typing"},
    ),
    "command names": ("setMyCommands", commands(name="Heads"), "BOT_COMMAND_INVALID", commands(name="heads_2")),
    "command names of 32": ("setMyCommands", commands(name="h" * 33), "BOT_COMMAND_INVALID", commands(name="h" * 32)),
    "descriptions of 256": (
        "setMyCommands",
        commands(description="я" * 257),
        "BOT_COMMAND_DESCRIPTION_INVALID",
        commands(description="я" * 256),
    ),
    "two letters of language": (
        "setMyCommands",
        commands(language="ru-RU"),
        "invalid language code specified",
        commands(language="ru"),
    ),
    "a description of 512": (
        "setMyDescription",
        {"description": "x" * 513},
        "bot description is too long",
        {"description": "x" * 512},
    ),
    "a draft has an id": (
        "sendMessageDraft",
        {"draft_id": 0, "text": "x"},
        "RANDOM_ID_INVALID",
        {"draft_id": 1, "text": "x"},
    ),
}


@pytest.mark.parametrize("rule", RULES)
async def test_rule(server: TelegramServer, ask: Ask, anna: Person, rule: str) -> None:
    method, breaks, text, fits = RULES[rule]
    for kind in ("photo", "document"):
        kept = server.world.keep(kind, png(), "a.png", (60, 40))
        server.world.files["known" if kind == "photo" else "paper"] = kept
    chat = {"chat_id": anna.id} if "ommands" not in method and "Description" not in method else {}

    refused = await ask(method, **chat, **breaks)

    assert refused["description"] == f"Bad Request: {text}"
    assert (await ask(method, **chat, **fits))["ok"]


PICTURES: dict[str, tuple[bytes, str, bytes]] = {
    "sides together 10000": (png(9400, 601), "PHOTO_INVALID_DIMENSIONS", png(9400, 600)),
    "ratio 20": (png(2001, 100), "PHOTO_INVALID_DIMENSIONS", png(2000, 100)),
    "a picture": (b"not a picture", "IMAGE_PROCESS_FAILED", png()),
    "whole": (png(200, 200, 7)[:-40], "IMAGE_PROCESS_FAILED", png(200, 200, 7)),
    "not empty": (b"", "file must be non-empty", png()),
    "10 MB": (png() + b"\0" * (10 * 2**20), "file is too big", png()),
}


@pytest.mark.parametrize("rule", PICTURES)
async def test_picture(ask: Ask, anna: Person, rule: str) -> None:
    breaks, text, fits = PICTURES[rule]

    refused = await ask("sendPhoto", chat_id=str(anna.id), files={"photo": ("a.png", breaks)})

    assert refused["description"] == f"Bad Request: {text}"
    assert (await ask("sendPhoto", chat_id=str(anna.id), files={"photo": ("a.png", fits)}))["ok"]


async def test_photo_is_scaled_into_2560_and_comes_back_as_jpeg(server: TelegramServer, bot: Any, anna: Person) -> None:
    sent = await bot.send_photo(anna.id, png(5120, 100 * 4))
    file = await bot.get_file(sent.photo[-1].file_id)

    data = await file.download_as_bytearray()

    assert (sent.photo[-1].width, sent.photo[-1].height) == (2560, 200)
    assert data[:3] == b"\xff\xd8\xff"


async def test_file_over_20_mb_is_not_served(server: TelegramServer, ask: Ask) -> None:
    just = server.world.keep("document", b"x" * 20 * 2**20, "a")
    over = server.world.keep("document", b"x" * (20 * 2**20 + 1), "b")

    assert (await ask("getFile", file_id=over.id))["description"] == "Bad Request: file is too big"
    assert (await ask("getFile", file_id=just.id))["ok"]


async def test_parse_mode_wins_over_entities(ask: Ask, anna: Person) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 1}]

    body = await ask("sendMessage", chat_id=anna.id, text="<i>x</i>", parse_mode="HTML", entities=bold)

    assert [each["type"] for each in body["result"]["entities"]] == ["italic"]


async def test_offsets_are_utf16_units(ask: Ask, anna: Person) -> None:
    body = await ask("sendMessage", chat_id=anna.id, text="🐈<b>кот</b>", parse_mode="HTML")

    assert body["result"]["entities"] == [{"type": "bold", "offset": 2, "length": 3}]


async def test_more_than_a_hundred_entities_do_not_count(ask: Ask, anna: Person) -> None:
    bold = [{"type": "bold", "offset": n, "length": 1} for n in range(101)]

    body = await ask("sendMessage", chat_id=anna.id, text="x" * 200, entities=bold)

    assert len(body["result"]["entities"]) == 100


async def test_malformed_keyboard_is_told_before_a_missing_chat(ask: Ask, anna: Person) -> None:
    bad = keys({"text": "a"})

    assert "text buttons" in (await ask("sendMessage", chat_id=77, text="x" * 5000, **bad))["description"]
    assert (await ask("sendMessage", chat_id=77, text="x" * 5000))["description"] == "Bad Request: chat not found"
    assert "too long" in (await ask("sendMessage", chat_id=anna.id, text="x" * 5000))["description"]


@with_schema
async def test_reaction_is_one_of_the_list(server: TelegramServer, ask: Ask, anna: Person) -> None:
    sent = anna.say("hi")
    where = {"chat_id": anna.id, "message_id": sent.id}

    body = await ask("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "⏳"}])

    assert body["description"] == "Bad Request: REACTION_INVALID"
    server.slips.clear()
    assert (await ask("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "✍️"}]))["ok"]


async def test_one_reaction_a_message(ask: Ask, anna: Person) -> None:
    sent = anna.say("hi")
    two = [{"type": "emoji", "emoji": each} for each in "👀👌"]

    body = await ask("setMessageReaction", chat_id=anna.id, message_id=sent.id, reaction=two)

    assert body["description"] == "Bad Request: REACTIONS_TOO_MANY"
    assert (await ask("setMessageReaction", chat_id=anna.id, message_id=sent.id, reaction=two[:1]))["ok"]
    await ask("setMessageReaction", chat_id=anna.id, message_id=sent.id, reaction=[])
    assert sent.reactions == {}


async def test_values_of_a_form_are_read_as_json_where_the_schema_says_so(ask: Ask, anna: Person) -> None:
    markup = json.dumps(keys({"text": "a", "callback_data": "5"})["reply_markup"])

    body = await ask("sendPhoto", chat_id=str(anna.id), caption="5", reply_markup=markup, files={"photo": png()})

    assert body["result"]["caption"] == "5"
    assert body["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "5"
