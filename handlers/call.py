"""What a handler is given to answer with."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass

from handlers.memory import Memory
from handlers.reply import Reply
from handlers.request import Lang, Request
from handlers.scribe import Scribe
from handlers.studio import Studio


@dataclass(frozen=True, slots=True)
class Call:
    """One request on its way to an answer.

    Attributes:
        request: What was asked.
        rest: The message without the command's name.
        lang: The language to answer in.
        studio: Looks and draws.
        memory: Knows what this chat was shown.
        commands: What answers each command, by its name: an answer may do what another command does.
        scribe: Words answers, if there is a chat model for that.
    """

    request: Request
    rest: str
    lang: Lang
    studio: Studio
    memory: Memory
    commands: Mapping[str, "Handler"]
    scribe: Scribe | None = None


Handler = Callable[[Call], AsyncIterator[Reply]]
