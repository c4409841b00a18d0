"""Marks in an answer: the colour of a faulty cell, and the comment that explains it.

What is wrong is in the findings; the list of all of them belongs to ``result_sheet``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.finding import SEVERITY_VI, Finding
from thidua.intake.writing.cell_text import clean_text

AUTHOR = "thidua"
COLOURS: Mapping[str, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}
"""Of a faulty cell, by severity."""

_OURS_BELOW = f"--- {AUTHOR} ---"
"""In a comment: what stands above is the sender's."""
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def mark_cells(sheets: Mapping[str, Worksheet], findings: Sequence[Finding]) -> None:
    """Colour and explain every cell that a finding names.

    Parameters
    ----------
    sheets
        By the name that findings use, the sheets that can be marked.
    findings
        One of a place that is no cell of these sheets is passed over; of merged cells, the one that is shown is marked.
    """
    found: dict[Cell, list[Finding]] = {}
    for finding in findings:
        sheet = sheets.get(finding.sheet)
        if sheet is not None and cell_place(finding.cell) is not None:
            found.setdefault(_shown_cell(sheet, finding.cell), []).append(finding)
    for cell, group in found.items():
        _mark(cell, group)


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell that Excel has: "H47" is (47, 8)."""
    found = _CELL_NAME.fullmatch(name)
    if found is None:
        return None
    row, column = int(found[2]), column_index_from_string(found[1])
    return (row, column) if row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _shown_cell(sheet: Worksheet, name: str) -> Cell:
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        merged = next(each for each in sheet.merged_cells.ranges if name in each)
        cell = sheet.cell(merged.min_row, merged.min_col)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}!{name} is no cell")
    return cell


def _mark(cell: Cell, findings: Sequence[Finding]) -> None:
    severity = "error" if any(finding.severity == "error" for finding in findings) else "warning"
    if not cell.has_style and isinstance(cell.parent, Worksheet):
        _take_style_of_column(cell, cell.parent)
    cell.fill = PatternFill("solid", fgColor=COLOURS[severity])
    said = [f"{SEVERITY_VI[one.severity]} {one.rule}: {one.text}.\nCần sửa: {one.advice}." for one in findings]
    ours = clean_text("\n".join([_OURS_BELOW, *said]))
    theirs = cell.comment.text.rstrip() if cell.comment else ""
    height = 40 + 18 * sum(1 + len(line) // 52 for line in f"{theirs}\n{ours}".splitlines())
    cell.comment = Comment(f"{theirs}\n{ours}" if theirs else ours, AUTHOR, height=min(height, 600), width=380)


def _take_style_of_column(cell: Cell, sheet: Worksheet) -> None:
    """A blank cell without a style of its own shows its column's; with a colour alone it would lose that."""
    for column in sheet.column_dimensions.values():
        if column.has_style and (column.min or 0) <= cell.column <= (column.max or 0):
            cell._style = copy(column._style)  # type: ignore[attr-defined]  # unknown to the types of openpyxl


def unmark_cells(book: Workbook) -> None:
    """Take our comments and colours out of an answer that was sent back."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment and _OURS_BELOW in cell.comment.text:
                    theirs = cell.comment.text.partition(_OURS_BELOW)[0].rstrip()
                    cell.comment = Comment(theirs, cell.comment.author) if theirs else None
                    if cell.fill.fgColor.rgb in COLOURS.values():
                        cell.fill = PatternFill()
