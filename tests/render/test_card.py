"""Formulas and tables as pictures: inside the page, legible, the same each time."""

import io

import matplotlib.image
import pytest

import render
from render import Card, View
from render.measures import LABEL_LARGEST, WIDEST

TABLE = Card(
    "Сколько голов?", header=("модель", "голов"), rows=(("GPT-2", "12"), ("Falcon-180B", "232")), alt="таблица"
)
FORMULA = Card("The formula?", formula=r"\mathrm{softmax}\left(\frac{QK^{\top}}{\sqrt{d}}\right)V")
LONG = Card("Long", formula="+".join([r"\frac{a}{b}"] * 60))


@pytest.mark.parametrize("what", [TABLE, FORMULA, LONG], ids=["table", "formula", "long-formula"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_fits_what_platforms_take(what: Card, theme: str) -> None:
    drawn = render.card(what, View(theme="dark" if theme == "dark" else "light"))

    assert drawn.png.startswith(b"\x89PNG")
    assert drawn.width <= WIDEST
    assert drawn.width + drawn.height <= 10_000
    assert LABEL_LARGEST * 1280 / max(drawn.width, 1280) >= 20


def test_the_same_card_gives_the_same_bytes() -> None:
    assert render.card(FORMULA).png == render.card(FORMULA).png


def test_a_row_more_makes_a_card_higher() -> None:
    more = Card(TABLE.title, header=TABLE.header, rows=(*TABLE.rows, ("T5-11B", "128")))

    assert render.card(more).height > render.card(TABLE).height


def test_a_card_without_an_alt_text_is_named_after_its_title() -> None:
    assert render.card(FORMULA).alt == "The formula?"
    assert render.card(TABLE).alt == "таблица"


def test_the_marked_row_stands_out() -> None:
    marked = Card(TABLE.title, header=TABLE.header, rows=TABLE.rows, marked=1)

    assert render.card(marked).png != render.card(TABLE).png


def test_dollars_in_a_table_are_no_formula() -> None:
    assert render.card(Card("$x$", header=("$a$",), rows=(("$b$",),))).png


@pytest.mark.parametrize("limits", ["_{l}", "_l", "_{i=1}^{n}"])
def test_a_fraction_stands_apart_from_the_product_before_it(limits: str) -> None:
    drawn = render.card(Card("", formula=rf"\prod{limits}\frac{{1}}{{2}}"))

    ink = matplotlib.image.imread(io.BytesIO(drawn.png))[..., 0] < 0.5
    middle = ink[ink.any(axis=1)][:60].any(axis=0)  # of the sign, above its lower limit
    places = middle.nonzero()[0]
    assert (places[1:] - places[:-1] > 4).any()
