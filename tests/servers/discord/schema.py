"""Discord's own OpenAPI file as a judge of requests and answers; where the file is missing, it lets everything pass.

The file stands beside the checkout (`../shared/platforms`), and is not copied into the project.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tests.servers.discord.refused import Refused, invalid

FILE = Path(__file__).parents[4] / "shared" / "platforms" / "discord-openapi.json"
MISSING = f"the Discord schema layer is left out: {FILE} is not there"


@cache
def spec() -> dict[str, Any] | None:
    """The file, with the one patch that its README names: snowflakes may come as numbers; None where it is missing."""
    if not FILE.exists():
        return None
    document: dict[str, Any] = json.loads(FILE.read_text())
    flake = document["components"]["schemas"]["SnowflakeType"]
    document["components"]["schemas"]["SnowflakeType"] = {"anyOf": [flake, {"type": "integer", "minimum": 0}]}
    return document


@cache
def operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """The template and entry of an operation: the path with the fewest placeholders that fits."""
    document = spec()
    wanted = path.strip("/").split("/")
    fits = []
    for template, entry in (document or {"paths": {}})["paths"].items():
        parts = template.strip("/").split("/")
        if len(parts) == len(wanted) and method.lower() in entry:
            holes = [ours for ours, theirs in zip(parts, wanted, strict=True) if ours != theirs]
            if all(hole.startswith("{") for hole in holes):
                fits.append((len(holes), template))
    if not fits:
        return None
    template = min(fits)[1]
    return template, document["paths"][template][method.lower()]


@cache
def _validator(method: str, template: str, part: str) -> Draft202012Validator | None:
    document = spec()
    entry = document["paths"][template][method.lower()] if document else {}
    content = entry.get("requestBody", {}) if part == "request" else entry.get("responses", {}).get(part, {})
    schema = content.get("content", {}).get("application/json", {}).get("schema")
    return Draft202012Validator({**schema, "components": document["components"]}) if schema else None


@cache
def _judge(method: str, template: str, part: str, body: str) -> ValidationError | None:
    validator = _validator(method, template, part)
    error = best_match(validator.iter_errors(json.loads(body))) if validator else None
    while error is not None and error.context:  # of all alternatives the one that went deepest
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def check_request(method: str, path: str, body: Any) -> None:
    """Raises Refused 50035 for a body that the file refuses."""
    found = operation(method, path)
    if found is None or body is None:
        return
    error = _judge(method, found[0], "request", json.dumps(body, sort_keys=True))
    if error is not None:
        raise invalid(".".join(map(str, error.absolute_path)), f"SCHEMA_{error.validator}".upper(), error.message[:300])


def check_answer(method: str, path: str, status: int, body: Any) -> str | None:
    """What is wrong with an answer of our own server, or None."""
    found = operation(method, path)
    if found is None or body is None:
        return None
    error = _judge(method, found[0], str(status), json.dumps(body, sort_keys=True))
    return error and f"answer {status} to {method} {path}: {list(error.absolute_path)}: {error.message[:300]}"


@cache
def _named(name: str) -> Draft202012Validator | None:
    document = spec()
    reference = {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator({**reference, "components": document["components"]}) if document else None


def check_named(name: str, body: Any) -> str | None:
    """What is wrong with something that the file has a name for, or None."""
    validator = _named(name)
    error = best_match(validator.iter_errors(body)) if validator else None
    return error and f"{name}: {list(error.absolute_path)}: {error.message[:300]}"


def known(method: str, path: str) -> bool:
    """Whether the platform has such an operation; without the file nobody knows, so yes."""
    return spec() is None or operation(method, path) is not None


__all__ = ["FILE", "MISSING", "Refused", "check_answer", "check_request", "known", "operation", "spec"]
