"""What is said in a picture, under it and instead of it, from the numbers."""

from collections.abc import Sequence

import numpy as np

from attention import Pattern, Seen
from render.catalogue import own
from render.labels import labels
from render.shown import Shown
from render.view import Lang, Unit

NEARLY_ALL = 0.85
RESTS = 0.5  # with more than this on the first column a head without a role is said to rest there
NAMES_MOST = 6
ROLES = (
    "induction",
    "duplicate",
    "previous",
    "next",
    "offset-2",
    "offset-3",
    "self",
    "separator",
    "first",
    "even",
    "mixed",
)


def percent(share: float) -> int | float:
    """Give a share in percent as it is written: whole, but with one decimal where it would be a plain 0."""
    hundred = 100 * share
    return round(hundred, 1) if 0.05 <= hundred < 0.95 else round(hundred)


def title_of_head(seen: Seen, layer: int, head: int, lang: Lang) -> str:
    """Name one head."""
    return own().say(lang, "title-head", layer=layer, last=last_layer(seen), head=head)


def title_of_layer(seen: Seen, layer: int, heads: int, lang: Lang) -> str:
    """Name one layer and how many of its heads are shown."""
    return own().say(lang, "title-layer", layer=layer, last=last_layer(seen), heads=heads)


def last_layer(seen: Seen) -> int:
    """Give the number of the last layer in the part that was looked at."""
    facts = seen.facts
    decodes = facts.kind == "encoder-decoder" and seen.part != "encoder" and facts.decoder_layers is not None
    layers = facts.decoder_layers if decodes and facts.decoder_layers is not None else facts.layers
    return layers - 1


def part(seen: Seen, lang: Lang) -> str | None:
    """Name the part that was looked at, where a model has several."""
    return own().say(lang, f"part-{seen.part}") if seen.facts.kind == "encoder-decoder" else None


def first_unit(seen: Seen) -> Unit:
    """Name what stands in the first column: a word, or a token that is none, though words are shown."""
    return "token" if seen.columns[0].special else seen.unit


def does(pattern: Pattern, seen: Seen, lang: Lang) -> str:
    """Say what one head does on this text."""
    say, unit = own().say, seen.unit
    if len(seen.columns) < 2:
        return say(lang, "does-nothing", first=first_unit(seen))
    if pattern.role == "mixed" and pattern.first >= RESTS:
        return say(lang, "does-rest", first=first_unit(seen))
    if pattern.role == "mixed":
        row, column = pattern.example
        share = percent(float(seen.weights[pattern.layer][pattern.head, row, column]))
        named = labels((seen.rows[row], seen.columns[column]))
        return say(lang, "does-mixed", **{"from": named[0], "to": named[1], "share": share})
    if pattern.role in {"duplicate", "induction"}:
        hits = round(pattern.share * pattern.rows)
        return say(lang, f"does-{pattern.role}", unit=unit, hits=hits, rows=pattern.rows)
    if pattern.role == "even":
        return say(lang, "does-even")
    amount = "all" if pattern.share == 1 else "nearly" if pattern.share >= NEARLY_ALL else "most"
    return say(lang, f"does-{pattern.role}", unit=unit, amount=amount, first=first_unit(seen))


def role(pattern: Pattern, lang: Lang) -> str | None:
    """Name a head's role in a word or two; None if it has none."""
    return None if pattern.role == "mixed" else own().say(lang, f"role-{pattern.role}")


def roles(patterns: Sequence[Pattern], seen: Seen, lang: Lang, *, with_layer: bool) -> str:
    """List heads by where they look."""
    say, parts = own().say, []
    for key in ROLES:
        names = [f"{one.layer}.{one.head}" if with_layer else str(one.head) for one in patterns if one.role == key]
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
    title = _with_part(title_of_head(seen, pattern.layer, pattern.head, lang), seen, lang)
    facts: dict[str, str | int | float] = {"does": does(pattern, seen, lang), "share": percent(pattern.first)}
    return own().say(lang, "alt-head", title=title, first=first_unit(seen), **facts)


def alt_of_many(title: str, patterns: Sequence[Pattern], seen: Seen, lang: Lang, *, with_layer: bool) -> str:
    """Say what is seen in a picture of several heads; without patterns only which heads they are."""
    title = _with_part(title, seen, lang)
    if not patterns:
        return f"{title}."
    where = roles(patterns, seen, lang, with_layer=with_layer)
    return own().say(lang, "alt-many", title=title, where=where)


def _with_part(title: str, seen: Seen, lang: Lang) -> str:
    title, named = title.replace(" ·", ","), part(seen, lang)
    return title if named is None else own().say(lang, "alt-part", part=named, title=title)


def unseen(shown: Shown, lang: Lang) -> str:
    """Say why cells of a causal model's map are empty."""
    back = int(shown.visible.sum(axis=1).max()) - 1
    slides = not shown.visible[-1, 0]
    if slides:
        return own().say(lang, "unseen-window", unit=shown.seen.unit, back=back)
    return own().say(lang, "unseen", unit=shown.seen.unit)


def of_first(shares: Sequence[float], names: Sequence[str], first: Unit, lang: Lang, *, hidden: bool) -> str:
    """Say how much the first column takes: of one head, or on average and at both ends."""
    key = "first-hidden" if hidden else "first-takes"
    ends_meet = percent(min(shares)) == percent(max(shares))
    if ends_meet:
        return own().say(lang, key, first=first, share=percent(shares[0]))
    low, high = int(np.argmin(shares)), int(np.argmax(shares))
    ends: dict[str, str | int | float] = {
        "least": percent(shares[low]),
        "least-head": names[low],
        "most": percent(shares[high]),
        "most-head": names[high],
    }
    return own().say(lang, f"{key}-each", first=first, share=percent(sum(shares) / len(shares)), **ends)


def notes(shown: Shown, lang: Lang, *, step: int) -> list[str]:
    """Say what was merged, left out or thinned in a picture of one layer, and what went elsewhere."""
    say, seen = own().say, shown.seen
    said = []
    if shown.tokens_before is not None:
        said.append(say(lang, "merged-to-fit", tokens=shown.tokens_before))
    elif seen.unit == "word":
        said.append(say(lang, "merged"))
    if shown.is_part:
        ends: dict[str, str | int | float] = {
            "unit": seen.unit,
            "row-first": shown.rows[0] + 1,
            "row-last": shown.rows[1],
            "rows": len(seen.rows),
        }
        if shown.rows[1] == shown.columns[1] and shown.rows[0] <= shown.columns[0] <= max(1, shown.rows[0]):
            said.append(say(lang, "part-same", **ends))
        else:
            ends |= {
                "column-first": shown.columns[0] + 1,
                "column-last": shown.columns[1],
                "columns": len(seen.columns),
            }
            said.append(say(lang, "part-apart", **ends))
    if step > 1:
        said.append(say(lang, "every-label", step=step, unit=seen.unit))
    return said + of_model(seen, shown.sink, lang)


def of_model(seen: Seen, sink: float, lang: Lang) -> list[str]:
    """Say what went to a sink of the model's own, and what of the text was cut."""
    said = []
    if sink >= 0.005:
        said.append(own().say(lang, "sink", share=percent(sink)))
    if seen.cut:
        said.append(own().say(lang, "cut", tokens=seen.cut))
    return said
