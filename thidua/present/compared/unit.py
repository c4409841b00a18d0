"""One unit of a comparison: what it was awarded in a period, and what is measured over it.

Which units are compared, and what is measured over all of them, is in `comparison`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from thidua.facts.coverage import Known
from thidua.facts.denominators import Denominator
from thidua.intake.columns import State
from thidua.measures.change import Change, same_period_change
from thidua.measures.counts import KINDS
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.rates import RatePer1000, StaffShare, advanced_share, individual_titles, rate_per_1000
from thidua.present.language import tr
from thidua.present.words import unit_name, upper_first
from thidua.registry import Unit, coarse_class, merged_awards, recipient_classes
from thidua.registry.codes import CountUnit
from thidua.registry.quotas import follows_quota

ADVANCED = frozenset({"LDTT", "CSTT"})
"""Titles that most of the staff receive, decided in batches: they have a share of their own and enter no rate."""

CERTIFICATES = ("certificate_of_merit", "commendation_certificate")
"""The groups of forms whose recipients are compared by class: every unit has them in every period, unlike titles."""


@dataclass(frozen=True)
class Counts:
    """Awards of one unit by recipient kind; None where no figure is known. ``other`` counts several kinds at once."""

    collective: int | None = None
    individual: int | None = None
    household: int | None = None
    other: int | None = None
    total: int | None = None
    count_units: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ComparedUnit:
    """One unit: its awards in the period and in the same period before, and what is measured over them.

    ``counts`` are what is known so far, and ``known`` says whether that is all; ``before`` is only there where the
    same forms are known then. ``compared`` and ``compared_before`` are only there where both periods are known whole,
    and leave out the titles that follow a quota: they would hide every other change, and chance is not asked of them.
    ``forms`` counts by code of the award; ``fighters`` are the individual titles without `ADVANCED` per 1,000 staff;
    ``direct`` is the share of direct workers among leaders and direct workers who received `CERTIFICATES`;
    ``without_class`` of their recipients are in no class. ``advanced`` is measured over a whole year.
    """

    unit: Unit
    counts: Counts
    before: Counts
    compared: Counts
    compared_before: Counts
    forms: Mapping[str, int]
    fighters: RatePer1000
    direct: Share
    without_class: int
    advanced: StaffShare | None
    known: Known = "covered"
    unknown: frozenset[str] = frozenset()
    """The forms of which nothing is known in the period although the unit gives them: only yearly returns tell them."""
    common: Counts = Counts()
    """Its awards of the forms that are known of every unit beside it; nothing where those are not all known."""
    common_before: Counts = Counts()
    """The same of the same period before."""

    def alike(self, apart: Collection[str]) -> ComparedUnit:
        """The unit with its awards of those forms alone that are known of every unit beside it; `apart` are not."""
        forms = {code: number for code, number in self.forms.items() if set(apart).isdisjoint(code.split("+"))}
        return replace(self, counts=self.common, before=self.common_before, forms=forms)

    @property
    def label(self) -> str:
        """Its name as a row of a table."""
        return full_label(self.unit)

    @property
    def short(self) -> str:
        """Its name in a chart."""
        return short_label(self.unit)

    @property
    def change(self) -> Change | None:
        """The change of the compared awards since the same period before; None unless known and counted alike."""
        now, before = self.compared.total, self.compared_before.total
        alike = len(self.compared.count_units | self.compared_before.count_units) == 1
        return None if now is None or before is None or not alike else same_period_change(now, before)


def full_label(unit: Unit) -> str:
    """A unit as a row of a table names it: "Huyện Ba Bể"."""
    return upper_first(unit_name(unit))


def short_label(unit: Unit) -> str:
    """A unit as a chart names it: "Ba Bể"; a city is told apart from the province of its name."""
    return tr("TP {name}", name=unit.short_name) if unit.level == "city" else unit.short_name


@dataclass(frozen=True)
class UnitAwards:
    """What a unit was awarded, and how far that is known.

    ``facts`` are those of the period; ``before`` are those of the same period before, of the same forms, empty where
    one of them is not known then. ``is_whole`` says whether both periods are known whole. ``is_listed``: lists alone
    reach over all days, so that a kind they do not name is 0. ``unknown`` are forms that yearly returns alone tell;
    ``apart`` those that are known of this unit, and not of every unit that it is compared with.
    """

    facts: pd.DataFrame
    before: pd.DataFrame
    known: Known
    is_whole: bool
    is_listed: bool
    unknown: frozenset[str]
    apart: frozenset[str] = frozenset()


def compared_unit(
    unit: Unit, awards: UnitAwards, people: Denominator | None, *, days: Sequence[date], whole_year: bool
) -> ComparedUnit:
    """Measure one unit; a rate or share is only told where its awards are known whole.

    Parameters
    ----------
    awards
        Awarded facts of the unit.
    people
        The staff of the unit in the year of the period, if known.
    days
        The last days of both periods, on which it is looked up what follows a quota.
    whole_year
        Whether the period is a year, over which the share of advanced workers can be told.
    """
    counted = counted_unit(unit, awards, days=days)
    if awards.known != "covered":
        return replace(counted, fighters=rate_per_1000(None, people))
    facts = awards.facts
    is_compared = [not _is_advanced(code) for code in facts["award"]]
    fighters = individual_titles(facts[pd.Series(is_compared, index=facts.index, dtype=bool)])
    now = _rows(facts)
    return replace(
        counted,
        fighters=rate_per_1000(fighters, people),
        direct=_direct_share(now),
        without_class=_without_class(now),
        advanced=advanced_share(facts, people) if whole_year else None,
    )


def counted_unit(unit: Unit, awards: UnitAwards, *, days: Sequence[date]) -> ComparedUnit:
    """One unit with its counts alone: no rate and no share is measured, as for a department beside the districts.

    Parameters
    ----------
    awards, days
        As in `compared_unit`.
    """
    now, then = _rows(awards.facts), _rows(awards.before)
    compared, compared_before = (
        [row for row in rows if awards.is_whole and not follows_quota(row.award, *days)] for rows in (now, then)
    )
    is_known = awards.known == "covered"
    common, common_before = (
        [row for row in rows if is_known and awards.apart.isdisjoint(row.award.split("+"))] for rows in (now, then)
    )
    return ComparedUnit(
        unit=unit,
        counts=_counts(now, is_listed=awards.is_listed),
        before=_counts(then),
        compared=_counts(compared),
        compared_before=_counts(compared_before),
        forms=_forms(now),
        fighters=rate_per_1000(None, None),
        direct=wilson_share(0, 0),
        without_class=0,
        advanced=None,
        known=awards.known,
        unknown=awards.unknown,
        common=_counts(common, is_listed=is_known and awards.is_listed),
        common_before=_counts(common_before),
    )


def _is_advanced(code: str) -> bool:
    return ADVANCED.issuperset(code.split("+"))


class _Fact(NamedTuple):
    award: str
    recipient_kind: str
    recipient_class: str
    state: State
    number: int
    count_unit: CountUnit
    origin: str


def _rows(facts: pd.DataFrame) -> list[_Fact]:
    """The facts that count awards, as values: a few sums need no frame."""
    names = ("count" if name == "number" else name for name in _Fact._fields)
    columns = [facts[name].tolist() for name in names]
    rows = (_Fact(*values) for values in zip(*columns, strict=True))
    return [row for row in rows if all(award.is_award for award in merged_awards(row.award))]


def _counts(rows: Sequence[_Fact], *, is_listed: bool = False) -> Counts:
    """The counts by kind; what no list has is 0 where lists reach over all days, else it is not known."""
    whole = [row for row in rows if not row.recipient_class]
    if not whole and not is_listed:
        return Counts()
    counted = [row for row in whole if row.state == "counted"]
    sums: Counter[str] = Counter()
    for row in counted:
        sums[row.recipient_kind if row.recipient_kind in KINDS else "other"] += int(row.number)
    by_kind = {kind: sums[kind] if kind in sums or is_listed else None for kind in KINDS}
    total = sum(sums.values()) if counted or not whole else None
    count_units = frozenset(row.count_unit for row in counted)
    return Counts(**by_kind, other=sums.get("other"), total=total, count_units=count_units)


def _forms(rows: Sequence[_Fact]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        if row.state == "counted" and not row.recipient_class:
            sums[row.award] += int(row.number)
    return dict(sums)


def _certificates(rows: Sequence[_Fact]) -> list[_Fact]:
    """Certificates given to individuals, in classes and as a whole."""
    return [
        row
        for row in rows
        if row.state == "counted"
        and row.recipient_kind == "individual"
        and row.recipient_class not in {one.code for one in recipient_classes("mark")}
        and merged_awards(row.award)[0].group in CERTIFICATES
    ]


def counts_of(facts: pd.DataFrame) -> Counts:
    """The awards of some awarded facts by recipient kind."""
    return _counts(_rows(facts))


def direct_share(facts: pd.DataFrame) -> Share:
    """Direct workers among leaders and direct workers with certificates, out of awarded facts."""
    return _direct_share(_rows(facts))


def classed_form(facts: pd.DataFrame) -> tuple[str, bool] | None:
    """The one form whose recipients `direct_share` is of, and whether all of them have a class; None of several."""
    certificates = _certificates(_rows(facts))
    forms = {row.award for row in certificates if row.recipient_class}
    if len(forms) != 1:
        return None
    (form,) = forms
    return form, not _without_class([row for row in _rows(facts) if row.award == form])


def _direct_share(rows: Sequence[_Fact]) -> Share:
    """Direct workers among leaders and direct workers with certificates; entrepreneurs stand apart (K05).

    A quotation that names one of the two says nothing of the other, so that there is no share.
    """
    sums: Counter[str] = Counter()
    classed = [row for row in _certificates(rows) if row.recipient_class]
    for row in classed:
        sums[coarse_class(row.recipient_class).code] += int(row.number)
    if any(row.origin == "quotation" for row in classed) and not {"direct_worker", "manager"} <= sums.keys():
        return wilson_share(0, 0)
    return wilson_share(sums["direct_worker"], sums["direct_worker"] + sums["manager"])


def _without_class(rows: Sequence[_Fact]) -> int:
    certificates = _certificates(rows)
    whole = sum(int(row.number) for row in certificates if not row.recipient_class)
    return max(0, whole - sum(int(row.number) for row in certificates if row.recipient_class))
