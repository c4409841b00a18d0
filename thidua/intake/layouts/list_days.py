"""The days of a list, column by column: single cells, and what only the whole column tells."""

from __future__ import annotations

from datetime import date

from thidua.intake.cells.day_columns import counted_from, doubtful_days
from thidua.intake.cells.days import both_days, read_day
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.part import shown

FIRST_YEAR_OF_EXCEL = 1900


def read_days(rows: ListRows, name: str, message: str) -> list[date | None]:
    """The days of a column; what is none, or may be two, is noted."""
    if not rows.has(name):
        return [None] * len(rows)
    cells = rows.cells(name)
    days = rows.values(name, read_day, message)
    for doubtful in (found := doubtful_days(cells)):
        if doubtful is found[0]:
            words = {"other": shown(doubtful.swapped), "count": str(len(found))}
            rows.find("V10-swapped", doubtful.position, name, found=shown(doubtful.stands), **words)
        days[doubtful.position] = None
    if rows.counts_from_1904 and any(both_days(cell) for cell in set(cells)):
        return _without_format(rows, name, days)
    return days


def _without_format(rows: ListRows, name: str, days: list[date | None]) -> list[date | None]:
    """Bare numbers in a workbook that counts from 1904: the period or the days beside them decide, or nothing does."""
    cells = rows.cells(name)
    since = counted_from(cells, rows.header.first_day, rows.header.last_day)
    read = list(days)
    for row, cell in enumerate(cells):
        if both := both_days(cell):
            read[row] = None if since is None else both[since != FIRST_YEAR_OF_EXCEL]
            if since is None:
                rows.find("V10-epoch", row, name, found=shown(both[0]), other=shown(both[1]))
    return read
