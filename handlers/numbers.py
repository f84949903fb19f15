"""Numbers as people write them: `5`, `five`, `пятый`, `5-й`, `IV`.

Only what a layer or a head can be called, so from 0 to 999. Layers and heads count from 0 and carry their number as a
name, so `пятый слой` is layer 5, as `слой 5` is; `first` alone means the one that comes first, number 0. An answer to
an ordinal says how it was counted.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ENGLISH_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_RUSSIAN = {
    0: "ноль ноля нулю нуль нуля",
    1: "один одна одно одну одного одной одному одном",
    2: "два две двух двум",
    3: "три трех трем",
    4: "четыре четырех четырем",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
}
_RUSSIAN_ORDINAL_STEMS = {
    0: "нулев",
    1: "перв",
    2: "втор",
    4: "четверт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    10: "десят",
    11: "одиннадцат",
    12: "двенадцат",
    13: "тринадцат",
    14: "четырнадцат",
    15: "пятнадцат",
    16: "шестнадцат",
    17: "семнадцат",
    18: "восемнадцат",
    19: "девятнадцат",
    20: "двадцат",
    30: "тридцат",
    40: "сороков",
    50: "пятидесят",
    60: "шестидесят",
    70: "семидесят",
    80: "восьмидесят",
    90: "девяност",
    100: "сот",
}
_ADJECTIVE_ENDINGS = "ый ой ий ая ое ые ого ому ую ом ых ым ыми".split()
_COUNTED = {
    number: [stem + ending for ending in ("ка", "ку", "ки", "ке", "кой")]
    for number, stem in enumerate("двой трой четвер пятер шестер семер восьмер девят десят".split(), start=2)
}
_THIRD = "третий третья третье третьи третьего третьей третьему третью третьем третьих".split()


@dataclass(frozen=True, slots=True)
class Number:
    """A number somebody wrote.

    Attributes:
        value: The number, as a name of a layer or head (`first` is 0, `second` is 2: see the module).
        ordinal: Whether it was written as an ordinal, so that one may have counted from 1.
    """

    value: int
    ordinal: bool = False


def _cardinals() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ENGLISH)}
    words |= {word: 10 * tens for tens, word in enumerate(_ENGLISH_TENS, start=2)}
    words["hundred"] = 100
    for number, forms in _RUSSIAN.items():
        words |= dict.fromkeys(forms.split(), number)
    for number, forms_of_noun in _COUNTED.items():
        words |= dict.fromkeys(forms_of_noun, number)
    return words


def _ordinals() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_ENGLISH_ORDINALS)}
    words |= {word.removesuffix("y") + "ieth": 10 * tens for tens, word in enumerate(_ENGLISH_TENS, start=2)}
    words |= dict.fromkeys(_THIRD, 3)
    for number, stem in _RUSSIAN_ORDINAL_STEMS.items():
        words |= dict.fromkeys((stem + ending for ending in _ADJECTIVE_ENDINGS), number)
    return words


_CARDINALS = MappingProxyType(_cardinals())
_ORDINALS = MappingProxyType(_ordinals())

NUMBER_WORDS = frozenset(_CARDINALS) | frozenset(_ORDINALS)
"""Every word that `read_number` knows, in both languages."""

_DIGITS = re.compile(r"[+-]?\d+")
_DIGITS_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|-?(?:й|ый|ой|ий|я|ая|ю|ую|го|ого|м|ом|е|ое|му))")
_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100})


def read_number(word: str) -> Number | None:
    """Read one word as a number: digits, a cardinal or an ordinal, in Russian or English.

    Args:
        word: One word in lower case, `ё` written as `е`.
    """
    if _DIGITS.fullmatch(word):
        # A number of a thousand digits is nobody's layer; its length alone says so, and int() would refuse it.
        return Number(int(word[:20]))
    if match := _DIGITS_ORDINAL.fullmatch(word):
        return _named(int(match[1]))
    if word in _CARDINALS:
        return Number(_CARDINALS[word])
    if word in _ORDINALS:
        return _named(_ORDINALS[word])
    head, dash, tail = word.partition("-")
    return join_numbers(read_number(head), read_number(tail)) if dash and head and tail else None


def join_numbers(tens: Number | None, ones: Number | None) -> Number | None:
    """Join `twenty` and `three`, `сто` and `пятый`; None where the two are no one number."""
    if tens is None or ones is None or tens.ordinal or tens.value not in _ROUND:
        return None
    ones_value = 1 if ones.ordinal and ones.value == 0 else ones.value
    if not 0 < ones_value < (100 if tens.value == _HUNDRED else 10):
        return None
    return Number(tens.value + ones_value, ones.ordinal)


def read_roman(word: str) -> Number | None:
    """Read a Roman number in capitals, up to 399."""
    if not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    return Number(sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)))


_HUNDRED = 100
_ROUND = (*range(20, 100, 10), _HUNDRED)


def _named(ordinal: int) -> Number:
    """Number 0 comes first; every other ordinal is taken as the name it spells."""
    return Number(0 if ordinal == 1 else ordinal, ordinal=True)
