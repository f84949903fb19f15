"""The words beside a picture and the picture itself: one verdict, one count, one unit."""

import re

import pytest

from tests.handlers.conftest import Talk

LONG = {
    "ru": "Мороз и солнце; день чудесный! Ещё ты дремлешь, друг прелестный — пора, красавица, проснись: открой "
    "сомкнуты негой взоры",
    "en": "Yesterday the grandmother sat, the neighbour ran and the nightingale sang and fluttered, but the "
    "grandmother slept, and the neighbour whistled unhappily",
}
BY_WORDS = {"ru": "по словам", "en": "by words"}
WORDS = {"ru": "слов", "en": "words"}
EXAMPLE = re.compile(r"[«“](.+?)[»”] (?:смотрит на|looks at) [«“](.+?)[»”]")
COUNT = re.compile(r"(\d+) (?:из|of) (\d+)")


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_text_and_picture_give_one_verdict_and_one_count(talk: Talk, lang: str) -> None:
    reply = await talk.say(LONG[lang])

    verdict = reply.text.split("\n")[0].partition(": ")[2].removesuffix(".")
    told = COUNT.search(reply.text)
    assert told is not None
    assert verdict in reply.pictures[0].alt
    assert told.groups() in COUNT.findall(reply.pictures[0].alt.partition(verdict)[2])


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_picture_of_words_is_spoken_of_in_words(talk: Talk, lang: str) -> None:
    merged = await talk.say(LONG[lang])
    asked = await talk.say(BY_WORDS[lang])

    for reply in (merged, asked):
        verdict, evidence, *_ = reply.text.split("\n")
        assert WORDS[lang] in verdict
        (example,) = EXAMPLE.findall(evidence)
        assert set(example) <= set(re.findall(r"\w+|[^\w\s]", LONG[lang]))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "none", "average"),
    [("ru", "ясного правила", "В среднем больше всего веса"), ("en", "no clear rule", "On average the largest share")],
)
async def test_a_head_without_a_rule_tells_where_its_weight_lies(
    talk: Talk, lang: str, none: str, average: str
) -> None:
    await talk.say(LONG[lang])

    replies = [await talk.say(f"/heads 5 {head}") for head in range(8)]

    without = [reply.text.split("\n")[0] for reply in replies if none in reply.text]
    assert without
    assert all(average in verdict and 1 <= verdict.count("%") <= 2 for verdict in without)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "some", "every"),
    [
        ("ru", "Слой 5 (всего слои 0–5), показаны 3 головы из 8.", "Слой 5 (всего слои 0–5), 8 голов."),
        ("en", "Layer 5 (the model has 0–5): 3 of its 8 heads.", "Layer 5 (the model has 0–5): all 8 heads."),
    ],
)
async def test_a_layer_is_told_with_the_heads_that_are_shown(talk: Talk, lang: str, some: str, every: str) -> None:
    await talk.say(LONG[lang])

    chosen, whole = await talk.say("/heads 5 1,4,7"), await talk.say("/heads 5")

    assert chosen.text.startswith(some)
    assert whole.text.startswith(every)
