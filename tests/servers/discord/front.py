"""The HTTP side: finds the operation, holds request and answer to the schema, keeps the budgets, plays the faults."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.multipart import BodyPartReader

from tests.servers.discord import rules, schema
from tests.servers.discord.budgets import Budgets, seconds
from tests.servers.discord.clock import Clock
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.operations import OPERATIONS, Call
from tests.servers.discord.people import Person
from tests.servers.discord.refused import Refused
from tests.servers.discord.shown import Shown
from tests.servers.discord.world import World
from tests.servers.discord.writing import Sent

AGENT = re.compile(r"DiscordBot \(\S+,? \S+\)")  # [dd]; discord.py leaves out the comma, its webhooks all of it
API = "/api/v10"
FREE = re.compile(r"\w+ /(interactions|webhooks)/")  # their token is the right; they don't count globally [dd]


@dataclass(slots=True)
class Fault:
    """Something that goes wrong on request.

    Attributes:
        route: Of the operation, `POST /channels/{}/messages`.
        status: An answer to give instead, with `code` and `message`.
        retry_after: Seconds of a 429; `via` False plays the Cloudflare ban.
        drop: Break the connection `before` the request took effect, or `after`.
        gate: Wait until a test sets it, before (`late` False) or after the request took effect.
        times: How often.
    """

    route: str
    status: int | None = None
    code: int = 0
    message: str = ""
    retry_after: float | None = None
    via: bool = True
    drop: str | None = None
    gate: asyncio.Event | None = None
    late: bool = False
    times: int = 1


@dataclass(slots=True)
class Seen:
    """A request that came and how it was answered."""

    route: str
    path: str
    body: Any
    uploads: tuple[str, ...]
    status: int
    answer: Any
    at: float


@dataclass(eq=False, slots=True)
class Discord:
    """The server: its world, gateway, budgets, faults, and all that came.

    Attributes:
        seen: All requests, with their answers.
        slips: What no platform would take: an operation that nobody knows, a wrong answer of our own.
        schemas: Whether requests are held to the OpenAPI file before the rules.
    """

    world: World
    gateway: Gateway
    budgets: Budgets
    port: int = 0
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    schemas: bool = True

    @property
    def url(self) -> str:
        """The root of the API, for `discord.http.Route.BASE`."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        """For `DiscordWebSocket.DEFAULT_GATEWAY`."""
        return f"ws://127.0.0.1:{self.port}/"

    @property
    def clock(self) -> Clock:
        """The server's time."""
        return self.world.clock

    def person(self, name: str, **more: Any) -> Person:
        """A new person with hands."""
        return Person(self.world, self.world.user(name, **more))

    @property
    def refusals(self) -> list[Seen]:
        """Requests that were refused."""
        return [one for one in self.seen if one.status >= 400]

    def came(self, route: str) -> list[Seen]:
        """The requests of one operation."""
        return [one for one in self.seen if one.route == route]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request of the API."""
        path = request.path.removeprefix(API)
        found = match(request.method, path)
        if found is None:
            self.slips.append(f"{request.method} {path}: the world does not know this operation")
            return reply(404, {"message": "404: Not Found", "code": 0}, {})
        route, parts = found
        fault = self._fault(route)
        if fault is not None and (broken := await self._break(fault, request)) is not None:
            return broken
        sent, headers = Sent(), {}
        try:
            headers = self._admit(request, route, parts)
            sent = await body(request)
            status, answer = self._work(request, path, route, parts, sent)
        except Refused as refused:
            status, answer = refused.status, refused.body()
            headers = headers | refused.headers
        except AssertionError as slip:
            self.slips.append(f"{request.method} {path}: {slip}")
            status, answer = 500, {"message": "500: Internal Server Error", "code": 0}
        if status in (401, 403, 429):
            self.budgets.count_invalid()
        self.seen.append(Seen(route, path, sent.body, tuple(sent.names.values()), status, answer, self.clock.now()))
        if fault is not None and fault.late and fault.gate is not None:
            await fault.gate.wait()
        if fault is not None and fault.drop == "after":
            return cut(request)
        return reply(status, answer, headers)

    def _work(self, request: web.Request, path: str, route: str, parts: tuple[str, ...], sent: Sent) -> tuple[int, Any]:
        if self.schemas:
            schema.check_request(request.method, path, sent.body)
        call = Call(self.world, Shown(self.world), parts, dict(request.query), sent)
        status, answer = OPERATIONS[route](call)
        wrong = schema.check_answer(request.method, path, status, answer)
        if wrong is not None:
            self.slips.append(wrong)
        return status, answer

    def _admit(self, request: web.Request, route: str, parts: tuple[str, ...]) -> dict[str, str]:
        """Ban, token, agent and budgets; the rate limit headers of the answer."""
        free = FREE.match(route) is not None
        if self.budgets.banned:
            raise Refused(429, 0, "You are being blocked from accessing our API temporarily")
        if not free and not AGENT.match(request.headers.get("User-Agent", "")):
            raise Refused(403, 40333, "internal network error")  # (memory)
        if not free and request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise Refused(401, 0, "401: Unauthorized")
        major = "/".join(parts[:2]) if free else parts[0] if parts else ""
        wait, globally = self.budgets.take(route, major, counts_globally=not free)
        told = self.budgets.headers(route, major, self.clock.moment().timestamp())
        if wait:
            raise too_many(wait, told, globally=globally)
        return told

    def _fault(self, route: str) -> Fault | None:
        for fault in self.faults:
            if fault.route == route and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def _break(self, fault: Fault, request: web.Request) -> web.StreamResponse | None:
        if fault.gate is not None and not fault.late:
            await fault.gate.wait()
        if fault.drop == "before":
            return cut(request)
        if fault.retry_after is not None:
            refused = too_many(fault.retry_after, {}, via=fault.via)
            return reply(429, refused.body(), refused.headers)
        if fault.status is not None:
            return reply(fault.status, {"message": fault.message, "code": fault.code}, {})
        return None

    async def file(self, request: web.Request) -> web.Response:
        """The CDN."""
        found = self.world.files.get(int(request.match_info["file"]))
        return web.Response(body=found.data, content_type=found.kind) if found else web.Response(status=404)


def too_many(wait: float, headers: dict[str, str], *, globally: bool = False, via: bool = True) -> Refused:
    """429, with `Via` as an ordinary one comes, so that clients retry; without it plays the Cloudflare ban."""
    told = {"Retry-After": str(max(1, round(wait + 0.5))), "X-RateLimit-Scope": "global" if globally else "user"}
    told |= {"Via": "1.1 google"} if via else {}
    told |= {"X-RateLimit-Global": "true"} if globally else {}
    refused = Refused(429, 0, "You are being rate limited.")
    return refused.told(headers | told, retry_after=seconds(wait), **{"global": globally})


def match(method: str, path: str) -> tuple[str, tuple[str, ...]] | None:
    """The operation of ours with the fewest placeholders that fits, and what stands in them."""
    wanted = path.strip("/").split("/")
    best: tuple[int, str, tuple[str, ...]] | None = None
    for route in OPERATIONS:
        verb, template = route.split(" ")
        ours = template.strip("/").split("/")
        if verb != method or len(ours) != len(wanted):
            continue
        if all(a in ("{}", b) for a, b in zip(ours, wanted, strict=True)):
            parts = tuple(b for a, b in zip(ours, wanted, strict=True) if a == "{}")
            if best is None or len(parts) < best[0]:
                best = (len(parts), route, parts)
    return best and (best[1], best[2])


async def body(request: web.Request) -> Sent:
    """Reads JSON, or multipart with `payload_json` and `files[n]`."""
    if (request.content_length or 0) > rules.REQUEST_BYTES:
        raise Refused(413, 40005, "Request entity too large")
    if request.content_type.startswith("multipart/"):
        return await multipart(request)
    data = await request.read()
    if not data:
        return Sent()
    return Sent(parsed(data))


async def multipart(request: web.Request) -> Sent:
    """The parts of an upload."""
    sent = Sent()
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refused(400, 50109, "The request body contains invalid JSON.")
        data = await part.read()
        if part.name == "payload_json":
            sent.body = parsed(data)
        else:
            sent.uploads[part.name or ""] = (part.filename or "", bytes(data))
    return sent


def parsed(data: bytes) -> Any:
    """JSON or the refusal."""
    try:
        return json.loads(data)
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None


def reply(status: int, answer: Any, headers: dict[str, str]) -> web.Response:
    """JSON with exactly `application/json`: discord.py reads nothing else as JSON."""
    if answer is None:
        return web.Response(status=status, headers=headers)
    told = {"Content-Type": "application/json"} | headers
    return web.Response(status=status, body=json.dumps(answer).encode(), headers=told)


def cut(request: web.Request) -> web.Response:
    """Breaks the connection."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def open_discord(
    world: World | None = None, *, heartbeat: float = 41.25, port: int = 0
) -> AsyncIterator[Discord]:
    """A Discord on 127.0.0.1; slips (an unknown operation, a wrong answer of ours) fail when it closes."""
    world = world or World()
    server = Discord(world, Gateway(world, heartbeat=heartbeat), Budgets(world.clock))
    app = web.Application(client_max_size=rules.REQUEST_BYTES + 1)
    app.router.add_get("/", server.gateway.serve)
    app.router.add_get("/attachments/{channel}/{file}/{name}", server.file)
    app.router.add_route("*", API + "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    server.port = runner.addresses[0][1]
    world.base = f"http://127.0.0.1:{server.port}"
    server.gateway.url = server.gateway_url
    try:
        yield server
    finally:
        world.listeners.remove(server.gateway.tell)
        for line in list(server.gateway.lines):
            await line.close(1001)
        await runner.cleanup()
    if slips := server.slips + server.gateway.slips:
        raise AssertionError("\n".join(slips))
