"""Numbers and dates as an official document writes them, in the language of the report.

Only the writing of one value belongs here; what is said of values, in `words` and the chapters.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from thidua.present.language import language

MISSING = "…"
NOT_APPLICABLE = "–"
HIDDEN = "*"
"""A number that is known and not shown, since it might point at a person."""
LOCALES = {"vi": "vi_VN", "en": "en_GB"}


def write_number(value: float, *, decimals: int = 0) -> str:
    """Write a number with "." between thousands and "," before decimals: 2952 -> "2.952"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _written(str(rounded(value, decimals)), pattern, LOCALES[language()])


@lru_cache(maxsize=10_000)
def _written(number: str, pattern: str, locale: str) -> str:
    """What tables say a thousand times is written once; a text as key tells -0 from 0."""
    return str(format_decimal(Decimal(number), format=pattern, locale=locale))


def write_percent(share: float, *, decimals: int = 1) -> str:
    """Write a share (a fraction, 0 to 1) as per cent without a space: 289/468 -> "61,8%"."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return _written(str(rounded(share, decimals + 2)), pattern, LOCALES[language()])


def rounded(value: float, decimals: int) -> Decimal:
    """Halves go up, as people and spreadsheets round: 6,25 % is 6,3 %. What rounds to nothing has no sign."""
    # 0 is added for that: -0.0 + 0 is 0.0.
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def write_count(value: int) -> str:
    """Write a count in running text, where administrative style pads below ten: 2 -> "02", 0 -> "0"."""
    return f"0{value}" if 0 < value < 10 and language() == "vi" else write_number(value)


def write_date(day: dt.date) -> str:
    """Write a date in figures, padded like a date in words: "31/5/2023", "02/6/2023", "09/01/2020"."""
    if language() == "en":
        return str(format_date(day, "d MMM y", locale=LOCALES["en"]))
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def write_date_long(day: dt.date) -> str:
    """Write a date in words, with a zero before days under ten and before months 1 and 2.

    Notes
    -----
    "ngày 02 tháng 6 năm 2023". Source: Decree 30/2020/NĐ-CP, Annex I, on the date of a document.
    """
    if language() == "en":
        return str(format_date(day, "d MMMM y", locale=LOCALES["en"]))
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: dt.date) -> str:
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def write_share_of(part: int, whole: int, *, small: int = 10) -> str:
    """Write part of whole as "61,8% (289/468)"; below `small` cases in the whole only "3/8".

    Notes
    -----
    A percentage of fewer than ten cases suggests a precision that is not there: the house rule of the
    statistics chapter is to print x/n alone.
    """
    fraction = f"{write_number(part)}/{write_number(whole)}"
    return fraction if whole < small else f"{write_percent(part / whole)} ({fraction})"


def whole_percent(share: float) -> str:
    """A share on an axis."""
    return write_percent(share, decimals=0)
