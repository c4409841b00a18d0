"""Checks of a list that look at more than one cell: the order of days, school years, recipients that stand twice.

What is wrong in a single cell is noted where it is read.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from thidua.intake.cells.decisions import decision_key
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.words.awarding import is_reward
from thidua.registry import fold, fold_all

LONGEST_WAIT = timedelta(days=365)
"""A decision more than a year after the achievement or the proposal is probably a slip in a year (V12)."""

FEWEST_RENUMBERED = 2
"""One namesake may be commended on the same day by another decision; two are a list that was corrected."""


def check_order(rows: ListRows, days: dict[str, list[date | None]]) -> None:
    """Achievement, proposal, decision and presentation follow one another, within a year (V12)."""
    order = [
        name
        for name in ("achieved_on", "proposed_on", "decided_on", "presented_on")
        if rows.has(name) or name == "decided_on"
    ]
    for row, dated in enumerate(zip(*(days[name] for name in order), strict=True)):
        known = [(name, day) for name, day in zip(order, dated, strict=True) if day is not None]
        for (name, day), (_, later) in pairwise(known):
            where = name if rows.has(name) else "decision"
            if day > later:
                rows.find("V12-order", row, where, later=f"{later:%d/%m/%Y}")
            elif later - day > LONGEST_WAIT:
                rows.find("V12-wait", row, where, days=str((later - day).days))


def check_years(rows: ListRows) -> None:
    """School years and other years in one list are two batches (V13)."""
    stated = [(row, _is_school_year(text)) for row, text in enumerate(rows.texts("year")) if text]
    other = next((row for row, is_school in stated if is_school != stated[0][1]), None)
    if other is not None:
        rows.find("V13-mix", other, "year")


_TAKEN_BACK = re.compile(
    r"\b(?:(?:đã|bị|được)\s+(?:thu hồi|hủy|hủy bỏ)|thu hồi (?:danh hiệu|quyết định|qđ|giấy|bằng|theo)"
    r"|hủy (?:bỏ|quyết định|qđ|kết quả)|rút (?:tên|hồ sơ|khỏi)|không (?:tính|nhận khen|đồng ý)"
    r"|(?:không|chưa)\s+(?:được\s+)?(?:khen|công nhận|tặng|có quyết định)"
    r"|(?:không|chưa)\s+(?:được\s+)?(?:đạt|xét|đủ điều kiện)\W*$)(?!\w)"
)
"""What says that an award was taken back; what somebody does not attain beside it is another matter."""


def check_notes(rows: ListRows, statuses: list[str]) -> None:
    """A note that an award was taken back, or never given, against a row that counts it (V19)."""
    for row, (note, status) in enumerate(zip(rows.texts("note"), statuses, strict=True)):
        if note and status == "awarded" and _TAKEN_BACK.search(fold(note)) and "thay " not in fold(note):
            rows.find("V19-note", row, "note")


def _is_school_year(text: str) -> bool:
    """Whether a year is a school year; 2016-2020 is a stage."""
    years = re.fullmatch(r"([0-9]{4})\s*[-–]\s*([0-9]{4})", text)
    return "năm học" in fold(text) or (years is not None and int(years[2]) == int(years[1]) + 1)


def check_repeated(
    rows: ListRows,
    names: list[str],
    units: list[str],
    workplaces: list[str],
    awards: list[str],
    numbers: list[str],
    achievements: list[str],
) -> None:
    """The same recipient under the same decision twice, or two forms for one achievement (V11)."""
    names, workplaces, short = fold_all(names), fold_all(workplaces), [decision_key(number) for number in numbers]
    if len(set(zip(names, units, workplaces, awards, short, strict=True))) == len(rows) and not any(achievements):
        # Nearly every list: nobody stands in it twice, under any spelling, and no achievement is told.
        return
    seen: dict[tuple[str, ...], int] = {}
    earned: dict[tuple[str, ...], str] = {}
    columns = zip(names, units, workplaces, awards, numbers, achievements, strict=True)
    for row, (name, unit, workplace, award, number, achievement) in enumerate(columns):
        if not number or not award or not name:
            continue
        who = (name, unit, workplace)
        first = seen.setdefault((*who, award, decision_key(number)), row)
        if first != row:
            # Two people of one name are told apart by where they work.
            message = "V11-repeated" if workplace else "V11-namesake"
            rows.find(message, row, "recipient", first_row=str(rows.lines[first].number))
        elif achievement and is_reward(award) and earned.setdefault((*who, fold(achievement)), award) != award:
            rows.find("V11-twice", row, "recipient", achievement=achievement)


def check_renumbered(
    rows: ListRows,
    names: list[str],
    units: list[str],
    workplaces: list[str],
    awards: list[str],
    numbers: list[str],
    days: list[date | None],
) -> None:
    """The same people with the same title on the same day under two numbers: most likely one of them was put right."""
    if len(set(zip(names, units, workplaces, awards, days, strict=True))) == len(rows):
        return
    seen: dict[tuple[object, ...], int] = {}
    again = []
    for row, (who, number) in enumerate(
        zip(zip(names, units, workplaces, awards, days, strict=True), numbers, strict=True)
    ):
        if who[0] and who[3] and who[4]:
            first = seen.setdefault((fold(who[0]), *who[1:]), row)
            if decision_key(numbers[first]) != decision_key(number):
                again.append((row, first))
    if len(again) >= FEWEST_RENUMBERED:
        row, first = again[0]
        words = {"count": str(len(again)), "other": numbers[first], "first_row": str(rows.lines[first].number)}
        rows.find("V11-renumbered", row, "recipient", **words)
