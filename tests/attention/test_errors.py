"""One error for whatever a person can get wrong with a model."""

import pickle

from attention import ModelError
from attention.errors import first_line


def test_an_error_keeps_its_facts_across_a_process() -> None:
    error = pickle.loads(pickle.dumps(ModelError("not-found", "a/b", "404")))  # noqa: S301 - our own

    assert (error.reason, error.source, error.detail) == ("not-found", "a/b", "404")


def test_an_error_names_what_was_asked_for_and_why_not() -> None:
    assert str(ModelError("broken", "a/b", "no config.json")) == "a/b: broken (no config.json)"
    assert str(ModelError("no-attention", "mamba")) == "mamba: no-attention"


def test_of_a_librarys_words_the_first_line_is_kept() -> None:
    assert first_line(OSError("\n  it failed \nPlease see https://")) == "it failed"


def test_an_error_without_words_is_named() -> None:
    assert first_line(MemoryError()) == "MemoryError"
