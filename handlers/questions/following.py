"""Short questions that go on from the figures of models: `а слоёв?`, `а у 70b?`, `сравни с gpt-2`, `in total?`.

Such a question says only what is new in it, and every word of it must be understood: any other word makes it a message
of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from handlers.questions.about_models import Figure, Figures, compares, figures_of
from handlers.questions.models import Models, Named

_HEADS = "(?:голов[ыа]?|heads?)"
_SAID: tuple[tuple[Figure, str], ...] = (
    ("kv_heads", rf"(?:{_HEADS} )?(?:kv|кв|k v|ключ\w*(?: значени\w*)?|keys?(?: values?)?)(?: {_HEADS})?"),
    ("head_dim", r"(?:размер\w*|ширин\w*) голов\w*|heads? (?:dim|dimension|size|width)|размерност\w*"),
    ("d_model", r"ширин\w*|размер|d|dmodel|hidden size|width"),
    ("context", r"контекст\w*(?: окн\w*)?|окн\w*(?: контекст\w*)?|context(?: window| length| size)?|window"),
    ("total_heads", rf"(?:{_HEADS} )?(?:всего|итого|сумм\w+|общем|целом|сложности|total|overall)(?: {_HEADS})?"),
    ("total_layers", r"сло(?:ев|и)|layers|глубин\w*|depth"),
    ("heads", r"голов[ы]?|heads|(?:(?:одном|каждом) )?слое|per layer"),
)
_ASKED = tuple((figure, re.compile(pattern)) for figure, pattern in _SAID)
_COMPARING = re.compile(r"сравн\w*|compar\w*|vs|versus|против|чем|than|с|with|рядом")
_BESIDE = frozenset({"с", "with"})  # `что с контекстом?`
_LARGE = frozenset("big bigger biggest large larger largest большая большой большие крупная крупнее".split())
_SMALL = frozenset("smaller smallest маленькая маленький маленькие".split())
_MORE, _LESS = (
    frozenset("больше длиннее шире more longer wider most longest widest длинный длинное широкая".split()) | _LARGE,
    frozenset("меньше короче fewer less shorter fewest least shortest короткий короткое".split()) | _SMALL,
)
_SUPERLATIVE = frozenset("самая самый самое самые most longest widest fewest least shortest".split())
_OF_ALL = frozenset("самая самый самое самые".split())  # say nothing beside `большая`
_OF_THEM = frozenset("them these both two three four их них этих обеих двух трех четырех".split())
_HOW_MANY = MappingProxyType(
    {
        word: number
        for number, words in enumerate(("two both две двух оба обе", "three три трех", "four четыре"), 2)
        for word in words.split()
    }
)
_ALL = frozenset("all every все всех".split())
_WHO = frozenset("где которая который кто two where which who whose".split())
_SEVERAL = 2
_YOU = frozenset("тебя тобой вас вами себя собой you yours yourself".split())
_AROUND = frozenset(
    "a about and are both by can do does each for has have how i if in is it its many me much now of ok one ones so "
    "tell that the their them then there these they this those to what whats "
    "а в ее его если есть и из их какая какие какое какой каков какова какую кого ли мне на насчет нее нем ней него "
    "них ним ними но ну о обеих обоих она они оно по про скажи скока сколько там теперь тогда то у уж что эта этой "
    "этот этого этих это что модели моделей model models же".split()
)


@dataclass(frozen=True, slots=True)
class Talked:
    """The models whose figures were given last.

    Attributes:
        named: The models, each by itself, and names without figures.
        this: Whether the loaded model was among them.
        before: Those named before that, the last ones last: `сравни их` means them too.
    """

    named: tuple[Named, ...] = ()
    this: bool = False
    before: tuple[Named, ...] = ()


def follow(text: str, talked: Talked, models: Models) -> Figures | None:
    """What a question asks of the models that were talked about, or beside them; None if it's no such question."""
    if not talked.named and not talked.this:
        return None
    named, pieces = models.read(re.sub(r"\bin all\b", "total", text, flags=re.IGNORECASE))
    said = [piece for piece in pieces if piece not in _AROUND]
    if said and _YOU.issuperset(said):
        return Figures((), this=True)
    if named:
        return _beside(named, said, talked.named)
    if asked := _together(text, pieces, talked):
        return asked
    said = [piece for piece in said if piece not in _BESIDE]
    return _another(said, talked.named, models) or _figure_of(said, talked)


