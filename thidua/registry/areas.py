"""Areas: a province or department with those that went into it whole, whose figures it goes on with.

The province of 2025 is what its predecessors and successors did, each in its own days.
"""

from thidua.registry.lives import days_in
from thidua.registry.periods import Basis, Period
from thidua.registry.succession import UnitEvent, predecessors, successors, unit_events
from thidua.registry.territory import per_territory
from thidua.registry.unit import Unit
from thidua.registry.units import units


@per_territory(maxsize=16384)
def whole_predecessors(unit: Unit) -> tuple[Unit, ...]:
    """Return the units that went into this one and into no other, in the registry's order.

    Examples
    --------
    >>> from thidua.registry import get_unit
    >>> [one.id for one in whole_predecessors(get_unit("tinh-thai-nguyen-2025"))]
    ['tinh-bac-kan']
    """
    return tuple(one for one in predecessors(unit.id) if successors(one.id) == (unit,))


@per_territory(maxsize=16384)
def below_in(unit: Unit, period: Period, basis: Basis) -> tuple[Unit, ...]:
    """Return the units whose figures a province adds up in a period; none for any other unit.

    They are those below it with days in the period, and the provinces that went into it, each of which adds up its own.
    A block's members are compared and never added.
    """
    if unit.level != "province":
        return ()
    own = [one for one in units() if one.parent == unit.id and one.level != "block"]
    before = [one for one in whole_predecessors(unit) if one.level == "province"]
    return tuple(one for one in (*own, *before) if days_in(one, period, basis) is not None)


def crossed(unit: Unit, period: Period, basis: Basis) -> tuple[UnitEvent, ...]:
    """Return the changes of the map in a period that are of a unit, of those above it or of what went into it."""
    touched = {unit.id, unit.parent, *(one.id for one in whole_predecessors(unit))}
    days = days_in(unit, period, basis)
    first = period.first_day(basis)
    last = max(period.last_day(basis), days[1]) if days else period.last_day(basis)
    return tuple(event for event in unit_events(first, last) if not touched.isdisjoint(event.units))
