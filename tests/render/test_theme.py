"""Colours: even to the eye, in order without hue, text that can be read."""

import itertools

import numpy as np
import pytest

from render.theme import DARK_INK, LIGHT_INK, THEMES, _to_oklab, palette, rgb, takes_dark_ink
from render.view import Colours, ThemeName

BOTH = list(itertools.product(("light", "dark"), ("viridis", "cividis")))


def luminance(colour: tuple[int, ...]) -> float:
    """WCAG 2.2's relative luminance."""
    share = np.array(colour) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(rgb(one)), luminance(rgb(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "colours"), BOTH)
def test_equal_steps_of_weight_are_equal_steps_of_lightness(theme: ThemeName, colours: Colours) -> None:
    lightness = _to_oklab(palette(theme, colours).steps / 255)[:, 0]

    steps = np.diff(lightness[::8])

    assert (np.sign(steps) == np.sign(steps[0])).all()
    assert np.abs(steps / steps.mean() - 1).max() < 0.35  # where sRGB has no such colour it is clipped a little


@pytest.mark.parametrize(("theme", "colours"), BOTH)
def test_the_scale_keeps_its_order_in_grey(theme: ThemeName, colours: Colours) -> None:
    grey = palette(theme, colours).steps[::4] @ (0.299, 0.587, 0.114)

    assert (np.diff(grey) * (1 if theme == "dark" else -1) > -0.5).all()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_the_page(theme: ThemeName) -> None:
    look = THEMES[theme]

    assert contrast(look.text, look.page) > 12
    assert contrast(look.muted, look.page) > 5.5
    assert contrast(look.faint_text, look.page) > 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_cell_that_gets_nothing_is_not_a_cell_that_cannot_be_seen(theme: ThemeName) -> None:
    look = THEMES[theme]

    assert contrast(look.nothing, look.page) > 1.1


@pytest.mark.parametrize(("theme", "colours"), BOTH)
def test_numbers_stand_out_from_every_cell(theme: ThemeName, colours: Colours) -> None:
    steps = palette(theme, colours).steps

    inks = np.where(takes_dark_ink(steps), DARK_INK, LIGHT_INK)
    cells = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in steps.tolist()]

    assert min(contrast(ink, cell) for ink, cell in zip(inks.tolist(), cells, strict=True)) > 4.3


def test_colours_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        palette("light", "viridis").steps[0, 0] = 1
