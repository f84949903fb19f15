"""Titles and notes of pictures, from the numbers. What heads do is said in `verdicts`."""

from collections.abc import Sequence

import numpy as np

from attention import Seen
from render.catalogue import Fact, own
from render.shown import Shown
from render.view import Lang, Unit


def percent(share: float) -> int | float:
    """Give a share in percent as it is written: whole, but with one decimal where it would be a plain 0."""
    hundred = 100 * share
    return round(hundred, 1) if 0.05 <= hundred < 0.95 else round(hundred)


def title_of_head(seen: Seen, layer: int, head: int, lang: Lang) -> str:
    """Name one head."""
    return own().say(lang, "title-head", layer=layer, last=last_layer(seen), head=head)


def title_of_layer(seen: Seen, layer: int, heads: int, lang: Lang) -> str:
    """Name one layer and how many of its heads are shown."""
    return own().say(lang, "title-layer", **_heads_of_layer(seen, layer, heads))


def heading_of_layer(seen: Seen, layer: int, heads: int, lang: Lang) -> str:
    """Say beside a picture which layer it shows, and how many of its heads."""
    return own().say(lang, "layer-heading", **_heads_of_layer(seen, layer, heads))


def _heads_of_layer(seen: Seen, layer: int, heads: int) -> dict[str, Fact]:
    every = int(seen.weights[layer].shape[0])
    whole = "yes" if heads == every else "no"
    return {"layer": layer, "last": last_layer(seen), "heads": heads, "every": every, "whole": whole}


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
    ends: dict[str, Fact] = {
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
        said.append(_of_part(shown, lang))
    if step > 1:
        said.append(say(lang, "every-label", step=step, unit=seen.unit))
    return said + of_model(seen, shown.sink, lang)


def _of_part(shown: Shown, lang: Lang) -> str:
    """Say which part of a long text is drawn."""
    say, seen = own().say, shown.seen
    rows: dict[str, Fact] = {"row-first": shown.rows[0] + 1, "row-last": shown.rows[1], "rows": len(seen.rows)}
    columns: dict[str, Fact] = {
        "column-first": shown.columns[0] + 1,
        "column-last": shown.columns[1],
        "columns": len(seen.columns),
    }
    same = shown.rows[1] == shown.columns[1] and shown.rows[0] <= shown.columns[0] <= max(1, shown.rows[0])
    return say(lang, "part-same" if same else "part-apart", unit=seen.unit, **rows, **columns)


def of_model(seen: Seen, sink: float, lang: Lang) -> list[str]:
    """Say what went to a sink of the model's own, and what of the text was cut."""
    said = []
    if sink >= 0.005:
        said.append(own().say(lang, "sink", share=percent(sink)))
    if seen.cut:
        said.append(own().say(lang, "cut", tokens=seen.cut))
    return said
