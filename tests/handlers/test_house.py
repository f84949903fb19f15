import logging
import subprocess
import sys

import pytest

from handlers import COMMANDS, House, Press, Reply, Request
from tests.handlers.conftest import Clock, Talk, labels

DAY = 24 * 60 * 60


def pressed(reply: Reply) -> set[str]:
    return {button.label for row in reply.buttons for button in row if button.pressed}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "account", "lang"),
    [
        ("Кошка сидела на окне", "en", "ru"),
        ("The cat sat on the mat", "ru", "en"),
        ("/heads 5", "ru", "ru"),
        ("/heads 5", "de", "en"),
        ("/heads 5 Кошка сидела на окне", "en", "ru"),
        ("12 34", "uk-UA", "ru"),
    ],
)
async def test_the_answer_is_in_the_language_of_the_message_else_of_the_account(
    house: House, text: str, account: str, lang: str
) -> None:
    assert (await Talk(house, account=account).say(text)).lang == lang


@pytest.mark.anyio
async def test_a_bare_command_goes_on_in_the_language_of_the_talk(house: House) -> None:
    talk = Talk(house, account="en")
    await talk.say("Кошка сидела на окне")

    assert (await talk.say("/heads 2")).lang == "ru"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("text", "account", "lang"),
    [
        ("Mr and Mrs Dursley, of number four, Privet Drive, were proud to be normal.", "ru", "en"),
        ("We met at the Golovin gallery in the centre of the town.", "ru", "en"),
        ("privet! kak rabotaet attention", "en", "ru"),
        ("ghbdtn", "en", "ru"),
        ("xnj nfrjt ujkjdf", "en", "ru"),
        ("The Russian word «и» has one letter and the word «кошка» has five", "ru", "en"),
        ("GPT-4 лучше Llama-3-8B-Instruct?", "en", "ru"),
    ],
)
async def test_small_words_tell_the_language_not_one_that_looks_strange(
    house: House, text: str, account: str, lang: str
) -> None:
    assert (await Talk(house, account=account).say(text)).lang == lang


@pytest.mark.anyio
@pytest.mark.parametrize("text", ["gpt-4?", "gpt5", "L4H2", "grok", "def f(x): return x + 1", "tl;dr", "ok"])
@pytest.mark.parametrize(("first", "lang"), [("что такое softmax?", "ru"), ("what is softmax?", "en")])
async def test_names_and_code_are_answered_in_the_language_of_the_talk(
    house: House, text: str, first: str, lang: str
) -> None:
    talk = Talk(house, account="en" if lang == "ru" else "ru")
    await talk.say(first)

    assert (await talk.say(text)).lang == lang


@pytest.mark.anyio
async def test_the_language_of_a_talk_is_forgotten_on_request(house: House) -> None:
    talk = Talk(house, account="en")
    await talk.say("что такое softmax?")
    await talk.say("/forget")

    assert (await talk.say("gpt-4?")).lang == "en"


@pytest.mark.anyio
async def test_a_language_that_was_set_stays(talk: Talk) -> None:
    await talk.say("/lang en")

    assert (await talk.say("Кошка сидела на окне")).lang == "en"

    await talk.say("/lang auto")

    assert (await talk.say("Кошка сидела на окне")).lang == "ru"


@pytest.mark.anyio
async def test_lang_alone_offers_the_choice(talk: Talk) -> None:
    reply = await talk.press(await talk.say("/lang"), "Русский")

    assert reply.text == "Хорошо, в этом чате отвечаю по-русски."


@pytest.mark.anyio
@pytest.mark.parametrize("account", ["ru", "en"])
async def test_an_unknown_language_is_told_what_there_is(house: House, account: str) -> None:
    reply = await Talk(house, account=account).say("/lang 中文")

    assert reply.kind == "error"
    assert "/lang ru" in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize("account", ["ru", "en"])
async def test_start_shows_a_picture_at_once(house: House, account: str) -> None:
    reply = await Talk(house, account=account).say("/start")

    assert (reply.kind, reply.lang, len(reply.pictures)) == ("command", account, 1)
    assert "/heads 5" in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize("account", ["ru", "en"])
async def test_help_names_every_command(house: House, account: str) -> None:
    reply = await Talk(house, account=account).say("/help@some_bot")

    assert all(f"/{command.name} — {command.summary(account)}" in reply.text for command in COMMANDS)


@pytest.mark.anyio
@pytest.mark.parametrize(("account", "product"), [("ru", "8 × 32 = 256"), ("en", "8 × 32 = 256")])
async def test_model_explains_the_width_on_its_own_numbers(house: House, account: str, product: str) -> None:
    reply = await Talk(house, account=account).say("/model")

    assert product in reply.text


@pytest.mark.anyio
@pytest.mark.parametrize(("account", "days"), [("ru", "30 дней"), ("en", "30 days")])
async def test_privacy_tells_how_long_a_text_is_kept(house: House, account: str, days: str) -> None:
    reply = await Talk(house, account=account).say("/privacy")

    assert days in reply.text
    assert reply.ephemeral


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("account", "count", "words"),
    [
        ("ru", 0, "Ваших текстов"),
        ("ru", 1, "забыт 1 текст."),
        ("ru", 2, "забыты 2 текста."),
        ("ru", 5, "забыто 5 текстов."),
        ("en", 1, "1 text forgotten"),
        ("en", 2, "2 texts forgotten"),
    ],
)
async def test_forget_says_how_much_was_forgotten(house: House, account: str, count: int, words: str) -> None:
    talk = Talk(house, account=account)
    await talk.say(f"/lang {account}")
    for number in range(count):
        await talk.say(f"The cat number {number} sat on the mat")

    assert words in (await talk.say("/forget")).text


