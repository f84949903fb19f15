"""The wire: `/bot<token>/<method>` on 127.0.0.1, as Telegram's own Bot API server speaks.

Every request is checked (schema, then rules), every answer too. `slips` collects what a test must fail on: methods
the world doesn't know, parameters the schema doesn't list, requests and answers that don't fit it.
"""

import asyncio
import contextlib
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiohttp import web
from PIL import Image

from tests.servers.telegram import rules, schema
from tests.servers.telegram.call import Call
from tests.servers.telegram.flood import Flood
from tests.servers.telegram.methods import METHODS
from tests.servers.telegram.poll import Poll
from tests.servers.telegram.refusal import Refused, bad_request
from tests.servers.telegram.world import Bot, Clock, Json, World

BODY_BYTES = 64 * 2**20
GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
)
"""What stands before the Bot API answers for it when it is down: a page, no JSON."""


def _dumps(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False)


@dataclass
class Fault:
    """Something that goes wrong on request.

    Attributes:
        method: Which method; None: any but getUpdates.
        chat: Which chat; None: any.
        times: How often.
        status: Answer with this status instead.
        page: Answer with this text, which isn't Telegram's: with a status instead of taking effect, else after it.
        retry_after: With 429: the wait it tells.
        drop: Close the connection, before or after the request took effect.
        delay: Seconds, on the server's clock, before anything happens.
        gate: Hold the answer, after the request took effect, until this is set.
    """

    method: str | None = None
    chat: int | None = None
    times: int = 1
    status: int | None = None
    page: str = ""
    retry_after: int | None = None
    drop: Literal["before", "after"] | None = None
    delay: float = 0.0
    gate: asyncio.Event | None = None

    def hits(self, method: str, values: Json) -> bool:
        """Whether this request is meant."""
        named = method == self.method or (self.method is None and method != "getUpdates")
        return self.times > 0 and named and (self.chat is None or values.get("chat_id") == self.chat)


@dataclass(frozen=True)
class Seen:
    """One request as it came in, and what it was told."""

    method: str
    values: Json
    at: float
    status: int
    answer: Any


