"""Days inside a half of the administrative year on which decisions are signed, drawn by chance.

Which days are worked is in ``thidua.registry.working_days``; periods in general belong to ``thidua.registry.periods``.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from thidua.registry.working_days import is_working_day, next_working_day

# Days that nothing is drawn for: they are few, and to draw for them too would change every draw that follows.
_NEVER_DRAWN = {(1, 1), (4, 30), (5, 1), (9, 2)}
_TET = [date(2016, 2, 8), date(2017, 1, 28), date(2018, 2, 16), date(2019, 2, 5), date(2020, 1, 25)]
_TET += [date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10)]

HALVES = (1, 2)


def half_of(year: int, half: int) -> tuple[date, date]:
    """First and last day of a half of the administrative year (Decree 09/2019/NĐ-CP)."""
    return (date(year - 1, 12, 15), date(year, 6, 14)) if half == 1 else (date(year, 6, 15), date(year, 12, 14))


def season_of_titles(year: int, half: int) -> tuple[date, date]:
    """When annual titles are decided: December to February; those of schools in July and August."""
    return (date(year - 1, 12, 18), date(year, 2, 26)) if half == 1 else (date(year, 7, 3), date(year, 8, 30))


def some_days(first: date, last: date, count: int, random: Random) -> list[date]:
    """Working days of a window, in order: one drawn on a day off is moved to the next day on which offices work.

    Examples
    --------
    >>> some_days(date(2021, 4, 29), date(2021, 5, 4), 3, Random(1))  # 3 May stood for 1 May, a Saturday
    [datetime.date(2021, 4, 29), datetime.date(2021, 5, 4), datetime.date(2021, 5, 4)]
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    drawn = random.sample([day for day in days if _is_drawn(day)], count)
    return sorted(map(next_working_day, drawn))


def _is_drawn(day: date) -> bool:
    near_tet = any(-3 <= (day - tet).days <= 5 for tet in _TET)
    return day.weekday() < 5 and (day.month, day.day) not in _NEVER_DRAWN and not near_tet


def day_before(day: date, least: int, most: int, random: Random) -> date:
    """The working day nearest to a number of days before, drawn between the least and the most."""
    found = day - timedelta(days=random.randint(least, most))
    while not is_working_day(found):
        found -= timedelta(days=1)
    return found
