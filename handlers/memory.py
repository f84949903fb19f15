"""What a chat needs to be remembered, in SQLite, and for how long.

Texts are kept because a button or a follow-up refers to them: for `KEPT_DAYS` after their last use, or until `/forget`.
Nothing is kept of a text's author but the name that the platform gives the account.
"""

import base64
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Literal, cast

from handlers.database import Database, open_database
from handlers.request import Lang, Place

KEPT_DAYS = 30
_DAY = 24 * 60 * 60

_MIGRATIONS = (
    """
    CREATE TABLE chat (chat TEXT PRIMARY KEY, lang TEXT) STRICT;
    CREATE TABLE text (
        key TEXT NOT NULL, chat TEXT NOT NULL, person TEXT NOT NULL, body TEXT NOT NULL, target TEXT,
        used REAL NOT NULL,
        PRIMARY KEY (key, chat)
    ) STRICT;
    CREATE TABLE last (
        chat TEXT NOT NULL, thread TEXT NOT NULL, person TEXT NOT NULL, scene TEXT NOT NULL, used REAL NOT NULL,
        PRIMARY KEY (chat, thread, person)
    ) STRICT;
    CREATE INDEX text_used ON text (used);
    """,
    """
    CREATE TABLE talk (
        chat TEXT NOT NULL, thread TEXT NOT NULL, person TEXT NOT NULL, topic TEXT NOT NULL, used REAL NOT NULL,
        PRIMARY KEY (chat, thread, person)
    ) STRICT;
    """,
    """
    ALTER TABLE talk ADD COLUMN told TEXT NOT NULL DEFAULT 'first';
    ALTER TABLE talk ADD COLUMN lang TEXT;
    """,
)

Told = Literal["first", "all"]
"""How much of a topic was told: its first screen, or what `more` adds too."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that somebody sent.

    Attributes:
        key: How buttons refer to it.
        body: The text, cleaned.
        target: What the decoder of an encoder-decoder is given, if the person gave it.
    """

    key: str
    body: str
    target: str | None = None


