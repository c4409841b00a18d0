"""A chart as a picture of dots, for programs that show no SVG: Word's older ones, and mail."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil

import typst

from thidua.errors import NotebookError

_PAGE = b"""#set page(
  width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt, fill: white
)
#image(bytes(sys.inputs.svg), width: 100%)"""
_HEAD = re.compile(r'height="[\d.]+(?P<unit>[a-z]*)" viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
_HAIR = 0.02
"""In dots: a drawing a hair wider than its dots takes one more and is pressed into them."""


@lru_cache(maxsize=32)
def chart_png(svg: str, *, width: float, ppi: int) -> bytes:
    """A drawing as PNG on white, the same bytes for the same drawing.

    Parameters
    ----------
    width
        In points.
    ppi
        Dots in an inch.

    Raises
    ------
    NotebookError
        If it cannot be drawn.
    """
    # The letters of a chart are drawn: no font is asked for, so none of the system's can slip in.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    dots = round(width * ppi / 72)
    svg, high = _on_whole_dots(svg, dots)
    inputs = {"svg": svg} | {name: str((many - _HAIR) * 72 / ppi) for name, many in (("width", dots), ("height", high))}
    try:
        png: bytes = typst.compile(_PAGE, font_paths=fonts, sys_inputs=inputs, format="png", ppi=ppi)
    except typst.TypstError as problem:
        raise NotebookError(f"a chart cannot be drawn as a picture: {problem.message}") from problem
    return png


def _on_whole_dots(svg: str, dots: int) -> tuple[str, int]:
    """The drawing with room below it up to a whole dot, and how many dots high it then is.

    Of a drawing that ends within a dot Typst leaves out one row of dots, somewhere, and cuts the letters there.
    """
    head = _HEAD.search(svg)
    if head is None:
        return svg, dots
    wide = float(head["width"])
    high = ceil(dots * float(head["height"]) / wide - 1e-6)
    room = wide * high / dots
    return _HEAD.sub(f'height="{room}{head["unit"]}" viewBox="0 0 {wide} {room}"', svg, count=1), high
