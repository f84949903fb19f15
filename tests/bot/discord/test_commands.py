"""Slash commands: registered in two languages, completed, answered in time."""

from typing import Any

import pytest

from bot.discord.client import Heads
from bot.discord.commands import as_text, payload
from handlers import COMMANDS, Command
from tests.bot.discord.talk import Tongue, answer, is_russian
from tests.servers.discord import Channel, Discord, Person, until

pytestmark = pytest.mark.anyio
SENTENCE = {"en": "The cat sat on the mat because it was tired", "ru": "Кошка сидела на окне, потому что устала"}


def test_every_command_is_registered_in_both_languages() -> None:
    slash = {one["name"]: one for one in payload() if one["type"] == 1}

    assert list(slash) == [command.name for command in COMMANDS]
    for one in slash.values():
        assert one["name_localizations"]["ru"] != one["name"]
        assert one["description_localizations"]["ru"] != one["description"]


async def test_discord_takes_the_commands(heads: Heads, server: Discord) -> None:
    registered = server.world.commands[None]

    assert [one["name"] for one in registered if one["type"] == 3] == ["Show attention"]
    assert all(one["integration_types"] == [0, 1] and one["contexts"] == [0, 1, 2] for one in registered)
    assert server.refusals == []


@pytest.mark.parametrize("lang", ["en", "ru"])
async def test_a_command_is_answered_with_a_picture(heads: Heads, channel: Channel, anna: Person, lang: str) -> None:
    told = await answer(anna.slash(channel, "heads", layer=5, heads="3", text=SENTENCE[lang]))

    assert told.content.startswith({"en": "Head 5.3", "ru": "Голова 5.3"}[lang])
    assert len(told.files) == 1
    picture = told.files[0]
    assert picture.alt
    assert picture.width is not None
    assert picture.width >= 800
    assert told.seen_by is None


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({}, "/heads"),
        ({"layer": "5"}, "/heads 5"),
        ({"layer": "5", "heads": "0-3"}, "/heads 5 0-3"),
        ({"heads": "3"}, "/heads heads 3"),
        ({"layer": "5", "text": "3 little pigs"}, "/heads 5: 3 little pigs"),
        ({"text": "5 apples"}, "/heads map: 5 apples"),
        ({"heads": "3", "text": "Кошка"}, "/heads головы 3: Кошка"),
    ],
)
def test_options_become_what_one_would_type(options: dict[str, str], text: str) -> None:
    assert as_text("heads", options) == text


async def test_numbers_in_the_text_are_no_heads(heads: Heads, channel: Channel, anna: Person) -> None:
    told = await answer(anna.slash(channel, "heads", layer=5, text="3 little pigs went home"))

    assert told.content.startswith("Layer 5")


@pytest.mark.parametrize("locale", ["en-US", "ru"])
@pytest.mark.parametrize("command", [command for command in COMMANDS if command.name != "heads"], ids=lambda c: c.name)
async def test_every_other_command_is_answered(
    heads: Heads, server: Discord, channel: Channel, command: Command, locale: str
) -> None:
    person = server.person("carl", locale=locale)

    told = await answer(person.slash(channel, command.name))

    assert is_russian(told.content) == (locale == "ru")
    assert (told.seen_by is person.user) == command.ephemeral
    assert server.refusals == []


@pytest.mark.parametrize(("locale", "word"), [("en-GB", "layers 0–5"), ("ru", "слои 0–5")], ids=["en", "ru"])
async def test_an_error_is_seen_by_the_one_who_asked(
    heads: Heads, server: Discord, channel: Channel, locale: str, word: str
) -> None:
    person = server.person("carl", locale=locale)

    told = await answer(person.slash(channel, "heads", layer=99, text=SENTENCE[locale[:2]]))

    assert word in told.content
    assert told.seen_by is person.user


@pytest.mark.parametrize(
    ("option", "typed", "first", "many"),
    [
        ("layer", "", ("layer 0 of 0–5", 0), 6),
        ("layer", "5", ("layer 5 of 0–5", 5), 1),
        ("heads", "", ("head 0 of 0–7", "0"), 9),
        ("heads", "1,", ("1,0", "1,0"), 8),
        ("heads", "2-7", ("2-7", "2-7"), 1),
    ],
)
async def test_options_are_completed(
    heads: Heads, channel: Channel, anna: Person, option: str, typed: str, first: tuple[str, Any], many: int
) -> None:
    typing = anna.autocomplete(channel, "heads", option, typed)

    choices = await until(lambda: typing.choices)
    assert (choices[0]["name"], choices[0]["value"]) == first
    assert len(choices) == many


@pytest.mark.parametrize(("typed", "key"), [("induction", "#induction-head"), ("", "#")], ids=["a word", "nothing"])
async def test_topics_are_completed(heads: Heads, channel: Channel, anna: Person, typed: str, key: str) -> None:
    typing = anna.autocomplete(channel, "ask", "question", typed)

    choices = await until(lambda: typing.choices)
    assert choices[0]["value"].startswith(key)
    told = await answer(anna.slash(channel, "ask", question=choices[0]["value"]))
    assert told.content
    assert told.seen_by is None


async def test_completion_speaks_the_persons_language(
    heads: Heads, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    for typing, first in (
        (asker.autocomplete(channel, "heads", "layer"), spoken.says("choice-layer", layer="0", last="5")),
        (asker.autocomplete(channel, "heads", "heads"), spoken.says("choice-head", head="0", last="7")),
    ):
        choices = await until(lambda typing=typing: typing.choices)  # type: ignore[misc]  # bound for each turn
        assert choices[0]["name"] == first


async def test_a_topic_is_offered_and_answered_in_the_persons_language(
    heads: Heads, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    typing = asker.autocomplete(channel, "ask", "question", "induction")
    choices = await until(lambda: typing.choices)
    told = await answer(asker.slash(channel, "ask", question=choices[0]["value"]))

    assert is_russian(choices[0]["name"]) == is_russian(told.content) == (spoken.lang == "ru")
