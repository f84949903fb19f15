"""Short questions that stand beside those on the subject: a question word alone, and what is asked of a picture."""

import re
from dataclasses import dataclass
from typing import Literal

from handlers.questions.reading import split

Lone = Literal["why", "origin", "other"]

_BEFORE = r"^\W*(?:(?:а|и|ну|но|так|and|but|so|ok|a|i|no|nu)\W+)*"
_LONE: dict[Lone, re.Pattern[str]] = {
    "why": re.compile(
        rf"{_BEFORE}(?:почему|зачем|отчего|why|y|how come|what for|pochemu|po4emu|zachem|otchego)"
        r"(?:\W+(?:же|так|это|so|that|tak|eto|zhe))*\W*$",
        re.IGNORECASE,
    ),
    "origin": re.compile(
        rf"{_BEFORE}(?:кто|когда|кем|в каком году|who|when|(?:in )?(?:what|which) year|by whom|kto|kogda)"
        r"(?:\W+(?:же|это|так|is it|was it|was that|eto))*\W*$",
        re.IGNORECASE,
    ),
    "other": re.compile(
        rf"{_BEFORE}(?:как|где|куда|откуда|какой|какая|какое|какие|сколько|how|where|which|whose|kak|gde|skolko)\W*$",
        re.IGNORECASE,
    ),
}
_ORIGIN = re.compile(
    r"\b(?:кто|кем|когда|в каком году|who|when|(?:what|which) year)\b(?!\s+says)(?! is the)", re.IGNORECASE
)
_HERE = r"(?:\s+(?:тут|здесь|на этом тексте|в этом предложении|here|now|on this text|in this (?:text|sentence)))?\W*$"
_NUMBER = r"(?:(?P<layer>\d{1,3})\.)?(?P<head>\d{1,3})"
_WHICH = re.compile(
    rf"{_BEFORE}(?:(?:which|what) (?:head|layer) (?:is|am i looking at|are we looking at)(?: this| that| it| here)?|"
    r"как(?:ая|ой) это (?:голова|слой)|это какая голова|это какой слой|что это за (?:голова|слой)|"
    rf"(?:какая|какой) (?:тут |здесь )?(?:голова|слой)){_HERE}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"{_BEFORE}(?:что (?:тут |здесь )?делает голова|чем (?:тут |здесь )?занимается голова|за что отвечает голова|"
    rf"куда смотрит голова|what does (?:the )?head|what is (?:the )?head|where does (?:the )?head)\s+{_NUMBER}"
    rf"(?:\s+(?:doing|do|look|look at|for|делает))?{_HERE}",
    re.IGNORECASE,
)
_QUOTED = r"[«\"“„'‘`](?P<quoted>[^«»\"“”„]{1,40}?)[»\"”“'’`]"
_WORD = rf"(?:(?P<named>слов[оау]|токена?|the word|word|the token|token)\s+)?(?:{_QUOTED}|(?P<bare>[^\W_]+))"
_LOOKS = tuple(
    re.compile(rf"{_BEFORE}{pattern}{_HERE}", re.IGNORECASE)
    for pattern in (
        rf"(?:куда|на что|на кого) (?:тут |здесь )?(?:смотрит|глядит|указывает) {_WORD}",
        rf"(?:what|where) (?:does|is) {_WORD} (?:look|looking|attend|attending|point)(?: at| to)?",
    )
)
_LOOKED_AT = tuple(
    re.compile(rf"{_BEFORE}{pattern}{_HERE}", re.IGNORECASE)
    for pattern in (
        rf"(?:кто|что|какие слова|какое слово) (?:тут |здесь )?смотр(?:ит|ят) на {_WORD}",
        rf"(?:who|what|which words?|which tokens?) (?:is |are )?(?:look|attend)(?:s|ing)? (?:at|to) {_WORD}",
    )
)
_AND_WORD = re.compile(rf"^\W*(?:а|и|and|what about|how about)\s+(?:на\s+)?{_WORD}\W*$", re.IGNORECASE)
_THIS_MODEL = re.compile(
    rf"{_BEFORE}(?:(?:какой|какая) ты модел[иь]|ты какая модель|что ты за модель|какая ты (?:нейросеть|нейронка)|"
    r"(?:what|which) model (?:are|r) (?:you|u)|what kind of model are you|"
    r"сколько (?:у тебя|в тебе) (?:всего )?параметров|сколько параметров (?:у тебя|в тебе)|"
    r"how many (?:parameters|params) (?:do you have|have you(?: got)?|are in you)|how (?:big|large) are you)\W*$",
    re.IGNORECASE,
)
_SHORTEST_STEM, _ENDING = 3, 2  # letters of a word that is told in whatever case


@dataclass(frozen=True, slots=True)
class HeadHere:
    """What a head does on the text at hand; without a layer, of the one shown."""

    layer: int | None
    head: int


@dataclass(frozen=True, slots=True)
class WordHere:
    """Where a single word looks, or who looks at it."""

    word: str
    looked_at: bool = False


def lone(text: str) -> Lone | None:
    """What a question word alone asks (`why?`, `kogda?`); None if a message says more."""
    return next((kind for kind, pattern in _LONE.items() if pattern.match(text)), None)


def asks_origin(text: str) -> bool:
    """Whether a message that wants the sources of an answer asks who found it, or when."""
    return _ORIGIN.search(text) is not None


def asks_this_model(text: str) -> bool:
    """Whether a message asks which model the loaded one is, or how large."""
    return _THIS_MODEL.match(text) is not None


def of_picture(message: str, text: str, *, going_on: bool) -> Literal["which"] | HeadHere | WordHere | None:
    """What a message asks of the picture at hand; None if it asks nothing of it.

    Args:
        message: The message.
        text: The text of the picture: a word that is neither quoted nor called a word must be one of its own.
        going_on: Whether the talk is of the picture still, so that a word is enough (`а «кошка»?`).
    """
    if _WHICH.match(message):
        return "which"
    if head := _HEAD.match(message):
        return HeadHere(int(head["layer"]) if head["layer"] else None, int(head["head"]))
    for looked_at, patterns in ((False, _LOOKS), (True, _LOOKED_AT)):
        for match in filter(None, (pattern.match(message) for pattern in patterns)):
            if word := _word(match, text):
                return WordHere(word, looked_at)
    if going_on and (found := _AND_WORD.match(message)) and (word := _word(found, text)):
        return WordHere(word)
    return None


def _word(found: re.Match[str], text: str) -> str | None:
    word = found["quoted"] or found["bare"]
    return word if found["quoted"] or found["named"] or _stands_in(word, text) else None


def _stands_in(word: str, text: str) -> bool:
    """Whether a text has a word, in whatever case."""
    (stem,) = split(word)[:1] or [""]
    stem = stem[: max(len(stem) - _ENDING, _SHORTEST_STEM)]
    return bool(stem) and any(each.startswith(stem) for each in split(text))
