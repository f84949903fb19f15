"""An order to show a head of a kind that has a name: `покажи индукционную голову`, `find the previous-token head`."""

import re
from types import MappingProxyType

from handlers.plain.orders import Known, OfKind
from handlers.plain.texts import split_off
from handlers.plain.words import known_words

KINDS: MappingProxyType[Known, re.Pattern[str]] = MappingProxyType(
    {
        "induction": re.compile(r"\b(?:induction|индукционн\w+|индукци\w+)\b", re.IGNORECASE),
        "previous": re.compile(
            r"\b(?:prev(?:ious)?[\s-]+tokens?|предыдущ\w+\s+токен\w*|previous\s+word)\b", re.IGNORECASE
        ),
    }
)
_FIND = re.compile(r"\b(?:find|locate|найди\w*|найти|отыщи)\b", re.IGNORECASE)


def read_kind(text: str) -> OfKind | None:
    """Read a message that orders a head of a kind, and nothing else; None for any other."""
    order, along = split_off(text)
    for kind, pattern in KINDS.items():
        named = pattern.sub(" ", order, count=1)
        if named != order and _only_orders(named):
            return OfKind(kind, along)
    return None


def _only_orders(order: str) -> bool:
    """Whether nothing is left but a verb, the word for a head, and words that say nothing."""
    words = known_words(_FIND.sub(" show ", order))
    symbols = {word.symbol for word in words}
    return {"show", "head"} <= symbols and symbols <= {"show", "head", "filler", "sentence", "same"}
