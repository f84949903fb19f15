"""The package's door, and its words in both languages."""

from pathlib import Path

from fluent.syntax import FluentParser, ast

import bot.discord

TEXT = Path(bot.discord.__file__).parent / "text"


def messages(lang: str) -> dict[str, set[str]]:
    """Keys and the variables in each."""
    found = FluentParser().parse((TEXT / f"{lang}.ftl").read_text("utf-8")).body
    assert not [entry for entry in found if isinstance(entry, ast.Junk)]
    keys = {}
    for entry in found:
        if isinstance(entry, ast.Message) and entry.value is not None:
            parts = [part for part in entry.value.elements if isinstance(part, ast.Placeable)]
            names = [part.expression.id.name for part in parts if isinstance(part.expression, ast.VariableReference)]
            keys[entry.id.name] = set(names)
    return keys


def test_both_languages_say_the_same() -> None:
    assert messages("en")
    assert messages("en") == messages("ru")


def test_the_door_names_what_it_opens() -> None:
    assert all(hasattr(bot.discord, name) for name in bot.discord.__all__)
