"""The file: what was drawn, the same every time, within what the platforms take."""

import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import render
from attention import Seen
from render.heatmap import compose
from render.paper import encode, png
from render.view import View

from .conftest import look

ROOT = Path(render.__file__).parents[1]


def chunks(file: bytes) -> list[bytes]:
    names, at = [], 8
    while at < len(file):
        length = int.from_bytes(file[at : at + 4], "big")
        names.append(file[at + 4 : at + 8])
        at += 12 + length
    return names


def test_the_file_holds_what_was_drawn(small: Seen) -> None:
    figure = compose(small, 1, (0, 1, 2), View(theme="dark")).figure

    decoded = np.asarray(Image.open(BytesIO(png(figure))))

    assert np.array_equal(decoded, np.asarray(figure.canvas.buffer_rgba())[..., :3])


def test_any_pixels_survive() -> None:
    pixels = np.random.default_rng(7).integers(0, 256, (5, 3, 4), dtype=np.uint8)

    assert np.array_equal(np.asarray(Image.open(BytesIO(encode(pixels)))), pixels[..., :3])


def test_nothing_but_pixels_is_in_the_file(small: Seen) -> None:
    assert chunks(render.head(small, 1, 3).png) == [b"IHDR", b"IDAT", b"IEND"]


def test_the_size_is_told(small: Seen) -> None:
    picture = render.layer(small, 1)

    assert Image.open(BytesIO(picture.png)).size == (picture.width, picture.height)


@pytest.mark.parametrize("kind", ["head", "layer", "model"])
def test_the_same_look_gives_the_same_bytes(kind: str) -> None:
    draw = {
        "head": lambda seen: render.head(seen, 1, 3),
        "layer": lambda seen: render.layer(seen, 1),
        "model": render.model,
    }[kind]

    assert draw(look(6)).png == draw(look(6)).png


def test_threads_draw_the_same_bytes() -> None:
    alone = [render.layer(look(count), 1).png for count in (4, 6, 9)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda count: render.layer(look(count), 1).png, [4, 6, 9] * 4))

    assert together == alone * 4


def test_another_process_draws_the_same_bytes() -> None:
    program = (
        "import zlib, render; from tests.render.conftest import look;"
        "print(zlib.crc32(render.head(look(6), 1, 3, render.View(lang='ru')).png))"
    )

    run = [sys.executable, "-c", program]
    said = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout  # noqa: S603 - our own

    assert int(said) == zlib.crc32(render.head(look(6), 1, 3, View(lang="ru")).png)


@pytest.mark.parametrize(("count", "heads"), [(1, 1), (1, 12), (5, 3), (5, 64), (60, 1), (60, 12), (512, 1), (512, 5)])
def test_any_picture_keeps_to_the_limits(count: int, heads: int) -> None:
    picture = render.layer(look(count, layers=2, heads=heads), 1)

    assert picture.width + picture.height <= 10000
    assert max(picture.width, picture.height) <= 20 * min(picture.width, picture.height)
    assert len(picture.png) <= 10_000_000
    assert max(picture.width, picture.height) <= 1500
