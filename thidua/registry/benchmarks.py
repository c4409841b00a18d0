"""What share of the people of a unit a group is, to set beside its share of the commended; with year and source.

The people of a unit are no target and not those considered for an award: nothing is judged by it, and what it is a
share of is told with it.
"""

from dataclasses import dataclass
from typing import Literal

from thidua.registry.territory import per_territory
from thidua.registry.typed import typed
from thidua.registry.units import get_unit, known_id

Group = Literal["women", "ethnic_minority"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A group as a share of some people: ``percent`` (0 to 100) of ``of_vi`` in a year."""

    unit: str
    group: Group
    percent: float
    of_vi: str
    of_en: str
    year: int
    source: str
    confidence: str


@per_territory
def benchmarks() -> tuple[Benchmark, ...]:
    """Return every benchmark of the table, in its order."""
    return typed("benchmarks", Benchmark, unit=known_id)


def benchmark(group: Group, unit: str, year: int) -> Benchmark | None:
    """Return the latest benchmark of the unit itself up to that year; the people of a unit above it are others.

    Raises
    ------
    ConfigError
        If the unit is unknown.

    Examples
    --------
    >>> benchmark("ethnic_minority", "tinh-bac-kan", 2023).percent
    88.02
    >>> benchmark("ethnic_minority", "huyen-ba-be", 2023) is None
    True
    """
    get_unit(unit)
    known = [one for one in benchmarks() if (one.unit, one.group) == (unit, group) and one.year <= year]
    return max(known, key=lambda one: one.year, default=None)
