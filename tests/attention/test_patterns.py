"""What heads do on a text, in numbers: made maps with known answers, and the embedded model."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention import Facts, Model, Pattern, Seen, Token, look, patterns
from attention.patterns import TELLING_ROLES, describe, telling

from .test_words import FACTS

REPEATING = "one two three , one two four , one two five .".split()
PLAIN = "the cat sat on a mat and slept well today .".split()
ENCODER = replace(FACTS, kind="encoder")


def text_of(words: list[str]) -> tuple[str, tuple[Token, ...]]:
    """The words after a token that opens them all."""
    tokens = [Token("<s>", 0, 0, None, special=True)]
    text = ""
    for number, word in enumerate(words):
        start = len(text)
        text += (" " if number else "") + word
        tokens.append(Token(text[start:], start, len(text), number))
    return text, tuple(tokens)


def seen_of(words: list[str], *maps: np.ndarray, facts: Facts = FACTS) -> Seen:
    text, tokens = text_of(words)
    part = "decoder" if facts.kind == "causal" else "encoder"
    return Seen(facts, text, None, part, tokens, tokens, {2: np.stack(maps).astype(np.float32)})


def looking_back(size: int, offset: int, share: float = 0.99) -> np.ndarray:
    """A head that puts a share on the token so many places back, the rest on all that it may see."""
    weights = np.tril(np.ones((size, size)))
    weights /= weights.sum(axis=1, keepdims=True)
    aimed = np.zeros_like(weights)
    for row in range(size):
        aimed[row, max(0, row - offset)] = 1
    return share * aimed + (1 - share) * weights


def resting(size: int) -> np.ndarray:
    weights = np.zeros((size, size))
    weights[:, 0] = 1
    return weights


def even(size: int) -> np.ndarray:
    return looking_back(size, 0, share=0.0)


def inducing(words: list[str]) -> np.ndarray:
    """A head that looks at what followed the last earlier copy, and rests on the first token elsewhere."""
    tokens = ["<s>", *words]
    weights = resting(len(tokens))
    for row, token in enumerate(tokens):
        earlier = [col for col in range(1, row) if tokens[col] == token and row - col > 2]
        if earlier:
            weights[row] = 0
            weights[row, earlier[-1] + 1] = 1
    return weights


@pytest.mark.parametrize(("offset", "role"), [(0, "self"), (1, "previous"), (2, "offset-2"), (3, "offset-3")])
def test_a_head_that_looks_at_a_fixed_place_has_its_role(offset: int, role: str) -> None:
    (pattern,) = describe(seen_of(PLAIN, looking_back(12, offset)), 2)

    assert pattern.role == role
    assert pattern.share == 1
    assert pattern.weight == pytest.approx(0.99, abs=0.01)


def test_a_head_that_looks_ahead_has_its_role_in_an_encoder() -> None:
    ahead = looking_back(12, 1)[::-1, ::-1]
    uniform = np.full((12, 12), 1 / 12)

    pattern, _ = describe(seen_of(PLAIN, ahead, uniform, facts=ENCODER), 2)

    assert pattern.role == "next"
    assert pattern.next_ == pytest.approx(0.99, abs=0.01)


def test_a_head_that_rests_on_the_first_token_is_said_to_rest() -> None:
    resting_head, _ = describe(seen_of(PLAIN, resting(12), even(12)), 2)

    assert resting_head.role == "first"
    assert resting_head.first == 1


def test_a_head_that_looks_everywhere_is_even() -> None:
    (pattern,) = describe(seen_of(PLAIN, even(12)), 2)

    assert pattern.role == "even"
    assert pattern.entropy == pytest.approx(1)


def test_an_induction_head_is_measured_where_something_came_before() -> None:
    pattern, _ = describe(seen_of(REPEATING, inducing(REPEATING), even(13)), 2)

    assert pattern.role == "induction"
    assert pattern.rows == 5  # the second and third 'one', 'two' and the comma; not the third comma: there is none
    assert pattern.induction == pytest.approx(1)


def test_where_nothing_comes_twice_nothing_is_said_of_repeats() -> None:
    (pattern,) = describe(seen_of(PLAIN, even(12)), 2)

    assert pattern.induction is None
    assert pattern.duplicate is None


def test_a_head_that_looks_at_copies_is_a_duplicate_head() -> None:
    tokens = ["<s>", *REPEATING]
    copying = resting(13)
    for row, token in enumerate(tokens):
        earlier = [col for col in range(1, row) if tokens[col] == token]
        if earlier:
            copying[row] = 0
            copying[row, earlier] = 1 / len(earlier)

    pattern, _ = describe(seen_of(REPEATING, copying, even(13)), 2)

    assert pattern.role == "duplicate"


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_text_of_a_few_tokens_shows_no_role(size: int) -> None:
    words = PLAIN[: size - 1]

    every = describe(seen_of(words, looking_back(size, 1), looking_back(size, 0), resting(size)), 2)

    assert not {pattern.role for pattern in every} & set(TELLING_ROLES)


def test_chance_stands_beside_what_was_measured() -> None:
    (pattern,) = describe(seen_of(PLAIN, looking_back(12, 1)), 2)

    assert pattern.rows == 10
    assert pattern.chance == pytest.approx(np.mean([1 / row for row in range(3, 13)]))


def test_more_rows_are_more_evidence() -> None:
    short, long = (describe(seen_of(PLAIN[:n], looking_back(n + 1, 1)), 2)[0].bits for n in (6, 11))

    assert 0 < short < long


def test_even_attention_is_no_evidence() -> None:
    (pattern,) = describe(seen_of(PLAIN, looking_back(12, 1, share=0.0)), 2)

    assert pattern.bits == 0
    assert pattern.structure == pytest.approx(0, abs=1e-5)


def test_resting_and_even_heads_have_less_structure_than_aimed_ones() -> None:
    aimed, rests, looks_everywhere = describe(seen_of(PLAIN, looking_back(12, 1), resting(12), even(12)), 2)

    assert rests.structure < 0.01
    assert abs(looks_everywhere.structure) < 0.01
    assert aimed.structure > 1


def test_the_example_is_the_roles_strongest_pair() -> None:
    weights = looking_back(12, 1, share=0.5)
    weights[6, :] = 0
    weights[6, 5] = 1

    (pattern,) = describe(seen_of(PLAIN, weights), 2)

    assert pattern.example == (6, 5)


def test_of_equal_examples_the_one_that_reads_best_is_taken() -> None:
    (pattern,) = describe(seen_of(["a", "b", "c", ",", "cat", "mouse", "d", "e", "f"], looking_back(10, 1)), 2)

    assert pattern.example == (6, 5)


def test_a_sinks_share_does_not_disturb_the_measures() -> None:
    whole = describe(seen_of(PLAIN, looking_back(12, 1, share=0.8)), 2)[0]
    beside_a_sink = describe(seen_of(PLAIN, looking_back(12, 1, share=0.8) / 2), 2)[0]

    assert beside_a_sink.role == "previous"
    assert beside_a_sink.entropy == pytest.approx(whole.entropy, abs=1e-5)
    assert beside_a_sink.weight == pytest.approx(whole.weight / 2)


def test_parts_of_a_letter_are_no_copies_of_each_other() -> None:
    text = "日月日月"
    tokens = tuple(Token(f"{text[n // 3]}⅓", n // 3, n // 3 + 1, n // 3) for n in range(12))
    seen = Seen(FACTS, text, None, "decoder", tokens, tokens, {2: looking_back(12, 3)[None].astype(np.float32)})

    assert describe(seen, 2)[0].duplicate is None


def test_cross_attention_shows_no_role_of_place() -> None:
    text, tokens = text_of(PLAIN)
    weights = np.eye(12, dtype=np.float32)[None]
    seen = Seen(FACTS, text, text, "cross", tokens, tokens, {2: weights})

    pattern = describe(seen, 2)[0]

    assert (pattern.previous, pattern.self_, pattern.induction) == (None, None, None)
    assert pattern.role == "duplicate"


PUNCTUATED = "well , the cat and dog sat , or slept .".split()


def looking_at(size: int, column: int, rows: range) -> np.ndarray:
    """A head that looks at one column in some rows, and at the first token in the others."""
    weights = resting(size)
    weights[rows.start : rows.stop, 0] = 0
    weights[rows.start : rows.stop, column] = 1
    return weights


def test_a_head_that_looks_at_punctuation_is_told() -> None:
    pattern, _ = describe(seen_of(PUNCTUATED, looking_at(12, 2, range(3, 12)), even(12)), 2)

    assert (pattern.role, pattern.hits, pattern.rows) == ("separator", 9, 11)


def test_rows_that_look_elsewhere_count_against_punctuation() -> None:
    words = "the cat and the dog sat and slept . So be it".split()
    weights = looking_at(13, 9, range(10, 13))
    weights[5:9, 0], weights[5:9, 3] = 0, 1  # at `and`, before there is any punctuation

    pattern, _ = describe(seen_of(words, weights, even(13)), 2)

    assert pattern.role != "separator"
    assert pattern.separator == pytest.approx(3 / 12)


def test_punctuation_that_looks_at_itself_is_no_look_at_punctuation() -> None:
    words = [", ; : . ! ?".split()[at % 6] for at in range(11)]

    (pattern,) = describe(seen_of(words, looking_back(12, 0)), 2)

    assert pattern.role == "self"
    assert pattern.separator == pytest.approx(0, abs=0.01)


def test_a_column_that_draws_every_row_is_no_induction() -> None:
    weights = looking_at(13, 2, range(4, 13))  # `two`, which follows `one`: rows of `one` look at it as all others do

    pattern, _ = describe(seen_of(["one", "two", "x"] * 4, weights, even(13)), 2)

    assert pattern.role not in {"induction", "duplicate"}


@pytest.mark.parametrize(("follows", "is_rule"), [(range(2, 12), True), (range(2, 9), True), (range(2, 8), False)])
def test_what_holds_in_few_more_than_half_of_the_rows_is_no_rule(follows: range, *, is_rule: bool) -> None:
    weights = resting(12)
    weights[follows.start : follows.stop] = looking_back(12, 1)[follows.start : follows.stop]

    pattern, _ = describe(seen_of(PLAIN, weights, even(12)), 2)

    assert (pattern.role, pattern.hits, pattern.rows) == ("previous", len(follows), 10)
    assert pattern.is_rule == is_rule


def test_what_only_three_rows_could_show_is_no_rule() -> None:
    words = "one two three , one two four , five".split()

    pattern, _ = describe(seen_of(words, inducing(words), even(10)), 2)

    assert (pattern.role, pattern.hits, pattern.rows) == ("induction", 3, 3)
    assert not pattern.is_rule


def test_a_rule_goes_before_a_more_telling_role_that_is_none() -> None:
    words = "one two three , one two four , five six seven eight nine ten".split()

    every = describe(seen_of(words, inducing(words), looking_back(15, 1)), 2)

    assert every[0].role == "induction"
    assert telling(every).role == "previous"


def test_a_head_without_a_rule_tells_its_strongest_column() -> None:
    pattern, _ = describe(seen_of(PLAIN, looking_at(12, 5, range(6, 12)), even(12)), 2)

    assert pattern.column == 5
    assert pattern.column_weight == pytest.approx(6 / 11)


def test_induction_in_more_than_half_of_its_rows_goes_before_a_rule_of_place() -> None:
    weights = inducing(REPEATING)
    weights[[5, 9]] = resting(13)[[5, 9]]

    every = describe(seen_of(REPEATING, weights, looking_back(13, 1)), 2)

    assert (every[0].hits, every[0].rows) == (3, 5)
    assert telling(every).role == "induction"


@pytest.mark.parametrize(("window", "example"), [(((7, 12), (3, 9)), (7, 6)), (((2, 4), (9, 12)), None)])
def test_examples_come_from_the_window(
    window: tuple[tuple[int, int], tuple[int, int]], example: tuple[int, int] | None
) -> None:
    (pattern,) = describe(seen_of(["cat"] * 3 + PLAIN[:8], looking_back(12, 1)), 2, window)

    assert pattern.role == "previous"
    assert pattern.example == example


def test_an_example_follows_the_rule_that_it_stands_for() -> None:
    weights = looking_back(12, 1, share=0.9)
    weights[10:] = 0
    weights[10:, 0] = 0.6
    weights[range(10, 12), range(9, 11)] = 0.4

    (pattern,) = describe(seen_of(PLAIN, weights), 2, ((10, 12), (0, 12)))

    assert (pattern.role, pattern.hits, pattern.rows) == ("previous", 8, 10)
    assert pattern.example is None


@given(st.integers(1, 14), st.integers(0, 2**32 - 1))
def test_shares_lie_between_nothing_and_all(size: int, seed: int) -> None:
    weights = np.tril(np.random.default_rng(seed).random((3, size, size)) + 1e-3)
    weights /= weights.sum(axis=2, keepdims=True)
    words = [PLAIN[n % 4] for n in range(size - 1)]

    for pattern in describe(seen_of(words, *weights), 2):
        measured = [pattern.first, pattern.previous, pattern.self_, pattern.duplicate, pattern.induction]
        shares = [
            share for share in [*measured, pattern.separator, pattern.entropy, pattern.share] if share is not None
        ]
        assert all(-1e-6 <= share <= 1 + 1e-6 for share in shares)
        assert all(0 <= place < size for place in pattern.example or ())
        assert 0 <= pattern.column < size


def test_the_telling_head_follows_content_where_something_repeats() -> None:
    every = describe(seen_of(REPEATING, looking_back(13, 1), inducing(REPEATING), resting(13), even(13)), 2)

    assert telling(every).head == 1


def test_the_telling_head_looks_at_a_place_where_nothing_repeats() -> None:
    every = describe(seen_of(PLAIN, resting(12), even(12), looking_back(12, 0), looking_back(12, 1)), 2)

    assert telling(every).role == "previous"


def test_of_heads_with_the_same_role_the_clearest_is_telling() -> None:
    every = describe(seen_of(PLAIN, looking_back(12, 1, share=0.7), looking_back(12, 1, share=0.95)), 2)

    assert telling(every).head == 1


def test_without_any_role_the_telling_head_is_neither_resting_nor_even_nor_looking_at_itself() -> None:
    every = describe(seen_of(PLAIN[:2], resting(3), even(3), looking_back(3, 0), looking_back(3, 1)), 2)

    assert telling(every).head == 3


def every_pattern(model: Model, text: str) -> list[Pattern]:
    seen = look(model, text)
    return [pattern for layer in seen.weights for pattern in patterns.describe(seen, layer)]


def test_the_embedded_model_shows_its_induction_head_on_a_repeating_sentence(embedded: Model) -> None:
    chosen = telling(every_pattern(embedded, "Маша купила хлеб, а Петя купил молоко. Потом Маша купила"))

    assert (chosen.role, chosen.layer) == ("induction", 5)
    assert chosen.weight > 5 * chosen.chance


@pytest.mark.parametrize(
    "text", ["Кошка сидела на окне и смотрела на птиц.", "The cat is on a mat and it sleeps there now."]
)
def test_the_embedded_model_shows_a_previous_token_head_on_a_plain_sentence(embedded: Model, text: str) -> None:
    chosen = telling(every_pattern(embedded, text))

    assert chosen.role == "previous"
    assert chosen.share > 0.9
    assert chosen.first < 0.2


def test_without_the_first_column_the_rest_is_measured_anew() -> None:
    weights = 0.9 * resting(12) + 0.1 * looking_back(12, 1)
    seen = seen_of(PLAIN, weights, even(12))

    whole, aside = describe(seen, 2)[0], describe(seen, 2, hide_first=True)[0]

    assert (whole.role, aside.role) == ("first", "previous")
    assert (aside.hits, aside.rows, aside.weight) == (10, 10, pytest.approx(0.99, abs=0.01))
    assert aside.chance == pytest.approx(np.mean([1 / (row - 1) for row in range(3, 13)]))
    assert aside.first == whole.first


@pytest.mark.parametrize(("size", "hide_first", "is_short"), [(5, False, True), (6, False, False), (6, True, False)])
def test_a_text_is_short_where_too_few_rows_could_follow_a_rule(size: int, *, hide_first: bool, is_short: bool) -> None:
    (pattern,) = describe(seen_of(PLAIN[: size - 1], even(size)), 2, hide_first=hide_first)

    assert pattern.is_short == is_short
