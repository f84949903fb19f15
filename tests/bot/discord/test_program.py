"""`python -m bot` with a Discord token, against the local server: killed, started again, ended."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.bot.discord.talk import answer, answer_in
from tests.servers.discord import Channel, Discord, Fault, Person, until

pytestmark = pytest.mark.anyio
ROOT = Path(__file__).parents[3]
START = 45.0  # real seconds for a program to start on a busy machine
EN = "The cat sat on the mat because the cat was tired"
POINTED = """
import sys
import discord, yarl
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
del sys.argv[1:]
from bot.__main__ import main
sys.exit(main())
"""


@asynccontextmanager
async def program(server: Discord, folder: Path) -> AsyncIterator[Process]:
    """The program, logged in; killed at the end with all that it started."""
    server.gateway.sessions.clear()
    server.clock.skip(5.0)  # one login in five seconds
    env = {**os.environ, "DISCORD_TOKEN": server.world.token, "DATA_DIR": str(folder), "OMP_NUM_THREADS": "1"}
    env |= {"PYTHONPATH": str(ROOT), "THREADS": "1", "LANGUAGE": "auto", "TELEGRAM_TOKEN": ""}
    command = (sys.executable, "-c", POINTED, server.url, server.gateway_url)
    with (folder / "stderr").open("ab") as log:
        started = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        await until(lambda: server.gateway.sessions or started.returncode is not None, seconds=START)
        assert started.returncode is None, logged(folder)
        yield started
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        await started.wait()


def logged(folder: Path) -> str:
    """What it logged."""
    return (folder / "stderr").read_text("utf-8")


async def test_killed_and_started_again(server: Discord, channel: Channel, anna: Person, tmp_path: Path) -> None:
    held = asyncio.Event()
    async with program(server, tmp_path) as first:
        picture = await answer(anna.slash(channel, "heads", layer=5, text=EN), seconds=START)
        server.faults.append(Fault("POST /channels/{}/messages", gate=held, late=True))
        anna.say(channel, f"<@{server.world.bot.id}> {EN}")
        await answer_in(server, channel, 2)
        first.send_signal(signal.SIGKILL)
        await first.wait()
    held.set()

    async with program(server, tmp_path):
        anna.press(picture, "5.3")
        await until(lambda: picture.content.startswith("Head 5.3"), seconds=START)
        assert len(server.world.answers(channel)) == 2
    assert server.refusals == []


async def test_sigterm_with_ten_answers_under_way(
    server: Discord, channel: Channel, anna: Person, boris: Person, tmp_path: Path
) -> None:
    async with program(server, tmp_path) as running:
        await answer(anna.slash(channel, "heads", layer=5, text=EN), seconds=START)  # the drawing worker is there now
        asked = [anna.slash(channel, "heads", layer=5, text=f"{EN} {number}") for number in range(5)]
        said = [boris.say(channel, f"<@{server.world.bot.id}> {EN} {number}") for number in range(5)]
        await until(lambda: any(one.acknowledged for one in asked), seconds=START)
        running.send_signal(signal.SIGTERM)
        async with asyncio.timeout(START):
            code = await running.wait()

    assert code == 128 + signal.SIGTERM
    assert all(one.messages for one in asked)
    replied = [message.reply_to for message in server.world.answers(channel)]
    assert all(one in replied for one in said)
    assert "Traceback" not in logged(tmp_path)
    assert EN not in logged(tmp_path)
