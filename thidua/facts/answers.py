"""Answers: everything that is read of a snapshot, question by question, each noted as ``reads`` says.

Tables are opened nowhere else, and whatever is public here is a question: what is not asked here is not known.
What the answers add up to is for ``choice``, ``coverages`` and ``query``.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.errors import ConfigError
from thidua.facts.areas import Areas, Days, family, whole_formers
from thidua.facts.columns import SETTLED
from thidua.facts.coverage import Coverage
from thidua.facts.covering import Judge
from thidua.facts.expected import Wish
from thidua.facts.found import Sought, distinct, having, lacking, plain_rows
from thidua.facts.periods_told import is_around, with_years_of_halves, year_of
from thidua.facts.reads import digest, question, questions_of
from thidua.facts.sent import Came, came
from thidua.facts.settle import Count
from thidua.facts.tables import Tables, frame_of
from thidua.facts.told import judge_of
from thidua.intake.columns import FACTS, GRAIN, TABLES
from thidua.registry import Basis, Period, all_block_members, get_unit, quoted

if TYPE_CHECKING:
    import pandas as pd

REGISTERS = ("movements", "indicators", "scores", "models", "directives")
"""What a snapshot keeps beside counts: `thidua.intake.columns` describes them."""

EVERYBODY = "*"
"""Asked of all units."""

_STATED = tuple("count" if name == "number" else name for name in Count._fields if name != "rows")
_LISTED = (*(name for name in GRAIN if name != "period"), "award_label", "count_unit", "file", "sheet")
_OF_FILES = ("file", "layouts", "period", "first_day", "last_day", "state", "superseded_by", "received_on", "rows")


class Rows(NamedTuple):
    """What a unit has in a period: its list rows by grain and sheet, and what it states, in the order of the table."""

    listed: tuple[Count, ...]
    stated: tuple[Count, ...]


class Answers:
    """What one snapshot answers, its periods counted under one basis, in the territory in force."""

    def __init__(self, snapshot: Path, basis: Basis) -> None:
        self._tables, self._basis = Tables(snapshot), basis
        self.areas = Areas(basis)
        """Which units have which days: of the registry alone, nothing of it is read here."""
        self._fetched: dict[tuple[str, str], Rows] = {}

    def __init_subclass__(cls) -> None:
        _check(cls)

    @property
    def dataset_name(self) -> str:
        """The name of the dataset that the snapshot is of."""
        return self._tables.snapshot.parents[1].name

    # What counts

    def read_ahead(self, units: Sequence[str], period: Period) -> None:
        """Fetch at once what `counts` will be asked of many units one by one."""
        lacking = [one for one in units if (one, str(period)) not in self._fetched]
        if lacking:
            self._fetch_rows(lacking, period)

    @question
    def counts(self, unit: str, period: str) -> Rows:
        """All of a unit itself that can matter for a period: list rows of its days, figures of it and its parts."""
        self.read_ahead((unit,), Period.parse(period))
        return self._fetched[unit, period]

    def _fetch_rows(self, ids: Sequence[str], period: Period) -> None:
        listed: dict[str, list[Count]] = {one: [] for one in ids}
        stated: dict[str, list[Count]] = {one: [] for one in ids}
        facts = self._tables.facts.sought(dict.fromkeys((*_LISTED, *_STATED)), self._sought(ids, period))
        rows = Counter(plain_rows(having(facts, "period", "").select(list(_LISTED))))
        for row in sorted(rows):
            listed[row[0]].append(_listed(*row, rows[row]))
        for said in plain_rows(lacking(facts, "period", "").select(list(_STATED))):
            stated[said[0]].append(Count(*said))
        for one in ids:
            self._fetched[one, str(period)] = Rows(tuple(listed[one]), tuple(stated[one]))

    def _sought(self, ids: Sequence[str], period: Period) -> list[Sought]:
        """The rows of these units and this period, each unit on its own days."""
        alike: dict[tuple[Days | None, tuple[str, ...]], list[str]] = {}
        for one in ids:
            alike.setdefault((self.areas.days(one, period), self.areas.stated(one, period)), []).append(one)
        return [Sought(units, stated, days) for (days, stated), units in alike.items()]

    # What is known of it

    @question
    def coverage(self, unit: str, period: str) -> Coverage:
        """What is known of the awards of a unit itself."""
        return self._judge.of(unit, Period.parse(period))

    @question
    def is_sender(self, unit: str) -> bool:
        """Whether anything is told of a unit or should be."""
        return unit in self._judge.senders

    @question
    def listed_itself(self, unit: str, period: str) -> frozenset[str]:
        """The levels told by lists that a unit sent itself, if these reach over all its days of a period."""
        return self._judge.listed_itself(unit, Period.parse(period))

    @question
    def stated_of_all(self, unit: str, period: str) -> frozenset[tuple[str, str]]:
        """Each award with its level that the returns or quotations of a unit state for the period itself."""
        return self._judge.stated_alone(unit, Period.parse(period))

    @question
    def is_own_list(self, unit: str, file: str) -> bool:
        """Whether a file is one of the counted lists that a unit sent."""
        return file in self._judge.files_of(unit)

    @cached_property
    def _judge(self) -> Judge:
        return judge_of(self._tables, self.areas)

    # Rows as they were sent

    @question
    def rows(self, unit: str, period: str) -> pd.DataFrame:
        """Every accepted row of a unit's days and stated periods, and of those below a province."""
        of = Period.parse(period)
        return self._tables.frame_of(self._sought(self.areas.every(unit, of), of))

    @question
    def rows_stated(self, unit: str, period: str) -> pd.DataFrame:
        """The accepted rows of exactly one unit that are stated for exactly one period."""
        return self._tables.frame_of([Sought((unit,), (period,), None)])

    @question
    def rows_listed(self, unit: str, period: str) -> pd.DataFrame:
        """Every accepted row of decision lists, of whom `rows` is."""
        of = Period.parse(period)
        facts = self._tables.facts.sought(FACTS.names, self._sought(self.areas.every(unit, of), of))
        return frame_of(having(facts, "origin", "decision_list"))

    @question
    def rows_named(self, words: str) -> pd.DataFrame:
        """Every accepted row of decision lists whose recipient has all of these words, plain and in small letters."""
        return frame_of(self._tables.facts.of_origin(FACTS.names, "decision_list", words.split()))

    @question
    def quotations(self) -> pd.DataFrame:
        """Every quoted figure, of all units and periods, sorted by unit and period."""
        import pandas as pd  # imported where a frame is made

        types = {name: "Int64" if name == "count" else "str" for name in SETTLED}
        return pd.DataFrame(frame_of(self._tables.facts.of_origin(types, "quotation"))).astype(types)

    @question
    def register(self, name: str, unit: str, period: str) -> pd.DataFrame:
        """A register of exactly this unit and period, and of those below a province; see `Facts.register`."""
        if name not in REGISTERS:
            raise ConfigError(f"no register {quoted(name)}; expected one of {', '.join(REGISTERS)}")
        ids = self.areas.every(unit, Period.parse(period))
        asked = {(one, period) for one in ids}
        stated = list(self._tables.values(name, ("unit", "period")))
        silent = set(ids).difference(unit for unit, of in stated if (unit, of) in asked)
        for half, of_half in self._of_one_half(silent, Period.parse(period)).items():
            asked |= {(one, str(half)) for one in of_half}
        return self._tables.picked(name, [row for row, of in enumerate(stated) if of in asked])

    def _of_one_half(self, ids: Iterable[str], year: Period) -> dict[Period, list[str]]:
        """Those of some units that have days in one half of a year alone, by that half."""
        found: dict[Period, list[str]] = {}
        for one in sorted(ids) if year.kind == "year" else ():
            halves = self.areas.parts(one, year)
            if len(halves) == 1:
                found.setdefault(halves[0], []).append(one)
        return found

    # What was sent

    @question
    def sent(self, units: str, period: str) -> Came:
        """What came of some units (joined by "+"), or `EVERYBODY`, about a period, and what was found in it."""
        wanted = None if units == EVERYBODY else frozenset(units.split("+"))
        return came(self._tables, wanted, Period.parse(period), self._basis)

    @question
    def has_inbox(self) -> bool:
        """Whether anything was ever sent."""
        return self._tables.has("files") and self._tables.small("files").num_rows > 0

    @question
    def wishes(self, units: str, period: str) -> tuple[Wish, ...]:
        """What should come of some units (as of `sent`) for a period or its parts, in the order of the settings."""
        of, basis = Period.parse(period), self._basis
        first, last = of.first_day(basis), of.last_day(basis)
        return tuple(
            one
            for one in self._judge.wishes
            if first <= one.period.last_day(basis) <= last and (units == EVERYBODY or one.unit in units.split("+"))
        )

    # Which units and periods there are

    @question
    def periods(self, unit: str) -> tuple[str, ...]:
        """Every period of which figures of a unit are stated, and every year with decisions."""
        ids = family(unit)
        rows = set(plain_rows(distinct(self._tables.facts.of(("unit", "origin", "period", "decided_on"), ids))))
        # A quotation is its own unit's figure and is added into no other.
        stated = {row[:3] for row in rows if row[2] and (row[0] == unit or row[1] != "quotation")}
        listed = {year_of(self.areas, one, day) for one, _, period, day in rows if not period and day}
        return tuple(sorted(str(one) for one in with_years_of_halves(self.areas, stated) | listed))

    @question
    def periods_around(self, unit: str, period: str) -> tuple[str, ...]:
        """The years and stages of `periods` that hold a period, or that it holds."""
        of = Period.parse(period)
        known = ((one, Period.parse(one)) for one in self.periods.__wrapped__(self, unit))  # type: ignore[attr-defined]
        return tuple(text for text, one in known if is_around(one, of))

    @question
    def all_periods(self) -> tuple[str, ...]:
        """Every period of which any unit has figures."""
        facts = self._tables.facts
        stated = set(plain_rows(distinct(facts.stated(("unit", "origin", "period")))))
        days = having(facts.all(("period", "decided_on")), "period", "")["decided_on"].unique()
        listed = {year_of(self.areas, None, day) for day in days.to_pylist() if day}
        return tuple(sorted(str(one) for one in with_years_of_halves(self.areas, stated) | listed))

    @question
    def units(self) -> frozenset[str]:
        """The ids of all units of which something is told or should be."""
        found = self._tables.facts.all(("unit",))["unit"].unique().to_pylist()
        return frozenset(found).union(self._judge.senders) - {""}

    # All of it

    @question
    def everything(self) -> str:
        """The name of the snapshot: who reads its files past these questions depends on all that is in them."""
        return self._tables.snapshot.name

    @question
    def content(self, unit: str) -> str:
        """A text that changes when anything changes of what a report on a unit may well read."""
        ids = _ids_read_with(unit)
        read = [self._tables.facts.of(FACTS.names, ids)]
        shown = {name: TABLES[name].names for name in TABLES if name != "facts"}
        if self._tables.has("files"):
            shown["files"] = list(_OF_FILES)
        read += [having(self._tables.small(name), "unit", *ids).select(columns) for name, columns in shown.items()]
        return " ".join([self._judge.content(ids), *(digest(frame_of(rows)) for rows in read)])


