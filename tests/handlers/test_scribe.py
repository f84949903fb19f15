"""The chat model's queue: who goes first, and how it ends."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import attention
from handlers.scribe import MOST_WAITING, open_scribe
from tests.attention import scripted

pytestmark = pytest.mark.anyio
SENTENCES = ("One.", " Two.", " Three.")


class Steady(attention.Writer):
    """Counts its tokens, and never comes to an end by itself in a test's time."""

    tokens = 0

    def write(self, message: str, heard: Callable[[str], bool], most_tokens: int = 3000) -> attention.Written:
        def counted(text: str) -> bool:
            self.tokens += 1
            return heard(text)

        return super().write(message, counted, 3000)


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Steady:
    folder = scripted.save(tmp_path_factory.mktemp("endless"), *SENTENCES, endless=True)
    return Steady(attention.load(folder, device="cpu", threads=1))


@pytest.fixture
def writer(tmp_path: Path) -> attention.Writer:
    return attention.Writer(attention.load(scripted.save(tmp_path, *SENTENCES), device="cpu", threads=1))


def never() -> bool:
    return False


async def test_the_last_text_says_that_it_ended(writer: attention.Writer) -> None:
    async with open_scribe(writer, never) as scribe:
        texts = [text async for text in scribe.write("?")]

    assert [text.text for text in texts[:3]] == ["One.", "One. Two.", "One. Two. Three."]
    assert [text.ended for text in texts[-2:]] == [False, True]


async def test_who_leaves_ends_the_writing(endless: Steady) -> None:
    async with asyncio.timeout(20), open_scribe(endless, never) as scribe:
        texts = scribe.write("?")
        await anext(texts)
        await texts.aclose()
        await asyncio.sleep(0.1)
        before = endless.tokens
        await asyncio.sleep(0.1)
        went_on = endless.tokens - before

    assert went_on == 0


class Broken(attention.Writer):
    """Has a bug."""

    def write(self, message: str, heard: Callable[[str], bool], most_tokens: int = 256) -> attention.Written:
        raise LookupError(message)


async def test_a_bug_reaches_the_one_who_reads_along(endless: Steady) -> None:
    async with open_scribe(Broken(endless._model), never) as scribe:
        with pytest.raises(LookupError):
            await anext(scribe.write("?"))


async def test_closing_ends_the_writing(endless: Steady) -> None:
    async with asyncio.timeout(20):
        async with open_scribe(endless, never) as scribe:
            texts = scribe.write("?")
            await anext(texts)
            before = endless.tokens
        left = [text async for text in texts]

    assert endless.tokens - before < 1000
    assert not left[-1].ended


async def test_after_its_time_a_text_ends_as_it_is(endless: Steady) -> None:
    async with open_scribe(endless, never, seconds=0.3) as scribe:
        texts = [text async for text in scribe.write("?")]

    assert 0 < len(texts) < 3000
    assert not texts[-1].ended


async def test_a_look_goes_first(endless: Steady) -> None:
    looking = threading.Event()
    async with asyncio.timeout(20), open_scribe(endless, looking.is_set) as scribe:
        texts = scribe.write("?")
        await anext(texts)
        looking.set()
        await asyncio.sleep(0.1)
        before = endless.tokens
        await asyncio.sleep(0.1)
        waited = endless.tokens - before
        looking.clear()
        async for _ in texts:
            if endless.tokens > before:
                break
        await texts.aclose()

    assert waited == 0


async def test_where_many_wait_nothing_is_written(endless: Steady) -> None:
    looking = threading.Event()
    looking.set()
    async with asyncio.timeout(20), open_scribe(endless, looking.is_set) as scribe, asyncio.TaskGroup() as group:
        waiting = [scribe.write("?") for _ in range(MOST_WAITING)]
        tasks = [group.create_task(anext(each)) for each in waiting]
        await asyncio.sleep(0)
        refused = [text async for text in scribe.write("me too?")]
        looking.clear()
        first = await tasks[0]
        for each in waiting[1:]:
            tasks[waiting.index(each)].cancel()
        await waiting[0].aclose()

    assert refused == []
    assert first.text
