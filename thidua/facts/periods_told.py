"""Which periods figures are told of: stated ones, the years that two halves make, the years of decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from thidua.facts.areas import Areas
from thidua.registry import Period


def with_years_of_halves(areas: Areas, stated: set[tuple[Any, ...]]) -> set[Period]:
    """The periods for which units state figures, by unit, origin and period; with the years that halves make."""
    found = {Period.parse(period) for _, _, period in stated}
    for one, origin, period in stated:
        year = Period("year", Period.parse(period).year)
        halves = areas.parts(one, year) if origin != "quotation" and "-H" in period else ()
        found |= {year} if halves and all((one, origin, str(half)) in stated for half in halves) else set()
    return found


def year_of(areas: Areas, unit: str | None, day: date) -> Period:
    """The year to which a decision of a unit belongs; without one, that of the basis in which the day lies."""
    years = [Period("year", day.year + shift) for shift in (-1, 0, 1)]
    basis = areas.basis
    plain = next(year for year in years if year.first_day(basis) <= day <= year.last_day(basis))
    lived = [(year, areas.days(unit, year)) for year in years] if unit else []
    return next((year for year, days in lived if days and days[0] <= day <= days[1]), plain)


def is_around(one: Period, other: Period) -> bool:
    """Whether one period is a year of the other, or a year or stage that holds it."""
    return one.kind in ("year", "stage") and (one.contains(other) or other.contains(one))
