"""What must survive a crash: updates not answered yet, answers sent, files known to Telegram, shared links.

An update is kept until it is answered, so that none is lost; its number is kept longer, so that none is answered twice.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from handlers import Database, open_database

KEPT_SECONDS = 3 * 24 * 3600  # Telegram keeps updates for one day
LINK_SECONDS = 30 * 24 * 3600
State = Literal["sending", "placeholder", "final"]

_MIGRATIONS = (
    """
    CREATE TABLE heard (id INTEGER PRIMARY KEY, body TEXT, at REAL NOT NULL) STRICT;
    CREATE TABLE answer (
        chat INTEGER NOT NULL, question INTEGER NOT NULL, part INTEGER NOT NULL,
        state TEXT NOT NULL, message INTEGER NOT NULL, at REAL NOT NULL,
        PRIMARY KEY (chat, question, part)
    ) STRICT;
    CREATE TABLE file (
        digest TEXT, kind TEXT, file_id TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (digest, kind)
    ) STRICT;
    CREATE TABLE link (code TEXT PRIMARY KEY, message TEXT NOT NULL, at REAL NOT NULL) STRICT;
    """,
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A part of an answer.

    Attributes:
        state: `sending`: perhaps sent, perhaps not; `placeholder`: a sign of work stands there; `final`.
        message: The message's number; while `sending` the last number known before it.
    """

    state: State
    message: int


class Store:
    """What is kept for one bot account."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        """Take what `open_store` opened; `clock` tells seconds since the epoch."""
        self._database = database
        self._clock = clock

    async def hear(self, updates: Iterable[tuple[int, str | None]]) -> set[int]:
        """Keep updates; which of them are new. A body of None need not survive a crash."""
        rows = [(number, body, self._clock()) for number, body in updates]

        def work(connection: Connection) -> set[int]:
            sql = "INSERT OR IGNORE INTO heard VALUES (?, ?, ?)"
            return {row[0] for row in rows if connection.execute(sql, row).rowcount}

        return await self._database.change(work)

    async def finish(self, update: int) -> None:
        """An update is dealt with: what it said is forgotten, its number stays."""
        await self._database.write("UPDATE heard SET body = NULL WHERE id = ?", (update,))

    async def unfinished(self) -> list[str]:
        """The updates that were heard but not dealt with, oldest first."""
        rows: list[tuple[str]] = await self._database.read("SELECT body FROM heard WHERE body IS NOT NULL ORDER BY id")
        return [body for (body,) in rows]

    async def sent(self, chat: int, question: int) -> dict[int, Sent]:
        """The parts of a question's answer so far."""
        sql = "SELECT part, state, message FROM answer WHERE chat = ? AND question = ?"
        rows: list[tuple[int, State, int]] = await self._database.read(sql, (chat, question))
        return {part: Sent(state, message) for part, state, message in rows}

    async def note(self, chat: int, question: int, part: int, sent: Sent) -> None:
        """Keep where a part of an answer stands."""
        values = (chat, question, part, sent.state, sent.message, self._clock())
        await self._database.write("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)", values)

    async def drop(self, chat: int, question: int, part: int) -> None:
        """A part of an answer is gone."""
        await self._database.write(
            "DELETE FROM answer WHERE chat = ? AND question = ? AND part = ?", (chat, question, part)
        )

    async def own_messages(self, chat: int, after: int) -> set[int]:
        """The numbers of messages of ours in a chat, from one number on."""
        sql = "SELECT message FROM answer WHERE chat = ? AND message > ? AND state != 'sending'"
        rows: list[tuple[int]] = await self._database.read(sql, (chat, after))
        return {message for (message,) in rows}

    async def file(self, digest: str, kind: str) -> str | None:
        """The id under which Telegram has this picture."""
        sql = "SELECT file_id FROM file WHERE digest = ? AND kind = ?"
        rows: list[tuple[str]] = await self._database.read(sql, (digest, kind))
        return rows[0][0] if rows else None

    async def keep_file(self, digest: str, kind: str, file_id: str | None) -> None:
        """Keep an id; None forgets it."""
        if file_id is None:
            await self._database.write("DELETE FROM file WHERE digest = ? AND kind = ?", (digest, kind))
        else:
            values = (digest, kind, file_id, self._clock())
            await self._database.write("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", values)

    async def keep_link(self, code: str, message: str) -> None:
        """Keep what a start link says."""
        await self._database.write("INSERT OR REPLACE INTO link VALUES (?, ?, ?)", (code, message, self._clock()))

    async def link(self, code: str) -> str | None:
        """What a start link says."""
        rows: list[tuple[str]] = await self._database.read("SELECT message FROM link WHERE code = ?", (code,))
        return rows[0][0] if rows else None

    async def move(self, old: int, new: int) -> None:
        """A group became a supergroup. Its messages have new numbers, so its answers can't be changed any more."""
        await self._database.write("DELETE FROM answer WHERE chat IN (?, ?)", (old, new))

    async def purge(self) -> None:
        """Drop what is too old to come again."""
        now = self._clock()

        def work(connection: Connection) -> None:
            connection.execute("DELETE FROM heard WHERE body IS NULL AND at < ?", (now - KEPT_SECONDS,))
            connection.execute("DELETE FROM answer WHERE at < ?", (now - KEPT_SECONDS,))
            connection.execute("DELETE FROM link WHERE at < ?", (now - LINK_SECONDS,))

        await self._database.change(work)


@asynccontextmanager
async def open_store(folder: Path, bot: int, clock: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """Open what is kept for one bot account: another account counts its updates anew.

    Raises:
        sqlite3.Error: If the file can't be opened or is no database.
    """
    async with open_database(folder / f"telegram-{bot}.sqlite3", _MIGRATIONS, "telegram-store") as database:
        store = Store(database, clock)
        await store.purge()
        yield store
