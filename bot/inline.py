"""Which way of drawing pictures this terminal understands.

The environment names some terminals for certain; all others are asked: kitty's own query, then the terminal's name
(XTVERSION), then its abilities (DA1), which every terminal answers, so that the answer ends the waiting.
"""

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot import graphics

Protocol = Literal["kitty", "iterm2", "sixel"]

QUERY = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[c"
# A multiplexer lets kitty's and iTerm2's sequences through only when told to; it answers for sixels itself.
QUERY_IN_MULTIPLEXER = b"\x1b[c"
PATIENCE = 0.5  # seconds; a terminal at the far end of a slow line stays without pictures

_DA1 = re.compile(rb"\x1b\[\?([\d;]*)c")
# Where neither window nor cell size is told: what most terminals open with.
_CELL = (10, 20)


@dataclass(frozen=True, slots=True)
class Window:
    """A terminal's size: cells across and down, and the pixels of one cell."""

    columns: int = 80
    rows: int = 24
    cell_width: int = _CELL[0]
    cell_height: int = _CELL[1]


def by_environment(environment: Mapping[str, str]) -> Protocol | Literal["ask", "none"]:
    """Tell from the variables that terminals set, or that the terminal must be asked."""
    term = environment.get("TERM", "")
    program = environment.get("TERM_PROGRAM", "")
    if term in ("", "dumb", "linux") or program == "Apple_Terminal":  # the last prints kitty's query on the screen
        return "none"
    if in_multiplexer(environment):
        return "ask"
    if "KITTY_WINDOW_ID" in environment or term in ("xterm-kitty", "xterm-ghostty") or program == "ghostty":
        return "kitty"
    if program in ("iTerm.app", "WezTerm", "mintty") or environment.get("LC_TERMINAL") == "iTerm2":
        return "iterm2"
    return "ask"


def in_multiplexer(environment: Mapping[str, str]) -> bool:
    """Tell whether tmux or screen stands between: the variables of the terminal around it are inherited, and lie."""
    return bool({"TMUX", "STY"} & set(environment)) or environment.get("TERM", "").startswith(("screen", "tmux"))


def by_answer(answer: bytes) -> Protocol | None:
    """Tell from what the terminal answered to the query."""
    if b"\x1b_Gi=31;OK" in answer:
        return "kitty"
    if b">|iTerm2" in answer or b">|WezTerm" in answer:
        return "iterm2"
    abilities = _DA1.search(answer)
    if abilities and b"4" in abilities[1].split(b";")[1:]:
        return "sixel"
    return None


def ask(query: bytes, source: int, target: int, patience: float = PATIENCE) -> bytes:
    """Send a query to the terminal and read until its DA1 answer, or until `patience` seconds are over. Blocks."""
    try:
        import termios
        import tty
    except ModuleNotFoundError:  # Windows
        return b""
    before = termios.tcgetattr(source)
    answer = b""
    try:
        tty.setcbreak(source, termios.TCSANOW)  # no echo, no waiting for a line
        os.write(target, query)
        deadline = time.monotonic() + patience
        while not _DA1.search(answer) and (left := deadline - time.monotonic()) > 0:
            if select.select([source], [], [], left)[0]:
                answer += os.read(source, 1024)
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
    return answer


def find_protocol(environment: Mapping[str, str]) -> Protocol | None:
    """Find the best way of drawing in the terminal that this process talks to; None: there is none. Blocks."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    match by_environment(environment):
        case "none":
            return None
        case "ask":
            query = QUERY_IN_MULTIPLEXER if in_multiplexer(environment) else QUERY
            return by_answer(ask(query, sys.stdin.fileno(), sys.stdout.fileno()))
        case known:
            return known


def measure() -> Window:
    """Measure the terminal of this process, with guesses for what it does not tell."""
    try:
        import fcntl
        import struct
        import termios

        told = fcntl.ioctl(sys.stdout.fileno(), termios.TIOCGWINSZ, bytes(8))
        rows, columns, width, height = struct.unpack("4H", told)
    except (ModuleNotFoundError, OSError, ValueError):
        return Window()
    columns, rows = columns or 80, rows or 24
    return Window(columns, rows, width // columns or _CELL[0], height // rows or _CELL[1])


def fit(width: int, height: int, window: Window) -> int:
    """Work out how many columns a picture may take: no wider than it is, nor than the window, seen at one glance."""
    own = -(-width // window.cell_width)
    at_one_glance = (window.rows - 2) * window.cell_height * width // (height * window.cell_width)
    return max(1, min(own, window.columns - 1, max(at_one_glance, window.columns // 2)))


def draw(png: bytes, columns: int, window: Window, protocol: Protocol) -> str:
    """Turn a picture into what makes this terminal draw it."""
    match protocol:
        case "kitty":
            return graphics.kitty(png, columns)
        case "iterm2":
            return graphics.iterm2(png, columns)
        case "sixel":
            return graphics.sixel(png, columns * window.cell_width)