class Memory:
    """What is remembered, by chat, thread and person."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        """Take what `open_memory` opened; `clock` tells seconds since the epoch."""
        self._database = database
        self._clock = clock

    async def keep_text(self, place: Place, body: str, target: str | None = None) -> Text:
        """Keep a text, or mark it as used again."""
        text = Text(_key(place, body, target), body, target)
        await self._database.write(
            "INSERT INTO text VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, chat) DO UPDATE SET used = excluded.used",
            (text.key, place.chat, place.person, body, target, self._clock()),
        )
        return text

    async def text(self, place: Place, key: str) -> Text | None:
        """The text of a button in this chat; None once it is forgotten."""
        sql = "SELECT body, target FROM text WHERE key = ? AND chat = ?"
        rows: list[tuple[str, str | None]] = await self._database.read(sql, (key, place.chat))
        if not rows:
            return None
        await self._database.write(
            "UPDATE text SET used = ? WHERE key = ? AND chat = ?", (self._clock(), key, place.chat)
        )
        return Text(key, *rows[0])

    async def set_last(self, place: Place, scene: str) -> None:
        """Keep what this person was shown last in this thread, as a button's data."""
        await self._database.write(
            "INSERT INTO last VALUES (?, ?, ?, ?, ?) ON CONFLICT (chat, thread, person) "
            "DO UPDATE SET scene = excluded.scene, used = excluded.used",
            (place.chat, place.thread, place.person, scene, self._clock()),
        )

    async def last(self, place: Place) -> str | None:
        """What this person was shown last in this thread."""
        where = (place.chat, place.thread, place.person)
        sql = "SELECT scene FROM last WHERE chat = ? AND thread = ? AND person = ?"
        rows: list[tuple[str]] = await self._database.read(sql, where)
        return rows[0][0] if rows else None

    async def set_topic(self, place: Place, topic: str | None, told: Told = "first") -> None:
        """Keep which topic this person was told about last in this thread; None once the talk is of something else."""
        await self._database.write(
            "INSERT INTO talk (chat, thread, person, topic, told, used) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (chat, thread, person) "
            "DO UPDATE SET topic = excluded.topic, told = excluded.told, used = excluded.used",
            (place.chat, place.thread, place.person, topic or "", told, self._clock()),
        )

    async def topic(self, place: Place) -> str | None:
        """Which topic this person was told about last in this thread."""
        return (await self._talk(place, "topic")) or None

    async def told(self, place: Place, topic: str) -> Told:
        """How much this person was told of a topic, as far as the last one in this thread goes."""
        if (await self.topic(place) or "").partition(" ")[0] != topic:
            return "first"
        return cast(Told, await self._talk(place, "told"))

    async def set_spoken(self, place: Place, lang: Lang) -> None:
        """Keep in which language this person writes in this thread."""
        await self._database.write(
            "INSERT INTO talk (chat, thread, person, topic, lang, used) VALUES (?, ?, ?, '', ?, ?) "
            "ON CONFLICT (chat, thread, person) DO UPDATE SET lang = excluded.lang, used = excluded.used",
            (place.chat, place.thread, place.person, lang, self._clock()),
        )

    async def spoken(self, place: Place) -> Lang | None:
        """In which language this person wrote last in this thread."""
        return cast(Lang | None, await self._talk(place, "lang"))

    async def _talk(self, place: Place, column: Literal["topic", "told", "lang"]) -> str | None:
        where = (place.chat, place.thread, place.person)
        sql = f"SELECT {column} FROM talk WHERE chat = ? AND thread = ? AND person = ?"  # noqa: S608 - our own three names
        rows: list[tuple[str | None]] = await self._database.read(sql, where)
        return rows[0][0] if rows else None

    async def set_language(self, place: Place, lang: Lang | None) -> None:
        """Set the chat's language; None leaves it to each message again."""
        await self._database.write(
            "INSERT INTO chat VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET lang = excluded.lang", (place.chat, lang)
        )

    async def language(self, place: Place) -> Lang | None:
        """The language that was set for the chat."""
        sql = "SELECT lang FROM chat WHERE chat = ?"
        rows: list[tuple[Lang | None]] = await self._database.read(sql, (place.chat,))
        return rows[0][0] if rows else None

    async def forget(self, place: Place) -> int:
        """Forget this person in this chat, in a private one its settings too.

        Returns:
            How many texts were forgotten.
        """

        def work(connection: Connection) -> int:
            who = (place.chat, place.person)
            texts = connection.execute("DELETE FROM text WHERE chat = ? AND person = ?", who).rowcount
            connection.execute("DELETE FROM last WHERE chat = ? AND person = ?", who)
            connection.execute("DELETE FROM talk WHERE chat = ? AND person = ?", who)
            if place.private:
                connection.execute("DELETE FROM chat WHERE chat = ?", (place.chat,))
            return texts

        return await self._database.change(work)

    async def move(self, old_chat: str, new_chat: str) -> None:
        """Take everything along when a group becomes a supergroup."""

        def work(connection: Connection) -> None:
            for table in ("chat", "text", "last", "talk"):
                connection.execute(
                    f"UPDATE OR REPLACE {table} SET chat = ? WHERE chat = ?",  # noqa: S608 - our own four names
                    (new_chat, old_chat),
                )

        await self._database.change(work)

    async def purge(self) -> None:
        """Drop what was not used for `KEPT_DAYS`."""
        before = self._clock() - KEPT_DAYS * _DAY

        def work(connection: Connection) -> None:
            connection.execute("DELETE FROM text WHERE used < ?", (before,))
            connection.execute("DELETE FROM last WHERE used < ?", (before,))
            connection.execute("DELETE FROM talk WHERE used < ?", (before,))

        await self._database.change(work)


@asynccontextmanager
async def open_memory(folder: Path, clock: Callable[[], float]) -> AsyncIterator[Memory]:
    """Open the memory kept in `folder`, and close it at the end.

    Raises:
        sqlite3.Error: If the file can't be opened or is no database.
    """
    async with open_database(folder / "memory.sqlite3", _MIGRATIONS, "memory") as database:
        memory = Memory(database, clock)
        await memory.purge()
        yield memory


def _key(place: Place, body: str, target: str | None) -> str:
    """48 bits over chat, person and text, in letters that a button's data can hold."""
    whole = "\0".join((place.chat, place.person, body, target or "")).encode()
    return base64.urlsafe_b64encode(hashlib.blake2b(whole, digest_size=6).digest()).decode()
