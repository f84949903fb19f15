"""The fixtures that the tests of this server use, and the line that says when the schema layer is left out."""

import pytest

from tests.servers.discord import schema
from tests.servers.discord.fixtures import anna, anyio_backend, boris, channel, raw, server

__all__ = ["anna", "anyio_backend", "boris", "channel", "raw", "server"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if schema.spec() is None:
        terminalreporter.write_line(schema.MISSING)
