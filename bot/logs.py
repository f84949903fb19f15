"""Where the log goes and what never gets into it: no message text, no token."""

import contextlib
import logging
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_MOST_BYTES = 2**20


class WithoutSecrets(logging.Formatter):
    """Writes a record, with every token replaced: addresses in exceptions may hold one."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Take what must not be written."""
        super().__init__(_FORMAT)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, traceback and all."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text


def log_path(data_dir: Path) -> Path:
    """Name the file that is logged into."""
    return data_dir / "bot.log"


def start_logging(secrets: Sequence[str], file: Path, *, to_stderr: bool) -> None:
    """Log into a file, and to standard error too where nobody is talking there.

    The program's own lines from INFO on, those of libraries from WARNING on: httpx writes addresses with tokens in them
    at INFO.
    """
    handlers: list[logging.Handler] = []
    with contextlib.suppress(OSError):  # `check` goes on to say what is wrong with the folder
        handlers.append(RotatingFileHandler(file, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8"))
    if to_stderr:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(WithoutSecrets(secrets))
    logging.basicConfig(level=logging.WARNING, handlers=handlers or [logging.NullHandler()], force=True)
    for name in ("bot", "handlers", "render", "attention"):
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
