"""Inboxes of small real workbooks, written as districts write them; the names in them are invented."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from thidua.facts.query import Facts
from thidua.facts.receive import Received, current_snapshot, receive
from thidua.facts.today import HANOI
from thidua.intake.files.limits import Limits
from thidua.registry import get_basis

ADMINISTRATIVE = get_basis("administrative")
TODAY = date(2024, 1, 15)
BA_BE, NA_RI = "UBND huyện Ba Bể", "UBND huyện Na Rì"
PROVINCIAL = "Bằng khen của Chủ tịch UBND tỉnh"
FIRST_HALF, SECOND_HALF, YEAR = "6 tháng đầu năm 2021", "6 tháng cuối năm 2021", "Năm 2021"
FIRST_LINE = {"list": 5, "return": 7}
"""The row of the first line of data in each kind of sheet."""

MARCH, MAY, SEPTEMBER = date(2021, 3, 12), date(2021, 5, 18), date(2021, 9, 15)
PEOPLE = (
    "Hoàng Thị Lưu",
    "Nông Văn Thuỷ",
    "Nguyễn Đức Quyền",
    "Triệu Mùi Nhậy",
    "Dương Ngọc Ẩn",
    "Lý Thị Hoà",
    "Phạm Quốc Bửu",
    "Đặng Thị Ưởng",
)

Sheet = Callable[[Worksheet], None]


def person(number: int) -> str:
    """The n-th of as many invented people as are asked for."""
    return f"{PEOPLE[number % len(PEOPLE)]} {chr(ord('A') + number // len(PEOPLE))}"


def row(
    name: str,
    award: str = "Giấy khen",
    decision: str = "512/QĐ-UBND",
    on: date | str = MARCH,
    *,
    workplace: str = "Phòng Nội vụ",
    unit: str = "",
) -> tuple[Any, ...]:
    """One row of a decision list: who, where, of which district, what, under which decision."""
    return name, workplace, unit, award, decision, on


def people(*numbers: int, **said: Any) -> list[tuple[Any, ...]]:
    """Rows of people who differ in nothing but their names."""
    return [row(person(number), **said) for number in numbers]


def decision_list(
    *rows: tuple[Any, ...], unit: str = BA_BE, period: str = FIRST_HALF, name: str = "Danh sách"
) -> Sheet:
    """A sheet with a decision list; its first row of data is row 5, the names stand in column B."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = name
        for line in ([unit], ["DANH SÁCH KHEN THƯỞNG"], [period]):
            sheet.append(line)
        sheet.append(
            ["STT", "Họ và tên", "Đơn vị công tác", "Huyện", "Danh hiệu, hình thức", "Số quyết định", "Ngày quyết định"]
        )
        for number, line in enumerate(rows, 1):
            sheet.append([number, *line])

    return draw


def open_list(*rows: tuple[Any, ...], unit: str = BA_BE, period: str = FIRST_HALF) -> Sheet:
    """A sheet with a decision list that says how far each row is: name, form, status, proposed, number, decided."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = "Danh sách"
        for line in ([unit], ["DANH SÁCH KHEN THƯỞNG"], [period]):
            sheet.append(line)
        heads = ["STT", "Họ và tên", "Danh hiệu, hình thức", "Trạng thái", "Ngày đề nghị"]
        sheet.append([*heads, "Số quyết định", "Ngày quyết định"])
        for number, line in enumerate(rows, 1):
            sheet.append([number, *line])

    return draw


def summary_return(*rows: tuple[Any, ...], unit: str = BA_BE, period: str = YEAR, name: str = "Biểu tổng hợp") -> Sheet:
    """A sheet with a return: title, collectives (column C), individuals (D); its first row of data is row 7."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = name
        for line in ([unit], ["TỔNG HỢP KẾT QUẢ KHEN THƯỞNG"], [period], ["Đơn vị tính: lượt"]):
            sheet.append(line)
        sheet.append(["STT", "Danh hiệu, hình thức khen thưởng", "Quyết định", None])
        sheet.append([None, None, "Tập thể", "Cá nhân"])
        sheet.merge_cells("C5:D5")
        for number, line in enumerate(rows, 1):
            sheet.append([number, *line])

    return draw


def indicators(*rows: tuple[Any, ...], unit: str = BA_BE, period: str = YEAR, name: str = "Chỉ tiêu") -> Sheet:
    """A sheet with indicators: name, target, actual."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = name
        for line in ([unit], [period], ["STT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"]):
            sheet.append(line)
        for number, line in enumerate(rows, 1):
            sheet.append([number, *line])

    return draw


def write_workbook(path: Path, *sheets: Sheet) -> Path:
    """Write a workbook of these sheets."""
    book = openpyxl.Workbook()
    for number, draw in enumerate(sheets):
        draw(book.active if number == 0 else book.create_sheet())
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@dataclass(frozen=True)
class Inbox:
    """The folder of a dataset that receives workbooks."""

    folder: Path

    def put(self, file: str, *sheets: Sheet, received: date = date(2021, 6, 18)) -> Path:
        """Write a workbook into the inbox as if it came on that day."""
        return came(write_workbook(self.folder / "inbox" / file, *sheets), received)

    def received(self, **changes: Any) -> Received:
        """What was received, as the runner reads it."""
        return receive(self.folder, **{**HOW, **changes})

    def snapshot(self, **changes: Any) -> Path:
        """The snapshot as the files are now."""
        return current_snapshot(self.folder, **{**HOW, **changes})

    def facts(self, **changes: Any) -> Facts:
        """The facts that count."""
        return Facts(self.snapshot(**changes), ADMINISTRATIVE)


HOW: dict[str, Any] = {"basis": ADMINISTRATIVE, "as_of": TODAY, "limits": Limits()}


def came(path: Path, day: date) -> Path:
    """Let a file look as if it came on that day."""
    at = datetime.combine(day, time(12), HANOI).timestamp()
    os.utime(path, (at, at))
    return path


def told(received: Received, *messages: str) -> list[tuple[str, str, str, str]]:
    """File, sheet, cell and words of the findings with these ids, or of all."""
    return [
        (finding.file, finding.sheet, finding.cell, finding.text)
        for finding in received.findings
        if not messages or finding.message in messages
    ]


def states(received: Received) -> dict[str, list[str]]:
    """The states of the tables of each file."""
    found: dict[str, list[str]] = {}
    for each in received.parts:
        found.setdefault(each.sent.file, []).append(each.state)
    return found


def counted(facts: Facts, unit: Any, period: Any) -> dict[tuple[str, str], int | str]:
    """What is counted for a unit and period, by award and kind; a count that is no number is its state."""
    frame = facts.of(unit, period)
    whole: Sequence[Any] = frame[frame["recipient_class"] == ""].to_dict("records")
    found = {}
    for each in whole:
        found[each["award"], each["recipient_kind"]] = (
            int(each["count"]) if each["state"] == "counted" else each["state"]
        )
    assert len(found) == len(whole), "a test must send facts that award and kind tell apart"
    return found
