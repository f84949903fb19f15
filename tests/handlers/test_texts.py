"""The conversation's catalogue: every key is said somewhere, and Russian counts as Russian does."""

import re
from pathlib import Path

import pytest

import handlers
from handlers.say import say
from tests.catalogues import facts

CODE = Path(handlers.__file__).parent


def test_every_key_is_said_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in CODE.rglob("*.py"))
    made = re.compile(
        r"(command|argument|cannot|talk|role|button|model|models-most|models-fewest|column)-|no-such|reversed|no-attention|no-layer|"
        r"one-token|busy"
    )
    unused = [
        key for key in facts("handlers/text", "en") if not re.search(rf"['\"]{key}['\"]", code) and not made.match(key)
    ]

    assert unused == []


@pytest.mark.parametrize(
    ("heads", "words"),
    [(1, "1 голова"), (2, "2 головы"), (5, "5 голов"), (11, "11 голов"), (21, "21 голова"), (144, "144 головы")],
)
def test_russian_plurals_are_right(heads: int, words: str) -> None:
    assert say("ru", "model-heads", layers=1, heads=1, total=heads).endswith(f"всего {words}.")
