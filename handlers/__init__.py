"""One conversation, any chat: a Request goes in, Reply values come out.

    async with open_house(model, data_dir=folder) as house:
        async for reply in house.answer(Request("The cat sat on the mat", Place("terminal", "me"))):
            print(reply.text, reply.pictures[0].alt)

Commands are declared once, in `COMMANDS`; menus, slash commands and completion come from there.
"""

from handlers.commands import Argument, Command
from handlers.database import Database, open_database
from handlers.house import House, open_house
from handlers.menu import COMMANDS
from handlers.reply import Button, Kind, Reply, Seconds
from handlers.request import Lang, Place, Press, Request

__all__ = [
    "COMMANDS",
    "Argument",
    "Button",
    "Command",
    "Database",
    "House",
    "Kind",
    "Lang",
    "Place",
    "Press",
    "Reply",
    "Request",
    "Seconds",
    "open_database",
    "open_house",
]
