"""One SQLite file: its migrations, its transactions, its end."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from handlers.database import Database, open_database

pytestmark = pytest.mark.anyio

FIRST = "CREATE TABLE word (word TEXT PRIMARY KEY) STRICT; INSERT INTO word VALUES ('first')"
SECOND = "ALTER TABLE word ADD COLUMN used INTEGER; INSERT INTO word VALUES ('second', 2);"


async def words(database: Database) -> list[str]:
    return [word for (word,) in await database.read("SELECT word FROM word ORDER BY rowid")]


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    for migrations in ((FIRST,), (FIRST, SECOND), (FIRST, SECOND)):
        async with open_database(tmp_path / "new" / "words.sqlite3", migrations, "words") as database:
            found = await words(database)

    assert found == ["first", "second"]


async def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words"):
        pass
    with pytest.raises(sqlite3.Error):
        async with open_database(tmp_path / "words.sqlite3", (FIRST, f"{SECOND}; nonsense"), "words"):
            pass

    async with open_database(tmp_path / "words.sqlite3", (FIRST, SECOND), "words") as database:
        assert await words(database) == ["first", "second"]


async def test_what_is_written_stays_in_the_file(tmp_path: Path) -> None:
    async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words") as database:
        await database.write("INSERT INTO word VALUES (?)", ("cat",))

    async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words") as database:
        assert await words(database) == ["first", "cat"]


async def test_a_change_tells_what_its_work_found(tmp_path: Path) -> None:
    async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words") as database:
        assert await database.change(lambda connection: connection.execute("DELETE FROM word").rowcount) == 1


async def test_a_change_that_raises_is_undone(tmp_path: Path) -> None:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO word VALUES ('cat')")
        connection.execute("INSERT INTO word VALUES ('cat')")

    async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words") as database:
        with pytest.raises(sqlite3.IntegrityError):
            await database.change(work)

        assert await words(database) == ["first"]


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "words.sqlite3").write_text("The cat sat on the mat. " * 100, encoding="utf-8")

    with pytest.raises(sqlite3.DatabaseError):
        async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words"):
            pass


@pytest.mark.parametrize("sql", ["SELECT word FROM word", "SELECT nonsense"], ids=["fine", "broken"])
async def test_the_file_and_its_thread_are_closed_at_the_end(tmp_path: Path, sql: str) -> None:
    with contextlib.suppress(sqlite3.OperationalError):
        async with open_database(tmp_path / "words.sqlite3", (FIRST,), "words") as database:
            await database.read(sql)

    assert names(tmp_path) == ["words.sqlite3"]  # SQLite's own files beside it go when it closes
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("words")]
