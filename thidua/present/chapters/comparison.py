"""The units of a province or block set side by side: what each was awarded, measured once for every chapter on them.

What is said of the figures, and how they are shown, is in the chapters that take a `UnitComparison`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from thidua.facts.denominators import read_denominators
from thidua.facts.origin import is_added_up, is_all_listed
from thidua.measures.counts import KINDS, whole_counts, with_status
from thidua.measures.funnel import Funnel, funnel_of_rates, funnel_of_shares
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.ranks import RankInterval, rate_ranks
from thidua.measures.rates import PER, people_of
from thidua.measures.shrinkage import ShrunkenRates, shrink_rates
from thidua.present.chapters.compared_unit import ComparedUnit, UnitAwards, compared_unit, counted_unit
from thidua.present.report import Report
from thidua.registry import Unit, units

RANK_SEED = 1996
"""The ranks of an edition are drawn with one seed, so that the same data give the same bytes."""

ENOUGH = 3
"""Fewer units than this are no comparison."""


@dataclass(frozen=True)
class UnitComparison:
    """The members of a province or block beside each other, and what else is in the figures of the province.

    ``others`` are the provincial departments and, last, the province itself where decisions name no unit below it.
    ``differing`` are the forms whose figure for the province is no sum of these: one it states itself, or one
    that lacks a part.
    """

    members: tuple[ComparedUnit, ...]
    others: tuple[ComparedUnit, ...]
    differing: tuple[str, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether some count instances and others recipients, which cannot be added up."""
        return len(frozenset().union(*(one.counts.count_units for one in (*self.members, *self.others)))) > 1

    @property
    def is_whole(self) -> bool:
        """Whether the awards of every unit are known whole, so that one may be told as a share of all."""
        every = (*self.members, *self.others)
        return all(one.known == "covered" and one.counts.total is not None for one in every)

    @property
    def adds_up(self) -> bool:
        """Whether the units add up to the figures of the province."""
        return not self.is_mixed and not self.differing

    @property
    def kinds(self) -> tuple[str, ...]:
        """The recipient kinds of which any unit has some."""
        every = (*self.members, *self.others)
        return tuple(kind for kind in KINDS if any(getattr(one.counts, kind) for one in every))

    @cached_property
    def fighter_counts(self) -> dict[str, tuple[int, float]]:
        """Fighters and thousands of staff of each member of which both are known, by id."""
        return {
            one.unit.id: (one.fighters.count, one.fighters.people.value / PER)
            for one in self.members
            if one.fighters.count is not None and one.fighters.people is not None
        }

    @cached_property
    def rate_funnel(self) -> Funnel | None:
        """Funnel of the fighters per 1,000 staff; None with fewer than three units to compare."""
        return funnel_of_rates(self.fighter_counts) if len(self.fighter_counts) >= ENOUGH else None

    @cached_property
    def shrunken(self) -> ShrunkenRates | None:
        """The rates of `rate_funnel` shrunken towards the pooled one."""
        return shrink_rates(self.fighter_counts) if len(self.fighter_counts) >= ENOUGH else None

    @cached_property
    def ranks(self) -> tuple[RankInterval, ...]:
        """The ranks by the rates of `rate_funnel`, with their intervals."""
        return rate_ranks(self.fighter_counts, seed=RANK_SEED) if len(self.fighter_counts) >= ENOUGH else ()

    @cached_property
    def direct_funnel(self) -> Funnel | None:
        """Funnel of the shares of direct workers; None with fewer than three units to compare."""
        known = {one.unit.id: (one.direct.part, one.direct.whole) for one in self.members if one.direct.whole}
        return funnel_of_shares(known) if len(known) >= ENOUGH else None

    @cached_property
    def pooled_direct(self) -> Share:
        """The share of direct workers of all members together."""
        shares = [one.direct for one in self.members]
        return wilson_share(sum(share.part for share in shares), sum(share.whole for share in shares))


def compare(report: Report) -> UnitComparison | None:
    """Measure every unit of a province or block; what a notebook does once, before its chapters on units.

    Returns
    -------
    UnitComparison or None
        None where the report's unit has no members, or no figure of any of them is known.
    """
    if all(facts.empty for facts in report.awarded_by_member.values()):
        return None
    if report.unit.level != "province":
        return UnitComparison(_members(report), (), ())
    facts = report.dataset.facts
    others = {unit: _awards(report, unit, _own(report, unit)) for unit in _departments(report)}
    # What the province states or lists itself, without the units below it.
    own = _awards(report, report.unit, _own(report, report.unit))
    below = [*report.awarded_by_member.values(), *(awards.facts for awards in others.values())]
    differing = _differing(report.awarded, own.facts, below)
    told = {one.unit for one in facts.coverage(report.unit, report.period).below}
    shown = {
        unit: awards
        for unit, awards in (others | {report.unit: own}).items()
        if unit.id in told or not awards.facts.empty
    }
    days = _last_days(report)
    return UnitComparison(
        _members(report), tuple(counted_unit(unit, awards, days=days) for unit, awards in shown.items()), differing
    )


def _members(report: Report) -> tuple[ComparedUnit, ...]:
    staff = read_denominators(report.dataset.folder / "denominators.csv")
    year, is_year = report.period.year, report.period.kind == "year"
    days = _last_days(report)
    return tuple(
        compared_unit(
            unit,
            _awards(report, unit, report.awarded_by_member[unit.id]),
            people_of(staff, unit.id, year),
            days=days,
            whole_year=is_year,
        )
        for unit in report.members
    )


def _last_days(report: Report) -> tuple[date, ...]:
    """The last days of the period and of the same period before."""
    return tuple(period.last_day(report.basis) for period in (report.period, report.period.comparison()))


def _awards(report: Report, unit: Unit, facts: pd.DataFrame) -> UnitAwards:
    """What the unit itself was awarded, without units below it, and how far it is known."""
    ground = report.dataset.facts.ground_of_ids(unit.id, (), report.period, report.period.comparison())
    before = facts.iloc[:0] if ground.left_out_now else ground.before
    coverage = ground.coverages[0]
    is_listed = bool(coverage.levels) and all(coverage.is_listed(level) for level in coverage.levels)
    unknown = frozenset(form for form, level in coverage.only_stated if coverage.of(form, level) != "covered")
    return UnitAwards(facts, before, coverage.known, ground.is_whole, is_listed, unknown)


def _own(report: Report, unit: Unit) -> pd.DataFrame:
    return with_status(report.dataset.facts.of_ids(unit.id, (), report.period), "awarded")


def _departments(report: Report) -> Sequence[Unit]:
    """The units directly below the province that are no members; a block repeats its members and is none."""
    members = {unit.id for unit in report.members}
    below = [one for one in units() if one.parent == report.unit.id and one.level != "block"]
    return [one for one in below if one.id not in members]


def _differing(awarded: pd.DataFrame, own: pd.DataFrame, below: Sequence[pd.DataFrame]) -> tuple[str, ...]:
    """The forms that the province states itself although units have them, that lack the figure of a unit, or quote it.

    What a unit is quoted with is its own figure and is added into no other.
    """
    stated = set(own["award"][~own["origin"].map(is_all_listed).astype(bool)])
    whole = whole_counts(awarded)
    lacking = set(whole.loc[whole["state"] == "missing", "award"])
    counted = [facts[facts["state"] == "counted"] for facts in below]
    known = {code for facts in counted for code in facts["award"]}
    quoted = {code for facts in counted for code in facts["award"][~facts["origin"].map(is_added_up).astype(bool)]}
    return tuple(sorted((stated | lacking) & known | quoted))
