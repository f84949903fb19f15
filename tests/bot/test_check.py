import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from pydantic import SecretStr

from bot.check import TokenCheck, check_token, token_checks
from bot.settings import Settings

pytestmark = pytest.mark.anyio

TELEGRAM = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
DISCORD = "MTE2NTQzMjEwOTg3NjU0MzIx.GabcDE.aaaaaaaaaabbbbbbbbbbccccccccccdddddddd"


class BothPlatforms(BaseHTTPRequestHandler):
    """Telegram's getMe and Discord's users/@me, for one token each."""

    def do_GET(self) -> None:
        if self.path == f"/bot{TELEGRAM}/getMe":
            self.answer(200, {"ok": True, "result": {"username": "heads_bot"}})
        elif self.path == "/users/@me" and self.headers["Authorization"] == f"Bot {DISCORD}":
            self.answer(200, {"username": "heads"})
        elif "busy" in self.path:
            self.answer(503, {})
        else:
            self.answer(401, {})

    def answer(self, status: int, body: dict[str, object]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), BothPlatforms) as listening:
        serving = threading.Thread(target=listening.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        serving.join()


def checks(root: str, telegram: str | None = None, discord: str | None = None) -> dict[str, TokenCheck]:
    settings = Settings(
        _env_file=None,
        telegram_api_url=root,
        telegram_token=SecretStr(telegram) if telegram else None,
        discord_token=SecretStr(discord) if discord else None,
    )
    on_telegram, on_discord = token_checks(settings)
    return {"telegram": on_telegram, "discord": replace(on_discord, url=f"{root}/users/@me")}


async def state_and_text(check: TokenCheck) -> tuple[str, str]:
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        line = await check_token(client, check, "en")
    return line.state, line.text


@pytest.mark.parametrize(
    ("platform", "name"), [("telegram", "heads_bot"), ("discord", "heads")], ids=["telegram", "discord"]
)
async def test_a_known_token_gives_the_name_of_its_bot(server: str, platform: str, name: str) -> None:
    state, text = await state_and_text(checks(server, TELEGRAM, DISCORD)[platform])

    assert state == "fine"
    assert name in text


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_an_unknown_token_is_wrong_and_not_shown(server: str, platform: str) -> None:
    state, text = await state_and_text(checks(server, TELEGRAM + "x", DISCORD + "x")[platform])

    assert state == "wrong"
    assert f"{platform.upper()}_TOKEN is not known" in text
    assert TELEGRAM not in text
    assert DISCORD not in text


async def test_no_token_is_said_and_nobody_is_asked() -> None:
    state, text = await state_and_text(checks("http://127.0.0.1:9")["telegram"])

    assert (state, text) == ("off", "telegram: no token, it will not start")


async def test_without_a_network_a_good_form_is_left_unsure() -> None:
    state, text = await state_and_text(checks("http://127.0.0.1:9", TELEGRAM)["telegram"])

    assert state == "unsure"
    assert "no answer from 127.0.0.1:9" in text


@pytest.mark.parametrize("token", ["my bot", "токен", "12345", "a\nb"])
async def test_without_a_network_a_bad_form_is_wrong(token: str) -> None:
    state, text = await state_and_text(checks("http://127.0.0.1:9", token)["telegram"])

    assert (state, text) == ("wrong", "telegram: TELEGRAM_TOKEN does not look like a token")


async def test_a_platform_in_trouble_says_nothing_about_the_token(server: str) -> None:
    state, text = await state_and_text(checks(f"{server}/busy", TELEGRAM)["telegram"])

    assert state == "unsure"
    assert "503" in text
