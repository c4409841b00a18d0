"""The embedded face: which letters it has and how wide each is; how each is drawn, matplotlib reads.

All lengths are in units of the face.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

UNITS = 2048
"""To the size of the letters."""
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@cache
def letters(style: str) -> dict[str, str]:
    """The letters of a style with the names of their glyphs."""
    return {chr(code): name for code, name in font(style).getBestCmap().items()}


@cache
def widths(style: str) -> dict[str, int]:
    """How wide each letter is; under the empty text, the box that stands for one that the face lacks."""
    advances = font(style)["hmtx"].metrics
    return {"": advances[".notdef"][0]} | {letter: advances[name][0] for letter, name in letters(style).items()}


@cache
def font(style: str) -> TTFont:
    """A style as fontTools reads it."""
    from fontTools.ttLib import TTFont  # only what is set or drawn waits for it

    return TTFont(io.BytesIO(file(style)), lazy=True)


def file(style: str) -> bytes:
    """A style whole: a file that stays open would be open in whatever is forked from this process, too."""
    return files("thidua.present").joinpath(f"fonts/Tinos-{style}.ttf").read_bytes()
