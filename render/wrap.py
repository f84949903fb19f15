"""Lines of a paragraph."""

from collections.abc import Callable

from render.measures import Pixels


def wrap(text: str, room: Pixels, measure: Callable[[str], Pixels], *, balanced: bool = False) -> tuple[str, ...]:
    """Break `text` into lines no wider than `room`, at blanks; a word wider than that stays whole.

    Args:
        text: One paragraph.
        room: As wide as a line may get, in the unit of `measure`.
        measure: Tells how wide a text is.
        balanced: Whether lines are made about equally long.
    """
    lines = _wrapped(text, room, measure)
    if not balanced or len(lines) == 1:
        return tuple(lines)
    tight, loose = 0.0, room
    while loose - tight > 1:  # the narrowest room that needs no further line
        between = (tight + loose) / 2
        if len(_wrapped(text, between, measure)) == len(lines):
            loose = between
        else:
            tight = between
    return tuple(_wrapped(text, loose, measure))


def _wrapped(text: str, room: Pixels, measure: Callable[[str], Pixels]) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
