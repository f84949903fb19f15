"""Where long answers are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.split import split_text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one\n\ntwo", ["one\n\ntwo"]),
        ("one two\n\nthree four", ["one two", "three four"]),
        ("one two\nthree four", ["one two", "three four"]),
        ("One two. Three 4.", ["One two.", "Three 4."]),
        ("onetwo threefour", ["onetwo", "threefour"]),
        ("onetwothreefour", ["onetwothre", "efour"]),
        ("", [""]),
    ],
)
def test_cut_at_the_best_seam(text: str, parts: list[str]) -> None:
    assert split_text(text, 10) == parts


def test_first_part_may_hold_less() -> None:
    assert split_text("one two three four", 13, first=8) == ["one two", "three four"]


@given(st.text(), st.integers(3, 40), st.integers(3, 40))
def test_parts_fit_and_keep_every_word(text: str, limit: int, first: int) -> None:
    parts = split_text(text, limit, first)

    assert len(parts[0]) <= first
    assert all(0 < len(part) <= limit for part in parts[1:])
    assert "".join("".join(parts).split()) == "".join(text.split())
