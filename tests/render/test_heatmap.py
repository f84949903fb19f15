"""Pictures of one layer and of one head: what the artists hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render
from attention import Seen, Token
from render.artists import Bar, Maps
from render.heatmap import compose
from render.theme import THEMES, palette, rgb
from render.view import Lang, View

from .conftest import assert_tidy, look, marks_on, page_of

WORD = st.text(st.characters(codec="utf-8"), min_size=1, max_size=14)


def maps_on(seen: Seen, layer: int, heads: tuple[int, ...], view: View) -> Maps:
    figure = compose(seen, layer, heads, view).figure
    return next(artist for artist in figure.artists if isinstance(artist, Maps))


def texts(seen: Seen, layer: int, heads: tuple[int, ...], view: View) -> list[str]:
    return [mark.text for mark in marks_on(compose(seen, layer, heads, view).figure)]


def always(places: np.ndarray) -> Seen:
    """A layer of two heads whose rows put nearly all weight on one place each."""
    count = len(places)
    weights = np.where(np.tri(count, dtype=bool), 1e-4, 0)
    weights[range(count), places] = 1
    weights /= weights.sum(axis=1, keepdims=True)
    seen = look([f"слово{at}" for at in range(count)], layers=1, heads=2)
    return replace(seen, weights={0: np.stack([weights] * 2).astype(np.float32)})


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("heads", [1, 2, 5, 12])
@pytest.mark.parametrize("count", [1, 2, 6, 20, 47])
def test_every_label_is_on_the_page_and_on_no_other(count: int, heads: int, lang: Lang) -> None:
    made = compose(look(count, heads=12), 1, tuple(range(heads)), View(lang=lang))

    assert_tidy(made.figure)


@given(
    words=st.lists(WORD, min_size=1, max_size=14),
    heads=st.integers(1, 9),
    hide_first=st.booleans(),
    by_word=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_any_words_keep_to_their_places(words: list[str], heads: int, *, hide_first: bool, by_word: bool) -> None:
    view = View(hide_first=hide_first, unit="word" if by_word else "token", lang="ru")

    made = compose(look(words, heads=9), 2, tuple(range(heads)), view)

    assert_tidy(made.figure)


@pytest.mark.parametrize("heads", [1, 5])
def test_every_label_is_large_enough_for_a_phone(heads: int) -> None:
    made = compose(look(31), 1, tuple(range(heads)), View())
    page = page_of(made.figure)

    least = min(mark.script.em for mark in marks_on(made.figure))

    assert least * 1280 / max(page.width, page.height) >= 20


def test_rows_and_columns_are_named() -> None:
    seen = look(["один", "два", "три"], kind="encoder-decoder", part="cross", columns=["four", "five", "six", "seven"])

    said = texts(seen, 1, (3,), View())

    assert {"один", "два", "три", "four", "five", "six", "seven"} <= set(said)
    assert {"who looks ↑", "at what →"} <= set(said)


def test_title_names_layer_and_head_in_the_readers_language(small: Seen) -> None:
    assert "layer 1 of 0–2 · head 3" in texts(small, 1, (3,), View())
    assert "слой 1 из 0–2 · голова 3" in texts(small, 1, (3,), View(lang="ru"))
    assert "слой 1 из 0–2 · 5 голов" in texts(small, 1, (0, 1, 2, 3, 4), View(lang="ru"))
    assert "слой 1 из 0–2 · 3 головы из 5" in texts(small, 1, (0, 2, 3), View(lang="ru"))
    assert "layer 1 of 0–2 · 3 of 5 heads" in texts(small, 1, (0, 2, 3), View())


def test_the_last_layer_of_a_decoder_is_the_decoders() -> None:
    seen = look(4, kind="encoder-decoder", part="decoder")

    assert "layer 1 of 0–3 · head 2" in texts(seen, 1, (2,), View())


def test_chosen_heads_stand_in_the_order_asked(small: Seen) -> None:
    maps = maps_on(small, 1, (4, 1), View())

    assert np.array_equal(maps.weights, small.weights[1][[4, 1]])


def test_all_heads_are_one_image(small: Seen) -> None:
    figure = compose(small, 1, (0, 1, 2, 3, 4), View()).figure

    assert sum(isinstance(artist, Maps) for artist in figure.artists) == 1
    assert figure.axes == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_have_the_colours_of_their_weights(small: Seen, theme: str) -> None:
    view = View(theme="dark" if theme == "dark" else "light")
    maps = maps_on(small, 1, (3,), view)
    cell, colours = maps.lattice.cell, palette(view.theme, "viridis")
    steps = maps.scale.steps(small.weights[1][3])

    for row, column in ((6, 2), (5, 5), (2, 1)):
        pixel = maps.image[row * cell + cell // 2, column * cell + cell // 2, :3]
        assert pixel.tolist() == colours.steps[steps[row, column]].tolist()


def test_what_cannot_be_seen_is_the_page() -> None:
    maps = maps_on(look(7), 1, (3,), View(theme="dark"))
    cell = maps.lattice.cell

    pixel = maps.image[1 * cell + cell // 2, 4 * cell + cell // 2, :3]

    assert tuple(pixel) == rgb(THEMES["dark"].page)


def test_what_lies_above_the_scale_has_a_colour_of_its_own() -> None:
    maps = maps_on(look(9, first=0.97), 1, (3,), View(theme="dark"))
    cell = maps.lattice.cell

    pixel = maps.image[5 * cell + cell // 2, cell // 2, :3]

    assert tuple(pixel) == rgb(THEMES["dark"].over)


def test_cells_carry_their_weight_in_percent() -> None:
    seen = look(5, first=0.37)

    said = texts(seen, 1, (2,), View())

    assert said.count("37") >= 3
    assert "100" in said


def test_small_cells_carry_no_numbers() -> None:
    said = texts(look(30, first=0.37), 1, (2,), View())

    assert "37" not in said


def test_numbers_stand_inside_their_cells() -> None:
    made = compose(look(20), 1, (2,), View())
    maps = next(artist for artist in made.figure.artists if isinstance(artist, Maps))
    numbers = [mark for mark in marks_on(made.figure) if mark.text.isdigit() and maps.lattice.box(0).holds(mark.box)]

    assert len(numbers) > 50
    assert all(mark.box.width <= maps.lattice.cell for mark in numbers)


def test_the_first_tokens_share_is_told(small: Seen) -> None:
    picture = render.head(look(9, first=0.37), 1, 3)

    assert picture.caption == "The first token takes 37%."


def test_the_hidden_first_token_is_told_in_the_caption() -> None:
    picture = render.head(look(9, first=0.37), 1, 3, View(hide_first=True, lang="ru"))

    assert picture.caption == "Первый токен скрыт: он забирает 37\u00a0%."
    assert "скрыт" in picture.alt


@pytest.mark.parametrize(("lang", "said"), [("en", "The first token takes"), ("ru", "Первый токен забирает")])
def test_a_token_that_is_no_word_is_not_called_one(lang: Lang, said: str) -> None:
    seen = look(6)
    start = replace(seen.rows[0], text="<s>", word=None, special=True)
    seen = replace(seen, rows=(start, *seen.rows[1:]), columns=(start, *seen.columns[1:]))

    picture = render.head(seen, 1, 3, View(unit="word", lang=lang))

    assert picture.caption.startswith(said)


def test_colours_are_spread_anew_when_the_first_column_is_hidden() -> None:
    seen = look(["w"] * 25, first=0.97)

    shown, hidden = (maps_on(seen, 1, (3,), View(hide_first=hide)) for hide in (False, True))

    assert shown.scale.clipped
    assert not hidden.scale.clipped
    assert hidden.scale.top < 0.5


def test_a_clipped_scale_has_a_piece_for_what_lies_above() -> None:
    figure = compose(look(9, first=0.97), 1, (3,), View()).figure
    bar = next(artist for artist in figure.artists if isinstance(artist, Bar))

    assert tuple(bar.image[0, -1, :3]) == rgb(THEMES["light"].over)
    assert bar.image.shape[1] > bar.box.width


def test_a_layer_tells_both_ends_of_the_first_tokens_share(small: Seen) -> None:
    caption = render.layer(small, 1).caption

    assert caption.startswith("The first token takes ")
    assert "on average: from " in caption


def test_words_are_told(small: Seen) -> None:
    assert "Токены собраны в слова." in render.layer(small, 1, View(unit="word", lang="ru")).caption


def test_a_long_text_is_told_to_be_shown_in_part() -> None:
    caption = render.head(look(70), 1, 3).caption

    assert "70 tokens are too many to draw, so they are merged into words." in caption
    assert "of 70" in caption
    assert "Counts and shares are of the whole text." in caption


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("count", [24, 40, 512])
def test_every_label_of_a_head_is_there(count: int, lang: Lang) -> None:
    words = [f"длинноеслово{at}" for at in range(count)]

    made = compose(look(words, layers=1, heads=1, sink=0.2), 0, (0,), View(lang=lang))

    rows = [mark for mark in marks_on(made.figure) if "дли" in mark.text and not mark.upright and mark.hold == "end"]
    maps = next(artist for artist in made.figure.artists if isinstance(artist, Maps))
    assert len(rows) == maps.lattice.rows >= 20


def test_thinned_labels_are_told() -> None:
    picture = render.layer(look(30, heads=12), 1)

    assert "token is named." in picture.caption


def test_a_sink_is_told() -> None:
    assert "On average 25% goes to no token at all" in render.head(look(sink=0.25), 1, 3).caption


def test_alt_says_what_the_head_does() -> None:
    seen = always(np.maximum(np.arange(9) - 1, 0))

    alt = render.head(seen, 0, 1).alt

    assert alt == "layer 0 of 0–0, head 1: all tokens look at the token before (7 of 7); the first token takes 13%."


def test_alt_of_a_layer_lists_roles(small: Seen) -> None:
    alt = render.layer(small, 1).alt

    assert alt.startswith("layer 1 of 0–2, 5 heads. ")
    assert "The first token takes" in alt


def test_no_heads_are_refused(small: Seen) -> None:
    with pytest.raises(ValueError, match="at least one head"):
        render.layer(small, 1, heads=[])


def test_a_layer_of_one_head_is_that_head_large(small: Seen) -> None:
    assert render.layer(small, 1, heads=[3]) == render.head(small, 1, 3)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_roles_stand_beside_the_heads(lang: Lang) -> None:
    seen = always(np.arange(9))

    said = texts(seen, 0, (0, 1), View(lang=lang))

    assert {"en": "itself", "ru": "на себя"}[lang] in said


def named(seen: Seen, heads: int, view: View) -> tuple[set[str], set[str]]:
    """Labels beside the maps and below them."""
    marks = marks_on(compose(seen, 0, tuple(range(heads)), view).figure)
    rows = {mark.text for mark in marks if mark.text.startswith("word") and mark.hold == "end" and not mark.upright}
    return rows, {mark.text for mark in marks if mark.upright}


@pytest.mark.parametrize("hide_first", [False, True], ids=["all columns", "first hidden"])
def test_rows_and_columns_name_the_same_tokens_where_not_all_have_room(*, hide_first: bool) -> None:
    rows, columns = named(look([f"word{at}" for at in range(23)], heads=8), 8, View(hide_first=hide_first))

    assert rows == columns
    assert 7 <= len(rows) < 22


@pytest.mark.parametrize("column", [4, 5, 6, 7])
def test_a_column_that_draws_much_weight_is_named(column: int) -> None:
    places = np.where(np.arange(33) > column, column, 0)
    seen = always(places)
    seen = replace(seen, weights={0: np.concatenate([seen.weights[0]] * 6)})

    made = compose(seen, 0, tuple(range(12)), View())

    said = [mark.text for mark in marks_on(made.figure) if mark.upright]
    assert f"слово{column}" in said
    assert len(said) < 33 * made.figure.artists[0].lattice.across
    assert_tidy(made.figure)


def test_marks_are_not_turned_on_their_side() -> None:
    words = ["word))", "longer", "))", "thing", "..."] * 4

    marks = marks_on(compose(look(words), 1, (3,), View()).figure)

    assert not [mark for mark in marks if mark.upright and mark.text in {"))", "..."}]
    assert [mark for mark in marks if mark.upright and mark.text == "longer"]


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "It isn’t in the part that is drawn."), ("ru", "Сам он в показанную часть не попал.")]
)
def test_a_part_without_the_first_token_says_so(lang: Lang, told: str) -> None:
    busy = always(np.maximum(np.arange(80) - 1, 0))

    assert told in render.head(replace(busy, rows=special(busy), columns=special(busy)), 0, 1, View(lang=lang)).caption
    assert told not in render.head(always(np.zeros(20, dtype=int)), 0, 1, View(lang=lang)).caption


def special(seen: Seen) -> tuple[Token, ...]:
    return (replace(seen.rows[0], text="<s>", word=None, special=True), *seen.rows[1:])
