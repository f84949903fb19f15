"""From a weight to a place on the colour scale, and back to the numbers beside the colour bar."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Float32, UInt8

TOPS = {0.02: 0.005, 0.05: 0.01, 0.1: 0.03, 0.2: 0.05, 0.3: 0.1, 0.4: 0.1, 0.5: 0.15, 1.0: 0.3}
"""Where a scale may end, and which weight is written at about the middle of its bar."""
BEND = 0.65
"""Power of the scale: under 1 it gives faint looks more of the colours than strong ones, so that they are seen at all.
The numbers beside the bar stand where their colours are."""
PERCENTILE = 99.5
LEAST = 1.0  # the scale reaches at least to this many times an even look: faint noise is not blown up
SAMPLED = 200_000  # as many weights tell the percentile well enough
TOLERANCE = 1e-4  # a row of float16 may sum to a little more than 1


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of colours over weights.

    Attributes:
        top: The weight that gets the last colour; all above it look the same.
        clipped: Whether some shown weight lies above `top`.
    """

    top: float
    clipped: bool

    def steps(self, weights: Float[np.ndarray, "*shape"]) -> UInt8[np.ndarray, "*shape"]:
        """Place weights on the scale's 256 steps."""
        placed: UInt8[np.ndarray, "*shape"] = np.round(self.place(weights) * 255).astype(np.uint8)
        return placed

    def place(self, weights: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
        """Place weights on the bar, from 0 to 1."""
        placed: Float[np.ndarray, "*shape"] = np.clip(weights / self.top, 0, 1) ** BEND
        return placed

    def above(self, weights: Float[np.ndarray, "*shape"]) -> Bool[np.ndarray, "*shape"]:
        """Tell which weights lie above the scale."""
        higher: Bool[np.ndarray, "*shape"] = weights > self.top + TOLERANCE
        return higher

    @property
    def ticks(self) -> tuple[float, ...]:
        """The weights that are written beside the bar, from 0 to `top`."""
        return (0.0, TOPS[self.top], self.top)


def fit_scale(
    weights: Float32[np.ndarray, "head row col"], visible: Bool[np.ndarray, "row col"], *, first_shown: bool
) -> Scale:
    """Choose the top of the scale so that the structure shows although the first column towers over it.

    The top is the first round number above nearly all weights outside the first column; the first row is left out
    too, since it can often look only at itself.

    Args:
        weights: What is shown.
        visible: What can be seen at all.
        first_shown: Whether column 0 is the text's first.
    """
    seen = visible.copy()
    if first_shown and seen.shape[1] > 1:
        seen[:, 0] = False
    if seen.shape[0] > 1 and seen[1:].any():
        seen[0] = False
    values = weights[:, seen].ravel()
    values = values[:: values.size // SAMPLED + 1]
    high = float(np.percentile(values, PERCENTILE)) if values.size else 1.0
    high = max(high, LEAST * len(visible) / max(int(visible.sum()), 1))
    top = next((top for top in TOPS if top >= high - TOLERANCE), 1.0)
    scale = Scale(top=top, clipped=False)
    return Scale(top=top, clipped=bool(scale.above(weights[:, visible]).any()))


def shared(scales: Sequence[Scale], highest: float) -> Scale:
    """Make one scale for several maps: the one that reaches highest.

    Args:
        scales: One or more.
        highest: The highest weight shown on any of them.
    """
    top = max(scale.top for scale in scales)
    return Scale(top=top, clipped=highest > top + TOLERANCE)
