"""A sheet to draw on: words, lines, bars and marks at places in millimetres from the top left corner.

There are no matplotlib axes: their ticks and layout cost most of the time of a small chart, and places that are
known in millimetres can be kept apart by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Literal

from thidua.present.chart import INK
from thidua.present.drawing.labels import CAPITAL, LABEL, LINE_PITCH, MM_PER_POINT, Block, Box, size_mm, text_width
from thidua.present.drawing.outlines import Line, with_words
from thidua.present.drawing.styles import Filling, Look, Mark, Places, Stroke
from thidua.present.drawing.widths import is_narrow, width_mm

Side = Literal["left", "center", "right"]
_BEFORE: dict[Side, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""What of the width of words stands left of their place."""
LINE, MARK = 1.4, 6.0
"""The points of a line, and of a mark across."""
DASHED, DOTTED = (4.0, 2.5), (1.0, 2.0)
"""Dashes and the gaps after them, in widths of the line."""
TALLEST_MM = 215.0
"""The page has 257 mm, of which the caption and the notes need some; a picture is never parted. A phone scrolls."""


class Sheet:
    """A picture of the width that is drawn for and a height in mm."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._words: list[Line] = []
        self._drawn: list[tuple[float, Look, Places]] = []

    @property
    def area(self) -> Box:
        return Box(0, 0, width_mm(), self.height)

    def words(
        self,
        x: float,
        y: float,
        words: str | Block,
        *,
        side: Side = "left",
        size: float = LABEL,
        color: str = INK,
        bold: bool = False,
    ) -> None:
        """Words of one line or a block, their capitals centred at `y`; `side` is the edge of the words at `x`."""
        lines = words.lines if isinstance(words, Block) else (words,)
        height = size_mm(size)
        baseline = y + height * (CAPITAL - LINE_PITCH * (len(lines) - 1)) / 2
        for text in lines:
            start = x - text_width(text, size, bold=bold) * _BEFORE[side]
            place = (start / MM_PER_POINT, baseline / MM_PER_POINT)
            self._words.append(Line(text, *place, size, color, bold))
            baseline += height * LINE_PITCH

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str,
        width: float = LINE,
        dashes: Sequence[float] = (),
        zorder: float = 2,
        within: Box | None = None,
    ) -> None:
        """A line through the places; `within` cuts off what leaves that box."""
        self._draw(zorder, Stroke(color, width, tuple(dashes), within), xs, ys)

    def bar(self, box: Box, *, color: str, hatch: str = "", edge: str = "none", zorder: float = 1) -> None:
        """A filled rectangle, hatched in the colour of its edge."""
        left, top, right, bottom = box
        self._draw(zorder, Filling(color, hatch, edge), (left, right, right, left), (bottom, bottom, top, top))

    def marks(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str,
        shape: str = "o",
        size: float = MARK,
        fill: str | None = None,
    ) -> None:
        """Marks of one shape; `size` in points across, `fill` if the inside has another colour than the edge."""
        self._draw(2.5, Mark(shape, size, color, fill or color), xs, ys)

    def svg(self) -> str:
        """The picture: lines, bars and marks as matplotlib draws them, and the words above them."""
        from thidua.present.drawing.canvas import canvas  # only what draws waits for matplotlib

        with canvas(width_mm(), self.height) as picture:
            for look, same in groupby(sorted(self._drawn, key=itemgetter(0)), key=itemgetter(1)):
                picture.draw(look, [places for _, _, places in same])
            return with_words(picture.svg(), self._words)

    def _draw(self, zorder: float, look: Look, xs: Sequence[float], ys: Sequence[float]) -> None:
        if len(xs):
            self._drawn.append((zorder, look, list(zip(xs, ys, strict=True))))


@contextmanager
def sheet(height_mm: float) -> Iterator[Sheet]:
    """An empty sheet of the width that is drawn for in the report's look.

    Raises
    ------
    ValueError
        If no page could hold it: a picture that runs off the page, or is made small to fit, cannot be read.
    """
    if height_mm > TALLEST_MM and not is_narrow():
        raise ValueError(
            f"a chart {height_mm:.0f} mm high fits no page, which has room for {TALLEST_MM:.0f} mm; "
            "draw fewer rows and leave all of them to the table"
        )
    yield Sheet(height_mm)
