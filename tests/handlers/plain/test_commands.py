"""Commands in plain words: what is meant by them, and what is said where it can't be done."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import Place, Reply, Request
from handlers.asked import Asked, Shift, Span
from handlers.call import Call
from handlers.memory import open_memory
from handlers.menu import HANDLERS
from handlers.obeying import answer_order
from handlers.plain import Cannot, Order, Retell, Run, Telling
from handlers.plain.commands import RULES, read_order
from handlers.plain.mending import mended
from handlers.plain.vocabulary import LENIENT, STRICT
from handlers.studio import open_studio
from tests.handlers.conftest import Clock

if TYPE_CHECKING:
    from attention import Model

SECOND = (Span(2, 2),)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("слйо 8", Asked(layer=8)),
        ("галава 2", Asked(heads=SECOND)),
        ("покажы голаву 2 слой 4", Asked(layer=4, heads=SECOND)),
        ("layr 7", Asked(layer=7)),
        ("shwo hed 2", Asked(heads=SECOND)),
        ("pokazhi sloy 4 golovu 2", Asked(layer=4, heads=SECOND)),
        ("ckjq 5", Asked(layer=5)),
        ("7 слой 2 головa", Asked(layer=7, heads=SECOND)),
        ("L4H2", Asked(layer=4, heads=SECOND)),
        ("с4 г2", Asked(layer=4, heads=SECOND)),
        ("4/2", Asked(layer=4, heads=SECOND)),
        ("4:2", Asked(layer=4, heads=SECOND)),
        ("h2-5", Asked(heads=(Span(2, 5),))),
        ("восьмёрку открой", Asked(alone=8)),
        ("а вторую можно?", Asked(heads=SECOND, ordinal=2)),
        ("перескочи сразу на второй", Asked(layer=2, ordinal=2)),
        ("гоу на последний", Asked(layer="last")),
        ("хочу все двенадцать голов на одной картинке", Asked(heads="all")),
        ("could you pull up head 2 in layer 4", Asked(layer=4, heads=SECOND)),
    ],
)
def test_what_is_to_be_shown_is_understood_however_it_is_spelled(text: str, asked: Asked) -> None:
    assert read_order(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("дальше", Asked(leaf=1)),
        ("next one", Asked(leaf=1)),
        ("and the one before?", Asked(leaf=-1)),
        ("skip ahead three", Asked(leaf=3)),
        ("ещё раз эту же картинку", Asked(leaf=0)),
        ("два слоя назад", Asked(layer=Shift(-2))),
        ("пропусти пару слоёв и рисуй", Asked(layer=Shift(2))),
        ("а что на слой глубже?", Asked(layer="next")),
        ("one deeper", Asked(layer="next")),
        ("вернись на слой назад", Asked(layer="previous")),
        ("вернись к слою 2", Asked(layer=2)),
        ("а соседняя голова как выглядит?", Asked(heads="next")),
        ("now the head after that", Asked(heads="next")),
        ("та же голова, но слоем раньше", Asked(layer="previous", heads="same")),
        ("same sentence, second layer", Asked(layer=2, ordinal=2)),
        ("same head but layer 2", Asked(layer=2, heads="same")),
    ],
)
def test_steps_are_taken_from_what_is_shown(text: str, asked: Asked) -> None:
    assert read_order(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("все 144 штуки сразу можешь?", Asked(whole_model=True)),
        ("back to the big picture", Asked(whole_model=True)),
        ("верни к общей карте", Asked(whole_model=True)),
        ("mask out the sink", Asked(hide_first=True)),
        ("отруби этот яркий столбик слева", Asked(hide_first=True)),
        ("убери первый токен, он всё забивает", Asked(hide_first=True)),
        ("не показывай первый столбец", Asked(hide_first=True)),
        ("restore token one", Asked(hide_first=False)),
        ("unhide it", Asked(hide_first=False)),
        ("words instead of tokens", Asked(unit="word")),
        ("давай по словам, не по токенам", Asked(unit="word")),
        ("склей токены", Asked(unit="word")),
        ("split it back into subwords", Asked(unit="token")),
        ("turn off dark", Asked(theme="light")),
        ("toggle theme", Asked(theme="other")),
        ("сбрось всё к исходному виду", Asked(unit="token", hide_first=False, theme="light")),
        ("dark mode n head 2 thx", Asked(heads=SECOND, theme="dark")),
    ],
)
def test_the_way_of_drawing_is_understood(text: str, asked: Asked) -> None:
    assert read_order(text) == asked


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("выведи справку", Run("help")),
        ("pomosh", Run("help")),
        ("start over", Run("start")),
        ("какая модель сейчас загружена", Run("model")),
        ("какие есть модели", Run("models")),
        ("модели", Run("models")),
        ("модель", Run("model")),
        ("на какой модели ты сейчас рисуешь?", Run("model")),
        ("show head counts for the llama family", Run("models", "llama")),
        ("случайную тему подкинь", Run("topics")),
        ("словарь терминов", Run("glossary")),
        ("what do you store about me", Run("privacy")),
        ("сотри историю и начнём заново", Run("forget")),
        ("forget me", Run("forget")),
        ("на русском отвечай плз", Run("lang", "ru")),
        ("язык: английский", Run("lang", "en")),
        ("смени язык", Run("lang")),
        ("подробнее", Retell(whole=True)),
        ("shorter answer please", Retell(whole=False)),
        ("surprise me with a head", Telling()),
    ],
)
def test_other_commands_go_by_plain_words_too(text: str, order: Order) -> None:
    assert read_order(text) == order


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("use gpt-2 medium instead", "model"),
        ("смени модель", "model"),
        ("хочу рубертика", "model"),
        ("average over heads", "average"),
        ("compare this head with another", "compare"),
        ("слои с нулевого по второй", "layers"),
        ("zoom in on the right corner", "size"),
        ("пришли картинку файлом", "file"),
        ("подпиши числа в клетках", "numbers"),
        ("different colormap", "colour"),
        ("show it as lines like bertviz", "lines"),
        ("transpose the matrix", "turn"),
        ("make it an animation through the layers", "motion"),
        ("отсортируй головы по энтропии", "sort"),
        ("find duplicate token heads for me", "find"),
        ("куда смотрит слово «она»? выдели строку", "row"),
        ("undo", "undo"),
        ("хватит, стоп", "stop"),
        ("другое предложение хочу", "sentence"),
        ("play music", "that"),
    ],
)
def test_what_cannot_be_done_is_no_picture(text: str, what: str) -> None:
    order = read_order(text)

    assert isinstance(order, Cannot)
    assert order.what == what


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("покажи внимание для фразы «Рыжая лиса юркнула»", Telling("Рыжая лиса юркнула")),
        ("draw attention for: My sister lent me her bike", Telling("My sister lent me her bike")),
        ('draw "I love you" in layer 3', Asked(layer=3, text="I love you")),
        ("куда смотрит слово «кот» в третьем слое", Asked(layer=3, unit="word", ordinal=3)),
    ],
)
def test_a_text_may_come_along(text: str, order: Order) -> None:
    assert read_order(text) == order


def test_every_rule_needs_words_that_there_are() -> None:
    symbols = {*STRICT, *LENIENT, "number", "spans", "dotted"}
    named = {symbol for rule in RULES for group in (*rule.needs, rule.unless) for symbol in group.split()}

    assert len(RULES) > 30
    assert named - symbols == set()


words = st.sampled_from(sorted({word for each in (*STRICT.values(), *LENIENT.values()) for word in each.split()}))
pieces = st.one_of(
    words, st.integers(-20, 10**30).map(str), st.sampled_from(["L4H2", "4/11", "«", "»", ": ", "-", "h2-5"])
)


@given(st.one_of(st.text(), st.lists(pieces, max_size=12).map(" ".join)))
def test_any_text_is_an_order_without_an_error(text: str) -> None:
    order = read_order(text)

    assert isinstance(order, Order)
    assert not (isinstance(order, Asked) and order.is_empty)


@given(st.lists(st.sampled_from(["кошка", "spoon", "дождь", "river", "qqq"]), max_size=6).map(" ".join))
def test_words_that_are_not_known_say_nothing(text: str) -> None:
    assert mended(text) == []


@pytest.fixture
async def call(embedded: "Model", tmp_path: Path, clock: Clock) -> AsyncIterator[Call]:
    async with (
        open_memory(tmp_path, clock) as memory,
        open_studio(embedded, max_tokens=64, drawers=0) as studio,
    ):
        yield Call(Request("", Place("test:1", "anna")), "", "ru", studio, memory, HANDLERS)


async def answer(call: Call, text: str) -> Reply:
    (reply,) = [reply async for reply in answer_order(call, read_order(text))]
    return reply


CANNOT = sorted({rule.order.what for rule in RULES if isinstance(rule.order, Cannot)} | {"layers", "answer", "that"})


@pytest.mark.anyio
@pytest.mark.parametrize("what", CANNOT)
async def test_what_cannot_be_done_is_said_with_what_can(call: Call, what: str) -> None:
    (reply,) = [reply async for reply in answer_order(call, Cannot(what))]

    assert reply.kind == "command"
    assert reply.pictures == ()
    assert reply.text
    assert 2 <= sum(map(len, reply.buttons)) <= 4


@pytest.mark.anyio
async def test_another_model_is_said_to_be_a_setting(call: Call) -> None:
    reply = await answer(call, "поставь rubert")

    assert "MODEL" in reply.text
    assert "встроенная модель" in reply.text


@pytest.mark.anyio
async def test_layers_that_no_picture_shows_together_are_offered_one_by_one(call: Call) -> None:
    reply = await answer(call, "слои 3-999999999")

    assert [button.data for button in reply.buttons[0]] == [">ru /heads 3", ">ru /heads 4", ">ru /heads 5"]


@pytest.mark.anyio
async def test_orders_in_words_lead_from_picture_to_picture(call: Call) -> None:
    first = await answer(call, "покажи внимание для фразы «Мама мыла раму»")
    layer = await answer(call, "слйо 2")
    again = await answer(call, "ещё раз")
    onward = await answer(call, "листай")

    assert first.kind == layer.kind == "command"
    assert first.text.startswith("Голова")
    assert layer.text.startswith("Слой 2")
    assert again.scene == layer.scene
    assert onward.text.startswith("Слой 3")


@pytest.mark.anyio
async def test_more_of_an_answer_needs_an_answer(call: Call) -> None:
    without = await answer(call, "подробнее")
    await call.memory.set_topic(call.request.place, "what-is-a-head")
    more = await answer(call, "подробнее")

    assert (without.topic, more.topic) == (None, "what-is-a-head")
    assert "О чём спорят" in more.text
