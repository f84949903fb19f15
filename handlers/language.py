"""In which language to answer: by the message, else by the chat's setting, else by the account."""

import re

from handlers.request import Lang

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
# Russian in Latin letters (`cho takoe`): one of these words is enough, none of them is English.
_SPELLED = re.compile(
    r"\b(?:chto|cho|shto|kak|kakaya|kakie|kakoi|kakoy|zachem|pochemu|skolko|eto|takoe|chem|mozhno|golov\w*|vnimani\w*|"
    r"rasskazhi|obyasni|privet|spasibo|pokazhi|sloi|sloy|esli)\b",
    re.IGNORECASE,
)
# `flash attention это точно?`: one such word makes a message Russian, however many names in it are Latin.
_RUSSIAN = re.compile(
    r"\b(?:что|это|как|чем|у|в|и|а|зачем|почему|объясни|какой|какая|какие|сколько|есть|ли|для|про|о|на|с|не|или|где)\b",
    re.IGNORECASE,
)
# Languages whose speakers mostly read Russian better than English.
_READ_RUSSIAN = frozenset("ru be uk kk ky uz tg hy az ka".split())


def of_text(text: str) -> Lang | None:
    """The language of a text by its letters; None where it has neither Cyrillic nor Latin ones.

    A Russian sentence often carries Latin words (`что такое attention head`), an English one hardly ever Cyrillic
    ones: a third of the letters is enough. Russian in Latin letters is Russian.
    """
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic + latin == 0:
        return None
    if 3 * cyrillic >= cyrillic + latin or _SPELLED.search(text):
        return "ru"
    return "ru" if _RUSSIAN.search(text) else "en"


def of_account(tag: str | None) -> Lang:
    """The language of an account by its tag (`ru`, `pt-BR`)."""
    return "ru" if tag and tag.lower().replace("_", "-").split("-")[0] in _READ_RUSSIAN else "en"
