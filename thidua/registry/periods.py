"""Reporting periods, from month to stage: their text, days, label and comparison.

A period is a name until a basis gives it days; nothing here reads the clock.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from thidua.errors import ConfigError
from thidua.registry.bases import Basis, get_basis
from thidua.registry.period_labels import nearly_written, period_label
from thidua.registry.text import quoted
from thidua.speech import say

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Basis", "Period", "PeriodKind", "get_basis"]

PeriodKind = Literal["half", "year", "quarter", "month", "months-to-date", "stage"]
# The first year of the State whose awards are counted, and one far enough for any plan.
FIRST_YEAR, LAST_YEAR = 1945, 2100

_FORMS: dict[PeriodKind, re.Pattern[str]] = {
    "half": re.compile("([0-9]{4})-H([12])"),
    "year": re.compile("([0-9]{4})()"),
    "quarter": re.compile("([0-9]{4})-Q([1-4])"),
    "month": re.compile("([0-9]{4})-(0[1-9]|1[0-2])"),
    "months-to-date": re.compile("([0-9]{4})-M([1-9]|1[01])"),
    "stage": re.compile(r"([0-9]{4})\.\.([0-9]{4})"),
}
# The largest number each kind takes; the twelve months to date are the year.
_LARGEST = {"half": 2, "quarter": 4, "month": 12, "months-to-date": 11}


def _refusal(text: object, meant: str | None = None) -> ConfigError:
    hint = f"; {say('có phải {names} không?', names=meant)}" if meant else ""
    refusal = say(
        "{text} không phải là kỳ; hãy ghi nửa năm (2017-H1), năm (2020), quý (2020-Q3), tháng (2020-09), số tháng đầu "
        "năm (2021-M10) hoặc giai đoạn (2016..2020)",
        text=quoted(text),
    )
    return ConfigError(refusal + hint)


def _is_possible(kind: str, year: int, number: int | None) -> bool:
    if kind not in get_args(PeriodKind) or not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if kind == "year" or number is None:
        return kind == "year" and number is None
    if kind == "stage":
        return year < number <= LAST_YEAR
    return 1 <= number <= _LARGEST[kind]


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period.

    Attributes
    ----------
    kind
        half, year, quarter, month, months-to-date or stage.
    year
        Its year; the first one of a stage.
    number
        Which half, quarter or month; how many months to date; the last year of a stage; None for a year.

    Examples
    --------
    >>> period = Period.parse("2017-H1")
    >>> period.first_day(get_basis("administrative")), period.last_day(get_basis("administrative"))
    (datetime.date(2016, 12, 15), datetime.date(2017, 6, 14))
    >>> period.label(), str(period.comparison())
    ('6 tháng đầu năm 2017', '2016-H1')
    """

    kind: PeriodKind
    year: int
    number: int | None = None

    def __post_init__(self) -> None:
        """Refuse a period that cannot be."""
        if not _is_possible(self.kind, self.year, self.number):
            raise _refusal(str(self))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period from its canonical text.

        Raises
        ------
        ConfigError
            If the text is no period; names the forms, and the period meant when the text is nearly right.
        """
        if not isinstance(text, str):
            # A parameter written period = 2020 arrives as a number.
            is_year = type(text) is int and FIRST_YEAR <= text <= LAST_YEAR
            raise _refusal(text, f'"{text}"' if is_year else None)
        for kind, form in _FORMS.items():
            if found := form.fullmatch(text.strip()):
                year, number = int(found[1]), int(found[2]) if found[2] else None
                if _is_possible(kind, year, number):
                    return cls(kind, year, number)
        raise _refusal(text, nearly_written(text, FIRST_YEAR, LAST_YEAR))

    def __str__(self) -> str:
        """Write the canonical text, which ``parse`` reads back."""
        match self.kind:
            case "half":
                return f"{self.year}-H{self.number}"
            case "quarter":
                return f"{self.year}-Q{self.number}"
            case "month":
                return f"{self.year}-{self.number or 0:02d}"
            case "months-to-date":
                return f"{self.year}-M{self.number}"
            case "stage":
                return f"{self.year}..{self.number}"
            case _:
                return f"{self.year}"

    def _months(self, basis: Basis) -> tuple[int, int]:
        """Return the first month, counted from year 0, and how many months follow with it."""
        year_start = self.year * 12 + basis.first_month - 1
        number = self.number or 0
        match self.kind:
            case "half":
                return year_start + 6 * (number - 1), 6
            case "months-to-date":
                return year_start, number
            case "stage":
                return year_start, 12 * (number - self.year + 1)
            # A month or quarter keeps its calendar name in a year that begins in September.
            case "quarter":
                return self.year * 12 + 3 * (number - 1), 3
            case "month":
                return self.year * 12 + number - 1, 1
            case _:
                return year_start, 12

    def first_day(self, basis: Basis) -> date:
        """Return the first day under the basis."""
        return basis.days(*self._months(basis))[0]

    def last_day(self, basis: Basis) -> date:
        """Return the last day under the basis, included."""
        return basis.days(*self._months(basis))[1]

    def label(self, basis: Basis | None = None, lang: str = "vi") -> str:
        """Return the label as a report prints it: "6 tháng đầu năm 2017", or in English with ``lang="en"``.

        The basis matters for the school year only: "năm học 2017-2018".
        """
        return period_label(self.kind, self.year, self.number, basis.labels if basis else "year", lang)

    def comparison(self) -> "Period":
        """Return the same period a year before (cùng kỳ); for a stage, the one of its length before it."""
        if self.kind == "stage" and self.number is not None:
            length = self.number - self.year + 1
            return Period("stage", self.year - length, self.year - 1)
        return Period(self.kind, self.year - 1, self.number)

    def following(self) -> "Period | None":
        """Return the half, quarter, month or year after it; None after months to date and a stage.

        Examples
        --------
        >>> str(Period.parse("2023-H1").following()), str(Period.parse("2023-12").following())
        ('2023-H2', '2024-01')
        """
        if self.kind in ("months-to-date", "stage"):
            return None
        if self.number is None or self.number == _LARGEST[self.kind]:
            return Period(self.kind, self.year + 1, self.number and 1)
        return Period(self.kind, self.year, self.number + 1)

    def contains(self, other: "Period", basis: Basis | None = None) -> bool:
        """Say whether all days of the other period lie in this one, under one basis (calendar by default)."""
        common = basis or get_basis("calendar")
        starts_in = self.first_day(common) <= other.first_day(common)
        return starts_in and other.last_day(common) <= self.last_day(common)

    @property
    def in_its_year(self) -> str:
        """Return which part of a year it is, the same in every year: "H1", "Q3", "09", "M10", "year", or "stage"."""
        if self.kind in ("year", "stage"):
            return self.kind
        return str(self).partition("-")[2]

    def years(self) -> range:
        """Return the years that it names: five for 2016..2020, one for any other kind."""
        last = self.number if self.kind == "stage" and self.number is not None else self.year
        return range(self.year, last + 1)
