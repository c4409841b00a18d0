"""What units should send, by when, and whether it came; what is said of what did not is in ``overdue``.

Only dates and windows are looked at here; what a table says belongs to ``across``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Literal, NamedTuple, Protocol, cast

from msgspec import Meta

from thidua.facts.said_units import last_change, said_ids
from thidua.facts.settle import covers
from thidua.intake.layout_names import Layout
from thidua.registry import Basis, Period, days_in, get_unit, last_day_in
from thidua.registry.periods import LAST_YEAR
from thidua.settings.model import After, Settings
from thidua.settings.settable import Lines, Year

LAYOUTS_VI: Mapping[str, str] = {
    "decision_list": "danh sách quyết định",
    "summary_return": "biểu tổng hợp",
    "registrations": "đăng ký thi đua",
    "movements": "sổ phong trào",
    "indicators": "sổ chỉ tiêu",
    "scores": "bảng chấm điểm",
    "models": "sổ điển hình tiên tiến",
    "directives": "danh mục văn bản chỉ đạo",
}


def _layout(text: str) -> None:
    if text not in LAYOUTS_VI:
        raise ValueError(f"write a layout: {', '.join(LAYOUTS_VI)}")


class ExpectedSettings(Settings):
    """What units should send: a layout, for each period of a kind in these years, so many days after its end.

    Units are ids, or groups (see ``said_units``). Without ``last_year`` it is asked for in every year from the first.
    """

    layout: Annotated[str, After(_layout)]
    units: Annotated[Lines, Meta(min_length=1)]
    period: Literal["half", "year"]
    first_year: Year
    last_year: Year | None = None
    days: Annotated[int, Meta(ge=0, le=366)]

    def __post_init__(self) -> None:
        """Refuse years that do not follow each other."""
        if self.last_year is not None and self.first_year > self.last_year:
            raise ValueError(f"first_year {self.first_year} is after last_year {self.last_year}; change one of them")

    def periods(self, basis: Basis, as_of: date) -> list[Period]:
        """The periods for which it is asked; without a last year, those that have begun by a day."""
        if self.last_year is not None:
            return self._periods(self.first_year, self.last_year)
        # The year of the office begins before the calendar's.
        begun = self._periods(self.first_year, min(as_of.year + 1, LAST_YEAR))
        return [period for period in begun if period.first_day(basis) <= as_of]

    def _periods(self, first: int, last: int) -> list[Period]:
        years = range(first, last + 1)
        if self.period == "year":
            return [Period("year", year) for year in years]
        return [Period("half", year, half) for year in years for half in (1, 2)]

    def asked_of_nobody(self, basis: Basis) -> str | None:
        """The first of its units, or groups, that has no days in any of the periods; None if each has."""
        known = self._periods(self.first_year, min(self.last_year or LAST_YEAR, self._year_of_no_change))
        return next((text for text in self.units if not any(said_ids((text,), one, basis) for one in known)), None)

    @property
    def _year_of_no_change(self) -> int:
        """A year from which on all years are alike."""
        return max(self.first_year, last_change().year + 1)

    def asked_twice(self, other: ExpectedSettings, basis: Basis) -> tuple[str, int] | None:
        """A unit and year of which another entry asks for the same; None if there is none."""
        if (self.layout, self.period) != (other.layout, other.period):
            return None
        first = max(self.first_year, other.first_year)
        lasts = self.last_year or LAST_YEAR, other.last_year or LAST_YEAR
        alike = max(self._year_of_no_change, other._year_of_no_change)
        for period in self._periods(first, min(*lasts, alike)):
            both = {*said_ids(self.units, period, basis)} & {*said_ids(other.units, period, basis)}
            if both:
                return min(both), period.year
        return None


class Wish(NamedTuple):
    """One table that one unit should send: of which layout and period, the last day in time, and whether it is over."""

    layout: Layout
    unit: str
    period: Period
    deadline: date
    is_due: bool


class Window(Protocol):
    """What a table says of itself: its layout, whose it is, the period it states, and the days it covers."""

    @property
    def layout(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


def wishes(expected: Sequence[ExpectedSettings], basis: Basis, as_of: date) -> Iterator[Wish]:
    """Every single table that should be sent, in the order of the settings, as things stand on a day.

    A unit owes nothing for a period in which it has no days, and a unit that ends counts its days from its own end.
    """
    for setting in expected:
        periods = setting.periods(basis, as_of)
        of_unit: dict[str, list[Period]] = {}
        for text in setting.units:
            for period in periods:
                for unit in said_ids((text,), period, basis):
                    own = of_unit.setdefault(unit, [])
                    own += [] if period in own else [period]
        for unit, own in of_unit.items():
            for period in own:
                deadline = last_day_in(get_unit(unit), period, basis) + timedelta(days=setting.days)
                # What the settings name was looked up when they were read.
                yield Wish(cast(Layout, setting.layout), unit, period, deadline, deadline < as_of)


def bears_on(table: Window, wish: Wish, basis: Basis) -> bool:
    """Whether a table is what was asked for or a part of it: a year may come as two halves.

    A list may reach beyond the period; any other table has to lie inside it.
    """
    if table.layout != wish.layout or table.unit != wish.unit or (window := _window(table)) is None:
        return False
    first, last = _days_of(wish, basis)
    if table.layout == "decision_list":
        return window[0] <= last and first <= window[1]
    return first <= window[0] and window[1] <= last


def completed_at(tables: Sequence[Window], wish: Wish, basis: Basis) -> int | None:
    """With which of these tables, given in order of receipt, everything that was asked for was there.

    A list that states no period reaches from its first to its last decision, and is complete as it is.
    """
    first, last = _days_of(wish, basis)
    windows: list[tuple[date, date]] = []
    for at, table in enumerate(tables):
        # Most tables are of other units: their days need not be asked for.
        if not bears_on(table, wish, basis) or (window := _window(table)) is None:
            continue
        windows.append(window)
        if (table.layout == "decision_list" and not table.period) or covers(windows, first, last):
            return at
    return None


def _window(table: Window) -> tuple[date, date] | None:
    """The days that a table covers; of a period that it states, those of the life of its unit."""
    if table.first_day is None or table.last_day is None:
        return None
    if not (table.period and table.unit):
        return table.first_day, table.last_day
    unit = get_unit(table.unit)
    return max(table.first_day, unit.valid_from or date.min), min(table.last_day, unit.valid_to or date.max)


def _days_of(wish: Wish, basis: Basis) -> tuple[date, date]:
    """The days of which a table should tell: those that its unit has in the period."""
    days = days_in(get_unit(wish.unit), wish.period, basis)
    return days or (wish.period.first_day(basis), wish.period.last_day(basis))
