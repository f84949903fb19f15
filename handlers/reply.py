"""What the bot answers, whatever the chat it goes to."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Literal

from handlers.request import Lang
from render import Picture

Kind = Literal["sentence", "question", "command", "smalltalk", "offtopic", "error"]


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply.

    Attributes:
        label: What stands on it, in the reader's language.
        data: Its whole state, at most 64 bytes (Telegram's limit).
        pressed: Whether it names what is shown now.
    """

    label: str
    data: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Seconds:
    """Where the time of an answer went: in the model, in drawing, and from the message to the reply."""

    model: float = 0.0
    render: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: words, pictures and the next steps.

    Attributes:
        kind: What the message was taken for.
        lang: The language of the answer.
        text: Plain text, no markup.
        pictures: With alt texts, most often one.
        buttons: Rows of buttons.
        topic: The key of the topic that was explained.
        scene: What the picture shows, as a button's data, so that a platform can keep it beside the message.
        below: Whether the answer to a press goes below the message instead of in its place: a demonstration must not
            take away the explanation that it belongs to.
        ephemeral: Whether only the person who asked needs to see it (errors, settings), where the platform can.
        wording: The texts of a message below, which a chat model still writes: each takes the place of the one before,
            an empty one takes it away. Nobody writes before the first is asked for, nor after it is closed; a
            platform that can't change what it sent may leave it alone.
        seconds: Where the time went.
    """

    kind: Kind
    lang: Lang
    text: str
    pictures: tuple[Picture, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    topic: str | None = None
    scene: str | None = None
    below: bool = False
    ephemeral: bool = False
    wording: AsyncGenerator[str, None] | None = field(default=None, compare=False, repr=False)
    seconds: Seconds = field(default_factory=Seconds)
