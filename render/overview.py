"""The whole model: a thumbnail for each head, a row for each layer."""

from attention.seen import Seen
from render.heatmap import layer
from render.view import Picture, View


def model(seen: Seen, view: View | None = None) -> Picture:
    """Draw every head that was looked at, as thumbnails."""
    return layer(seen, min(seen.weights), view)
