import logging

import pytest

from handlers import log_bug


def test_a_bug_is_logged_with_its_traceback_under_the_number_that_is_told(caplog: pytest.LogCaptureFixture) -> None:
    try:
        {}["nobody"]
    except LookupError:
        number = log_bug(logging.getLogger("bot.here"), "a press")

    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("bot.here", f"bug {number}, a press")
    assert "Traceback" in caplog.text


def test_each_bug_has_a_number_of_its_own() -> None:
    assert log_bug(logging.getLogger("bot.here")) != log_bug(logging.getLogger("bot.here"))
