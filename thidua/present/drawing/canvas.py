"""Lines, bars and marks as matplotlib's renderer of SVG writes them.

It is used by itself: a figure makes an object of each line, with transforms and settings of its own, and asks each how
it is drawn; the same picture takes three times as long.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain

import matplotlib as mpl
import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, IdentityTransform, Transform

from thidua.present.drawing.labels import MM_PER_POINT
from thidua.present.drawing.styles import Filling, Look, Mark, Places, Stroke

_SETTINGS = {"svg.hashsalt": "thidua", "svg.id": None, "path.simplify": False}
"""What the renderer reads of matplotlib's settings: names that are the same in every edition, and every place drawn."""
_UNTOLD = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_PLACE = IdentityTransform()
_HATCH = 0.7
"""The points of the lines of a hatching."""


class Canvas:
    """A picture in the making, so many points wide and high: what is drawn first lies lowest."""

    def __init__(self, width: float, height: float) -> None:
        self._text = io.StringIO()
        self._renderer = RendererSVG(width, height, self._text, metadata=_UNTOLD)
        self._height = height

    def draw(self, look: Look, shapes: Sequence[Places]) -> None:
        """Draw what looks the same: the places of each line, the corners of each bar, the middles of marks.

        Raises
        ------
        ValueError
            If matplotlib knows no such mark.
        """
        match look:
            case Stroke():
                self._lines(look, shapes)
            case Filling():
                self._bars(look, shapes)
            case Mark():
                self._marks(look, shapes)

    def _lines(self, stroke: Stroke, lines: Sequence[Places]) -> None:
        style = _style(stroke.color, stroke.width)
        if stroke.dashes:
            style.set_dashes(0, [each * stroke.width for each in stroke.dashes])
        if stroke.within is not None:
            left, top, right, bottom = stroke.within
            style.set_clip_rectangle(Bbox(self._turned([(left, bottom), (right, top)])))
        steps = [Path.LINETO if at else Path.MOVETO for line in lines for at in range(len(line))]
        self._renderer.draw_path(style, Path(self._turned(chain(*lines)), steps), _PLACE)

    def _bars(self, filling: Filling, bars: Sequence[Places]) -> None:
        style = _style(filling.edge, 0)
        if filling.hatch:
            style.set_hatch(filling.hatch)
            style.set_hatch_color(to_rgba(filling.edge))
            style.set_hatch_linewidth(_HATCH)
        path = Path.make_compound_path_from_polys(np.array([self._turned(corners) for corners in bars]))
        self._renderer.draw_path(style, path, _PLACE, to_rgba(filling.color))

    def _marks(self, mark: Mark, places: Sequence[Places]) -> None:
        marker, outline, scaled = _marker(mark.shape, mark.size)
        style = _style(mark.color, 1)
        style.set_joinstyle(marker.get_joinstyle())
        style.set_capstyle(marker.get_capstyle())
        path = Path(self._turned(chain(*places)))
        self._renderer.draw_markers(style, outline, scaled, path, _PLACE, to_rgba(mark.fill))

    def svg(self) -> str:
        """The whole picture; nothing is drawn after it."""
        self._renderer.finalize()
        return self._text.getvalue()

    def _turned(self, places: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Places as matplotlib counts them, in points from the bottom; a thousandth of one is finer than any print."""
        return [(round(x / MM_PER_POINT, 3), self._height - round(y / MM_PER_POINT, 3)) for x, y in places]


@contextmanager
def canvas(width_mm: float, height_mm: float) -> Iterator[Canvas]:
    """An empty picture, drawn by the same settings for everyone; matplotlib's own are left as they were.

    `rc_context` would copy all three hundred of them.
    """
    before = {name: mpl.rcParams[name] for name in _SETTINGS}
    mpl.rcParams.update(_SETTINGS)
    try:
        yield Canvas(width_mm / MM_PER_POINT, height_mm / MM_PER_POINT)
    finally:
        mpl.rcParams.update(before)


def _style(color: str, width: float) -> GraphicsContextBase:
    style = GraphicsContextBase()
    style.set_foreground(color)
    style.set_linewidth(width)
    return style


@cache
def _marker(shape: str, size: float) -> tuple[MarkerStyle, Path, Transform]:
    """A shape of marks, its outline, and what makes it so many points large."""
    marker = MarkerStyle(shape, "full")
    return marker, marker.get_path(), marker.get_transform() + Affine2D().scale(size)
