"""`/help`: every command in a line each, then examples."""

from collections.abc import AsyncIterator

from handlers.call import Call
from handlers.commands import Command
from handlers.keyboard import sends
from handlers.reply import Reply
from handlers.say import say


def help_on(commands: tuple[Command, ...]) -> Command:
    """Make the command that lists `commands`, itself among them."""

    async def answer_help(call: Call) -> AsyncIterator[Reply]:
        listed = "\n".join(f"/{command.name} — {command.summary(call.lang)}" for command in (*commands, this))
        buttons = ((sends(say(call.lang, "button-try"), "/start"), sends(say(call.lang, "button-model"), "/model")),)
        yield Reply(kind="command", lang=call.lang, text=say(call.lang, "help", commands=listed), buttons=buttons)

    this = Command("help", answer_help)
    return this
