"""What stands beside the bot's name: menu, name, descriptions, in both languages."""

import asyncio

import pytest

from handlers import COMMANDS
from tests.bot.telegram.conftest import Start
from tests.servers.telegram import TelegramServer

pytestmark = pytest.mark.anyio


@pytest.fixture
async def set_up(server: TelegramServer, talking: "asyncio.Task[None]") -> None:
    """The bot has set everything."""
    await server.world.until(lambda: ("name", "ru") in server.world.profile and not server.busy)


@pytest.mark.parametrize("scope", ["all_private_chats", "all_group_chats"])
@pytest.mark.parametrize(("code", "word"), [("", "Attention"), ("en", "Attention"), ("ru", "вниман")])
async def test_every_command_is_in_the_menu(
    server: TelegramServer, set_up: None, scope: str, code: str, word: str
) -> None:
    menu = {item["command"]: item["description"] for item in server.world.commands[scope, code]}

    assert list(menu) == [command.name for command in COMMANDS]
    assert word in menu["heads"]


async def test_descriptions_and_names_in_both_languages(server: TelegramServer, set_up: None) -> None:
    profile = server.world.profile

    assert "внимания" in profile["description", "ru"]
    assert "attention" in profile["short_description", ""].lower()
    assert profile["name", "ru"] == "Головы внимания"
    assert ("name", "") not in profile  # its owner's


async def test_second_start_sets_nothing_again(
    server: TelegramServer, set_up: None, talking: "asyncio.Task[None]", start: Start
) -> None:
    talking.cancel()
    await asyncio.wait([talking])
    server.seen.clear()

    await start()
    await server.world.until(lambda: len(server.calls("getMyName")) == 2 and not server.busy)

    assert not [each.method for each in server.seen if each.method.startswith("setMy")]
