import pytest

from handlers.asked import Asked, NotANumber, Span
from handlers.heads import read_arguments
from handlers.reply import Reply
from handlers.scene import Scene, decode
from tests.handlers.conftest import Talk

ORDERS = {
    "ru": ("карта", "тёмная тема", "по словам", "скрой первый токен"),
    "en": ("map", "dark theme", "by words", "hide the first token"),
}
CAT = {"ru": "Кошка сидела на окне", "en": "The cat sat on the mat"}


def shown(reply: Reply) -> Scene:
    """The scene of the picture, from the buttons that change the view."""
    assert reply.pictures, reply.text
    scenes = [decode(button.data) for row in reply.buttons for button in row if button.pressed]
    return next(scene for scene in scenes if scene is not None)


@pytest.mark.parametrize(
    ("rest", "asked"),
    [
        ("", Asked(whole_model=True)),
        ("5", Asked(layer=5)),
        ("5 3", Asked(layer=5, heads=(Span(3, 3),))),
        ("5.3", Asked(layer=5, heads=(Span(3, 3),))),
        ("5 1,4,7", Asked(layer=5, heads=(Span(1, 1), Span(4, 4), Span(7, 7)))),
        ("5 1, 4, 7", Asked(layer=5, heads=(Span(1, 1), Span(4, 4), Span(7, 7)))),
        ("5 0-3", Asked(layer=5, heads=(Span(0, 3),))),
        ("0-3", Asked(heads=(Span(0, 3),))),
        ("five", Asked(layer=5)),
        ("last", Asked(layer="last")),
        ("слой 5 голова 3", Asked(layer=5, heads=(Span(3, 3),))),
        ("5 The cat sat", Asked(layer=5, text="The cat sat")),
        ("5 3 The cat sat", Asked(layer=5, heads=(Span(3, 3),), text="The cat sat")),
        ("5.3 The cat sat", Asked(layer=5, heads=(Span(3, 3),), text="The cat sat")),
        ("5 0-3 3 cats sat", Asked(layer=5, heads=(Span(0, 3),), text="3 cats sat")),
        ("The cat sat", Asked(whole_model=True, text="The cat sat")),
        ("пять кошек", Asked(whole_model=True, text="пять кошек")),
    ],
)
def test_arguments_are_a_layer_heads_and_a_text(rest: str, asked: Asked) -> None:
    assert read_arguments(rest) == asked


@pytest.mark.parametrize(
    ("rest", "wrong"),
    [
        ("abc", NotANumber("abc", "layer")),
        ("5x", NotANumber("5x", "layer")),
        ("1.2.3", NotANumber("1.2.3", "layer")),
        ("5 abc", NotANumber("abc", "head")),
        ("5 3x", NotANumber("3x", "head")),
    ],
)
def test_a_word_in_the_place_of_a_number_is_named(rest: str, wrong: NotANumber) -> None:
    assert read_arguments(rest) == wrong


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("message", "layer", "heads"),
    [
        ("/heads 5", 5, ()),
        ("/heads 5 3", 5, (3,)),
        ("/heads 5.3", 5, (3,)),
        ("/heads 5 1,4,7", 5, (1, 4, 7)),
        ("/heads 5 0-3", 5, (0, 1, 2, 3)),
        ("/heads", None, ()),
    ],
)
async def test_heads_shows_what_is_asked_for(
    talk: Talk, lang: str, message: str, layer: int | None, heads: tuple[int, ...]
) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)

    assert reply.lang == lang
    scene = decode(reply.scene)
    assert (scene.layer, scene.heads) == (layer, heads)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("lang", "messages", "layer", "heads"),
    [
        ("ru", ["покажи слой 5, голову 3"], 5, (3,)),
        ("ru", ["а теперь слой 2", "и третью голову"], 2, (3,)),
        ("ru", ["последний слой"], 5, ()),
        ("en", ["show layer 5 head 3"], 5, (3,)),
        ("en", ["first layer, all heads"], 0, ()),
        ("en", ["layer 2", "next layer", "head 4", "previous head"], 3, (3,)),
    ],
)
async def test_plain_words_do_the_same(
    talk: Talk, lang: str, messages: list[str], layer: int, heads: tuple[int, ...]
) -> None:
    await talk.say(CAT[lang])

    for message in messages:
        reply = await talk.say(message)

    assert (shown(reply).layer, shown(reply).heads) == (layer, heads)


