"""A wish to see something, said in plain words: `покажи слой 5, голову 3`, `first layer, all heads`, `по словам`.

A message is such a wish only if every word of it is understood; one unknown word makes it a sentence to look at. So
`last layer` is a wish and `the last layer of snow melted` is a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, cast

from handlers.asked import Asked, Span, Step, read_dotted, read_spans
from handlers.numbers import Number, join_numbers, read_number, read_roman

_VOCABULARY = {
    "layer": "слой слоя слою слое слоем слои слоев слоям layer layers",
    "head": "голова голову головы голове головой голов головам головами head heads голову",
    "token": "токен токена токены токену токеном токенам токенами token tokens",
    "words": "слова словам словами слов words word",
    "all": "все всех всю весь вся всей всего целиком полностью all every each каждая каждую entire whole full",
    "model": "модель модели model",
    "map": "карта карту карты map overview обзор",
    "next": "следующий следующая следующую следующего следующем next",
    "previous": "предыдущий предыдущая предыдущую предыдущего предыдущем прошлый прошлую previous prev",
    "last": "последний последняя последнюю последнего последнем last final",
    "same": "этот эта эту этого этом тот же той this that same",
    "hide": "скрой скрыть спрячь спрятать убери убрать без hide remove drop without",
    "unhide": "верни вернуть return restore unhide",
    "show": "покажи покажите показать нарисуй нарисовать выведи открой show draw display plot open see",
    "dark": "темная темную темной темно dark night ночная ночную",
    "light": "светлая светлую светлой светло light day дневная дневную",
    "encoder": "энкодер энкодера энкодере encoder",
    "decoder": "декодер декодера декодере decoder",
    "cross": "перекрестное перекрестного кросс-внимание кросс cross cross-attention",
    "filler": (
        "а и теперь мне на в во по для из с со да же ну давай можно пожалуйста плиз еще только просто внимание "
        "внимания тему тема теме посмотрим посмотреть хочу дай дайте перейди переключи включи сделай "
        "собери объедини его ее их "
        "and of in on at for to me us now please pls just only with by as go let lets let's can could you i "
        "want would like attention theme mode switch turn its it then also "
        "make merge number no номер"
    ),
}
_SYMBOLS = MappingProxyType({word: symbol for symbol, words in _VOCABULARY.items() for word in words.split()})
_LEXEME = re.compile(r"[+-]?\d[\d.,\-\u2010-\u2015\u2212]*(?:[a-zа-я]{1,3})?|[^\W\d_]+(?:['’-][^\W\d_]+)*|#|№|\S")
_BRING_BACK = re.compile(r"\bbring\s+back\b", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
_PUNCTUATION = frozenset(",.;!?…#№()[]-–—")
_LONGEST = 120  # characters; nobody wishes at greater length, and `word word word ...` is a text
_TEXT_FOLLOWS = re.compile(r"\s*(?::\s|\n|[«“„\"])")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with what it stands for: a symbol of the vocabulary, a number, or spans of numbers."""

    symbol: str
    number: Number | None = None
    spans: tuple[Span, ...] = ()
    dotted: tuple[int, tuple[Span, ...]] | None = None


def read_wish(text: str, *, bare_numbers: bool = False) -> Asked | None:
    """Read a message as a wish to see something; None if it is anything else.

    Args:
        text: The message. What follows a colon, a new line or an opening quotation mark is the text to look at.
        bare_numbers: Whether numbers may stand alone (`5 3`), as after `/heads`.
    """
    wish, text_follows, rest = _split(text)
    words = list(_lex(wish)) if len(wish) <= _LONGEST else []
    if not words or any(word.symbol == "unknown" for word in words):
        return None
    asked = _Reader(words, bare_numbers=bare_numbers).read()
    if asked is None or asked.is_empty:
        return None
    return replace(asked, text=rest) if text_follows else asked


def _split(text: str) -> tuple[str, bool, str]:
    match = _TEXT_FOLLOWS.search(text)
    rest = text[match.end() :].strip().strip('«»“”„"') if match else ""
    return (text[: match.start()], True, rest) if match and rest else (text.rstrip(": \n"), False, "")


def _lex(text: str) -> Iterator[_Word]:
    for lexeme in _LEXEME.findall(_BRING_BACK.sub("return", text)):
        folded = lexeme.casefold().replace("ё", "е").replace("’", "'")
        if lexeme in _PUNCTUATION or folded in _ARTICLES:
            continue
        if symbol := _SYMBOLS.get(folded):
            yield _Word(symbol)
        elif number := read_number(folded.rstrip(".,")) or read_roman(lexeme):
            yield _Word("number", number=number, spans=(Span(number.value, number.value),))
        elif dotted := read_dotted(folded.rstrip(".,")):
            yield _Word("dotted", dotted=dotted)
        elif spans := read_spans(folded.rstrip(".,")):
            yield _Word("spans", spans=spans)
        else:
            yield _Word("unknown")


