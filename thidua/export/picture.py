"""A chart as a picture of dots, for programs that show no SVG: Word's older ones, and mail."""

from __future__ import annotations

import re
from functools import lru_cache

import typst

from thidua.errors import NotebookError

_PAGE = b"""#set page(
  width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt, fill: white
)
#image(bytes(sys.inputs.svg), width: 100%, height: 100%, fit: "stretch")"""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


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
    # Of whole dots both ways: of a page that ends within a dot one row of dots, somewhere, is left out or told twice.
    box = _BOX.search(svg)
    dots = round(width * ppi / 72)
    high = round(dots * float(box[2]) / float(box[1])) if box else dots
    inputs = {"svg": svg, "width": str(dots * 72 / ppi), "height": str(high * 72 / ppi)}
    try:
        png: bytes = typst.compile(_PAGE, font_paths=fonts, sys_inputs=inputs, format="png", ppi=ppi)
    except typst.TypstError as problem:
        raise NotebookError(f"a chart cannot be drawn as a picture: {problem.message}") from problem
    return png
