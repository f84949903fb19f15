"""What stands in the packages' catalogues: each message with the facts that it asks for."""

from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).parents[1]
FOLDERS = ("render/text", "handlers/text", "bot/text", "bot/telegram/text", "bot/discord/text")
LANGUAGES = ("en", "ru")


@dataclass
class _Named(Visitor):
    """The facts and the other messages that a message names, at any depth."""

    facts: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by fluent.syntax
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.messages.add(node.id.name)


def entries(folder: str, lang: str) -> list[ast.EntryType]:
    """All that a file holds."""
    return FluentParser().parse((ROOT / folder / f"{lang}.ftl").read_text(encoding="utf-8")).body


def facts(folder: str, lang: str) -> dict[str, set[str]]:
    """Every key with the facts that its message asks for, itself or through others that it says."""
    named = {}
    for entry in entries(folder, lang):
        if isinstance(entry, ast.Message):
            named[entry.id.name] = visitor = _Named()
            visitor.visit(entry)

    def asked_by(key: str) -> set[str]:
        return named[key].facts.union(*map(asked_by, named[key].messages))

    return {key: asked_by(key) for key in named}
