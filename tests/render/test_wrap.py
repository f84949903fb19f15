"""Paragraphs broken into lines."""

from hypothesis import given
from hypothesis import strategies as st

from render.wrap import wrap

from .conftest import calm


@given(text=st.text("абв ", min_size=1, max_size=60), room=st.integers(1, 30), balanced=st.booleans())
@calm
def test_broken_lines_fit_and_lose_no_word(text: str, room: int, *, balanced: bool) -> None:
    lines = wrap(text, room, len, balanced=balanced)

    assert " ".join(lines) == text
    assert all(len(line) <= room or " " not in line.strip() for line in lines)


def test_balanced_lines_are_about_equally_long() -> None:
    assert wrap("aa bb cc dd e", 11, len, balanced=True) == ("aa bb", "cc dd e")
