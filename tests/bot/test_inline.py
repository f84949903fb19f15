import os
import pty
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import inline
from bot.inline import Window


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "none"),
        ({"TERM": "dumb"}, "none"),
        ({}, "none"),
        ({"TERM": "xterm-256color"}, "ask"),
        ({"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "KITTY_WINDOW_ID": "1"}, "ask"),
        ({"TERM": "screen", "LC_TERMINAL": "iTerm2"}, "ask"),
    ],
)
def test_the_environment_names_the_terminal(environment: dict[str, str], expected: str) -> None:
    assert inline.by_environment(environment) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.40)\x1b\\\x1b[?62;c", "kitty"),
        (b"\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?62;4;22c", "iterm2"),
        (b"\x1bP>|XTerm(390)\x1b\\\x1b[?64;1;2;4;6c", "sixel"),
        (b"\x1b[?64;1;2;6;14;44c", None),  # 4 must stand alone
        (b"\x1b[?4c", None),  # the first number is the terminal's class
        (b"\x1b_Gi=31;ENOTSUPPORTED\x1b\\\x1b[?6c", None),
        (b"", None),
    ],
)
def test_the_answer_names_the_protocol(answer: bytes, expected: str | None) -> None:
    assert inline.by_answer(answer) == expected


@pytest.fixture
def terminal() -> tuple[int, int]:
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def test_a_terminal_that_answers_is_heard_to_the_end(terminal: tuple[int, int]) -> None:
    far, near = terminal

    def answer() -> None:
        os.read(far, 1024)
        os.write(far, b"\x1bP>|XTerm(390)\x1b\\")
        os.write(far, b"\x1b[?64;4c")

    answering = threading.Thread(target=answer)
    answering.start()

    heard = inline.ask(inline.QUERY, near, near, patience=5)

    answering.join()
    assert inline.by_answer(heard) == "sixel"


def test_a_terminal_that_is_silent_is_left_alone(terminal: tuple[int, int]) -> None:
    assert inline.ask(inline.QUERY, terminal[1], terminal[1], patience=0.05) == b""


@given(width=st.integers(1, 5000), height=st.integers(1, 5000), columns=st.integers(2, 300), rows=st.integers(3, 100))
def test_a_picture_is_never_wider_than_the_window(width: int, height: int, columns: int, rows: int) -> None:
    assert 1 <= inline.fit(width, height, Window(columns, rows)) < max(2, columns)


def test_a_small_picture_is_not_blown_up() -> None:
    assert inline.fit(100, 100, Window(columns=200, rows=60, cell_width=10, cell_height=20)) == 10
