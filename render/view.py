"""How a reader wants to see it, and what comes out."""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]
Colours = Literal["viridis", "cividis"]
Lang = Literal["en", "ru"]
Unit = Literal["token", "word"]


@dataclass(frozen=True, slots=True)
class View:
    """A reader's wishes for a picture.

    Attributes:
        theme: Dark strokes on a light page, or light ones on a dark page.
        unit: Whether rows and columns are the model's tokens, or the words they make up.
        hide_first: Whether the first column, which often takes most of the attention, is left out.
        lang: The language of titles, captions and alt texts.
        colours: Which scale of colours; both are even to the eye and safe for colour-blind readers.
    """

    theme: ThemeName = "light"
    unit: Unit = "token"
    hide_first: bool = False
    lang: Lang = "en"
    colours: Colours = "viridis"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture with its words.

    Attributes:
        png: The file. The same text, view and model give the same bytes.
        width: In pixels.
        height: In pixels.
        alt: What is seen in it, for a reader who cannot see it.
        caption: What the reader has to know beside it: the first token's share, what was hidden, cut or merged.
        reading: What it shows, in the same unit and with the same counts as in the picture; lines.
        telling: Layer and number of the head that tells most of those drawn; None if they weren't compared.
    """

    png: bytes
    width: int
    height: int
    alt: str
    caption: str
    reading: str = ""
    telling: tuple[int, int] | None = None
