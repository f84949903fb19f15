"""The catalogue: both languages say the same things, and nothing in it is junk."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import handlers
from handlers.say import say

FOLDER = Path(handlers.__file__).parent / "text"


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


def entries(lang: str) -> list[ast.EntryType]:
    return FluentParser().parse((FOLDER / f"{lang}.ftl").read_text("utf-8")).body


def variables(lang: str) -> dict[str, set[str]]:
    found = {}
    for entry in entries(lang):
        if isinstance(entry, ast.Message):
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_entry_is_well_formed(lang: str) -> None:
    assert [entry for entry in entries(lang) if isinstance(entry, ast.Junk)] == []


def test_both_languages_have_the_same_keys_and_variables() -> None:
    assert variables("en") == variables("ru")
    assert len(variables("en")) > 50


def test_every_key_is_said_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.parent.rglob("*.py"))
    made = re.compile(
        r"(command|argument|cannot|talk|role|button|model|models-most|models-fewest|column)-|no-such|reversed|no-attention|no-layer|"
        r"one-token|busy"
    )
    unused = [key for key in variables("en") if not re.search(rf"['\"]{key}['\"]", code) and not made.match(key)]

    assert unused == []


@pytest.mark.parametrize(
    ("heads", "words"),
    [(1, "1 голова"), (2, "2 головы"), (5, "5 голов"), (11, "11 голов"), (21, "21 голова"), (144, "144 головы")],
)
def test_russian_plurals_are_right(heads: int, words: str) -> None:
    assert say("ru", "model-heads", layers=1, heads=1, total=heads).endswith(f"всего {words}.")
