"""What a person asks, whatever the chat it comes from."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "ru"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands; each platform makes the names, nobody else reads them.

    Attributes:
        chat: The chat, unique over all platforms (`telegram:-100123`).
        thread: The forum topic or thread in it; empty where there is none.
        person: Who writes; settings belong to the chat, the last text to the person in it.
        private: Whether person and bot are alone.
    """

    chat: str
    person: str
    thread: str = ""
    private: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One message to the bot.

    Attributes:
        text: As it was typed; a command begins with `/`.
        place: Where it was written, and by whom.
        account_language: The language of the person's account or device, as the platform names it (`ru`, `en-GB`).
        replied_text: The text of the message replied to, if it is a person's.
        replied_data: The data of any button under the message replied to, if it is one of the bot's pictures:
            the talk goes on with its text, layer and view.
        admin: Whether the person is one of `ADMINS`; kept for changing a chat's model, no answer depends on it yet.
    """

    text: str
    place: Place
    account_language: str | None = None
    replied_text: str | None = None
    replied_data: str | None = None
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button: its data is all that the answer needs, so that it works after a restart."""

    data: str
    place: Place
    account_language: str | None = None
