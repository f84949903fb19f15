"""Sentences: the same keys and facts in both languages, plural forms, numbers as each language writes them."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import render
from render import Catalogue
from render.catalogue import own

TEXT = Path(render.__file__).parent / "text"
LANGUAGES = ("en", "ru")


class Facts(Visitor):
    """The facts and the messages that a message asks for."""

    def __init__(self) -> None:
        self.facts: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - named by fluent.syntax
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.messages.add(node.id.name)


def entries(lang: str) -> list[ast.EntryType]:
    return FluentParser().parse((TEXT / f"{lang}.ftl").read_text(encoding="utf-8")).body


def messages(lang: str) -> dict[str, Facts]:
    found = {}
    for entry in entries(lang):
        if isinstance(entry, ast.Message):
            facts = Facts()
            facts.visit(entry)
            found[entry.id.name] = facts
    return found


def all_facts(lang: str, key: str) -> set[str]:
    held = messages(lang)
    return held[key].facts.union(*(all_facts(lang, other) for other in held[key].messages))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_junk(lang: str) -> None:
    found = entries(lang)

    assert len(found) > 40
    assert not [entry for entry in found if isinstance(entry, ast.Junk)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_twice(lang: str) -> None:
    keys = [entry.id.name for entry in entries(lang) if isinstance(entry, ast.Message)]

    assert len(keys) == len(set(keys))


def test_both_languages_say_the_same_things() -> None:
    russian_only = {"these-heads"}  # counts in words, which English does not need so often

    assert set(messages("en")) == set(messages("ru")) - russian_only


@pytest.mark.parametrize("key", sorted(messages("en")))
def test_both_languages_ask_for_the_same_facts(key: str) -> None:
    allowed_to_differ = {
        "unit",
        "amount",
        "first",
        "rows",
    }  # grammar: one language may need them where the other does not

    assert all_facts("en", key) ^ all_facts("ru", key) <= allowed_to_differ


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_percent_sign_can_be_torn_from_its_number(lang: str) -> None:
    text = (TEXT / f"{lang}.ftl").read_text(encoding="utf-8")
    sentences = [line for line in text.splitlines() if not line.startswith("#")]

    assert "\u00a0%" in text
    assert not [line for line in sentences if " %" in line]


@pytest.mark.parametrize(("heads", "said"), [(1, "1 голова"), (2, "2 головы"), (5, "5 голов"), (21, "21 голова")])
def test_russian_counts_heads(heads: int, said: str) -> None:
    assert own().say("ru", "title-layer", layer=5, last=11, heads=heads, every=heads, whole="yes") == (
        f"слой 5 из 0–11 · {said}"
    )
    assert own().say("ru", "title-layer", layer=5, last=11, heads=heads, every=32, whole="no") == (
        f"слой 5 из 0–11 · {said} из 32"
    )


def test_russian_writes_a_decimal_comma() -> None:
    assert own().say("ru", "percent", share=0.4) == "0,4\u00a0%"
    assert own().say("en", "percent", share=0.4) == "0.4\u00a0%"


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(ValueError, match="title-head"):
        own().say("en", "title-head", layer=1, last=2)


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(LookupError):
        own().say("en", "no-such-sentence")


def test_nothing_is_wrapped_in_isolation_marks() -> None:
    said = own().say("ru", "example", **{"from": "а", "to": "б", "share": 5})

    assert not set(said) & set("\u2066\u2067\u2068\u2069")


def test_another_folder_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text("hello = Hello, { $name }", encoding="utf-8")

    catalogue = Catalogue(tmp_path)

    assert catalogue.languages == ("en",)
    assert catalogue.say("en", "hello", name="Ann") == "Hello, Ann"
