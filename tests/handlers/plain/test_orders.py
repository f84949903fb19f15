"""Messages that can only be orders: they go by what is shown, and never become the text that is studied."""

import pytest

from handlers import Reply
from handlers.asked import Asked, Span
from handlers.heads import read_arguments
from handlers.plain import OfKind, Telling, read_surely
from handlers.scene import Scene, decode
from tests.handlers.conftest import Talk

CAT = {"ru": "Кошка сидела на окне", "en": "The cat sat on the mat"}


def shown(reply: Reply) -> Scene:
    scene = decode(reply.scene or "")
    assert scene is not None, reply.text
    return scene


@pytest.mark.parametrize(
    "text",
    [
        "L3H0",
        "l3h0?",
        "L3.0",
        "L3/0",
        "H0L3",
        "L3 H0",
        "Л3Г0",
        "с3 г0",
        "L3Н0",
        "Д3Р0",
        "layer3head0",
        "слой3 голова0",
        "layer 3, head 0?",
        "слой: 3, голова: 0",
        "layer 3 / head 0",
        "3.0",
        "3 0",
        "3/0",
    ],
)
def test_a_head_is_named_in_short(text: str) -> None:
    assert read_surely(text) == Asked(layer=3, heads=(Span(0, 0),))


@pytest.mark.parametrize("text", ["5", "а теперь 5", "now 5", "а 5?", "а если 5", "what about five?", "№5", "покажи 5"])
def test_a_number_alone_waits_for_the_picture(text: str) -> None:
    assert read_surely(text) == Asked(alone=5)


@pytest.mark.parametrize(
    "text",
    [
        "see you at 5",
        "1 2 3 1 2 3",
        "show me one",
        "5 кошек",
        "768 / 12",
        "H2O is water",
        "Посмотри, какая белка!",
        "Он сказал: «посмотри на меня»",
        "On the plot: a dead king, his son and a ghost",
        'in the sentence "she ate", which head looks at "she"?',
        "как работает индукционная голова",
        "show me how an induction head works",
        "9.9, 10.0 и 9.6: их задача",
        "what is the difference between layer 0 and layer 1",
        "compare layer 2 with this layer",
    ],
)
def test_other_messages_are_left_to_be_told_by_what_they_say(text: str) -> None:
    assert read_surely(text) is None


