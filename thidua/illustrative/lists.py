"""Draws decision lists: the rows of one sender and period as sheets in its look.

What the looks are is in ``looks``, what stands above the rows in ``list_groups``; nothing is made wrong here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from thidua.illustrative.decisions import Row
from thidua.illustrative.list_groups import KINDS, award_words, groups
from thidua.illustrative.looks import Column, Look
from thidua.illustrative.senders import Sender, written_name
from thidua.illustrative.sheets import Sheet, Value
from thidua.registry import award_type_label, get_unit

_CLASSES = {
    "department_leader": "Lãnh đạo cấp vụ, sở, ngành",
    "other_leader": "Lãnh đạo từ phó phòng trở lên",
    "direct_labour": "Người trực tiếp lao động",
    "entrepreneur": "Doanh nhân",
    "": "",
}
_COARSE = {"other_leader": "Lãnh đạo, quản lý", "direct_labour": "Trực tiếp lao động"}
_WIDTHS = {"recipient": 34.0, "post": 38.0, "workplace": 30.0, "award": 28.0, "achievement": 36.0, "authority": 26.0}
_DAY_ZERO = date(1899, 12, 30)


def list_sheets(rows: Sequence[Row], look: Look, sender: Sender, period: str, signed_on: date) -> list[Sheet]:
    """The sheets of a list; a cell of data is remembered as (position in `rows`, field)."""
    if look.groups != "sheets":
        return [_sheet("Danh sách", list(enumerate(rows)), look.columns, look, sender, period, signed_on)]
    sheets = []
    for name, kind, absent in (("TT", "collective", _ONLY_PERSONS), ("CN", "individual", {"is_small"})):
        columns = tuple(
            (field, ("Tên tập thể",) if field == "recipient" and kind == "collective" else heading)
            for field, heading in look.columns
            if field not in absent
        )
        chosen = [(index, row) for index, row in enumerate(rows) if row.kind == kind]
        sheets.append(_sheet(name, chosen, columns, look, sender, period, signed_on))
    return sheets


_ONLY_PERSONS = {"workplace", "gender", "people", "is_direct", "is_leader"}


def _sheet(
    name: str,
    rows: list[tuple[int, Row]],
    columns: tuple[Column, ...],
    look: Look,
    sender: Sender,
    period: str,
    signed_on: date,
) -> Sheet:
    sheet = Sheet(name)
    top = _put_title(sheet, sender, period, len(columns)) if look.has_title else 0
    sheet.widths = {at: _WIDTHS.get(field, 14.0) for at, (field, _) in enumerate(columns)} | {0: 6.0}
    below = sheet.put_headings(top, [heading for _, heading in columns])
    if look.has_numbering:
        for column in range(len(columns)):
            sheet.put(below, column, f"({column + 1})", "head")
        below += 1
    below = _put_rows(sheet, below, rows, columns, look)
    if look.has_total:
        sheet.put(below, 0, "Tổng cộng", "group")
        sheet.put(below, 1, len(rows), "group")
        below += 1
    if look.has_signature:
        put_signature(sheet, below + 1, max(2, len(columns) - 3), sender, signed_on)
    return sheet


def _put_title(sheet: Sheet, sender: Sender, period: str, width: int) -> int:
    """The title block: agency, national title, what the list is and for which period."""
    for level, line in enumerate(sender.agency):
        sheet.put(level, 0, line, "title")
    right = max(3, width - 4)
    sheet.put(0, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "title")
    sheet.put(1, right, "Độc lập - Tự do - Hạnh phúc", "title")
    whose = "CẤP TỈNH, CẤP NHÀ NƯỚC KHEN THƯỞNG" if sender.keeper.startswith("province") else "ĐƯỢC KHEN THƯỞNG"
    sheet.put(3, 0, f"DANH SÁCH TẬP THỂ, CÁ NHÂN {whose}", "title")
    sheet.put(4, 0, f"Kỳ báo cáo: {period}", "title")
    return 6


def put_signature(sheet: Sheet, row: int, column: int, sender: Sender, signed_on: date) -> None:
    """Place and day, whose signature, and who gets copies; nobody's name."""
    day = f"{sender.place}, ngày {signed_on.day:02d} tháng {signed_on.month:02d} năm {signed_on.year}"
    sheet.put(row, column, day, "note")
    head = "GIÁM ĐỐC" if sender.is_department else "TM. ỦY BAN NHÂN DÂN"
    sheet.put(row + 1, 0, "Nơi nhận:", "note")
    sheet.put(row + 1, column, head, "title")
    sheet.put(row + 2, 0, "- Sở Nội vụ;", "note")
    sheet.put(row + 3, 0, "- Lưu: VT.", "note")
    sheet.put(row + 4, column, "(Đã ký)", "note")


