import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from bot import graphics

WIDTH, HEIGHT = 37, 23  # neither a multiple of six


@pytest.fixture(scope="module")
def png() -> bytes:
    """A picture of four areas, so few colours that quantising keeps them all."""
    pixels = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    pixels[:10, :20] = (255, 255, 255)
    pixels[10:, :20] = (255, 0, 0)
    pixels[:10, 20:] = (0, 255, 0)
    pixels[10:, 20:] = (0, 0, 255)
    return encoded(pixels)


def encoded(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def pixels_of(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def drawn_by_sixels(text: str) -> np.ndarray:
    """Draw as a terminal would: a colour a pass, six rows a band."""
    found = re.fullmatch(r'\x1bP0;1;0q"1;1;(\d+);(\d+)((?:#\d+;2;\d+;\d+;\d+)+)(.*)\x1b\\', text)
    assert found
    width, height = int(found[1]), int(found[2])
    palette = {
        int(number): tuple(round(int(part) * 255 / 100) for part in parts.split(";"))
        for number, parts in re.findall(r"#(\d+);2;(\d+;\d+;\d+)", found[3])
    }
    canvas = np.full((height + 6, width, 3), 99, dtype=np.uint8)
    for band, passes in enumerate(found[4].split("-")):
        for one in passes.split("$"):
            number, runs = re.fullmatch(r"#(\d+)(.*)", one).groups()
            x = 0
            for count, code in re.findall(r"(?:!(\d+))?([?-~])", runs):
                for _ in range(int(count or 1)):
                    for bit in range(6):
                        if (ord(code) - 63) >> bit & 1:
                            canvas[band * 6 + bit, x] = palette[int(number)]
                    x += 1
            assert x == width
    return canvas[:height]


def test_kitty_sends_the_very_png_in_pieces_of_4096_at_most() -> None:
    noise = np.random.default_rng(7).integers(0, 256, (61, 83, 3), dtype=np.uint8)
    png = encoded(noise)

    pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", graphics.kitty(png, 40))

    assert len(pieces) > 2
    assert max(len(data) for _, data in pieces) <= 4096
    assert base64.b64decode("".join(data for _, data in pieces)) == png
    assert [keys[-3:] for keys, _ in pieces] == ["m=1"] * (len(pieces) - 1) + ["m=0"]
    assert pieces[0][0].startswith("a=T,f=100,q=2,c=40,")


def test_iterm2_sends_the_very_png_with_its_size(png: bytes) -> None:
    found = re.fullmatch(r"\x1b\]1337;File=inline=1;size=(\d+);width=40;[^:]*:(.*)\a", graphics.iterm2(png, 40))

    assert int(found[1]) == len(png)
    assert base64.b64decode(found[2]) == png


def test_sixels_draw_every_pixel_in_its_colour(png: bytes) -> None:
    drawn = drawn_by_sixels(graphics.sixel(png, width=1000))

    np.testing.assert_allclose(drawn, pixels_of(png), atol=3)  # sixels know colours in per cent


def test_sixels_are_scaled_down_to_the_width(png: bytes) -> None:
    drawn = drawn_by_sixels(graphics.sixel(png, width=20))

    assert drawn.shape == (round(HEIGHT * 20 / WIDTH), 20, 3)


def test_sixels_of_many_colours_stay_close() -> None:
    ramp = np.linspace(0, 255, 64, dtype=np.uint8)
    pixels = np.stack(np.broadcast_arrays(ramp[:, None], ramp[None, :], np.uint8(128)), axis=-1)

    drawn = drawn_by_sixels(graphics.sixel(encoded(pixels), width=64))

    assert np.abs(drawn.astype(int) - pixels).mean() < 8
