"""Choice: the counts of a snapshot that are added up for a unit and period, found once.

Which of them count is decided in ``settle``, how far lists reach in ``covering``; here what ``answers`` gives is handed
over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from thidua.facts.areas import Areas
from thidua.facts.coverages import Coverages
from thidua.facts.settle import Count, settle, settle_stage
from thidua.registry import Period

if TYPE_CHECKING:
    from thidua.facts.answers import Answers


class Choice:
    """The counts that are added up."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self.coverages = answers, Coverages(answers)
        self.areas: Areas = answers.areas
        self._found: dict[tuple[str, Period, bool, bool], list[Count]] = {}

    def of(self, unit: str, period: Period, *, alone: bool = False, quoted: bool = True) -> list[Count]:
        """The counts that are added up for a unit; a stage adds up what was found for its years.

        Parameters
        ----------
        alone
            Leave out the units below it, and what went into it.
        quoted
            Take what is quoted of it: its own figure, that is added into no other.
        """
        key = (unit, period, alone, quoted)
        if key not in self._found:
            find = self._of_stage if period.kind == "stage" else self._settled
            self._found[key] = find(unit, period, alone, quoted)
        return self._found[key]

    def own(self, counts: Sequence[Count], unit: str, period: Period) -> list[Count]:
        """Those of a unit's own counts that are added up for it."""
        covered = self.coverages.of(unit, period, alone=True).listed_levels
        return settle(counts, self.areas.whole(unit, period), covered=covered, parts=self.areas.parts_in(unit))

    def in_own_days(self, unit: str, period: Period) -> list[Count]:
        """The counts of a province that others went into: of itself and those below it, without what went into it."""
        by_unit = self._by_unit(unit, self.areas.below(unit, period), period, quoted=False)
        parted = [count for count in by_unit[unit] if count.period != str(period)]
        return self._with_below(unit, period, {**by_unit, unit: parted})

    def counts(self, ids: Sequence[str], period: Period) -> list[Count]:
        """All that can matter for these units: list rows counted by grain and sheet, stated figures one by one.

        Those of a unit are fetched once for a period, with all the others that are asked for then: who compares the
        ninety communes of a province has asked for the province before.
        """
        wanted = sorted(set(ids))
        self._answers.read_ahead(wanted, period)
        rows = [self._answers.counts(one, str(period)) for one in wanted]
        return [*chain.from_iterable(one.listed for one in rows), *chain.from_iterable(one.stated for one in rows)]

    def _of_stage(self, unit: str, period: Period, alone: bool, quoted: bool) -> list[Count]:
        parts = self.areas.parts(unit, period) if alone else self.areas.parts_of_area(unit, period)
        years = chain.from_iterable(self.of(unit, year, alone=alone, quoted=quoted) for year in parts)
        stated = self.counts((unit,), period)
        return settle_stage([one for one in stated if quoted or one.origin != "quotation"], years, period)

    def _settled(self, unit: str, period: Period, alone: bool, quoted: bool) -> list[Count]:
        """The counts of a unit and period; those of the units below are settled one by one first."""
        below = () if alone else self.areas.below(unit, period)
        before = () if alone else self.areas.before(unit, period)
        if before:
            return self._of_area(unit, before, period, quoted)
        by_unit = self._by_unit(unit, below, period, quoted=quoted)
        return self._with_below(unit, period, by_unit) if below else self.own(by_unit[unit], unit, period)

    def _with_below(self, unit: str, period: Period, by_unit: dict[str, list[Count]]) -> list[Count]:
        settled = [count for one, own in by_unit.items() if one != unit for count in self.own(own, one, period)]
        return settle(
            by_unit[unit],
            self.areas.whole(unit, period),
            # What others list of a province is no list of its own: it is a sum over the units that these name.
            covered=self.coverages.listed_itself(unit, period),
            below=settled,
            own_files=self.coverages.files_of(unit),
            parts=self.areas.parts_in(unit),
        )

    def _of_area(self, unit: str, before: Sequence[str], period: Period, quoted: bool) -> list[Count]:
        """A province in a period with days of those that went into it: what it states for it, else all of them."""
        went_in = (count for one in before for count in self.of(one, period, quoted=False))
        lived = [one for one in (unit, *before) if self.areas.days(one, period)]
        covered = [self.coverages.listed_itself(one, period) for one in lived]
        stated = [count for count in self.counts((unit,), period) if count.period == str(period)]
        return settle(
            [count for count in stated if quoted or count.origin != "quotation"],
            period,
            covered=covered[0].intersection(*covered[1:]),
            below=[*self.in_own_days(unit, period), *went_in],
            own_files=self.coverages.files_of(*lived),
        )

    def _by_unit(self, unit: str, below: Sequence[str], period: Period, *, quoted: bool) -> dict[str, list[Count]]:
        by_unit: dict[str, list[Count]] = {one: [] for one in (unit, *below)}
        for count in self.counts((unit, *below), period):
            if count.origin != "quotation" or (quoted and count.unit == unit):
                by_unit[count.unit].append(count)
        return by_unit
