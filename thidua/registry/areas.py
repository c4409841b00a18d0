"""Areas: a province or department with those that went into it whole, whose figures it goes on with.

The province of 2025 is what its predecessors and successors did, each in its own days.
"""

from thidua.registry.dated import day_after
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
    """Return the changes of the map in a period that touch a unit, one for each day, oldest first.

    A change that names the unit itself comes before one of the unit above it, and that before one of what went into it:
    the merger of two provinces is told of the new one, and not once more as the end of each.
    """
    days = days_in(unit, period, basis)
    first = period.first_day(basis)
    last = max(period.last_day(basis), days[1]) if days else period.last_day(basis)
    if unit.valid_to == last:
        last = day_after(last)  # its end is told in its last report
    nearest = [unit.id, unit.parent, *(one.id for one in whole_predecessors(unit))]
    touching = [event for event in unit_events(first, last) if not set(nearest).isdisjoint(event.units)]
    nearness = {event: min(nearest.index(of) for of in event.units if of in nearest) for event in touching}
    days_told = sorted({event.date for event in touching})
    return tuple(min((one for one in touching if one.date == on), key=nearness.__getitem__) for on in days_told)
