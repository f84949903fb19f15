"""`python -m bot check`: settings, folders, model and tokens; what is wrong, a line each."""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from attention import ModelError
from bot.logs import log_path
from bot.opening import load_model, load_writer, model_error, prepare, told
from bot.settings import Settings
from bot.words import own_language, say
from handlers import Lang

DISCORD_API_URL = "https://discord.com/api/v10"
_PATIENCE = 5.0  # seconds for a platform to answer

_MARKS = {"fine": "✓", "off": "·", "unsure": "?", "wrong": "✗"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was checked."""

    state: Literal["fine", "off", "unsure", "wrong"]
    text: str


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """How a platform tells whether it knows a token.

    Attributes:
        platform: Its name.
        setting: The variable that holds the token.
        token: The token, if it is set.
        url: Answers 200 and the bot's `username` to a known token; it may hold the token, so it is never shown.
        headers: Sent with it.
        form: What a token looks like, for when nobody answers.
    """

    platform: str
    setting: str
    token: SecretStr | None
    url: str
    headers: dict[str, str]
    form: str


async def check(settings: Settings) -> int:
    """Check everything, print a line as soon as it is known; 2 if anything is wrong, else 0."""
    lang = own_language(settings.language, os.environ)
    wrong = False
    async for line in _lines(settings, lang):
        wrong = wrong or line.state == "wrong"
        print(_MARKS[line.state], line.text, flush=True)  # noqa: T201 - this is a command's output
    return 2 if wrong else 0


async def _lines(settings: Settings, lang: Lang) -> AsyncIterator[Line]:
    yield Line("fine", say(lang, "check-settings"))
    folder = str(settings.data_dir)
    if error := await asyncio.to_thread(prepare, settings.data_dir):
        yield Line("wrong", say(lang, "check-data-wrong", folder=folder, why=error.strerror or str(error)))
    else:
        yield Line("fine", say(lang, "check-data", folder=folder))
        yield Line("fine", say(lang, "check-log", path=str(log_path(settings.data_dir))))
    yield await asyncio.to_thread(_check_model, settings, lang)
    yield await asyncio.to_thread(_check_answer_model, settings, lang)
    async with httpx.AsyncClient(timeout=_PATIENCE) as client:
        for token in token_checks(settings):
            yield await check_token(client, token, lang)


def _check_model(settings: Settings, lang: Lang) -> Line:
    began = time.monotonic()
    try:
        facts = load_model(settings).facts
    except ModelError as error:
        return Line("wrong", model_error(error, settings, lang))
    seconds = f"{time.monotonic() - began:.1f}"
    return Line("fine", say(lang, "check-model", facts=told(facts, lang), seconds=seconds))


def _check_answer_model(settings: Settings, lang: Lang) -> Line:
    began = time.monotonic()
    try:
        writer = load_writer(settings)
    except ModelError as error:
        return Line("wrong", model_error(error, settings, lang, "ANSWER_MODEL"))
    if writer is None:
        return Line("off", say(lang, "check-no-answer-model"))
    seconds = f"{time.monotonic() - began:.1f}"
    return Line("fine", say(lang, "check-answer-model", name=writer.name, seconds=seconds))


def token_checks(settings: Settings) -> tuple[TokenCheck, ...]:
    """List how each platform is asked."""
    telegram = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    discord = settings.discord_token.get_secret_value() if settings.discord_token else ""
    return (
        TokenCheck(
            "telegram",
            "TELEGRAM_TOKEN",
            settings.telegram_token,
            f"{settings.telegram_api_url}/bot{telegram}/getMe",
            {},
            r"\d{5,20}:[\w-]{30,50}",
        ),
        TokenCheck(
            "discord",
            "DISCORD_TOKEN",
            settings.discord_token,
            f"{DISCORD_API_URL}/users/@me",
            {"Authorization": f"Bot {discord}"},
            r"[\w-]{18,40}\.[\w-]{5,10}\.[\w-]{25,60}",
        ),
    )


async def check_token(client: httpx.AsyncClient, check: TokenCheck, lang: Lang) -> Line:
    """Ask the platform about a token; if it does not answer, look at the token's form alone."""
    if check.token is None:
        return Line("off", say(lang, "check-no-token", platform=check.platform))
    if not re.fullmatch(r"[!-~]+", check.token.get_secret_value()):  # could not even be sent in a header
        return Line("wrong", say(lang, "check-token-form", platform=check.platform, name=check.setting))
    host = urlsplit(check.url).netloc
    try:
        response = await client.get(check.url, headers=check.headers)
        body = response.json() if response.status_code == httpx.codes.OK else {}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        if re.fullmatch(check.form, check.token.get_secret_value()):
            return Line("unsure", say(lang, "check-network", platform=check.platform, host=host))
        return Line("wrong", say(lang, "check-token-form", platform=check.platform, name=check.setting))
    match response.status_code:
        case 200:
            account = _username(body)
            return Line("fine", say(lang, "check-token", platform=check.platform, account=account))
        case 401 | 403 | 404:
            return Line("wrong", say(lang, "check-token-refused", platform=check.platform, name=check.setting))
        case status:
            return Line("unsure", say(lang, "check-odd", platform=check.platform, host=host, status=str(status)))


def _username(body: object) -> str:
    """Find the bot's name: Discord answers with the account itself, Telegram with `{"ok": true, "result": account}`."""
    account = body.get("result", body) if isinstance(body, dict) else {}
    return str(account.get("username", "?")) if isinstance(account, dict) else "?"
