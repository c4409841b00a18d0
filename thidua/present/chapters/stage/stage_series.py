"""The years of a stage, measured once for every chapter on them, and the days on which their series break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from thidua.facts.coverage import Coverage, Gap
from thidua.measures.counts import with_status
from thidua.measures.series import FormSeries, ShareSeries, advanced_series, direct_worker_series, form_series
from thidua.present.breaks import breaks
from thidua.present.drawing.series import Break
from thidua.present.known import Known, YearInStage
from thidua.present.language import tr
from thidua.present.numbers import write_date
from thidua.registry import Period, get_authority

CERTIFICATES = ("BKT", "GKH", "GKS")
"""The forms whose recipients are followed by class: every unit has them every year."""

NEAR = 0.4
"""Breaks nearer to each other than this part of a year are drawn as one line."""


@dataclass(frozen=True)
class StageSeries:
    """What was awarded in each year of a stage, measured once for every cell on it.

    Attributes
    ----------
    awarded
        Awarded facts by year, in order; empty frames for years without figures.
    coverages
        What is known of each year.
    breaks
        Days on which the law or the units change, with the sentence of the registry.
    """

    report: Known
    awarded: dict[int, pd.DataFrame]
    coverages: dict[int, Coverage]
    breaks: tuple[tuple[date, str], ...]

    @property
    def known_years(self) -> tuple[int, ...]:
        """The years of which there are figures."""
        return tuple(year for year, facts in self.awarded.items() if not facts.empty)

    @property
    def lone_year(self) -> YearInStage | None:
        """The one known year beside its stage; None where the years make a series."""
        return self.report.year_in_stage if len(self.known_years) < 2 else None

    @property
    def labels(self) -> list[str]:
        """The years as the heads of columns and the feet of a chart."""
        return [str(year) for year in self.awarded]

    @cached_property
    def forms(self) -> list[FormSeries]:
        """The awards of each form by year."""
        return form_series(self.awarded, is_whole=self._is_whole)

    def _is_whole(self, award: str, year: int) -> bool:
        """Whether the awards of a form in a year are known whole, at every level that gives it in any year."""
        levels = self._levels.get(award, frozenset())
        return bool(levels) and all(self.coverages[year].of(award, level) == "covered" for level in levels)

    @cached_property
    def _levels(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for facts in self.awarded.values():
            for award, giver in facts[["award", "authority"]].itertuples(index=False, name=None):
                found.setdefault(award, set()).add(get_authority(giver).level)
        return {award: frozenset(levels) for award, levels in found.items()}

    @property
    def known_whole(self) -> dict[int, pd.DataFrame]:
        """The awarded facts by year without the forms of which a part of the year is missing."""
        return {year: facts[self._are_whole(facts["award"], year)] for year, facts in self.awarded.items()}

    def _are_whole(self, awards: pd.Series, year: int) -> pd.Series:
        return pd.Series([self._is_whole(award, year) for award in awards], index=awards.index, dtype=bool)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing of the years of which there are figures."""
        return tuple(gap for year in self.known_years for gap in self.coverages[year].gaps)

    @cached_property
    def shares(self) -> list[ShareSeries]:
        """Direct workers among the commended, and fighters among advanced workers, where they are known."""
        whole = self.known_whole
        found = [direct_worker_series(whole, CERTIFICATES), advanced_series(whole)]
        return [series for series in found if series is not None]

    @property
    def drawn_breaks(self) -> list[Break]:
        """The breaks where they lie among the years, numbered as in `break_notes`; close ones share a line."""
        groups: list[list[tuple[int, float]]] = []
        for number, (day, _) in enumerate(self.breaks, start=1):
            at = self._position(day)
            if groups and at - groups[-1][0][1] < NEAR:
                groups[-1].append((number, at))
            else:
                groups.append([(number, at)])
        return [
            Break(sum(at for _, at in group) / len(group), f"({', '.join(str(number) for number, _ in group)})")
            for group in groups
        ]

    def _position(self, day: date) -> float:
        """Where a day lies when each year is one step wide around its number, the first at 0."""
        for at, year in enumerate(self.awarded):
            first, last = _days(self.report, year)
            if first <= day <= last:
                return at - 0.5 + (day - first).days / ((last - first).days + 1)
        return len(self.awarded) - 0.5


def _days(report: Known, year: int) -> tuple[date, date]:
    period = Period("year", year)
    return period.first_day(report.basis), period.last_day(report.basis)


def read_series(report: Known) -> StageSeries:
    """The years of the report's stage, and none where the report is about no stage."""
    years = report.period.years() if report.period.kind == "stage" else ()
    awarded = {
        year: with_status(report.facts_in(Period("year", year)), "awarded").reset_index(drop=True) for year in years
    }
    coverages = {year: report.dataset.facts.coverage(report.unit, Period("year", year)) for year in years}
    return StageSeries(report, awarded, coverages, tuple(breaks(report)))


def break_notes(series: StageSeries) -> Iterator[str]:
    """What the numbered lines of a chart stand for, each with its day and the sentence of the registry."""
    if series.breaks:
        told = " ".join(
            f"({number}) {write_date(day)}: {text}" for number, (day, text) in enumerate(series.breaks, start=1)
        )
        yield tr("Vạch đứng đánh dấu ngày quy định hoặc đơn vị hành chính thay đổi: {breaks}", breaks=told)
