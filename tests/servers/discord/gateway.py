"""The gateway: heartbeats, IDENTIFY, RESUME with replay, zlib-stream, close codes [dd, discord-gateway.json]."""

import asyncio
import json
import time
import zlib
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.discord import schema
from tests.servers.discord.shown import Shown
from tests.servers.discord.world import Build, Guild, World

GUILDS, GUILD_MESSAGES, GUILD_REACTIONS, DIRECT_MESSAGES, DIRECT_REACTIONS, CONTENT = 0, 9, 10, 12, 13, 15
MEMBERS, PRESENCES = 1, 8
KNOWN_INTENTS = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
PAYLOAD, EVENTS, WINDOW = 4096, 120, 60.0
IDENTIFY_WINDOW, IDENTIFIES, DAY = 5.0, 1000, 86400.0  # one in five seconds (max_concurrency 1), 1000 a day


def needs(event: str, *, direct: bool) -> int | None:
    """The intent that an event needs, None for those that always come."""
    if event in ("INTERACTION_CREATE", "READY", "RESUMED"):
        return None
    if event.startswith("MESSAGE_REACTION"):
        return DIRECT_REACTIONS if direct else GUILD_REACTIONS
    if event.startswith("MESSAGE_"):
        return DIRECT_MESSAGES if direct else GUILD_MESSAGES
    return GUILDS


@dataclass(eq=False, slots=True)
class Session:
    """What a client identified as; it outlives its connection, so that RESUME can replay."""

    id: str
    intents: int
    log: list[dict[str, Any]] = field(default_factory=list)
    line: "Line | None" = None

    @property
    def sees_content(self) -> bool:
        """Whether it asked for the privileged message content."""
        return bool(self.intents & 1 << CONTENT)

    def push(self, event: str, data: dict[str, Any]) -> None:
        """Numbers an event, keeps it for a replay and sends it if somebody listens."""
        self.log.append({"op": 0, "t": event, "s": len(self.log) + 1, "d": data})
        if self.line is not None:
            self.line.send(self.log[-1])


class Line:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj() if compressed else None
        self._queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.beats = 0
        self.last_beat = time.monotonic()
        self.taken: deque[float] = deque()
        self.session: Session | None = None
        self.deaf = False

    def send(self, payload: dict[str, Any]) -> None:
        """Queues a payload."""
        self._queue.put_nowait(payload)

    async def write(self) -> None:
        """Sends what is queued, each message flushed into the one deflate stream."""
        with suppress(ConnectionError):  # the client is gone: its session keeps what it missed
            while (payload := await self._queue.get()) is not None:
                await self._write(json.dumps(payload))

    async def _write(self, text: str) -> None:
        if self._deflate is None:
            await self.socket.send_str(text)
        else:
            packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)

    async def close(self, code: int, reason: str = "") -> None:
        """Ends the connection with a code; the session stays for a RESUME."""
        if self.session is not None and self.session.line is self:
            self.session.line = None
        await self.socket.close(code=code, message=reason.encode())


