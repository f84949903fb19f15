"""A Discord on 127.0.0.1: HTTP API v10 and gateway, as strict as the platform, on a clock that tests move.

    async with open_discord() as server:
        anna = server.person("anna", locale="ru")
        guild = server.world.guild("Study", anna.user)
        channel = server.world.channel(guild)
        anna.say(channel, "hello")

`schema.py` holds requests and answers to Discord's own description, `rules.py` to what that description leaves out,
`world.py` is who and what there is; `people.py` acts, `interactions.py` keeps the clocks of commands and presses,
`operations.py` is what the API does, `front.py` and `gateway.py` are the two wires, `budgets.py` the rate limits.
"""

from tests.servers.discord.clock import Clock, until
from tests.servers.discord.front import Discord, Fault, open_discord
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.people import Person, join, kick
from tests.servers.discord.refused import Refused
from tests.servers.discord.world import FORUM, Channel, Guild, Message, User, World

__all__ = [
    "FORUM",
    "Channel",
    "Clock",
    "Discord",
    "Fault",
    "Guild",
    "Interaction",
    "Message",
    "Person",
    "Refused",
    "User",
    "World",
    "join",
    "kick",
    "open_discord",
    "until",
]
