"""Short questions that go on from the figures of models: `а слоёв?`, `а у 70b?`, `сравни с gpt-2`, `in total?`.

Such a question says only what is new in it, and every word of it must be understood: any other word makes it a message
of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
_MORE, _LESS = (
    frozenset("больше длиннее шире more longer wider".split()),
    frozenset("меньше короче fewer less shorter".split()),
)
_WHO = frozenset("где которая который кто two where which who whose".split())
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
        before: The models of the answer before that: `сравни их` means both.
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
    both = talked.named if len(talked.named) > 1 else (*talked.before[:1], *talked.named)
    if asked := _together(text, said, both):
        return asked
    said = [piece for piece in said if piece not in _BESIDE]
    return _another(said, talked.named, models) or _figure_of(said, talked)


def _beside(named: Sequence[Named], said: Sequence[str], talked: Sequence[Named]) -> Figures | None:
    """`сравни с gpt-2`, `а с qwen?`, `more than gpt-2?`: the first of those talked about beside what is named."""
    rest = [piece for piece in said if not _COMPARING.fullmatch(piece)]
    if len(named) > 1 or not talked or rest == list(said):
        return None
    more, figure, understood = _asked(rest)
    return figures_of([talked[0], *named], figure=figure, more=more, one_each=True) if understood else None


def _together(text: str, said: Sequence[str], talked: Sequence[Named]) -> Figures | None:
    """`а у кого больше?`, `which of them has more layers?`, `сравни их`."""
    more, figure, understood = _asked([piece for piece in said if piece not in _WHO])
    if len(talked) > 1 and understood and more is not None and "всего" not in said:
        return figures_of(talked, figure=figure or "heads", more=more)
    if len(talked) > 1 and said and compares(text) and all(_COMPARING.fullmatch(piece) for piece in said):
        return figures_of(talked)
    return None


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
    rest = [piece for piece in said if piece not in _MORE | _LESS]
    figure = _figure(rest)
    more = None if len(rest) == len(said) else not _MORE.isdisjoint(said)
    return more, figure, not rest or figure is not None


def _figure(said: Sequence[str]) -> Figure | None:
    phrase = " ".join(said)
    return next((figure for figure, pattern in _ASKED if pattern.fullmatch(phrase)), None)
