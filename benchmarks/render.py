"""How long a picture takes.

    python benchmarks/render.py [--rounds 15]

In one run, one thread, rounds interleaved, medians:
- a grid of 12 heads of 8, 16 and 32 tokens, against one seaborn.heatmap a head (what a notebook does), against one
  matplotlib axes a head, and against the limit: colouring the cells and writing the PNG, with no text at all. The limit
  is told twice, with this package's PNG writer and with Pillow's, which is what a plain `Image.save` costs;
- the same grid with nothing kept from earlier pictures (labels drawn anew);
- one head, large, and the model's map, for the record.
"""

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))  # before this folder, whose render.py is this file

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

import render
from attention import Facts, Seen, Token
from render import ink, paper

try:
    import seaborn
except ImportError:
    seaborn = None

WORDS = "Маша купила хлеб , а Петя купил молоко . Later Mary and John went to the store".split()
HEADS, LAYERS = 12, 4


def look(count: int) -> Seen:
    """Make a look of `count` tokens, seeded."""
    rng = np.random.default_rng(count)
    scores = rng.standard_normal((LAYERS, HEADS, count, count)).astype(np.float32) * 2
    scores[:, ::2, :, 0] += 4
    scores = np.where(np.tri(count, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    tokens = tuple(Token(f" {WORDS[at % len(WORDS)]}", at, at + 1, at) for at in range(count))
    facts = Facts(
        name="benchmark",
        architecture="gpt2",
        kind="causal",
        layers=LAYERS,
        decoder_layers=None,
        attention_layers=tuple(range(LAYERS)),
        heads=HEADS,
        kv_heads=HEADS,
        head_dim=64,
        d_model=768,
        vocabulary=50257,
        context=1024,
        window=None,
        parameters=1,
        device="cpu",
        dtype="float32",
    )
    return Seen(facts, " ".join(WORDS), None, "decoder", tokens, tokens, dict(enumerate(weights)))


def grid_of_axes(seen: Seen, paint: Callable[[object, np.ndarray, list[str]], object]) -> bytes:
    """Draw a grid with one axes a head, about as large as this package's picture."""
    names = [token.text.strip() for token in seen.tokens]
    figure = Figure(figsize=(12.8, 12.8), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots(3, 4)
    for axis, weights in zip(axes.flat, seen.weights[1], strict=True):
        paint(axis, weights, names)
    out = BytesIO()
    canvas.print_png(out)
    return out.getvalue()


def paint_plain(axis: object, weights: np.ndarray, names: list[str]) -> None:
    """Paint one head with matplotlib alone."""
    axis.imshow(weights, vmin=0, vmax=1)
    axis.set_xticks(range(len(names)), names, rotation=90)
    axis.set_yticks(range(len(names)), names)


def paint_seaborn(axis: object, weights: np.ndarray, names: list[str]) -> None:
    """Paint one head with seaborn, all labels shown as this package would want them."""
    seaborn.heatmap(weights, ax=axis, vmin=0, vmax=1, cbar=False, xticklabels=names, yticklabels=names)


def limit(seen: Seen, picture: render.Picture, encode: Callable[[np.ndarray], bytes]) -> bytes:
    """Colour all cells on a page of the picture's size and write it; no text, no layout, no choice."""
    table = np.round(mpl.colormaps["viridis"](np.arange(256))[:, :3] * 255).astype(np.uint8)
    page = np.full((picture.height, picture.width, 3), 255, dtype=np.uint8)
    count = len(seen.tokens)
    cell = min(picture.width // (4 * count), picture.height // (3 * count))
    cells = table[np.round(seen.weights[1] * 255).astype(np.uint8)]
    for at, head in enumerate(cells):
        y, x = (at // 4) * cell * count, (at % 4) * cell * count
        page[y : y + cell * count, x : x + cell * count] = head.repeat(cell, axis=0).repeat(cell, axis=1)
    return encode(page)


def by_pillow(page: np.ndarray) -> bytes:
    """Write a page as Pillow does by default."""
    out = BytesIO()
    Image.fromarray(page).save(out, format="PNG")
    return out.getvalue()


def cold(seen: Seen) -> render.Picture:
    """Draw with nothing kept from earlier pictures."""
    ink.ink.cache_clear()
    ink.width.cache_clear()
    return render.layer(seen, 1)


def medians(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Time every way once a round; give each one's median in milliseconds."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()  # fonts are opened, tables made
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"matplotlib {mpl.__version__}, one thread"
    )
    print(f"medians of {rounds} interleaved rounds, ms; in brackets: how many times this package's time\n")
    for count in (8, 16, 32):
        seen = look(count)
        picture = render.layer(seen, 1)
        ways: dict[str, Callable[[], object]] = {
            "this package": lambda seen=seen: render.layer(seen, 1),
            "nothing kept": lambda seen=seen: cold(seen),
            "limit, our PNG": lambda seen=seen, picture=picture: limit(seen, picture, paper.encode),
            "limit, Pillow": lambda seen=seen, picture=picture: limit(seen, picture, by_pillow),
            "one axes a head": lambda seen=seen: grid_of_axes(seen, paint_plain),
        }
        if seaborn is not None:
            ways["one seaborn.heatmap a head"] = lambda seen=seen: grid_of_axes(seen, paint_seaborn)
        found = medians(ways, rounds)
        ours = found["this package"]
        print(f"12 heads of {count} tokens, {picture.width} x {picture.height}, {len(picture.png) / 1000:.0f} kB")
        for name, milliseconds in found.items():
            print(f"  {name:28} {milliseconds:8.1f}  ({milliseconds / ours:.2f})")
        print(f"  this package / limit: {ours / found['limit, our PNG']:.2f} (by Pillow: ", end="")
        print(f"{ours / found['limit, Pillow']:.2f})\n")
    seen = look(20)
    found = medians({"one head": lambda: render.head(seen, 1, 3), "model": lambda: render.model(seen)}, rounds)
    for name, milliseconds in found.items():
        print(f"{name}, 20 tokens: {milliseconds:.1f}")


if __name__ == "__main__":
    main()
