"""In how many lines words stand, and how high these are, by the rules that Typst breaks ragged lines by."""

from __future__ import annotations

import re

from thidua.export.metrics import ems

CAPITAL = 1341 / 2048
"""How high a line is, in sizes of its letters: from the foot of a capital of the face to its head."""
_BREAKS = re.compile(r"(?<=[ \u200b–—])|(?<=[-/])(?=[^\W\d_])")


def lines_of(words: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> int:
    """In how many lines words stand: as many on each as it holds.

    Parameters
    ----------
    room
        How long a line is, in points.
    size
        The points of the letters.
    """

    def fits(line: str) -> bool:
        return ems(line.rstrip(), bold=bold, italic=italic) * size <= room + 1e-6

    count = 0
    for paragraph in words.split("\n"):
        count += 1
        if fits(paragraph):
            continue
        line = ""
        for piece in _BREAKS.split(paragraph):
            if line and not fits(line + piece):
                count, line = count + 1, ""
            line += piece
    return count


def height_of(lines: int, size: float, leading: float) -> float:
    """How high lines stand, in points; ``leading`` is the room between two, in sizes of the letters."""
    return (lines * CAPITAL + (lines - 1) * leading) * size if lines else 0.0
