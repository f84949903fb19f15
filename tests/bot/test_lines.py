import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.lines import CommandCompleter, piped_lines, typed_lines
from handlers import COMMANDS
from tests.facts import facts

pytestmark = pytest.mark.anyio

FACTS = facts(layers=3, attention_layers=(0, 2), heads=5)
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture
def completer() -> CommandCompleter:
    return CommandCompleter(COMMANDS, FACTS, "en")


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keys:
        yield keys


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history"


async def collected(lines: AsyncIterator[str]) -> list[str]:
    async with asyncio.timeout(10), aclosing(lines):
        return [line async for line in lines]


async def at_prompt(keyboard: PipeInput, lines: AsyncIterator[str]) -> list[str]:
    # Here, not in the fixture: a session lives in a context variable, and a test's task has its own context.
    with create_app_session(input=keyboard, output=DummyOutput()):
        return await collected(lines)


def offered(completer: CommandCompleter, typed: str) -> list[str]:
    return [found.text for found in completer.get_completions(Document(typed), CompleteEvent())]


def test_commands_are_completed_with_what_they_do(completer: CommandCompleter) -> None:
    found = list(completer.get_completions(Document("/he"), CompleteEvent()))

    assert [completion.text for completion in found] == ["heads", "help"]
    assert all(completion.display_meta_text for completion in found)


def test_every_command_is_offered_after_the_slash(completer: CommandCompleter) -> None:
    assert offered(completer, "/") == [command.name for command in COMMANDS]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/heads ", ["0", "2"]),  # the layers that have attention
        ("/heads 2", ["2"]),
        ("/heads 2 ", ["0", "1", "2", "3", "4", "0-4"]),
        ("/heads 2 3 the ", []),
        ("/lang r", ["ru"]),
        ("/nothing ", []),
        ("The cat", []),
        ("", []),
    ],
)
def test_arguments_are_completed_from_the_model(completer: CommandCompleter, typed: str, expected: list[str]) -> None:
    assert offered(completer, typed) == expected


def written(history: Path) -> tuple[str, int]:
    """What the file holds, and who may read it besides its owner."""
    return history.read_text(encoding="utf-8"), history.stat().st_mode & 0o077


async def test_typed_lines_come_one_by_one_until_ctrl_d(
    completer: CommandCompleter, keyboard: PipeInput, history: Path
) -> None:
    keyboard.send_text("The cat sat\rКошка\r" + CTRL_D)

    assert await at_prompt(keyboard, typed_lines(completer, history, list)) == ["The cat sat", "Кошка"]
    text, others = written(history)
    assert "+Кошка" in text
    assert others == 0


async def test_ctrl_c_clears_the_line_and_warns_and_a_second_one_leaves(
    completer: CommandCompleter, keyboard: PipeInput, history: Path
) -> None:
    warned: list[int] = []
    keyboard.send_text("half a" + CTRL_C + "whole\r" + CTRL_C + CTRL_C + "never\r")

    lines = await at_prompt(keyboard, typed_lines(completer, history, lambda: warned.append(1)))

    assert lines == ["whole"]
    assert len(warned) == 2


async def test_forget_forgets_the_history_too(completer: CommandCompleter, keyboard: PipeInput, history: Path) -> None:
    keyboard.send_text("my secret\r/forget\r" + CTRL_D)

    assert await at_prompt(keyboard, typed_lines(completer, history, list)) == ["my secret", "/forget"]
    assert written(history)[0] == ""


async def test_piped_lines_end_with_the_pipe_and_bad_bytes_are_marked() -> None:
    reading, writing = os.pipe()
    os.write(writing, "один\r\n".encode() + b"\xff\n" + b"the last, without an end")
    os.close(writing)

    lines = await collected(piped_lines(reading))

    os.close(reading)
    assert lines == ["один", "\ufffd", "the last, without an end"]
