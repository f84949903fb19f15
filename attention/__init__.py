"""What can be asked of a model, and every shape it answers with.

    model = attention.load("embedded")                # a Hub id, a folder, a .gguf file
    seen = attention.look(model, "Кошка сидела на окне", layers=[5])
    seen.weights[5]                                   # (head, row, col): rows look, columns are looked at
    attention.patterns.describe(seen, 5)              # what each head does here, in numbers
    attention.Writer(attention.load("a/chat-model"))  # one that writes: `write(message, heard)`

`load`, `look`, `capture`, `adopt`, `Model` and `Writer` bring torch with them, and only when they are first asked for:
what crosses a process (`Seen`, `Facts`) and what works on it (`merge_words`, `patterns`) needs NumPy alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from attention import patterns
from attention.errors import ModelError, Reason
from attention.facts import Facts, Kind
from attention.patterns import Pattern
from attention.seen import Part, Seen, Token, Unit
from attention.words import merge_words

if TYPE_CHECKING:
    from attention.capturing import capture
    from attention.loading import load
    from attention.looking import look
    from attention.model import Model, adopt
    from attention.writing import Writer, Written

__all__ = [
    "Facts",
    "Kind",
    "Model",
    "ModelError",
    "Part",
    "Pattern",
    "Reason",
    "Seen",
    "Token",
    "Unit",
    "Writer",
    "Written",
    "adopt",
    "capture",
    "load",
    "look",
    "merge_words",
    "patterns",
]

_WITH_TORCH = {
    "Model": "attention.model",
    "Writer": "attention.writing",
    "Written": "attention.writing",
    "adopt": "attention.model",
    "capture": "attention.capturing",
    "load": "attention.loading",
    "look": "attention.looking",
}


def __getattr__(name: str) -> object:
    """Import what needs torch when it is first asked for."""
    if name not in _WITH_TORCH:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WITH_TORCH[name]), name)


def __dir__() -> list[str]:
    """Show the whole door, also what isn't imported yet."""
    return __all__
