"""A request that the platform refuses, in the platform's own words."""

from typing import Any


class Refused(Exception):  # noqa: N818 - the platform refuses; it is no error of the server
    """What goes back instead of a result.

    Attributes:
        code: The HTTP status and `error_code`.
        description: The platform's text.
        parameters: `retry_after` or `migrate_to_chat_id`.
    """

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def _lowered(text: str) -> str:
    """Lower the first letter, unless a capital or `_` follows, so that BUTTON_DATA_INVALID stays [Client.cpp]."""
    shout = len(text) > 1 and (text[1].isupper() or text[1] == "_")
    return text if shout else text[:1].lower() + text[1:]


def bad_request(text: str, **parameters: Any) -> Refused:
    """A 400."""
    return Refused(400, f"Bad Request: {_lowered(text)}", **parameters)


def forbidden(text: str) -> Refused:
    """A 403."""
    return Refused(403, f"Forbidden: {_lowered(text)}")


def too_many(seconds: int) -> Refused:
    """A 429: ask again in so many seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
