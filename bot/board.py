"""Buttons where there is nothing to press: they are numbered, and `:3` presses the third."""

import re
from dataclasses import dataclass

from handlers import Button, Reply

_PRESS = re.compile(r"\s*:(\d{1,9})\s*")


@dataclass(frozen=True, slots=True)
class NoSuchButton:
    """Somebody pressed a number that no button has.

    Attributes:
        asked: The number.
        last: The highest number there is; 0 if there are no buttons.
    """

    asked: int
    last: int


@dataclass(frozen=True, slots=True)
class Board:
    """The buttons that can be pressed now: all those of the latest answer, numbered from 1."""

    buttons: tuple[Button, ...] = ()

    def with_those_of(self, reply: Reply) -> "Board":
        """Put up a reply's buttons after those that are there."""
        return Board(self.buttons + tuple(button for row in reply.buttons for button in row))

    def find(self, text: str) -> Button | NoSuchButton | None:
        """Find the button that a text presses; None if the text is an ordinary message."""
        found = _PRESS.fullmatch(text)
        if found is None:
            return None
        number = int(found[1])
        if 1 <= number <= len(self.buttons):
            return self.buttons[number - 1]
        return NoSuchButton(number, len(self.buttons))