@dataclass(repr=False)
class TelegramServer:
    """A local Telegram; open it with `async with`."""

    clock: Clock
    bot: Bot = field(default_factory=Bot)
    poll_clock: Clock | None = None  # the clock that a waiting poll goes by, if it is another
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    body_bytes: int = BODY_BYTES
    busy: int = 0  # requests under way, polls not counted

    def __post_init__(self) -> None:
        self.schema = schema.load()
        self.world = World(self.clock, self.bot)
        self.world.check_update = self._check_update
        self.flood = Flood()
        self.tokens = {self.bot.token: True}
        self.poll = Poll(self.world, self.poll_clock or self.clock)
        self._names = {name.lower(): name for name in (*METHODS, "getUpdates")}
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**30)  # the limit is ours, so that a test can lower it
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def fault(self, **what: Any) -> Fault:
        """Let something go wrong, once unless `times` says otherwise."""
        self.faults.append(Fault(**what))
        return self.faults[-1]

    def calls(self, method: str, chat: int | None = None) -> list[Seen]:
        """The requests of one method so far."""
        return [each for each in self.seen if each.method == method and chat in (None, each.values.get("chat_id"))]

    def revoke(self) -> None:
        """Make the token worthless."""
        self.tokens[self.bot.token] = False
        self.poll.end(Refused(401, "Unauthorized"))

    def _slip(self, *faults: str) -> None:
        self.slips.extend(faults)

    def _check_update(self, update: Json) -> None:
        if self.schema:
            self._slip(*(f"our update: {fault}" for fault in self.schema.type_faults("Update", update)))

    async def _method(self, request: web.Request) -> web.StreamResponse:
        asked = request.match_info["method"]
        method = self._names.get(asked.lower(), asked)
        values: Json = {}
        async with self._counted(method):
            try:
                rules.token(request.match_info["token"], self.tokens)
                values, uploads = await self._read(request, method)
                fault = next((each for each in self.faults if each.hits(method, values)), None)
                if fault:
                    fault.times -= 1
                    await self._before(request, fault)
                    if fault.status and fault.page:
                        return web.Response(status=fault.status, text=fault.page, content_type="text/html")
                result = await self._result(method, values, uploads)
                if fault:
                    await self._after(request, fault)
                    if fault.page:
                        return web.Response(text=fault.page)
            except Refused as refused:
                return self._refuse(method, values, refused)
            return self._send(method, values, 200, {"ok": True, "result": result})

    @property
    def idle(self) -> bool:
        """Whether nothing is under way: the bot has taken every update in, and every request is answered."""
        return not self.busy and self.poll.waiting and not self.world.pending

    @contextlib.asynccontextmanager
    async def _counted(self, method: str) -> AsyncIterator[None]:
        self.busy += method != "getUpdates"
        self.world.stir()
        try:
            yield
        finally:
            self.busy -= method != "getUpdates"
            self.world.stir()

    async def _read(self, request: web.Request, method: str) -> tuple[Json, dict[str, tuple[str, bytes]]]:
        if method not in self._names.values():
            self._slip(f"unknown method {method}")
            raise Refused(404, "Not Found: method not found")
        if (request.content_length or 0) > self.body_bytes:
            raise Refused(413, "Request Entity Too Large")
        fields: Json = dict(request.query)
        uploads: dict[str, tuple[str, bytes]] = {}
        if request.content_type == "application/json":
            fields |= await request.json() if request.can_read_body else {}
        else:
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    with value.file:
                        uploads[name] = (value.filename, value.file.read())
                    fields.setdefault(name, f"attach://{name}")
                else:
                    fields[name] = value
        values = self.schema.values(method, fields) if self.schema else schema.loose_values(fields)
        for name in uploads:  # a part that only an `attach://` inside `media` names is no parameter
            if self.schema and name not in self.schema.methods[method]["properties"]:
                values.pop(name)
        return values, uploads

    async def _before(self, request: web.Request, fault: Fault) -> None:
        if fault.delay:
            await self.clock.sleep(fault.delay)
        if fault.drop == "before":
            self._drop(request)
        if fault.status and not fault.page:
            wait = {"retry_after": fault.retry_after} if fault.retry_after else {}
            text = f"Too Many Requests: retry after {fault.retry_after}" if wait else "Bad Request"
            raise Refused(fault.status, text, **wait)

    async def _after(self, request: web.Request, fault: Fault) -> None:
        if fault.gate:
            self.world.stir()
            await fault.gate.wait()
        if fault.drop == "after":
            self._drop(request)

    @staticmethod
    def _drop(request: web.Request) -> None:
        assert request.transport is not None
        request.transport.abort()
        raise asyncio.CancelledError

    async def _result(self, method: str, values: Json, uploads: dict[str, tuple[str, bytes]]) -> Any:
        faults = self.schema.faults(method, values) if self.schema else []
        unknown = self.schema.unknown(method, values) if self.schema else []
        self._slip(*(f"{method}: no parameter {name}" for name in unknown))
        if method == "getUpdates":
            return await self.poll.ask(values)
        if method == "setMessageReaction" and faults:
            self._slip(*(f"{method}: {fault}" for fault in faults))
            raise bad_request("REACTION_INVALID")
        try:
            result = METHODS[method](Call(self.world, self.flood, values, uploads))
        except (KeyError, TypeError, AttributeError, ValueError) as error:  # a shape that the schema refuses too
            self._slip(*(f"{method}: {fault}" for fault in faults or [repr(error)]))
            raise bad_request(f"can't parse the request: {faults or error!r}") from error
        self._slip(*(f"{method}: {fault}" for fault in faults))
        if self.schema:
            self._slip(*(f"our answer to {method}: {fault}" for fault in self.schema.answer_faults(method, result)))
        return result

    def _refuse(self, method: str, values: Json, refused: Refused) -> web.Response:
        body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
        headers = {}
        if refused.parameters:
            body["parameters"] = refused.parameters
        if "retry_after" in refused.parameters:
            headers["Retry-After"] = str(refused.parameters["retry_after"])
        return self._send(method, values, refused.code, body, headers)

    def _send(self, method: str, values: Json, status: int, body: Json, headers: Json | None = None) -> web.Response:
        answer = body.get("result", body.get("description"))
        if method != "getUpdates" or status != 200:
            self.seen.append(Seen(method, values, self.clock.now(), status, answer))
        return web.json_response(body, status=status, headers=headers, dumps=_dumps)

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["path"].split("/")[-1])
        if file is None or not self.tokens.get(request.match_info["token"]):
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        if file.kind == "document":
            return web.Response(body=file.data)
        jpeg = io.BytesIO()  # what people get of a photo is a JPEG, scaled down
        image = Image.open(io.BytesIO(file.data)).convert("RGB")
        image.resize(rules.shown(*image.size)).save(jpeg, "JPEG", quality=85)
        return web.Response(body=jpeg.getvalue(), content_type="image/jpeg")
