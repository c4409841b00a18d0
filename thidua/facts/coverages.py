"""Coverages: what is known of a unit with those below it and what went into it, put together from single answers.

How one unit is judged stands in ``covering``; what the answer is, in ``coverage``.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thidua.facts.areas import Areas
from thidua.facts.coverage import Coverage
from thidua.registry import Period, all_block_members, get_unit

if TYPE_CHECKING:
    from thidua.facts.answers import Answers


class Coverages:
    """Asks what is known of units and areas."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._found: dict[tuple[str, Period, bool], Coverage] = {}

    @property
    def areas(self) -> Areas:
        """Which units have which days in a period."""
        return self._answers.areas

    def is_sender(self, unit: str) -> bool:
        """Whether anything is told of a unit or should be."""
        return self._answers.is_sender(unit)

    def files_of(self, *units: str) -> Container[str]:
        """The files of the counted lists that units sent."""
        return _OwnLists(self._answers, units)

    def listed_itself(self, unit: str, period: Period) -> frozenset[str]:
        """The levels told by lists that a unit sent itself, if these reach over all its days of a period."""
        return self._answers.listed_itself(unit, str(period))

    def of(self, unit: str, period: Period, *, alone: bool = False) -> Coverage:
        """What is known of a unit, of those below it or the members of a block, and of what went into it.

        ``alone`` leaves out all but the unit itself.
        """
        key = (unit, period, alone)
        if key not in self._found:
            own = self._answers.coverage(unit, str(period))
            self._found[key] = own if alone else self._with_others(own, unit, period)
        return self._found[key]

    def _with_others(self, own: Coverage, unit: str, period: Period) -> Coverage:
        told = tuple(
            self._answers.coverage(one, str(period)) for one in self._read_with(unit, period) if self.is_sender(one)
        )
        before = tuple(self.of(one, period) for one in self.areas.before(unit, period))
        if before:
            own = replace(own, before=before, stated_of_all=self._answers.stated_of_all(unit, str(period)))
        return replace(own, below=told) if told else own

    def _read_with(self, unit: str, period: Period) -> Sequence[str]:
        if get_unit(unit).level != "block":
            return self.areas.below(unit, period)
        return [one.id for one in all_block_members(unit) if self.areas.days(one.id, period)]


@dataclass(frozen=True)
class _OwnLists:
    """The lists that units sent, asked of one by one: those of other years do not matter."""

    answers: Answers
    units: Sequence[str]

    def __contains__(self, file: object) -> bool:
        return any(self.answers.is_own_list(unit, str(file)) for unit in self.units)
