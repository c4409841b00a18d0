"""Days out of cells: dates, what a spreadsheet counts instead of dates, and the ways a day is written in Vietnamese.

The day always stands before the month; whether a day fits a decision or a period is checked elsewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from thidua.intake.cells.month_names import ENGLISH, MONTHS
from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Refused, blank_in, plain

_YEARS = range(1945, 2101)
"""From the first state of today's office to where a typing error begins."""

# A workbook's day 1 is 01/01/1900 and it knows a 29/02/1900 that never was, hence this day 0 for all later days.
_DAY_ZERO = date(1899, 12, 30)
_FROM_1900_TO_1904 = timedelta(days=1462)
_FIRST_SERIAL = (date(1954, 1, 1) - _DAY_ZERO).days
_LAST_SERIAL = (date(_YEARS[-1], 12, 31) - _DAY_ZERO).days

# A clock time does not change the day: "15/02/2023 00:00:00", and with Excel's "12:00:00 SA" for midnight.
_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?(?:sa|ch|am|pm))?)?"
_FULL = re.compile(r"([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})" + _TIME)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _TIME)
# "2023-02-15T00:00:00.000Z", as SheetJS writes a day.
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(z|[+-][0-9]{2}:?[0-9]{2})"
)
# "15 tháng năm 2023" lacks its month; "15 tháng năm năm 2023" is of May.
_SAID = "|".join(sorted(MONTHS.keys() - {"năm"}, key=len, reverse=True))
_MONTH = rf"(?:(?:tháng|thg\.?)\s*([0-9]{{1,2}}|{_SAID}|năm(?=[\s,]+năm))|({'|'.join(ENGLISH)}))"
# "31 tháng 5 năm 2023", and what Excel shows for a month: "15-thg 2-23", "15 Tháng Hai 2023", "15-Feb-2023".
_WORDS = re.compile(rf"([0-9]{{1,2}})[\s-]*{_MONTH}[\s,./-]+(?:năm\s+)?([0-9]{{4}}|[0-9]{{2}})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}\s*\1\s*[0-9]{2}")
_NO_YEAR = re.compile(rf"[0-9]{{1,2}}\s*(?:[/.-]|\stháng\s)\s*[0-9]{{1,2}}|[0-9]{{1,2}}[\s-]*{_MONTH}")
_NO_DAY = re.compile(
    r"(?:(?:tháng\s+)?[0-9]{1,2}\s*(?:[/.-]|\snăm\s)\s*)?(?:năm\s+)?(?:19|20)[0-9]{2}"
    rf"|{_MONTH}[\s,./-]+(?:năm\s+)?[0-9]{{2,4}}"
)


@lru_cache(maxsize=CACHED, typed=True)
def read_day(cell: Cell) -> date | Blank | Refused:
    """Read a day between 1945 and 2100.

    Parameters
    ----------
    cell
        A date; a whole number that a spreadsheet shows as a date (19725, 01/01/1954, and later), also as text of
        five digits; or text: "31/5/2023", "31-5-2023", "31.5.2023", "2023-05-31", "ngày 31 tháng 5 năm 2023",
        "31-thg 5-2023", "31-May-2023". "2023-05-31T00:00:00Z" is that day and "2023-05-30T17:00:00Z" is too:
        midnight in Hanoi.

    Returns
    -------
    datetime.date | Blank | Refused
        Refused "no-year", "no-century" (31/5/23), "no-day" (5/2023), "impossible-date" (31/02), "year-out-of-range",
        "no-zone" (another moment of UTC), or "not-a-date".

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


def both_days(cell: Cell) -> tuple[date, date] | None:
    """The two days that a bare number can be: counted from 1900, and from 1904 as old workbooks of a Mac do.

    Returns
    -------
    tuple of datetime.date or None
        None for what is no number that a spreadsheet could show as a day of either count; text of five digits is one.

    Examples
    --------
    >>> both_days(43510.0)
    (datetime.date(2019, 2, 14), datetime.date(2023, 2, 15))
    """
    if isinstance(cell, str):
        text = plain(cell)
        cell = int(text) if re.fullmatch("[0-9]{5}", text) else None
    if not isinstance(cell, int | float) or isinstance(cell, bool | Percent):
        return None
    day = _day_of_number(cell)
    return None if isinstance(day, Refused) else (day, day + _FROM_1900_TO_1904)


def day_shown(cell: Cell, *, from_1904: bool = False) -> str:
    """A cell of a column of days as a person sees it, also where only the count of days is stored.

    Examples
    --------
    >>> day_shown(45077.0), day_shown(43510, from_1904=True), day_shown(date(2023, 5, 31)), day_shown(" tháng 5 ")
    ('31/05/2023', '15/02/2023', '31/05/2023', 'tháng 5')
    """
    days = both_days(cell)
    if days is not None:
        return f"{days[from_1904]:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell).strip()


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
        month = words[2] or words[3]
        return _existing(words[4], str(MONTHS.get(month, month)), words[1])
    if moment := _MOMENT.fullmatch(text):
        return _day_in_hanoi(moment[1], moment[2], moment[3])
    if _SHORT_YEAR.fullmatch(text):
        return Refused("no-century")
    if _NO_YEAR.fullmatch(text):
        return Refused("no-year")
    return Refused("no-day" if _NO_DAY.fullmatch(text) else "not-a-date")


def _day_in_hanoi(day: str, clock: str, zone: str) -> date | Refused:
    """The day that begins at that moment, in Hanoi or where the clock says; another moment is no day for certain."""
    if zone.replace(":", "") == "+0700":
        return _day_of_text(day)
    is_utc = zone == "z" or zone[1:].replace(":", "") == "0000"
    begins = {"00:00": 0, "17:00": 1}.get(clock.removesuffix(":00") if len(clock) > 5 else clock)
    if not is_utc or begins is None:
        return Refused("no-zone")
    found = _day_of_text(day)
    return found if isinstance(found, Refused) else _in_range(found + timedelta(days=begins))


def _existing(year: str, month: str, day: str) -> date | Refused:
    if len(year) == 2:
        return Refused("no-century")
    if int(year) not in _YEARS:
        return Refused("year-out-of-range")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Refused("impossible-date")
