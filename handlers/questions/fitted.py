"""What was learned from the phrasings: weights of two linear classifiers, read in some hundredths of a second.

`python -m handlers.questions.fitting` makes the file; it belongs to the texts that it was made from, and a test says so
when they have changed since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAME = "fitted.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A linear classifier, its weights rounded to a byte.

    Attributes:
        names: The classes.
        weights: One row a feature, one column a class.
        scale: What a class's bytes stand for.
        bias: The score of each class before anything is read.
    """

    names: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    def scores(self, places: Sequence[int], values: Floats) -> Floats:
        """The score of each class: below -1 for certainly not, above 1 for certainly."""
        total: Floats = self.bias + (values @ self.weights[places].astype(np.float32)) * self.scale
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """All that was learned.

    Attributes:
        rarity: How much each place tells: more for what few phrasings have.
        topics: Tells topics; its last class is everyday talk.
        kinds: Tells kinds, from the same places, then the marks, then what the topics' scores say.
        words: Words that are known; another may be a misspelling of one.
        fingerprint: Of the texts it was learned from.
    """

    rarity: Floats
    topics: Linear
    kinds: Linear
    words: tuple[str, ...]
    fingerprint: str

    def values(self, places: Sequence[int]) -> Floats:
        """What stands at a message's places: their rarity, as a vector of length 1."""
        values = self.rarity[places]
        return values / max(float(np.linalg.norm(values)), 1e-9)


def write_fitted(fitted: Fitted, path: Path) -> None:
    """Write what was learned."""
    arrays: dict[str, NDArray[np.generic]] = {"rarity": fitted.rarity.astype(np.float16)}
    for name, linear in (("topics", fitted.topics), ("kinds", fitted.kinds)):
        arrays[f"{name}.names"] = np.array(linear.names)
        arrays[f"{name}.weights"], arrays[f"{name}.scale"], arrays[f"{name}.bias"] = (
            linear.weights,
            linear.scale,
            linear.bias,
        )
    arrays["words"], arrays["fingerprint"] = np.array("\n".join(fitted.words)), np.array(fitted.fingerprint)
    np.savez_compressed(path, allow_pickle=False, **arrays)


@lru_cache(maxsize=1)
def read_fitted() -> Fitted:
    """Read what comes with the package."""
    with as_file(files(__package__).joinpath(NAME)) as path, np.load(path) as stored:
        topics, kinds = (
            Linear(
                tuple(map(str, stored[f"{name}.names"])),
                stored[f"{name}.weights"],
                stored[f"{name}.scale"],
                stored[f"{name}.bias"],
            )
            for name in ("topics", "kinds")
        )
        words = tuple(str(stored["words"]).split("\n"))
        return Fitted(stored["rarity"].astype(np.float32), topics, kinds, words, str(stored["fingerprint"]))
