"""A plain sentence: the one head that tells most on it, large, and the next steps as buttons."""

from collections.abc import AsyncIterator

from handlers.call import Call
from handlers.reply import Reply
from handlers.scene import decode
from handlers.showing import first_scene, show_telling
from handlers.texts import new_text


async def answer_sentence(call: Call) -> AsyncIterator[Reply]:
    """Answer a text that is no command with its most telling head."""
    text = await new_text(call, call.rest)
    if isinstance(text, Reply):
        yield text
        return
    before = decode(await call.memory.last(call.request.place) or "")
    scene = first_scene(call.studio.facts, call.lang, before, has_target=text.target is not None)
    yield await show_telling(call, text, scene)