@pytest.mark.anyio
@pytest.mark.parametrize(("account", "words"), [("ru", "нет"), ("en", "no command")])
async def test_an_unknown_command_leads_to_help(house: House, account: str, words: str) -> None:
    reply = await Talk(house, account=account).say("/dance")

    assert (reply.kind, words in reply.text, "/help" in reply.text) == ("error", True, True)


@pytest.mark.anyio
async def test_a_press_needs_no_model(talk: Talk) -> None:
    reply = await talk.say("The cat sat on the mat")

    for label in ("Model map", "By words", "Hide first token", "Dark theme"):
        reply = await talk.press(reply, label)

        assert reply.pictures, reply.text
        assert reply.seconds.model == 0
    assert {"Model map", "By words", "Hide first token", "Dark theme"} <= pressed(reply)


@pytest.mark.anyio
async def test_a_demonstration_leaves_the_explanation_where_it_is(talk: Talk) -> None:
    explained = await talk.say("what is an induction head?")

    shown = await talk.press(explained, "Show: /heads 5.4 The red…")
    longer = await talk.press(explained, "More")

    assert (shown.below, longer.below) == (True, False)
    assert not (await talk.press(shown, "Model map")).below


@pytest.mark.anyio
async def test_buttons_walk_through_layers_and_heads(talk: Talk) -> None:
    reply = await talk.say("/heads 2 3 The cat sat on the mat")

    reply = await talk.press(reply, "Layer 3 ▶")
    assert "3.3" in pressed(reply)
    reply = await talk.press(reply, "3.5")
    assert "3.5" in pressed(reply)
    reply = await talk.press(reply, "Layer 3: all 8 heads")
    assert pressed(reply) == {"Layer 3: all 8 heads"}


@pytest.mark.anyio
async def test_the_first_and_the_last_layer_have_no_button_past_them(talk: Talk) -> None:
    first = labels(await talk.say("/heads 0 The cat sat on the mat"))
    last = labels(await talk.say("/heads 5"))

    assert [label for label in first if "◀" in label] == []
    assert [label for label in last if "▶" in label] == []


@pytest.mark.anyio
async def test_what_a_press_showed_is_what_the_talk_goes_on_from(talk: Talk) -> None:
    await talk.press(await talk.say("/heads 2 The cat sat on the mat"), "2.6")

    reply = await talk.say("next layer")

    assert "Layer 3: all 8 heads" in pressed(reply)


@pytest.mark.anyio
@pytest.mark.parametrize("account", ["ru", "en"])
async def test_a_button_of_a_forgotten_text_says_so(house: House, account: str) -> None:
    talk = Talk(house, account=account)
    await talk.say(f"/lang {account}")
    reply = await talk.say("The cat sat on the mat")
    await talk.say("/forget")

    answer = await house.press(Press(reply.buttons[0][0].data, talk.place, account))

    assert (answer.kind, answer.pictures, answer.ephemeral) == ("error", (), True)


@pytest.mark.anyio
async def test_a_button_in_another_chat_shows_nothing(house: House, talk: Talk) -> None:
    reply = await talk.say("The sailor told a secret to one old friend.")

    answer = await talk.elsewhere(chat="test:2").press(reply, "Model map")

    assert answer.kind == "error"


@pytest.mark.anyio
@pytest.mark.parametrize("data", ["", "s", "zzz", "stextkey0d0999.3", "stextkey0d0", "\ud800", "s" * 64])
async def test_a_broken_button_is_answered(house: House, talk: Talk, data: str) -> None:
    answer = await house.press(Press(data, talk.place, "ru"))

    assert (answer.kind, answer.lang) in {("error", "ru"), ("error", "en")}


@pytest.mark.anyio
async def test_a_person_may_press_what_another_one_asked_for(talk: Talk) -> None:
    group = talk.elsewhere(private=False)
    reply = await group.say("The cat sat on the mat")

    assert (await group.elsewhere(person="boris").press(reply, "Model map")).pictures


@pytest.mark.anyio
async def test_a_text_can_be_looked_at_for_thirty_days_after_its_last_use(talk: Talk, clock: Clock) -> None:
    reply = await talk.say("The cat sat on the mat")
    clock.now += 29 * DAY

    assert (await talk.press(reply, "Model map")).pictures


@pytest.mark.anyio
@pytest.mark.parametrize(("account", "words"), [("ru", "сломалось у меня"), ("en", "broke on my side")])
async def test_a_bug_is_an_apology_with_a_number_and_no_text_in_the_log(
    house: House, account: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        """A place that no database takes: a bug of a platform."""

    with caplog.at_level(logging.ERROR):
        reply = await Talk(house, place=Talk(house).place, account=account).say("/lang", replied_data=None)
        broken = Request("/forget 12345", Broken(), account)  # type: ignore[arg-type]
        replies = [reply async for reply in house.answer(broken)]

    assert reply.kind == "command"
    assert words in replies[0].text
    reference = replies[0].text.rstrip(".").split()[-1]
    assert any(reference in record.getMessage() for record in caplog.records)
    assert "12345" not in caplog.records[-1].getMessage()


def test_the_handlers_come_without_torch() -> None:
    code = "import sys, handlers; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code

    assert ended.returncode == 0  # each drawing worker imports them
