"""How a reporting year is cut: administrative (15/12 to 14/12), calendar, school year, or custom days.

The rules are in ``tables/bases.toml``; a period under a basis is in ``periods``.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.lookup import look_up
from thidua.registry.tables import read_toml


@dataclass(frozen=True, slots=True)
class Basis:
    """A way to give days to months and years.

    Attributes
    ----------
    id
        ``administrative``, ``calendar``, ``school-year``, or the name of a custom one.
    label_vi, label_en
        As printed in a report.
    first_month
        The month with which the year begins, 1 to 12.
    first_day
        The day with which a month begins, 1 to 28.
    month_shift
        Month *m* begins in month *m* + shift: -1 under the administrative basis.
    labels
        The set of period labels: ``year`` or ``school-year``.
    rest_days
        Fewer days than these that are left of a dissolved unit belong to its last report.
    source
        The legal document, or that it is a convention.
    """

    id: str
    label_vi: str
    label_en: str
    first_month: int = 1
    first_day: int = 1
    month_shift: int = 0
    labels: str = "year"
    rest_days: int = 31
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse days that some month does not have."""
        if not (1 <= self.first_month <= 12 and 1 <= self.first_day <= 28 and -1 <= self.month_shift <= 0):
            raise ConfigError(
                f'basis "{self.id}": month {self.first_month}, day {self.first_day}, '
                f"shift {self.month_shift} do not make a year; "
                "expected month 1 to 12, day 1 to 28, shift -1 or 0"
            )
        if self.labels not in read_toml("bases")["labels"]:
            raise ConfigError(f'basis "{self.id}": no labels "{self.labels}"; expected year or school-year')

    def label(self, lang: str = "vi") -> str:
        """Return the label in Vietnamese (``vi``) or English (``en``)."""
        return self.label_en if lang == "en" else self.label_vi

    def month_start(self, month: int) -> date:
        """Return the first day of a month counted from year 0: 2020 * 12 for January 2020."""
        year, index = divmod(month + self.month_shift, 12)
        return date(year, index + 1, self.first_day)

    def days(self, month: int, count: int) -> tuple[date, date]:
        """Return the first and last day of ``count`` months from this one, counted as in ``month_start``."""
        return self.month_start(month), self.month_start(month + count) - timedelta(days=1)


@cache
def bases() -> dict[str, Basis]:
    """Return the bases of the registry by id."""
    return {name: Basis(id=name, **row) for name, row in read_toml("bases")["bases"].items()}


def get_basis(basis_id: str) -> Basis:
    """Return the basis of that id.

    Raises
    ------
    ConfigError
        If there is none; names the nearest, or all.
    """
    return look_up("basis", basis_id, bases())
