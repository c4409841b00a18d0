"""Words as outlines: every letter drawn once in a picture and set at its places, so that no reader needs the face.

The letters stand where `labels` measured them; what is written, and where, is the affair of `sheet`.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import escape

from thidua.present import face
from thidua.present.drawing.labels import advance

_END = 79
_STEPS = {1: "M", 2: "L", 3: "Q", 4: "C", _END: "z"}
"""The codes of matplotlib's paths: what SVG calls them."""


@dataclass(frozen=True)
class Line:
    """A line of words: where it begins on the picture and its size, in points; its colour and weight."""

    text: str
    x: float
    y: float
    size: float
    color: str
    is_bold: bool


def with_words(svg: str, lines: Iterable[Line]) -> str:
    """The picture with the words set above all else.

    Parameters
    ----------
    svg
        A whole picture, one unit of which is a point.
    """
    written = [_written(line) for line in lines]
    letters = dict.fromkeys(key for line in lines for key in _keys(line.text, line.is_bold))
    outlines = "".join(f'<path id="{_name(*key)}" d="{outline(*key)}"/>\n' for key in letters if outline(*key))
    drawn = f"<defs>\n{outlines}</defs>\n{''.join(written)}" if written else ""
    head, end, tail = svg.rpartition("</svg>")
    return f"{head}{drawn}{end}{tail}"


def _written(line: Line) -> str:
    """A group of the letters of a line, below a comment that says what they spell."""
    scale = f"{line.size / face.UNITS:.7f}"
    letters = _letters(line.text, line.is_bold)
    spelled = escape(line.text).replace("--", "- -")
    place = f"translate({line.x:.2f} {line.y:.2f}) scale({scale} -{scale})"
    return (
        f'<g class="words"><!-- {spelled} --><g style="fill: {line.color}" transform="{place}">{letters}</g></g>\n'
        if letters
        else ""
    )


@lru_cache(maxsize=10_000)
def _letters(text: str, is_bold: bool) -> str:
    """The letters of a line at their places, in parts of the face; many a line stands in several charts."""
    keys = _keys(text, is_bold)
    widths = accumulate((advance(*key) * face.UNITS for key in keys), initial=0.0)
    return "".join(
        f'<use x="{x:.0f}" href="#{_name(*key)}"/>' for key, x in zip(keys, widths, strict=False) if outline(*key)
    )


def _keys(text: str, is_bold: bool) -> list[tuple[str, bool]]:
    return [(letter, is_bold) for letter in unicodedata.normalize("NFC", text)]


def _name(letter: str, is_bold: bool) -> str:
    return f"{'B' if is_bold else 'R'}{ord(letter):x}"


@cache
def outline(letter: str, is_bold: bool) -> str:
    """The outline of a letter in parts of the face, as matplotlib reads it; empty for a space."""
    from matplotlib.ft2font import LoadFlags  # only what draws waits for it
    from matplotlib.path import Path

    font = _font(is_bold)
    font.load_glyph(font.get_char_index(ord(letter)), flags=LoadFlags.NO_SCALE)
    steps = Path(*font.get_path()).iter_segments(simplify=False)
    return "".join(_step(int(code), places) for places, code in steps)


def _step(code: int, places: Iterable[float]) -> str:
    """The end of an outline is at no place of its own."""
    return _STEPS[code] if code == _END else _STEPS[code] + " ".join(f"{each * 64:.0f}" for each in places)


@cache
def _font(is_bold: bool) -> Any:
    from matplotlib.ft2font import FT2Font

    return FT2Font(io.BytesIO(face.file("Bold" if is_bold else "Regular")))
