"""The first sheet of an answer: whether the file counts, what to do, and every finding with a link to its cell.

How the cells themselves are marked belongs to ``answer_marks``.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.finding import RESULT_SHEET, RESULT_TITLE, SEVERITY_VI, Finding, one_line
from thidua.intake.writing.answer_marks import COLOURS, cell_place
from thidua.intake.writing.cell_text import clean_text, free_sheet_name, put_text
from thidua.intake.writing.sheet_style import FONT, GRID, HEADING_FILL, lay_out_pages
from thidua.intake.writing.workbook_copy import WorkbookCopy

_HEADINGS = ("STT", "Mức độ", "Trang", "Ô", "Đã ghi", "Vấn đề", "Cần sửa", "Mã")
# Together as wide as A4 landscape takes without making the letters smaller.
_WIDTHS = (6, 11, 15, 11, 23, 37, 36, 7)
_CENTRED = (1, 2, 4, 8)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_LINK_COLUMN = 4
_HEADING_ROW = 7
_SIZE = 12
_LINE_HEIGHT = 16.5


def as_listed(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which a file is put right.

    Returns
    -------
    list of Finding
        What must be put right stands before what must be looked at; of each, what is about the whole file comes first,
        then sheet by sheet in the order in which the findings name them, from the top row to the last.
    """
    given = list(findings)
    sheets = {name: number for number, name in enumerate(dict.fromkeys(["", *(each.sheet for each in given)]))}

    def order(finding: Finding) -> tuple[bool, int, tuple[int, int]]:
        return finding.severity != "error", sheets[finding.sheet], cell_place(finding.cell) or (0, 0)

    return sorted(given, key=order)


def add_result_sheet(copy: WorkbookCopy, findings: Sequence[Finding], file: str) -> None:
    """Put the result before the sender's sheets.

    Parameters
    ----------
    copy
        The workbook that goes back; its sheets are linked to.
    findings
        What was found in the file, in any order.
    file
        The name under which it was sent.
    """
    sheet = copy.book.create_sheet(free_sheet_name(RESULT_SHEET, copy.book), 0)
    _write_head(sheet, copy, findings, file)
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), 1):
        cell = put_text(sheet, _HEADING_ROW, column, heading)
        cell.font, cell.border, cell.fill = Font(name=FONT, size=_SIZE, bold=True), GRID, HEADING_FILL
        cell.alignment = _MIDDLE
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[_HEADING_ROW].height = 24
    for number, finding in enumerate(as_listed(findings), 1):
        _write_finding(sheet, number, finding, copy)
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    if findings:
        sheet.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(_HEADINGS))}{_HEADING_ROW + len(findings)}"
    sheet.sheet_view.showGridLines = False
    lay_out_pages(sheet)
    _show_first(copy.book)


def _write_head(sheet: Worksheet, copy: WorkbookCopy, findings: Sequence[Finding], file: str) -> None:
    counts = Counter(finding.severity for finding in findings)
    lines = (
        RESULT_TITLE,
        f"Tệp: {file}",
        f"Số lỗi: {counts['error']}. Số cảnh báo: {counts['warning']}.",
        _what_to_do(copy, counts["error"], counts["warning"]),
        copy.remark,
    )
    for row, line in enumerate(lines, 1):
        text = clean_text(line)
        put_text(sheet, row, 1, text).font = Font(name=FONT, size=14 if row == 1 else _SIZE, bold=row in (1, 3))
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_HEADINGS))
        sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 24 if row == 1 else 3 + _LINE_HEIGHT * _line_count(text, sum(_WIDTHS))
    for row in range(len(lines) + bool(copy.remark), _HEADING_ROW):
        sheet.row_dimensions[row].height = 6


def _what_to_do(copy: WorkbookCopy, errors: int, warned: int) -> str:
    if not copy.sheets:
        return "Sửa theo cột “Cần sửa” rồi gửi lại tệp."
    if errors:
        also = ", xem lại các cảnh báo (ô màu vàng)" if warned else ""
        return (
            f"Tệp chưa được tính. Sửa các lỗi (ô màu đỏ){also} ngay trong tệp này theo cột “Cần sửa”, "
            "lưu lại và gửi lại. Bấm vào tên ô ở cột “Ô” để đến ô đó; đưa con trỏ vào ô có màu để đọc lời giải thích. "
            "Trang này cứ để nguyên khi gửi lại."
        )
    if warned:
        return (
            "Tệp được tính. Xem lại các cảnh báo (ô màu vàng); nếu phải sửa thì sửa ngay trong tệp này, lưu lại và "
            "gửi lại. Trang này cứ để nguyên."
        )
    return "Tệp được tính, không phải sửa gì."


def _write_finding(sheet: Worksheet, number: int, finding: Finding, copy: WorkbookCopy) -> None:
    row = _HEADING_ROW + number
    meant = copy.sheets.get(finding.sheet)
    texts = (
        str(number),
        SEVERITY_VI[finding.severity],
        finding.sheet,
        finding.cell or ("xem trang" if meant is not None else ""),
        one_line(finding.found, limit=200),
        finding.text,
        finding.advice,
        finding.rule,
    )
    lines = 1
    for column, (text, width) in enumerate(zip(map(clean_text, texts), _WIDTHS, strict=True), 1):
        cell = put_text(sheet, row, column, text)
        cell.font, cell.border = Font(name=FONT, size=_SIZE), GRID
        cell.alignment = _MIDDLE if column in _CENTRED else _LEFT
        lines = max(lines, _line_count(text, width))
    sheet.cell(row, 1).value = number
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    sheet.row_dimensions[row].height = 5 + _LINE_HEIGHT * lines
    if meant is not None:
        link = sheet.cell(row, _LINK_COLUMN)
        place = finding.cell if cell_place(finding.cell) else "A1"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(meant.title)}!{place}")
        link.font = Font(name=FONT, size=_SIZE, color="0563C1", underline="single")


def _line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column; Excel does not fit the height of a row to texts that others wrote."""
    return len(textwrap.wrap(text, int(width))) or 1


def _show_first(book: Workbook) -> None:
    """Open the workbook at our sheet only: what is typed into sheets selected together goes into all of them."""
    book.active = 0
    for number, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = number == 0
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
