"""Counts, per cents and measures out of cells, by the Vietnamese marks: "." groups thousands, "," is the decimal mark.

A number that two people would read differently is refused; what a blank is belongs to ``values``.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Refused, ShownOtherwise, blank_in, plain
from thidua.registry.text import fold

_MOST_DIGITS = 9
# A float keeps 15 digits of any decimal number; more would not be what the sender wrote.
_MOST_DIGITS_OF_A_MEASURE = 15

_NOUNS = {
    fold(noun): kind
    for noun, kind in {
        "tập thể": "collective",
        "TT": "collective",
        "đơn vị": "collective",
        "hộ gia đình": "household",
        "hộ": "household",
        "gia đình": "household",
        "HGĐ": "household",
        "cá nhân": "individual",
        "CN": "individual",
        "người": "individual",
        "đồng chí": "individual",
        "đ/c": "individual",
        "lượt": "",
        "trường hợp": "",
        "phong trào": "",
        "mô hình": "",
        "điển hình": "",
        "danh hiệu": "",
        "bằng khen": "",
        "giấy khen": "",
    }.items()
}
"""Nouns that may follow a count, with the recipient kind they say, if any."""

_NUMBER = re.compile(r"[0-9]+(?:[., ][0-9]+)*")
_DIGITS = re.compile("[0-9]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)")
_THOUSANDS_AND_DECIMALS = re.compile(f"(?:{_THOUSANDS.pattern}),[0-9]+")
_DECIMALS = re.compile(r"[0-9]+[.,][0-9]+")
# 2,952 and 012.345: a group of thousands or three decimals. "0,952" can only be decimals.
_TWO_READINGS = re.compile(r"(?!0[.,])[0-9]{1,3}[.,][0-9]{3}|[0-9]{1,3}(?:,[0-9]{3}){2,}")


@lru_cache(maxsize=CACHED, typed=True)
def read_count(cell: Cell, kind: str = "") -> int | Blank | Refused:
    """Read a count: a whole number from 0 to 999 999 999.

    Parameters
    ----------
    cell
        A number, or text such as "01", "2.952", "03 tập thể".
    kind
        The recipient kind that the column counts (``collective``, ``household``, ``individual``), if it is known.

    Returns
    -------
    int | Blank | Refused
        Refused "ambiguous" ("2,952", the number 1.069), "fraction", "negative", "too-large", "is-a-date" (a number
        format made a day of the count), "is-a-percent" (the sheet shows 12%), "shown-otherwise" (it shows 12 for
        12 000), "other-kind" ("12 cá nhân" among collectives), or "not-a-count".

    Notes
    -----
    Text "1.069" is 1069 always. The *number* 1.069 is refused: in a workbook set to English it is what remains of a
    1069 written with its dot. Of a 2000 written "2.000" there the number 2 remains, and nobody can tell.

    Examples
    --------
    >>> read_count("2.952"), read_count(5.0), read_count("03 TT"), read_count("2,952")
    (2952, 5, 3, Refused(reason='ambiguous'))
    """
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, bool):
        return Refused("not-a-count")
    if isinstance(cell, Percent):
        return Refused("is-a-percent")
    if isinstance(cell, ShownOtherwise):
        return Refused("shown-otherwise")
    if isinstance(cell, int | float):
        return _count_of_number(cell)
    if not isinstance(cell, str):
        return Refused("is-a-date")
    text = plain(cell)
    blank = blank_in(text)
    if blank is not None:
        return blank
    if text.startswith("-"):
        return _if_negative(text, Refused("not-a-count"))
    number = _NUMBER.match(text)
    if number is None:
        return Refused("not-a-count")
    count = _whole(number[0])
    noun = fold(text[number.end() :])
    if isinstance(count, Refused) or not noun:
        return count
    counted = _NOUNS.get(noun.removeprefix("lượt "))
    if counted is None:
        return Refused("not-a-count")
    return Refused("other-kind") if kind and counted and counted != kind else count


def _count_of_number(number: float) -> int | Refused:
    if number < 0:
        return Refused("negative")
    if number >= 10**_MOST_DIGITS:
        return Refused("too-large")
    if math.isnan(number):
        return Refused("not-a-count")
    if number == int(number):
        return int(number)
    return Refused("ambiguous" if _TWO_READINGS.fullmatch(repr(number)) else "fraction")


def _if_negative(text: str, otherwise: Refused) -> Refused:
    return Refused("negative") if _NUMBER.fullmatch(text.lstrip("- ").rstrip("% ")) else otherwise


def _whole(number: str) -> int | Refused:
    if _DIGITS.fullmatch(number) or _THOUSANDS.fullmatch(number):
        digits = number.replace(".", "").replace(" ", "")
        return int(digits) if len(digits) <= _MOST_DIGITS else Refused("too-large")
    if "," in number or "." in number:
        two_readings = _TWO_READINGS.fullmatch(number) or re.fullmatch("0[.,][0-9]{3}", number)
        if two_readings:
            return Refused("ambiguous")
        if _DECIMALS.fullmatch(number) or _THOUSANDS_AND_DECIMALS.fullmatch(number):
            return Refused("fraction")
    return Refused("not-a-count")


@lru_cache(maxsize=CACHED, typed=True)
def read_measure(cell: Cell, in_percent: bool = False) -> float | Blank | Refused:
    """Read a measured number: an indicator's target or result, a score.

    Parameters
    ----------
    cell
        A number, or text such as "12,5", "1.234,5", "9.5", "1.250" (1250, as in a count).
    in_percent
        Whether the unit of the measure is %: what a sheet shows as "98,5%" is 98.5 then, and "72,5 %" is read.

    Returns
    -------
    float | Blank | Refused
        At least 0, in the sender's unit. Refused "ambiguous" ("2,952": three decimals or an English thousand),
        "is-a-percent" (a per cent where the unit is another), "shown-otherwise", "negative", "too-large", "is-a-date",
        "not-a-number".

    Examples
    --------
    >>> read_measure("1.234,5"), read_measure("9.5"), read_measure("1.250"), read_measure("2,952")
    (1234.5, 9.5, 1250.0, Refused(reason='ambiguous'))
    >>> read_measure(Percent(0.985), in_percent=True), read_measure("72,5%"), read_measure(0.985, in_percent=True)
    (98.5, Refused(reason='is-a-percent'), 0.985)
    """
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, bool):
        return Refused("not-a-number")
    if isinstance(cell, Percent):
        return _percent_shown(cell) if in_percent else Refused("is-a-percent")
    if isinstance(cell, ShownOtherwise):
        return Refused("shown-otherwise")
    if isinstance(cell, int | float):
        return _measure_of_number(cell)
    if not isinstance(cell, str):
        return Refused("is-a-date")
    text = plain(cell)
    blank = blank_in(text)
    if blank is not None:
        return blank
    value = _percent_in(text) if in_percent or text.endswith("%") else _decimal(text)
    if in_percent or not text.endswith("%") or value in (Refused("not-a-number"), Refused("negative")):
        return value
    return Refused("is-a-percent")


def read_percent(cell: Cell) -> float | Blank | Refused:
    """Read a per cent, from 0 upwards: a plan can be achieved at 112,5 %.

    Parameters
    ----------
    cell
        A number of per cent, a ``Percent``, or text such as "61,8 %", "61.8%", "61,8".

    Returns
    -------
    float | Blank | Refused
        In per cent. Refused as by ``read_measure``, and "ambiguous" also for "1.125%" and for what shows over 1000%:
        61.8 shown as 6180% is mostly a per cent that was typed before the format.

    Examples
    --------
    >>> read_percent("61,8 %"), read_percent(0.618), read_percent(Percent(0.618)), read_percent("1.125%")
    (61.8, 0.618, 61.8, Refused(reason='ambiguous'))
    """
    return read_measure(cell, in_percent=True)


def _percent_shown(share: Percent) -> float | Refused:
    value = _measure_of_number(share)
    if isinstance(value, Refused):
        return value
    # Ten digits: 0.07 * 100 is 7.000000000000001.
    return round(100 * value, 10) if value <= 10 else Refused("ambiguous")


def _percent_in(text: str) -> float | Refused:
    number = text.removesuffix("%").rstrip(" ")
    if _THOUSANDS.fullmatch(number) and "." in number:
        return Refused("ambiguous")
    return _decimal(number) if number else Refused("not-a-number")


def _measure_of_number(number: float) -> float | Refused:
    if number < 0:
        return Refused("negative")
    if number >= 10**_MOST_DIGITS_OF_A_MEASURE:
        return Refused("too-large")
    # abs: a sheet's -0.0 is 0.
    return Refused("not-a-number") if math.isnan(number) else abs(float(number))


def _decimal(text: str) -> float | Refused:
    if text.startswith("-"):
        return _if_negative(text, Refused("not-a-number"))
    if _DIGITS.fullmatch(text) or _THOUSANDS.fullmatch(text) or _THOUSANDS_AND_DECIMALS.fullmatch(text):
        number = text.replace(".", "").replace(" ", "").replace(",", ".")
    elif _TWO_READINGS.fullmatch(text):
        return Refused("ambiguous")
    elif _DECIMALS.fullmatch(text):
        number = text.replace(",", ".")
    else:
        return Refused("not-a-number")
    digits = len(number) - ("." in number)
    return float(number) if digits <= _MOST_DIGITS_OF_A_MEASURE else Refused("too-large")
