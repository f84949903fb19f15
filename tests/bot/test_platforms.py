import asyncio
import logging
import re

import pytest
from pydantic import SecretStr

from bot.platforms import Platform, keep_running, known_platforms, started_by
from bot.settings import Settings

pytestmark = pytest.mark.anyio

SETTINGS = Settings(_env_file=None, telegram_token=SecretStr("12345:secret"), discord_token=None)


def platform(name: str, run: object) -> Platform:
    return Platform(name, lambda settings: settings.telegram_token, run)


async def test_a_platform_that_fails_runs_again_after_pauses_that_grow(caplog: pytest.LogCaptureFixture) -> None:
    pauses: list[float] = []
    runs = iter([KeyError("a bug"), OSError("down"), ExceptionGroup("", [TimeoutError()]), None])

    async def run(house: object, settings: Settings) -> None:
        if error := next(runs):
            raise error

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    with caplog.at_level(logging.WARNING):
        await keep_running(platform("telegram", run), None, SETTINGS, pause)

    assert pauses == [1.0, 2.0, 4.0]
    assert len(re.findall(r"bug \w{6}, telegram stopped", caplog.text)) == 1
    assert caplog.text.count("telegram can't be reached") == 2
    assert caplog.text.count("Traceback") == 1  # a bug's, not an outage's


async def test_one_platform_that_is_down_leaves_the_other_running() -> None:
    answered = asyncio.Event()

    async def broken(house: object, settings: Settings) -> None:
        raise OSError

    async def fine(house: object, settings: Settings) -> None:
        await asyncio.sleep(0.01)
        answered.set()

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        down = group.create_task(keep_running(platform("telegram", broken), None, SETTINGS))
        group.create_task(keep_running(platform("discord", fine), None, SETTINGS))
        await answered.wait()
        assert not down.done()
        down.cancel()


def test_a_platform_starts_when_its_token_is_set() -> None:
    assert [known.name for known in known_platforms()] == ["telegram", "discord"]
    assert [known.name for known in started_by(SETTINGS, known_platforms())] == ["telegram"]