@pytest.mark.parametrize(
    ("text", "along"),
    [
        ("разбери предложение «Кот съел рыбу»", "Кот съел рыбу"),
        ("разбери, пожалуйста: «Он сказал «да» и ушёл»", "Он сказал «да» и ушёл"),
        ("покажи как модель видит фразу: мама мыла раму", "мама мыла раму"),
        ("посмотри на текст: птицы летят", "птицы летят"),
        ("текст: птицы летят", "птицы летят"),
        ('look at the sentence "The dog saw the cat"', "The dog saw the cat"),
        ("analyse this: birds fly", "birds fly"),
        ('can you visualize "I love you" please', "I love you"),
        ("visualise 'I love you'", "I love you"),
    ],
)
def test_an_order_with_a_text_is_an_order_to_look_at_it(text: str, along: str) -> None:
    assert read_surely(text) == Telling(along)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("layer 0 and layer 1", Asked(layer=0, also=((1, ()),))),
        ("compare layer 2 and layer 3", Asked(layer=2, also=((3, ()),))),
        ("сравни слои 2 и 3", Asked(layer=2, also=((3, ()),))),
        ("слои 1, 3 и 5", Asked(layer=1, also=((3, ()), (5, ())))),
        ("сравни головы 3.4 и 4.7", Asked(layer=3, heads=(Span(4, 4),), also=((4, (Span(7, 7),)),))),
        ("L3H4 and L4H7", Asked(layer=3, heads=(Span(4, 4),), also=((4, (Span(7, 7),)),))),
        ("head 4 of layer 3 and head 7 of layer 4", Asked(layer=3, heads=(Span(4, 4),), also=((4, (Span(7, 7),)),))),
        ("compare 3.4 and 3.5", Asked(layer=3, heads=(Span(4, 4), Span(5, 5)))),
        ("сравни головы 4 и 5 слоя 3", Asked(layer=3, heads=(Span(4, 4), Span(5, 5)))),
        ("layer 2, 3", Asked(layer=2, heads=(Span(3, 3),))),
    ],
)
def test_no_place_is_dropped(text: str, asked: Asked) -> None:
    assert read_surely(text) == asked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("покажи индукционную голову", "induction"),
        ("найди мне индукционную голову", "induction"),
        ("show me the induction head", "induction"),
        ("покажи голову предыдущего токена", "previous"),
        ("draw the previous-token head please", "previous"),
    ],
)
def test_a_head_of_a_kind_is_ordered(text: str, kind: str) -> None:
    assert read_surely(text) == OfKind(kind)  # type: ignore[arg-type]  # the two kinds, as text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("не скрывай первый токен", Asked(hide_first=False)),
        ("не скрывай", Asked(hide_first=False)),
        ("не прячь первый столбец", Asked(hide_first=False)),
        ("верни первый токен", Asked(hide_first=False)),
        ("покажи первый токен снова", Asked(hide_first=False)),
        ("don't hide the first token", Asked(hide_first=False)),
        ("do not hide it", Asked(hide_first=False)),
        ("unhide", Asked(hide_first=False)),
        ("show the first token again", Asked(hide_first=False)),
        ("show the first column again", Asked(hide_first=False)),
        ("bright theme", Asked(theme="light")),
        ("светлый фон", Asked(theme="light")),
        ("сделай светлой", Asked(theme="light")),
        ("тема: светлая", Asked(theme="light")),
        ("dark mode", Asked(theme="dark")),
        ("black background", Asked(theme="dark")),
        ("тёмный режим", Asked(theme="dark")),
        ("ночной режим", Asked(theme="dark")),
        ("минус первый слой", Asked(layer=-1)),
        ("layer minus one", Asked(layer=-1)),
    ],
)
def test_turns_of_phrase_are_understood(text: str, asked: Asked) -> None:
    assert read_surely(text) == asked


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("before", "layer", "heads", "lead"),
    [
        ("/heads", 4, (), {"ru": "Понял так: слой 4.", "en": "I took this for layer 4."}),
        ("/heads 2", 4, (), {"ru": "напишите «голова 4»", "en": "say “head 4”"}),
        ("/heads 2 1", 2, (4,), {"ru": "Понял так: голова 4 слоя 2.", "en": "I took this for head 4 of layer 2."}),
    ],
)
async def test_a_number_alone_is_what_the_picture_before_shows(
    talk: Talk, lang: str, before: str, layer: int, heads: tuple[int, ...], lead: dict[str, str]
) -> None:
    await talk.say(CAT[lang])
    picture = await talk.say(before)

    reply = await talk.say("4")

    assert (shown(reply).layer, shown(reply).heads) == (layer, heads)
    assert shown(reply).text == shown(picture).text
    assert lead[lang] in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(("message", "words"), [("а теперь 4", "пришлите предложение"), ("now 4", "send a sentence")])
