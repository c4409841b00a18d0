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

    ``why`` is "divided" (what it goes on with was divided among several: ``formers``), "new" (it goes on with nobody),
    or "short" (it has days in a part of one of the periods alone).
    """

    unit: str
    why: Literal["divided", "new", "short"]
    formers: tuple[str, ...] = ()


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
        The forms, with their levels, that are compared as sums of the whole area: also of units that stand `apart`.
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
        return self.is_whole if len(self.units) < 2 else bool(self.units_known)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that tell of either period or should; one that went into another is told with that one."""
        later = {one: group.now[0] for group in self.groups for one in group.before if one not in group.now}
        told = (one.unit for coverage in self.coverages for one in coverage.leaves)
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
    def is_of_whole_units(self) -> bool:
        """Whether the common ground is made of units that are known whole, and of no form of any other."""
        return self.holding <= set(self.units_known)

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
    of_area: Container[tuple[str, str]] = (),
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
        The forms, with their levels, that are kept whatever unit they are of.
    """
    group_of = [{unit: group for group in groups for unit in group[side]} for side in (0, 1)]
    kept: list[list[Count]] = []
    left: list[frozenset[LeftOut]] = []
    holding: set[str] = set()
    for of_unit, chosen in zip(group_of, counts, strict=True):
        awarded = [(count, LeftOut(count.unit, count.award, level_of(count))) for count in chosen if _is_awarded(count)]
        asked = {one for _, one in awarded}
        known = {one for one in asked if one[1:] in of_area or _is_known(one, of_unit.get(one.unit), tellers)}
        kept.append([count for count, one in awarded if one in known])
        left.append(frozenset(asked - known))
        holding |= {unit for one in known for unit in (of_unit[one.unit].now if one.unit in of_unit else (one.unit,))}
    return Shared((kept[0], kept[1]), (left[0], left[1]), frozenset(holding))


def tellers_of(coverage: Coverage) -> dict[str, Coverage]:
    """What is known of each unit whose counts make up those of another one: itself alone, and those below it."""
    before = {unit: one for area in coverage.before for unit, one in tellers_of(area).items()}
    return {coverage.unit: coverage.own, **{one.unit: one for one in coverage.below}, **before}


def _is_awarded(count: Count) -> bool:
    return count.status == "awarded"


def _is_known(one: LeftOut, group: Group | None, tellers: Sequence[Mapping[str, Coverage]]) -> bool:
    """Whether a form is known whole of all units of a group, in both periods."""
    if group is None:
        return False
    sides = ([those.get(unit) for unit in units] for units, those in zip(group, tellers, strict=True))
    return all(_is_told(side, one) for side in sides)


def _is_told(side: Sequence[Coverage | None], one: LeftOut) -> bool:
    known = [coverage for coverage in side if coverage is not None]
    if len(side) > 1:
        # Of what went into one unit, those count that have awards of the level to tell of.
        known = [coverage for coverage in known if one.level in coverage.levels or UNTOLD in coverage.levels]
    return combined(coverage.of(one.award, one.level) for coverage in known) == "covered"
