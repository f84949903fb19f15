"""Which font draws which character.

Every font is a file of a package, so a picture looks the same on every machine: Noto Sans and its relatives from
`manimgx-fonts`, Noto Sans CJK from `noto-cjk-sans-otc`, DejaVu Sans from matplotlib for the signs the others lack.
A label gets the few fonts that it needs; matplotlib (libraqm) shapes it, orders right-to-left runs and falls back
from font to font, letter cluster by letter cluster.
"""

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Literal

from matplotlib.font_manager import FontPath, get_font
from matplotlib.ft2font import FT2Font

from render.signs import JOINERS, signs

Weight = Literal["regular", "semibold"]
Han = Literal["SC", "JP", "KR", "TC"]

FACES_OF_HAN: dict[Han, int] = {"JP": 0, "KR": 1, "SC": 2, "TC": 3}

# First and last code point of the blocks that one script's font is asked for. Only scripts that Noto Sans lacks.
SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"),
    (0x0750, 0x077F, "Arabic"),
    (0x0870, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Oriya"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x19E0, 0x19FF, "Khmer"),
    (0x1C90, 0x1CBF, "Georgian"),
    (0x2D00, 0x2D2F, "Georgian"),
    (0x2D80, 0x2DDF, "Ethiopic"),
    (0xA8E0, 0xA8FF, "Devanagari"),
    (0xAA60, 0xAA7F, "Myanmar"),
    (0xAB00, 0xAB2F, "Ethiopic"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFE, "Arabic"),
)
EMOJI_PRESENTATION = "\ufe0f"


@lru_cache(maxsize=1)
def _folders() -> tuple[Path, Path, Path]:
    """Find the packages' folders without importing what is in them."""
    folders = []
    for package in ("manimgx_fonts", "noto_cjk_sans_otc", "matplotlib"):
        found = importlib.util.find_spec(package)
        if found is None or found.origin is None:
            raise ModuleNotFoundError(f"the fonts of the package {package} are needed to draw")
        folders.append(Path(found.origin).parent)
    noto, cjk, matplotlib = folders
    return noto, cjk, matplotlib


@lru_cache(maxsize=64)
def _file(name: str, han: Han) -> FontPath:
    noto, cjk, matplotlib = _folders()
    match name:
        case "semibold":
            return FontPath(str(Path(__file__).parent / "fonts" / "NotoSans-SemiBold.ttf"), 0)
        case "CJK":
            return FontPath(str(cjk / "NotoSansCJK-Regular.ttc"), FACES_OF_HAN[han])
        case "DejaVu":
            return FontPath(str(matplotlib / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"), 0)
        case "Emoji":
            return FontPath(str(noto / "NotoEmoji[wght].ttf"), 0)
        case script:
            return FontPath(str(noto / f"NotoSans{script}[wght].ttf"), 0)


def _candidates(code: int) -> tuple[str, ...]:
    """Name the fonts that are asked for a character, best first."""
    script = next((name for first, last, name in SCRIPTS if first <= code <= last), None)
    if script is not None:
        return (script, "", "DejaVu")
    if code >= 0x1F000:
        return ("Emoji", "Symbols", "DejaVu", "CJK")
    if 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF:
        return ("CJK", "", "DejaVu")
    return ("", "Symbols", "DejaVu", "Emoji", "CJK")


@lru_cache(maxsize=8192)
def font_of(sign: str) -> str | None:
    """Name the font that has a glyph for every character of one sign; None if no font has.

    A font has no glyph of its own for what only joins; and a mark from one font never stands on a letter from another.
    """
    seen = [ord(character) for character in sign if character not in JOINERS]
    names = dict.fromkeys(name for code in seen for name in _candidates(code))
    if EMOJI_PRESENTATION in sign:
        names = dict.fromkeys(["Emoji", *names])
    for name in names:
        # The language of Han decides the shape of a character, not whether there is one.
        font = get_font([_file(name, "SC")])
        if all(font.get_char_index(code) for code in seen):
            return name
    return None


@lru_cache(maxsize=4096)
def chain(text: str, weight: Weight, han: Han) -> tuple[FontPath, ...]:
    """Name the files that draw `text`, the first one for most of it."""
    names = ["semibold", ""] if weight == "semibold" else [""]
    names += [name for sign in signs(text) if (name := font_of(sign)) is not None]
    return tuple(_file(name, han) for name in dict.fromkeys(names))


def open_fonts(text: str, weight: Weight, han: Han, em: int) -> FT2Font:
    """Open the fonts for `text` at `em` pixels; each thread has its own."""
    font = get_font(chain(text, weight, han))
    font.clear()
    font.set_size(em, 72)
    return font
