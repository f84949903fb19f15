from pathlib import Path

import pytest

from handlers.memory import KEPT_DAYS, open_memory
from handlers.request import Place
from tests.handlers.conftest import Clock

ANNA = Place("test:1", "anna", private=False)
BORIS = Place("test:1", "boris", private=False)
DAY = 24 * 60 * 60


@pytest.mark.anyio
async def test_a_text_is_there_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        kept = await memory.keep_text(ANNA, "The cat sat", "Кошка сидела")

    async with open_memory(tmp_path, clock) as memory:
        assert await memory.text(ANNA, kept.key) == kept


@pytest.mark.anyio
async def test_a_text_is_forgotten_when_nobody_uses_it(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        used = await memory.keep_text(ANNA, "used")
        unused = await memory.keep_text(ANNA, "unused")
        clock.now += (KEPT_DAYS - 1) * DAY
        await memory.text(ANNA, used.key)
        clock.now += 2 * DAY

        await memory.purge()

        assert await memory.text(ANNA, used.key) == used
        assert await memory.text(ANNA, unused.key) is None


@pytest.mark.anyio
async def test_a_text_stays_in_its_chat(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        kept = await memory.keep_text(ANNA, "secret")

        assert await memory.text(Place("test:2", "anna"), kept.key) is None
        assert await memory.text(BORIS, kept.key) == kept


@pytest.mark.anyio
async def test_forgetting_takes_ones_own_texts_alone(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        hers = await memory.keep_text(ANNA, "hers")
        his = await memory.keep_text(BORIS, "his")
        await memory.set_last(ANNA, "scene")

        assert await memory.forget(ANNA) == 1

        assert await memory.text(ANNA, hers.key) is None
        assert await memory.last(ANNA) is None
        assert await memory.text(ANNA, his.key) == his


@pytest.mark.anyio
async def test_a_group_keeps_its_language_when_one_member_is_forgotten(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        await memory.set_language(ANNA, "ru")
        await memory.forget(ANNA)

        assert await memory.language(BORIS) == "ru"


@pytest.mark.anyio
async def test_everything_moves_along_to_the_supergroup(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        kept = await memory.keep_text(ANNA, "The cat sat")
        await memory.set_last(ANNA, "scene")
        await memory.set_language(ANNA, "en")
        new = Place("test:-100", "anna", private=False)

        await memory.move(ANNA.chat, new.chat)

        assert await memory.text(new, kept.key) == kept
        assert (await memory.last(new), await memory.language(new)) == ("scene", "en")


@pytest.mark.anyio
async def test_topics_of_one_group_have_their_own_last_picture(tmp_path: Path, clock: Clock) -> None:
    async with open_memory(tmp_path, clock) as memory:
        await memory.set_last(Place("test:1", "anna", "7"), "seven")

        assert await memory.last(Place("test:1", "anna", "8")) is None
