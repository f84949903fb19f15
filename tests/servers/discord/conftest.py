"""The fixtures that the tests of this server use."""

from tests.servers.discord.fixtures import anna, anyio_backend, boris, channel, raw, server

__all__ = ["anna", "anyio_backend", "boris", "channel", "raw", "server"]
