"""Choice: the counts of a snapshot that are added up for a unit and period, found once.

Which of them count is decided in ``settle``, how far lists reach in ``covering``; here rows are read and handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from thidua.facts.areas import Areas, Days
from thidua.facts.covering import Coverages
from thidua.facts.settle import Count, settle, settle_stage
from thidua.intake.columns import GRAIN
from thidua.registry import Period

Fetch = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Runs a query with its bound values over Parquet files."""

SCAN = "read_parquet(?, file_row_number = true)"
"""A table of a snapshot, its path bound first."""

_STATED = ["count" if name == "number" else name for name in Count._fields if name != "rows"]
_LISTED = (*(name for name in GRAIN if name != "period"), "award_label", "count_unit", "file", "sheet")


class _Rows(NamedTuple):
    """What a unit has in a period: its list rows by grain, and what it states with its place in the table."""

    listed: list[Count]
    stated: list[tuple[int, Count]]


class Choice:
    """The counts that are added up, asked of the facts table at `path`."""

    def __init__(self, path: str, fetch: Fetch, coverages: Coverages) -> None:
        self._path, self._fetch, self.coverages = path, fetch, coverages
        self.areas: Areas = coverages.areas
        self._found: dict[tuple[str, Period, bool, bool], list[Count]] = {}
        self._rows: dict[tuple[str, Period], _Rows] = {}

    def of(self, unit: str, period: Period, *, alone: bool = False, quoted: bool = True) -> list[Count]:
        """The counts that are added up for a unit; a stage adds up what was found for its years.

        Parameters
        ----------
        alone
            Leave out the units below it, and what went into it.
        quoted
            Take what is quoted of it: its own figure, that is added into no other.
        """
        key = (unit, period, alone, quoted)
        if key not in self._found:
            find = self._of_stage if period.kind == "stage" else self._settled
            self._found[key] = find(unit, period, alone, quoted)
        return self._found[key]

    def own(self, counts: Sequence[Count], unit: str, period: Period) -> list[Count]:
        """Those of a unit's own counts that are added up for it."""
        covered = self.coverages.of(unit, period, alone=True).listed_levels
        return settle(counts, self.areas.whole(unit, period), covered=covered, parts=self.areas.parts_in(unit))

    def in_own_days(self, unit: str, period: Period) -> list[Count]:
        """The counts of a province that others went into: of itself and those below it, without what went into it."""
        by_unit = self._by_unit(unit, self.areas.below(unit, period), period, quoted=False)
        parted = [count for count in by_unit[unit] if count.period != str(period)]
        return self._with_below(unit, period, {**by_unit, unit: parted})

    def counts(self, ids: Sequence[str], period: Period) -> list[Count]:
        """All that can matter for these units: list rows counted by grain and sheet, stated figures one by one.

        Those of a unit are fetched once for a period, with all the others that are asked for then: who compares the
        ninety communes of a province has asked for the province before.
        """
        wanted = tuple(dict.fromkeys(ids))
        if lacking := [one for one in wanted if (one, period) not in self._rows]:
            self._fetch_rows(lacking, period)
        rows = [self._rows[one, period] for one in wanted]
        listed = chain.from_iterable(of_unit.listed for _, of_unit in sorted(zip(wanted, rows, strict=True)))
        stated = sorted(chain.from_iterable(of_unit.stated for of_unit in rows), key=itemgetter(0))
        return [*listed, *(count for _, count in stated)]

    def _fetch_rows(self, ids: Sequence[str], period: Period) -> None:
        found = {one: _Rows([], []) for one in ids}
        condition, values = self.condition(ids, period)
        for row in self._fetch(
            f"SELECT {names_of(_LISTED)}, count(*) FROM {SCAN} "
            f"WHERE {condition} AND period = '' GROUP BY ALL ORDER BY ALL",
            [self._path, *values],
        ):
            count = _listed(*row)
            found[count.unit].listed.append(count)
        # Of units that state nothing in any period a second look at all row groups is saved.
        if not self._stating.isdisjoint(ids):
            for place, *said in self._fetch(
                f"SELECT file_row_number, {names_of(_STATED)} FROM {SCAN} "
                f"WHERE {condition} AND period <> '' ORDER BY file_row_number",
                [self._path, *values],
            ):
                count = Count(*said)
                found[count.unit].stated.append((place, count))
        self._rows.update({(one, period): rows for one, rows in found.items()})

    @cached_property
    def _stating(self) -> frozenset[str]:
        """The units of which figures of whole periods are stated."""
        return frozenset(
            unit for (unit,) in self._fetch(f"SELECT DISTINCT unit FROM {SCAN} WHERE period <> ''", [self._path])
        )

    def condition(self, ids: Sequence[str], period: Period) -> tuple[str, list[object]]:
        """What the rows of these units and this period fulfil, each unit on its own days, and the values it binds."""
        alike: dict[tuple[Days | None, tuple[str, ...]], list[str]] = {}
        for one in ids:
            alike.setdefault((self.areas.days(one, period), self.areas.stated(one, period)), []).append(one)
        found = [_of_days(units, stated, days) for (days, stated), units in alike.items()]
        condition = " OR ".join(f"({one})" for one, _ in found)
        return f"({condition or 'false'})", [value for _, values in found for value in values]

    def _of_stage(self, unit: str, period: Period, alone: bool, quoted: bool) -> list[Count]:
        parts = self.areas.parts(unit, period) if alone else self.areas.parts_of_area(unit, period)
        years = chain.from_iterable(self.of(unit, year, alone=alone, quoted=quoted) for year in parts)
        stated = self.counts((unit,), period)
        return settle_stage([one for one in stated if quoted or one.origin != "quotation"], years, period)

    def _settled(self, unit: str, period: Period, alone: bool, quoted: bool) -> list[Count]:
        """The counts of a unit and period; those of the units below are settled one by one first."""
        below = () if alone else self.areas.below(unit, period)
        before = () if alone else self.areas.before(unit, period)
        if before:
            return self._of_area(unit, before, period, quoted)
        by_unit = self._by_unit(unit, below, period, quoted=quoted)
        return self._with_below(unit, period, by_unit) if below else self.own(by_unit[unit], unit, period)

    def _with_below(self, unit: str, period: Period, by_unit: dict[str, list[Count]]) -> list[Count]:
        settled = [count for one, own in by_unit.items() if one != unit for count in self.own(own, one, period)]
        return settle(
            by_unit[unit],
            self.areas.whole(unit, period),
            # What others list of a province is no list of its own: it is a sum over the units that these name.
            covered=self.coverages.listed_itself(unit, period),
            below=settled,
            own_files=self.coverages.files_of(unit),
            parts=self.areas.parts_in(unit),
        )

    def _of_area(self, unit: str, before: Sequence[str], period: Period, quoted: bool) -> list[Count]:
        """A province in a period with days of those that went into it: what it states for it, else all of them."""
        went_in = (count for one in before for count in self.of(one, period, quoted=False))
        lived = [one for one in (unit, *before) if self.areas.days(one, period)]
        covered = [self.coverages.listed_itself(one, period) for one in lived]
        stated = [count for count in self.counts((unit,), period) if count.period == str(period)]
        return settle(
            [count for count in stated if quoted or count.origin != "quotation"],
            period,
            covered=covered[0].intersection(*covered[1:]),
            below=[*self.in_own_days(unit, period), *went_in],
            own_files=frozenset[str]().union(*(self.coverages.files_of(one) for one in lived)),
        )

    def _by_unit(self, unit: str, below: Sequence[str], period: Period, *, quoted: bool) -> dict[str, list[Count]]:
        by_unit: dict[str, list[Count]] = {one: [] for one in (unit, *below)}
        for count in self.counts((unit, *below), period):
            if count.origin != "quotation" or (quoted and count.unit == unit):
                by_unit[count.unit].append(count)
        return by_unit


