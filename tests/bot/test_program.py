"""The program as a person starts it. Each start costs torch's import: few starts, each looked at from several sides."""

import base64
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.conftest import Run, clean_environment
from tests.bot.screen_of import ScreenOf

PNG = b"\x89PNG\r\n\x1a\n"
PROMPT = "\x1b[?2004h"  # a prompt switches on that pasted text is marked
KEYS = ["message", "kind", "topic", "lang", "text", "pictures", "buttons", "seconds"]


# One chat of several messages; each test looks at one side of it.
MESSAGES = ("The cat sat on the mat. The cat sat", "/heads 5", ":3", "покажи слой 3", "/heads 99", ":99", " ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ask")


@pytest.fixture(scope="module")
def ended(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the program under test
        [sys.executable, "-m", "bot", "ask", *MESSAGES, "--json", "--out", "out/here"],
        cwd=folder,
        env=clean_environment(folder / "data"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def replies(ended: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_it_ends_well(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr


def test_each_message_gets_one_object_with_these_keys(replies: list[dict]) -> None:
    assert [reply["message"] for reply in replies] == list(range(1, len(MESSAGES) + 1))
    assert all(list(reply) == KEYS for reply in replies)
    assert all(list(reply["seconds"]) == ["model", "render", "total"] for reply in replies)


def test_pictures_are_numbered_and_as_large_as_said(replies: list[dict], folder: Path) -> None:
    pictures = [picture for reply in replies for picture in reply["pictures"]]

    assert [picture["file"] for picture in pictures] == ["01.png", "02.png", "03.png", "04.png"]
    for picture in pictures:
        png = (folder / "out/here" / picture["file"]).read_bytes()
        assert png.startswith(PNG)
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (picture["width"], picture["height"])
        assert picture["alt"]


def test_each_answer_is_in_the_language_of_its_message(replies: list[dict]) -> None:
    assert [reply["lang"] for reply in replies[:4]] == ["en", "en", "en", "ru"]


def test_what_is_not_there_is_an_error_in_words(replies: list[dict]) -> None:
    no_layer, no_button = replies[4], replies[5]

    assert (no_layer["kind"], no_layer["pictures"]) == ("error", [])
    assert (no_button["kind"], no_button["pictures"]) == ("error", [])
    assert ":99" in no_button["text"]


def test_a_button_is_pressed_by_its_number(replies: list[dict]) -> None:
    third = [label for row in replies[1]["buttons"] for label in row][2]

    assert third in replies[2]["text"]


def test_its_chat_is_remembered_by_nobody(ended: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert ended.returncode == 0
    assert not list((folder / "data").rglob("*.sqlite*"))


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[ScreenOf]:
    """The chat in a terminal that draws kitty's pictures."""
    environment = clean_environment(tmp_path / "data", TERM="xterm-256color")
    with ScreenOf([sys.executable, "-m", "bot"], environment, tmp_path) as running:
        running.wait_for("Look into a language model")
        yield running


def test_a_conversation_at_the_prompt(screen: ScreenOf, tmp_path: Path) -> None:
    screen.wait_for(PROMPT)
    screen.type("The cat sat on the mat\r")
    screen.wait_for("picture: pictures/0001.png")
    screen.wait_for(":1 ")
    screen.wait_for(PROMPT)
    screen.type(":1\r")
    screen.wait_for("picture: pictures/0002.png")
    screen.wait_for(PROMPT)
    screen.type("\x03")
    screen.wait_for("once more")
    screen.wait_for(PROMPT)

    assert screen.end(signal.SIGINT) == 130
    sent = re.findall(r"\x1b_G[^;]*m=[01];([^\x1b]*)\x1b\\", screen.written)
    assert base64.b64decode("".join(sent)).startswith(PNG)
    assert (tmp_path / "pictures/0002.png").read_bytes().startswith(PNG)
    assert "Traceback" not in screen.written


def test_a_signal_while_the_model_loads_ends_it(screen: ScreenOf) -> None:
    assert screen.end(signal.SIGTERM) == 143
    assert "Traceback" not in screen.written


def test_a_pipe_is_a_conversation_too(program: Run) -> None:
    ended = program(typed="The cat sat on the mat\n\n/heads 5\n:2\n", environment={"LANG": "ru_RU.UTF-8"})

    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert [line for line in lines if line.startswith("> ")] == ["> The cat sat on the mat", "> /heads 5", "> :2"]
    assert [line for line in lines if line.startswith("картинка: ")] == [
        f"картинка: pictures/000{number}.png" for number in (1, 2, 3)
    ]
    assert "\x1b" not in ended.stdout


@pytest.mark.parametrize("command", [(), ("ask", "hi"), ("check",)], ids=["talk", "ask", "check"])
def test_wrong_settings_are_a_line_each_and_code_2(program: Run, command: tuple[str, ...]) -> None:
    ended = program(*command, environment={"MAX_TOKENS": "many", "DEVICE": "gpu", "TELEGRAM_TOKEN": "12345:secret"})

    assert ended.returncode == 2
    assert [line.split(":")[0] for line in ended.stderr.splitlines()] == ["DEVICE", "MAX_TOKENS"]
    assert "secret" not in ended.stderr + ended.stdout


def test_a_data_folder_that_cannot_be_written_is_one_line_and_code_2(program: Run) -> None:
    ended = program(environment={"DATA_DIR": "/dev/null/x"})

    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ['DATA_DIR: "/dev/null/x" can\'t be used. Give a folder that can be written.']


def test_a_model_that_is_not_there_is_one_line_and_code_2(program: Run) -> None:
    ended = program("ask", "hi", environment={"MODEL": "./nothing/here", "LANG": "ru_RU.UTF-8"})

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        "MODEL: модели «./nothing/here» нет. Годятся embedded, имя на Hub (owner/name), папка или файл .gguf."
    ]


def test_check_says_what_is_wrong_a_line_each(program: Run) -> None:
    ended = program("check", environment={"TELEGRAM_TOKEN": "my secret", "DISCORD_TOKEN": ""})

    assert ended.returncode == 2
    marks = [line[0] for line in ended.stdout.splitlines()]
    assert marks == ["✓", "✓", "✓", "✓", "·", "✗", "·"]
    assert "secret" not in ended.stdout + ended.stderr
