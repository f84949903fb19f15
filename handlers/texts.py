"""Which text a request is about."""

from dataclasses import dataclass

from handlers.call import Call
from handlers.clean import clean, has_words
from handlers.memory import Text
from handlers.reply import Reply
from handlers.request import Lang
from handlers.say import say
from handlers.scene import NO_TEXT, Scene, decode

_ARROW = " => "


@dataclass(frozen=True, slots=True)
class Subject:
    """A text, and the picture that the talk goes on from, if there is one."""

    text: Text
    before: Scene | None


async def new_text(call: Call, message: str) -> Text | Reply:
    """Keep a text that somebody sent; a sentence that says what is possible where there is no word in it.

    An encoder-decoder's target may follow the text after ` => `.
    """
    body, target = clean(message), None
    if call.studio.facts.kind == "encoder-decoder" and _ARROW in body:
        body, _, target = (side.strip() for side in body.partition(_ARROW))
    if not has_words(body):
        return refuse_without(call.lang, "no-words")
    return await call.memory.keep_text(call.request.place, body, target or None)


async def subject_of(call: Call, sent: str | None) -> Subject | Reply:
    """The text of a wish: of the picture or message replied to, else what was sent along, else the last one.

    Args:
        call: The request.
        sent: The text that came with the wish, if any.
    """
    request, memory = call.request, call.memory
    before = decode(request.replied_data or "")
    last = decode(await memory.last(request.place) or "")
    if before is None and request.replied_text and has_words(clean(request.replied_text)):
        sent = request.replied_text
    if sent:
        text = await new_text(call, sent)
        return text if isinstance(text, Reply) else Subject(text, before or last)
    before = before or last
    if before is None or before.text == NO_TEXT:
        return refuse_without(call.lang, "no-text")
    kept = await memory.text(request.place, before.text)
    return Subject(kept, before) if kept else refuse_without(call.lang, "text-forgotten")


def refuse_without(lang: Lang, why: str) -> Reply:
    """Say that there is nothing to look at, with an example of what there could be."""
    return Reply(kind="error", lang=lang, text=say(lang, why, example=say(lang, "start-sentence")), ephemeral=True)
