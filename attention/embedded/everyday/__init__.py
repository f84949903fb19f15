"""Simple sentences of everyday life, made up by rules: `everyday("ru", 3_000_000)`.

The novels that the embedded model reads know no telephone and hardly a cat. Here are words of today, rightly
inflected, in short paragraphs that keep to their people, animals and things.

- `templates.py`: sentences with holes, and one paragraph's memory
- `lexicon.py`: how the data is read
- `russian.py` (with its nouns, adjectives and verbs), `english.py`: how words change; the data are in `ru` and `en`
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from attention.embedded.texts import Lang

from .english import English
from .lexicon import Scene, read_scenes
from .russian import Russian
from .templates import Telling

__all__ = ["everyday"]

_FOLDER = Path(__file__).parent
_FIRST_LETTER = re.compile(r"\w")


def everyday(lang: Lang, characters: int, seed: int = 0) -> Iterator[str]:
    """Yields paragraphs, each one line and none of them twice; the same for the same seed.

    Args:
        lang: the language.
        characters: how many at least, line breaks counted.
        seed: of all that is drawn.
    """
    grammar, scenes = _language(lang)
    draw = random.Random(seed)  # noqa: S311  # no secret
    weights = list(accumulate(weight for weight, _ in scenes))
    known: set[str] = set()
    while characters > 0:
        scene = draw.choices(scenes, cum_weights=weights)[0][1]
        paragraph = grammar.polish(_tell(scene, Telling(grammar, draw)))
        if paragraph not in known:
            known.add(paragraph)
            characters -= len(paragraph) + 1
            yield paragraph


def _tell(scene: Scene, telling: Telling) -> str:
    """Tells a scene, leaving out what would bring up a second person to be about."""
    told: list[str] = []
    before: frozenset[str] = frozenset()
    for step in scene:
        left = telling.draw.randint(step.least, step.most)
        for sentence in telling.draw.sample(step.sentences, len(step.sentences)):
            if left and sentence.fits(telling.things.keys()):
                told.append(_FIRST_LETTER.sub(lambda found: found[0].upper(), telling.go_on(sentence.row, before), 1))
                before = frozenset(head for head in sentence.heads if head in telling.things and head.isupper())
                left -= 1
    return " ".join(told)


@cache
def _language(lang: Lang) -> tuple[Russian | English, tuple[tuple[int, Scene], ...]]:
    folder = _FOLDER / lang
    return (Russian if lang == "ru" else English)(folder), read_scenes(folder / "scenes.txt")
