"""Cells of an .ods that need a closer look: merged, shown otherwise, with a formula, an error value, or struck.

Repeats are kept as areas until the extent of the sheet is known: a few bytes may stand for billions of cells.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from thidua.intake.files.limits import Limits
from thidua.intake.files.ods_styles import CellStyles
from thidua.intake.files.sheet_scan import Area, Place, Places, SheetScan, check_merged_count

_MARKS = (b"-spanned=", b'="percentage"', b"table:formula=", b'calcext:value-type="error"')
_CELL = re.compile(rb'<table:(?:covered-)?table-cell((?:\s+[\w:.-]+="[^"<]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_VALUES = frozenset(
    ("office:value-type", *(f"office:{kind}value" for kind in ("", "string-", "boolean-", "date-", "time-")))
)
_ENDING = b"</table:table-cell>"
_ANNOTATION = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_ERROR = re.compile(r"#[A-Z]+(?:/[A-Z0-9])?[!?]?|Err:[0-9]{3}")
_TAG = re.compile(rb"<[^>]*>")


class TableMarks:
    """What was found in the rows of one sheet so far."""

    def __init__(self, styles: CellStyles, columns: Sequence[tuple[int, str]], limits: Limits) -> None:
        self._styles, self._limits = styles, limits
        self._looks_at_styles = bool(styles.struck or styles.others)
        self._last_columns = [last for last, _ in columns]
        self._column_styles = [style for _, style in columns]
        self._merged: list[Area] = []
        self._uncomputed: list[Place] = []
        self._percents: list[Area] = []
        self._others: list[Area] = []
        self._struck: list[Area] = []
        self._errors: list[tuple[str, Area]] = []

    def look_at(self, cells: bytes, row: int, repeats: int) -> None:
        """Look at one row, which repeats; most have nothing to look at."""
        if not self._looks_at_styles and not any(mark in cells for mark in _MARKS):
            return
        of_row = _attributes(cells[: cells.find(b">")]).get("table:default-cell-style-name", "")
        column = 1
        for cell in _CELL.finditer(cells):
            attributes = _attributes(cell[1])
            width = max(1, int(attributes.get("table:number-columns-repeated", "1")))
            area = Area(row, column, row + repeats - 1, column + width - 1)
            column += width
            self._note_merged(attributes, area)
            if _VALUES.isdisjoint(attributes):
                if "table:formula" in attributes:
                    self._uncomputed.append((area.first_row, area.first_column))
                continue
            if attributes.get("office:value-type") == "percentage":
                self._percents.append(area)
            # LibreOffice says so; OpenOffice stores the number 0 and shows the error.
            if attributes.get("calcext:value-type") == "error":
                self._errors.append((_text(cells, cell), area))
            elif "table:formula" in attributes and _ERROR.fullmatch(shown := _text(cells, cell)):
                self._errors.append((shown, area))
            style = attributes.get("table:style-name") or of_row or self._style_of(area.first_column)
            if style in self._styles.struck:
                self._struck.append(area)
            if style in self._styles.others:
                self._others.append(area)

    def _note_merged(self, attributes: dict[str, str], area: Area) -> None:
        across = int(attributes.get("table:number-columns-spanned", "1"))
        down = int(attributes.get("table:number-rows-spanned", "1"))
        if across <= 1 and down <= 1:
            return
        # Blank cells that are merged in the same way repeat as others do.
        rows = range(area.first_row, min(area.last_row, self._limits.max_rows) + 1)
        columns = range(area.first_column, min(area.last_column, self._limits.max_columns) + 1)
        check_merged_count(len(self._merged) + len(rows) * len(columns), self._limits)
        self._merged.extend(
            Area(row, column, row + max(1, down) - 1, column + max(1, across) - 1) for row in rows for column in columns
        )

    def _style_of(self, column: int) -> str:
        """The style of the cells of a column that name none."""
        at = bisect_left(self._last_columns, column)
        return self._column_styles[at] if at < len(self._column_styles) else ""

    def unfolded(self, scan: SheetScan) -> SheetScan:
        """The scan with what was found; nothing is unfolded in a sheet that is too large anyway."""
        if scan.last_row * scan.last_column > self._limits.max_cells:
            return scan
        errors: dict[str, Places] = {}
        for text, area in self._errors:
            errors.setdefault(text, Places()).add_area(_within(scan, area))
        percents, others, struck = Places(), Places(), Places()
        for places, areas in ((percents, self._percents), (others, self._others), (struck, self._struck)):
            for area in areas:
                places.add_area(_within(scan, area))
        return replace(
            scan,
            merged=tuple(self._merged),
            uncomputed=frozenset(self._uncomputed),
            errors=errors,
            percents=percents,
            others=others,
            struck=struck,
        )


def _within(scan: SheetScan, area: Area) -> Area:
    return area._replace(
        last_row=min(area.last_row, scan.last_row), last_column=min(area.last_column, scan.last_column)
    )


def _attributes(text: bytes) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text.decode("utf-8", "replace"))}


def _text(cells: bytes, cell: re.Match[bytes]) -> str:
    """The text that a cell shows."""
    inside = cells[cell.end() : cells.find(_ENDING, cell.end())]
    return html.unescape(_TAG.sub(b"", _ANNOTATION.sub(b"", inside)).decode("utf-8", "replace"))