async def test_a_number_before_any_picture_asks_for_a_sentence(talk: Talk, message: str, words: str) -> None:
    reply = await talk.say(message)

    assert (reply.kind, reply.pictures) == ("error", ())
    assert words in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "message", "words"),
    [("ru", "L9H0", "Слоя 9 нет"), ("en", "Л9Г0", "no layer 9"), ("ru", "4 9", "Головы 9")],
)
async def test_a_head_that_is_not_there_is_refused_in_the_language_of_the_talk(
    talk: Talk, lang: str, message: str, words: str
) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)

    assert reply.kind == "error"
    assert words in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "message"),
    [("ru", "не скрывай первый токен"), ("en", "don't hide the first token"), ("en", "show the first token again")],
)
async def test_the_first_token_comes_back_on_the_same_layer(talk: Talk, lang: str, message: str) -> None:
    await talk.say(CAT[lang])
    await talk.say("/heads 3")
    hidden = await talk.say("hide the first token")

    reply = await talk.say(message)

    assert (shown(hidden).view.hide_first, shown(reply).view.hide_first) == (True, False)
    assert shown(reply).layer == 3


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("alone", "message"),
    [
        ("Кот съел рыбу, потому что она свежая", "разбери предложение «Кот съел рыбу, потому что она свежая»"),
        ("The dog saw the cat", 'look at the sentence "The dog saw the cat"'),
    ],
)
async def test_a_text_with_an_order_is_looked_at_as_if_it_came_alone(talk: Talk, alone: str, message: str) -> None:
    by_itself = await talk.say(alone)

    reply = await talk.say(message)

    assert (shown(reply), reply.text) == (shown(by_itself), by_itself.text)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "message", "layer", "head", "lead"),
    [
        ("ru", "покажи индукционную голову", 5, 4, "Голова 5.4 встроенной модели — индукционная"),
        ("en", "show me the induction head", 5, 4, "Head 5.4 is an induction head"),
        ("ru", "покажи голову предыдущего токена", 4, 7, "Голова 4.7"),
        ("en", "show the previous token head", 4, 7, "Head 4.7 is a previous-token head"),
    ],
)
async def test_the_embedded_models_own_heads_are_shown(
    talk: Talk, lang: str, message: str, layer: int, head: int, lead: str
) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)

    assert (shown(reply).layer, shown(reply).heads) == (layer, (head,))
    assert reply.text.startswith(lead)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "message", "label", "lead"),
    [
        ("ru", "сравни слой 2 и слой 3", "Слой 3", "один слой"),
        ("en", "layer 2 and layer 3", "Layer 3", "One picture shows one layer"),
        ("en", "compare heads 2.1 and 3.4", "3.4", "One picture shows one layer"),
    ],
)
async def test_of_two_layers_one_is_shown_and_the_other_a_button_away(
    talk: Talk, lang: str, message: str, label: str, lead: str
) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)
    other = await talk.press(replaced(reply), label)

    assert (shown(reply).layer, shown(other).layer) == (2, 3)
    assert lead in reply.text


def replaced(reply: Reply) -> Reply:
    """The reply with the first row of its buttons alone."""
    return Reply(reply.kind, reply.lang, reply.text, buttons=reply.buttons[:1])


@pytest.mark.anyio
async def test_of_two_layers_one_that_is_not_there_is_refused(talk: Talk) -> None:
    await talk.say(CAT["en"])

    reply = await talk.say("compare layer 2 and layer 9")

    assert "no layer 9" in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("question", "layer", "onward"),
    [
        ("как читать картинку", "следующий слой", ["дальше", "ещё"]),
        ("how do I read the picture", "next layer", ["next", "more"]),
    ],
)
async def test_going_on_follows_what_came_last(talk: Talk, question: str, layer: str, onward: list[str]) -> None:
    await talk.say(CAT["ru"])
    await talk.say("/heads 1")
    explained = await talk.say(question)
    more = [await talk.say(word) for word in onward]
    await talk.say(layer)

    layers = [shown(await talk.say(word)).layer for word in onward]

    assert explained.topic is not None
    assert [reply.topic for reply in more] == [explained.topic] * 2
    assert layers == [3, 4]


@pytest.mark.anyio
async def test_a_demonstration_leaves_the_talk_with_its_answer(talk: Talk) -> None:
    explained = await talk.say("explain induction heads")
    label = next(button.label for row in explained.buttons for button in row if button.label.startswith("Show"))
    await talk.press(explained, label)

    reply = await talk.say("подробнее")

    assert reply.topic == explained.topic


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "message", "told"),
    [
        (
            "ru",
            "второй слой",
            "Слои нумеруются с нуля; показываю слой с номером 2. Если вы считали с единицы, вам нужен слой 1.",
        ),
        ("en", "second layer", "this is layer 2. If you counted from one, you want layer 1."),
        ("ru", "слой 3, вторую голову", "показываю голову с номером 2. Если вы считали с единицы, вам нужна голова 1."),
        ("en", "layer 3, second head", "this is head 2. If you counted from one, you want head 1."),
    ],
)
async def test_an_ordinal_names_what_it_counts(talk: Talk, lang: str, message: str, told: str) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)

    assert told in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("message", "layer"),
    [("previous layer", 5), ("предыдущий слой", 5), ("next layer", 0), ("следующий слой", 0), ("два слоя назад", 4)],
)
async def test_a_step_from_the_map_leads_to_its_end(talk: Talk, message: str, layer: int) -> None:
    await talk.say(CAT["ru"])
    await talk.say("/heads")

    reply = await talk.say(message)

    assert shown(reply).layer == layer


def test_numbers_in_digits_are_never_joined() -> None:
    assert read_arguments("20 3") == Asked(layer=20, heads=(Span(3, 3),))
