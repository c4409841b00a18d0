"""Working days inside a half of the administrative year, on which decisions are signed and files arrive.

Holidays are approximate; periods in general belong to ``thidua.registry.periods``.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

_FIXED_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}
# First days of Tết, 2016 to 2024; offices close for about a week around them.
_TET = [date(2016, 2, 8), date(2017, 1, 28), date(2018, 2, 16), date(2019, 2, 5), date(2020, 1, 25)]
_TET += [date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10)]

HALVES = (1, 2)


def is_working_day(day: date) -> bool:
    """Whether an office signs on that day.

    Examples
    --------
    >>> is_working_day(date(2021, 6, 1)), is_working_day(date(2021, 6, 6)), is_working_day(date(2021, 2, 12))
    (True, False, False)
    """
    near_tet = any(-3 <= (day - tet).days <= 5 for tet in _TET)
    return day.weekday() < 5 and (day.month, day.day) not in _FIXED_HOLIDAYS and not near_tet


def working_days(first: date, last: date) -> list[date]:
    """The working days from the first to the last day, both included."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if is_working_day(day)]


def half_of(year: int, half: int) -> tuple[date, date]:
    """First and last day of a half of the administrative year (Decree 09/2019/NĐ-CP)."""
    return (date(year - 1, 12, 15), date(year, 6, 14)) if half == 1 else (date(year, 6, 15), date(year, 12, 14))


def season_of_titles(year: int, half: int) -> tuple[date, date]:
    """When annual titles are decided: December to February; those of schools in July and August."""
    return (date(year - 1, 12, 18), date(year, 2, 26)) if half == 1 else (date(year, 7, 3), date(year, 8, 30))


def some_days(first: date, last: date, count: int, random: Random) -> list[date]:
    """Different working days of a window, in order."""
    return sorted(random.sample(working_days(first, last), count))


def day_before(day: date, least: int, most: int, random: Random) -> date:
    """The working day nearest to a number of days before, drawn between the least and the most."""
    found = day - timedelta(days=random.randint(least, most))
    while not is_working_day(found):
        found -= timedelta(days=1)
    return found
