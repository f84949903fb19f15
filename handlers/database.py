"""One SQLite file with one owner: brought up to date when it opens, worked on off the event loop, closed at the end."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class Database:
    """The one owner of the file; every method runs on a thread of its own, off the event loop."""

    def __init__(self, connection: sqlite3.Connection, thread: ThreadPoolExecutor) -> None:
        """Take what `open_database` opened."""
        self._connection = connection
        self._thread = thread

    async def read(
        self, sql: str, values: tuple[object, ...] = ()
    ) -> list[tuple[Any, ...]]:  # Any: the schema types it
        """All rows that a query finds."""
        return await self._run(lambda: self._connection.execute(sql, values).fetchall())

    async def write(self, sql: str, values: tuple[object, ...] = ()) -> None:
        """Carry out one statement."""
        await self.change(lambda connection: connection.execute(sql, values))

    async def change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work that stands or falls together: it is one transaction, undone if it raises."""

        def whole() -> T:
            with self._connection:
                return work(self._connection)

        return await self._run(whole)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


@asynccontextmanager
async def open_database(path: Path, migrations: Sequence[str], thread_name: str) -> AsyncIterator[Database]:
    """Open a file, bring its schema up to date, and close it at the end.

    Args:
        path: The file; it and its folder are made if they aren't there.
        migrations: SQL scripts, oldest first. A file tells how many it has had, so more may follow but none may change.
        thread_name: How the thread that owns the file is called in logs.

    Raises:
        sqlite3.Error: If the file can't be opened or is no database.
    """
    loop, thread = asyncio.get_running_loop(), ThreadPoolExecutor(1, thread_name_prefix=thread_name)
    try:
        connection = await loop.run_in_executor(thread, _connect, path)
        try:
            await loop.run_in_executor(thread, _migrate, connection, migrations)
            yield Database(connection, thread)
        finally:
            await loop.run_in_executor(thread, connection.close)
    finally:
        await asyncio.to_thread(thread.shutdown)  # it waits for the thread, which the loop must not


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(path)


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves the file too
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, migration in enumerate(migrations[version:], start=version + 1):
        connection.executescript(f"BEGIN; {migration}; PRAGMA user_version = {number}; COMMIT;")
