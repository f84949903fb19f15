"""A wish to see something, said in plain words: `покажи слой 5, голову 3`, `first layer, all heads`, `по словам`.

A message is such a wish only if every word of it is understood; one unknown word makes it a sentence to look at. So
`last layer` is a wish and `the last layer of snow melted` is a sentence.
"""

from dataclasses import replace

from handlers.asked import Asked, Shift, Span, Step
from handlers.numbers import Number
from handlers.plain.texts import split_off
from handlers.plain.words import Word, grouped, known_words

_OF_A_MAP = frozenset("layer head all next previous last same middle number".split())


def read_wish(text: str, *, bare_numbers: bool = False) -> Asked | None:
    """Read a message as a wish to see something; None if it is anything else.

    Args:
        text: The message. What follows a colon, a new line or an opening quotation mark is the text to look at.
        bare_numbers: Whether numbers may stand alone (`5 3`), as after `/heads`.
    """
    wish, along = split_off(text)
    if along and (whole := _read(text, bare_numbers=bare_numbers)):
        return whole  # `слой: 5`
    asked = _read(wish, bare_numbers=bare_numbers, has_text=along is not None)
    return asked and replace(asked, text=along)


def _read(text: str, *, bare_numbers: bool, has_text: bool = False) -> Asked | None:
    words = known_words(text)
    if not has_text and any(word.symbol == "sentence" for word in words):
        return None
    asked = _Reader(words, bare_numbers=bare_numbers).read()
    return None if asked is None or asked.is_empty else asked


def read_known(words: list[Word]) -> Asked:
    """Read what makes sense of words, and leave out the rest; numbers may stand alone. May well be empty."""
    return _Reader(words, bare_numbers=True).read_what_makes_sense()


class _Reader:
    """Reads the words from left to right, each with an eye on the next."""

    def __init__(self, words: list[Word], *, bare_numbers: bool) -> None:
        self._words = grouped(words)
        self._at = 0
        self._bare = bare_numbers
        self._asked = Asked()
        self._spans: tuple[Span, ...] = ()
        self._ditto = False
        self._compares = any(word.spans or word.dotted or word.symbol == "all" for word in words) and not any(
            word.symbol in {"same", "next", "previous"} for word in words
        )

    def read(self) -> Asked | None:
        while self._at < len(self._words):
            if not self._step():
                return None
        if self._spans:
            self._asked = replace(self._asked, heads=self._spans)
        return self._asked

    def read_what_makes_sense(self) -> Asked:
        while self._at < len(self._words):
            if not self._step():
                self._at += 1
        if self._spans:
            return replace(self._asked, heads=self._spans)
        if self._ditto and self._asked.layer is not None and self._asked.heads is None:
            return replace(self._asked, heads="same")
        return self._asked

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at].symbol if at < len(self._words) else ""

    def _after_fillers(self) -> str:
        following = (word.symbol for word in self._words[self._at + 1 :])
        return next((symbol for symbol in following if symbol != "filler"), "")

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
            case "dotted" if word.dotted and self._asked.layer in {None, word.dotted[0]}:
                self._spans += word.dotted[1]
                return self._set(1, replace(self._asked, layer=word.dotted[0]))
            case "layer":
                return self._layer()
            case "head":
                return self._head()
            case "next" | "previous" | "last" | "same" | "middle":
                return self._relative(word.symbol)
            case "plus" if word.number and self._peek(1) in {"layer", "head"}:
                self._at += 1
                return self._shifted(self._peek(), word.number.value)
            case "plus":
                return self._number(word)
            case "step" if word.step:
                return self._shifted(*word.step)
            case "ditto":
                self._ditto = True
                return self._set(1, self._asked)
            case "all" | "map" | "model":
                return self._all()
            case "filler" | "show" | "hide" | "unhide" | "name" | "to" | "theme" | "uncover" | "column":
                return self._verb(word.symbol)
            case "compare":
                return self._compares and self._set(1, self._asked)
            case "sentence":
                return self._set(1, self._asked)
            case "toggle":
                return self._peek(1) != "model" and self._set(1, self._asked)
            case "words":
                return self._set(1, replace(self._asked, unit="word"))
            case "token":
                return self._set(1, replace(self._asked, unit="token"))
            case "dark" | "light":
                return self._set(1, replace(self._asked, theme=word.symbol))
            case "encoder" | "decoder" | "cross":
                return self._set(1, replace(self._asked, part=word.symbol))
            case _:
                return False

    def _number(self, word: Word) -> bool:
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
        if self._words[self._at].plural and self._run_of_numbers(self._at + 1) > 1:
            return False
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

    def _shifted(self, what: str, by: int) -> bool:
        step: Step | Shift = Shift(by) if abs(by) != 1 else "next" if by == 1 else "previous"
        match what:
            case "layer":
                return self._set(1, replace(self._asked, layer=step))
            case "head":
                return self._set(1, replace(self._asked, heads=step))
            case _:
                return self._set(1, replace(self._asked, leaf=by))

    def _all(self) -> bool:
        """`all heads` is a layer's grid; `all layers`, `вся модель`, `карта` is the model's map."""
        match self._peek(), self._peek(1):
            case "model", _ if len(self._words) == 1:
                return False  # alone it may as well ask about the model, or for others
            case "all", "head":
                return self._set(2, replace(self._asked, heads="all"))
            case "all", "layer" if self._peek(2) == "number":  # `весь слой 5`
                return self._set(1, self._asked)
            case "map", _ if self._after_fillers() in _OF_A_MAP:  # `карта слоя 5`, `a map of the last layer`
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
        if is_first and self._peek(2) in {"token", "words", "column"} and symbol not in {"filler", "to", "theme"}:
            return self._set(3, replace(self._asked, hide_first=symbol in {"hide", "name"}))  # `no first token`
        if symbol == "uncover":  # `unhide it`, `не скрывай`
            return self._set(1, replace(self._asked, hide_first=False))
        return symbol not in {"hide", "column"} and self._set(1, self._asked)

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


def _told(asked: Asked, number: Number) -> int | None:
    return number.value if number.ordinal else asked.ordinal
