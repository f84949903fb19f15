"""Numbers that stand alone: `5`, `а теперь 4`, `what about 3?`; which of layer and head is meant, the picture tells."""

import re

from handlers.asked import Asked, Span, read_spans
from handlers.numbers import read_number

_BESIDE = (
    r"а|и|ну|ок|окей|теперь|если|ещё|еще|тогда|потом|давай|покажи(?:те)?|пожалуйста|плиз|номер|можно|"
    r"now|and|then|ok|okay|if|what|how|about|show|me|let's|see|please|pls|number|try"
)
_ALONE = re.compile(
    rf"(?:(?:{_BESIDE})[\s,]+)*[#№(]?\s*"
    r"(?:(?P<layer>\d{1,2})[\s/:]+(?P<head>\d{1,2})|(?P<number>[-+]?[\d.,\u2010-\u2015\u2212-]+|[^\W\d_]+))"
    rf"[\s).?!…]*(?:(?:{_BESIDE})[\s.?!]*)*"
)


def read_alone(text: str) -> Asked | None:
    """Read a number with nothing beside it that says what it counts; None for anything else."""
    found = _ALONE.fullmatch(text.strip().casefold().replace("ё", "е"))
    if found is None:
        return None
    if found["layer"]:
        head = int(found["head"])
        return Asked(layer=int(found["layer"]), heads=(Span(head, head),))
    written = found["number"].rstrip(".,")
    number, spans = read_number(written), read_spans(written)
    if number and written.startswith("+"):
        return Asked(leaf=number.value)
    if number:
        is_any = number.value == 1 and written.isalpha()  # `show me one`
        return None if number.ordinal or is_any else Asked(alone=number.value)
    return Asked(heads=spans) if spans else None
