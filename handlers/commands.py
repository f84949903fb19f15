"""What a command is; each is declared once, beside the handler that answers it.

Menus, slash commands, completion and `/help` all come from the declaration. The catalogue says under `command-<name>`
what a command does, and under `command-<name>-name` what Discord calls it in the reader's language.
"""

from dataclasses import dataclass
from typing import Literal

from handlers.call import Handler
from handlers.request import Lang
from handlers.say import say


@dataclass(frozen=True, slots=True)
class Argument:
    """Something that may follow a command.

    Attributes:
        name: What it is called in a slash command.
        kind: What can be completed and checked: a layer, heads of it, a language, any text.
    """

    name: str
    kind: Literal["layer", "heads", "text", "language"]

    def describe(self, lang: Lang) -> str:
        """What it is, in one line."""
        return say(lang, f"argument-{self.name}")

    def localised_name(self, lang: Lang) -> str:
        """Its name in a slash command in the reader's language."""
        return say(lang, f"argument-{self.name}-name")


@dataclass(frozen=True, slots=True)
class Command:
    """A command that can be typed in any chat.

    Attributes:
        name: Lower-case Latin letters, without the slash.
        handler: Answers it.
        arguments: What may follow, in order; all of it may be left out.
        ephemeral: Whether the answer concerns only the one who asks, so that others need not see it.
    """

    name: str
    handler: Handler
    arguments: tuple[Argument, ...] = ()
    ephemeral: bool = False

    def summary(self, lang: Lang) -> str:
        """What it does, in one line."""
        return say(lang, f"command-{self.name}")

    def localised_name(self, lang: Lang) -> str:
        """Its name in the reader's language, for Discord."""
        return say(lang, f"command-{self.name}-name")


def split_command(text: str) -> tuple[str, str] | None:
    """Split `/heads@bot 5 3` into `heads` and `5 3`; None if it is no command."""
    if not text.startswith("/") or not text[1:2].isalpha():
        return None
    word, *rest = text[1:].split(maxsplit=1)
    return word.partition("@")[0].lower(), rest[0] if rest else ""
