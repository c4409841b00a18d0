"""The units of a province or block set side by side: what each was awarded, measured once for every chapter on them.

What is said of the figures, and how they are shown, is in the chapters that take a `UnitComparison`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from thidua.facts.origin import is_added_up, is_all_listed
from thidua.measures.counts import KINDS, whole_counts, with_status
from thidua.measures.funnel import Funnel, funnel_of_rates, funnel_of_shares
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.ranks import RankInterval, rate_ranks
from thidua.measures.rates import PER, people_of
from thidua.measures.shrinkage import ShrunkenRates, shrink_rates
from thidua.present.compared.unit import ComparedUnit, UnitAwards, compared_unit, counted_unit
from thidua.present.known import Known
from thidua.registry import Unit, below_in, merged_awards
from thidua.registry import awards as all_awards

RANK_SEED = 1996
"""The ranks of an edition are drawn with one seed, so that the same data give the same bytes."""

ENOUGH = 3
"""Fewer units than this are no comparison."""


@dataclass(frozen=True)
class UnitComparison:
    """The members of a province or block beside each other, and what else is in the figures of the province.

    ``others`` are the provincial departments and, last, the province itself where decisions name no unit below it.
    ``differing`` are the forms whose figure for the province is no sum of these: one it states itself, or one
    that lacks a part. ``former`` are those that reported in earlier days of the period: their figures are in those of
    the province, and they are compared with nobody. ``apart`` are the forms that some members gave, these here, and
    that are not known of every member: totals that are compared leave them out.
    """

    members: tuple[ComparedUnit, ...]
    others: tuple[ComparedUnit, ...]
    differing: tuple[str, ...]
    former: tuple[ComparedUnit, ...] = ()
    apart: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)

    @cached_property
    def alike(self) -> UnitComparison:
        """The members on one ground: each with its awards of the forms that are known of all of them."""
        return replace(self, members=tuple(one.alike(self.apart) for one in self.members))

    @property
    def every(self) -> tuple[ComparedUnit, ...]:
        """All whose figures make up those of the province."""
        return (*self.former, *self.members, *self.others)

    @property
    def is_mixed(self) -> bool:
        """Whether some count instances and others recipients, which cannot be added up."""
        return len(frozenset().union(*(one.counts.count_units for one in self.every))) > 1

    @property
    def is_whole(self) -> bool:
        """Whether the awards of every unit are known whole, so that one may be told as a share of all."""
        return all(one.known == "covered" and one.counts.total is not None for one in self.every)

    @property
    def adds_up(self) -> bool:
        """Whether the units add up to the figures of the province."""
        return not self.is_mixed and not self.differing

    @property
    def kinds(self) -> tuple[str, ...]:
        """The recipient kinds of which any unit has some."""
        return tuple(kind for kind in KINDS if any(getattr(one.counts, kind) for one in self.every))

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


def compare(report: Known) -> UnitComparison | None:
    """Measure every unit of a province or block; what a notebook does once, before its chapters on units.

    Returns
    -------
    UnitComparison or None
        None where the report's unit has no members, or no figure of any of them is known.
    """
    if all(facts.empty for facts in report.awarded_by_member.values()):
        return None
    if report.unit.level != "province":
        members, apart = _members(report)
        return UnitComparison(members, (), (), apart=apart)
    others = {unit: _awards(report, unit, _own(report, unit)) for unit in _departments(report)}
    # What a province states or lists itself, without the units below it.
    own = {area: _awards(report, area, _own(report, area)) for area in (*report.areas, report.unit)}
    below = [*report.awarded_by_member.values(), *(awards.facts for awards in others.values())]
    differing = _differing(report.awarded, [awards.facts for awards in own.values()], below)
    told = _told(report)
    shown = {unit: awards for unit, awards in (others | own).items() if unit.id in told or not awards.facts.empty}
    days = _last_days(report)
    members, apart = _members(report)
    return UnitComparison(
        members,
        tuple(counted_unit(unit, awards, days=days) for unit, awards in shown.items()),
        differing,
        tuple(_former(report, days)),
        apart,
    )


def _told(report: Known) -> set[str]:
    """The units that send anything in the period or are named in what is sent, those of what went into it too."""
    coverages = [report.dataset.facts.coverage(area, report.period) for area in (report.unit, *report.areas)]
    return {one.unit for coverage in coverages for one in coverage.below}


def _former(report: Known, days: Sequence[date]) -> Iterator[ComparedUnit]:
    for unit in report.former_members:
        yield counted_unit(unit, _awards(report, unit, report.awarded_by_member[unit.id]), days=days)


def _members(report: Known) -> tuple[tuple[ComparedUnit, ...], dict[str, tuple[Unit, ...]]]:
    """The members, and the forms without which alone their totals can be compared."""
    every = {unit: _awards(report, unit, report.awarded_by_member[unit.id]) for unit in report.members}
    apart = _apart(every)
    staff = report.dataset.people(one.id for one in report.members)
    year, is_year = report.period.year, report.period.kind == "year"
    days = _last_days(report)
    members = tuple(
        compared_unit(
            unit,
            replace(awards, apart=frozenset(apart)),
            people_of(staff, unit.id, year),
            days=days,
            whole_year=is_year,
        )
        for unit, awards in every.items()
    )
    return members, apart


def _apart(every: Mapping[Unit, UnitAwards]) -> dict[str, tuple[Unit, ...]]:
    """The forms that some of them gave, with these, and that are not known of another; in the catalogue's order."""
    unknown = frozenset[str]().union(*(awards.unknown for awards in every.values()))
    given: dict[str, list[Unit]] = defaultdict(list)
    for unit, awards in every.items():
        counted = set(awards.facts.loc[awards.facts["state"] == "counted", "award"])
        for code in {one.code for merged in counted for one in merged_awards(merged)} & unknown:
            given[code].append(unit)
    return {award.code: tuple(given[award.code]) for award in all_awards() if award.code in given}


