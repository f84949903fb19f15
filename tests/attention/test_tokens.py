"""Tokens as a person reads them, from tokenizers of every kind."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attention.tokens import SHARES, Reading, clean, read_ids, read_text

from .tokenizers import EVERY_KIND, byte_level, embedded, slow_bytes, slow_word_piece, unigram, word_piece

pytestmark = pytest.mark.filterwarnings("ignore:This sequence already has:UserWarning")  # a typed "</s>", to ByT5
EVERY = pytest.mark.parametrize("kind", EVERY_KIND)
MOST = 10_000
UNREAD = "ĠÐÑĊ▁"

LETTERS = st.sampled_from("aZé ё日本한ש١🙂👩🏽‍🚀\u0301\u200d\n\t\u00a0\u3000.,'-#@<>_0")
TEXTS = st.text(st.one_of(LETTERS, st.characters(codec="utf-8", exclude_characters=UNREAD)), max_size=30)


def texts_of(reading: Reading) -> list[str]:
    return [token.text for token in reading.tokens]


def words_of(reading: Reading) -> list[int | None]:
    return [token.word for token in reading.tokens]


@EVERY
@given(text=TEXTS)
@settings(deadline=None, max_examples=60)
def test_spans_go_forward_inside_the_text(kind: str, text: str) -> None:
    reading = read_text(EVERY_KIND[kind](), text, MOST)

    spans = [(token.start, token.end) for token in reading.tokens]
    assert len(spans) == len(reading.ids)
    assert all(0 <= start <= end <= len(reading.text) for start, end in spans)
    assert sorted(start for start, _ in spans) == [start for start, _ in spans]


@pytest.mark.parametrize("kind", ["embedded", "byte-level", "slow-bytes"])
@given(text=TEXTS)
@settings(deadline=None, max_examples=60)
def test_each_letter_belongs_to_a_token(kind: str, text: str) -> None:
    reading = read_text(EVERY_KIND[kind](), text, MOST)

    covered = {place for token in reading.tokens for place in range(token.start, token.end)}
    assert {place for place, letter in enumerate(reading.text) if not letter.isspace()} <= covered


@EVERY
@given(text=TEXTS)
@settings(deadline=None, max_examples=60)
def test_a_token_shows_the_text_it_came_from(kind: str, text: str) -> None:
    reading = read_text(EVERY_KIND[kind](), text, MOST)

    for token in reading.tokens:
        if not token.special and token.start < token.end:
            shown = "".join(letter for letter in token.text if letter not in SHARES.values())
            covered = reading.text[token.start : token.end]
            assert shown == "".join(letter for letter in covered if letter not in SHARES.values())
        assert not set(token.text) & set(UNREAD)


@EVERY
@given(text=TEXTS)
@settings(deadline=None, max_examples=60)
def test_words_are_numbered_in_reading_order(kind: str, text: str) -> None:
    words = [word for word in words_of(read_text(EVERY_KIND[kind](), text, MOST)) if word is not None]

    assert words == sorted(words)


@EVERY
@given(text=TEXTS, most=st.integers(3, 20))
@settings(deadline=None, max_examples=60)
def test_a_long_text_is_cut_and_says_by_how_much(kind: str, text: str, most: int) -> None:
    whole = read_text(EVERY_KIND[kind](), text, MOST)

    reading = read_text(EVERY_KIND[kind](), text, most)

    assert len(reading.ids) == min(most, len(whole.ids))
    assert reading.cut == len(whole.ids) - len(reading.ids)
    assert whole.text.startswith(reading.text)


@EVERY
@given(text=st.text(max_size=20))
@example(text="</s>")
@settings(deadline=None, max_examples=60)
def test_no_text_is_too_odd_to_read(kind: str, text: str) -> None:
    reading = read_text(EVERY_KIND[kind](), text, MOST)

    assert len(reading.ids) == len(reading.tokens)


@EVERY
def test_what_a_tokenizer_wrote_is_read_as_it_was_typed(kind: str) -> None:
    typed = read_text(EVERY_KIND[kind](), "the cat sat", MOST)

    written = read_ids(EVERY_KIND[kind](), typed.ids)

    assert texts_of(written) == texts_of(typed)
    assert words_of(written) == words_of(typed)


def test_letters_split_into_bytes_are_shown_with_their_share() -> None:
    assert texts_of(read_text(byte_level(), "же", MOST)) == ["ж½", "ж½", "е½", "е½"]
    assert texts_of(read_text(byte_level(), "日🙂", MOST)) == ["日⅓"] * 3 + ["🙂¼"] * 4


def test_byte_fallback_is_shown_like_any_split_letter() -> None:
    assert texts_of(read_text(embedded(), "日", MOST)) == ["<s>", " ", "日⅓", "日⅓", "日⅓"]


def test_a_slow_tokenizer_of_bytes_shows_letters_too() -> None:
    assert texts_of(read_text(slow_bytes(), "жa 日", MOST)) == ["ж½", "ж½", "a", " ", "日⅓", "日⅓", "日⅓", "</s>"]


def test_blanks_stand_in_the_token_that_they_open() -> None:
    assert texts_of(read_text(byte_level(), "the cat", MOST)) == ["the", " cat"]
    assert texts_of(read_text(embedded(), "Маша купила", MOST)) == ["<s>", "Маша", " куп", "ила"]


@pytest.mark.parametrize("tokenizer", [word_piece, slow_word_piece])
def test_word_pieces_lose_their_mark_and_keep_the_texts_case_and_accents(tokenizer: type) -> None:
    reading = read_text(tokenizer(), "The unbelievable Café!", MOST)

    assert texts_of(reading) == ["[CLS]", "The", "un", "believ", "able", "Café", "!", "[SEP]"]
    assert words_of(reading) == [None, 0, 1, 1, 1, 2, 3, None]


@pytest.mark.parametrize("tokenizer", [word_piece, slow_word_piece])
def test_unknown_words_show_what_they_are_in_the_text(tokenizer: type) -> None:
    reading = read_text(tokenizer(), "the zebra кошка dances", MOST)

    assert texts_of(reading) == ["[CLS]", "the", "zebra", "кош", "ка", "dances", "[SEP]"]


def test_special_tokens_are_named_and_belong_to_no_word() -> None:
    reading = read_text(unigram(), "the cat", MOST)

    end = reading.tokens[-1]
    assert (end.text, end.special, end.word, end.start, end.end) == ("</s>", True, None, 7, 7)


def test_a_special_token_that_a_person_typed_is_text() -> None:
    reading = read_text(embedded(), "<s> кот", MOST)

    assert [token.special for token in reading.tokens[:2]] == [True, False]
    assert reading.tokens[1].text == "<s>"


def test_a_blank_belongs_to_the_word_it_opens() -> None:
    reading = read_text(embedded(), "в 2024 году", MOST)

    assert texts_of(reading)[1:7] == ["в", " ", "2", "0", "2", "4"]
    assert words_of(reading)[1:7] == [0, 1, 1, 1, 1, 1]


def test_line_ends_belong_to_no_word() -> None:
    reading = read_text(byte_level(), "the\n\ncat", MOST)

    assert [(token.text, token.word) for token in reading.tokens][1:3] == [("\n", None), ("\n", None)]


def test_special_tokens_at_the_end_survive_the_cut() -> None:
    reading = read_text(unigram(), "the cat sat on the mat", 4)

    assert reading.tokens[-1].text == "</s>"
    assert reading.tokens[-1].end == len(reading.text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\ud800b", "ab"), ("\udfff", ""), ("a\0b", "ab"), ("\u202eabc", "\u202eabc"), ("👩🏽‍🚀", "👩🏽‍🚀")],
)
def test_half_characters_and_nul_are_left_out_and_nothing_else(typed: str, kept: str) -> None:
    assert clean(typed) == kept
