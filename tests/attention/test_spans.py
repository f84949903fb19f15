"""Tokens laid beside a text whose tokenizer doesn't tell where they came from."""

from hypothesis import given
from hypothesis import strategies as st

from attention.spans import align


def pieces(text: str, surfaces: list[str | None]) -> list[str]:
    return [text[start:end] for start, end in align(text, surfaces)]


@given(st.lists(st.text(st.sampled_from("abвгд"), min_size=1, max_size=4), max_size=8))
def test_tokens_that_spell_the_text_are_found_in_it(words: list[str]) -> None:
    assert pieces(" ".join(words), words) == words


@given(st.text(max_size=20), st.lists(st.none() | st.text(max_size=4), max_size=8))
def test_any_tokens_get_spans_that_go_forward_inside_any_text(text: str, surfaces: list[str | None]) -> None:
    spans = align(text, surfaces)

    assert len(spans) == len(surfaces)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


def test_case_and_accents_do_not_matter() -> None:
    assert pieces("ÉCOLE Ёлка", ["ecole", "елка"]) == ["ÉCOLE", "Ёлка"]


def test_width_does_not_matter() -> None:
    assert pieces("\uff21\uff22 ½", ["ab", "1\u20442"]) == ["\uff21\uff22", "½"]


def test_an_unknown_token_gets_what_lies_between_its_neighbours() -> None:
    assert pieces("the zebra sat", ["the", None, "sat"]) == ["the", "zebra", "sat"]


def test_unknown_tokens_get_a_word_each() -> None:
    assert pieces("a zebra, b", ["a", None, None, "b"]) == ["a", "zebra", ",", "b"]


def test_an_unknown_word_that_holds_the_next_token_is_passed_whole() -> None:
    assert pieces("zebra a", [None, "a"]) == ["zebra", "a"]


def test_a_long_text_takes_no_longer_a_letter_than_a_short_one() -> None:
    words = ["слово", "и", "другое"] * 1000

    assert len(align(" ".join(words), words)) == 3000


def test_bytes_get_their_letters() -> None:
    assert align("жa", ["", "", "a"]) == [(0, 1), (0, 1), (1, 2)]


def test_a_blank_token_gets_its_blank() -> None:
    assert align("a b", ["a", " ", "b"]) == [(0, 1), (1, 2), (2, 3)]


def test_a_token_that_stands_nowhere_is_empty_where_it_would_stand() -> None:
    assert align("ab", ["a", "b", "zzz"]) == [(0, 1), (1, 2), (2, 2)]
