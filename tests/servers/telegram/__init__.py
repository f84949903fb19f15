"""A local Telegram for the tests: it refuses what Telegram refuses, in Telegram's words.

Schema (schema.py), rules (rules.py, markup.py, flood.py) and world: world.py is what there is, people.py what people
do, call.py, methods.py, queries.py and account.py what the bot does. front.py and poll.py are the wire.
"""

from tests.servers.telegram.front import GATEWAY, Fault, TelegramServer
from tests.servers.telegram.people import (
    PHOTO,
    POLL,
    STICKER,
    VOICE,
    Person,
    bot_joins,
    change_bot,
    channel_says,
    group,
    kick_bot,
    person,
    restrict,
    topic,
    upgrade,
)
from tests.servers.telegram.world import Bot, Chat, Message, Query, World

__all__ = [
    "GATEWAY",
    "PHOTO",
    "POLL",
    "STICKER",
    "VOICE",
    "Bot",
    "Chat",
    "Fault",
    "Message",
    "Person",
    "Query",
    "TelegramServer",
    "World",
    "bot_joins",
    "change_bot",
    "channel_says",
    "group",
    "kick_bot",
    "person",
    "restrict",
    "topic",
    "upgrade",
]
