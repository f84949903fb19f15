"""The fixtures that the tests of this server use."""

from tests.servers.telegram.fixtures import anna, anyio_backend, ask, boris, bot, clock, club, numbers, server

__all__ = ["anna", "anyio_backend", "ask", "boris", "bot", "clock", "club", "numbers", "server"]
