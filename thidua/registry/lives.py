"""The days that a unit has in a period: those on which it exists, and a rest too short for a report of its own.

A district that ended on 30/06/2025 reports the half-year to 14/06/2025 with the days up to its end; the half-year
that began on 15/06 is not its own any more.
"""

from datetime import date, timedelta

from thidua.errors import ConfigError
from thidua.registry.periods import Basis, Period
from thidua.registry.territory import per_territory
from thidua.registry.unit import Unit
from thidua.registry.unit_names import absence, days_of_states, resolve_unit
from thidua.speech import say


def days_in(unit: Unit, period: Period, basis: Basis) -> tuple[date, date] | None:
    """Return the first and last day that a unit has in a period, or None when it has none.

    Parameters
    ----------
    unit
        A unit; the days of its life are its validity.
    period, basis
        The period, and how it is counted. Fewer days than ``basis.rest_days`` between the end of its last whole period
        and the end of the unit belong to that period.

    Examples
    --------
    >>> from thidua.registry import get_basis, get_unit
    >>> district, year = get_unit("huyen-ba-be"), get_basis("administrative")
    >>> days_in(district, Period.parse("2025-H1"), year)
    (datetime.date(2024, 12, 15), datetime.date(2025, 6, 30))
    >>> days_in(district, Period.parse("2025-H2"), year) is None
    True
    """
    first, last = period.first_day(basis), period.last_day(basis)
    begin, end = unit.valid_from or date.min, unit.valid_to or date.max
    if end < first or last < begin:
        return None
    # Of every kind, so that the month, the quarter and the months to date that end with a half-year agree with it.
    if end < last and begin < first and _number_of(first, end) < basis.rest_days:
        return None
    if last < end and end != date.max and _number_of(last + timedelta(days=1), end) < basis.rest_days:
        last = end
    return max(first, begin), min(last, end)


def last_day_in(unit: Unit, period: Period, basis: Basis) -> date:
    """Return the last day that a unit has in a period, on which its name, its office and the law are asked.

    For a period without any of its days it is the period's last day.
    """
    days = days_in(unit, period, basis)
    return days[1] if days else period.last_day(basis)


def resolve_in(text: str, period: Period, basis: Basis) -> Unit:
    """Return the one unit that a text means in a period: on its last day, else on the latest on which it is one.

    Raises
    ------
    ConfigError
        If it is a unit on no day of the period, or one that reports these days with the period before.
    """
    first, last = period.first_day(basis), period.last_day(basis)
    problems: list[ConfigError] = []
    for day in days_of_states(first, last):
        try:
            unit = resolve_unit(text, on=day)
        except ConfigError as problem:
            problems.append(problem)
            continue
        if days_in(unit, period, basis) is None and unit.valid_to is not None:
            raise ConfigError(
                say(
                    "{why}; những ngày của {period} được báo cáo cùng kỳ trước đó",
                    why=absence(unit, last),
                    period=period,
                )
            )
        return unit
    raise problems[0]


@per_territory(maxsize=65536)
def lived_parts(unit: Unit, parts: tuple[Period, ...], basis: Basis) -> tuple[Period, ...]:
    """Return those of these periods in which a unit has days."""
    return tuple(part for part in parts if days_in(unit, part, basis) is not None)


def _number_of(first: date, last: date) -> int:
    return (last - first).days + 1
