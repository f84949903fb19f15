"""Long answers in parts: cut between paragraphs, else between lines, sentences, words, and only then anywhere."""

import re

_SEAMS = ("\n\n", "\n", r"(?<=[.!?…])\s", r"\s")


def split_text(text: str, limit: int, first: int | None = None) -> list[str]:
    """Cut a text into parts of at most `limit` characters.

    Args:
        text: What to cut.
        limit: The longest part, in code points.
        first: The longest first part, where it may hold less (a picture's caption).

    Returns:
        The parts, none empty; together they hold every word of the text. At least one part, empty for an empty text.
    """
    room = limit if first is None else first
    rest, parts = text.strip(), []
    while len(rest) > room:
        at = _seam(rest, room)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
        room = limit
    return [*parts, rest] if rest or not parts else parts


def _seam(text: str, room: int) -> int:
    """Where to cut, at most at `room`; a seam in the first third would leave a stub, so the next kind is tried."""
    for seam in _SEAMS:
        found = [match.start() for match in re.finditer(seam, text[: room + 1]) if match.start() <= room]
        if found and found[-1] >= room // 3:
            return found[-1]
    return room
