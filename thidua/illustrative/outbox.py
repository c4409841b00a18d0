"""The outbox: every file that is sent, with its name, its sheets, its sender and the day it arrives.

What stands in the sheets belongs to ``lists``, ``returns`` and ``registers``; writing them, to ``workbooks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thidua.illustrative import faults
from thidua.illustrative.chances import chance
from thidua.illustrative.decisions import Row, all_rows
from thidua.illustrative.drawings import DRAWINGS, Drawing, draw, look_drawn
from thidua.illustrative.faults import Planted
from thidua.illustrative.levels import JUMPER, OLD_FONT_UNIT
from thidua.illustrative.list_groups import in_list_order
from thidua.illustrative.lists import list_sheets
from thidua.illustrative.looks import LOOKS
from thidua.illustrative.registers import directive_sheets, half_register_sheets, register_sheets
from thidua.illustrative.returns import return_lines, return_sheet
from thidua.illustrative.senders import LIST_SENDERS, OF_PROVINCE, REGISTER_SENDERS, RETURN_SENDERS, Sender
from thidua.illustrative.sheets import Sheet, cell_name
from thidua.illustrative.signing_days import HALVES
from thidua.illustrative.spellings import SPELLINGS
from thidua.registry.working_days import is_working_day

_OLD_FORMATS = {
    ("huyen-ngan-son", ".xls"): range(2016, 2020),
    ("huyen-na-ri", ".xls"): range(2016, 2018),
    ("huyen-cho-moi", ".ods"): range(2016, 2021),
    ("so-nong-nghiep-va-ptnt", ".ods"): range(2018, 2021),
}
_TCVN3 = (OLD_FONT_UNIT, range(2016, 2018))
HALF_REGISTERS = (2023,)
"""The years of which registers are sent for the first half too."""


@dataclass(frozen=True)
class Document:
    """One file as it is sent.

    Attributes
    ----------
    file
        Its path below the inbox, with the suffix it is written with.
    converted_to
        The suffix it gets from LibreOffice; empty if it stays as it is.
    """

    file: str
    sheets: Sequence[Sheet]
    received_on: date
    mailbox: str
    converted_to: str = ""
    font: str = "Times New Roman"
    planted: tuple[Planted, ...] = ()


def documents(year: int) -> Iterator[Document]:
    """Every file about one year, lists first, in the order of the senders."""
    for sender in LIST_SENDERS:
        for half in HALVES if sender.is_half_yearly else (0,):
            yield list_document(sender, year, half, DRAWINGS.get((sender.keeper, year, half)))
    for sender in RETURN_SENDERS:
        yield from _returns(sender, year)
    for sender in REGISTER_SENDERS:
        file = f"{year}/Dang ky, phong trao, cham diem {sender.plain_name} {year}.xlsx"
        yield _document(sender, file, register_sheets(sender, year), _arrival(sender, year, 0, "register"), file, year)
        if year in HALF_REGISTERS:
            short = f"{year}/Phong trao, chi tieu {sender.plain_name} 6T dau nam {year}.xlsx"
            yield Document(
                short, half_register_sheets(sender, year), _arrival(sender, year, 1, "register"), _mailbox(sender)
            )
    yield from _of_province(year)


def _of_province(year: int) -> Iterator[Document]:
    """The directing documents of the province, which its Department of Home Affairs lists."""
    for half in (1, 0) if year in HALF_REGISTERS else (0,):
        words, short = _period_words(year, half), f"6T dau nam {year}" if half else f"nam {year}"
        sheets = directive_sheets(OF_PROVINCE, words, year, half)
        if sheets:
            file = f"{year}/Van ban chi dao tinh Bac Kan {short}.xlsx"
            yield Document(file, sheets, _arrival(OF_PROVINCE, year, half, "register"), _mailbox(OF_PROVINCE))


def _document(
    sender: Sender, file: str, sheets: Sequence[Sheet], received_on: date, planted_in: str, year: int
) -> Document:
    planted: tuple[Planted, ...] = ()
    unit, fault_year, name, row, heading = faults.PERCENT_FAULT
    if (sender.keeper, year) == (unit, fault_year):
        sheet = next(each for each in sheets if each.name == name)
        place = sheet.places[row, heading]
        stated = sheet.cells[place].value
        sheet.replace_value(place, round(float(str(stated)) + 3.2, 1))
        remark = "tỷ lệ ghi cao hơn thực hiện chia kế hoạch 3,2 điểm"
        planted = (Planted(planted_in, name, cell_name(place), "V06", remark),)
    unit, fault_year, name, row, heading = faults.DIRECTIVE_FAULT
    if (sender.keeper, year) == (unit, fault_year):
        sheet = next(each for each in sheets if each.name == name)
        place = sheet.places[row, heading]
        sheet.replace_value(place, str(sheet.cells[place].value).partition("/")[0])
        planted = (Planted(planted_in, name, cell_name(place), "V10", "số văn bản thiếu ký hiệu (cảnh báo)"),)
    return Document(file, sheets, received_on, _mailbox(sender), planted=planted)


def _mailbox(sender: Sender) -> str:
    return f"{sender.mailbox}@example.org"


def _arrival(sender: Sender, year: int, half: int, what: str) -> date:
    """A working day between the cut-off and the deadline: the 20th of June or December."""
    random = chance("arrival", sender.keeper, year, half, what)
    first = date(year, 6 if half == 1 else 12, 15)
    days = [day for day in (first + timedelta(days=n) for n in range(6)) if is_working_day(day)]
    return random.choice(days)


# --- lists ---


def list_document(sender: Sender, year: int, half: int, drawing: Drawing | None = None) -> Document:
    """The decision list of one sender and year or half (0: the whole year), plain or drawn another way."""
    look = look_drawn(LOOKS[sender.look], drawing) if drawing else LOOKS[sender.look]
    rows = [row for row in all_rows() if row.keeper == sender.keeper and row.year == year and half in (0, row.half)]
    rows = in_list_order(rows, look)
    key = (sender.keeper, year, half)
    file, suffix = _list_file(sender, year, half), _old_format(sender, year)
    repeated = _repeat(rows, key)
    on_time = _arrival(sender, year, half, "list")
    is_late = (sender.keeper, year) == faults.LATE and half == 2
    sheets = list_sheets(rows, look, sender, _period_words(year, half), on_time)
    if drawing:
        for sheet in sheets:
            draw(sheet, drawing)
    planted = faults.plant_in_list(sheets, [_grain(row) for row in rows], faults.LIST_FAULTS.get(key, ()), file)
    planted += [_planted(file, sheets, index, "V11", "dòng lặp lại nguyên văn một dòng trên") for index in repeated]
    if key == faults.HIDDEN_ROW:
        planted.append(_hide_a_row(sheets, file))
    if is_late:
        planted.append(Planted(file, "", "", "V20", "danh sách gửi sau hạn 20/12/2022"))
    if (sender.keeper, year) == JUMPER:
        planted.append(Planted(file, sheets[0].name, "", "V14", "Giấy khen cá nhân gấp ba lần năm trước (cảnh báo)"))
    font = "Times New Roman"
    spelling = look.spelling
    if sender.keeper == _TCVN3[0] and year in _TCVN3[1]:
        spelling, font = "tcvn3", ".VnTime"
        planted.append(Planted(file, sheets[0].name, "", "V16", "cả trang viết bằng phông TCVN3 (cảnh báo)"))
    if spelling:
        sheets = [sheet.spelled(SPELLINGS[spelling]) for sheet in sheets]
    received_on = date(2023, 1, 9) if is_late else on_time
    return Document(file, sheets, received_on, _mailbox(sender), suffix, font, tuple(planted))


def _list_file(sender: Sender, year: int, half: int) -> str:
    words = {0: f"nam {year}", 1: f"6T dau nam {year}", 2: f"6T cuoi nam {year}"}[half]
    code = f"{year}-H{half}" if half else f"{year}"
    name = sender.file_name.format(period=_period_words(year, half), short=words, code=code)
    return f"{year}/{name}{LOOKS[sender.look].suffix}"


def _period_words(year: int, half: int) -> str:
    return {0: f"năm {year}", 1: f"6 tháng đầu năm {year}", 2: f"6 tháng cuối năm {year}"}[half]


def _old_format(sender: Sender, year: int) -> str:
    fitting = (suffix for (keeper, suffix), years in _OLD_FORMATS.items() if keeper == sender.keeper and year in years)
    return next(fitting, "")


def _grain(row: Row) -> tuple[str, str]:
    return row.award, row.kind


def _repeat(rows: list[Row], key: tuple[str, int, int]) -> list[int]:
    """Let one row stand in the list again, some rows below; returns where."""
    if key not in faults.REPEATED:
        return []
    index = faults.nth_row([_grain(row) for row in rows], faults.REPEATED[key])
    rows.insert(index + 2, rows[index])
    return [index + 2]


def _planted(file: str, sheets: Sequence[Sheet], index: int, rule: str, remark: str) -> Planted:
    sheet = next(each for each in sheets if (index, "recipient") in each.places)
    return Planted(file, sheet.name, cell_name(sheet.places[index, "recipient"]), rule, remark)


def _hide_a_row(sheets: Sequence[Sheet], file: str) -> Planted:
    sheet = sheets[-1]
    row = max(row for row, _ in sheet.places.values()) - 2
    sheet.hidden.add(row)
    return Planted(file, sheet.name, cell_name((row, 0)), "H01", "một dòng số liệu bị ẩn, vẫn được tính (cảnh báo)")


# --- returns ---


def _returns(sender: Sender, year: int) -> Iterator[Document]:
    unit = sender.unit
    if (unit, year) == faults.MISSING:
        return
    received_on = _arrival(sender, year, 0, "return")
    base = f"{year}/Bieu tong hop KQ khen thuong {sender.plain_name}"
    file = f"{base}.xlsx" if (unit, year) == faults.NO_PERIOD else f"{base} {year}.xlsx"
    if (unit, year) == faults.REVISED:
        yield _return(sender, year, file, received_on, is_two_short=True)
        again = f"{base} {year}_lan2.xlsx"
        second = _return(sender, year, again, date(2022, 1, 5))
        remark = "biểu gửi lại lần 2, thay biểu gửi trước thiếu 2 Giấy khen của cá nhân"
        yield replace(second, planted=(Planted(again, "", "", "", remark),))
        return
    if (unit, year) == faults.LATE:
        late = Planted(file, "", "", "V20", "biểu tổng hợp gửi sau hạn 20/12/2022")
        on_time = _return(sender, year, file, received_on)
        yield replace(on_time, received_on=date(2023, 1, 16), planted=(*on_time.planted, late))
        return
    yield _return(sender, year, file, received_on)


def _return(sender: Sender, year: int, file: str, received_on: date, *, is_two_short: bool = False) -> Document:
    lines = return_lines(sender.unit, year)
    by_award = {line.award: line for line in lines}
    if is_two_short:
        by_award["GKH"].counts.update({"CTR:direct_labour": -2, "decided:individual": -2})
    fault = faults.RETURN_FAULTS.get((sender.unit, year))
    if fault:
        line = by_award[fault.award]
        line.counts.update(fault.moved)
        line.counts[fault.at] *= not fault.written
    is_silent = (sender.unit, year) == faults.NO_PERIOD
    stated = ("", None) if is_silent else (f"Năm {year}", received_on)
    sheet = return_sheet(sender, lines, *stated)
    planted: list[Planted] = []
    if fault:
        place = sheet.places[fault.award, fault.at]
        if fault.written:
            sheet.replace_value(place, fault.written)
        planted.append(Planted(file, sheet.name, cell_name(place), fault.rule, fault.remark))
    if is_silent:
        planted.append(Planted(file, sheet.name, "", "V13", "biểu không ghi kỳ báo cáo"))
        badge = cell_name((sheet.places["HHTINH", "decided:collective"][0], 1))
        remark = "không có kỳ nên Huy hiệu bị xét theo ngày lập số liệu"
        planted.append(Planted(file, sheet.name, badge, "V02", remark))
    sheets = [sheet.spelled(SPELLINGS[LOOKS[sender.look].spelling])] if _spells(sender) else [sheet]
    return Document(file, sheets, received_on, _mailbox(sender), planted=tuple(planted))


def _spells(sender: Sender) -> bool:
    return bool(sender.look and LOOKS[sender.look].spelling)
