"""What the days of one column say together: whether a computer swapped day and month, and from which year it counts.

One cell alone tells neither; how one cell is read belongs to ``days``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from thidua.intake.cells.days import both_days, read_day
from thidua.intake.cells.values import Cell

_NEAR = timedelta(days=366)
"""Days of one list lie within a year of one another; the two counts are four years apart."""


@dataclass(frozen=True, slots=True)
class DoubtfulDay:
    """One day of a column in which days and months may be swapped.

    Attributes
    ----------
    position
        Which of the cells, from 0.
    stands, swapped
        The day that stands there, and the one with day and month exchanged.
    """

    position: int
    stands: date
    swapped: date


def are_swapped(cells: Sequence[Cell]) -> bool:
    """Say whether some days of a column bear the mark of a computer set to English; see ``doubtful_days``."""
    return bool(doubtful_days(cells))


def doubtful_days(cells: Sequence[Cell]) -> tuple[DoubtfulDay, ...]:
    """The days whose day and month a computer set to English may have swapped.

    Parameters
    ----------
    cells
        One column of days from top to bottom; blanks, words and days that cannot be read say nothing.

    Returns
    -------
    tuple of DoubtfulDay
        Every real date with two different readings, where no real date has a day after the 12th, no day that stayed
        text has one before the 13th, and there are both. None otherwise.

    Notes
    -----
    Typed as 08/05/2023 on such a computer, 8 May becomes the date 5 August; 20/05/2023 is no date there and stays
    text. On a computer set to Vietnamese both become dates, and where all was typed as text both stay text.

    Examples
    --------
    >>> [doubt.swapped for doubt in doubtful_days(["20/05/2023", date(2023, 8, 5), date(2023, 6, 6)])]
    [datetime.date(2023, 5, 8)]
    """
    dates: list[tuple[int, date]] = []
    has_text = False
    for position, cell in enumerate(cells):
        day = read_day(cell)
        if not isinstance(day, date):
            continue
        if isinstance(cell, str):
            if day.day <= 12:
                return ()
            has_text = True
        elif day.day > 12:
            return ()
        else:
            dates.append((position, day))
    if not has_text:
        return ()
    return tuple(
        DoubtfulDay(position, day, date(day.year, day.day, day.month))
        for position, day in dates
        if day.day != day.month
    )


def counted_from(
    cells: Sequence[Cell], first_day: date | None = None, last_day: date | None = None
) -> Literal[1900, 1904] | None:
    """From which year the bare numbers of a column of days count, in a workbook that says 1904.

    Parameters
    ----------
    cells
        One column of days; of these the bare numbers (and texts of five digits) are in question.
    first_day, last_day
        The stated period, if the table states one.

    Returns
    -------
    1900, 1904 or None
        The count under which all of them lie in the period and none does under the other; without a period, within
        a year of the column's real dates. None when that decides nothing: then the sender is asked.

    Examples
    --------
    >>> counted_from([43510.0], date(2022, 12, 15), date(2023, 6, 14)), counted_from([43510.0])
    (1904, None)
    >>> counted_from([43510.0, date(2019, 3, 1)])
    1900
    """
    numbers = [days for cell in cells if (days := both_days(cell)) is not None]
    if not numbers:
        return None
    if first_day is not None and last_day is not None:
        return _decided(numbers, first_day, last_day)
    known = [day for cell in cells if both_days(cell) is None and isinstance(day := read_day(cell), date)]
    return _decided(numbers, max(known) - _NEAR, min(known) + _NEAR) if known else None


def _decided(numbers: list[tuple[date, date]], first: date, last: date) -> Literal[1900, 1904] | None:
    are_of_1900 = [first <= day <= last for day, _ in numbers]
    are_of_1904 = [first <= day <= last for _, day in numbers]
    if all(are_of_1900) and not any(are_of_1904):
        return 1900
    return 1904 if all(are_of_1904) and not any(are_of_1900) else None
