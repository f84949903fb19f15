"""What is said of heads: rules as rules, anything less with its count first."""

import re
from dataclasses import replace

import numpy as np
import pytest

import render
from attention import Seen
from render.heatmap import compose
from render.view import Lang, View

from .conftest import look, marks_on

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
        ("en", "goes to the token “in” (40%) and, beyond that, to the first token (30%)."),
        ("ru", f"достаётся токену «in» (40{NBSP}%), а сверх того — первому токену (30{NBSP}%)."),
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


SHARES = re.compile(rf"\((\d+){NBSP}?%\)")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_cell_that_is_two_places_is_counted_once(lang: Lang) -> None:
    words = "s in at on by to of up so if we".split()
    seen = following(words, {3: 1, 5: 1, 8: 1, 10: 1, 4: 3, 7: 6, 9: 8, 2: 1})  # `at` looks at `in`, the one before it

    shares = [int(share) for share in SHARES.findall(render.head(seen, 0, 0, View(lang=lang)).reading)]

    assert shares == [50, 30]  # of the token before, 4 of 10, one is counted with the column


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_one_place_is_told_where_there_is_no_other(lang: Lang) -> None:
    seen = following("s in at".split(), {1: 1, 2: 1})

    assert SHARES.findall(render.head(seen, 0, 0, View(lang=lang)).reading) == ["100"]


@pytest.mark.parametrize(
    ("lang", "short"),
    [("en", "the text is too short to show a rule"), ("ru", "текст слишком короткий, чтобы увидеть правило")],
)
@pytest.mark.parametrize("targets", [{1: 1}, {2: 1}], ids=["half on the first", "the one before"])
def test_a_text_of_few_rows_is_called_too_short(lang: Lang, short: str, targets: dict[int, int]) -> None:
    picture = render.head(following("s in at".split(), targets), 0, 0, View(lang=lang))

    assert f"0.0: {short}." in picture.reading
    assert short in picture.alt


def resting(words: list[str], targets: dict[int, int]) -> Seen:
    """A layer of two equal heads whose rows leave a tenth for what they would else look at alone."""
    seen = following(words, targets)
    weights = 0.1 * seen.weights[0]
    weights[:, :, 0] += 0.9
    return replace(seen, weights={0: weights})


@pytest.mark.parametrize(
    ("lang", "shown", "hidden", "listed"),
    [
        (
            "en",
            "all tokens look at the first token",
            "all tokens look at the token before, the first token aside",
            "Heads that look, the first token aside, at the token before: 0, 1.",
        ),
        (
            "ru",
            "все токены смотрят на первый токен",
            "все токены смотрят на предыдущий токен, если не считать первого токена",
            "Куда смотрят головы, если не считать первого токена: на предыдущий токен",
        ),
    ],
)
def test_what_the_first_token_hides_is_told_when_it_is_hidden(lang: Lang, shown: str, hidden: str, listed: str) -> None:
    seen = resting("s in at on by to of up so if we".split(), {row: row - 1 for row in range(2, 11)})
    plain, aside = View(lang=lang), View(lang=lang, hide_first=True)

    assert shown in render.head(seen, 0, 0, plain).reading
    picture = render.head(seen, 0, 0, aside)
    assert picture.reading.split("\n")[0].endswith(f"0.0: {hidden}.")
    assert f"{hidden} (9 " in picture.alt
    assert "91" in picture.caption
    assert listed in render.layer(seen, 0, aside).alt
    for several in (render.layer(seen, 0, aside), render.model(seen, aside)):
        assert several.reading.endswith(f"{hidden}.")


@pytest.mark.parametrize(
    ("lang", "lies"),
    [
        ("en", "the first token aside. Of the rest, on average the largest share goes to the token “in” (44%)"),
        (
            "ru",
            f"если не считать первого токена. Из остального в среднем больше всего достаётся токену «in» (44{NBSP}%)",
        ),
    ],
)
def test_places_are_told_of_what_the_hidden_first_token_leaves(lang: Lang, lies: str) -> None:
    words = "s in at on by to of up so if we".split()
    seen = resting(words, {3: 1, 5: 1, 8: 1, 10: 1, 2: 2, 4: 2, 7: 3, 9: 5, 6: 3})

    assert lies in render.head(seen, 0, 0, View(lang=lang, hide_first=True)).reading


@pytest.mark.parametrize(("lang", "label"), [("en", "previous, 5 of 9"), ("ru", "на предыдущий, 5 из 9")])
def test_the_head_that_is_told_of_is_labelled_in_its_layer(lang: Lang, label: str) -> None:
    seen = following("s in at on by to of up so if we".split(), {row: row - 1 for row in (2, 4, 6, 8, 10)})
    view = View(lang=lang)

    marks = [mark.text for mark in marks_on(compose(seen, 0, (0, 1), view).figure)]

    assert "0.0" in render.layer(seen, 0, view).reading
    assert marks.count(label) == 1
