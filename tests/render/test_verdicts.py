"""What is said of heads: rules as rules, anything less with its count first."""

from dataclasses import replace

import numpy as np
import pytest

import render
from attention import Seen
from render.view import Lang, View

from .conftest import look

NBSP = "\u00a0"


def following(words: list[str], targets: dict[int, int]) -> Seen:
    """A layer of two equal heads: the given rows look at the given columns, the others at the first token."""
    count = len(words)
    weights = np.where(np.tri(count, dtype=bool), 1e-4, 0)
    for row in range(count):
        weights[row, targets.get(row, 0)] = 1
    weights /= weights.sum(axis=1, keepdims=True)
    return replace(look(words, layers=1, heads=2), weights={0: np.stack([weights] * 2).astype(np.float32)})


def repeating(times: int, follows: int) -> Seen:
    """`a b c` again and again; so many of the repeated tokens look at what followed the copy before."""
    words = ["s", *["a", "b", "c"] * times, "a"]
    repeated = range(4, len(words))
    return following(words, {row: row - 2 for row in repeated[:follows]})


@pytest.mark.parametrize(
    ("lang", "verdict", "holds"),
    [
        (
            "en",
            "a repeated token looks at what followed an earlier copy of it",
            "That holds in all 7 rows where it is possible.",
        ),
        ("ru", "повторившийся токен смотрит на то, что шло за его прежней копией", "Так во всех 7 строках, где это"),
    ],
)
def test_a_rule_is_told_with_its_count_after_it(lang: Lang, verdict: str, holds: str) -> None:
    picture = render.head(repeating(3, 7), 0, 1, View(lang=lang))

    first, second, *_ = picture.reading.split("\n")
    assert first == {"en": f"Head 0.1: {verdict}.", "ru": f"Голова 0.1: {verdict}."}[lang]
    assert second.startswith(holds)
    assert f"{verdict} (7 " in picture.alt


@pytest.mark.parametrize(
    ("lang", "verdict"),
    [
        ("en", "Head 0.1: in 4 of 7 possible rows a repeated token looks at what followed an earlier copy of it."),
        (
            "ru",
            "Голова 0.1: в 4 из 7 возможных строк повторившийся токен смотрит на то, что шло за его прежней копией.",
        ),
    ],
)
def test_what_is_no_rule_begins_with_its_count(lang: Lang, verdict: str) -> None:
    picture = render.head(repeating(3, 4), 0, 1, View(lang=lang))

    assert picture.reading.startswith(verdict)
    assert verdict.partition(": ")[2].removesuffix(".") in picture.alt
    assert "where it is possible" not in picture.reading
    assert "где это возможно" not in picture.reading


def test_what_is_no_rule_is_not_listed_as_one() -> None:
    assert "earlier copy" in render.layer(repeating(3, 7), 0).alt
    assert "earlier copy" not in render.layer(repeating(3, 4), 0).alt


@pytest.mark.parametrize(
    ("lang", "standing_out"),
    [
        ("en", "Standing out: 0.0, where a repeated token looks at what followed an earlier copy of it."),
        ("ru", "Заметнее других — 0.0: повторившийся токен смотрит на то, что шло за его прежней копией."),
    ],
)
def test_of_several_heads_the_one_that_stands_out_is_told(lang: Lang, standing_out: str) -> None:
    picture = render.layer(repeating(3, 7), 0, View(lang=lang))

    assert picture.reading.split("\n")[1] == standing_out
    assert picture.telling == (0, 0)
    assert render.model(repeating(3, 7), View(lang=lang)).reading.split("\n")[1] == standing_out


@pytest.mark.parametrize(
    ("lang", "lies"),
    [
        ("en", "go to the token “in” (40%) and to the first token (30%)."),
        ("ru", f"достаётся токену «in» (40{NBSP}%) и первому токену (30{NBSP}%)."),
    ],
)
def test_without_a_rule_the_places_of_most_weight_are_told(lang: Lang, lies: str) -> None:
    words = "s in at on by to of up so if we".split()
    seen = following(words, {3: 1, 5: 1, 8: 1, 10: 1, 4: 2, 7: 3, 9: 5})

    assert lies in render.head(seen, 0, 0, View(lang=lang)).reading


def test_examples_stand_in_the_part_that_is_drawn() -> None:
    words = [f"w{at}" for at in range(80)]
    seen = following(words, {row: row - 1 for row in range(2, 80)})

    picture = render.head(seen, 0, 0)

    first, last = (int(end) for end in picture.caption.partition("words ")[2].split(" ")[0].split("–"))
    row, column = (int(name.split("”")[0]) for name in picture.reading.split("“w")[1:3])
    assert first - 1 <= column < row < last


@pytest.mark.parametrize(("lang", "told"), [("en", "special tokens"), ("ru", "служебные токены")])
def test_special_tokens_are_told_where_there_are_any(lang: Lang, told: str) -> None:
    words = [*"s a b c d e f".split(), ".", *"g h i".split()]
    weights = np.full((11, 11), 1e-4)
    weights[:, 7] = 1
    weights /= weights.sum(axis=1, keepdims=True)
    plain = replace(look(words, layers=1, heads=1, kind="encoder"), weights={0: weights[None].astype(np.float32)})
    tokens = (*plain.rows[:7], replace(plain.rows[7], special=True, word=None), *plain.rows[8:])

    special = replace(plain, rows=tokens, columns=tokens)

    assert told not in render.head(plain, 0, 0, View(lang=lang)).reading
    assert told in render.head(special, 0, 0, View(lang=lang)).reading


@pytest.mark.parametrize(
    ("lang", "verdict"),
    [("en", "in 6 of 10 rows tokens look at the first token"), ("ru", "в 6 из 10 строк токен смотрит на первый токен")],
)
def test_a_role_that_every_row_could_show_is_counted_over_rows(lang: Lang, verdict: str) -> None:
    seen = following("s in at on by to of up so if we".split(), {3: 2, 6: 3, 8: 6, 10: 5})

    assert verdict in render.head(seen, 0, 1, View(lang=lang)).reading
