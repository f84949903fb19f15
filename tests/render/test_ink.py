"""Text as pixels: every script, no boxes, the right order."""

import numpy as np
import pytest
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from render.fonts import chain, font_of
from render.ink import Script, ink, width
from render.labels import drawable

SCRIPTS = {
    "latin": "word",
    "cyrillic": "слово",
    "greek": "λόγος",
    "hebrew": "שלום",
    "arabic": "مرحبا",
    "devanagari": "नमस्ते",
    "bengali": "শব্দ",
    "tamil": "சொல்",
    "thai": "คำว่า",
    "georgian": "სიტყვა",
    "armenian": "բառ",
    "ethiopic": "ቃል",
    "chinese": "词语",
    "japanese": "言葉ことば",
    "korean": "단어",
    "emoji": "👩‍🚀🐈",
    "mathematics": "∑√∞≥𝔸",
    "arrows and signs": "→⏎␣⇥◌…½",
    "vietnamese": "tiếng Việt",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_script_has_its_glyphs(text: str) -> None:
    drawn = ink(text, Script(em=24))  # a missing glyph would warn, and warnings are errors

    assert drawn.alpha.max() > 128
    assert all(font_of(character) is not None for character in text if character != "\u200d")


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_titles_draw_every_script_too(text: str) -> None:
    assert ink(text, Script(em=42, weight="semibold")).alpha.max() > 128


def test_a_heart_asked_for_as_emoji_is_one() -> None:
    assert font_of("❤️") == "Emoji"
    assert font_of("∞") != "Emoji"


def test_no_glyph_is_taken_from_the_font_of_last_resort() -> None:
    text = drawable("".join(SCRIPTS.values()) + "\U000e0001\u0378")
    font = get_font(chain(text, "regular", "SC"))

    glyphs = font._layout(text, flags=LoadFlags.NO_HINTING)  # the only way to ask which font drew what

    assert len(glyphs) > 50
    assert not {glyph.ft_object.family_name for glyph in glyphs} & {"Last Resort High-Efficiency", "Last Resort"}


def test_right_to_left_text_starts_at_the_right() -> None:
    script = Script(em=40)
    first, both = ink("ש", script).alpha, ink("שו", script).alpha

    height = min(first.shape[0], both.shape[0])
    alike = {
        side: np.corrcoef(part[-height:].ravel(), first[-height:].ravel())[0, 1]
        for side, part in {"left": both[:, : first.shape[1]], "right": both[:, -first.shape[1] :]}.items()
    }

    assert alike["right"] > 0.7
    assert alike["left"] < 0.4


def test_a_dollar_is_no_formula() -> None:
    assert width("$x^2$", Script(em=24)) > 1.5 * width("x2", Script(em=24))


def test_nothing_is_as_wide_as_nothing() -> None:
    assert width("", Script(em=24)) == 0


def test_kept_ink_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        ink("слово", Script(em=24)).alpha[0, 0] = 1


@pytest.mark.parametrize("em", [22, 24, 36, 48])
def test_width_grows_with_the_font(em: int) -> None:
    assert width("достаточно", Script(em=em)) == pytest.approx(em / 24 * width("достаточно", Script(em=24)), rel=0.03)
