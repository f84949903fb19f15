"""Where a terminal chat's messages come from: a person at a prompt, or a pipe."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory

from attention import Facts
from handlers import Argument, Command, Lang

_LONGEST = 2**20  # bytes of one line; what is beyond comes as the next message


async def piped_lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Read messages from a pipe or a file, one a line, until it ends.

    The reading thread is a daemon's: a read that waits for a pipe can't be cancelled, and must not hold up the end. It
    reads the descriptor itself: a daemon that holds the lock of `sys.stdin` makes the interpreter crash at its end.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=1)

    def read() -> None:
        with contextlib.suppress(CancelledError, RuntimeError):  # the chat ended first
            for line in _split(descriptor):
                asyncio.run_coroutine_threadsafe(queue.put(line), loop).result()
            asyncio.run_coroutine_threadsafe(queue.put(None), loop).result()

    threading.Thread(target=read, name="stdin", daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line.decode("utf-8", errors="replace").rstrip("\r")


def _split(descriptor: int) -> Iterator[bytes]:
    """Read line after line, and what stands after the last line break."""
    begun = b""
    while got := os.read(descriptor, 65536):
        *lines, begun = (begun + got).split(b"\n")
        yield from lines
        if len(begun) >= _LONGEST:
            yield begun
            begun = b""
    if begun:
        yield begun


class CommandCompleter(Completer):
    """Completes commands, and those of their arguments that have few values."""

    def __init__(self, commands: Sequence[Command], facts: Facts, lang: Lang) -> None:
        """Take what can be typed, and the model whose layers and heads are meant."""
        self._commands = {command.name: command for command in commands}
        self._lang = lang
        self._values: dict[str, tuple[str, ...]] = {
            "layer": tuple(map(str, facts.attention_layers)),
            "heads": (*map(str, range(facts.heads)), f"0-{facts.heads - 1}"),
            "language": ("ru", "en", "auto"),
        }

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Offer what may stand where the cursor is."""
        if not document.text_before_cursor.startswith("/"):
            return
        *before, begun = document.text_before_cursor[1:].split(" ")
        if not before:
            offered = [(name, command.summary(self._lang)) for name, command in self._commands.items()]
        else:
            offered = self._of_argument(before[0], len(before) - 1)
        for value, meaning in offered:
            if value.startswith(begun):
                yield Completion(value, start_position=-len(begun), display_meta=meaning)

    def _of_argument(self, name: str, position: int) -> list[tuple[str, str]]:
        command = self._commands.get(name)
        if command is None or position >= len(command.arguments):
            return []
        argument: Argument = command.arguments[position]
        return [(value, argument.describe(self._lang)) for value in self._values.get(argument.kind, ())]


async def typed_lines(completer: Completer, history: Path, warn: Callable[[], None]) -> AsyncGenerator[str, None]:
    """Read messages at a prompt until Ctrl-D, or Ctrl-C twice.

    Args:
        completer: What can be completed.
        history: The file of earlier messages; `/forget` forgets them too.
        warn: Says after the first Ctrl-C that a second one leaves.
    """
    session = await asyncio.to_thread(new_session, completer, history)
    interrupted = False
    while True:
        try:
            # A signal from elsewhere ends the program (bot.stop); Ctrl-C comes here as a key.
            line = await session.prompt_async("> ", handle_sigint=False)
        except EOFError:
            return
        except KeyboardInterrupt:
            if interrupted:
                return
            interrupted = True
            warn()
            continue
        interrupted = False
        yield line
        if line.split(maxsplit=1)[:1] == ["/forget"]:
            session = await asyncio.to_thread(new_session, completer, history, forget=True)


def new_session(completer: Completer, history: Path, *, forget: bool = False) -> "PromptSession[str]":
    """Make a prompt with history, completion, and a suggestion from the history."""
    if forget:
        history.unlink(missing_ok=True)
    history.touch(mode=0o600)  # messages are nobody else's business
    return PromptSession(history=FileHistory(str(history)), completer=completer, auto_suggest=AutoSuggestFromHistory())
