"""Days out of cells: dates, what a spreadsheet counts instead of dates, and the ways a day is written in Vietnamese.

The day always stands before the month; whether a day fits a decision or a period is checked elsewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Refused, blank_in, plain

_YEARS = range(1945, 2101)
"""From the first state of today's office to where a typing error begins."""

# A workbook's day 1 is 01/01/1900 and it knows a 29/02/1900 that never was, hence this day 0 for all later days.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = (date(1954, 1, 1) - _DAY_ZERO).days
_LAST_SERIAL = (date(_YEARS[-1], 12, 31) - _DAY_ZERO).days

_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_FULL = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})" + _TIME)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
_WORDS = re.compile(r"([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s*,?\s+năm\s+([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}\s*\1\s*[0-9]{2}")
_NO_YEAR = re.compile(r"[0-9]{1,2}\s*(?:[/.-]|\stháng\s)\s*[0-9]{1,2}")
_NO_DAY = re.compile(r"(?:(?:tháng\s+)?[0-9]{1,2}\s*(?:[/.-]|\snăm\s)\s*)?(?:năm\s+)?(?:19|20)[0-9]{2}")


@lru_cache(maxsize=CACHED, typed=True)
def read_day(cell: Cell) -> date | Blank | Refused:
    """Read a day between 1945 and 2100.

    Parameters
    ----------
    cell
        A date; a whole number that a spreadsheet shows as a date (19725, 01/01/1954, and later), also as text of
        five digits; or text: "31/5/2023", "31-5-2023", "31.5.2023", "2023-05-31", "ngày 31 tháng 5 năm 2023".

    Returns
    -------
    datetime.date | Blank | Refused
        Refused "no-year", "no-century" (31/5/23), "no-day" (5/2023), "impossible-date" (31/02), "year-out-of-range",
        or "not-a-date".

    Examples
    --------
    >>> read_day("ngày 31/5/2023"), read_day(45077.0), read_day("12/31/2023")
    (datetime.date(2023, 5, 31), datetime.date(2023, 5, 31), Refused(reason='impossible-date'))
    """
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    if isinstance(cell, bool | Percent):
        return Refused("not-a-date")
    if isinstance(cell, int | float):
        return _day_of_number(cell)
    if not isinstance(cell, str):
        return Refused("not-a-date")
    text = plain(cell)
    blank = blank_in(text)
    return _day_of_text(text.lower()) if blank is None else blank


def is_day_off(day: date) -> bool:
    """Say whether the day is a Saturday or Sunday; holidays and make-up working days are not known.

    Examples
    --------
    >>> is_day_off(date(2023, 5, 31)), is_day_off(date(2023, 6, 3))
    (False, True)
    """
    return day.weekday() >= 5


def _in_range(day: date) -> date | Refused:
    return day if day.year in _YEARS else Refused("year-out-of-range")


def _day_of_number(number: float) -> date | Refused:
    # Comparisons come first: neither infinity nor "not a number" passes them.
    if _YEARS[0] <= number <= _YEARS[-1] and number == int(number):
        return Refused("no-day")
    if _FIRST_SERIAL <= number <= _LAST_SERIAL and number == int(number):
        return _DAY_ZERO + timedelta(days=int(number))
    return Refused("not-a-date")


def _day_of_text(text: str) -> date | Refused:
    if re.fullmatch("[0-9]{5}", text):
        return _day_of_number(int(text))
    text = text.removeprefix("ngày").strip(" \n,;").removesuffix(".")
    if full := _FULL.fullmatch(text):
        return _existing(full[4], full[3], full[1])
    if iso := _ISO.fullmatch(text):
        return _existing(iso[1], iso[2], iso[3])
    if words := _WORDS.fullmatch(text):
        return _existing(words[3], words[2], words[1])
    if _SHORT_YEAR.fullmatch(text):
        return Refused("no-century")
    if _NO_YEAR.fullmatch(text):
        return Refused("no-year")
    return Refused("no-day" if _NO_DAY.fullmatch(text) else "not-a-date")


def _existing(year: str, month: str, day: str) -> date | Refused:
    if int(year) not in _YEARS:
        return Refused("year-out-of-range")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Refused("impossible-date")
