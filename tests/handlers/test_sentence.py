import pytest

from tests.handlers.conftest import Talk

REPEATS = {
    "ru": "Маша купила хлеб, а Петя купил молоко. Потом Маша купила",
    "en": "The cat sat on the mat. The cat sat on the mat.",
}
PLAIN = {"ru": "Кошка сидела на тёплом окне и смотрела на птиц", "en": "The cat sat on a warm window and watched birds"}


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_a_text_that_repeats_itself_shows_an_induction_head(talk: Talk, lang: str) -> None:
    reply = await talk.say(REPEATS[lang])

    assert (reply.kind, reply.lang) == ("sentence", lang)
    assert {"ru": "повторившийся токен", "en": "repeated token"}[lang] in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize("lang", ["ru", "en"])
async def test_one_head_is_shown_and_said_in_words(talk: Talk, lang: str) -> None:
    reply = await talk.say(PLAIN[lang])

    assert len(reply.pictures) == 1
    assert reply.text.startswith({"ru": "Голова ", "en": "Head "}[lang])


@pytest.mark.anyio
@pytest.mark.parametrize(("lang", "doubt"), [("ru", "наблюдение на одном тексте"), ("en", "one text’s evidence")])
async def test_a_role_on_one_text_is_called_an_observation(talk: Talk, lang: str, doubt: str) -> None:
    reply = await talk.say(PLAIN[lang])

    assert doubt in reply.text


@pytest.mark.anyio
async def test_the_share_of_the_first_token_is_told(talk: Talk) -> None:
    reply = await talk.say(PLAIN["en"])

    assert "first token" in reply.text
    assert "first token" in reply.pictures[0].alt


@pytest.mark.anyio
async def test_the_next_steps_are_the_layer_and_the_map(talk: Talk) -> None:
    reply = await talk.say(PLAIN["en"])
    labels = [button.label for row in reply.buttons for button in row]

    assert "Model map" in labels
    assert any("all 8 heads" in label for label in labels)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("   ", "en", "no word"),
        ("\u200b\u200d\u2060", "en", "no word"),
        ("🎉🎉🎉", "en", "no word"),
        ("\x00", "en", "no word"),
        ("?!…", "en", "no word"),
    ],
)
async def test_without_a_word_the_answer_says_what_to_send(talk: Talk, text: str, lang: str, words: str) -> None:
    reply = await talk.say(text)

    assert (reply.kind, reply.lang, reply.pictures) == ("error", lang, ())
    assert words in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(("text", "words"), [("дом", "один токен"), ("house", "single token")])
async def test_one_token_has_nothing_to_look_at(talk: Talk, text: str, words: str) -> None:
    reply = await talk.say(text)

    assert reply.kind == "error"
    assert words in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    "text",
    [
        "lone \ud800 surrogate here",
        "NUL \x00 in the middle",
        "right \u202eto left\u202c override",
        "her name is Jose" + "\u0301" * 400 + " she said",
        "<b>bold</b> & <script>alert(1)</script>",
        "*stars* _underscores_ `ticks` [link](http://x)",
        "costs $x^2$ and $\\frac{",
        "שלום עולם and مرحبا بالعالم",
        "我喜欢猫 and 猫が好き",
        "family 👩‍👩‍👧 and flag 🇷🇺",
        "word " * 20_000,
        "a" * 100_000,
    ],
    ids=[
        "surrogate",
        "nul",
        "override",
        "marks",
        "html",
        "markdown",
        "formula",
        "rtl",
        "cjk",
        "emoji",
        "long",
        "letters",
    ],
)
async def test_strange_texts_are_looked_at_like_any_other(talk: Talk, text: str) -> None:
    reply = await talk.say(text)

    assert reply.kind == "sentence", reply.text
    assert len(reply.pictures) == 1


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The cat sat on the mat. ", "its last 2,289 tokens are left out."),
        ("Кошка сидела на окне. ", "последние 2\u00a0289 токенов не поместились."),
    ],
    ids=["en", "ru"],
)
async def test_a_text_past_the_limit_says_how_much_was_left_out(talk: Talk, text: str, told: str) -> None:
    reply = await talk.say(text * 400)

    assert told in reply.text
