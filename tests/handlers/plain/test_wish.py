import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.asked import Asked, Shift, Span
from handlers.plain import read_wish

THREE = (Span(3, 3),)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("покажи слой 5, голову 3", Asked(layer=5, heads=THREE)),
        ("show layer 5 head 3", Asked(layer=5, heads=THREE)),
        ("Show me head 3 of layer 5, please!", Asked(layer=5, heads=THREE)),
        ("голову 3 слоя 5", Asked(layer=5, heads=THREE)),
        ("5.3", Asked(layer=5, heads=THREE)),
        ("покажи 5.3", Asked(layer=5, heads=THREE)),
        ("а теперь слой 7", Asked(layer=7)),
        ("layer five", Asked(layer=5)),
        ("слой IV", Asked(layer=4)),
        ("весь слой 5", Asked(layer=5)),
        ("heads 1, 4 and 7 of layer 3", Asked(layer=3, heads=(Span(1, 1), Span(4, 4), Span(7, 7)))),
        ("слой 5, головы 0–3", Asked(layer=5, heads=(Span(0, 3),))),
        ("покажи все головы слоя 2", Asked(layer=2, heads="all")),
        ("last layer", Asked(layer="last")),
        ("последний слой", Asked(layer="last")),
        ("следующий слой", Asked(layer="next")),
        ("the previous head", Asked(heads="previous")),
        ("вся модель", Asked(whole_model=True)),
        ("show the whole model", Asked(whole_model=True)),
        ("карту всех слоёв", Asked(whole_model=True)),
        ("скрой первый токен", Asked(hide_first=True)),
        ("hide the first token", Asked(hide_first=True)),
        ("без первого токена", Asked(hide_first=True)),
        ("верни первый токен", Asked(hide_first=False)),
        ("по словам", Asked(unit="word")),
        ("by tokens please", Asked(unit="token")),
        ("тёмная тема", Asked(theme="dark")),
        ("light theme", Asked(theme="light")),
        ("middle layer", Asked(layer="middle")),
        ("слой номер семь", Asked(layer=7)),
        ("слой-2, голова-10", Asked(layer=2, heads=(Span(10, 10),))),
        ("layer=2 head=8", Asked(layer=2, heads=(Span(8, 8),))),
        ("+2 слоя", Asked(layer=Shift(2))),
        ("heads 0 through 3", Asked(heads=(Span(0, 3),))),
        ("головы с 1 по 6", Asked(heads=(Span(1, 6),))),
        ("the first four heads of layer ten", Asked(layer=10, heads=(Span(0, 3),))),
        ("a map of the last layer", Asked(layer="last")),
        ("layer 3, no first token", Asked(layer=3, hide_first=True)),
        ("cross-attention, layer 2", Asked(layer=2, part="cross")),
        ("слой 2 по словам без первого токена", Asked(layer=2, unit="word", hide_first=True)),
    ],
)
def test_a_wish_in_plain_words_is_understood(text: str, wish: Asked) -> None:
    assert read_wish(text) == wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("пятый слой", Asked(layer=5, ordinal=5)),
        ("и третью голову", Asked(heads=THREE, ordinal=3)),
        ("first layer, all heads", Asked(layer=0, heads="all", ordinal=0)),
        ("слой двадцать третий", Asked(layer=23, ordinal=23)),
        ("головы 0-3 пятого слоя", Asked(layer=5, heads=(Span(0, 3),), ordinal=5)),
    ],
)
def test_an_ordinal_is_remembered_so_that_the_answer_can_say_how_it_was_counted(text: str, wish: Asked) -> None:
    assert read_wish(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "Кошка сидела на окне",
        "The last layer of snow melted",
        "I show you",
        "Покажи мне дорогу домой",
        "У дракона три головы",
        "пять кошек",
        "",
        "...",
        "а теперь",
        "words 5",
        "layers 2 to 4",
        "day",
        "переключи модель",
    ],
)
def test_one_unknown_word_makes_it_a_sentence(text: str) -> None:
    assert read_wish(text) is None


@pytest.mark.parametrize(
    "text", ['layer 5 for "The cat sat"', "layer 5: The cat sat", "layer 5\nThe cat sat", "layer 5 «The cat sat»"]
)
def test_a_text_may_follow_a_wish(text: str) -> None:
    assert read_wish(text) == Asked(layer=5, text="The cat sat")


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    wish = read_wish(text, bare_numbers=True)

    assert wish is None or not wish.is_empty
