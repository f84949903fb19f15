import pytest

from bot.board import Board, NoSuchButton
from bot.screen import numbered_rows
from handlers import Button, Reply

REPLY = Reply(
    "sentence", "en", "Look.", buttons=((Button("5.0", "a"), Button("5.1", "b", pressed=True)), (Button("map", "c"),))
)


def test_the_number_after_a_colon_presses_that_button() -> None:
    board = Board().with_those_of(REPLY)

    assert board.find(":3") == Button("map", "c")
    assert board.find("  :1 ") == Button("5.0", "a")


@pytest.mark.parametrize("asked", [0, 4, 999_999_999])
def test_a_number_that_no_button_has_says_what_there_is(asked: int) -> None:
    assert Board().with_those_of(REPLY).find(f":{asked}") == NoSuchButton(asked, 3)


@pytest.mark.parametrize("text", ["3", ":", ":x", "see :3", ":-1", ":1234567890", ": 3", "/heads 3", ""])
def test_any_other_text_is_a_message(text: str) -> None:
    assert Board().with_those_of(REPLY).find(text) is None


def test_a_second_answer_goes_on_counting() -> None:
    board = Board().with_those_of(REPLY).with_those_of(REPLY)

    assert board.find(":6") == Button("map", "c")
    assert numbered_rows(REPLY, first=4) == (":4 5.0   :5 *5.1", ":6 map")
