"""Working days of Vietnamese offices: no weekends, no public holidays, and what the Government swaps.

Only days are known here: due dates, the day a decision was signed on (V10) and deadlines in working days rest on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.tables import Row, records, table_lines
from thidua.registry.tables import day as read_day
from thidua.registry.territory import per_territory

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices are open on a day.

    Notes
    -----
    Public holidays with their substitute days stand in ``registry/tables/holidays.csv``, as the package ``holidays``
    has them (Labour Code 2019, Article 112; the lunar calendar for Tết and the Hùng Kings; from 2026 also 24/11,
    resolution 28/2026/QH16); a test compares the two. Working days that the Government swaps by decree, each year anew,
    are known as far as the package knew them then; the office adds others to ``days_off.csv``, whose rows come first.
    Of other years (see `is_decreed`) only what the law says is known, which is a day or two off.

    Examples
    --------
    >>> is_working_day(date(2023, 6, 16)), is_working_day(date(2023, 6, 17)), is_working_day(date(2023, 5, 3))
    (True, False, False)
    """
    said = decreed_days().get(day)
    if said is not None:
        return said == "working"
    known = public_holidays().get(day.isoformat())
    return known == "working" if day.weekday() >= SATURDAY else known is None


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


def is_decreed(year: int) -> bool:
    """Whether it is known which working days of a year the Government swaps.

    Notes
    -----
    Known are the years from the first to the last of which the table of public holidays has a swap, and each of which
    the office's own table says something; a year without a swap has a row that confirms a day off.

    Examples
    --------
    >>> is_decreed(2009), is_decreed(2020), is_decreed(2026)
    (False, True, True)
    """
    return year in _swapped_years() or any(day.year == year for day in decreed_days())


@cache
def _swapped_years() -> range:
    years = [int(day[:4]) for day, kind in public_holidays().items() if kind == "working"]
    return range(min(years), max(years) + 1)


@cache
def public_holidays() -> Mapping[str, str]:
    """What the table of public holidays says of a day that is written as ISO has it: "off" or "working"."""
    # Two thousand rows, of which a command asks for three: split here, and not made into rows.
    return dict(line.split(",", 2)[:2] for line in table_lines("holidays"))


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
