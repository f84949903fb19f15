"""The declared commands as Discord wants them, and what somebody chose as the text that the handlers read."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.discord.completion import is_completed
from bot.discord.words import say
from handlers import COMMANDS, Argument, Command

CHAT_INPUT, MESSAGE_MENU = 1, 3  # kinds of application commands
STRING, INTEGER = 3, 4  # kinds of options
GUILD_AND_USER = [0, 1]  # a server installs the bot, or a person for themself
EVERYWHERE = [0, 1, 2]  # servers, the bot's direct messages, other private channels
LONGEST_DESCRIPTION = 100
SHOW = say("en", "menu-show")
_BY_NAME: Mapping[str, Command] = MappingProxyType({command.name: command for command in COMMANDS})
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

Json = dict[str, Any]  # Any: Discord's payloads


def payload() -> list[Json]:
    """Every command as Discord's API takes it; what is not translated falls back to English, so only Russian is."""
    return [*(_slash(command) for command in COMMANDS), _menu()]


def find(name: str) -> Command | None:
    """The command of this name; None for one that an older version registered."""
    return _BY_NAME.get(name)


def _where() -> Json:
    return {"integration_types": GUILD_AND_USER, "contexts": EVERYWHERE}


def _menu() -> Json:
    return {"type": MESSAGE_MENU, "name": SHOW, "name_localizations": {"ru": say("ru", "menu-show")}, **_where()}


def _slash(command: Command) -> Json:
    return {
        "type": CHAT_INPUT,
        "name": command.name,
        "name_localizations": {"ru": command.localised_name("ru")},
        "description": command.summary("en")[:LONGEST_DESCRIPTION],
        "description_localizations": {"ru": command.summary("ru")[:LONGEST_DESCRIPTION]},
        "options": [_option(argument) for argument in command.arguments],
        **_where(),
    }


def _option(argument: Argument) -> Json:
    described = {
        "type": INTEGER if argument.kind == "layer" else STRING,
        "name": argument.name,
        "name_localizations": {"ru": argument.localised_name("ru")},
        "description": argument.describe("en")[:LONGEST_DESCRIPTION],
        "description_localizations": {"ru": argument.describe("ru")[:LONGEST_DESCRIPTION]},
    }
    return {**described, "autocomplete": True} if is_completed(argument) else described


def chosen(options: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The options that came with a command, by name."""
    return {str(option["name"]): str(option["value"]) for option in options}


def as_text(name: str, values: Mapping[str, str]) -> str:
    """What somebody would have typed: `/heads 5 3: The cat sat`.

    A colon holds numbers and text apart, so that `5` with the text `3 little pigs` doesn't ask for head 3.
    """
    if name != "heads":
        return " ".join([f"/{name}", *values.values()])
    layer, heads, text = values.get("layer", ""), values.get("heads", ""), values.get("text", "")
    words = ("головы", "карта") if _CYRILLIC.search(text) else ("heads", "map")
    wish = f"{layer} {heads}".strip() if layer else f"{words[0]} {heads}" if heads else words[1] if text else ""
    return f"/{name} {wish}".rstrip() + (f": {text}" if text else "")
