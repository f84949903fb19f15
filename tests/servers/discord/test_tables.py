"""Our numbers are those of the compiled tables that stand beside the schema."""

import json
from typing import Any

import pytest

from tests.servers.discord import gateway, schema
from tests.servers.discord.world import BITS

FILE = schema.FILE.with_name("discord-gateway.json")


@pytest.fixture
def tables() -> dict[str, Any]:
    """The file, or a skipped test where the folder is missing."""
    if not FILE.exists():
        pytest.skip(schema.MISSING)
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def test_rights_are_discords_bits(tables: dict[str, Any]) -> None:
    assert {name: tables["permissions"][name] for name in BITS} == BITS


def test_intents_are_discords_bits(tables: dict[str, Any]) -> None:
    ours = ("GUILDS", "GUILD_MESSAGES", "GUILD_MESSAGE_REACTIONS", "DIRECT_MESSAGES", "DIRECT_MESSAGE_REACTIONS")
    named = [tables["intents"][name]["bit"] for name in (*ours, "MESSAGE_CONTENT")]

    assert named == [
        gateway.GUILDS,
        gateway.GUILD_MESSAGES,
        gateway.GUILD_REACTIONS,
        gateway.DIRECT_MESSAGES,
        gateway.DIRECT_REACTIONS,
        gateway.CONTENT,
    ]
    assert sum(1 << intent["bit"] for intent in tables["intents"].values()) == gateway.KNOWN_INTENTS


def test_limits_are_discords(tables: dict[str, Any]) -> None:
    limits = tables["limits"]

    assert limits["payload_bytes_from_client"] == gateway.PAYLOAD
    assert limits["client_events_per_connection"] == {"count": gateway.EVENTS, "seconds": gateway.WINDOW}
    assert limits["identify_per_24h"] == gateway.IDENTIFIES
    assert limits["identify_concurrency_window_s"] == gateway.IDENTIFY_WINDOW
