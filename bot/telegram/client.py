"""The client, and what its errors mean to us.

python-telegram-bot raises one class for most refusals and rewrites the platform's texts (`BUTTON_DATA_INVALID` becomes
`Button_data_invalid`), so what was refused is told by a piece of the text, in lower case.
"""

import json
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeVar

import telegram
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.outbox import TooSoon

READ_SECONDS = 20.0  # an upload is answered when the platform has taken it in
T = TypeVar("T")


class Connection(HTTPXRequest):
    """The library's own, but for answers that aren't Telegram's: a page of a gateway that is down, or one cut off."""

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:  # Any: as the library calls itself
        """Ask; the library would go by the status alone, and take a gateway's 404 for a token that is refused.

        Raises:
            NetworkError: Telegram can't be reached, or something else refused in its place.
        """
        status, payload = await super().do_request(*args, **named)
        if status >= HTTPStatus.MULTIPLE_CHOICES and "ok" not in (_read(payload) or ()):
            raise NetworkError(f"something in Telegram's place answered with status {status}")
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:  # the platform's JSON
        """Read an answer; the library would log it with a traceback, people's messages and all.

        Raises:
            NetworkError: It is no JSON, so nobody knows what became of the call.
        """
        answer = _read(payload)
        if answer is None:
            raise NetworkError(f"Telegram answered with {len(payload)} bytes that are no JSON")
        return answer


def _read(payload: bytes) -> dict[str, Any] | None:
    try:
        return dict(json.loads(payload.decode(errors="replace")))
    except (ValueError, TypeError):
        return None


def make_client(token: str, root: str) -> telegram.Bot:
    """Make the client for a Bot API server; it connects with its first call."""
    # The library asks for this choice; without it each RetryAfter warns that its wait will be a timedelta some day.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    return telegram.Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=Connection(read_timeout=READ_SECONDS, pool_timeout=READ_SECONDS),
        get_updates_request=Connection(),
    )


async def paced(call: Callable[[], Awaitable[T]]) -> T:
    """Call, with the platform's wish to wait in the outbox's words.

    Raises:
        TooSoon: The platform asks to wait.
    """
    try:
        return await call()
    except RetryAfter as error:
        raise TooSoon(wait_of(error)) from error


def wait_of(error: RetryAfter) -> float:
    """How many seconds the platform asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_unsure(error: Exception) -> bool:
    """Whether nobody knows if the call took effect: the connection broke, or the answer never came."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def says(error: Exception, *texts: str) -> bool:
    """Whether the platform refused with one of these texts."""
    return isinstance(error, BadRequest | Forbidden) and any(text in error.message.lower() for text in texts)


def is_not_modified(error: Exception) -> bool:
    """Whether an edit was refused because it changes nothing: then all is well."""
    return says(error, "message is not modified")


def lacks_picture_right(error: Exception) -> bool:
    """Whether pictures, or documents, may not be sent there."""
    return says(error, "not enough rights to send photos", "not enough rights to send documents")


def is_lost_file(error: Exception) -> bool:
    """Whether a file id that we kept is worth nothing any more."""
    return says(error, "wrong file identifier", "wrong remote file id", "file reference", "can't use file of type")
