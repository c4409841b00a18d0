"""Denominators of a dataset: how many people rates are counted over, per unit and year, each with its source.

They are read and questioned here (V15); nothing is carried from one year to another.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thidua.csv_cells import usual_cells
from thidua.errors import ConfigError, DataError
from thidua.intake.finding import Finding
from thidua.registry import Unit, get_unit, quoted
from thidua.there import is_file

COLUMNS = ("unit", "year", "kind", "value", "series", "source")
KINDS = ("staff", "residents")
"""The kinds that rates are asked over; another one may be kept, but none that is spelled nearly like these."""
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
        On the first row that is no denominator, or one that stands twice: names the row, and what was expected.
    """
    if not is_file(path):
        return []
    where = "/".join(path.parts[-2:])
    try:
        with usual_cells(), path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{where}: cannot be read as UTF-8 CSV ({problem})") from None
    known: dict[tuple[str, int, str], int] = {}
    found = []
    for number, row in enumerate(rows, start=2):
        one = _denominator(row, f"{where}, row {number}")
        first = known.setdefault((one.unit, one.year, one.kind), number)
        if first != number:
            raise DataError(f"{where}, row {number}: {one.unit}, {one.year}, {one.kind} as in row {first}; keep one")
        found.append(one)
    return found


def _denominator(row: dict[str, str], where: str) -> Denominator:
    try:
        # A cell more than there are headings: of 1,069 without quotation marks 1 would be left, and 069 the series.
        values = {name: (row[name] if None not in row else "").strip() for name in COLUMNS}
        year, value = (_whole(values[name]) for name in ("year", "value"))
        found = Denominator(**{**values, "year": year, "value": value})  # type: ignore[arg-type]
        unit = get_unit(found.unit)
    except (KeyError, AttributeError, ValueError):
        text = quoted(",".join(str(value) for value in row.values()))
        raise DataError(f"{where}: {text}; expected columns {', '.join(COLUMNS)}, year and value as numbers") from None
    except ConfigError as problem:
        raise DataError(f"{where}: {problem}") from None
    if found.value <= 0 or not found.source:
        raise DataError(f"{where}: value {found.value}, source {quoted(found.source)}; expected people and a source")
    if not re.fullmatch("(?:19|20)[0-9]{2}", str(year)) or not _lives_in(unit, year):
        raise DataError(f"{where}: {found.unit} has no day in {year}; expected a year of four digits in which it is")
    # "Staff" would be people of another kind: no rate would know of them.
    near = next((kind for kind in KINDS if found.kind != kind and _is_like(found.kind, kind)), "")
    if near or not found.kind:
        raise DataError(f"{where}: kind {quoted(found.kind)}; expected {near or ', '.join(KINDS)}")
    return found


def _whole(text: str) -> int:
    """A number in digits alone: of "1_069" and of other scripts' digits nobody knows what was meant."""
    if re.fullmatch("[0-9]+", text) is None:
        raise ValueError(text)
    return int(text)


def _lives_in(unit: Unit, year: int) -> bool:
    begins, ends = unit.valid_from or date.min, unit.valid_to or date.max
    return begins <= date(year, 12, 31) and date(year, 1, 1) <= ends


def _is_like(kind: str, known: str) -> bool:
    return bool(difflib.get_close_matches(kind.lower(), [known], cutoff=0.75))


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
