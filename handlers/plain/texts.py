"""A text that comes along with an order, and the order to look at one: `разбери предложение «…»`, `analyse this: …`."""

import re

from handlers.plain.orders import Telling

_CLOSERS = {"«": "»", "“": "”", "„": "“”", '"': '"', "'": "'"}
_OPENS = r"[«“„\"]|(?<!\S)'(?=\w)"
_BEGINS = re.compile(rf"(?P<after>:\s+|\n\s*)|(?:{_OPENS})")
_OPENING = re.compile(_OPENS)
_MOST = 120  # characters of an order
_POLITE = r"(?:а|и|ну|вот|давай|можешь|можно|хочу|please|pls|and|now|then|can|could|would|you|let'?s|i|want|to|just)"
_LOOK = re.compile(
    rf"^\W*(?:{_POLITE}\W+)*"
    r"(?:разбери\w*|разобрать|разбер[её]м|(?:про)?анализир\w+|визуализир\w+|покажи\w*|нарисуй\w*|прогони\w*|рассмотри\w*"
    r"|изучи\w*|обработай\w*|(?:посмотри\w*|взгляни\w*|глянь\w*)\s+на|(?:take\s+a\s+)?look(?:ing)?\s+at|analy[sz]e|visuali[sz]e"
    r"|show|draw|display|plot|examine|inspect|parse|process|run)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:предложени\w+|фраз\w+|текст\w*|строк\w+|sentences?|phrases?|texts?|strings?)\b", re.IGNORECASE
)
_BESIDE = frozenset(
    "а и ну вот давай можешь можно ты мне пожалуйста плиз теперь на в во для по с из за моё мое мой мою моем моём это "
    "этот эту этом этой такое такую такой следующее следующую следующий как модель видит читает смотрит понимает "
    "внимание внимания голова голову головы карту карта тепловую "
    "and now then please pls just can could you would let us let's i want to a an the this that it my following me for "
    "of on in with through by attention head heads map heatmap how model sees reads looks at see here is".split()
)


def split_off(text: str) -> tuple[str, str | None]:
    """Part an order from the text that follows a colon or a new line, or stands in quotation marks.

    Returns:
        The order, with what stands behind the quotation; and the text, None where there is none.
    """
    begins = _BEGINS.search(text)
    if begins is None:
        return text, None
    before, rest = text[: begins.start()], text[begins.end("after") if begins["after"] else begins.start() :]
    along, behind = _unquoted(rest.strip())
    return (f"{before} {behind}".strip(), along) if along else (text.rstrip(": \n"), None)


def read_look(text: str) -> Telling | None:
    """Read an order that only says to look at the text that comes along; None for anything else."""
    order, along = split_off(text)
    if along is None or len(order) > _MOST:
        return None
    rest = _NAMED.sub(" ", _LOOK.sub(" ", order))
    if rest == order:  # neither a verb nor a noun of ours
        return None
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", rest.casefold())
    return Telling(along) if _BESIDE.issuperset(words) else None


def _unquoted(text: str) -> tuple[str, str]:
    """What stands in the quotation that a text begins with, and what behind it; all of a text that begins with none."""
    if not _OPENING.match(text):
        return text, ""
    closes = _closing(text)
    return (text[1:].strip(), "") if closes < 0 else (text[1:closes].strip(), text[closes + 1 :].strip())


def _closing(text: str) -> int:
    """Where the quotation ends that a text begins with, -1 if nowhere; `«»` may hold another of their kind."""
    opener, depth = text[0], 0
    for at, letter in enumerate(text):
        if letter in _CLOSERS[opener] and at and not text[at + 1 : at + 2].isalnum():
            depth -= 1
            if depth == 0:
                return at
        elif letter == opener and (at == 0 or opener not in _CLOSERS[opener]):
            depth += 1
    return -1
