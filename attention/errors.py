"""What can be wrong with a model that a person asked for, as one error."""

from typing import Literal

Reason = Literal[
    "not-found",  # no such folder, file or name on the Hub
    "no-network",  # the Hub can't be reached, and the model isn't on this machine
    "gated",  # the Hub wants a login for it
    "no-weights",  # a folder without a weights file
    "pickle-only",  # weights only in a format that may run code when it is read
    "needs-gguf",  # a GGUF file, and the extra that reads it isn't installed
    "needs-code",  # the model brings its own code, which stays off
    "no-tokenizer",  # weights, but nothing that turns text into tokens
    "no-attention",  # a model without attention heads (Mamba)
    "cannot-write",  # asked to write, and it only reads (BERT), or reads and rewrites (T5)
    "no-template",  # asked to write, and nothing says how it is spoken to
    "no-memory",  # it doesn't fit on the device
    "no-device",  # the device asked for isn't there
    "unsupported",  # an architecture that transformers or look doesn't know
    "broken",  # a file that is damaged, cut off or contradicts the others
]


class ModelError(Exception):
    """A model can't be used, for a reason that the person who named it can act on.

    Attributes:
        reason: Which of the known reasons.
        source: What was asked for.
        detail: What the library below said, in English, one line; for the log and for `check`.
    """

    def __init__(self, reason: Reason, source: str, detail: str = "") -> None:
        """Keep the facts; the person's sentence is worded elsewhere."""
        super().__init__(f"{source}: {reason}" + (f" ({detail})" if detail else ""))
        self.reason: Reason = reason
        self.source = source
        self.detail = detail

    def __reduce__(self) -> tuple[type["ModelError"], tuple[Reason, str, str]]:
        """Pickle by the facts, so that the error crosses a process."""
        return ModelError, (self.reason, self.source, self.detail)


def first_line(error: BaseException) -> str:
    """Give the first line of what a library says; the rest is advice on how to call it."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
