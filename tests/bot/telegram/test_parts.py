"""How an answer is laid out as messages, within what Telegram takes."""

from dataclasses import replace

import pytest

from bot.telegram.keyboard import fits, keyboard, shown_data
from bot.telegram.parts import compose, in_one, in_words
from bot.telegram.words import catalogue
from handlers import Button, Reply
from render import Picture

PICTURE = Picture(png=b"png", width=800, height=600, alt="A map of five words.", caption="5.3")
PARAGRAPH = "The head looks at the token before it. " * 10
SHOWN = Reply(
    "sentence", "en", "5.3", (PICTURE,), ((Button("5.3", "sabc", pressed=True), Button("5.4", "sdef")),), scene="sabc"
)


def labels(reply: Reply) -> list[str]:
    """What stands on the buttons."""
    return [button.text for row in keyboard(reply, 7).inline_keyboard for button in row]


def test_picture_carries_caption_and_buttons() -> None:
    (part,) = compose(SHOWN, 7)

    assert (part.text, part.picture, part.document) == ("5.3", PICTURE, False)
    assert part.keyboard


def test_long_caption_goes_on_below_the_picture() -> None:
    text = "\n\n".join([PARAGRAPH] * 6)

    first, second = compose(replace(SHOWN, text=text), 7)

    assert len(first.text) <= 1024
    assert first.text.endswith("before it.")
    assert second.picture is None
    assert f"{first.text} {second.text}".split() == text.split()


def test_long_words_are_cut_between_paragraphs_and_the_last_part_has_the_buttons() -> None:
    text = "\n\n".join([PARAGRAPH] * 20)

    parts = compose(replace(SHOWN, text=text, pictures=()), 7)

    assert all(len(part.text) <= 4096 for part in parts)
    assert [bool(part.keyboard) for part in parts] == [False, True]
    assert " ".join(part.text for part in parts).split() == text.split()


def test_answer_in_the_place_of_one_message_keeps_its_buttons() -> None:
    part = in_one(replace(SHOWN, text="\n\n".join([PARAGRAPH] * 6)), 7)

    assert len(part.text) <= 1024
    assert part.keyboard


def test_words_instead_of_a_picture_tell_what_it_shows() -> None:
    (shown,) = compose(SHOWN, 7)

    part = in_words(shown, SHOWN)

    assert part.picture is None
    assert PICTURE.alt in part.text


@pytest.mark.parametrize(("width", "height", "document"), [
    (9000, 1000, False), (9001, 1000, True), (2000, 100, False), (2001, 100, True),
])  # fmt: skip
def test_picture_of_a_shape_that_no_photo_may_have_goes_out_as_a_file(
    width: int, height: int, *, document: bool
) -> None:
    (part,) = compose(replace(SHOWN, pictures=(replace(PICTURE, width=width, height=height),)), 7)

    assert part.document is document


def test_pressed_button_is_marked_and_own_buttons_stand_last() -> None:
    assert labels(SHOWN) == ["● 5.3", "5.4", "📄 Exact picture", "🗑 Delete"]
    assert labels(replace(SHOWN, lang="ru"))[2:] == ["📄 Точная картинка", "🗑 Удалить"]


def test_exact_picture_is_left_out_where_its_state_does_not_fit() -> None:
    assert "📄 Exact picture" not in labels(replace(SHOWN, scene="s" * 64))
    assert "📄 Exact picture" in labels(replace(SHOWN, scene="s" * 63))
    assert not fits("я" * 33)


def test_message_tells_what_it_shows() -> None:
    assert shown_data(keyboard(SHOWN, 7)) == "sabc"
    assert shown_data(keyboard(replace(SHOWN, buttons=(), scene=None), 7)) is None
    assert shown_data(None) is None


def test_own_words_stand_in_both_languages_and_within_telegrams_limits() -> None:
    for lang in ("en", "ru"):
        assert len(catalogue().say(lang, "description")) <= 512
        assert len(catalogue().say(lang, "short-description")) <= 120
        assert len(catalogue().say(lang, "name")) <= 64
        assert all(
            len(catalogue().say(lang, key)) <= 200 for key in ("not-yours", "too-old-to-delete", "open-in-private")
        )
