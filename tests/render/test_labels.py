"""Labels: visible, drawable, short."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention import Token
from render.fonts import font_of
from render.ink import Script, width
from render.labels import drawable, han_of, label, labels, shorten
from render.signs import signs

from .conftest import calm

ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


def token(text: str) -> Token:
    return Token(text=text, start=0, end=len(text), word=0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param(" кот", "кот", id="a blank before a word is left out"),
        pytest.param(" ", "␣", id="one blank"),
        pytest.param("        ", "␣×8", id="many blanks are counted"),
        pytest.param("\n", "⏎", id="line break"),
        pytest.param("a\n\nb", "a⏎⏎b", id="line breaks inside"),
        pytest.param("\t", "⇥", id="tab"),
        pytest.param("\u00a0", "␣", id="no-break blank"),
        pytest.param("", "∅", id="nothing at all"),
        pytest.param("\x00", "U+0000", id="NUL"),
        pytest.param("\u202eабв", "U+202Eабв", id="right-to-left override"),
        pytest.param("\u200b", "U+200B", id="zero-width blank"),
        pytest.param("\ud83d", "U+D83D", id="half a surrogate pair"),
        pytest.param("\ue000", "U+E000", id="private use"),
        pytest.param("\u0301", "◌\u0301", id="a mark with nothing to stand on"),
        pytest.param("e" + "\u0301" * 200, "e" + "\u0301" * 3, id="piled marks"),
        pytest.param("\u200d⅓", "U+200D⅓", id="a joiner with nothing to join"),
        pytest.param("0\u0e31", "0◌\u0e31", id="a mark whose font lacks the letter"),
        pytest.param("я🏽", "яU+1F3FD", id="a tone of skin on no emoji"),
        pytest.param("$x^2$", "$x^2$", id="no formula"),
        pytest.param("<s>", "<s>", id="special token"),
        pytest.param("д½", "д½", id="part of a letter"),
    ],
)
def test_a_token_is_shown_as(text: str, shown: str) -> None:
    assert label(token(text)) == shown


@pytest.mark.parametrize("emoji", ["👩‍🚀", "👨‍👩‍👧‍👦", "👍🏽", "🇷🇺", "❤️", "1️⃣"])
def test_an_emoji_is_one_sign_and_stays_whole(emoji: str) -> None:
    assert list(signs(emoji)) == [emoji]
    assert label(token(emoji)) == emoji


@given(ANY_TEXT)
@calm
def test_every_label_can_be_drawn(text: str) -> None:
    shown = label(token(text))

    assert shown
    for character in shown:
        joins = character in "\u200c\u200d\ufe0e\ufe0f"
        assert joins or font_of(character) is not None
        assert joins or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(
    st.text(st.sampled_from("aя0語ไ한क👩🇷ᾀ\u0301\u0e31\u0e33\u093e\u0bd7\u05bb\u200d\ufe0f🏽\u0d4e\u0378 "), max_size=8)
)
def test_no_mark_from_one_font_stands_on_a_letter_of_another(text: str) -> None:
    width(drawable(text), Script(em=24))  # a missing glyph would warn, and warnings are errors


@given(ANY_TEXT)
@calm
def test_signs_of_a_text_make_up_the_text(text: str) -> None:
    assert "".join(signs(text)) == text


@given(ANY_TEXT, st.integers(1, 30))
@calm
def test_a_shortened_label_fits(text: str, room: int) -> None:
    shown = drawable(text)

    cut = shorten(shown, room, len)

    assert len(cut) <= max(room, max((len(one) for one in signs(shown)), default=0) + 1)


def test_a_long_label_loses_its_middle() -> None:
    assert shorten("достопримечательность", 9, len) == "дост…ость"


def test_a_label_that_fits_stays() -> None:
    assert shorten("слово", 5, len) == "слово"


def test_an_endless_token_is_cut_before_it_is_measured() -> None:
    assert len(drawable("я" * 100_000)) < 100


def test_labels_keep_their_order() -> None:
    assert labels([token("б"), token(" а")]) == ("б", "а")


@pytest.mark.parametrize(("text", "han"), [("买面包", "SC"), ("パンを買う", "JP"), ("빵을 買다", "KR"), ("хлеб", "SC")])
def test_chinese_characters_take_the_shapes_of_the_text(text: str, han: str) -> None:
    assert han_of(text) == han
