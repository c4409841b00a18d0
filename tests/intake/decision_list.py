"""One decision list as a district sends it, written by two libraries; the names are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

HEADERS = (
    "STT",
    "Họ và tên / Tên tập thể",
    "Đối tượng",
    "Đơn vị công tác",
    "Huyện",
    "Danh hiệu, hình thức",
    "Loại hình khen thưởng",
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan ban hành",
    "Nữ",
    "Dân tộc thiểu số",
    "Ghi chú",
)
SHEET = "Khen thưởng"
HIDDEN_SHEET = "Danh mục"
HIDDEN_ROW = 16
"""One person of the list, where a writer is asked to hide the row."""
TOTAL = (22, 2)
"""Row and column of the one formula, which counts the names."""

_GROUPS = {8: "Quyết định khen thưởng", 11: "Trong đó"}
_MERGED = [(5, column, 6, column) for column in (1, 2, 3, 4, 5, 6, 7, 13)] + [(5, 8, 5, 10), (5, 11, 5, 12)]
_SPRING, _SUMMER = ("512/QĐ-UBND", date(2021, 3, 12)), ("1034/QĐ-UBND", date(2021, 5, 18))
_COLLECTIVES = (
    ("Hội Nông dân xã Khang Ninh", "UBND xã Khang Ninh", "Thường xuyên", _SPRING, ""),
    ("Trường Tiểu học Chu Hương", "Trường Tiểu học Chu Hương", "Thường xuyên", _SPRING, ""),
    ("Thôn Nà Lẹng, xã Mỹ Phương", "UBND xã Mỹ Phương", "Chuyên đề", _SUMMER, "Nông thôn mới"),
    ("Trạm Y tế xã Yến Dương", "Trung tâm Y tế huyện", "Chuyên đề", _SUMMER, "Phòng, chống dịch"),
)
_PEOPLE = (
    ("Hoàng Thị Lưu", "UBND xã Khang Ninh", "Thường xuyên", _SPRING, "x", "x", ""),
    ("Nông Văn Thuỷ", "UBND xã Quảng Khê", "Thường xuyên", _SPRING, "", "x", ""),
    ("Nguyễn Đức Quyền", "Phòng Nội vụ", "Thường xuyên", _SPRING, "", "", ""),
    ("Triệu Mùi Nhậy", "UBND xã Phúc Lộc", "Thường xuyên", _SPRING, "x", "x", ""),
    ("Dương Ngọc Ẩn", "Công an huyện", "Chuyên đề", _SUMMER, "", "x", "Phòng, chống dịch"),
    ("Lý Thị Hoà", "Trung tâm Y tế huyện", "Chuyên đề", _SUMMER, "x", "x", "Phòng, chống dịch"),
    ("Phạm Quốc Bửu", "Hạt Kiểm lâm", "Chuyên đề", _SUMMER, "", "", ""),
    ("Đặng Thị Ưởng", "Hội Liên hiệp Phụ nữ huyện", "Chuyên đề", _SUMMER, "x", "", "Nông thôn mới"),
)

Row = list[object]


def rows(*, total: object = 12) -> list[Row]:
    """Every row of the sheet from row 1, as wide as the header; blank cells are empty texts."""
    lines = [["UBND HUYỆN BA BỂ"], ["DANH SÁCH KHEN THƯỞNG"], ["6 tháng đầu năm 2021"], []]
    lines += [[_GROUPS.get(at, header) if at not in (9, 10, 12) else "" for at, header in enumerate(HEADERS, 1)]]
    lines += [[header if 8 <= at <= 12 else "" for at, header in enumerate(HEADERS, 1)]]
    lines += [[f"({at})" for at in range(1, 14)], ["I. TẬP THỂ"]]
    lines += [
        _award(number, "Tập thể", name, place, kind, decision, "", "", note)
        for number, (name, place, kind, decision, note) in enumerate(_COLLECTIVES, 1)
    ]
    lines += [["II. CÁ NHÂN"]]
    lines += [
        # Numbered by hand: text, with a zero in front.
        _award(f"{number:02}", "Cá nhân", name, place, kind, decision, woman, minority, note)
        for number, (name, place, kind, decision, woman, minority, note) in enumerate(_PEOPLE, 1)
    ]
    # Among the dates one was typed as text.
    lines[13][8] = "12/3/2021"
    lines += [["", total]]
    lines[-1][0] = "Tổng cộng"
    lines += [[], ["", "", "", "", "", "", "", "", "", "Ba Bể, ngày 10 tháng 6 năm 2021"]]
    lines += [["", "NGƯỜI LẬP BIỂU", "", "", "", "", "", "", "", "CHỦ TỊCH"], []]
    lines += [["", "Vi Thị Sao", "", "", "", "", "", "", "", "Ma Thế Khiêm"]]
    return [[*line, *[""] * (len(HEADERS) - len(line))] for line in lines]


def _award(number: object, who: str, name: str, place: str, kind: str, decision: tuple[str, date], *rest: str) -> Row:
    woman, minority, note = rest
    by = "Chủ tịch UBND huyện"
    return [number, name, who, place, "Ba Bể", "Giấy khen", kind, *decision, by, woman, minority, note]


_FORMULA = "=COUNTA(B9:B12)+COUNTA(B14:B21)"


def write_with_openpyxl(path: Path, *, hide_row: bool = False) -> Path:
    """Write the list with openpyxl, which stores a formula without its value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for number, row in enumerate(rows(total=_FORMULA), 1):
        for column, value in enumerate(row, 1):
            if value != "":
                cell = sheet.cell(number, column, value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
    for top, left, bottom, right in _MERGED:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    sheet.row_dimensions[HIDDEN_ROW].hidden = hide_row
    for column, width in ((2, 32), (4, 28), (10, 24)):
        sheet.column_dimensions[get_column_letter(column)].width = width
    hidden = book.create_sheet(HIDDEN_SHEET)
    hidden["A1"] = "Giấy khen"
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def write_with_xlsxwriter(path: Path, *, hide_row: bool = False) -> Path:
    """Write the list with xlsxwriter, which stores the value it is told beside a formula."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(SHEET)
        for top, left, bottom, right in _MERGED:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for number, row in enumerate(rows()):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif (number + 1, column + 1) == TOTAL:
                    sheet.write_formula(number, column, _FORMULA, value=value)
                elif value != "":
                    sheet.write(number, column, value)
        sheet.set_row(HIDDEN_ROW - 1, None, None, {"hidden": hide_row})
        hidden = book.add_worksheet(HIDDEN_SHEET)
        hidden.write(0, 0, "Giấy khen")
        hidden.hide()
    return path
