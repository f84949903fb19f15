"""Sequences in which something comes twice: what makes previous-token and induction heads, and what measures them.

Induction heads learn "what followed this token last time" (Olsson et al. 2022). Ordinary text asks for it seldom;
tokens without sense, repeated, ask for nothing else. They are drawn as text draws its tokens (shuffled out of a
stretch of it): uniformly random ones made no heads in the same number of steps.
"""

import numpy as np
from numpy.typing import NDArray

from .tokens import START_ID

STRETCH = 4096  # tokens of text to draw from: its own frequencies, its own language


def shuffled_repeats(
    text: NDArray[np.uint16], length: int, period: tuple[int, int], draw: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Draws tokens out of a stretch of text and repeats them to the end.

    Args:
        text: tokens to draw from.
        length: of the sequence, `<s>` in front counted.
        period: the fewest and the most tokens before they come again.
        draw: the source of randomness.

    Returns:
        The sequence, and which of its tokens can be foreseen (not the first copy).
    """
    begin = int(draw.integers(max(1, len(text) - STRETCH)))
    size = int(draw.integers(period[0], period[1] + 1))
    return _repeat(draw.permutation(text[begin : begin + STRETCH])[:size], length, foreseen_from=size)


def repeated_text(
    text: NDArray[np.uint16], length: int, period: tuple[int, int], draw: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Repeats a piece of text to the end; every token of text can be foreseen, the first copy too."""
    size = int(draw.integers(period[0], period[1] + 1))
    begin = int(draw.integers(max(1, len(text) - size)))
    return _repeat(text[begin : begin + size], length, foreseen_from=0)


def _repeat(piece: NDArray[np.uint16], length: int, foreseen_from: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    sequence = np.concatenate([[START_ID], np.resize(piece, length - 1)]).astype(np.int64)
    return sequence, np.arange(length) > foreseen_from
