"""Sentences: plural forms, numbers as each language writes them, and what is missing."""

import re
from pathlib import Path

import pytest

import render
from render import Catalogue
from render.catalogue import own

TEXT = Path(render.__file__).parent / "text"


@pytest.mark.parametrize(("lang", "sign", "wrong"), [("en", "}%", r"\s%"), ("ru", "\u00a0%", r"(?!\u00a0)\s%|\}%")])
def test_no_percent_sign_can_be_torn_from_its_number(lang: str, sign: str, wrong: str) -> None:
    text = (TEXT / f"{lang}.ftl").read_text(encoding="utf-8")
    sentences = [line for line in text.splitlines() if not line.startswith("#")]

    assert sign in text
    assert not [line for line in sentences if re.search(wrong, line)]


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
    assert own().say("en", "percent", share=0.4) == "0.4%"


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
