"""What is said of heads: where they look on this text, how often, and an example that stands in the picture.

The picture's title, its alt text and the words beside it all come from the same `Pattern`, measured on what is drawn
(words where words are drawn), so that they can't disagree.
"""

from collections.abc import Sequence

from attention import Pattern, Seen, patterns
from attention.places import Place, two_places
from attention.roles import ASKED_OF_ALL
from render import sentences
from render.catalogue import Fact, own
from render.labels import labels, shorten
from render.sentences import first_unit, percent
from render.shown import looks_back
from render.view import Lang

NEARLY_ALL = 0.85
RESTS = 0.5  # with more than this on the first column a head without a role is said to rest there
MENTIONED = 0.05  # a second place is named if it gets at least this share
NAMES_MOST = 6
QUOTED_MOST = 24  # characters of a token in a sentence
ROLES = (*patterns.TELLING_ROLES, "first", "even", "mixed")


def titled(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    """Say in a picture's title what one head does, how often, and of a head without a rule its strongest look."""
    said = does(pattern, seen, lang)
    if _is_mixed(pattern, seen):
        example = _quoted_example(pattern, seen)
        return said if example is None else own().say(lang, "strongest", does=said, **example)
    if pattern.is_rule:
        return own().say(lang, "counted", does=said, hits=pattern.hits, rows=pattern.rows)
    return said


def does(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    """Say what one head does on this text; what is no rule begins with its count."""
    say, first = own().say, first_unit(seen)
    if len(seen.columns) < 2:
        return say(lang, "does-nothing", first=first)
    if pattern.role == "mixed" and pattern.is_short:
        return say(lang, "does-short")
    said = _does(pattern, seen, lang)
    return say(lang, "does-aside", does=said, first=first) if pattern.hides_first else said


def _does(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    say, first = own().say, first_unit(seen)
    if pattern.role == "mixed":
        return say(lang, "does-mixed") if _is_mixed(pattern, seen) else say(lang, "does-rest", first=first)
    if pattern.role == "even":
        return say(lang, "does-even")
    facts: dict[str, Fact] = {"amount": _amount(pattern), "hits": pattern.hits, "rows": pattern.rows}
    facts |= {"where": _where(pattern), "at": _at(pattern, seen)}
    return say(lang, f"does-{pattern.role}", unit=seen.unit, first=first, **facts)


def _amount(pattern: Pattern) -> str:
    if not pattern.is_rule:
        return "count"
    return "all" if pattern.share == 1 else "nearly" if pattern.share >= NEARLY_ALL else "most"


def _where(pattern: Pattern) -> str:
    """Tell which rows were counted: every one, or those where the role is possible."""
    return "every" if pattern.role in ASKED_OF_ALL | {"first", "self"} else "possible"


def _at(pattern: Pattern, seen: Seen) -> str:
    """Tell apart what a role looks at, where models differ: whose copies; with special tokens or without."""
    if pattern.role == "separator":
        return "special" if any(token.special for token in seen.columns[1:]) else "plain"
    return "source" if seen.part == "cross" else "earlier" if looks_back(seen) else "any"


def _is_mixed(pattern: Pattern, seen: Seen) -> bool:
    """Tell whether nothing sums up where a head looks: no role, nor that it rests on the first token."""
    rests = pattern.first > RESTS and not pattern.is_short and not pattern.hides_first
    return pattern.role == "mixed" and not rests and len(seen.columns) > 1


def _quoted_example(pattern: Pattern, seen: Seen) -> dict[str, Fact] | None:
    if pattern.example is None:
        return None
    row, column = pattern.example
    share = float(seen.weights[pattern.layer][pattern.head, row, column])
    one, other = labels((seen.rows[row], seen.columns[column]))
    return {"from": _cut(one), "to": _cut(other), "share": percent(share)}


def _cut(name: str) -> str:
    return shorten(name, QUOTED_MOST, len)


def of_head(pattern: Pattern, seen: Seen, columns: tuple[int, int], lang: Lang) -> str:
    """Say beside a picture of one head what it does, with the evidence and an example.

    Args:
        pattern: What the head does.
        seen: What is drawn, as tokens or words.
        columns: First and one past the last column drawn: no other is named.
        lang: The reader's language.
    """
    named = own().say(lang, "head-heading", layer=pattern.layer, head=pattern.head, does=does(pattern, seen, lang))
    if _is_mixed(pattern, seen):
        return " ".join(filter(None, (named, _lies(pattern, seen, columns, lang))))
    if pattern.role not in patterns.TELLING_ROLES:
        return named
    return f"{named}\n{_evidence(pattern, seen, lang)}"


def of_many(heading: str, held: Sequence[Pattern], seen: Seen, lang: Lang) -> str:
    """Say beside a picture of several heads which one stands out; without a role none does."""
    best = standing_out(held)
    if best is None:
        return heading
    said = does(best, seen, lang)
    return f"{heading}\n{own().say(lang, 'standing-out', layer=best.layer, head=best.head, does=said)}"


def standing_out(held: Sequence[Pattern]) -> Pattern | None:
    """Choose the head that is named beside a picture of several; without a role none is."""
    best = patterns.telling(held) if held else None
    return best if best is not None and best.role in patterns.TELLING_ROLES else None


def _evidence(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    say, example = own().say, _quoted_example(pattern, seen)
    said = []
    if pattern.is_rule:
        every = "yes" if pattern.hits == pattern.rows else "no"
        said.append(say(lang, "holds", every=every, where=_where(pattern), hits=pattern.hits, rows=pattern.rows))
    if example is not None:
        said.append(say(lang, "example", **example))
    return " ".join([*said, say(lang, "one-text")])


def _lies(pattern: Pattern, seen: Seen, columns: tuple[int, int], lang: Lang) -> str | None:
    """Say of a head without a rule which one or two places get the most weight on average."""
    drawn = range(max(columns[0], 1), columns[1])
    places = two_places(seen, pattern.layer, pattern.head, drawn, hide_first=pattern.hides_first)
    if not places:
        return None
    say, most = own().say, places[0]
    of = "all" if not pattern.hides_first else "left" if pattern.is_short else "rest"  # a verdict says what is aside
    first: dict[str, Fact] = {"of": of, "first": first_unit(seen)}
    first |= {"one": _named(most, seen, lang), "most": percent(most.share)}
    if len(places) < 2 or places[1].share < MENTIONED:
        return say(lang, "lies-in-one", **first)
    other = places[1]
    return say(lang, "lies", **first, other=_named(other, seen, lang), next=percent(other.share))


def _named(place: Place, seen: Seen, lang: Lang) -> str:
    (name,) = labels((seen.columns[place.column],))
    return own().say(lang, f"place-{place.kind}", unit=seen.unit, first=first_unit(seen), name=_cut(name))


def labels_of(pattern: Pattern, lang: Lang, *, is_told: bool) -> list[str]:
    """Give what may stand above a head's map, the fullest first: its role, also of no rule if the head is told of."""
    if _listed(pattern) != "mixed":
        return [own().say(lang, f"role-{pattern.role}")]
    if not is_told:
        return []
    short = own().say(lang, f"role-{pattern.role}")
    return [own().say(lang, "role-counted", role=short, hits=pattern.hits, rows=pattern.rows), short]


def _listed(pattern: Pattern) -> str:
    """Tell under which role a head is listed: what holds too seldom is no rule."""
    return pattern.role if pattern.role == "even" or pattern.is_rule else "mixed"


def roles(held: Sequence[Pattern], seen: Seen, lang: Lang, *, with_layer: bool) -> str:
    """List heads by where they look."""
    say, parts = own().say, []
    for key in ROLES:
        names = [f"{one.layer}.{one.head}" if with_layer else str(one.head) for one in held if _listed(one) == key]
        if not names:
            continue
        where = say(lang, f"at-{key}", unit=seen.unit, first=first_unit(seen))
        if len(names) <= NAMES_MOST + 1:
            parts.append(say(lang, "heads-at", where=where, names=", ".join(names)))
        else:
            more = len(names) - NAMES_MOST
            parts.append(say(lang, "heads-at-and-more", where=where, names=", ".join(names[:NAMES_MOST]), more=more))
    return "; ".join(parts)


def alt_of_head(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    """Say what is seen in the picture of one head."""
    title = _with_part(sentences.title_of_head(seen, pattern.layer, pattern.head, lang), seen, lang)
    facts: dict[str, Fact] = {"does": titled(pattern, seen, lang), "share": percent(pattern.first)}
    return own().say(lang, "alt-head", title=title, first=first_unit(seen), **facts)


def alt_of_many(title: str, held: Sequence[Pattern], seen: Seen, lang: Lang, *, with_layer: bool) -> str:
    """Say what is seen in a picture of several heads; without patterns only which heads they are."""
    title = _with_part(title, seen, lang)
    if not held:
        return f"{title}."
    where = roles(held, seen, lang, with_layer=with_layer)
    key = "alt-many-aside" if held[0].hides_first else "alt-many"
    return own().say(lang, key, title=title, where=where, first=first_unit(seen))


def _with_part(title: str, seen: Seen, lang: Lang) -> str:
    title, named = title.replace(" ·", ","), sentences.part(seen, lang)
    return title if named is None else own().say(lang, "alt-part", part=named, title=title)
