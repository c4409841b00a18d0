"""The days of a form: the states of map and law in its period, and the units, words and periods that hold in them.

What a form asks belongs to ``template_form``, how the words become drop-downs to ``template``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from thidua.intake.layouts.title import ALWAYS_SEND
from thidua.intake.words.authority_words import province_words
from thidua.intake.words.units_said import with_last_day
from thidua.intake.writing.template_form import DatedWords
from thidua.registry import (
    Basis,
    Period,
    Unit,
    ancestors,
    competence_since,
    days_in,
    districts,
    find_units,
    get_basis,
    level_on,
    name_on,
    reporting_levels,
    units,
)
from thidua.registry.unit import COMMUNE_LEVELS
from thidua.registry.unit_names import days_of_states

T = TypeVar("T")


@dataclass(frozen=True)
class FormDays:
    """The period of a form, in the territory in force."""

    period: Period
    basis: Basis

    @property
    def first(self) -> date:
        """The first day."""
        return self.period.first_day(self.basis)

    @property
    def last(self) -> date:
        """The last day."""
        return self.period.last_day(self.basis)

    @cached_property
    def states(self) -> tuple[date, ...]:
        """The last day of each state of map and law in which some sender has days of the period, the latest first."""
        ends = set(days_of_states(self.first, self.last))
        day = self.last
        while (since := competence_since(day)) > self.first:
            day = since - timedelta(days=1)
            ends.add(day)
        lived = [day for day in sorted(ends, reverse=True) if any(self._lives(unit) for unit in _reporting(day))]
        return tuple(lived) or (self.last,)

    def of_states(self, offered: Callable[[date], Iterable[T]]) -> list[T]:
        """What is offered in any state, that of the latest first, each once."""
        return list(dict.fromkeys(one for day in self.states for one in offered(day)))

    def _lives(self, unit: Unit) -> bool:
        return days_in(unit, self.period, self.basis) is not None

    def senders(self) -> list[str]:
        """The units that report in the period; one that ends in it, or loses its name, with its last day."""
        named: dict[str, Unit] = {}
        for day in self.states:
            for unit in _senders(day):
                name = _plain_name(unit, day)
                if self._lives(unit) and name not in named:
                    is_over = day < self.last and (not unit.is_valid(self.last) or name_on(unit, self.last) != name)
                    named[with_last_day(name, day) if is_over else name] = unit
        return list(named)

    def places(self, day: date) -> list[str]:
        """Districts and communes of a day; a commune with its district, as names are used twice."""
        found = [name_on(unit, day) for unit in districts(day)]
        for commune in units(on=day):
            if level_on(commune, day) in COMMUNE_LEVELS and (above := ancestors(commune)[:1]):
                is_below_district = above[0].level != "province"
                name = name_on(commune, day)
                found.append(f"{name}, {name_on(above[0], day)}" if is_below_district else name)
        return found

    def commune(self) -> str:
        """A commune of the last day, as an example."""
        named = [name_on(unit, self.last) for unit in units(on=self.last) if level_on(unit, self.last) == "commune"]
        return named[0] if named else "xã"

    def periods(self) -> list[str]:
        """The labels of the periods that may be chosen: the one of the form, its parts, and those before it."""
        if self.period.kind != "year":
            parts = [part for part in _parts(self.period.year) if part != self.period]
            held = [part for part in parts if self.period.contains(part, self.basis)]
            return [self.period.label(self.basis), *(part.label() for part in held)]
        found: list[str] = []
        school = get_basis("school-year")
        for year in (self.period.year, self.period.year - 1):
            found += [part.label() for part in _parts(year) if self._is_of_senders(part.last_day(self.basis))]
            if self._is_of_senders(Period("year", year - 1).last_day(school)):
                found.append(Period("year", year - 1).label(school))
        return found

    def _is_of_senders(self, day: date) -> bool:
        """Whether those who report in the period are those who reported on a day, which may be before it."""
        return any(reporting_levels(day) == reporting_levels(state) for state in self.states)

    def words(self, known: Sequence[DatedWords]) -> dict[str, str]:
        """The words that hold in the whole period; of a period over a change those that are for both of its sides."""
        held = {one.name: one.text for one in known if one.over is None and one.holds(self.states[-1], self.states[0])}
        over = {one.name: one.text for one in known if one.over and self.states[-1] < one.over <= self.states[0]}
        return over | held | {"commune": self.commune(), "province": province_words(self.states[0])[0]}


def names_of_province(name: str, day: date) -> list[str]:
    """A name of the tables as the provinces of a day are called: a city of the centre has no "UBND tỉnh"."""
    return list(dict.fromkeys(name.replace("UBND tỉnh", f"UBND {word}") for word in province_words(day)))


def _parts(year: int) -> list[Period]:
    halves = (Period("half", year, number) for number in (1, 2))
    quarters = (Period("quarter", year, number) for number in (1, 2, 3, 4))
    return [Period("year", year), *halves, Period("months-to-date", year, 9), *quarters]


def _reporting(day: date) -> list[Unit]:
    return [unit for unit in units(on=day) if level_on(unit, day) in reporting_levels(day)]


def _senders(day: date) -> list[Unit]:
    """The units that report on a day, and those that always may."""
    levels = reporting_levels(day).union(ALWAYS_SEND)
    return [unit for unit in units(on=day) if level_on(unit, day) in levels]


def _plain_name(unit: Unit, day: date) -> str:
    """The name of a unit, with the one above it where another unit of the day has the same."""
    name = name_on(unit, day)
    if len(find_units(name, day)) < 2 or not (above := ancestors(unit)[:1]):
        return name
    return f"{name} {name_on(above[0], day)}" if unit.level == "department" else f"{name}, {name_on(above[0], day)}"
