"""A chat model's wording in the program: spaced, ended, told at the end where nothing changes, named by check."""

import asyncio
import io
import json
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import pytest
from rich.console import Console

from attention import Model
from bot.arguments import Asked
from bot.ask import ask
from bot.check import check
from bot.screen import Screen
from bot.settings import Settings
from bot.talk import talk
from bot.wordings import EVERY, ONCE, Wordings, each_worded, spaced
from handlers import Lang, Reply
from tests.attention import scripted
from tests.bot.conftest import Run
from tests.bot.writing import INVENTED, MARK, QUESTIONS, SAID, make_writer, wording_house
from tests.servers.clock import ManualClock

pytestmark = pytest.mark.anyio
ANSWER = Reply("question", "en", "What the document says.", topic="what-is-a-head")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", language="en", device="cpu", threads=1)


async def written(clock: ManualClock, *texts: tuple[float, str]) -> AsyncGenerator[str, None]:
    """Texts, each after so many seconds."""
    for seconds, text in texts:
        clock.advance(seconds)
        yield text


async def one(reply: Reply) -> AsyncIterator[Reply]:
    yield reply


@pytest.mark.parametrize(
    ("every", "shown"),
    [(EVERY, ["b", "d", "e"]), (ONCE, ["e"]), (0.0, ["a", "b", "c", "d", "e"])],
    ids=["alone", "in a group", "always"],
)
async def test_of_many_texts_few_are_shown_and_the_last_always(
    clock: ManualClock, every: float, shown: list[str]
) -> None:
    texts = written(clock, (1, "a"), (2, "b"), (1, "c"), (2, "d"), (1, "e"))

    assert [text async for text in spaced(texts, clock, every)] == shown


async def test_what_was_never_shown_need_not_be_taken_back(clock: ManualClock) -> None:
    assert [text async for text in spaced(written(clock, (1, "a"), (1, "")), clock, ONCE)] == []


async def test_a_new_wording_of_the_same_person_ends_the_old_one(clock: ManualClock) -> None:
    put: list[str] = []
    closed: list[str] = []

    async def endless(name: str) -> AsyncGenerator[str, None]:
        try:
            while True:
                yield name
                await asyncio.sleep(0.001)
        finally:
            closed.append(name)

    async def show(text: str) -> bool:
        put.append(text)
        return True

    async with asyncio.timeout(10), Wordings(clock) as wordings:
        wordings.begin("anna", endless("first"), show, every=0)
        await asyncio.sleep(0.02)
        wordings.begin("anna", endless("second"), show, every=0)
        await asyncio.sleep(0.02)
        put.clear()
        await asyncio.sleep(0.02)

    assert set(put) == {"second"}
    assert closed == ["first", "second"]


async def test_a_bug_in_one_leaves_the_others(clock: ManualClock, caplog: pytest.LogCaptureFixture) -> None:
    put: list[str] = []

    async def breaks(_: str) -> bool:
        raise LookupError

    async def show(text: str) -> bool:
        put.append(text)
        return True

    async with Wordings(clock) as wordings:
        wordings.begin("anna", written(clock, (1, "a")), breaks, every=0)
        wordings.begin("boris", written(clock, (1, "b")), show, every=0)
        await asyncio.sleep(0.05)

    assert put == ["b"]
    assert [record.getMessage()[:3] for record in caplog.records] == ["bug"]


async def test_a_wording_is_told_once_it_is_finished(clock: ManualClock) -> None:
    reply = Reply("question", "en", "curated", wording=written(clock, (1, "a"), (1, "b")))

    told = [each.text async for each in each_worded(one(reply))]

    assert told == ["curated", "b"]


async def test_a_wording_that_was_taken_back_is_not_told(clock: ManualClock) -> None:
    reply = Reply("question", "en", "curated", wording=written(clock, (1, "a"), (1, "")))

    assert [each.text async for each in each_worded(one(reply))] == ["curated"]


@pytest.mark.parametrize("lang", ["en", "ru"])
async def test_ask_tells_the_answer_and_then_its_wording(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    folder = scripted.save(tmp_path / "tiny-chat", *SAID[lang])
    chatty = settings.model_copy(update={"answer_model": str(folder), "language": "auto"})

    code = await ask(chatty, Asked((f"/ask {QUESTIONS[lang]}",), tmp_path / "out", None, as_json=True))

    curated, wording = map(json.loads, capsys.readouterr().out.splitlines())
    assert code == 0
    assert (wording["message"], wording["kind"], wording["topic"]) == (1, "question", "induction-head")
    assert wording["lang"] == curated["lang"] == lang
    assert wording["text"].startswith(MARK)
    assert wording["text"].endswith("".join(SAID[lang]))
    assert (wording["pictures"], wording["buttons"]) == ([], [])
    assert curated["buttons"]


async def test_ask_tells_no_wording_that_invents(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = scripted.save(tmp_path / "tiny-chat", *SAID["en"], INVENTED["en"])
    chatty = settings.model_copy(update={"answer_model": str(folder)})

    await ask(chatty, Asked((f"/ask {QUESTIONS['en']}",), tmp_path / "out", None, as_json=True))

    (curated,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert MARK not in curated["text"]


@pytest.mark.parametrize(("source", "why"), [("./nothing/here", "there is no model"), ("embedded", "no chat template")])
async def test_a_model_that_cannot_word_answers_is_said_and_the_bot_goes_on(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, why: str
) -> None:
    wrong = settings.model_copy(update={"answer_model": source})

    code = await ask(wrong, Asked((f"/ask {QUESTIONS['en']}",), tmp_path / "out", "en"))

    said = capsys.readouterr()
    assert code == 0
    assert "[A][B]" in said.out
    assert said.err.startswith("ANSWER_MODEL: ")
    assert why in said.err
    assert said.err.endswith("Answers go without its wording.\n")


async def test_check_names_the_chat_model_or_what_is_wrong_with_it(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = scripted.save(tmp_path / "tiny-chat", *SAID["en"])
    codes, said = [], []
    for source in (None, str(folder), "embedded"):
        codes.append(await check(settings.model_copy(update={"answer_model": source})))
        said.append(capsys.readouterr().out)

    assert codes == [0, 0, 2]
    assert "· answer model: none" in said[0]
    assert "✓ answer model: tiny-chat writes." in said[1]
    assert '✗ ANSWER_MODEL: "embedded" doesn\'t say how it is spoken to' in said[2]


@pytest.mark.parametrize("lang", ["en", "ru"])
async def test_the_terminal_shows_the_answer_and_then_its_wording(
    embedded: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    monkeypatch.chdir(tmp_path)
    written = io.StringIO()
    screen = Screen(Console(file=written, width=200), lang)

    async def lines() -> AsyncIterator[str]:
        yield f"/ask {QUESTIONS[lang]}"

    async with wording_house(embedded, tmp_path, make_writer(tmp_path, *SAID[lang])) as house:
        await talk(house, lines(), screen)

    curated, mark, wording = written.getvalue().partition(MARK)
    assert "[A][B]" in curated
    assert mark
    assert wording.rstrip().endswith("".join(SAID[lang]))


def test_the_terminal_says_that_a_chat_model_is_not_there_and_goes_on(program: Run) -> None:
    ended = program(typed="/ask what is an induction head\n", environment={"ANSWER_MODEL": "./nothing/here"})

    assert ended.returncode == 0
    assert ended.stdout.startswith('ANSWER_MODEL: there is no model "./nothing/here".')
    assert "[A][B]" in ended.stdout
