"""What the Bot API's published schema says of a request and of an answer.

The schema stands beside the project, not in it. Where it is missing this layer is left out, and `load` says so
in one line; the rules (rules.py) hold all the same.
"""

import functools
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

PLATFORMS = Path(__file__).resolve().parents[4] / "shared" / "platforms"
LOG = logging.getLogger(__name__)

# Fields that stay text when the schema isn't there to say so; everything else that reads as JSON is JSON.
TEXT_FIELDS = frozenset(
    [
        "text",
        "caption",
        "parse_mode",
        "callback_query_id",
        "inline_query_id",
        "guest_query_id",
        "inline_message_id",
        "action",
        "photo",
        "document",
        "file_id",
        "name",
        "description",
        "short_description",
        "language_code",
        "url",
        "next_offset",
        "message_effect_id",
        "secret_token",
    ]
)


def _bytes(_validator: Any, limits: list[int], value: Any, _schema: Any) -> Iterator[ValidationError]:
    low, high = limits
    if isinstance(value, str) and not low <= len(value.encode()) <= high:
        yield ValidationError(f"{len(value.encode())} bytes, {low} to {high} are allowed")


def _emoji(_validator: Any, allowed: list[str], value: Any, _schema: Any) -> Iterator[ValidationError]:
    # Clients differ in the variation selector; both forms are the same reaction.
    if isinstance(value, str) and value.replace("\ufe0f", "") not in {each.replace("\ufe0f", "") for each in allowed}:
        yield ValidationError(f"{value!r} is not one of the listed values")


Validator = extend(Draft202012Validator, {"x-bytes": _bytes, "enum": _emoji})


class Schema:
    """The methods and types of one version of the Bot API."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.methods: dict[str, Any] = document["methods"]
        self._types: dict[str, Any] = document["$defs"]
        self._validator = functools.cache(self._build)

    def _build(self, kind: str, name: str) -> Any:
        schema = self.methods[name] if kind == "method" else self._type(name)
        return Validator({**schema, "$defs": self._types})

    def _type(self, name: str) -> dict[str, Any]:
        if name.startswith("Array of "):
            return {"type": "array", "items": self._type(name.removeprefix("Array of "))}
        plain = {"Boolean": "boolean", "Integer": "integer", "String": "string"}
        return {"type": plain[name]} if name in plain else {"$ref": f"#/$defs/{name}"}

    def values(self, method: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Make values of the text that a form carries; a value that is no text already stays as it is."""
        known = self.methods[method]["properties"]
        return {name: self._value(known.get(name, {}), value) for name, value in fields.items()}

    @staticmethod
    def _value(schema: Mapping[str, Any], value: Any) -> Any:
        kinds = schema.get("type")
        text = kinds == "string" or any(part.get("type") == "string" for part in schema.get("anyOf", ()))
        return value if text or not isinstance(value, str) else read_json(value)

    def unknown(self, method: str, values: Mapping[str, Any]) -> list[str]:
        """Parameters that the method doesn't list: Telegram ignores them, so each is a slip of ours."""
        return sorted(set(values) - set(self.methods[method]["properties"]))

    def faults(self, method: str, values: Mapping[str, Any]) -> list[str]:
        """What the schema has against this request; empty where all is well."""
        return [_say(error) for error in self._validator("method", method).iter_errors(values)]

    def answer_faults(self, method: str, result: Any) -> list[str]:
        """What the schema has against this answer of ours; it must fit one of the types that the method returns."""
        tries = [
            [_say(error) for error in self._validator("type", name).iter_errors(result)]
            for name in self.methods[method]["x-returns"]
        ]
        return min(tries, key=len)

    def type_faults(self, name: str, value: Any) -> list[str]:
        """What the schema has against a value of the named type, an `Update` for instance."""
        return [_say(error) for error in self._validator("type", name).iter_errors(value)]


def _say(error: ValidationError) -> str:
    return f"{error.json_path}: {error.message[:200]}"


def read_json(text: str) -> Any:
    """The value that a form field's text stands for; the text itself where it is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def loose_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form without the schema: JSON where it reads as such, but for the fields known as text."""
    return {
        name: read_json(value) if isinstance(value, str) and name not in TEXT_FIELDS else value
        for name, value in fields.items()
    }


@functools.cache
def load(folder: Path = PLATFORMS) -> Schema | None:
    """Read the schema, once; None, and one line in the log, where the folder isn't there."""
    path = folder / "telegram.schema.json"
    if not path.exists():
        LOG.warning("No schema at %s: requests are checked against the rules alone.", path)
        return None
    return Schema(json.loads(path.read_text(encoding="utf-8")))
