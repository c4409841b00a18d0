"""Questions to a snapshot: the settled facts of a unit and period, the rows behind them, and the registers.

Only reading and frames belong here; which rows count is decided in ``settle``, what is on disk in ``snapshot``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import duckdb

from thidua.errors import ConfigError
from thidua.facts.areas import Areas, family, whole_formers
from thidua.facts.choice import SCAN, Choice, names_of, places_of
from thidua.facts.columns import SETTLED
from thidua.facts.common_ground import find_ground
from thidua.facts.coverage import Coverage
from thidua.facts.covering import Coverages
from thidua.facts.differences import Difference, differences_of
from thidua.facts.ground import Ground
from thidua.facts.settle import Count
from thidua.facts.snapshot import to_frame
from thidua.facts.sums import Fact, Summed, add_up, added_up
from thidua.facts.told import coverages_of
from thidua.intake.columns import TABLES
from thidua.registry import Basis, Period, Territory, Unit, all_block_members, quoted
from thidua.registry.territory import AT_HOME

if TYPE_CHECKING:
    import pandas as pd

REGISTERS = ("movements", "indicators", "scores", "models", "directives")
"""What a snapshot keeps beside counts: `thidua.intake.columns` describes them."""

_SETTINGS: dict[str, Any] = {
    "threads": 2,
    # Parquet is built in: nothing is ever fetched or loaded.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # It looks for one unit's rows several times over; see findings/duckdb-filter-on-a-sorted-key.sh.
    "disabled_optimizers": "partitioned_execution",
}
_KEYS = ("unit", "period", "origin", "award", "status", "recipient_kind", "recipient_class")
_OF_FILES = ("file", "layouts", "period", "first_day", "last_day", "state", "superseded_by", "received_on", "rows")


Question = TypeVar("Question", bound=Callable[..., Any])


def in_its_territory(question: Question) -> Question:
    """Answer a question to `Facts` in the territory of its units."""

    @wraps(question)
    def answer(self: Facts, *args: Any, **named: Any) -> Any:
        with self.territory.in_force():
            return question(self, *args, **named)

    return cast(Question, answer)


@dataclass(frozen=True)
class Facts:
    """The facts of one snapshot, its periods counted under one basis.

    A province is answered from what it states itself and, award by award, from the units directly below it; any
    other unit from its own rows only.
    """

    snapshot: Path
    basis: Basis
    territory: Territory = AT_HOME
    """Whose units these are: every question is answered in it, whatever is in force where it is asked."""

    def __getstate__(self) -> dict[str, Any]:
        """What another process needs to ask the same snapshot; a connection stays in its own."""
        return {"snapshot": self.snapshot, "basis": self.basis, "territory": self.territory}

    @in_its_territory
    def of(self, unit: Unit, period: Period, *, alone: bool = False) -> pd.DataFrame:
        """The settled facts of a unit and period, each unit on its own days: nothing in them is counted twice.

        Parameters
        ----------
        alone
            Only what the unit itself states or lists, without the units below it and what went into it.

        Returns
        -------
        pandas.DataFrame
            One row a fact with the columns of `read_facts`: quotations as they are and in their order, then the
            sums, sorted by award and grain. ``count`` is a nullable whole number; ``state`` says ``counted``,
            ``missing`` or ``not_applicable``. A sum's ``origin`` joins those of its parts, and its ``quote`` names the
            files behind it.
        """
        return self._summed(unit.id, period, self._choice.of(unit.id, period, alone=alone))

    def _summed(self, unit: str, period: Period, chosen: Sequence[Count]) -> pd.DataFrame:
        import pandas as pd  # imported where a frame is made

        facts = add_up(unit, period, chosen)
        columns = zip(SETTLED, zip(*facts, strict=True) if facts else [()] * len(SETTLED), strict=True)
        # Column by column, of its type from the start: a province asks hundreds of times.
        made = {name: pd.array(list(each), dtype="Int64" if name == "count" else "str") for name, each in columns}
        return pd.DataFrame(made)

    @in_its_territory
    def behind(self, unit: Unit, period: Period, *, classes: bool = True) -> list[Summed]:
        """The facts of `of`, in its order, each with the counts that it adds up: cells of returns, groups of rows.

        Without ``classes`` those alone that count all recipients.
        """
        return added_up(unit.id, period, self._choice.of(unit.id, period), classes=classes)

    @in_its_territory
    def read_ahead(self, units: Sequence[Unit], *periods: Period) -> None:
        """Fetch at once what will be asked of many units one by one: the ninety communes of a province."""
        for period in periods:
            self._choice.counts([unit.id for unit in units], period)

    @in_its_territory
    def coverage(self, unit: Unit, period: Period) -> Coverage:
        """What is known of the awards of a unit and period: covered, partly or not, form by form, and what is missing.

        A count of 0 is known only where this says ``covered``; elsewhere an award that nobody names is "…".
        """
        return self._coverages.of(unit.id, period)

    @in_its_territory
    def ground(self, unit: Unit, period: Period, other: Period, *, alone: bool = False) -> Ground:
        """The awards of two periods on common ground: of the units and forms that both of them know whole.

        ``alone`` as in `of`.
        """
        found = find_ground(self._choice, unit.id, period, other, alone=alone)
        now, before = (
            self._summed(unit.id, one, kept) for one, kept in zip((period, other), found.counts, strict=True)
        )
        return Ground(now, before, *found[1:])

    @in_its_territory
    def shared(
        self, unit: Unit, period: Period, other: Period
    ) -> tuple[tuple[list[Fact], Coverage], tuple[list[Fact], Coverage]]:
        """The facts of the two sides of `ground` as values, each with its coverage, for whoever asks of many units."""
        found = find_ground(self._choice, unit.id, period, other)
        sides = zip((period, other), found.counts, found.coverages, strict=True)
        now, before = ((add_up(unit.id, one, kept), known) for one, kept, known in sides)
        return now, before

    @in_its_territory
    def rows(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row behind `of`, in the order of the snapshot (a stage year by year), with all columns.

        A row of a list, or a cell of a return, has its ``file``, ``sheet`` and ``cell``.
        """
        import pandas as pd  # imported where a frame is made

        if period.kind == "stage":
            of_stage = self._frame("facts", "unit = ? AND period = ?", [unit.id, str(period)])
            years = self._areas.parts_of_area(unit.id, period)
            frame = pd.concat([of_stage, *(self.rows(unit, year) for year in years)], ignore_index=True)
        else:
            condition, values = self._choice.condition(self._areas.every(unit.id, period), period)
            frame = self._frame("facts", condition, values)
        chosen = {tuple(getattr(count, key) for key in _KEYS) for count in self._choice.of(unit.id, period)}
        # Texts of Arrow are slow to go through one at a time.
        keys = zip(*(frame[name].to_numpy(dtype=object) for name in _KEYS), strict=True)
        is_behind = [key in chosen for key in keys]
        return frame[pd.Series(is_behind, dtype=bool)].reset_index(drop=True)

    @in_its_territory
    def listed(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Every accepted row of a decision list of the unit, and of those below a province, whether `of` counts it.

        What no return has a column for (sex, ethnicity, days, place of work, the decision) is known of these rows and
        of no other award. Columns and order as in `rows`.
        """
        condition, values = self._choice.condition(self._areas.every(unit.id, period), period)
        return self._frame("facts", f"({condition}) AND origin = 'decision_list'", values)

    def named(self, words: Sequence[str]) -> pd.DataFrame:
        """Every accepted row of a decision list, of whatever unit and day, whose recipient has all of these words.

        Parameters
        ----------
        words
            In small letters without diacritics and with d for đ: the name of a row is compared in that form.

        Returns
        -------
        pandas.DataFrame
            Columns and order as in `rows`.
        """
        plain = "replace(strip_accents(lower(recipient)), 'đ', 'd')"
        condition = " AND ".join(["origin = 'decision_list'", *(f"contains({plain}, ?)" for _ in words)])
        return self._frame("facts", condition, list(words))

    @in_its_territory
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

    @in_its_territory
    def periods(self, unit: Unit) -> tuple[Period, ...]:
        """Every period of which there are stated figures, and every year with decisions, from early to late.

        Two halves make their year; stages are listed where a figure is stated for one.
        """
        ids = family(unit.id)
        rows = self._fetch(
            f"SELECT DISTINCT unit, origin, period, decided_on FROM {SCAN} WHERE unit IN {places_of(ids)}",
            [self._path("facts"), *ids],
        )
        # A quotation is its own unit's figure and is added into no other.
        stated = {row[:3] for row in rows if row[2] and (row[0] == unit.id or row[1] != "quotation")}
        listed = {self._year_of(one, decided_on) for one, _, period, decided_on in rows if not period and decided_on}
        return self._by_day(self._periods_stated(stated) | listed)

    def _periods_stated(self, stated: set[tuple[Any, ...]]) -> set[Period]:
        """The periods for which units state figures, by unit, origin and period; with the years that halves make."""
        found = {Period.parse(period) for _, _, period in stated}
        for one, origin, period in stated:
            year = Period("year", Period.parse(period).year)
            halves = self._areas.parts(one, year) if origin != "quotation" and "-H" in period else ()
            found |= {year} if halves and all((one, origin, str(half)) in stated for half in halves) else set()
        return found

    def _by_day(self, found: Iterable[Period]) -> tuple[Period, ...]:
        return tuple(sorted(found, key=lambda one: (one.first_day(self.basis), one.last_day(self.basis), str(one))))

    @cached_property
    def units(self) -> frozenset[str]:
        """The ids of all units of which something is told or should be."""
        with self.territory.in_force():
            rows = self._fetch(f"SELECT DISTINCT unit FROM {SCAN}", [self._path("facts")])
            return frozenset(unit for (unit,) in rows).union(self._coverages.senders) - {""}

    @cached_property
    def all_periods(self) -> tuple[Period, ...]:
        """Every period of which any unit has figures, as `periods` gives those of one."""
        with self.territory.in_force():
            path = [self._path("facts")]
            stated = set(self._fetch(f"SELECT DISTINCT unit, origin, period FROM {SCAN} WHERE period <> ''", path))
            days = self._fetch(f"SELECT DISTINCT decided_on FROM {SCAN} WHERE period = '' AND decided_on NOTNULL", path)
            return self._by_day(self._periods_stated(stated) | {self._plain_year_of(day) for (day,) in days})

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day of `all_periods`; of no figures at all, no day lies between them."""
        found = self.all_periods
        first = min((one.first_day(self.basis) for one in found), default=date.max)
        return first, max((one.last_day(self.basis) for one in found), default=date.min)

    @in_its_territory
    def register(self, name: str, unit: Unit, period: Period) -> pd.DataFrame:
        """The movements, indicators, scores, models or directives of exactly this unit and period, as they were sent.

        For a province also those of the units directly below it, and of what went into it. Of a unit that has days in
        one half of a year alone, what it sent of that half stands for the year if it sent nothing of the year.
        Columns as in `thidua.intake.columns`.

        Raises
        ------
        ConfigError
            If there is no register of that name; names those there are.
        """
        if name not in REGISTERS:
            raise ConfigError(f"no register {quoted(name)}; expected one of {', '.join(REGISTERS)}")
        ids = self._areas.every(unit.id, period)
        condition, values = f"unit IN {places_of(ids)} AND period = ?", [*ids, str(period)]
        frame = self._frame(name, condition, values)
        for half, of_half in self._of_one_half(set(ids).difference(frame["unit"]), period).items():
            condition += f" OR unit IN {places_of(of_half)} AND period = ?"
            values += [*of_half, str(half)]
        return self._frame(name, condition, values) if len(values) > len(ids) + 1 else frame

    @in_its_territory
    def differences(self, unit: Unit, period: Period) -> pd.DataFrame:
        """Where decision lists and returns of the unit, and of those below a province, count differently.

        Returns
        -------
        pandas.DataFrame
            One row per ``unit``, ``award`` and ``recipient_kind`` that differ in the number awarded: ``listed`` and
            ``returned`` (missing where the return has no figure), and ``used``, the origin that `of` counts.
        """
        import pandas as pd  # imported where a frame is made

        found = self.differing(unit, period)
        types = {name: "Int64" if name in ("listed", "returned") else "str" for name in Difference._fields}
        return pd.DataFrame(found, columns=list(types)).astype(types)

    @in_its_territory
    def differing(self, unit: Unit, period: Period) -> list[Difference]:
        """The rows of `differences` as values, for whoever asks of many units."""
        return list(differences_of(self._choice, unit.id, period))

    @in_its_territory
    def content_key(self, unit: Unit) -> str:
        """A text that changes when anything changes that a report on the unit may read: rows, registers, files."""
        ids = _ids_read_with(unit)
        keys = [self._coverages.content(ids)]
        for name in (*TABLES, *(("files",) if self._has_files else ())):
            shown = names_of(TABLES[name].names if name in TABLES else _OF_FILES)
            columns = f"SELECT {shown} FROM {SCAN} WHERE unit IN {places_of(ids)}"
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

    @cached_property
    def _choice(self) -> Choice:
        return Choice(self._path("facts"), self._fetch, self._coverages)

    @cached_property
    def _coverages(self) -> Coverages:
        return coverages_of(self.snapshot, self._fetch, self.basis)

    @property
    def _areas(self) -> Areas:
        return self._coverages.areas

    def _of_one_half(self, ids: Iterable[str], year: Period) -> dict[Period, list[str]]:
        """Those of some units that have days in one half of a year alone, by that half."""
        found: dict[Period, list[str]] = {}
        for one in ids if year.kind == "year" else ():
            halves = self._areas.parts(one, year)
            if len(halves) == 1:
                found.setdefault(halves[0], []).append(one)
        return found

    def _year_of(self, unit: str, day: date) -> Period:
        """The year to which a decision of a unit belongs."""
        years = [Period("year", day.year + shift) for shift in (-1, 0, 1)]
        lived = [(year, self._areas.days(unit, year)) for year in years]
        known = (year for year, days in lived if days and days[0] <= day <= days[1])
        return next(known, self._plain_year_of(day))

    def _plain_year_of(self, day: date) -> Period:
        """The year under the basis in which a day lies, whoever decided on it."""
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
        query = f"SELECT {names_of(TABLES[table].names)} FROM {SCAN} WHERE {condition} ORDER BY file_row_number"
        return to_frame(self._connection.sql(query, params=[self._path(table), *values]).to_arrow_table())


def _ids_read_with(unit: Unit) -> tuple[str, ...]:
    """The units that a report on the unit may read: those below a province, the members of a block, what went in."""
    members = [one.id for one in all_block_members(unit.id)] if unit.level == "block" else []
    read = chain.from_iterable(family(one) for one in (unit.id, *members))
    return tuple(dict.fromkeys(chain.from_iterable((one, *whole_formers(one)) for one in read)))
