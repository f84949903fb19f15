"""What the command line asks for."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, cast

USAGE = """\
usage: python -m bot                  talk on every platform whose token is set; none: in this terminal
       python -m bot ask TEXT ...     play a private chat, one message an argument
       python -m bot check            say what is wrong with settings, model and tokens, a line each

options of ask:
  --out FOLDER    where the pictures go, as 01.png, 02.png, ... (pictures)
  --lang ru|en    the language of the answers (by the message)
  --json          print one object a reply, a line each
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What `ask` is to play.

    Attributes:
        messages: What the person says, in order; `:3` presses the third button of the answer before.
        out: Where the pictures go, as `01.png`, `02.png`, ...
        lang: The language of the answers; None: by the settings.
        as_json: Whether to print one object a reply, a line each, instead of words.
    """

    messages: tuple[str, ...]
    out: Path
    lang: Literal["en", "ru"] | None = None
    as_json: bool = False


class _Parser(argparse.ArgumentParser):
    """argparse, but an error is one line."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.prog}: {message}; see python -m bot --help\n")
        raise SystemExit(2)

    def format_help(self) -> str:
        return USAGE


def read_arguments(arguments: Sequence[str]) -> Literal["talk", "check"] | Asked:
    """Read what is asked for.

    Raises:
        SystemExit: With code 2 after one line on standard error, or 0 after the help.
    """
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if command == "ask":
        return _read_ask(rest)
    if command == "check":
        _Parser(prog="python -m bot check").parse_args(rest)
        return "check"
    parser = _Parser(prog="python -m bot")
    if command and not command.startswith("-"):
        parser.error(f"there is ask and check, but no {command!r}")
    parser.parse_args(arguments)
    return "talk"


def _read_ask(arguments: Sequence[str]) -> Asked:
    # What follows `--` is text, whatever it looks like; argparse forgets that where options and texts are mixed.
    cut = list(arguments).index("--") if "--" in arguments else len(arguments)
    parser = _Parser(prog="python -m bot ask", allow_abbrev=False)
    parser.add_argument("messages", nargs="*")
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    parser.add_argument("--lang", choices=("ru", "en"))
    parser.add_argument("--json", action="store_true")
    found = parser.parse_intermixed_args(arguments[:cut])
    messages = (*found.messages, *arguments[cut + 1 :])
    if not messages:
        parser.error("give at least one TEXT")
    lang = cast(Literal["en", "ru"] | None, found.lang)  # argparse knows no types
    return Asked(messages, found.out, lang, found.json)
