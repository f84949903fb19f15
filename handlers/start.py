"""`/start`: who I am, and a picture at once."""

from collections.abc import AsyncIterator
from dataclasses import replace

from handlers.call import Call
from handlers.commands import Command
from handlers.reply import Reply
from handlers.say import say
from handlers.showing import first_scene, show_telling


async def answer_start(call: Call) -> AsyncIterator[Reply]:
    """Greet, and show the telling head on a sentence of the bot's own."""
    text = await call.memory.keep_text(call.request.place, say(call.lang, "start-sentence"))
    lead = (
        f"{say(call.lang, 'start')}\n«{text.body}»\n"
        if call.lang == "ru"
        else f"{say(call.lang, 'start')}\n“{text.body}”\n"
    )
    shown = await show_telling(call, text, first_scene(call.studio.facts, call.lang, None), kind="command", lead=lead)
    yield replace(shown, text=f"{shown.text}\n\n{say(call.lang, 'start-next')}")


START = Command("start", answer_start)
