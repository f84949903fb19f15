"""Commands in plain words, read; what becomes of them is up to `handlers.heads` and `handlers.obeying`.

`read_wish` reads strictly: a wish to see something, of which every word is understood (`wish.py`). `read_surely` reads
what can be nothing but an order; `read_order` reads leniently, once a message is known to be a command (`commands.py`).
Around them: the words and their vocabularies, the field's notation, numbers alone, several places, kinds of heads, and
a text that comes along.
"""

from handlers.plain.commands import read_order, read_surely
from handlers.plain.notation import is_notation
from handlers.plain.orders import Cannot, GoOn, Known, OfKind, Order, Retell, Run, Telling
from handlers.plain.places import read_places
from handlers.plain.wish import read_wish

__all__ = [
    "Cannot",
    "GoOn",
    "Known",
    "OfKind",
    "Order",
    "Retell",
    "Run",
    "Telling",
    "is_notation",
    "read_order",
    "read_places",
    "read_surely",
    "read_wish",
]