@pytest.mark.anyio
async def test_an_ordinal_says_how_it_was_counted(talk: Talk) -> None:
    await talk.say(CAT["ru"])

    reply = await talk.say("пятый слой")

    assert "Слои нумеруются с нуля; показываю слой с номером 5" in reply.text
    assert "вам нужен слой 4" in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("message", "possible"),
    [
        ("/heads 6", "0–5"),
        ("/heads -1", "0–5"),
        ("/heads 99999999999999999999999999", "0–5"),
        ("/heads 5 8", "0–7"),
        ("/heads 5 -1", "0–7"),
        ("/heads 5 3-0", "0-3"),
        ("/heads 5 0-999999999", "0–7"),
        ("/heads abc", "0–5"),
        ("/heads 5 abc", "0–7"),
        ("/heads 1.2.3", "0–5"),
    ],
)
async def test_what_is_not_there_is_answered_with_what_is(talk: Talk, lang: str, message: str, possible: str) -> None:
    await talk.say(CAT[lang])

    reply = await talk.say(message)

    assert (reply.kind, reply.pictures) == ("error", ())
    assert possible in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("message", "words"), [("/heads 5", "send a sentence"), ("покажи слой 5", "пришлите предложение")]
)
async def test_without_a_text_the_answer_says_what_to_send(talk: Talk, message: str, words: str) -> None:
    reply = await talk.say(message)

    assert reply.kind == "error"
    assert words in reply.text


@pytest.mark.anyio
async def test_a_text_after_the_command_is_looked_at(talk: Talk) -> None:
    reply = await talk.say("/heads 5 The dog slept all day")

    assert shown(reply).layer == 5


@pytest.mark.anyio
async def test_the_message_replied_to_comes_before_any_other_text(talk: Talk) -> None:
    await talk.say(CAT["en"])
    by_itself = await talk.say("/heads 2 Ten birds flew over the house")

    reply = await talk.say("/heads 2", replied_text="Ten birds flew over the house")

    assert shown(reply).text == shown(by_itself).text


@pytest.mark.anyio
async def test_a_reply_to_a_picture_goes_on_from_it(talk: Talk) -> None:
    picture = await talk.say("/heads 2 1 The dog slept all day")
    await talk.say(CAT["en"])

    reply = await talk.say("next layer", replied_data=picture.buttons[0][0].data)

    assert (shown(reply).text, shown(reply).layer) == (shown(picture).text, 3)


@pytest.mark.anyio
async def test_each_person_in_a_group_has_a_last_text_of_their_own(talk: Talk) -> None:
    boris = talk.elsewhere(person="boris", private=False)
    first = await talk.say("/heads 5 The dog slept all day")
    await boris.say("/heads 5 Ten birds flew over the house")

    reply = await talk.say("/heads 4")

    assert shown(reply).text == shown(first).text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("message", "changed"),
    [
        ("по словам", {"unit": "word"}),
        ("скрой первый токен", {"hide_first": True}),
        ("тёмная тема", {"theme": "dark"}),
    ],
)
async def test_the_view_changes_and_the_head_stays(talk: Talk, message: str, changed: dict[str, object]) -> None:
    await talk.say(CAT["ru"])
    before = shown(await talk.say("/heads 3 2"))

    after = shown(await talk.say(message))

    assert (after.layer, after.heads) == (before.layer, before.heads)
    assert {name: getattr(after.view, name) for name in changed} == changed


@pytest.mark.anyio
async def test_a_view_chosen_before_any_text_is_kept_for_the_first(talk: Talk) -> None:
    await talk.say("тёмная тема")

    reply = await talk.say(CAT["ru"])

    assert shown(reply).view.theme == "dark"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.anyio
async def test_the_map_stays_the_map_when_it_is_drawn_otherwise(talk: Talk, lang: str) -> None:
    await talk.say(CAT[lang])

    for order in ORDERS[lang]:
        scene = decode((await talk.say(order)).scene or "")
        assert scene is not None
        assert (scene.layer, scene.heads) == (None, ())


@pytest.mark.parametrize(("order", "head"), [("следующая голова", 0), ("предыдущая голова", 7), ("next head", 0)])
@pytest.mark.anyio
async def test_beside_a_whole_layer_stand_its_first_and_its_last_head(talk: Talk, order: str, head: int) -> None:
    await talk.say(f"/heads 2 {CAT['en']}")

    scene = decode((await talk.say(order)).scene or "")

    assert scene is not None
    assert (scene.layer, scene.heads) == (2, (head,))
