"""What survives a crash, and for how long."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.telegram.store import LINK_SECONDS, Sent, Store, open_store

pytestmark = pytest.mark.anyio


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path, 42) as opened:
        yield opened


def files_with(text: bytes, folder: Path) -> list[Path]:
    """Which files of a folder hold a text."""
    return [path for path in folder.iterdir() if text in path.read_bytes()]


async def test_update_is_new_once(store: Store) -> None:
    assert await store.hear([(1, "one"), (2, None)]) == {1, 2}

    assert await store.hear([(2, None), (3, "three")]) == {3}


async def test_unfinished_updates_come_back_in_order_until_they_are_finished(tmp_path: Path) -> None:
    async with open_store(tmp_path, 42) as store:
        await store.hear([(3, "three"), (1, "one"), (2, None)])
        await store.finish(3)

    async with open_store(tmp_path, 42) as again:
        assert await again.unfinished() == ["one"]


async def test_another_account_counts_its_updates_anew(tmp_path: Path) -> None:
    async with open_store(tmp_path, 42) as store:
        await store.hear([(1, None)])

    async with open_store(tmp_path, 43) as other:
        assert await other.hear([(1, None)]) == {1}


async def test_what_a_finished_update_said_is_not_in_the_file(tmp_path: Path) -> None:
    async with open_store(tmp_path, 42) as store:
        await store.hear([(1, "a secret")])
        await store.finish(1)

    assert not files_with(b"a secret", tmp_path)


async def test_answers_in_a_group_that_moved_are_forgotten(store: Store) -> None:
    await store.note(-1, 5, 0, Sent("final", 6))

    await store.move(-1, -100)

    assert await store.sent(-1, 5) == {}


async def test_messages_that_may_not_be_there_are_not_known_as_ours(store: Store) -> None:
    await store.note(1, 5, 0, Sent("sending", 5))
    await store.note(1, 7, 0, Sent("final", 8))
    await store.note(1, 9, 0, Sent("placeholder", 10))

    assert await store.own_messages(1, after=7) == {8, 10}


async def test_file_id_is_kept_by_kind_until_it_is_forgotten(store: Store) -> None:
    await store.keep_file("abc", "photo", "P1")
    await store.keep_file("abc", "photo", "P2")
    assert (await store.file("abc", "photo"), await store.file("abc", "document")) == ("P2", None)

    await store.keep_file("abc", "photo", None)

    assert await store.file("abc", "photo") is None


async def test_old_numbers_and_links_go_and_unfinished_updates_stay(tmp_path: Path) -> None:
    async with open_store(tmp_path, 42, clock=lambda: 0.0) as store:
        await store.hear([(1, None), (2, "unfinished")])
        await store.keep_link("code", "text")

    async with open_store(tmp_path, 42, clock=lambda: LINK_SECONDS + 1.0) as later:
        assert await later.hear([(1, None)]) == {1}
        assert await later.unfinished() == ["unfinished"]
        assert await later.link("code") is None
