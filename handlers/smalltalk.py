"""Greetings, thanks, doubts, and what the bot is not for."""

from handlers.call import Call
from handlers.keyboard import sends
from handlers.questions import Guide
from handlers.reply import Button, Reply
from handlers.request import Lang
from handlers.say import say


async def answer_small_talk(call: Call, guide: Guide, message: str) -> Reply:
    """Return a greeting or thanks, and say what comes next."""
    what = guide.kinds.small_talk(message) or guide.kinds.small_talk(message, along=True)
    text = say(call.lang, f"talk-{what}" if what else "small-talk")
    return Reply("smalltalk", call.lang, text, buttons=_buttons(call.lang))


async def answer_off_topic(call: Call) -> Reply:
    """Say kindly what the bot is for."""
    return Reply("offtopic", call.lang, say(call.lang, "off-topic"), buttons=_buttons(call.lang))


def _buttons(lang: Lang) -> tuple[tuple[Button, ...], ...]:
    return (
        (sends(say(lang, "button-try"), "/start", lang=lang), sends(say(lang, "button-topics"), "/topics", lang=lang)),
    )
