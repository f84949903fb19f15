from typing import get_args

import pytest

from attention import Reason
from bot.settings import Settings
from bot.words import account_language, own_language, say
from tests.catalogues import facts


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_reason_and_every_setting_has_its_sentence(lang: str) -> None:
    keys = facts("bot/text", lang).keys()

    assert {f"model-{reason}" for reason in get_args(Reason)} <= keys
    assert {f"possible-{name.replace('_', '-')}" for name in Settings.model_fields} <= keys


@pytest.mark.parametrize(
    ("layers", "heads", "expected"),
    [(1, 1, "1 слой по 1 голове"), (2, 4, "2 слоя по 4 головы"), (6, 8, "6 слоёв по 8 голов")],
)
def test_russian_numbers_have_their_plurals(layers: int, heads: int, expected: str) -> None:
    told = say("ru", "ready", model="embedded", layers=layers, heads=heads, dtype="float32", device="cpu")

    assert told == f"embedded: {expected}, float32 на cpu."


@pytest.mark.parametrize(
    ("environment", "account", "own"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru-RU", "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en-GB", "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ru:en"}, "ru", "ru"),
        ({"LANG": "C.UTF-8"}, None, "en"),
        ({"LANG": "de_DE"}, "de-DE", "en"),
        ({}, None, "en"),
    ],
)
def test_the_account_speaks_what_gettext_would_choose(
    environment: dict[str, str], account: str | None, own: str
) -> None:
    assert account_language(environment) == account
    assert own_language("auto", environment) == own


def test_the_setting_counts_more_than_the_account() -> None:
    assert own_language("en", {"LANG": "ru_RU.UTF-8"}) == "en"
