"""Choice: the counts of a snapshot that are added up for a unit and period, found once.

Which of them count is decided in ``settle``, how far lists reach in ``covering``; here rows are read and handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from thidua.facts.covering import Coverages
from thidua.facts.settle import Count, parts_of, period_and_parts, settle, settle_stage
from thidua.intake.columns import GRAIN
from thidua.registry import Basis, Period

Fetch = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Runs a query with its bound values over Parquet files."""

SCAN = "read_parquet(?, file_row_number = true)"
"""A table of a snapshot, its path bound first."""

_STATED = ["count" if name == "number" else name for name in Count._fields if name != "rows"]
_LISTED = (*(name for name in GRAIN if name != "period"), "award_label", "count_unit", "file", "sheet")


class Choice:
    """The counts that are added up, asked of the facts table at `path`."""

    def __init__(self, path: str, fetch: Fetch, basis: Basis, coverages: Coverages) -> None:
        self._path, self._fetch, self._basis, self._coverages = path, fetch, basis, coverages
        self._found: dict[tuple[str, tuple[str, ...], str], list[Count]] = {}

    def of(self, unit: str, below: Sequence[str], period: Period) -> list[Count]:
        """The counts that are added up for a unit; a stage adds up what was found for its years."""
        key = (unit, tuple(below), str(period))
        if key not in self._found and period.kind == "stage":
            years = chain.from_iterable(self.of(unit, below, year) for year in parts_of(period))
            self._found[key] = settle_stage(self.counts((unit,), period), years, period)
        elif key not in self._found:
            self._found[key] = self._settled(unit, below, period)
        return self._found[key]

    def own(self, counts: Sequence[Count], unit: str, period: Period) -> list[Count]:
        """Those of a unit's own counts that are added up for it."""
        return settle(counts, period, covered=self._coverages.of(unit, (), period).listed_levels)

    def counts(self, ids: Sequence[str], period: Period) -> list[Count]:
        """All that can matter for these units: list rows counted by grain and sheet, stated figures one by one."""
        condition, values = self.condition(ids, period)
        listed = self._fetch(
            f"SELECT {names_of(_LISTED)}, count(*) FROM {SCAN} "
            f"WHERE {condition} AND period = '' GROUP BY ALL ORDER BY ALL",
            [self._path, *values],
        )
        stated = self._fetch(
            f"SELECT {names_of(_STATED)} FROM {SCAN} WHERE {condition} AND period <> '' ORDER BY file_row_number",
            [self._path, *values],
        )
        return [_listed(*row) for row in listed] + [Count(*row) for row in stated]

    def condition(self, ids: Sequence[str], period: Period) -> tuple[str, list[object]]:
        """What the rows of these units and this period fulfil, and the values it binds."""
        stated = period_and_parts(period)
        days = [period.first_day(self._basis), period.last_day(self._basis)]
        return (
            # What is proposed and not decided yet belongs to the period in which it was proposed.
            f"unit IN {places_of(ids)} AND (period IN {places_of(stated)} "
            "OR period = '' AND (decided_on BETWEEN ? AND ? OR decided_on IS NULL AND proposed_on BETWEEN ? AND ?))",
            [*ids, *stated, *days, *days],
        )

    def _settled(self, unit: str, below: Sequence[str], period: Period) -> list[Count]:
        """The counts of a unit and period; those of the units below are settled one by one first."""
        of_unit: dict[str, list[Count]] = {one: [] for one in (unit, *below)}
        for count in self.counts((unit, *below), period):
            if count.unit == unit or count.origin != "quotation":
                of_unit[count.unit].append(count)
        if not below:
            return self.own(of_unit[unit], unit, period)
        settled = [count for one in below for count in self.own(of_unit[one], one, period)]
        # What others list of a province is no list of its own: it is a sum over the units that these name.
        covered = self._coverages.listed_itself(unit, period)
        own_files = self._coverages.files_of(unit)
        return settle(of_unit[unit], period, covered=covered, below=settled, own_files=own_files)


def places_of(values: Sequence[object]) -> str:
    """As many places for bound values as there are values: "(?, ?)"."""
    return f"({', '.join('?' * len(values))})"


def names_of(columns: Sequence[str]) -> str:
    """Columns as a query names them."""
    return ", ".join(f'"{column}"' for column in columns)


def _listed(*row: Any) -> Count:
    """The rows of one grain in one sheet of a list, as a count; the last value is how many they are."""
    named = dict(zip((*_LISTED, "rows"), row, strict=True))
    return Count(**named, period="", origin="decision_list", number=named["rows"], state="counted")
