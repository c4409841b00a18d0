"""Common ground: what two periods both know whole, so that a difference is one of awards and not of lists.

A unit is compared with itself, or with those that went into it whole. Values in, values out: counts come from
``choice``, what is known of them from ``coverage``; they are asked for in ``common_ground``.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from thidua.facts.coverage import UNTOLD, Coverage, Gap, combined
from thidua.facts.settle import Count, level_of

if TYPE_CHECKING:
    import pandas as pd


class LeftOut(NamedTuple):
    """Awards of one unit, form and level that one period has and the other does not know."""

    unit: str
    award: str
    level: str


class Group(NamedTuple):
    """Units of the period now, and those of the period before that were the same ground: mostly one and itself."""

    now: tuple[str, ...]
    before: tuple[str, ...]


class Apart(NamedTuple):
    """A unit of the period now that has no counterpart in the period before, and why.

    ``why`` is "divided" (what it goes on with was divided among several: ``formers``), "untold" (of ``formers`` that
    went into it nothing is known), "new" (it goes on with nobody), or "short" (it has days in a part of one of the
    periods alone).
    """

    unit: str
    why: Literal["divided", "untold", "new", "short"]
    formers: tuple[str, ...] = ()


class OfArea(NamedTuple):
    """What is compared as a sum of an area: ``forms`` with their levels, of ``units`` of both periods."""

    forms: frozenset[tuple[str, str]] = frozenset()
    units: frozenset[str] = frozenset()


NO_AREA = OfArea()
"""Nothing is compared as a sum."""


@dataclass(frozen=True)
class Ground:
    """The awards of two periods, of the units and forms that both know whole.

    Attributes
    ----------
    now, before
        Facts as `Facts.of` gives them, those awarded alone; a form that one of them does not name is 0 there.
    coverages
        What is known of each period.
    left_out_now, left_out_before
        What each period has beside that.
    holding
        The units of the period now of which any award is on the common ground, or of whose counterparts.
    groups
        Which units are compared with which.
    apart
        The units that are compared with none.
    of_area
        The forms, with their levels, that are compared as sums of all districts or communes of an area, those that
        stand `apart` with them.
    """

    now: pd.DataFrame
    before: pd.DataFrame
    coverages: tuple[Coverage, ...]
    left_out_now: frozenset[LeftOut]
    left_out_before: frozenset[LeftOut]
    holding: frozenset[str]
    groups: tuple[Group, ...] = ()
    apart: tuple[Apart, ...] = ()
    of_area: frozenset[tuple[str, str]] = frozenset()

    def is_whole_now(self, award: str, level: str) -> bool:
        """Whether all that is known now of a form is on the common ground, so that its total may be compared."""
        return not any((one.award, one.level) == (award, level) for one in self.left_out_now)

    @property
    def is_whole(self) -> bool:
        """Whether both periods are known whole, and nothing of either is left out."""
        if self.apart and not self.of_area:
            return False
        return all(one.known == "covered" for one in self.coverages) and not (self.left_out_now | self.left_out_before)

    @property
    def is_fair(self) -> bool:
        """Whether totals may be compared: of one unit where both are known whole, of several on those that are."""
        return self.is_whole if len(self.units) < 2 else bool(self.units_known or self.of_area)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that tell of either period or should; what went into another is told with that one."""
        later = {one: group.now[0] for group in self.groups for one in group.before if one not in group.now}
        # What was divided is in units of the period now, which would count twice.
        coverages = self.coverages[:1] if self.apart else self.coverages
        told = (one.unit for coverage in coverages for one in coverage.leaves)
        return tuple(dict.fromkeys(later.get(one, one) for one in told))

    @property
    def units_known(self) -> tuple[str, ...]:
        """Those of them of which both periods are known, at every level."""
        now, before = ({one.unit for one in coverage.leaves if one.known == "covered"} for coverage in self.coverages)
        known = {
            one
            for group in self.groups
            if now.issuperset(group.now)
            for one in group.now
            if before.issuperset(group.before)
        }
        return tuple(unit for unit in self.units if unit in known)

    @property
    def units_whole(self) -> tuple[str, ...]:
        """Those of them of which not even a single form is missing in either period."""
        lacking = {unit for gap in self.gaps for unit in gap.units}
        whole = {unit for group in self.groups if lacking.isdisjoint((*group.now, *group.before)) for unit in group.now}
        return tuple(unit for unit in self.units_known if unit in whole)

    @property
    def is_of_whole_units(self) -> bool:
        """Whether the common ground is made of units that are known whole, and of no form of any other."""
        return self.holding <= set(self.units_whole)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing of the period now, then of the one before."""
        return tuple(dict.fromkeys(gap for coverage in self.coverages for gap in coverage.gaps))


class Shared(NamedTuple):
    """The counts of two periods on common ground, and what each has beside it."""

    counts: tuple[list[Count], list[Count]]
    left_out: tuple[frozenset[LeftOut], frozenset[LeftOut]]
    holding: frozenset[str]


def shared_counts(
    counts: Sequence[Sequence[Count]],
    tellers: Sequence[Mapping[str, Coverage]],
    groups: Sequence[Group],
    of_area: OfArea = NO_AREA,
) -> Shared:
    """Keep of the awarded counts of two periods those of units and forms that both know whole.

    Parameters
    ----------
    counts
        Of the period now, and of the one before.
    tellers
        What is known in each period, by unit.
    groups
        Which units are compared with which.
    of_area
        What is kept as a sum, whatever its units are compared with.
    """
    group_of = [{unit: group for group in groups for unit in group[side]} for side in (0, 1)]
    awarded = [
        [(one, LeftOut(one.unit, one.award, level_of(one))) for one in chosen if _is_awarded(one)] for chosen in counts
    ]
    asked = [{one for _, one in of_side} for of_side in awarded]
    known = [
        {one for one in those if _is_of_area(one, of_area) or _is_known(one, of_unit.get(one.unit), tellers, asked)}
        for those, of_unit in zip(asked, group_of, strict=True)
    ]
    now, before = (
        [count for count, one in of_side if one in those] for of_side, those in zip(awarded, known, strict=True)
    )
    left = frozenset(asked[0] - known[0]), frozenset(asked[1] - known[1])
    holding = (
        of_unit[one.unit].now if one.unit in of_unit else (one.unit,)
        for those, of_unit in zip(known, group_of, strict=True)
        for one in those
    )
    return Shared((now, before), left, frozenset[str]().union(*holding))


def tellers_of(coverage: Coverage) -> dict[str, Coverage]:
    """What is known of each unit whose counts make up those of another one: itself alone, and those below it."""
    before = {unit: one for area in coverage.before for unit, one in tellers_of(area).items()}
    return {coverage.unit: coverage.own, **{one.unit: one for one in coverage.below}, **before}


def _is_awarded(count: Count) -> bool:
    return count.status == "awarded"


def _is_of_area(one: LeftOut, of_area: OfArea) -> bool:
    return (one.award, one.level) in of_area.forms and one.unit in of_area.units


def _is_known(
    one: LeftOut,
    group: Group | None,
    tellers: Sequence[Mapping[str, Coverage]],
    asked: Sequence[Container[LeftOut]],
) -> bool:
    """Whether a form is known whole of all units of a group, in both periods."""
    if group is None:
        return False
    for units, those, counted in zip(group, tellers, asked, strict=True):
        told = [those[unit] for unit in units if unit in those]
        if len(units) > 1:
            # Of what went into one unit, those matter that have awards of the level to tell of.
            told = [each for each in told if is_telling(each, one.level) or one._replace(unit=each.unit) in counted]
        if combined(each.of(one.award, one.level) for each in told) != "covered":
            return False
    return True


def is_telling(coverage: Coverage, level: str) -> bool:
    """Whether a unit has awards of a level to tell of."""
    return level in coverage.levels or UNTOLD in coverage.levels
