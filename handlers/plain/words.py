"""The words of a wish or an order, each with what it stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from handlers.asked import Span, read_dotted, read_spans
from handlers.numbers import Number, join_numbers, read_number, read_roman
from handlers.plain.notation import spelled_out
from handlers.plain.vocabulary import STRICT

_SYMBOLS = MappingProxyType({word: symbol for symbol, words in STRICT.items() for word in words.split()})
_LEXEME = re.compile(r"[+-]?\d[\d.,\-\u2010-\u2015\u2212]*(?:[a-zа-я]{1,3})?|[^\W\d_]+(?:['’-][^\W\d_]+)*|#|№|\S")
_GLUED = re.compile(r"(?<=[^\W\d_])[-=](?=\d)")  # `слой-2`
ARTICLES = frozenset({"the", "a", "an"})
_PUNCTUATION = frozenset(",.;:!?…#№()[]/-–—")
PLURAL = frozenset({"layers", "слои", "слоям", "слоями"})
_BEFORE_A_NUMBER = frozenset(
    {
        ("filler", "number"),
        ("filler", "spans"),
        ("filler", "head"),
        ("filler", "layer"),
        ("name", "layer"),
        ("name", "head"),
    }
)
_LONGEST = 120  # characters; nobody wishes at greater length, and `word word word ...` is a text


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it stands for: a symbol of the vocabulary, or something with numbers in it.

    Attributes:
        symbol: Of the vocabulary; `number`, `spans`, `dotted`, `step`, or `unknown`.
        number: One number, such as `5` and `пятый`.
        spans: Numbers of heads, such as `0-3,7`.
        dotted: A layer with its heads, such as `5.3`.
        step: What is taken a step, and how far: `layer`, `head`, or `leaf` for whichever is shown.
        plural: Whether it names several layers.
        digits: Whether a number is written in digits.
    """

    symbol: str
    number: Number | None = None
    spans: tuple[Span, ...] = ()
    dotted: tuple[int, tuple[Span, ...]] | None = None
    step: tuple[str, int] | None = None
    plural: bool = False
    digits: bool = False


def known_words(text: str) -> list[Word]:
    """Read the words of a message; none if one of them is unknown, or there are too many for a wish."""
    words = list(_lex(text)) if len(text) <= _LONGEST else []
    return [] if any(word.symbol == "unknown" for word in words) else words


def lexemes(text: str) -> list[str]:
    """Split a wish into words, numbers and signs that mean something."""
    return [lexeme for lexeme in _LEXEME.findall(_GLUED.sub(" ", text)) if lexeme not in _PUNCTUATION]


def fold(lexeme: str) -> str:
    """Give a word as vocabularies have it: lower case, no `ё`."""
    return lexeme.casefold().replace("ё", "е").replace("’", "'")


def word_of_number(lexeme: str) -> Word | None:
    """Read a lexeme that holds numbers; None for any other."""
    folded = fold(lexeme).rstrip(".,")
    if number := read_number(folded) or read_roman(lexeme):
        symbol = "plus" if lexeme.startswith("+") else "number"
        spans = (Span(number.value, number.value),)
        return Word(symbol, number=number, spans=spans, digits=not folded.isalpha())
    if dotted := read_dotted(folded):
        return Word("dotted", dotted=dotted)
    several = read_spans(folded)
    return Word("spans", spans=several) if several else None


def _lex(text: str) -> Iterator[Word]:
    for lexeme in lexemes(spelled_out(text)):
        folded = fold(lexeme)
        if folded in ARTICLES:
            continue
        if symbol := _SYMBOLS.get(folded):
            yield Word(symbol, plural=folded in PLURAL)
        else:
            yield word_of_number(lexeme) or Word("unknown")


def _joined(words: list[Word]) -> list[Word]:
    """Join `twenty three` to one number, and drop what stands between the numbers of a list (`4 и 7`)."""
    joined: list[Word] = []
    for at, word in enumerate(words):
        before = joined[-1] if joined else None
        apart = before is None or before.digits or word.digits or words[at - 1].number is None
        both = join_numbers(before.number, word.number) if before and not apart else None
        if both and before:
            joined[-1] = Word("number", number=both, spans=(Span(both.value, both.value),))
        elif before and (word.symbol, before.symbol) in _BEFORE_A_NUMBER and _is_number(words, at + 1):
            continue
        else:
            joined.append(word)
    return joined


def grouped(words: list[Word]) -> list[Word]:
    """Make one number of `twenty three`, and spans of `from 0 to 3` and of `the first four heads`."""
    words = _joined(words)
    made: list[Word] = []
    for at, word in enumerate(words):
        start = made[-2] if len(made) > 1 and made[-1].symbol == "to" else None
        first = made[-1].number if made else None
        if start and start.number and word.number:
            made[-2:] = [_span(start.number.value, word.number.value)]
        elif first and first.ordinal and first.value == 0 and word.number and _is_many(words, at):
            made[-1] = _span(0, word.number.value - 1)
        else:
            made.append(word)
    return made


def _span(low: int, high: int) -> Word:
    return Word("spans", spans=(Span(low, high),))


def _is_many(words: list[Word], at: int) -> bool:
    """Whether a cardinal above 1 counts what follows, `three heads`."""
    number = words[at].number
    counts = number is not None and not number.ordinal and number.value > 1
    return counts and at + 1 < len(words) and words[at + 1].symbol in {"head", "layer"}


def _is_number(words: list[Word], at: int) -> bool:
    return at < len(words) and words[at].symbol in {"number", "spans"}
