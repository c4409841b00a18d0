"""What a report knows: its dataset, unit and period as typed values, with the facts that its chapters may read.

What its chapters measure is kept here, so that none measures again what another did; what they are is in `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import pandas as pd

from thidua.facts.commentary import Commentary
from thidua.facts.coverage import Coverage
from thidua.facts.dataset import Dataset
from thidua.facts.ground import Ground
from thidua.measures.counts import whole_counts, with_status
from thidua.measures.stage import part_of_stage
from thidua.measures.values import values
from thidua.present.language import language
from thidua.registry import (
    Basis,
    Cap,
    Period,
    Unit,
    all_block_members,
    below_in,
    block_members,
    cap,
    days_in,
    get_authority,
    last_day_in,
    level_on,
    regime,
    reporting_levels,
)
from thidua.registry.codes import StatusCode

T = TypeVar("T")

_NO_MEMBERS = ("province", "department", "block")
"""What is below a province and reports beside its members, or adds up its own."""


@dataclass(frozen=True)
class YearInStage:
    """One year beside the stage that contains it: their labels, how many years the stage has, and `part_of_stage`.

    ``year_id`` and ``stage_id`` are the two periods as they are written: "2020", "2016..2020".
    """

    year: str
    stage: str
    stage_years: int
    rows: pd.DataFrame
    year_id: str
    stage_id: str


@dataclass(frozen=True)
class Known:
    """What one report may read: its dataset, unit and period, and the facts read once for all its chapters."""

    dataset: Dataset
    unit: Unit
    period: Period
    with_names: bool = False
    """Whether the restricted annex with the names of recipients is wanted."""

    def once(self, measure: Callable[[Known], T]) -> T:
        """What a measurement of this report gives, measured when it is first asked for and kept."""
        if measure not in self._measured:
            self._measured[measure] = measure(self)
        return cast(T, self._measured[measure])

    @cached_property
    def _measured(self) -> dict[Any, Any]:
        return {}

    @property
    def basis(self) -> Basis:
        """How periods are counted in this dataset."""
        return self.dataset.basis

    @property
    def period_label(self) -> str:
        """The period in words: "giai đoạn 2016-2020"."""
        return self.label_of(self.period)

    def dataset_words(self, field: str) -> str:
        """What the dataset says of itself (title, source, mark), in the language of the report if it can."""
        settings = self.dataset.settings
        in_english = getattr(settings, f"{field}_en") if language() == "en" else ""
        return str(in_english or getattr(settings, field))

    def label_of(self, period: Period) -> str:
        """Another period in words, in the language of the report."""
        return period.label(self.basis, language())

    @cached_property
    def last_day(self) -> date:
        """The unit's last day in the period, on which names, offices and the law are asked."""
        return last_day_in(self.unit, self.period, self.basis)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and last day whose figures the report holds: the unit's own, and those of what went into it."""
        return self.days_of(self.period)[0], self.last_day

    def days_of(self, period: Period) -> tuple[date, date]:
        """The days that the unit has in another period with what went into it; all of the period where it has none."""
        if self.unit.level == "block":
            units = all_block_members(self.unit.id)
        else:
            units = (self.unit, *_areas(self.unit, period, self.basis))
        lived = [days for one in units if (days := days_in(one, period, self.basis)) is not None]
        first, last = period.first_day(self.basis), period.last_day(self.basis)
        return min((one[0] for one in lived), default=first), max((one[1] for one in lived), default=last)

    @property
    def level(self) -> str:
        """The level of the unit on `last_day`."""
        return level_on(self.unit, self.last_day)

    @property
    def regime(self) -> str:
        """The law in force on the last day of the period, which names the award types."""
        return regime(self.last_day)

    @property
    def is_illustrative(self) -> bool:
        """Whether the figures are invented and every page must say so."""
        return self.dataset.settings.illustrative

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Facts of the unit and period."""
        return self.facts_in(self.period)

    @cached_property
    def files(self) -> pd.DataFrame:
        """The files behind the counted facts of the unit and period; see `thidua.facts.query.Facts.sources`."""
        return self.dataset.facts.sources(self.unit, self.period)

    @cached_property
    def awarded(self) -> pd.DataFrame:
        """Facts of the unit and period that count what was awarded."""
        return with_status(self.facts, "awarded")

    @property
    def is_quoted(self) -> bool:
        """Whether the figures are quoted from published texts: of no known days, and never all that were given."""
        return self.dataset.settings.quoted

    @cached_property
    def has_figures(self) -> bool:
        """Whether any figure is known of the unit or, of a province or block, of its members."""
        dataset, units = self.dataset, (self.unit, *self.members)
        of_lists = any(not dataset.facts.of(one, self.period).empty for one in units)
        return of_lists or any(
            not dataset.facts.register(name, one, self.period).empty
            for name in ("movements", "indicators", "models", "scores")
            for one in units
        )

    @cached_property
    def coverage(self) -> Coverage:
        """What is known of the unit and period; see `thidua.facts.coverage`."""
        return self.dataset.facts.coverage(self.unit, self.period)

    def is_known(self, award: str, level: str) -> bool:
        """Whether all that was awarded of a form at a level in the period is known: only then nothing means 0."""
        return self.coverage.of(award, level) == "covered"

    @cached_property
    def ground(self) -> Ground:
        """What this period and the same period before both know whole: the only ground on which they are compared."""
        return self.dataset.facts.ground(self.unit, self.period, self.period.comparison())

    @property
    def compared(self) -> pd.DataFrame:
        """What was awarded in the period, as `awarded`, of the units and forms that the period before knows too."""
        return self.ground.now

    @property
    def before(self) -> pd.DataFrame:
        """What was awarded in the same period before (cùng kỳ), of the units and forms that this period knows too."""
        return self.ground.before

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every row of a list and every stated cell behind `facts`; columns as in `thidua.intake.columns.FACTS`."""
        return self.dataset.facts.rows(self.unit, self.period)

    @cached_property
    def listed(self) -> pd.DataFrame:
        """Every row of the accepted decision lists, counted in `facts` or not: one a recipient and decision."""
        return self.dataset.facts.listed(self.unit, self.period)

    @cached_property
    def areas(self) -> tuple[Unit, ...]:
        """The provinces that went into the unit whole and have days in the period, each before what went into it."""
        return tuple(_areas(self.unit, self.period, self.basis))

    @cached_property
    def members(self) -> tuple[Unit, ...]:
        """The units compared: who reports to a province on its last day, the members of a block; none of another."""
        if self.unit.level == "block":
            return block_members(self.unit.id, self.last_day)
        return self._reporting[0]

    @cached_property
    def former_members(self) -> tuple[Unit, ...]:
        """Who reported to the province, or to one that went into it, in days of the period before its `members`."""
        return () if self.unit.level == "block" else self._reporting[1]

    @cached_property
    def _reporting(self) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """The units that report on the last day, and those whose level no longer does; departments are none of them."""
        now = reporting_levels(self.last_day) - {"department"}
        below = [one for area in (self.unit, *self.areas) for one in below_in(area, self.period, self.basis)]
        last = {one: last_day_in(one, self.period, self.basis) for one in below if one.level not in _NO_MEMBERS}
        levels = {one: level_on(one, day) for one, day in last.items()}
        reporting = [one for one, day in last.items() if levels[one] in reporting_levels(day)]
        return (
            tuple(one for one in reporting if levels[one] in now),
            tuple(one for one in reporting if levels[one] not in now),
        )

    @cached_property
    def facts_by_member(self) -> dict[str, pd.DataFrame]:
        """Facts of the period, whatever their status, by the id of each member, former ones behind."""
        every = (*self.members, *self.former_members)
        self.dataset.facts.read_ahead(every, self.period, self.period.comparison())
        return {one.id: self.dataset.facts.of(one, self.period) for one in every}

    @cached_property
    def whole_facts(self) -> pd.DataFrame:
        """`facts` without the awards of forms that are not known whole: what a ratio of two counts may rest on."""
        return _known_whole(self.facts, self.coverage)

    @cached_property
    def whole_facts_by_member(self) -> dict[str, pd.DataFrame]:
        """`facts_by_member` without the awards of forms that are not known whole of the member."""
        known = self.dataset.facts
        return {
            one.id: _known_whole(self.facts_by_member[one.id], known.coverage(one, self.period))
            for one in (*self.members, *self.former_members)
        }

    @cached_property
    def proposing(self) -> tuple[str, ...]:
        """The ids of the members that tell a number of proposals, former ones behind; lists tell none."""
        return tuple(
            unit
            for unit, facts in self.facts_by_member.items()
            if ("proposed", "counted") in values(facts, "status", "state")
        )

    @cached_property
    def awarded_by_member(self) -> dict[str, pd.DataFrame]:
        """What was awarded in the period, as `awarded`, by the id of each member."""
        return {unit: with_status(facts, "awarded") for unit, facts in self.facts_by_member.items()}

    def register(self, name: str) -> pd.DataFrame:
        """A register of the unit and period, as `thidua.facts.query.Facts.register` gives it."""
        return self.dataset.facts.register(name, self.unit, self.period)

    @cached_property
    def commentary(self) -> Commentary:
        """The unit's own words about the period."""
        return self.dataset.commentary(self.unit, self.period)

    def facts_in(self, period: Period) -> pd.DataFrame:
        """Facts of the unit in another period."""
        return self.dataset.facts.of(self.unit, period)

    def of_status(self, status: StatusCode) -> pd.DataFrame:
        """Counted facts of the unit and period of one status (nominated, honoured, …), not split into classes."""
        rows = whole_counts(with_status(self.facts, status))
        return rows[rows["state"] == "counted"]

    def cap_on(self, award: str) -> Cap | None:
        """The cap on a title in force on the last day of the period."""
        return cap(award, self.last_day)

    @cached_property
    def year_in_stage(self) -> YearInStage | None:
        """A year and the stage around it: for a stage its last known year, for a year its shortest known stage."""
        around = self.dataset.facts.periods_around(self.unit, self.period)
        known = {self.period, *around, *self.dataset.declared_around(self.unit, self.period)}
        pairs = [
            (year, stage)
            for year in known
            for stage in known
            if year.kind == "year" and stage.kind == "stage" and stage.contains(year) and self.period in (year, stage)
        ]
        if not pairs:
            return None
        year, stage = max(pairs, key=lambda pair: (pair[0].year, -len(pair[1].years()), str(pair[1])))
        # The share of a year in its stage is told only of forms that both know whole at every level that gives them.
        coverages = [self.dataset.facts.coverage(self.unit, period) for period in (year, stage)]
        facts = [with_status(self.facts_in(period), "awarded") for period in (year, stage)]
        partly = _forms_of_unknown_levels(pd.concat(facts, ignore_index=True), coverages)
        rows = part_of_stage(*(one[~one["award"].isin(partly)] for one in facts))
        labels = self.label_of(year), self.label_of(stage)
        return YearInStage(*labels, len(stage.years()), rows, str(year), str(stage))


def _areas(unit: Unit, period: Period, basis: Basis) -> Iterator[Unit]:
    for one in below_in(unit, period, basis):
        if one.level == "province":
            yield one
            yield from _areas(one, period, basis)


def _known_whole(facts: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    """The facts without awarded ones of a form of which any level that gave it is not known whole."""
    told = values(facts, "status", "award", "authority")
    forms = {(award, giver) for status, award, giver in told if status == "awarded"}
    partly = {award for award, giver in forms if coverage.of(award, get_authority(giver).level) != "covered"}
    if not partly:
        return facts
    is_partly = (facts["status"] == "awarded") & facts["award"].isin(partly)
    return facts[~is_partly].reset_index(drop=True)


def _forms_of_unknown_levels(facts: pd.DataFrame, coverages: Sequence[Coverage]) -> set[str]:
    """The awards of which a level that gave them is not known whole everywhere."""
    forms = set(values(facts, "award", "authority"))
    return {
        award
        for award, giver in forms
        if any(one.of_level(get_authority(giver).level) != "covered" for one in coverages)
    }
