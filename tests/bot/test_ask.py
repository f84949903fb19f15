from pathlib import Path

import pytest

from bot.arguments import Asked
from bot.ask import ask
from bot.check import check
from bot.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", language="auto", device="cpu", threads=1)


async def test_the_language_asked_for_counts_more_than_the_message(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = await ask(settings, Asked(("The cat sat on the mat",), tmp_path / "out", "ru"))

    said = capsys.readouterr().out
    assert code == 0
    assert said.startswith(f"картинка: {tmp_path / 'out' / '01.png'}\nГолова ")
    assert "\n:1 " in said


async def test_a_folder_that_cannot_be_made_is_one_line_and_code_2(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = await ask(settings, Asked(("hi",), Path("/dev/null/out"), "en"))

    assert code == 2
    assert capsys.readouterr().err == "--out: /dev/null/out can't be written: Not a directory.\n"


async def test_check_goes_on_after_a_model_that_is_not_there(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = await check(settings.model_copy(update={"model": "./nothing/here", "language": "en"}))

    said = capsys.readouterr().out
    assert code == 2
    assert '✗ MODEL: there is no model "./nothing/here".' in said
    assert said.endswith("· discord: no token, it will not start\n")
