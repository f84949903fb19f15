"""A local Hugging Face Hub: as much of it as a client needs to fetch a model, over real HTTP."""

import json
import threading
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

COMMIT = "0123456789abcdef0123456789abcdef01234567"

Repository = Path | Literal["gated", "down"]
"""A folder with the files, one that wants a login, or one on whose pages the connection breaks."""


@dataclass
class Hub:
    """The server, listening from the moment it is made."""

    repositories: dict[str, Repository] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        hub = self

        class Handler(_Handler):
            def __init__(self, *args: Any) -> None:
                self.hub = hub
                super().__init__(*args)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0].strip("/").removeprefix("api/models/")
        name = next((name for name in self.hub.repositories if path.startswith(name)), None)
        repository = None if name is None else self.hub.repositories[name]
        if name is None or repository is None:
            self._refuse(404, "RepoNotFound")
        elif repository == "down":
            self.close_connection = True
        elif repository == "gated":
            self._refuse(403, "GatedRepo")
        else:
            self._serve(name, Path(repository), path.removeprefix(name).strip("/"), with_body=with_body)

    def _serve(self, name: str, folder: Path, rest: str, *, with_body: bool) -> None:
        files = sorted(file for file in folder.iterdir() if file.is_file())
        if rest.startswith("resolve/"):
            wanted = rest.split("/", 2)[2]
            match = next((file for file in files if file.name == wanted), None)
            if match is None:
                self._refuse(404, "EntryNotFound")
                return
            if with_body:
                self.hub.fetched.append(wanted)
            self._send(match.read_bytes(), "application/octet-stream", with_body=with_body)
        elif rest.startswith("tree/"):
            tree = [{"type": "file", "path": f.name, "size": f.stat().st_size, "oid": COMMIT} for f in files]
            self._send(json.dumps(tree).encode(), "application/json", with_body=with_body)
        else:
            facts = {"id": name, "sha": COMMIT, "siblings": [{"rfilename": f.name} for f in files]}
            self._send(json.dumps(facts).encode(), "application/json", with_body=with_body)

    def _send(self, body: bytes, kind: str, *, with_body: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{sha256(body).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""
