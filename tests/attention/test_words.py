"""Words of a text, and maps of tokens merged to maps of words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention import Seen, Token, merge_words
from attention.words import split_words
from tests.facts import facts

FACTS = facts(layers=2, heads=3)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Маша купила хлеб, а Петя", ["Маша", "купила", "хлеб", ",", "а", "Петя"]),
        ("don't rock’n’roll", ["don't", "rock’n’roll"]),
        ("какой-то из-за", ["какой-то", "из-за"]),
        ("-5 a- -b", ["-", "5", "a", "-", "-", "b"]),
        ("3.14 и 1,000.5", ["3.14", "и", "1,000.5"]),
        ("2024г GPT2", ["2024г", "GPT2"]),
        ("Да... нет!!! ?!", ["Да", "...", "нет", "!!!", "?", "!"]),
        ("snake_case", ["snake_case"]),
        ("日本語です", ["日", "本", "語", "で", "す"]),
        ("コンピュータで", ["コンピュータ", "で"]),
        ("한국어 말", ["한국어", "말"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("e\u0301a\u0306 й\u0306", ["e\u0301a\u0306", "й\u0306"]),
        ("👩🏽‍🚀🇷🇺❤️ ok", ["👩🏽‍🚀", "🇷🇺", "❤️", "ok"]),
        ("🙂🙂 🇷🇺🇬🇧", ["🙂", "🙂", "🇷🇺", "🇬🇧"]),
        ("$x$ <b>", ["$", "x", "$", "<", "b", ">"]),
        (" \n\t\u00a0", []),
        ("", []),
    ],
)
def test_words_are_what_a_person_would_point_at(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=40))
def test_words_leave_out_blanks_alone(text: str) -> None:
    assert "".join(words(text)) == "".join(letter for letter in text if not letter.isspace())


@given(st.text(max_size=40))
def test_no_word_holds_a_blank(text: str) -> None:
    assert not [word for word in words(text) if any(letter.isspace() for letter in word)]


KINDS = st.lists(st.sampled_from(["opens", "goes on", "special", "blank"]), min_size=1, max_size=9)
SEEDS = st.integers(0, 2**32 - 1)


def seen_of(kinds: list[str], seed: int) -> Seen:
    """A text of short tokens, some of them special, with weights that sum to 1."""
    tokens: list[Token] = []
    text, word = "", -1
    for kind in kinds:
        start = len(text)
        if kind == "special":
            tokens.append(Token("<s>", start, start, None, special=True))
            continue
        word += kind == "opens" or word < 0
        text += {"opens": " ab", "goes on": "cd", "blank": " "}[kind]
        tokens.append(Token(text[start:], start, len(text), None if kind == "blank" else word))
    weights = np.random.default_rng(seed).random((3, len(tokens), len(tokens)), dtype=np.float32) + 0.01
    weights /= weights.sum(axis=2, keepdims=True)  # (head, row, col)
    return Seen(FACTS, text, None, "encoder", tuple(tokens), tuple(tokens), {1: weights})


@given(KINDS, SEEDS)
def test_rows_of_words_sum_to_one(kinds: list[str], seed: int) -> None:
    seen = seen_of(kinds, seed)

    merged = merge_words(seen)

    assert np.allclose(merged.weights[1].sum(axis=2), 1, atol=1e-5)


@given(KINDS, SEEDS)
def test_a_map_of_words_has_a_row_and_a_column_for_each(kinds: list[str], seed: int) -> None:
    seen = seen_of(kinds, seed)

    merged = merge_words(seen)

    assert merged.weights[1].shape == (3, len(merged.rows), len(merged.columns))
    assert merged.unit == "word"


@given(KINDS, SEEDS)
def test_merging_twice_is_merging_once(kinds: list[str], seed: int) -> None:
    seen = seen_of(kinds, seed)

    merged = merge_words(seen)

    assert merge_words(merged) is merged


@given(KINDS, SEEDS)
def test_special_tokens_and_lone_blanks_stay_as_they_are(kinds: list[str], seed: int) -> None:
    seen = seen_of(kinds, seed)

    merged = merge_words(seen)

    assert [token for token in merged.rows if token.word is None] == [t for t in seen.rows if t.word is None]


def three_tokens(part: str = "decoder", target: str | None = None) -> Seen:
    tokens = (Token("<s>", 0, 0, None, special=True), Token("куп", 0, 3, 0), Token("ила", 3, 6, 0))
    weights = np.array([[[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.3, 0.5]]], dtype=np.float32)
    rows = tokens if target is None else (Token("bought", 0, 6, 0),)
    return Seen(FACTS, "купила", target, part, rows, tokens, {0: weights if target is None else weights[:, 2:]})


def test_columns_are_summed_and_rows_averaged() -> None:
    merged = merge_words(three_tokens())

    assert [token.text for token in merged.rows] == ["<s>", "купила"]
    assert np.allclose(merged.weights[0], [[[1, 0], [0.35, 0.65]]])


def test_rows_and_columns_of_cross_attention_are_merged_each_by_its_own_words() -> None:
    merged = merge_words(three_tokens("cross", "bought"))

    assert [token.text for token in merged.rows] == ["bought"]
    assert [token.text for token in merged.columns] == ["<s>", "купила"]
    assert np.allclose(merged.weights[0], [[[0.2, 0.8]]])


def test_merged_weights_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        merge_words(three_tokens()).weights[0][:] = 0


def test_a_sinks_share_stays_missing() -> None:
    seen = three_tokens()
    half = {0: seen.weights[0] / 2}

    merged = merge_words(Seen(FACTS, seen.text, None, "decoder", seen.rows, seen.columns, half))

    assert np.allclose(merged.weights[0].sum(axis=2), 0.5)
