import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.numbers import Number, join_numbers, read_number, read_roman


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("5", 5),
        ("-1", -1),
        ("five", 5),
        ("пять", 5),
        ("пяти", 5),
        ("двух", 2),
        ("ноль", 0),
        ("nineteen", 19),
        ("сорок", 40),
        ("twenty-three", 23),
    ],
)
def test_cardinals_are_read(word: str, value: int) -> None:
    assert read_number(word) == Number(value)


@pytest.mark.parametrize(
    ("word", "value"),
    [("fifth", 5), ("пятый", 5), ("пятую", 5), ("третьей", 3), ("5-й", 5), ("2-я", 2), ("3rd", 3), ("седьмого", 7)],
)
def test_an_ordinal_is_the_name_it_spells(word: str, value: int) -> None:
    assert read_number(word) == Number(value, ordinal=True)


@pytest.mark.parametrize("word", ["first", "первый", "первую", "1st", "1-й"])
def test_the_first_comes_first_so_it_is_number_zero(word: str) -> None:
    assert read_number(word) == Number(0, ordinal=True)


def test_tens_and_ones_make_one_number() -> None:
    assert join_numbers(read_number("двадцать"), read_number("третий")) == Number(23, ordinal=True)
    assert join_numbers(read_number("twenty"), read_number("first")) == Number(21, ordinal=True)


def test_two_numbers_side_by_side_stay_two() -> None:
    assert join_numbers(Number(5), Number(3)) is None


@pytest.mark.parametrize(("word", "value"), [("IV", 4), ("XI", 11), ("XL", 40), ("CXXVII", 127)])
def test_roman_numbers_are_read(word: str, value: int) -> None:
    assert read_roman(word) == Number(value)


@pytest.mark.parametrize("word", ["iv", "IIII", "MIX", "", "кот"])
def test_no_word_is_taken_for_a_roman_number(word: str) -> None:
    assert read_roman(word) is None


@given(st.text())
def test_no_word_breaks_the_reading(word: str) -> None:
    number = read_number(word)

    assert number is None or isinstance(number.value, int)