def _check(of: type[Answers]) -> None:
    """Refuse a public method that is no question and hands anything on: what it reads would not be noted."""
    asked = questions_of(of).values()
    for name, method in inspect.getmembers(of, inspect.isfunction):
        if not name.startswith("_") and method not in asked and method.__annotations__.get("return") != "None":
            raise TypeError(f"{of.__name__}.{name} is no question: what it reads of a snapshot would not be noted")


_check(Answers)


def _listed(unit: str, *row: Any) -> Count:
    """The rows of one grain in one sheet of a list, as a count; the last value is how many they are."""
    *grain, label, count_unit, file, sheet, rows = row
    of_quotations = ("", "", "", "")
    counted = ("decision_list", label, rows, "counted", count_unit)
    # In the order of its fields: thousands are made for one answer.
    return Count._make((unit, "", *grain, *counted, *of_quotations, file, sheet, "", rows))


def _ids_read_with(unit: str) -> tuple[str, ...]:
    """The units that a report on the unit may read: those below a province, the members of a block, what went in."""
    members = [one.id for one in all_block_members(unit)] if get_unit(unit).level == "block" else []
    read = chain.from_iterable(family(one) for one in (unit, *members))
    return tuple(dict.fromkeys(chain.from_iterable((one, *whole_formers(one)) for one in read)))
