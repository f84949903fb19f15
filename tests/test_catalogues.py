"""Every catalogue says the same things in both languages, and nothing in it is junk."""

from collections import Counter

import pytest
from fluent.syntax import ast

from tests.catalogues import FOLDERS, LANGUAGES, ROOT, entries, facts

RUSSIAN_ALONE = {"render/text": {"these-heads"}}
"""It counts in words, which English does not need so often."""
GRAMMAR = {"render/text": {"part-apart": {"rows"}, "first-outside": {"first"}}}
"""Facts that one language's grammar needs and the other's doesn't."""

each_folder = pytest.mark.parametrize("folder", FOLDERS)


def test_no_catalogue_is_left_out() -> None:
    packages = ("attention", "render", "handlers", "bot")
    found = {path.parent.relative_to(ROOT).as_posix() for name in packages for path in (ROOT / name).rglob("*.ftl")}

    assert found == set(FOLDERS)


@each_folder
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_is_well_formed_and_stands_once(folder: str, lang: str) -> None:
    found = entries(folder, lang)
    keys = Counter(entry.id.name for entry in found if isinstance(entry, ast.Message))

    assert len(keys) >= 10
    assert [entry for entry in found if isinstance(entry, ast.Junk)] == []
    assert [key for key, times in keys.items() if times > 1] == []


@each_folder
def test_both_languages_have_the_same_keys(folder: str) -> None:
    english, russian = facts(folder, "en").keys(), facts(folder, "ru").keys()

    assert english - russian == set()
    assert russian - english == RUSSIAN_ALONE.get(folder, set())


@each_folder
def test_both_languages_ask_for_the_same_facts(folder: str) -> None:
    english, russian = facts(folder, "en"), facts(folder, "ru")
    differing = {key: english[key] ^ russian[key] for key in english if english[key] != russian[key]}

    assert differing == GRAMMAR.get(folder, {})
