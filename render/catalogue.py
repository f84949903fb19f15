"""Sentences by key, in the reader's language."""

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

Fact = str | int | float


class Catalogue:
    """The sentences of one folder: a Fluent file a language (`en.ftl`, `ru.ftl`).

    Numbers given as facts are written as the language writes them, and choose its plural forms. Nothing is wrapped in
    isolation marks: they show as boxes in pictures and terminals.
    """

    def __init__(self, folder: Path) -> None:
        """Read every language in `folder`.

        Args:
            folder: Where the `.ftl` files are.
        """
        self._bundles: dict[str, FluentBundle] = {}
        for file in sorted(folder.glob("*.ftl")):
            bundle = FluentBundle([file.stem], use_isolating=False)
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
            self._bundles[file.stem] = bundle

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it speaks."""
        return tuple(self._bundles)

    def say(self, lang: str, key: str, **facts: Fact) -> str:
        """Say the sentence `key` in `lang`, with `facts` in its gaps.

        Raises:
            KeyError: There is no such language or sentence.
            ValueError: The sentence wants a fact that was not given, or is broken.
        """
        bundle = self._bundles[lang]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"{key} has no text of its own in {lang}")
        said, errors = bundle.format_pattern(pattern, facts)
        if errors:
            raise ValueError(f"{key} in {lang}: {errors}")
        return str(said)


@lru_cache(maxsize=1)
def own() -> Catalogue:
    """Give the sentences of this package."""
    return Catalogue(Path(__file__).parent / "text")
