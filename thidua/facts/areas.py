"""Areas in days: which units, on which of their days and by which stated periods, make up the figures of one.

A unit tells of the days of its own life. A province goes on with the figures of those that went into it whole, each of
which adds up its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from thidua.facts.settle import Parts, covers, parts_of, period_and_parts
from thidua.registry import (
    Basis,
    Period,
    below_in,
    days_in,
    get_unit,
    lived_parts,
    per_territory,
    predecessor_districts,
    predecessors,
    successors,
    units,
    whole_predecessors,
)

_LITTLE = 4
"""A rest of days that is told with the period before leaves a period whole where it is no more than one in so many."""

Days = tuple[date, date]


class Areas:
    """What units are made of in a period, under one basis; each is looked up once."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self._days: dict[tuple[str, Period], Days | None] = {}
        self._below: dict[tuple[str, Period], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def days(self, unit: str, period: Period) -> Days | None:
        """First and last day that a unit has in a period, or None when it has none."""
        key = (unit, period)
        if key not in self._days:
            self._days[key] = days_in(get_unit(unit), period, self.basis)
        return self._days[key]

    def below(self, unit: str, period: Period) -> tuple[str, ...]:
        """The units directly below a province with days in a period; none of another unit."""
        return self._parted(unit, period)[0]

    def before(self, unit: str, period: Period) -> tuple[str, ...]:
        """The provinces that went into a province and have days in a period."""
        return self._parted(unit, period)[1]

    def every(self, unit: str, period: Period) -> tuple[str, ...]:
        """All whose rows may count in a period: the unit, those below it, and the same of what went into it."""
        before = (self.every(one, period) for one in self.before(unit, period))
        return (unit, *self.below(unit, period), *chain.from_iterable(before))

    def parts(self, unit: str, period: Period) -> tuple[Period, ...]:
        """The parts of a period in which a unit has days itself: huyện Ba Bể's 2025 is its first half."""
        return lived_parts(get_unit(unit), parts_of(period), self.basis)

    def parts_in(self, unit: str) -> Parts:
        """`parts` of a unit, asked of any period."""
        return lambda period: self.parts(unit, period)

    def parts_of_area(self, unit: str, period: Period) -> tuple[Period, ...]:
        """The parts of a period in which the unit, or what went into it, has days."""
        return tuple(part for part in parts_of(period) if self.windows(unit, part))

    def whole(self, unit: str, period: Period) -> Period:
        """The year of which a unit has no other days than those of this half, as which it is counted; else the period.

        xã Ba Bể began on 01/07/2025: its second half of 2025 and its 2025 are the same days, and have one number.
        """
        if period.kind != "half":
            return period
        year = Period("year", period.year)
        is_all = self.parts(unit, year) == (period,) and not self.before(unit, year)
        return year if is_all else period

    def stated(self, unit: str, period: Period) -> tuple[str, ...]:
        """The period with its parts and theirs: every period of which a figure that a unit states can matter."""
        return period_and_parts(self.whole(unit, period), self.parts_in(unit))

    def windows(self, unit: str, period: Period) -> tuple[Days, ...]:
        """The days of a unit in a period, and those of what went into it, from early to late."""
        own = self.days(unit, period)
        before = (self.windows(one, period) for one in self.before(unit, period))
        return tuple(sorted((*([own] if own else []), *chain.from_iterable(before))))

    def is_whole(self, units: Iterable[str], period: Period) -> bool:
        """Whether units together have all days of a period, but for a rest that is told with the period before.

        Half a month more or less is a rest of a half-year; of a month it is half.
        """
        windows = sorted(window for unit in units for window in self.windows(unit, period))
        if not windows:
            return False
        first, last = windows[0][0], max(end for _, end in windows)
        begin, end = period.first_day(self.basis), period.last_day(self.basis)
        lacking = max(0, (first - begin).days) + max(0, (end - last).days)
        off = max(lacking, (last - end).days)
        is_little = off < self.basis.rest_days and _LITTLE * off <= (end - begin).days + 1
        return is_little and covers(windows, first, last)

    def _parted(self, unit: str, period: Period) -> tuple[tuple[str, ...], tuple[str, ...]]:
        key = (unit, period)
        if key not in self._below:
            found = below_in(get_unit(unit), period, self.basis)
            before = tuple(one.id for one in found if one.level == "province")
            self._below[key] = tuple(one.id for one in found if one.level != "province"), before
        return self._below[key]


def family(unit: str) -> tuple[str, ...]:
    """All whose rows a unit adds up in any period: those ever below a province, and the same of what went into it."""
    of_unit = get_unit(unit)
    if of_unit.level != "province":
        return (unit,)
    below = (one.id for one in units() if one.parent == unit and one.level != "block")
    before = (family(one.id) for one in whole_predecessors(of_unit) if one.level == "province")
    return (unit, *below, *chain.from_iterable(before))


def formers(unit: str) -> tuple[str, ...]:
    """The units whose figures a unit goes on with, or with a share of them; of a commune the districts that reported.

    Examples
    --------
    >>> formers("xa-dong-phuc-2025")
    ('huyen-ba-be', 'huyen-cho-don')
    """
    reported = predecessor_districts(unit) or predecessors(unit)
    return tuple(one.id for one in reported)


def whole_formers(unit: str) -> tuple[str, ...]:
    """`formers`, if each of them went into the unit and into no other; else none: no figure of theirs is its own."""
    found = formers(unit)
    return found if all([one.id for one in successors(former)] == [unit] for former in found) else ()


@per_territory(maxsize=4096)
def earlier_units(unit: str) -> tuple[str, ...]:
    """Every unit of former days of which people may be in this one now: all that went into it, whole or in part.

    Examples
    --------
    >>> "huyen-ba-be" in earlier_units("xa-ba-be-2025")
    True
    """
    found: dict[str, None] = {}
    for one in (*predecessors(unit), *predecessor_districts(unit)):
        found |= dict.fromkeys((one.id, *earlier_units(one.id)))
    return tuple(found)
