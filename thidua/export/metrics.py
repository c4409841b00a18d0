"""How wide words are in Times New Roman, told by the embedded face, whose letters are exactly as wide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from thidua.present import face

MM_PER_POINT = 25.4 / 72


@lru_cache(maxsize=4096)
def width_mm(words: str, points: float, *, bold: bool = False) -> float:
    """The width of words on one line, in mm, as Word sets them: no letter moves nearer to its neighbour."""
    letters = _face("Bold" if bold else "Regular")
    return letters.units(words) / letters.size * points * MM_PER_POINT


@lru_cache(maxsize=8192)
def ems(words: str, *, bold: bool = False, italic: bool = False) -> float:
    """How long words are on one line, in sizes of their letters, as Typst sets them: the two of "11" stand closer.

    Of words of several lines it is the longest.
    """
    if "\n" in words:
        return max(ems(line, bold=bold, italic=italic) for line in words.split("\n"))
    letters = _face("Bold" if bold else "Italic" if italic else "Regular")
    return (letters.units(words) + sum(letters.nearer.get(pair, 0) for pair in pairwise(words))) / letters.size


class _Face(NamedTuple):
    """The widths of letters, that of those it lacks, and what stands nearer; all in units, of which it has a size."""

    widths: dict[str, int]
    wide: int
    nearer: dict[tuple[str, str], int]
    size: int

    def units(self, words: str) -> int:
        return sum(self.widths.get(letter, self.wide) for letter in words)


@cache
def _face(style: str) -> _Face:
    widths = {**face.widths(style), "\u200b": 0}
    return _Face(widths, widths["M"], dict(_pairs(style)), face.UNITS)


def _pairs(style: str) -> Iterator[tuple[tuple[str, str], int]]:
    """The pairs of letters that the face moves, and by how many units: in Tinos every pair is listed on its own."""
    letters: dict[str, list[str]] = {}
    for letter, name in face.letters(style).items():
        letters.setdefault(name, []).append(letter)
    table = face.font(style)["GPOS"].table
    kerning = [each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "kern"]
    for lookup in sorted({number for feature in kerning for number in feature.LookupListIndex}):
        for listed in table.LookupList.Lookup[lookup].SubTable:
            for first, pairs in zip(listed.Coverage.glyphs, listed.PairSet, strict=True):
                for pair in pairs.PairValueRecord:
                    for left in letters.get(first, ()):
                        for right in letters.get(pair.SecondGlyph, ()):
                            yield (left, right), pair.Value1.XAdvance
