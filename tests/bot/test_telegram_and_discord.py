"""`python -m bot` with both tokens against both servers: each lives on without the other, and both end together."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.clock import WallClock
from tests.bot.discord.talk import answer
from tests.servers.discord import Discord, open_discord, until
from tests.servers.discord.clock import SkippingLoop
from tests.servers.telegram import TelegramServer, person

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]
EN = "The cat sat on the mat because it was tired"
PATIENCE = 90.0  # a busy machine takes its time to load the model
# discord.py's addresses are attributes, not settings.
POINTED = """
import sys
import discord, yarl
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
del sys.argv[1:]
from bot.__main__ import main
sys.exit(main())
"""


@pytest.fixture(scope="module")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    """The local Discord goes by its loop's time."""
    return "asyncio", {"loop_factory": SkippingLoop}


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(WallClock()) as server:
        yield server
        assert server.slips == []


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with open_discord() as server:
        yield server


@pytest.fixture
async def program(
    telegram: TelegramServer, discord: Discord, tmp_path: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program, logged in on both; what still runs at the end is killed."""
    environment = {
        **os.environ, "TELEGRAM_TOKEN": telegram.bot.token, "TELEGRAM_API_URL": telegram.url,
        "DISCORD_TOKEN": discord.world.token, "DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT),
        "THREADS": "1", "LANGUAGE": "auto",
    }  # fmt: skip
    command = (sys.executable, "-c", POINTED, discord.url, discord.gateway_url)
    with (tmp_path / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=tmp_path, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        await until(lambda: telegram.poll.waiting and discord.gateway.sessions, seconds=PATIENCE)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def test_one_lives_on_when_the_other_is_refused_and_a_signal_ends_the_program(
    telegram: TelegramServer, discord: Discord, program: asyncio.subprocess.Process, tmp_path: Path
) -> None:
    anna = person(telegram.world, "Anna")
    reader = discord.person("anna", locale="en-US")
    channel = discord.world.channel(discord.world.guild("Study", discord.world.user("owner"), reader.user))
    anna.say(EN)
    await until(lambda: anna.private.from_bot, seconds=PATIENCE)

    telegram.revoke()
    await until(lambda: "BotFather" in (tmp_path / "log").read_text("utf-8"), seconds=PATIENCE)

    assert await answer(reader.slash(channel, "heads", layer=5, text=EN), seconds=PATIENCE)
    program.send_signal(signal.SIGTERM)
    async with asyncio.timeout(11):
        assert await program.wait() == 128 + signal.SIGTERM
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
