"""Denominators of a dataset: how many people rates are counted over, per unit and year, each with its source.

They are read and questioned here (V15); nothing is carried from one year to another.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.csv_cells import usual_cells
from thidua.errors import ConfigError, DataError
from thidua.intake.finding import Finding
from thidua.registry import get_unit, quoted
from thidua.there import is_file

COLUMNS = ("unit", "year", "kind", "value", "series", "source")
OLDEST_YEARS = 2
"""A figure older than this says little of the people of today (V15)."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """So many people of a kind ("staff") in a unit and year; figures of one ``series`` are counted alike."""

    unit: str
    year: int
    kind: str
    value: int
    series: str
    source: str


def read_denominators(path: Path) -> list[Denominator]:
    """Read ``denominators.csv`` of a dataset; a file that is not there has none.

    Raises
    ------
    DataError
        On the first row that is no denominator: names the row, and what was expected.
    """
    if not is_file(path):
        return []
    where = "/".join(path.parts[-2:])
    try:
        with usual_cells(), path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{where}: cannot be read as UTF-8 CSV ({problem})") from None
    return [_denominator(row, f"{where}, row {number}") for number, row in enumerate(rows, start=2)]


def _denominator(row: dict[str, str], where: str) -> Denominator:
    try:
        values = {name: row[name].strip() for name in COLUMNS}
        found = Denominator(**{**values, "year": int(values["year"]), "value": int(values["value"])})  # type: ignore[arg-type]
        get_unit(found.unit)
    except (KeyError, AttributeError, ValueError):
        text = quoted(",".join(str(value) for value in row.values()))
        raise DataError(f"{where}: {text}; expected columns {', '.join(COLUMNS)}, year and value as numbers") from None
    except ConfigError as problem:
        raise DataError(f"{where}: {problem}") from None
    if found.value <= 0 or not found.source:
        raise DataError(f"{where}: value {found.value}, source {quoted(found.source)}; expected people and a source")
    return found


def denominator_findings(known: Iterable[Denominator], years_of: dict[str, set[int]]) -> Iterator[Finding]:
    """Units and years with counts but without people to count them over, or counted in another way (V15).

    Parameters
    ----------
    known
        The denominators of the dataset; without any, nothing is asked, as no rate is meant.
    years_of
        The years with counts, by unit.
    """
    by_unit: dict[tuple[str, str], dict[int, Denominator]] = defaultdict(dict)
    for one in known:
        by_unit[one.unit, one.kind][one.year] = one
    for kind in sorted({kind for _, kind in by_unit}):
        for unit, years in sorted(years_of.items()):
            of_unit = by_unit.get((unit, kind), {})
            for year in sorted(years):
                words = {"unit": get_unit(unit).name, "year": str(year), "kind": kind}
                if year in of_unit:
                    before = of_unit.get(year - 1)
                    if before and year - 1 in years and before.series != of_unit[year].series:
                        yield Finding("V15-break", "", words=tuple({**words, "series": of_unit[year].series}.items()))
                    continue
                latest = max((earlier for earlier in of_unit if earlier < year), default=None)
                if latest is None or year - latest > OLDEST_YEARS:
                    last = "chưa có năm nào" if latest is None else f"gần nhất là năm {latest}"
                    yield Finding("V15-missing", "", words=tuple({**words, "last": last}.items()))
