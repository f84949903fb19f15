"""What the two themes and the two colour scales look like, as frozen values.

A scale keeps the hues of viridis or cividis, but begins at the page: nothing is nearly no colour. Its lightness in
OKLab (Ottosson 2020) runs evenly from the page's end to the other, so equal steps of weight look like equal steps, and
the order survives greyscale, colour blindness and JPEG.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from jaxtyping import Bool, Float, UInt8
from matplotlib import colormaps

from render.view import Colours, ThemeName

STEPS = 256


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, each as `#rrggbb`.

    Attributes:
        page: Behind everything.
        text: Titles and labels.
        muted: What is read second: sentences, axis words, numbers of the colour bar.
        faint_text: What is read last: the model's name.
        nothing: A cell that could be looked at and is not.
        over: A cell that lies above the colour scale.
        full: OKLab lightness of the end of the scale.
        hue_end: OKLab lightness beyond which the scale keeps its hue: viridis' lime and yellow shout on a light page.
        fade: The share of the scale over which its colours come up from `nothing`.
    """

    page: str
    text: str
    muted: str
    faint_text: str
    nothing: str
    over: str
    full: float
    hue_end: float
    fade: float


THEMES: dict[ThemeName, Theme] = {
    "light": Theme(
        page="#ffffff",
        text="#14171c",
        muted="#555c68",
        faint_text="#868d99",
        nothing="#eef1f5",
        over="#000000",
        full=0.26,
        hue_end=0.70,
        fade=0.35,
    ),
    "dark": Theme(
        page="#0d1117",
        text="#f0f3f6",
        muted="#a5adb8",
        faint_text="#78818e",
        nothing="#1b212b",
        over="#ffffff",
        full=0.90,
        hue_end=1.0,
        fade=0.30,
    ),
}


DARK_INK, LIGHT_INK = "#0b0e13", "#ffffff"
EQUAL_CONTRAST = 0.188  # on a colour of this luminance both inks stand out alike (WCAG 2.2)


def rgb(colour: str) -> tuple[int, int, int]:
    """Read `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _to_oklab(srgb: Float[np.ndarray, "step 3"]) -> Float[np.ndarray, "step 3"]:
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    to_lms = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    to_lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    lab: Float[np.ndarray, "step 3"] = np.cbrt(linear @ to_lms.T) @ to_lab.T
    return lab


def _from_oklab(lab: Float[np.ndarray, "step 3"]) -> Float[np.ndarray, "step 3"]:
    to_lms = np.array(
        [[1.0, 0.3963377774, 0.2158037573], [1.0, -0.1055613458, -0.0638541728], [1.0, -0.0894841775, -1.2914855480]]
    )
    to_linear = np.array(
        [
            [4.0767416621, -3.3077115913, 0.2309699292],
            [-1.2684380046, 2.6097574011, -0.3413193965],
            [-0.0041960863, -0.7034186147, 1.7076147010],
        ]
    )
    linear = np.clip((lab @ to_lms.T) ** 3 @ to_linear.T, 0, 1)
    srgb: Float[np.ndarray, "step 3"] = np.where(
        linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055
    )
    return srgb


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """The colours of cells.

    Attributes:
        steps: From no weight to the top of the scale; read-only.
        over: Above the scale.
        page: Where nothing can be seen.
    """

    steps: UInt8[np.ndarray, "256 3"]
    over: tuple[int, int, int]
    page: tuple[int, int, int]


def takes_dark_ink(colours: UInt8[np.ndarray, "*shape 3"]) -> Bool[np.ndarray, "*shape"]:
    """Tell on which colours dark text stands out more than light text."""
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    bright: Bool[np.ndarray, "*shape"] = linear @ np.array([0.2126, 0.7152, 0.0722]) > EQUAL_CONTRAST
    return bright


@lru_cache(maxsize=8)
def palette(theme: ThemeName, colours: Colours) -> Palette:
    """Make the colours of cells for a theme and a colour scale."""
    look = THEMES[theme]
    nothing = _to_oklab(np.array([rgb(look.nothing)]) / 255)[0]
    source = _to_oklab(colormaps[colours](np.linspace(0, 1, 1024))[:, :3])
    share = np.linspace(0, 1, STEPS)
    lightness = nothing[0] + (look.full - nothing[0]) * share
    at = np.minimum(lightness, look.hue_end)
    hue = np.stack([np.interp(at, source[:, 0], source[:, axis]) for axis in (1, 2)], axis=1)
    grow = np.clip(share / look.fade, 0, 1)
    smooth = (grow * grow * (3 - 2 * grow))[:, None]
    tint = nothing[1:] * (1 - smooth) + hue * smooth
    made = _from_oklab(np.concatenate([lightness[:, None], tint], axis=1))
    table: UInt8[np.ndarray, "256 3"] = np.round(made * 255).astype(np.uint8)
    table.setflags(write=False)
    return Palette(steps=table, over=rgb(look.over), page=rgb(look.page))
