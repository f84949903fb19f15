import logging

from bot.logs import WithoutSecrets


def record(message: str, *arguments: object, error: Exception | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("bot", logging.ERROR, __file__, 1, message, arguments, info)


def test_a_token_is_written_nowhere_in_a_record() -> None:
    formatter = WithoutSecrets(["12345:secret", ""])
    failed = ConnectionError("no answer from https://telegram.example/bot12345:secret/getMe")

    text = formatter.format(record("GET %s failed", "/bot12345:secret/getMe", error=failed))

    assert "secret" not in text
    assert "GET /bot[token]/getMe failed" in text
    assert "ConnectionError" in text
