"""The report a notebook is about: dataset, unit and period as typed values, with the facts it may read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from thidua.facts.commentary import Commentary
from thidua.facts.dataset import Dataset, open_dataset
from thidua.measures.counts import whole_counts, with_status
from thidua.measures.stage import part_of_stage
from thidua.registry import Basis, Cap, Period, Unit, cap, regime, resolve_unit


@dataclass(frozen=True)
class YearInStage:
    """One year beside the stage that contains it: their labels, how many years the stage has, and `part_of_stage`."""

    year: str
    stage: str
    stage_years: int
    rows: pd.DataFrame


@dataclass(frozen=True)
class Report:
    """One report being written: its dataset, unit and period, and the facts read once for all its cells."""

    dataset: Dataset
    unit: Unit
    period: Period

    @property
    def basis(self) -> Basis:
        """How periods are counted in this dataset."""
        return self.dataset.basis

    @property
    def period_label(self) -> str:
        """The period in Vietnamese: "giai đoạn 2016-2020"."""
        return self.period.label(self.basis)

    @property
    def regime(self) -> str:
        """The law in force on the last day of the period, which names the award types."""
        return regime(self.period.last_day(self.basis))

    @property
    def is_illustrative(self) -> bool:
        """Whether the figures are invented and every page must say so."""
        return self.dataset.settings.illustrative

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Facts of the unit and period."""
        return self.facts_in(self.period)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The files behind the counted facts of the unit and period; see `thidua.facts.query.Facts.sources`."""
        return self.dataset.facts.sources(self.unit, self.period)

    @cached_property
    def awarded(self) -> pd.DataFrame:
        """Facts of the unit and period that count what was awarded."""
        return with_status(self.facts, "awarded")

    @cached_property
    def commentary(self) -> Commentary:
        """The unit's own words about the period."""
        return self.dataset.commentary(self.unit, self.period)

    def facts_in(self, period: Period) -> pd.DataFrame:
        """Facts of the unit in another period."""
        return self.dataset.facts.of(self.unit, period)

    def of_status(self, status: str) -> pd.DataFrame:
        """Counted facts of the unit and period of one status (nominated, honoured, …), not split into classes."""
        rows = whole_counts(with_status(self.facts, status))
        return rows[rows["state"] == "counted"]

    def cap_on(self, award: str) -> Cap | None:
        """The cap on a title in force on the last day of the period."""
        return cap(award, self.period.last_day(self.basis))

    @cached_property
    def year_in_stage(self) -> YearInStage | None:
        """A year and the stage around it: for a stage its last known year, for a year its shortest known stage."""
        known = {self.period, *self.dataset.facts.periods(self.unit), *self.dataset.declared_periods(self.unit)}
        pairs = [
            (year, stage)
            for year in known
            for stage in known
            if year.kind == "year" and stage.kind == "stage" and stage.contains(year) and self.period in (year, stage)
        ]
        if not pairs:
            return None
        year, stage = max(pairs, key=lambda pair: (pair[0].year, -len(pair[1].years()), str(pair[1])))
        rows = part_of_stage(with_status(self.facts_in(year), "awarded"), with_status(self.facts_in(stage), "awarded"))
        return YearInStage(year.label(self.basis), stage.label(self.basis), len(stage.years()), rows)


def open_report(*, dataset: str, unit: str, period: str | int) -> Report:
    """Open the report on a unit and period of a dataset; what a notebook does first.

    Parameters
    ----------
    dataset, unit, period
        As a person writes them: "published", "tp-bac-kan" or "thành phố Bắc Kạn", "2015..2020". A year may
        come as a number: plain papermill turns ``-p period 2020`` into one.

    Raises
    ------
    ConfigError
        If one of them is unknown or ambiguous; names the nearest.
    """
    opened = open_dataset(dataset)
    resolved = Period.parse(str(period))
    return Report(opened, resolve_unit(unit, on=resolved.last_day(opened.basis)), resolved)