def _beside(named: Sequence[Named], said: Sequence[str], talked: Sequence[Named]) -> Figures | None:
    """`сравни с gpt-2`, `а с qwen?`, `more than gpt-2?`: the first of those talked about beside what is named."""
    rest = [piece for piece in said if not _COMPARING.fullmatch(piece)]
    if len(named) > 1 or not talked or rest == list(said):
        return None
    more, figure, understood = _asked(rest)
    return (
        _sized(rest, figures_of([talked[0], *named], figure=figure, more=more, one_each=True)) if understood else None
    )


def _together(text: str, pieces: Sequence[str], talked: Talked) -> Figures | None:
    """`а у кого больше?`, `which of them has more layers?`, `сравни их`, `compare all three`."""
    meant = _meant(pieces, talked)
    if len(meant) + talked.this < _SEVERAL:
        return None
    said = [piece for piece in pieces if piece not in _AROUND | _ALL and piece not in _HOW_MANY]
    counted = not _ALL.isdisjoint(pieces) or not _HOW_MANY.keys().isdisjoint(pieces)
    more, figure, understood = _asked([piece for piece in said if piece not in _WHO])
    everywhere = figure and not _SUPERLATIVE.isdisjoint(said) and _OF_THEM.isdisjoint(pieces)  # `the most heads`
    if understood and more is not None and "всего" not in said and not everywhere:
        asked = figures_of(meant, this=talked.this, figure=figure or "heads", more=more, one_each=True)
        return asked if figure else _sized(said, asked)
    if (compares(text) or counted) and (said or counted) and all(_COMPARING.fullmatch(piece) for piece in said):
        return figures_of(meant, this=talked.this, one_each=True)
    return None


def _meant(pieces: Sequence[str], talked: Talked) -> tuple[Named, ...]:
    """The models that `them`, `all three` or nobody at all stands for; of a single name its models, each by itself."""
    every = (*talked.before, *talked.named)
    number = next((_HOW_MANY[piece] for piece in pieces if piece in _HOW_MANY), 0)
    if number:
        every = every[-number:]
    elif len(talked.named) + talked.this > 1 and _ALL.isdisjoint(pieces):
        every = talked.named
    if len(every) == 1 and isinstance(every[0], tuple) and not talked.this:
        return tuple((model,) for model in every[0])
    return every


def _sized(said: Sequence[str], asked: Figures) -> Figures:
    """The same, by width where it's asked which is the largest."""
    by_size = asked.more is not None and not (_LARGE | _SMALL).isdisjoint(said)
    return replace(asked, figure="d_model", size=True) if by_size else asked


def _another(said: Sequence[str], talked: Sequence[Named], models: Models) -> Figures | None:
    """`а у 70b?`, `layers of the 70b?`: another model of a family that was talked about."""
    found = []
    for at in range(len(said)):  # what tells the model comes last
        figure = _figure(said[:at])
        if figure or not at:
            others = [models.vary(known[0], said[at:]) for known in talked if isinstance(known, tuple)]
            found += [replace(figures_of([other], figure=figure), brief=bool(figure)) for other in others if other]
    return next((each for each in found if each.models), found[0] if found else None)


def _figure_of(said: Sequence[str], talked: Talked) -> Figures | None:
    """`а слоёв?`, `and in total?`: a figure of all that were talked about."""
    asked = figures_of(talked.named, this=talked.this, figure=_figure(said))
    if asked.figure:
        return replace(asked, brief=True)
    several = any(_figure(said[:at]) and _figure(said[at:]) for at in range(1, len(said)))
    return asked if several else None  # `а слоёв и контекст?`: all of them


def _asked(said: Sequence[str]) -> tuple[bool | None, Figure | None, bool]:
    """Whether more or fewer is asked for, of which figure, and whether every word was understood."""
    said = [piece for piece in said if piece not in _OF_ALL]
    rest = [piece for piece in said if piece not in _MORE | _LESS]
    figure = _figure(rest)
    more = None if len(rest) == len(said) else not _MORE.isdisjoint(said)
    return more, figure, not rest or figure is not None


def _figure(said: Sequence[str]) -> Figure | None:
    phrase = " ".join(said)
    return next((figure for figure, pattern in _ASKED if pattern.fullmatch(phrase)), None)
