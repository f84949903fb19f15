"""In which language somebody writes, and which their account reads; `House` says which of them counts."""

import re

from handlers.questions import open_guide
from handlers.request import Lang

_ENOUGH = 600  # characters that tell a language
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
# Russian in Latin letters (`cho takoe`); a greeting only where it begins, for there is a Privet Drive.
_SPELLED = re.compile(
    r"\b(?:chto|cho|shto|kak|kakaya|kakie|kakoi|kakoy|zachem|pochemu|skolko|eto|takoe|chem|kogda|kto|mozhno|golov\w*|vnimani\w*|"
    r"rasskazhi|obyasni|spasibo|pokazhi|sloi|sloy|esli)\b|^\W*privet\b",
    re.IGNORECASE,
)
# `flash attention это точно?`: such words make a message Russian, however many names in it are Latin.
_RUSSIAN = re.compile(
    r"\b(?:что|это|как|чем|у|в|и|а|зачем|почему|объясни|какой|какая|какие|сколько|есть|ли|для|про|о|на|с|не|или|где)\b",
    re.IGNORECASE,
)
# The same of English, without what programs are written in (`for`, `if`, `is`, `this`).
_ENGLISH = re.compile(
    r"\b(?:the|an|of|to|was|were|are|be|been|has|have|had|do|does|did|what|whats|how|why|which|who|whose|where|when|that|"
    r"these|those|they|he|she|it|its|you|your|my|we|his|her|their|our|at|on|by|about|between|into|than|can|could|would|"
    r"should|show|tell|explain|hello|hi|hey|thanks|please|me|there|but|so)\b",
    re.IGNORECASE,
)
_PLAIN_WORD = re.compile(r"(?<![\w.-])(?:[A-Za-z]*[a-z][A-Za-z]*|[A-Z]{5,})(?![\w-])")  # not `L4H2`, `W_O`, `MLP`
_SAID_ANYWHERE = frozenset("ok okay lol xd tl dr tldr eli".split())
_CODE = re.compile(
    r"[{}\\]|\w\(|\(\)|\w\s*[-+*/=!<>]?=\s*[\w'\"\[(]|;\s*(?:$|\n)|->|::|<[/\w]+>|^\s*(?:import|from|def|class)\s+\w"
)
# Languages whose speakers mostly read Russian better than English.
_READ_RUSSIAN = frozenset("ru be uk kk ky uz tg hy az ka".split())


def of_text(text: str) -> Lang | None:
    """The language of a text by its letters and small words; None where it has none of its own.

    A Russian sentence often carries Latin words (`что такое attention head`), an English one hardly ever Cyrillic
    ones: a third of the letters is enough. Russian in Latin letters, or typed on Latin keys, is Russian. Names of
    models, symbols and code are written alike in both.
    """
    text = text[:_ENOUGH]
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic and 2 * cyrillic >= latin:
        return "ru"
    english = len(_ENGLISH.findall(text))
    if cyrillic:
        return "ru" if len(_RUSSIAN.findall(text)) >= english else "en"
    if len(_SPELLED.findall(text)) > english:
        return "ru"
    return "en" if english else _of_names(text)


def of_account(tag: str | None) -> Lang:
    """The language of an account by its tag (`ru`, `pt-BR`)."""
    return "ru" if tag and tag.lower().replace("_", "-").split("-")[0] in _READ_RUSSIAN else "en"


def _of_names(text: str) -> Lang | None:
    """The language of Latin letters with no small word among them."""
    guide = open_guide()
    if guide.finder.meant(text) != text:
        return "ru"
    words = {word.lower() for word in _PLAIN_WORD.findall(text)} - _SAID_ANYWHERE
    return None if not words or _CODE.search(text) or guide.models.alone(text) else "en"