class Gateway:
    """All sessions, and the switches that tests turn.

    Attributes:
        sessions: By id; a test may drop one so that its RESUME is invalid.
        heartbeat: Interval in real seconds that HELLO tells.
        acknowledges: Whether heartbeats are acknowledged.
        closes: Codes that the server closed a connection with.
        twice: Whether every event comes twice, as after a resume [dd].
    """

    def __init__(self, world: World, *, heartbeat: float = 41.25) -> None:
        self.world, self.show = world, Shown(world)
        self.heartbeat, self.acknowledges, self.twice = heartbeat, True, False
        self.sessions: dict[str, Session] = {}
        self.lines: list[Line] = []
        self.closes: list[int] = []
        self.identified: list[float] = []
        self.resumed = 0
        self.slips: list[str] = []
        self.url = ""
        world.listeners.append(self.tell)

    def tell(self, event: str, build: Build, guild: Guild | None, *, direct: bool) -> None:
        """Passes an event on to each session that may know of it."""
        if guild is not None and not guild.bot_in:
            return
        need = needs(event, direct=direct)
        for session in self.sessions.values():
            if need is None or session.intents & 1 << need:
                data = build(self.show, session)
                if data is not None:
                    self._check(event, data)
                    for _ in range(2 if self.twice else 1):
                        session.push(event, data)

    def _check(self, event: str, data: dict[str, Any]) -> None:
        """Holds our own events to the schema, as far as it describes what is in them."""
        named = {"MESSAGE_CREATE": "MessageResponse", "MESSAGE_UPDATE": "MessageResponse"}.get(event)
        if named is not None and (wrong := schema.check_named(named, data)) is not None:
            self.slips.append(f"{event}: {wrong}")

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
        self.lines.append(line)
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            await self._close(line, 4012)
            return socket
        line.send({"op": 10, "d": {"heartbeat_interval": int(self.heartbeat * 1000)}, "s": None, "t": None})
        async with asyncio.TaskGroup() as group:
            jobs = [group.create_task(line.write()), group.create_task(self._watch(line))]
            try:
                await self._listen(line)
            finally:
                if line.session is not None and line.session.line is line:
                    line.session.line = None
                for job in jobs:
                    job.cancel()
        self.lines.remove(line)
        return socket

    async def _watch(self, line: Line) -> None:
        """Closes a connection that stops beating (real time: tests move the other clock)."""
        while True:
            await asyncio.sleep(self.heartbeat * 1.5)
            if time.monotonic() - line.last_beat > self.heartbeat * 1.5:
                await self._close(line, 4009)

    async def _close(self, line: Line, code: int) -> None:
        self.closes.append(code)
        await line.close(code)

    async def _listen(self, line: Line) -> None:
        async for frame in line.socket:
            if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            code = await self._take(line, frame.data)
            if code is not None:
                await self._close(line, code)
                break

    async def _take(self, line: Line, data: str | bytes) -> int | None:
        """One payload of the client; the code to close with, if it broke a rule."""
        now = self.world.clock.now()
        line.taken.append(now)
        while line.taken[0] <= now - WINDOW:
            line.taken.popleft()
        if len(line.taken) > EVENTS:
            return 4008
        try:
            payload = json.loads(data)
            op, told = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError):
            return 4002
        if len(data.encode() if isinstance(data, str) else data) > PAYLOAD:
            return 4002
        if op == 1:
            return self._beat(line)
        if op == 2:
            return await self._identify(line, told)
        if op == 6:
            return await self._resume(line, told)
        if op in (3, 4, 8):
            return None if line.session else 4003
        return 4001

    def _beat(self, line: Line) -> None:
        line.beats += 1
        line.last_beat = time.monotonic()
        if self.acknowledges:
            line.send({"op": 11, "d": None, "s": None, "t": None})

    async def _identify(self, line: Line, told: dict[str, Any]) -> int | None:
        if line.session is not None:
            return 4005
        if told.get("token") != self.world.token:
            return 4004
        intents = told.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            return 4013
        if intents & (1 << MEMBERS | 1 << PRESENCES) or (intents & 1 << CONTENT and not self.world.content_allowed):
            return 4014
        now = self.world.clock.now()
        recent = [moment for moment in self.identified if moment > now - DAY]
        if len(recent) >= IDENTIFIES:
            return 4004
        if recent and recent[-1] > now - IDENTIFY_WINDOW:
            line.send({"op": 9, "d": False, "s": None, "t": None})
            return None
        self.identified.append(now)
        session = Session(f"session{len(self.identified)}", intents, line=line)
        line.session = self.sessions[session.id] = session
        self._ready(session)
        return None

    def _ready(self, session: Session) -> None:
        guilds = [guild for guild in self.world.guilds.values() if guild.bot_in]
        ready = {
            "v": 10,
            "user": self.show.me(),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": str(self.world.bot.id), "flags": 0},
        }
        session.push("READY", ready)
        if session.intents & 1 << GUILDS:
            for guild in guilds:
                session.push("GUILD_CREATE", self.show.guild(guild))

    async def _resume(self, line: Line, told: dict[str, Any]) -> int | None:
        if told.get("token") != self.world.token:
            return 4004
        session = self.sessions.get(told.get("session_id") or "")
        if session is None:
            line.send({"op": 9, "d": False, "s": None, "t": None})
            return None
        seen = told.get("seq")
        if not isinstance(seen, int) or seen > len(session.log):
            return 4007
        line.session, session.line = session, line
        self.resumed += 1
        for missed in session.log[seen:]:
            line.send(missed)
        session.push("RESUMED", {})
        return None

    def ask_to_reconnect(self) -> None:
        """Op 7 to every client."""
        for line in self.lines:
            line.send({"op": 7, "d": None, "s": None, "t": None})

    def invalidate(self) -> None:
        """Op 9 false to every client: the sessions are gone."""
        self.sessions.clear()
        for line in self.lines:
            line.session = None
            line.send({"op": 9, "d": False, "s": None, "t": None})

    async def drop(self, code: int = 1006) -> None:
        """Breaks every connection: without a word, or with a code."""
        for line in list(self.lines):
            if code == 1006:
                if line.session is not None:
                    line.session.line = None
                transport = line.socket._req.transport if line.socket._req else None
                if transport is not None:
                    transport.abort()
            else:
                await self._close(line, code)
