"""What Telegram shows beside the bot: the command menu, its name and descriptions, in both languages.

Each is asked for first and set only where it differs: Telegram lets a bot change its name a few times a day. The name
that stands for every other language stays as its owner set it.
"""

import asyncio
import logging
from typing import get_args

import telegram
from telegram.error import TelegramError

from bot.telegram.words import say
from handlers import COMMANDS, Lang

_log = logging.getLogger(__name__)

# Without a language code: what everybody else sees.
_CODES: tuple[tuple[str | None, Lang], ...] = ((None, "en"), *((lang, lang) for lang in get_args(Lang)))
_SCOPES = (telegram.BotCommandScopeAllPrivateChats(), telegram.BotCommandScopeAllGroupChats())


async def set_up(client: telegram.Bot) -> None:
    """Bring menu, name and descriptions up to date; where that fails, a line in the log, and the bot runs on."""
    for code, lang in _CODES:
        for work in (_set_commands, _set_descriptions, _set_name):
            try:
                await work(client, code, lang)
            except TelegramError as error:
                _log.warning("the menu in %s could not be set: %s", lang, error.message)
                return


def _commands(lang: Lang) -> tuple[telegram.BotCommand, ...]:
    return tuple(telegram.BotCommand(command.name, command.summary(lang)) for command in COMMANDS)


async def _set_commands(client: telegram.Bot, code: str | None, lang: Lang) -> None:
    wanted = await asyncio.to_thread(_commands, lang)  # the handlers read their sentences with the first one asked
    for scope in _SCOPES:
        if await client.get_my_commands(scope, code) != wanted:
            await client.set_my_commands(wanted, scope, code)


async def _set_descriptions(client: telegram.Bot, code: str | None, lang: Lang) -> None:
    description, short = say(lang, "description"), say(lang, "short-description")
    if (await client.get_my_description(code)).description != description:
        await client.set_my_description(description, code)
    if (await client.get_my_short_description(code)).short_description != short:
        await client.set_my_short_description(short, code)


async def _set_name(client: telegram.Bot, code: str | None, lang: Lang) -> None:
    if code and (await client.get_my_name(code)).name != say(lang, "name"):
        await client.set_my_name(say(lang, "name"), code)
