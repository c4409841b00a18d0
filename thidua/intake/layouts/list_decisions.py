"""The decision of each row of a list: its number and its day, from one column or two, or from the heading above."""

from __future__ import annotations

from datetime import date

from thidua.intake.cells.days import read_day
from thidua.intake.cells.decisions import MESSAGES, DecisionNo, decision_key, read_decision
from thidua.intake.cells.values import Blank, Refused
from thidua.intake.layouts.list_days import read_days
from thidua.intake.layouts.list_rows import ListRows
from thidua.registry import fold
from thidua.registry.working_days import SATURDAY, is_working_day


def read_decisions(rows: ListRows, is_open: list[bool]) -> tuple[list[str], list[date | None]]:
    """The number of each decision and its day; an open row has none."""
    found = _from_headings(rows, _numbers(rows), is_open)
    _check_headings(rows, found)
    days = [decision.day if decision else None for decision in found]
    where = "decided_on" if rows.has("decided_on") else "decision"
    if rows.has("decided_on"):
        stated = read_days(rows, "decided_on", "V10-date")
        for row, (day, other) in enumerate(zip(stated, days, strict=True)):
            if day and other and day != other:
                rows.find("V10-twodays", row, "decided_on", other=f"{other:%d/%m/%Y}")
        days = [day or other for day, other in zip(stated, days, strict=True)]
        is_undated = [isinstance(read_day(cell), Blank) for cell in rows.cells("decided_on")]
    else:
        is_undated = [decision is not None for decision in found]
    for row, (day, decision) in enumerate(zip(days, found, strict=True)):
        if day and decision and decision.year and decision.year != day.year:
            rows.find("V10-year", row, "decision")
    for row, (day, is_blank) in enumerate(zip(days, is_undated, strict=True)):
        if day is None and is_blank and not is_open[row]:
            rows.find("V10-nodate", row, where)
    _check_days(rows, where, days)
    _check_one_day(rows, where, found, days)
    return [decision.text if decision else "" for decision in found], days


def _numbers(rows: ListRows) -> list[DecisionNo | Blank | None]:
    """What the column of decisions says in each row; None for what was noted as no decision."""
    if not rows.has("decision"):
        return [Blank.MISSING] * len(rows)
    cells = [text or cell for text, cell in zip(rows.texts("decision"), rows.cells("decision"), strict=True)]
    known = {cell: read_decision(cell) for cell in set(cells)}
    found: list[DecisionNo | Blank | None] = []
    for row, cell in enumerate(cells):
        decision = known[cell]
        if isinstance(decision, DecisionNo) and decision.is_repaired:
            rows.notes.repair(rows.lines[row].number, rows.column(row, "decision"), cell, decision.text)
            rows.mark(row, "decision", "repaired")
        elif isinstance(decision, Refused):
            rows.find(MESSAGES.get(decision.reason, "V10-number"), row, "decision")
        found.append(decision if isinstance(decision, DecisionNo | Blank) else None)
    return found


def _from_headings(
    rows: ListRows, numbers: list[DecisionNo | Blank | None], is_open: list[bool]
) -> list[DecisionNo | None]:
    """The decisions, those of rows without one taken from the heading above, or from the title."""
    if not any(isinstance(number, Blank) for number in numbers):
        return [number if isinstance(number, DecisionNo) else None for number in numbers]
    header, has_column = rows.header, rows.has("decision")
    found: list[DecisionNo | None] = []
    is_asked = False
    for row, number in enumerate(numbers):
        group = rows.groups[row]
        decision = number if isinstance(number, DecisionNo) else None
        if isinstance(number, Blank) and not is_open[row]:
            # A number that others of the list have and this row lacks is not that of the title.
            decision = group.decision or (header.decision if not has_column else None)
            if decision is not None:
                rows.mark(row, "decision", "heading", group.cells.get("decision", header.decision_cell))
            elif has_column:
                rows.find("V10-missing", row, "decision")
            else:
                is_asked = True
        found.append(decision)
    if is_asked:
        rows.notes.find("V10-missing")
    return found


def _check_headings(rows: ListRows, found: list[DecisionNo | None]) -> None:
    """A row that names another decision than the heading above it is asked about: one of the two is wrong."""
    for row, (decision, group) in enumerate(zip(found, rows.groups, strict=True)):
        if decision and group.decision and decision_key(decision.text) != decision_key(group.decision.text):
            rows.find("L12-other", row, "decision", heading=group.decision.text)


def _check_one_day(rows: ListRows, where: str, found: list[DecisionNo | None], days: list[date | None]) -> None:
    """One number of one year has one day, unless two offices gave it; a day told already is not told again (V10).

    The communes of a district number their decisions alike.
    """
    pairs = set(zip((decision.text if decision else "" for decision in found), days, strict=True))
    if len(pairs) == len({number for number, _ in pairs}):
        # Nearly every list.
        return
    begin, end = rows.header.first_day or date.min, min(rows.header.last_day or date.max, rows.as_of)
    first: dict[tuple[object, ...], tuple[int, date]] = {}
    told: set[tuple[object, ...]] = set()
    columns = (found, days, *map(rows.texts, ("authority", "award", "unit")))
    for row, (decision, day, giver, award, unit) in enumerate(zip(*columns, strict=True)):
        if "xã" in fold(award).split():
            continue
        if decision is None or day is None or not begin <= day <= end or not is_working_day(day):
            continue
        key = (decision_key(decision.text), *map(fold, (giver, award, unit)), day.year)
        other, stated = first.setdefault(key, (row, day))
        if stated != day and key not in told:
            told.add(key)
            words = {"other": f"{stated:%d/%m/%Y}", "first_row": str(rows.lines[other].number)}
            rows.find("V10-days", row, where, found=f"{day:%d/%m/%Y}", number=decision.text, **words)


def _check_days(rows: ListRows, where: str, days: list[date | None]) -> None:
    """A decision is past, inside the stated period, and made on a day on which offices are open (V10)."""
    first, last = rows.header.first_day or date.min, rows.header.last_day or date.max
    is_open = {day: is_working_day(day) for day in set(days) if day and first <= day <= last}
    for row, day in enumerate(days):
        if day is None or (first <= day <= last and day <= rows.as_of and is_open.get(day, True)):
            continue
        found = f"{day:%d/%m/%Y}"
        if day > rows.as_of:
            rows.find("V10-future", row, where, found=found, today=f"{rows.as_of:%d/%m/%Y}")
        elif not first <= day <= last:
            rows.find("V10-window", row, where, found=found, window=f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")
        else:
            rows.find("V10-dayoff", row, where, found=found, weekday=_day_off(day))


def _day_off(day: date) -> str:
    """What a day is on which offices are closed, in the sender's words."""
    return ("thứ Bảy", "Chủ nhật")[day.weekday() - SATURDAY] if day.weekday() >= SATURDAY else "ngày nghỉ lễ, Tết"
