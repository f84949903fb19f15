"""`/lang`, `/privacy` and `/forget`: how a chat is spoken to, and what is remembered of it."""

from collections.abc import AsyncIterator

from handlers.call import Call
from handlers.commands import Argument, Command
from handlers.keyboard import sends
from handlers.memory import KEPT_DAYS
from handlers.reply import Button, Reply
from handlers.request import Lang
from handlers.say import say

_LANGUAGES: dict[str, Lang | None] = {
    "ru": "ru",
    "русский": "ru",
    "russian": "ru",
    "en": "en",
    "английский": "en",
    "english": "en",
    "auto": None,
    "авто": None,
}


async def answer_lang(call: Call) -> AsyncIterator[Reply]:
    """Set the chat's language, or offer the choice."""
    asked, place = call.rest.casefold().strip(), call.request.place
    if asked in _LANGUAGES:
        chosen = _LANGUAGES[asked]
        await call.memory.set_language(place, chosen)
        lang = chosen or call.lang
        yield _settled(lang, say(lang, "lang-set" if chosen else "lang-auto"))
    elif asked:
        yield Reply(kind="error", lang=call.lang, text=say(call.lang, "lang-unknown"), ephemeral=True)
    else:
        fixed = await call.memory.language(place)
        text = say(call.lang, "lang-fixed" if fixed else "lang-which")
        yield _settled(call.lang, text, (_choice(call.lang, fixed),))


async def answer_privacy(call: Call) -> AsyncIterator[Reply]:
    """Tell what is remembered and for how long."""
    told = [say(call.lang, "privacy", days=KEPT_DAYS)]
    if call.scribe:
        told.append(say(call.lang, "privacy-worded", name=call.scribe.name))
    yield _settled(call.lang, "\n\n".join(told))


async def answer_forget(call: Call) -> AsyncIterator[Reply]:
    """Forget what this person sent in this chat."""
    texts = await call.memory.forget(call.request.place)
    yield _settled(call.lang, say(call.lang, "forgotten", texts=texts))


LANG = Command("lang", answer_lang, (Argument("language", "language"),), ephemeral=True)
PRIVACY = Command("privacy", answer_privacy, ephemeral=True)
FORGET = Command("forget", answer_forget, ephemeral=True)


def _choice(lang: Lang, fixed: Lang | None) -> tuple[Button, ...]:
    buttons: tuple[tuple[str, Lang | None], ...] = (
        ("Русский", "ru"),
        ("English", "en"),
        (say(lang, "button-auto"), None),
    )
    return tuple(sends(label, f"/lang {code or 'auto'}", pressed=fixed == code) for label, code in buttons)


def _settled(lang: Lang, text: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Reply:
    return Reply(kind="command", lang=lang, text=text, buttons=buttons, ephemeral=True)