def _put_rows(sheet: Sheet, top: int, rows: list[tuple[int, Row]], columns: tuple[Column, ...], look: Look) -> int:
    at = top
    for headings, group in groups(rows, look):
        for heading in headings:
            sheet.put(at, 0, heading, "group")
            at += 1
        for number, (index, row) in enumerate(group, 1):
            cells = _cells(number, row, look)
            for column, (field, _) in enumerate(columns):
                value = cells[field]()
                sheet.put(at, column, value, "date" if isinstance(value, date) else "")
                sheet.places[index, field] = (at, column)
            at += 1
        if look.has_subtotals:
            sheet.put(at, 0, "Cộng", "group")
            sheet.put(at, 1, len(group), "group")
            at += 1
    return at


def _cells(number: int, row: Row, look: Look) -> Mapping[str, Callable[[], Value]]:
    """What stands in each field of a row, worked out only for the fields that the look has."""
    is_person = row.kind == "individual"
    coarse = look.spelling == "nbsp"

    def mark(claim: bool) -> str:
        return "x" if claim else ""

    return {
        "number": lambda: f"{number:02d}" if look.is_text_number else number,
        "recipient": lambda: row.recipient,
        "kind": lambda: KINDS[row.kind],
        "workplace": lambda: row.workplace,
        "post": lambda: ", ".join(part for part in (row.position, row.workplace) if part),
        "unit": lambda: _capital(written_name(get_unit(row.unit))),
        "award": lambda: award_words(row.award, look.wording),
        "type": lambda: award_type_label(row.award_type, regime="2003", wording="statistical").capitalize(),
        "authority": lambda: row.authority,
        "decision": lambda: row.decision_no,
        "decided_on": lambda: _shown_day(row.decided_on, look.dates),
        "decision_and_day": lambda: f"{row.decision_no} ngày {_shown_day(row.decided_on, 'short')}",
        "achieved_on": lambda: _shown_day(row.achieved_on, look.dates),
        "proposed_on": lambda: _shown_day(row.proposed_on, look.dates),
        "achievement": lambda: row.achievement,
        "klass": lambda: (_COARSE.get(row.klass) if coarse else None) or _CLASSES[row.klass],
        "gender": lambda: ("Nữ" if row.is_female else "Nam") if is_person else "",
        "people": lambda: row.people,
        "is_female": lambda: mark(is_person and row.is_female),
        "is_minority": lambda: mark(is_person and row.people != "Kinh"),
        "is_direct": lambda: mark(row.klass == "direct_labour"),
        "is_leader": lambda: mark(row.klass == "other_leader"),
        "is_small": lambda: mark(row.is_small),
        "status": lambda: "Được khen thưởng",
        "note": lambda: "",
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown_day(day: date, dates: str) -> Value:
    shown: dict[str, Value] = {
        "real": day,
        "text": f"{day:%d/%m/%Y}",
        "short": f"{day.day}/{day.month}/{day.year}",
        "serial": (day - _DAY_ZERO).days,
    }
    return shown[dates]
