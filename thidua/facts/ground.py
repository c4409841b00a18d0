"""Common ground: what two periods both know whole, so that a difference is one of awards and not of lists.

Values in, values out: counts come from ``query``, what is known of them from ``coverage``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thidua.facts.coverage import Coverage, Gap
from thidua.facts.settle import Count, level_of

if TYPE_CHECKING:
    import pandas as pd


class LeftOut(NamedTuple):
    """Awards of one unit, form and level that one period has and the other does not know."""

    unit: str
    award: str
    level: str


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
        The units of which any award is on the common ground.
    """

    now: pd.DataFrame
    before: pd.DataFrame
    coverages: tuple[Coverage, ...]
    left_out_now: frozenset[LeftOut]
    left_out_before: frozenset[LeftOut]
    holding: frozenset[str]

    def is_whole_now(self, award: str, level: str) -> bool:
        """Whether all that is known now of a form is on the common ground, so that its total may be compared."""
        return not any((one.award, one.level) == (award, level) for one in self.left_out_now)

    @property
    def is_whole(self) -> bool:
        """Whether both periods are known whole, and nothing of either is left out."""
        return all(one.known == "covered" for one in self.coverages) and not (self.left_out_now | self.left_out_before)

    @property
    def is_fair(self) -> bool:
        """Whether totals may be compared: of one unit where both are known whole, of several on those that are."""
        return self.is_whole if len(self.units) < 2 else bool(self.units_known)

    @property
    def units(self) -> tuple[str, ...]:
        """The units that tell of either period or should."""
        return tuple(dict.fromkeys(one.unit for coverage in self.coverages for one in _units(coverage)))

    @property
    def units_known(self) -> tuple[str, ...]:
        """Those of them of which both periods are known, at every level."""
        known = [{one.unit for one in _units(coverage) if one.known == "covered"} for coverage in self.coverages]
        return tuple(unit for unit in self.units if all(unit in those for those in known))

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


def shared_counts(counts: Sequence[Sequence[Count]], coverages: Sequence[Coverage]) -> Shared:
    """Keep of the awarded counts of two periods those of units and forms that both know whole."""
    tellers = [{one.unit: one for one in (*coverage.below, coverage.own)} for coverage in coverages]
    kept: list[list[Count]] = []
    left: list[frozenset[LeftOut]] = []
    for chosen in counts:
        awarded = [(count, LeftOut(count.unit, count.award, level_of(count))) for count in chosen if _is_awarded(count)]
        known = {one for one in {one for _, one in awarded} if all(_is_known(one, those) for those in tellers)}
        kept.append([count for count, one in awarded if one in known])
        left.append(frozenset(one for _, one in awarded if one not in known))
    holding = frozenset(count.unit for counts in kept for count in counts)
    return Shared((kept[0], kept[1]), (left[0], left[1]), holding)


def _is_awarded(count: Count) -> bool:
    return count.status == "awarded"


def _is_known(one: LeftOut, tellers: dict[str, Coverage]) -> bool:
    coverage = tellers.get(one.unit)
    return coverage is not None and coverage.of(one.award, one.level) == "covered"


def _units(coverage: Coverage) -> tuple[Coverage, ...]:
    """The units that a coverage is made of: those below it, or it alone."""
    return coverage.below or (coverage,)
