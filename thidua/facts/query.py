"""Questions to a snapshot: the settled facts of a unit and period, the rows behind them, and the registers.

Only reading and frames belong here; which rows count is decided in ``settle``, what is on disk in ``snapshot``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from thidua.errors import ConfigError
from thidua.facts.columns import SETTLED
from thidua.facts.coverage import Coverage, Coverages
from thidua.facts.ground import Ground, shared_counts
from thidua.facts.settle import (
    Count,
    Difference,
    covers,
    differences,
    ids_below,
    parts_of,
    period_and_parts,
    settle,
    settle_stage,
)
from thidua.facts.snapshot import to_frame
from thidua.facts.sums import add_up
from thidua.facts.told import coverages_of
from thidua.intake.columns import GRAIN, TABLES
from thidua.registry import Basis, Period, Unit, all_block_members, quoted

if TYPE_CHECKING:
    import pandas as pd

REGISTERS = ("movements", "indicators", "scores", "models")
"""What a snapshot keeps beside counts: `thidua.intake.columns` describes them."""

_SETTINGS: dict[str, Any] = {
    "threads": 2,
    # Parquet is built in: nothing is ever fetched or loaded.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_KEYS = ("unit", "period", "origin", "award", "status", "recipient_kind")
_STATED = ["count" if name == "number" else name for name in Count._fields if name != "rows"]
_LISTED = (*(name for name in GRAIN if name != "period"), "award_label", "count_unit", "file", "sheet")
_OF_FILES = ("file", "layouts", "period", "first_day", "last_day", "state", "superseded_by", "received_on", "rows")
_SCAN = "read_parquet(?, file_row_number = true)"


@dataclass(frozen=True)
class Facts:
    """The facts of one snapshot, its periods counted under one basis.

    A province is answered from what it states itself and, award by award, from the units directly below it; any
    other unit from its own rows only.
    """

    snapshot: Path
    basis: Basis

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs to ask the same snapshot; a connection stays in its own."""
        return {"snapshot": self.snapshot, "basis": self.basis}

    def of(self, unit: Unit, period: Period) -> pd.DataFrame:
        """The settled facts of a unit and period: nothing in them is counted twice.

        Returns
        -------
        pandas.DataFrame
            One row a fact with the columns of `read_facts`: quotations as they are and in their order, then the
            sums, sorted by award and grain. ``count`` is a nullable whole number; ``state`` says ``counted``,
            ``missing`` or ``not_applicable``. A sum's ``origin`` joins those of its parts, and its ``quote`` names the
            files behind it.
        """
        return self.of_ids(unit.id, ids_below(unit), period)

    def of_ids(self, unit: str, below: Sequence[str], period: Period) -> pd.DataFrame:
        """`of`, for a unit and the units below it given by their ids."""
        return self._summed(unit, period, self._chosen(unit, below, period))

    def _summed(self, unit: str, period: Period, chosen: Sequence[Count]) -> pd.DataFrame:
        import pandas as pd  # imported where a frame is made

        facts = add_up(unit, period, chosen)
        types = {name: "Int64" if name == "count" else "str" for name in SETTLED}
        return pd.DataFrame(facts, columns=list(types)).astype(types)

    def coverage(self, unit: Unit, period: Period) -> Coverage:
        """What is known of the awards of a unit and period: covered, partly or not, form by form, and what is missing.

        A count of 0 is known only where this says ``covered``; elsewhere an award that nobody names is "…".
        """
        return self._coverages.of(unit.id, _ids_read_with(unit), period)

    def ground(self, unit: Unit, period: Period, other: Period) -> Ground:
        """The awards of two periods on common ground: of the units and forms that both of them know whole."""
        return self.ground_of_ids(unit.id, ids_below(unit), period, other)

    def ground_of_ids(self, unit: str, below: Sequence[str], period: Period, other: Period) -> Ground:
        """`ground`, for a unit and the units below it given by their ids."""
        coverages = tuple(self._coverages.of(unit, below, one) for one in (period, other))
        counts, left_out = shared_counts([self._chosen(unit, below, one) for one in (period, other)], coverages)
        now, before = (self._summed(unit, one, kept) for one, kept in zip((period, other), counts, strict=True))
        return Ground(now, before, coverages, *left_out)

    def rows(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row behind `of`, in the order of the snapshot (a stage year by year), with all columns.

        A row of a list, or a cell of a return, has its ``file``, ``sheet`` and ``cell``.
        """
        import pandas as pd  # imported where a frame is made

        below = ids_below(unit)
        if period.kind == "stage":
            of_stage = self._frame("facts", "unit = ? AND period = ?", [unit.id, str(period)])
            frame = pd.concat([of_stage, *(self.rows(unit, year) for year in parts_of(period))], ignore_index=True)
        else:
            condition, values = self._condition((unit.id, *below), period)
            frame = self._frame("facts", condition, values)
        chosen = {tuple(getattr(count, key) for key in _KEYS) for count in self._chosen(unit.id, below, period)}
        is_behind = [key in chosen for key in frame[list(_KEYS)].itertuples(index=False, name=None)]
        return frame[pd.Series(is_behind, dtype=bool)].reset_index(drop=True)

    def listed(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row of a decision list of the unit, and of those below a province, whether `of` counts it.

        What no return has a column for (sex, ethnicity, days, place of work, the decision) is known of these rows and
        of no other award. Columns and order as in `rows`.
        """
        condition, values = self._condition((unit.id, *ids_below(unit)), period)
        return self._frame("facts", f"({condition}) AND origin = 'decision_list'", values)

    def sources(self, unit: Unit, period: Period) -> pd.DataFrame:
        """What the workbooks say that `of` adds up: one row per award, recipient kind, status, count unit and origin.

        Returns
        -------
        pandas.DataFrame
            ``count`` (missing where no figure is known), ``state``, ``files`` and ``rows`` (lines of a list, cells of a
            return) behind it, and ``file``, ``sheet`` and ``cell`` of the first of them.
        """
        rows = self.rows(unit, period)
        whole = (rows["origin"] == "decision_list") | (rows["recipient_class"] == "")
        rows = rows[whole & (rows["origin"] != "quotation")]
        keys = ["award", "recipient_kind", "status", "count_unit", "origin"]
        # "521 cá nhân" in one cell of a list is one line of it, and 521 rows here.
        rows = rows.assign(line=rows["file"] + "\t" + rows["sheet"] + "\t" + rows["cell"])
        grouped = rows.groupby(keys, sort=True)
        named = grouped.agg(
            files=("file", "nunique"),
            rows=("line", "nunique"),
            file=("file", "first"),
            sheet=("sheet", "first"),
            cell=("cell", "first"),
            is_missing=("state", lambda states: (states == "missing").any()),
        )
        # The sum of a figure and of one that is not known is not known.
        named["count"] = grouped["count"].sum(min_count=1).mask(named["is_missing"])
        named["state"] = named["count"].isna().map({False: "counted", True: "not_applicable"})
        named.loc[named["is_missing"], "state"] = "missing"
        return named.drop(columns="is_missing").reset_index()

    def periods(self, unit: Unit) -> tuple[Period, ...]:
        """Every period of which there are stated figures, and every year with decisions, from early to late.

        Two halves make their year; stages are listed where a figure is stated for one.
        """
        below = ids_below(unit)
        rows = self._fetch(
            f"SELECT DISTINCT unit, origin, period, decided_on FROM {_SCAN} WHERE unit IN {_places((unit.id, *below))}",
            [self._path("facts"), unit.id, *below],
        )
        # A quotation is its own unit's figure and is added into no other.
        stated = {row[:3] for row in rows if row[2] and (row[0] == unit.id or row[1] != "quotation")}
        found = {Period.parse(period) for _, _, period in stated}
        found |= {
            Period("year", int(period[:4]))
            for one, origin, period in stated
            if origin != "quotation" and period.endswith("-H1") and (one, origin, f"{period[:4]}-H2") in stated
        }
        found |= {self._year_of(decided_on) for *_, period, decided_on in rows if not period and decided_on}
        return tuple(sorted(found, key=lambda one: (one.first_day(self.basis), one.last_day(self.basis), str(one))))

    def register(self, name: str, unit: Unit, period: Period) -> pd.DataFrame:
        """The movements, indicators, scores or models of exactly this unit and period, as they were sent.

        For a province also those of the units directly below it. Columns as in `thidua.intake.columns`.

        Raises
        ------
        ConfigError
            If there is no register of that name; names those there are.
        """
        if name not in REGISTERS:
            raise ConfigError(f"no register {quoted(name)}; expected one of {', '.join(REGISTERS)}")
        ids = (unit.id, *ids_below(unit))
        return self._frame(name, f"unit IN {_places(ids)} AND period = ?", [*ids, str(period)])

    def differences(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Where decision lists and returns of the unit, and of those below a province, count differently.

        Returns
        -------
        pandas.DataFrame
            One row per ``unit``, ``award`` and ``recipient_kind`` that differ in the number awarded: ``listed`` and
            ``returned`` (missing where the return has no figure), and ``used``, the origin that `of` counts.
        """
        import pandas as pd  # imported where a frame is made

        below = ids_below(unit)
        counts = self._counts((unit.id, *below), period)
        found: list[Difference] = []
        for one in below:
            own = [count for count in counts if count.unit == one]
            found += differences(own, settle(own, period, covered=self._is_covered(one, period)), period)
        # What a province states itself is held against its own lists and those of the units below it.
        known = [count for count in counts if count.unit == unit.id or count.origin == "decision_list"]
        found += differences(known, self._chosen(unit.id, below, period), period)
        types = {name: "Int64" if name in ("listed", "returned") else "str" for name in Difference._fields}
        return pd.DataFrame(found, columns=list(types)).astype(types)

    def content_key(self, unit: Unit) -> str:
        """A text that changes when anything changes that a report on the unit may read: rows, registers, files."""
        ids = (unit.id, *_ids_read_with(unit))
        keys = [str(sorted((one, self._windows.get(one, [])) for one in ids)), self._coverages.content(ids)]
        for name in (*TABLES, *(("files",) if self._has_files else ())):
            shown = _names(TABLES[name].names if name in TABLES else _OF_FILES)
            columns = f"SELECT {shown} FROM {_SCAN} WHERE unit IN {_places(ids)}"
            query = f"SELECT count(*), sum(hash(part)) FROM ({columns}) AS part"
            keys.append(str(self._fetch(query, [self._path(name), *ids])))
        return " ".join(keys)

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """Every quoted figure of the dataset, of all units and periods, sorted by unit and period."""
        import pandas as pd  # imported where a frame is made

        frame = self._frame("facts", "origin = 'quotation'", [])
        types = {name: "Int64" if name == "count" else "str" for name in SETTLED}
        return pd.DataFrame(frame[list(types)]).astype(types)

    def _chosen(self, unit: str, below: Sequence[str], period: Period) -> list[Count]:
        """The counts that are added up for a unit, found once; a stage adds up what was found for its years."""
        key = (unit, tuple(below), str(period))
        if key not in self._found and period.kind == "stage":
            years = chain.from_iterable(self._chosen(unit, below, year) for year in parts_of(period))
            self._found[key] = settle_stage(self._counts((unit,), period), years, period)
        elif key not in self._found:
            self._found[key] = self._settled(unit, below, period)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, tuple[str, ...], str], list[Count]]:
        return {}

    def _settled(self, unit: str, below: Sequence[str], period: Period) -> list[Count]:
        """The counts of a unit and period; those of the units below are settled one by one first."""
        of_unit: dict[str, list[Count]] = {one: [] for one in (unit, *below)}
        for count in self._counts((unit, *below), period):
            if count.unit == unit or count.origin != "quotation":
                of_unit[count.unit].append(count)
        settled = [
            count for one in below for count in settle(of_unit[one], period, covered=self._is_covered(one, period))
        ]
        covered = self._is_covered(unit, period)
        own_files = self._list_files.get(unit, frozenset()) if below else frozenset()
        return settle(of_unit[unit], period, covered=covered, below=settled, own_files=own_files)

    def _counts(self, ids: Sequence[str], period: Period) -> list[Count]:
        """All that can matter for these units: list rows counted by grain and sheet, stated figures one by one."""
        condition, values = self._condition(ids, period)
        listed = self._fetch(
            f"SELECT {_names(_LISTED)}, count(*) FROM {_SCAN} "
            f"WHERE {condition} AND period = '' GROUP BY ALL ORDER BY ALL",
            [self._path("facts"), *values],
        )
        stated = self._fetch(
            f"SELECT {_names(_STATED)} FROM {_SCAN} WHERE {condition} AND period <> '' ORDER BY file_row_number",
            [self._path("facts"), *values],
        )
        return [_listed(*row) for row in listed] + [Count(*row) for row in stated]

    def _condition(self, ids: Sequence[str], period: Period) -> tuple[str, list[object]]:
        """What the rows of these units and this period fulfil, and the values it binds."""
        stated = period_and_parts(period)
        days = [period.first_day(self.basis), period.last_day(self.basis)]
        return (
            # What is proposed and not decided yet belongs to the period in which it was proposed.
            f"unit IN {_places(ids)} AND (period IN {_places(stated)} OR period = '' AND (decided_on BETWEEN ? AND ? "
            "OR decided_on IS NULL AND proposed_on BETWEEN ? AND ?))",
            [*ids, *stated, *days, *days],
        )

    @cached_property
    def _coverages(self) -> Coverages:
        return coverages_of(self.snapshot, self._fetch, self.basis)

    def _is_covered(self, unit: str, period: Period) -> bool:
        windows = self._windows.get(unit, ())
        return covers(windows, period.first_day(self.basis), period.last_day(self.basis))

    @cached_property
    def _windows(self) -> dict[str, list[tuple[date, date]]]:
        """First and last day of each accepted file with a decision list, by the unit that sent it."""
        windows: dict[str, list[tuple[date, date]]] = {}
        for unit, _, first, last in self._accepted_lists:
            if first and last:
                windows.setdefault(unit, []).append((first, last))
        return windows

    @cached_property
    def _list_files(self) -> dict[str, frozenset[str]]:
        """The accepted files with a decision list, by the unit that sent them."""
        files: dict[str, frozenset[str]] = {}
        for unit, file, *_ in self._accepted_lists:
            files[unit] = files.get(unit, frozenset()) | {file}
        return files

    @cached_property
    def _accepted_lists(self) -> list[tuple[str, str, date | None, date | None]]:
        """Sender, file, first and last day of every accepted decision list."""
        if not self._has_files:
            return []
        query = f"SELECT unit, file, first_day, last_day, layouts FROM {_SCAN} WHERE state = 'accepted'"
        files = self._fetch(query, [self._path("files")])
        return [(*row, first, last) for *row, first, last, layouts in files if "decision_list" in layouts.split("+")]

    def _year_of(self, day: date) -> Period:
        years = (Period("year", day.year + shift) for shift in (-1, 0, 1))
        return next(year for year in years if year.first_day(self.basis) <= day <= year.last_day(self.basis))

    @property
    def _has_files(self) -> bool:
        return (self.snapshot / "files.parquet").is_file()

    def _path(self, name: str) -> str:
        return (self.snapshot / f"{name}.parquet").as_posix()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(config=_SETTINGS)

    def _fetch(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(query, list(values)).fetchall()
        return rows

    def _frame(self, table: str, condition: str, values: Sequence[object]) -> pd.DataFrame:
        query = f"SELECT {_names(TABLES[table].names)} FROM {_SCAN} WHERE {condition} ORDER BY file_row_number"
        return to_frame(self._connection.sql(query, params=[self._path(table), *values]).to_arrow_table())


def _ids_read_with(unit: Unit) -> tuple[str, ...]:
    """The other units that a report on the unit may read: those below a province, the members of a block."""
    return tuple(one.id for one in all_block_members(unit.id)) if unit.level == "block" else ids_below(unit)


def _listed(*row: Any) -> Count:
    """The rows of one grain in one sheet of a list, as a count; the last value is how many they are."""
    named = dict(zip((*_LISTED, "rows"), row, strict=True))
    return Count(**named, period="", origin="decision_list", number=named["rows"], state="counted")


def _places(values: Sequence[object]) -> str:
    """As many places for bound values as there are values: "(?, ?)"."""
    return f"({', '.join('?' * len(values))})"


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
