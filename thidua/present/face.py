"""The embedded face: which letters it has, how wide each is and how each is drawn.

All lengths are in units of the face.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

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
def outline(letter: str, style: str) -> str:
    """How a letter is drawn, as the steps of a path of SVG with y upwards; empty for a space."""
    from fontTools.pens.basePen import decomposeQuadraticSegment  # only what draws waits for it
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    glyphs = _glyphs(style)
    pen = DecomposingRecordingPen(glyphs)
    glyphs[letters(style).get(letter, ".notdef")].draw(pen)
    steps: list[str] = []
    for step, places in pen.value:
        if step == "qCurveTo":
            steps += [f"Q{_written(*bend)}" for bend in decomposeQuadraticSegment(places)]
        else:
            steps.append({"moveTo": "M", "lineTo": "L", "closePath": "z"}[step] + _written(*places))
    return "".join(steps)


def _written(*places: tuple[float, float]) -> str:
    """Places in whole units: the middle of two handles is cut to one, as FreeType does."""
    return " ".join(str(int(value)) for place in places for value in place)


@cache
def _glyphs(style: str) -> Any:
    return font(style).getGlyphSet()


@cache
def font(style: str) -> TTFont:
    """A style as fontTools reads it."""
    from fontTools.ttLib import TTFont  # only what is set or drawn waits for it

    # Read whole, and no file stays open: whoever is forked from this process would have it too.
    return TTFont(io.BytesIO(files("thidua.present").joinpath(f"fonts/Tinos-{style}.ttf").read_bytes()), lazy=True)
