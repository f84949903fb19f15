"""From an attention result to a picture that can be read on a phone.

    picture = render.layer(seen, 5)             # one layer, all its heads in a grid
    picture = render.head(seen, 5, 3)           # one head, large, with numbers in the cells
    picture = render.model(seen)                # layers x heads, as thumbnails
    picture = render.card(Card(title, formula)) # a formula, a small table
    picture.png, picture.width, picture.height, picture.alt, picture.caption

A `View` holds the reader's wishes: theme, language, words or tokens, the first column hidden or not. Everything is a
function of its arguments: the same look and view give the same bytes, in any thread or process.
"""

from render.card import Card, card
from render.catalogue import Catalogue
from render.heatmap import as_drawn, head, layer
from render.overview import model
from render.view import Picture, View

__all__ = ["Card", "Catalogue", "Picture", "View", "as_drawn", "card", "head", "layer", "model"]
