"""How wide words are in Times New Roman, told by the embedded face, whose letters are exactly as wide."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files

MM_PER_POINT = 25.4 / 72


@lru_cache(maxsize=4096)
def width_mm(words: str, points: float, *, bold: bool = False) -> float:
    """The width of words on one line, in mm; letters that the face lacks count as wide as an M."""
    widths, wide, units = _letters("Bold" if bold else "Regular")
    return sum(widths.get(letter, wide) for letter in words) / units * points * MM_PER_POINT


@cache
def _letters(style: str) -> tuple[dict[str, int], int, int]:
    """The widths of all letters in units of the face, that of an M, and how many units are the size of the type."""
    from fontTools.ttLib import TTFont  # only what is set waits for it

    with as_file(files("thidua.present").joinpath(f"fonts/Tinos-{style}.ttf")) as path, TTFont(path) as font:
        glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
        widths = {chr(code): advances[name][0] for code, name in glyphs.items()}
        widths["\u200b"] = 0
        return widths, widths["M"], font["head"].unitsPerEm