class _Reader:
    """Reads the words from left to right, each with an eye on the next."""

    def __init__(self, words: list[_Word], *, bare_numbers: bool) -> None:
        self._words = _joined(words)
        self._at = 0
        self._bare = bare_numbers
        self._asked = Asked()
        self._spans: tuple[Span, ...] = ()

    def read(self) -> Asked | None:
        while self._at < len(self._words):
            if not self._step():
                return None
        if self._spans:
            self._asked = replace(self._asked, heads=self._spans)
        return self._asked

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at].symbol if at < len(self._words) else ""

    def _set(self, words: int, asked: Asked) -> bool:
        self._asked = asked
        self._at += words
        return True

    def _step(self) -> bool:
        """Take what stands at the front; False where it makes no sense."""
        word = self._words[self._at]
        match word.symbol:
            case "number" | "spans":
                return self._number(word)
            case "dotted" if word.dotted:
                self._spans += word.dotted[1]
                return self._set(1, replace(self._asked, layer=word.dotted[0]))
            case "layer":
                return self._layer()
            case "head":
                return self._head()
            case "next" | "previous" | "last" | "same":
                return self._relative(word.symbol)
            case "all" | "map" | "model":
                return self._all()
            case "filler" | "show" | "hide" | "unhide":
                return self._verb(word.symbol)
            case "words":
                return self._set(1, replace(self._asked, unit="word"))
            case "token":
                return self._set(1, replace(self._asked, unit="token"))
            case "dark" | "light":
                return self._set(1, replace(self._asked, theme=word.symbol))
            case _:
                return self._set(
                    1, replace(self._asked, part=cast(Literal["encoder", "decoder", "cross"], word.symbol))
                )

    def _number(self, word: _Word) -> bool:
        """`5-й слой`, `третью голову`, `1, 4 и 7 головы`, or a number alone."""
        after = self._peek(1)
        if after == "layer" and word.number:
            return self._set(2, self._with_layer(word.number))
        run = self._run_of_numbers(self._at)
        if self._peek(run) == "head" or self._asked.layer is not None or self._spans:
            self._take_heads(self._at, run)
            return self._set(run + (self._peek(run) == "head"), self._asked)
        if self._bare and word.number:
            return self._set(1, self._with_layer(word.number))
        if self._bare:  # `/heads 0-3`: no layer is a range
            self._take_heads(self._at, run)
            return self._set(run, self._asked)
        return False

    def _layer(self) -> bool:
        following = self._words[self._at + 1] if self._peek(1) == "number" else None
        if following and following.number:
            return self._set(2, self._with_layer(following.number))
        if self._peek(1) == "spans":
            return False
        return self._set(1, self._asked if self._asked.layer is not None else replace(self._asked, layer="same"))

    def _head(self) -> bool:
        run = self._run_of_numbers(self._at + 1)
        if self._peek(1 + run) == "layer" and self._peek(2 + run) != "number":
            run -= 1  # `головы 0-3 пятого слоя`: the last number is the layer's
        self._take_heads(self._at + 1, run)
        return self._set(1 + max(run, 0), self._asked)

    def _relative(self, step: Step) -> bool:
        """`следующий слой`, `последняя голова`; `этот` before anything else is a filler."""
        if self._peek(1) == "layer":
            return self._set(2, replace(self._asked, layer=step))
        if self._peek(1) == "head":
            return self._set(2, replace(self._asked, heads=step))
        if self._bare and len(self._words) == 1:
            return self._set(1, replace(self._asked, layer=step))
        return step == "same" and self._set(1, self._asked)

    def _all(self) -> bool:
        """`all heads` is a layer's grid; `all layers`, `вся модель`, `карта` is the model's map."""
        match self._peek(), self._peek(1):
            case "all", "head":
                return self._set(2, replace(self._asked, heads="all"))
            case "all", "layer" if self._peek(2) == "number":  # `весь слой 5`
                return self._set(1, self._asked)
            case "map", "layer" | "head" | "all":  # `карта слоя 5`, `карту всей модели`
                return self._set(1, self._asked)
            case "all", "layer" | "map" | "model":
                return self._set(2, replace(self._asked, whole_model=True))
            case "all", _:
                return self._set(1, replace(self._asked, heads="all"))
            case _:
                return self._set(1, replace(self._asked, whole_model=True))

    def _verb(self, symbol: str) -> bool:
        """`скрой первый токен` and `верни первый токен`; any other verb or filler says nothing by itself."""
        number = self._words[self._at + 1].number if self._at + 1 < len(self._words) else None
        is_first = number is not None and number.ordinal and number.value == 0
        if is_first and self._peek(2) in {"token", "words"} and symbol != "filler":
            return self._set(3, replace(self._asked, hide_first=symbol == "hide"))
        return symbol != "hide" and self._set(1, self._asked)

    def _with_layer(self, number: Number) -> Asked:
        return replace(self._asked, layer=number.value, ordinal=_told(self._asked, number))

    def _take_heads(self, at: int, run: int) -> None:
        for word in self._words[at : at + max(run, 0)]:
            self._spans += word.spans
            if word.number:
                self._asked = replace(self._asked, ordinal=_told(self._asked, word.number))

    def _run_of_numbers(self, at: int) -> int:
        """How many numbers follow each other, `1, 4 и 7`."""
        run = 0
        while at + run < len(self._words) and self._words[at + run].symbol in {"number", "spans"}:
            run += 1
        return run


def _joined(words: list[_Word]) -> list[_Word]:
    """Join `twenty three` to one number, and drop what stands between the numbers of a list (`4 и 7`)."""
    joined: list[_Word] = []
    for at, word in enumerate(words):
        before = joined[-1] if joined else None
        both = join_numbers(before.number, word.number) if before else None
        if both and before:
            joined[-1] = _Word("number", number=both, spans=(Span(both.value, both.value),))
        elif word.symbol == "filler" and before and before.symbol in {"number", "spans"} and _is_number(words, at + 1):
            continue
        else:
            joined.append(word)
    return joined


def _is_number(words: list[_Word], at: int) -> bool:
    return at < len(words) and words[at].symbol in {"number", "spans"}


def _told(asked: Asked, number: Number) -> int | None:
    return number.value if number.ordinal else asked.ordinal
