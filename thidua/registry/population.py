"""Populations that have a source, as denominators of rates.

Most districts have none: a missing population stays missing, no year is carried to the next.
"""

from dataclasses import dataclass

from thidua.registry.territory import per_territory
from thidua.registry.typed import typed
from thidua.registry.units import get_unit, known_id


@dataclass(frozen=True, slots=True)
class Population:
    """Residents of a unit in a year: ``value`` people, of a kind (average, census), with the source."""

    unit: str
    year: int
    kind: str
    value: int
    source: str
    remark: str


@per_territory
def populations() -> tuple[Population, ...]:
    """Return every population of the table, in its order."""
    return typed("population", Population, unit=known_id)


def population(unit_id: str, year: int, *, kind: str | None = None) -> Population | None:
    """Return the population of the unit in that year, or None where no source gives one.

    Parameters
    ----------
    kind
        Only that kind. Without it, the average population where there is one, so that a series over years
        stays of one kind (2019 has a census figure too).

    Raises
    ------
    ConfigError
        If the unit does not exist.
    """
    get_unit(unit_id)
    found = [
        record
        for record in populations()
        if record.unit == unit_id and record.year == year and kind in (None, record.kind)
    ]
    return min(found, key=lambda record: not record.kind.startswith("average"), default=None)
