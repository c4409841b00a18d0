"""Which periods have a first and last day that a text writes: "từ ngày 15/12/2020 đến ngày 14/6/2021".

Only the two days count here; the words around them are read in ``periods_said``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from thidua.registry import Period, bases
from thidua.registry.periods import FIRST_YEAR, LAST_YEAR

_DAY = "([0-9]{1,2})[/.-]([0-9]{1,2})"
_YEAR = "([0-9]{4})(?![0-9])"
DATE = re.compile(rf"{_DAY}[/.-]{_YEAR}")
"""A day in figures: "14/6/2021"."""
_RANGE = re.compile(
    rf"(?:từ )?(?:ngày )?\b{_DAY}(?:[/.-]{_YEAR})?\s*(?:-|đến(?: hết)?|tới)\s*(?:hết )?(?:ngày )?{_DAY}[/.-]{_YEAR}"
)
_LONG_DATE = re.compile(rf"\b(ngày|từ|đến|hết)\s+([0-9]{{1,2}}) tháng ([0-9]{{1,2}})\b(?:,? năm {_YEAR})?")
# The titles of education follow the school year; its months and quarters are calendar ones.
_SCHOOL_YEAR = "school-year"


def take_ranges(folded: str) -> tuple[list[tuple[date, date]], str]:
    """Take every first and last day out of a folded text: the pairs of days, and the text without them.

    Dates in words become figures, "14/6/2021", in the text that is returned.

    Examples
    --------
    >>> take_ranges("từ ngày 15 tháng 6 đến ngày 14/12/2021")[0]
    [(datetime.date(2021, 6, 15), datetime.date(2021, 12, 14))]
    >>> take_ranges("đến ngày 14 tháng 12 năm 2021")
    ([], 'đến ngày 14/12/2021')
    """
    text = _LONG_DATE.sub(lambda found: f"{found[1]} {'/'.join(part for part in found.groups()[1:] if part)}", folded)
    found = [days for match in _RANGE.finditer(text) if (days := _days(match))]
    return found, _RANGE.sub(" ; ", text)


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    first_day, first_month, first_year, last_day, last_month, last_year = found.groups()
    try:
        first = date(int(first_year or last_year), int(first_month), int(first_day))
        last = date(int(last_year), int(last_month), int(last_day))
    except ValueError:
        return None
    return (first, last) if first < last else None


def periods_of_days(first: date, last: date) -> Iterator[tuple[Period, str]]:
    """The periods with this first and last day and the id of their basis, the ones people mean most first.

    Examples
    --------
    >>> [(str(period), basis) for period, basis in periods_of_days(date(2020, 12, 15), date(2021, 3, 14))]
    [('2021-Q1', 'administrative'), ('2021-M3', 'administrative')]
    """
    for period in _periods_near(first.year, last.year):
        for name, basis in bases().items():
            is_school = name == _SCHOOL_YEAR and period.kind in ("month", "quarter")
            if not is_school and (period.first_day(basis), period.last_day(basis)) == (first, last):
                yield period, name


def _periods_near(first_year: int, last_year: int) -> Iterator[Period]:
    """The periods that may begin in the first year, whatever year they are named after."""
    # An administrative year begins in December before it, the second half of a school year in March after it.
    years = range(max(first_year - 1, FIRST_YEAR), min(last_year, LAST_YEAR, first_year + 1) + 1)
    for year in years:
        yield Period("year", year)
        yield from (Period("half", year, half) for half in (1, 2))
        yield from (Period("quarter", year, quarter) for quarter in (1, 2, 3, 4))
        yield from (Period("month", year, month) for month in range(1, 13))
        yield from (Period("months-to-date", year, months) for months in range(1, 12))
        last_years = (last_year - 1, last_year)
        yield from (Period("stage", year, last) for last in last_years if year < last <= LAST_YEAR)
