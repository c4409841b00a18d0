"""Pictures of sheets, as a spreadsheet shows them: letters above, numbers at the left, merged cells without lines.

Which sheets are shown belongs to ``layouts_shown``.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import date
from importlib import resources
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from thidua.illustrative.sheets import Cell, Sheet, cell_name

_DOTS = 150
"""Dots per inch: half as many again as a page shows, so that letters stay crisp on a fine screen."""
_ROW, _STRIP, _PAD = 0.25, 0.36, 0.06
"""Height of a row, width of the row numbers, and space beside a text, in inches."""
_SIZE = 10.5
"""Of the letters, in points."""
_LINE, _GREY, _DARK, _TINT, _INK = "#c4c9ce", "#eceff1", "#59616a", "#fff0c2", "#101418"
_COLOURS = 16
_OVERHANGING = frozenset({"title", "group"})
"""Styles of texts that reach over the blank cells beside them."""

Place = tuple[int, int]


def draw_picture(path: Path, sheet: Sheet, tinted: Collection[Place] = ()) -> None:
    """Draw a sheet as a PNG with the same bytes every time; the widths of its columns are in inches.

    Parameters
    ----------
    path
        Where to.
    sheet
        What is drawn, down to its last filled row; one width for every column.
    tinted
        Rows and columns from 0 of the cells with a tinted ground; of a merged block, its first.
    """
    picture = _Picture(sheet)
    picture.draw_strips()
    for column in range(len(sheet.widths)):
        for row in range(picture.height):
            picture.draw_cell((row, column), _TINT if (row, column) in tinted else "white")
    picture.draw_overhanging()
    drawn = io.BytesIO()
    FigureCanvasAgg(picture.figure).print_png(drawn)
    # A few flat colours take a third of the bytes.
    Image.open(drawn).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


class _Picture:
    """The page a sheet is drawn on, its places in inches from the top left."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.height = 1 + max(row for row, _ in sheet.cells)
        self.lefts = [_STRIP]
        for column in range(len(sheet.widths)):
            self.lefts.append(self.lefts[-1] + sheet.widths[column])
        self.below = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
        size = (self.lefts[-1] + 0.02, (self.height + 1) * _ROW + 0.02)
        self.figure = Figure(figsize=size, dpi=_DOTS, facecolor="white")
        self.page: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.page.set(xlim=(0, size[0]), ylim=(size[1], 0))
        self.page.set_axis_off()

    def draw_strips(self) -> None:
        """The letters of the columns and the numbers of the rows."""
        self._box(0, 0, _STRIP, _ROW, _GREY)
        for column, left in enumerate(self.lefts[:-1]):
            width = self.lefts[column + 1] - left
            self._box(left, 0, width, _ROW, _GREY)
            self._text(left + width / 2, _ROW / 2, cell_name((0, column))[:-1], "center", _DARK)
        for row in range(self.height):
            top = (row + 1) * _ROW
            self._box(0, top, _STRIP, _ROW, _GREY)
            self._text(_STRIP / 2, top + _ROW / 2, str(row + 1), "center", _DARK)

    def draw_cell(self, place: Place, ground: str) -> None:
        """The ground and the text of one cell, or of the merged block that begins there."""
        if self._is_covered(place):
            return
        (row, column), (bottom, right) = place, self.below.get(place, place)
        left, top = self.lefts[column], (row + 1) * _ROW
        width, height = self.lefts[right + 1] - left, (bottom - row + 1) * _ROW
        self._box(left, top, width, height, ground)
        cell = self.sheet.cells.get(place)
        if cell is None or cell.style in _OVERHANGING:
            return
        is_centred = cell.style == "head" or not isinstance(cell.value, str)
        x, align = (left + width / 2, "center") if is_centred else (left + _PAD, "left")
        self._text(x, top + height / 2, _shown(cell), align, _INK, is_bold=cell.style == "head")

    def draw_overhanging(self) -> None:
        """Titles and headings of groups: no line shows through them, as none does in a spreadsheet."""
        for (row, column), cell in self.sheet.cells.items():
            if cell.style in _OVERHANGING:
                text = self._text(
                    self.lefts[column] + _PAD, (row + 1.5) * _ROW, _shown(cell), "left", _INK, is_bold=True
                )
                text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 2.0})

    def _is_covered(self, place: Place) -> bool:
        row, column = place
        return any(
            top <= row <= bottom and left <= column <= right and place != (top, left)
            for top, left, bottom, right in self.sheet.merged
        )

    def _box(self, left: float, top: float, width: float, height: float, ground: str) -> None:
        self.page.add_patch(Rectangle((left, top), width, height, facecolor=ground, edgecolor=_LINE, linewidth=0.6))

    def _text(self, x: float, y: float, text: str, align: str, colour: str, *, is_bold: bool = False) -> Text:
        font = FontProperties(fname=_font("Bold" if is_bold else "Regular"), size=_SIZE)
        return self.page.text(x, y, text, ha=align, va="center_baseline", color=colour, fontproperties=font)


def _font(face: str) -> str:
    return str(resources.files("thidua.present").joinpath("fonts", f"Tinos-{face}.ttf"))


def _shown(cell: Cell) -> str:
    return f"{cell.value:%d/%m/%Y}" if isinstance(cell.value, date) else str(cell.value)
