"""The terminal chat, from the greeting to the goodbye."""

import asyncio
import os
import sys
from contextlib import AsyncExitStack, aclosing

from rich.console import Console

from bot import inline
from bot.opening import open_from, told
from bot.screen import PICTURES, Screen
from bot.settings import Settings
from bot.words import own_language, say


async def chat(settings: Settings) -> int:
    """Talk in this terminal until the person leaves or the pipe ends; the exit code.

    Raises:
        attention.ModelError: The model can't be looked into.
    """
    lang = own_language(settings.language, os.environ)
    screen = Screen(Console(), lang)
    at_prompt = sys.stdin.isatty() and sys.stdout.isatty()
    if at_prompt:
        screen.say("greeting", folder=f"{PICTURES}{os.sep}")
        screen.protocol = await asyncio.to_thread(inline.find_protocol, os.environ)
    async with AsyncExitStack() as house_ends:
        warnings: list[str] = []
        with screen.busy(say(lang, "loading", model=settings.model)):
            house = await house_ends.enter_async_context(open_from(settings, drawers=0, warn=warnings.append))
        for warning in warnings:
            screen.tell(warning, "yellow")
        from bot.lines import CommandCompleter, piped_lines, typed_lines
        from bot.talk import echoed, talk
        from handlers import COMMANDS  # late, like all that brings torch with it

        if at_prompt:
            screen.tell(told(house.facts, lang), "dim")
            completer = CommandCompleter(COMMANDS, house.facts, lang)
            lines = typed_lines(completer, settings.data_dir / "history", lambda: screen.say("once-more", "dim"))
        else:
            lines = echoed(piped_lines(sys.stdin.fileno()), screen)
        async with aclosing(lines):
            await talk(house, lines, screen)
    if at_prompt:
        screen.say("goodbye", "dim")
    return 0
