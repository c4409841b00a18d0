"""Working days of Vietnamese offices: no weekends, no public holidays, and what the Government swaps.

Only days are known here: due dates, the day a decision was signed on (V10) and deadlines in working days rest on them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from thidua.errors import ConfigError
from thidua.registry.tables import Row, records
from thidua.registry.tables import day as read_day
from thidua.registry.territory import per_territory

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices are open on a day.

    Notes
    -----
    Public holidays with their substitute days are those of the package ``holidays`` (Labour Code 2019, Article 112;
    the lunar calendar for Tết and the Hùng Kings; from 2026 also 24/11, resolution 28/2026/QH16). Working days that the
    Government swaps by decree, each year anew, are known as far as the package knew them when it was made; the office
    adds others to ``registry/tables/days_off.csv``, whose rows come first.

    Examples
    --------
    >>> is_working_day(date(2023, 6, 16)), is_working_day(date(2023, 6, 17)), is_working_day(date(2023, 5, 3))
    (True, False, False)
    """
    said = decreed_days().get(day)
    if said is not None:
        return said == "working"
    known = _holidays_around(day.year)
    if day.weekday() >= SATURDAY:
        return day in known.weekend_workdays
    return day not in known


def next_working_day(day: date) -> date:
    """The day itself if offices are open, else the next on which they are.

    Examples
    --------
    >>> next_working_day(date(2024, 2, 8))
    datetime.date(2024, 2, 15)
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


class _Holidays(Container[object], Protocol):
    """What is asked of the package: which days are holidays, and which weekend days are worked instead of another."""

    @property
    def weekend_workdays(self) -> set[date]: ...


@cache
def _holidays_around(year: int) -> _Holidays:
    from holidays import country_holidays

    # A weekend day worked in January may stand for a day off in December before.
    known: _Holidays = country_holidays("VN", years=(year - 1, year, year + 1))
    return known


@per_territory
def decreed_days() -> Mapping[date, str]:
    """The office's own table: "off" or "working" by day.

    Raises
    ------
    ConfigError
        If a row has no day or another kind, or a day stands twice.
    """
    found: dict[date, str] = {}
    for day, kind in records("days_off", _decreed_day):
        if day in found:
            raise ConfigError(f"registry table days_off.csv: {day} stands twice; keep one of its rows")
        found[day] = kind
    return found


def _decreed_day(row: Row) -> tuple[date, str]:
    day, kind = read_day(row, "day"), row["kind"].strip()
    if day is None or kind not in ("off", "working"):
        raise ConfigError(f'"{row["day"]}", "{row["kind"]}"; expected a day like 2026-01-02 and off or working')
    return day, kind
