"""A sheet to draw on: words, lines, bars and marks at places in millimetres from the top left corner.

There are no matplotlib axes: their ticks and layout cost most of the time of a small chart, and places that are
known in millimetres can be kept apart by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from thidua.present.chart import INK, MM_PER_INCH, drawing, look, svg_of
from thidua.present.drawing.labels import CAPITAL, LABEL, LINE_PITCH, MM_PER_POINT, Block, Box, size_mm, text_width
from thidua.present.drawing.outlines import Line, with_words
from thidua.present.drawing.widths import is_narrow, width_mm

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Side = Literal["left", "center", "right"]
_BEFORE: dict[Side, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""What of the width of words stands left of their place."""
DASHED, DOTTED = (0, (4, 2.5)), (0, (1, 2))
TALLEST_MM = 215.0
"""The page has 257 mm, of which the caption and the notes need some; a picture is never parted. A phone scrolls."""


class Sheet:
    """A figure of the width that is drawn for and a height in mm."""

    def __init__(self, figure: Figure, height: float) -> None:
        from matplotlib.transforms import Affine2D  # here and below: only what draws waits for matplotlib

        self.figure = figure
        self.height = height
        to_inches = Affine2D().scale(1 / MM_PER_INCH, -1 / MM_PER_INCH).translate(0, height / MM_PER_INCH)
        self._mm = to_inches + figure.dpi_scale_trans
        self._words: list[Line] = []

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
        size: str = LABEL,
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
            self._words.append(Line(text, *place, float(look()[size]), color, bold))
            baseline += height * LINE_PITCH

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str,
        width: float | None = None,
        style: object = "-",
        zorder: float = 2,
        within: Box | None = None,
    ) -> None:
        """A line through the places; `within` cuts off what leaves that box."""
        from matplotlib.lines import Line2D
        from matplotlib.transforms import Bbox, TransformedBbox

        line = Line2D(xs, ys, color=color, linewidth=width, linestyle=style, zorder=zorder, transform=self._mm)
        if within is not None:
            corners = Bbox.from_extents(within.left, within.top, within.right, within.bottom)
            line.set_clip_box(TransformedBbox(corners, self._mm))
        self.figure.add_artist(line)

    def bar(self, box: Box, *, color: str, hatch: str = "", edge: str = "none", zorder: float = 1) -> None:
        """A filled rectangle, hatched in the colour of its edge."""
        from matplotlib.patches import Rectangle

        self.figure.add_artist(
            Rectangle(
                (box.left, box.top),
                box.right - box.left,
                box.bottom - box.top,
                facecolor=color,
                edgecolor=edge,
                hatch=hatch or None,
                linewidth=0,
                zorder=zorder,
                transform=self._mm,
            )
        )

    def marks(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: str,
        shape: str = "o",
        size: float | None = None,
        fill: str | None = None,
    ) -> None:
        """Marks of one shape; `size` in points across, `fill` if the inside has another colour than the edge."""
        from matplotlib.lines import Line2D

        marks = Line2D(xs, ys, color=color, linestyle="", marker=shape, markersize=size, zorder=2.5, transform=self._mm)
        if fill is not None:
            marks.set_markerfacecolor(fill)
        self.figure.add_artist(marks)

    def svg(self) -> str:
        """The picture: lines and marks as matplotlib draws them, and the words above them."""
        return with_words(svg_of(self.figure), self._words)


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
    with drawing(height_mm, width_mm()) as figure:
        yield Sheet(figure, height_mm)
