"""One conversation, any chat: a Request goes in, Reply values come out.

    async with open_house(model, data_dir=folder) as house:
        async for reply in house.answer(Request("The cat sat on the mat", Place("terminal", "me"))):
            print(reply.text, reply.pictures[0].alt)

Commands are declared once, in `COMMANDS`; menus, slash commands and completion come from there.
"""

from handlers.bugs import log_bug
from handlers.commands import Argument, Command, split_command
from handlers.database import Database, open_database
from handlers.house import House, open_house
from handlers.language import of_account as language_of_account
from handlers.language import of_text as language_of_text
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
    "language_of_account",
    "language_of_text",
    "log_bug",
    "open_database",
    "open_house",
    "split_command",
]
