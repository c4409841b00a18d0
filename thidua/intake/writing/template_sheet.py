"""The frame of a form: title block, headings, the format of its columns, and how it is printed.

The rows below the headings belong to ``template_rows``, what may be typed into them to ``template_entry``.
"""

from __future__ import annotations

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.writing.cell_text import put_text
from thidua.intake.writing.sheet_style import FONT, GRID, HEADING_FILL, lay_out_pages
from thidua.intake.writing.template_form import Column, Form

HEADING_ROW = 5
"""The first row of headings; title, unit, period and a blank row stand above."""
UNIT_CELL, PERIOD_CELL = "C2", "C3"
"""Where the sender chooses whose table it is, and for which period."""
SIZE = 11
"""Of the letters in a form, in points."""

_TO_FILL = PatternFill("solid", fgColor="FFFFF9DB")
_FORMATS = {"day": "dd/mm/yyyy", "count": "0", "text": "@"}
_CENTRED = ("number", "day", "count", "measure", "percent", "kinds", "genders", "marks")


def draw_form(sheet: Worksheet, form: Form) -> int:
    """Draw title block, headings and print set-up of a form; return the number of the first row below them."""
    last = get_column_letter(len(form.columns))
    put_text(sheet, 1, 1, form.title).font = Font(name=FONT, size=14, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 26
    for row, label in ((2, "Đơn vị báo cáo:"), (3, "Kỳ báo cáo:")):
        _draw_choice(sheet, form, row, label)
    if form.remark:
        place = len(form.columns) - 2
        put_text(sheet, 4, place, form.remark).font = Font(name=FONT, size=SIZE, italic=True)
        sheet.cell(4, place).alignment = Alignment(horizontal="right")
        sheet.merge_cells(start_row=4, start_column=place, end_row=4, end_column=place + 2)
    _draw_headings(sheet, form)
    first = HEADING_ROW + form.height + form.has_numbering
    for number, column in enumerate(form.columns, 1):
        below = sheet.column_dimensions[get_column_letter(number)]
        below.width = column.width
        below.font = Font(name=FONT, size=SIZE)
        below.alignment = alignment_of(column)
        below.number_format = format_of(column)
    sheet.freeze_panes = f"C{first}"
    sheet.print_title_rows = f"{HEADING_ROW}:{first - 1}"
    lay_out_pages(sheet)
    return first


def _draw_choice(sheet: Worksheet, form: Form, row: int, label: str) -> None:
    put_text(sheet, row, 2, label).font = Font(name=FONT, size=SIZE, bold=True)
    sheet.cell(row, 2).alignment = Alignment(horizontal="right", vertical="center")
    last, width = 3, form.columns[2].width
    while width < 36:
        last += 1
        width += form.columns[last - 1].width
    for place in range(3, last + 1):
        sheet.cell(row, place).border, sheet.cell(row, place).fill = GRID, _TO_FILL
    sheet.cell(row, 3).font = Font(name=FONT, size=SIZE, bold=True)
    sheet.cell(row, 3).alignment = Alignment(horizontal="left", vertical="center")
    if last > 3:
        sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = 20


def _draw_headings(sheet: Worksheet, form: Form) -> None:
    """A heading is merged over the columns it stands above, and down to the next heading below it."""
    bottom = HEADING_ROW + form.height - 1
    for number, column in enumerate(form.columns, 1):
        for level, text in enumerate(column.heading):
            is_last = level == len(column.heading) - 1
            # A short path reaches down with its first heading: the lowest row belongs to what is counted.
            top = bottom if is_last and level else HEADING_ROW + level
            end = bottom if is_last else bottom - 1 if level == len(column.heading) - 2 else top
            before = form.columns[number - 2].heading[: level + 1] if number > 1 else ()
            if not is_last and before == column.heading[: level + 1]:
                continue
            span = 1
            while not is_last and number + span <= len(form.columns):
                if form.columns[number + span - 1].heading[: level + 1] != column.heading[: level + 1]:
                    break
                span += 1
            put_text(sheet, top, number, text)
            if span > 1 or end > top:
                sheet.merge_cells(start_row=top, start_column=number, end_row=end, end_column=number + span - 1)
    for row in range(HEADING_ROW, bottom + 1):
        for number in range(1, len(form.columns) + 1):
            _style_heading(sheet, row, number)
        sheet.row_dimensions[row].height = 22 if row < bottom else 88 if form.height > 1 else 50
    if form.has_numbering:
        for number in range(1, len(form.columns) + 1):
            put_text(sheet, bottom + 1, number, "AB"[number - 1] if number < 3 else f"({number - 2})")
            _style_heading(sheet, bottom + 1, number)
            sheet.cell(bottom + 1, number).font = Font(name=FONT, size=9, italic=True)


def _style_heading(sheet: Worksheet, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    cell.font = Font(name=FONT, size=SIZE, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.fill, cell.border = HEADING_FILL, GRID


def alignment_of(column: Column) -> Alignment:
    """Short values stand in the middle of their column; texts are wrapped."""
    is_short = column.value in _CENTRED
    return Alignment(horizontal="center" if is_short else None, vertical="center", wrap_text=not is_short)


def format_of(column: Column) -> str:
    """The number format of a column's cells."""
    return _FORMATS.get(column.value, "General")