def _last_days(report: Known) -> tuple[date, ...]:
    """The last days of the period and of the same period before."""
    return tuple(period.last_day(report.basis) for period in (report.period, report.period.comparison()))


def _awards(report: Known, unit: Unit, facts: pd.DataFrame) -> UnitAwards:
    """What the unit itself was awarded, without units below it, and how far it is known."""
    ground = report.dataset.facts.ground(unit, report.period, report.period.comparison(), alone=True)
    before = facts.iloc[:0] if ground.left_out_now else ground.before
    coverage = ground.coverages[0]
    is_listed = bool(coverage.levels) and all(coverage.is_listed(level) for level in coverage.levels)
    unknown = frozenset(form for form, level in coverage.only_stated if coverage.of(form, level) != "covered")
    return UnitAwards(facts, before, coverage.known, ground.is_whole, is_listed, unknown)


def _own(report: Known, unit: Unit) -> pd.DataFrame:
    return with_status(report.dataset.facts.of(unit, report.period, alone=True), "awarded")


def _departments(report: Known) -> Sequence[Unit]:
    """The units directly below the province, and what went into it, that are no members; a block is none of them."""
    members = {*report.members, *report.former_members}
    below = [one for area in (*report.areas, report.unit) for one in below_in(area, report.period, report.basis)]
    return [one for one in below if one not in members and one.level != "province"]


def _differing(awarded: pd.DataFrame, own: Sequence[pd.DataFrame], below: Sequence[pd.DataFrame]) -> tuple[str, ...]:
    """The forms that the province states itself although units have them, that lack the figure of a unit, or quote it.

    What a unit is quoted with is its own figure and is added into no other.
    """
    stated = {code for one in own for code in one["award"][~one["origin"].map(is_all_listed).astype(bool)]}
    whole = whole_counts(awarded)
    lacking = set(whole.loc[whole["state"] == "missing", "award"])
    counted = [facts[facts["state"] == "counted"] for facts in below]
    known = {code for facts in counted for code in facts["award"]}
    quoted = {code for facts in counted for code in facts["award"][~facts["origin"].map(is_added_up).astype(bool)]}
    return tuple(sorted((stated | lacking) & known | quoted))
