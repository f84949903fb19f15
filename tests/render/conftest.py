"""Looks made by hand: small, seeded, no two sizes equal."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import settings
from matplotlib.figure import Figure

from attention import Kind, Part, Seen, Token
from render.artists import Mark, Marks
from render.lattice import Box
from tests.facts import facts

WORDS = "Маша купила хлеб а Петя купил молоко потом Маша купила ещё".split()
calm = settings(deadline=None)  # a busy machine is no mistake


def tokens_of(words: Sequence[str]) -> tuple[Token, ...]:
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    return tuple(
        Token(text=f" {word}", start=int(start), end=int(start) + len(word), word=at)
        for at, (word, start) in enumerate(zip(words, starts, strict=False))
    )


def look(
    words: Sequence[str] | int = 7,
    layers: int = 3,
    heads: int = 5,
    kind: Kind = "causal",
    part: Part | None = None,
    first: float | None = None,
    columns: Sequence[str] | None = None,
    window: int | None = None,
    sink: float = 0.0,
) -> Seen:
    """Make a look; `first` fixes what the first column takes of every row after the first."""
    if isinstance(words, int):
        words = [WORDS[at % len(WORDS)] for at in range(words)]
    columns = words if columns is None else columns
    rows, cols = len(words), len(columns)
    part = part or ("encoder" if kind == "encoder" else "decoder")
    rng = np.random.default_rng(rows * 100 + cols)
    able = np.tri(rows, cols, dtype=bool) if part == "decoder" else np.ones((rows, cols), dtype=bool)
    if window is not None:
        able &= np.arange(rows)[:, None] - np.arange(cols) < window
    weights = {}
    for layer in range(layers):
        raw = np.where(able, rng.gamma(0.4, size=(heads, rows, cols)) + 1e-6, 0)
        if first is not None and cols > 1:
            raw[:, :, 0] = 0
            raw[:, :, 0] = np.where(raw.sum(axis=2) > 0, raw.sum(axis=2) * first / (1 - first), 1)
        array = (raw / raw.sum(axis=2, keepdims=True) * (1 - sink)).astype(np.float32)
        array.setflags(write=False)
        weights[layer] = array
    row_tokens = tokens_of(words)
    return Seen(
        facts=facts(
            name="some/model",
            kind=kind,
            layers=layers,
            decoder_layers=layers + 1 if kind == "encoder-decoder" else None,
            heads=heads,
            window=window,
        ),
        text=" ".join(columns),
        target=" ".join(words) if kind == "encoder-decoder" else None,
        part=part,
        rows=row_tokens,
        columns=row_tokens if columns is words else tokens_of(columns),
        weights=weights,
    )


def marks_on(figure: Figure) -> tuple[Mark, ...]:
    return next(artist.marks for artist in figure.artists if isinstance(artist, Marks))


def page_of(figure: Figure) -> Box:
    width, height = figure.canvas.get_width_height()
    return Box(0, 0, width, height)


def assert_tidy(figure: Figure) -> None:
    """All text lies on the page, and none on other text."""
    page = page_of(figure)
    held = [(mark, mark.box) for mark in marks_on(figure) if mark.text]
    assert held
    for mark, box in held:
        assert page.holds(box), mark
    for (one, box), (other, place) in itertools.combinations(held, 2):
        assert not box.meets(place), (one, other)


@pytest.fixture(scope="session")
def small() -> Seen:
    """3 layers of 5 heads on 7 tokens."""
    return look()