def _of_days(units: Sequence[str], stated: Sequence[str], days: Days | None) -> tuple[str, list[object]]:
    """What rows of units fulfil that are listed on these days, or stated for one of these periods."""
    condition = f"unit IN {places_of(units)} AND (period IN {places_of(stated)}"
    if days is None:
        return f"{condition})", [*units, *stated]
    return (
        # What is proposed and not decided yet belongs to the period in which it was proposed.
        f"{condition} OR period = '' "
        "AND (decided_on BETWEEN ? AND ? OR decided_on IS NULL AND proposed_on BETWEEN ? AND ?))",
        [*units, *stated, *days, *days],
    )


def places_of(values: Sequence[object]) -> str:
    """As many places for bound values as there are values: "(?, ?)"."""
    return f"({', '.join('?' * len(values))})"


def names_of(columns: Sequence[str]) -> str:
    """Columns as a query names them."""
    return ", ".join(f'"{column}"' for column in columns)


def _listed(unit: str, *row: Any) -> Count:
    """The rows of one grain in one sheet of a list, as a count; the last value is how many they are."""
    *grain, label, count_unit, file, sheet, rows = row
    of_quotations = ("", "", "", "")
    counted = ("decision_list", label, rows, "counted", count_unit)
    # In the order of its fields: thousands are made for one answer.
    return Count._make((unit, "", *grain, *counted, *of_quotations, file, sheet, "", rows))
