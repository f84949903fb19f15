from pathlib import Path

import pytest

from bot.arguments import Asked, read_arguments


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "talk"),
        (["check"], "check"),
        (["ask", "hi"], Asked(("hi",), Path("pictures"))),
        (["ask", "hi", "/heads 5", "--out", "x", "--json"], Asked(("hi", "/heads 5"), Path("x"), as_json=True)),
        (["ask", "--lang", "ru", "hi", "--out=x", ":3"], Asked(("hi", ":3"), Path("x"), "ru")),
        (["ask", "-1", "- да", ""], Asked(("-1", "- да", ""), Path("pictures"))),
        (["ask", "--", "--json"], Asked(("--json",), Path("pictures"))),
    ],
)
def test_the_command_line_says_what_is_asked(arguments: list[str], expected: object) -> None:
    assert read_arguments(arguments) == expected


@pytest.mark.parametrize(
    "arguments",
    [["sing"], ["ask"], ["ask", "hi", "--lang", "de"], ["ask", "hi", "--loud"], ["check", "more"], ["--loud"]],
)
def test_what_cannot_be_meant_is_one_line_and_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        read_arguments(arguments)

    assert ending.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
