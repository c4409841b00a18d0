"""What share of the people a group is, to set its share of the commended beside; each with its year and source.

A benchmark of the population is no target, and no figure of the staff: what it is a share of is told with it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from thidua.registry.tables import read_rows
from thidua.registry.units import ancestors, get_unit

Group = Literal["women", "ethnic_minority"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A group as a share of some people: ``percent`` (0 to 100) of ``of_vi`` in a year."""

    unit: str
    group: str
    percent: float
    of_vi: str
    of_en: str
    year: int
    source: str
    confidence: str


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return every benchmark of the table, in its order."""
    return tuple(
        Benchmark(
            unit=get_unit(row["unit"]).id,
            group=row["group"],
            percent=float(row["percent"]),
            of_vi=row["of_vi"],
            of_en=row["of_en"],
            year=int(row["year"]),
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in read_rows("benchmarks")
    )


def benchmark(group: Group, unit: str, year: int) -> Benchmark | None:
    """Return the latest benchmark up to that year of the unit, or of the nearest unit above it that has one.

    Raises
    ------
    ConfigError
        If the unit is unknown.

    Examples
    --------
    >>> benchmark("ethnic_minority", "huyen-ba-be", 2023).percent
    88.02
    >>> benchmark("women", "huyen-ba-be", 2023) is None
    True
    """
    for one in (unit, *(above.id for above in ancestors(get_unit(unit)))):
        known = [found for found in benchmarks() if (found.unit, found.group) == (one, group) and found.year <= year]
        if known:
            return max(known, key=lambda found: found.year)
    return None
