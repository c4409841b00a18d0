"""The outbox of today: every file that is sent, with its name, its sheets, its sender and the day it arrives.

What stands in the sheets belongs to ``lists`` and ``returns`` of ``thidua.illustrative``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from thidua.illustrative import directives
from thidua.illustrative.chances import chance
from thidua.illustrative.decisions import Row
from thidua.illustrative.directives import directive_rows
from thidua.illustrative.faults import Planted, plant_in_list
from thidua.illustrative.list_groups import in_list_order
from thidua.illustrative.lists import list_sheets
from thidua.illustrative.looks import LOOKS
from thidua.illustrative.outbox import Document
from thidua.illustrative.registers import drawn
from thidua.illustrative.returns import Group, Line, count_row, return_sheet
from thidua.illustrative.senders import Sender
from thidua.illustrative.sheets import Sheet, cell_name
from thidua.illustrative.spellings import SPELLINGS
from thidua.illustrative.today import faults
from thidua.illustrative.today.decisions import all_rows
from thidua.illustrative.today.habits import keeper_for, sender_for, sends_return, spelling_of
from thidua.illustrative.today.places import BASIS, HALVES, LAST_OF_DISTRICTS, OFFICES, PROVINCE, senders_in
from thidua.registry import Period, Unit, get_unit, strip_accents
from thidua.registry.working_days import is_working_day

_OWN: Sequence[Group] = (
    ("Cấp Nhà nước", ("HCLD3", "BKTTG")),
    ("Cấp tỉnh", ("CTDT", "TTLDXS", "CSTDT", "BKT")),
    ("Cấp xã", ("LDTT", "CSTDCS", "TTLDTT", "GKX")),
)
"""The groups of a commune's return and the awards in each."""

LISTED = HALVES[3:]
"""The half-years of which directing documents are listed, beside returns and by these alone."""
LISTING = (PROVINCE, "phuong-bac-kan-2025", "xa-ba-be-2025")


def documents(half: Period) -> Iterator[Document]:
    """Every file about one half-year, in the order of the senders."""
    for unit in senders_in(half):
        if sends_return(unit):
            yield _return(unit, half)
        else:
            yield from _lists(sender_for(unit), half)
        if unit.id in OFFICES:
            yield from _lists(keeper_for(unit.id), half)
    if half in LISTED:
        yield from (_directives(get_unit(unit), half) for unit in LISTING)


def _directives(unit: Unit, half: Period) -> Document:
    """The directing documents of a province, or of a commune that sends them in a workbook of their own."""
    plain = strip_accents(unit.name)
    sender = Sender(
        unit.id, unit.id, f"vanphong.{unit.id.removesuffix('-2025')}", "", True, f"Van ban {plain} {{short}}"
    )
    return Document(
        _file(sender, half, ".xlsx"), [_directive_sheet(sender, half)], _arrival(sender, half), _mailbox(sender)
    )


def _directive_sheet(sender: Sender, half: Period) -> Sheet:
    rows = directive_rows(get_unit(sender.unit), half.year, half.number or 0)
    return drawn(sender, half.label(BASIS), directives.SHEET, directives.HEADINGS, rows)


@cache
def _rows_by_keeper() -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in all_rows():
        found.setdefault((row.keeper, f"{row.year}-H{row.half}"), []).append(row)
    return found


def _lists(sender: Sender, half: Period) -> Iterator[Document]:
    key = (sender.keeper, str(half))
    if key not in faults.SENT_AGAIN:
        yield _list(sender, half, faults.LATE.get(key) or _arrival(sender, half), is_faulty=True)
        return
    first = _list(sender, half, _arrival(sender, half), is_faulty=True)
    again = _list(sender, half, faults.SENT_AGAIN[key], is_faulty=False)
    stem, dot, suffix = again.file.rpartition(".")
    put_right = Planted(f"{stem}_lan2{dot}{suffix}", "", "", "", "danh sách đã sửa, gửi lại thay bản bị trả")
    yield from (first, replace(again, file=put_right.file, planted=(put_right,)))


def _list(sender: Sender, half: Period, received_on: date, *, is_faulty: bool) -> Document:
    look, key = LOOKS[sender.look], (sender.keeper, str(half))
    rows = in_list_order(_rows_by_keeper()[key], look)
    file = _file(sender, half, look.suffix)
    sheets = list_sheets(rows, look, sender, half.label(BASIS), received_on)
    planted: list[Planted] = []
    if is_faulty:
        grains = [(row.award, row.kind) for row in rows]
        planted += plant_in_list(sheets, grains, faults.LIST_FAULTS.get(key, ()), file)
    if key in faults.LATE:
        planted.append(Planted(file, "", "", "V20", "danh sách gửi sau hạn"))
    if key == faults.HIDDEN_ROW:
        planted.append(_hide_a_row(sheets[-1], file))
    sheets = _spelled(sheets, sender)
    return Document(file, sheets, received_on, _mailbox(sender), planted=tuple(planted))


def _hide_a_row(sheet: Sheet, file: str) -> Planted:
    row = max(row for row, _ in sheet.places.values()) - 2
    sheet.hidden.add(row)
    return Planted(file, sheet.name, cell_name((row, 0)), "H01", "một dòng số liệu bị ẩn, vẫn được tính (cảnh báo)")


def _return(unit: Unit, half: Period) -> Document:
    sender = sender_for(unit)
    by_award: dict[str, Counter[str]] = {award: Counter() for _, awards in _OWN for award in awards}
    for row in all_rows():
        if row.unit == unit.id and (row.year, row.half) == (half.year, half.number) and row.kind != "household":
            count_row(by_award[row.award], row)
    lines = [Line(award, counts) for award, counts in by_award.items()]
    for line in lines:
        line.settle()
    received_on = _arrival(sender, half)
    sheets = [return_sheet(sender, lines, half.label(BASIS), received_on, _OWN)]
    sheets += [_directive_sheet(sender, half)] if half in LISTED else []
    return Document(_file(sender, half, ".xlsx"), _spelled(sheets, sender), received_on, _mailbox(sender))


def _spelled(sheets: list[Sheet], sender: Sender) -> list[Sheet]:
    """The sheets as this sender's keyboard spells them."""
    spelling = spelling_of(sender)
    return [sheet.spelled(SPELLINGS[spelling]) for sheet in sheets] if spelling else sheets


def _file(sender: Sender, half: Period, suffix: str) -> str:
    words = "dau" if half.number == 1 else "cuoi"
    short = f"6T {words} nam {half.year}"
    return f"{half}/{sender.file_name.format(period=half.label(BASIS), short=short, code=half)}{suffix}"


def _mailbox(sender: Sender) -> str:
    return f"{sender.mailbox}@example.org"


def _arrival(sender: Sender, half: Period) -> date:
    """A working day between the cut-off and the deadline; districts that end send on one of their last days."""
    first = half.last_day(BASIS)
    days = [first + timedelta(days=n) for n in range(1, 7)]
    if half == LAST_OF_DISTRICTS:
        days = [date(2025, 6, day) for day in (27, 28, 29, 30)]
    random = chance("today arrival", sender.keeper, half)
    return random.choice([day for day in days if is_working_day(day)])
