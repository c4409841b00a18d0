"""The rows of a form below its headings: the open ones of a list, and the lines of a return with their sums.

Which titles a return lists is decided in ``template``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.writing.cell_text import put_text
from thidua.intake.writing.sheet_style import FONT, GRID
from thidua.intake.writing.template_form import Form
from thidua.intake.writing.template_sheet import SIZE, alignment_of, format_of

LAST_ROW = 2000
"""Rows that are ready to be filled in; no unit decides more in one period."""

_GROUP = PatternFill("solid", fgColor="FFF2F2F2")
_READY_ROWS = 20
"""Rows with a grid before anything is written; further rows get theirs as they are filled."""


def draw_open_rows(sheet: Worksheet, form: Form, first: int) -> None:
    """Give the rows of an open list their grid: the first ones at once, the others as soon as they are filled."""
    last = get_column_letter(len(form.columns))
    shown = f"OR(ROW()<{first + _READY_ROWS},COUNTA($A{first}:${last}{first})>0)"
    grid = Rule("expression", formula=[shown], dxf=DifferentialStyle(border=GRID))
    sheet.conditional_formatting.add(f"A{first}:{last}{LAST_ROW}", grid)


def draw_return_rows(
    sheet: Worksheet, form: Form, first: int, rows: Sequence[tuple[str, Mapping[int, str]]]
) -> list[str]:
    """Write the lines of a return: titles with their dashes by column, group headings, and the sums below.

    Parameters
    ----------
    rows
        The text of each line with what stands in which column, from 1; no column at all for a group heading.

    Returns
    -------
    list of str
        The cells that hold a formula.
    """
    for number, (text, written) in enumerate(rows, first):
        put_text(sheet, number, 2, text)
        for column, value in written.items():
            put_text(sheet, number, column, value)
        sheet.row_dimensions[number].height = 18 if len(text) < 40 else 32
        is_group = bool(text) and not written
        for column in range(1, len(form.columns) + 1):
            _style_line(sheet, form, number, column, is_bold=is_group)
            if is_group:
                sheet.cell(number, column).fill = _GROUP
    total = first + len(rows)
    put_text(sheet, total, 2, "Tổng cộng")
    formulas: list[str] = []
    for column in range(1, len(form.columns) + 1):
        _style_line(sheet, form, total, column, is_bold=True)
        if form.columns[column - 1].value == "count":
            letter = get_column_letter(column)
            sheet.cell(total, column).value = f"=SUM({letter}{first}:{letter}{total - 1})"
            formulas.append(f"{letter}{total}")
    return formulas


def _style_line(sheet: Worksheet, form: Form, row: int, column: int, *, is_bold: bool) -> None:
    cell = sheet.cell(row, column)
    cell.font, cell.border = Font(name=FONT, size=SIZE, bold=is_bold), GRID
    cell.alignment = alignment_of(form.columns[column - 1])
    cell.number_format = format_of(form.columns[column - 1])
