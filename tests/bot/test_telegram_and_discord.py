"""`python -m bot` with both tokens against both servers: killed, started again, refused by one, ended by a signal."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.bot.discord.talk import answer
from tests.servers.discord import Channel, Discord, Fault, open_discord, until
from tests.servers.discord import Person as DiscordPerson
from tests.servers.discord.clock import SkippingLoop
from tests.servers.telegram import TelegramServer, person
from tests.servers.telegram.fixtures import telegram

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]
EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"
PATIENCE = 90.0  # a busy machine takes its time to load the model
__all__ = ["telegram"]
Launch = Callable[[], Awaitable[Process]]
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
async def discord() -> AsyncIterator[Discord]:
    async with open_discord() as server:
        yield server


@pytest.fixture
async def launch(telegram: TelegramServer, discord: Discord, tmp_path: Path) -> AsyncIterator[Launch]:
    """Start the program, and wait until it is logged in on both; what still runs at the end is killed."""
    environment = {
        **os.environ, "TELEGRAM_TOKEN": telegram.bot.token, "TELEGRAM_API_URL": telegram.url,
        "DISCORD_TOKEN": discord.world.token, "DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT),
        "THREADS": "1", "LANGUAGE": "auto",
    }  # fmt: skip
    command = (sys.executable, "-c", POINTED, discord.url, discord.gateway_url)
    running: list[Process] = []

    async def start() -> Process:
        discord.gateway.sessions.clear()
        discord.clock.skip(5.0)  # one login in five seconds
        with (tmp_path / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=tmp_path, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        running.append(process)
        await until(lambda: telegram.poll.waiting and discord.gateway.sessions, seconds=PATIENCE)
        return process

    yield start
    for process in running:
        await kill(process)


async def kill(process: Process) -> None:
    """End it, and the drawing process with it, as `kill -9` does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


@pytest.fixture
def boris(discord: Discord) -> DiscordPerson:
    """Somebody on Discord who reads Russian."""
    return discord.person("boris", locale="ru")


@pytest.fixture
def channel(discord: Discord, boris: DiscordPerson) -> Channel:
    """A channel of a guild that he is in."""
    return discord.world.channel(discord.world.guild("Study", discord.world.user("owner"), boris.user))


async def test_killed_between_send_and_receipt_on_both_and_started_again(
    telegram: TelegramServer, discord: Discord, channel: Channel, boris: DiscordPerson, launch: Launch
) -> None:
    anna, held = person(telegram.world, "Anna"), asyncio.Event()
    first = await launch()
    drawn = await answer(boris.slash(channel, "heads", layer=5, text=RU), seconds=PATIENCE)
    telegram.fault(method="sendPhoto", gate=held)
    discord.faults.append(Fault("POST /channels/{}/messages", gate=held, late=True))
    anna.say(EN)
    boris.say(channel, f"<@{discord.world.bot.id}> {RU}")
    await until(lambda: anna.private.from_bot and len(discord.world.answers(channel)) == 2, seconds=PATIENCE)
    await kill(first)
    held.set()

    await launch()
    anna.say("/help")
    await until(lambda: len(anna.private.from_bot) > 1 and not telegram.busy, seconds=PATIENCE)
    picture, mentioned = anna.private.from_bot[0], discord.world.answers(channel)[1]
    anna.press(picture, next(each for each in picture.buttons if not each["text"].startswith("● ")))
    boris.press(drawn, "5.3")
    await until(lambda: picture.history and drawn.content.startswith("Голова 5.3"), seconds=PATIENCE)

    assert [bool(each.photo) for each in anna.private.from_bot] == [True, False]
    assert len(discord.world.answers(channel)) == 2
    assert mentioned.content.startswith("Голова")
    assert discord.refusals == []


async def test_signal_lets_ten_answers_arrive_over_both(
    telegram: TelegramServer, discord: Discord, channel: Channel, boris: DiscordPerson, launch: Launch, tmp_path: Path
) -> None:
    program = await launch()
    await answer(boris.slash(channel, "heads", layer=5, text=RU), seconds=PATIENCE)  # the drawing worker is there now
    people = [person(telegram.world, f"P{number}") for number in range(5)]
    for number, each in enumerate(people):
        each.say(f"/heads 3 {number} {EN}")
    asked = [boris.slash(channel, "heads", layer=5, text=f"{RU} {number}") for number in range(3)]
    said = [boris.say(channel, f"<@{discord.world.bot.id}> {RU} {number}") for number in range(2)]
    await until(lambda: all(one.acknowledged for one in asked) and not telegram.world.pending, seconds=PATIENCE)

    program.send_signal(signal.SIGTERM)
    async with asyncio.timeout(11):
        assert await program.wait() == 128 + signal.SIGTERM

    assert [len(each.private.from_bot) for each in people] == [1] * 5
    assert [len(one.messages) for one in asked] == [1] * 3
    replied = [message.reply_to for message in discord.world.answers(channel)]
    assert [replied.count(one) for one in said] == [1] * 2
    log = (tmp_path / "log").read_text("utf-8")
    assert "Traceback" not in log
    assert EN not in log
    assert RU not in log


async def test_one_lives_on_when_the_other_is_refused_and_a_signal_ends_the_program(
    telegram: TelegramServer, discord: Discord, channel: Channel, boris: DiscordPerson, launch: Launch, tmp_path: Path
) -> None:
    anna, program = person(telegram.world, "Anna"), await launch()
    anna.say(EN)
    await until(lambda: anna.private.from_bot, seconds=PATIENCE)

    telegram.revoke()
    await until(lambda: "BotFather" in (tmp_path / "log").read_text("utf-8"), seconds=PATIENCE)

    assert await answer(boris.slash(channel, "heads", layer=5, text=RU), seconds=PATIENCE)
    program.send_signal(signal.SIGTERM)
    async with asyncio.timeout(11):
        assert await program.wait() == 128 + signal.SIGTERM
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
