"""`python -m bot` as people run it: killed between send and receipt, started again, ended by a signal."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.servers.telegram import TelegramServer, person
from tests.servers.telegram.fixtures import telegram

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[3]
EN, RU = "The cat sat on the mat because it was tired", "Кошка сидела на окне и смотрела на улицу"
PATIENCE = 90.0  # a busy machine takes its time to load the model
__all__ = ["telegram"]
Launch = Callable[[], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def launch(telegram: TelegramServer, tmp_path: Path) -> AsyncIterator[Launch]:
    """Start the program, and wait until it listens; what still runs at the end is killed."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    own = {"TELEGRAM_TOKEN": telegram.bot.token, "TELEGRAM_API_URL": telegram.url, "DATA_DIR": str(tmp_path / "data")}
    environment = kept | own | {"PYTHONPATH": str(ROOT), "THREADS": "1", "LANGUAGE": "auto"}
    running: list[asyncio.subprocess.Process] = []

    async def start() -> asyncio.subprocess.Process:
        command = (sys.executable, "-m", "bot")
        # A session of its own, so that its drawing process can be killed with it.
        process = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, env=environment, start_new_session=True)
        running.append(process)
        await telegram.world.until(lambda: telegram.poll.waiting or process.returncode is not None, PATIENCE)
        assert process.returncode is None
        return process

    yield start
    for process in running:
        await kill(process)


async def kill(process: asyncio.subprocess.Process) -> None:
    """End it as `kill -9` does."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


async def test_killed_between_send_and_receipt_then_ended_by_a_signal(telegram: TelegramServer, launch: Launch) -> None:
    world, anna = telegram.world, person(telegram.world, "Anna")
    first = await launch()
    anna.say(EN)
    await world.until(lambda: any(each.photo for each in anna.private.from_bot) and not telegram.busy, PATIENCE)
    held = telegram.fault(method="sendPhoto", gate=asyncio.Event())
    anna.say(RU)  # the drawing worker is there now: no sign of work comes before the picture
    await world.until(lambda: len(anna.private.from_bot) == 2, PATIENCE)
    await kill(first)
    assert held.times == 0

    second = await launch()  # no answer twice, none lost
    anna.say("/help")
    await world.until(lambda: len(anna.private.from_bot) == 3 and not telegram.busy, PATIENCE)
    picture = anna.private.from_bot[1]
    assert [bool(each.photo) for each in anna.private.from_bot] == [True, True, False]

    anna.press(picture, next(each for each in picture.buttons if not each["text"].startswith("● ")))
    await world.until(lambda: picture.history, PATIENCE)  # old buttons work

    people = [person(world, f"P{n}") for n in range(10)]
    for n, each in enumerate(people):
        each.say(f"/heads 3 {n % 8} {EN}")
    await world.until(lambda: telegram.poll.waiting and not world.pending)
    second.send_signal(signal.SIGTERM)
    async with asyncio.timeout(11):
        code = await second.wait()

    assert code in (0, 128 + signal.SIGTERM)
    assert [len(each.private.from_bot) for each in people] == [1] * 10


async def test_wrong_token_is_one_plain_line(telegram: TelegramServer, tmp_path: Path) -> None:
    telegram.tokens.clear()
    own = {"TELEGRAM_TOKEN": telegram.bot.token, "TELEGRAM_API_URL": telegram.url, "DATA_DIR": str(tmp_path / "data")}
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")} | own
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=tmp_path, env=environment | {"PYTHONPATH": str(ROOT)},
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip

    async with asyncio.timeout(PATIENCE):
        _, said = await process.communicate()

    lines = [line for line in said.decode().splitlines() if "token" in line.lower()]
    assert len(lines) == 1
    assert "@BotFather" in lines[0]
    assert telegram.bot.token not in said.decode()
    assert "Traceback" not in said.decode()
