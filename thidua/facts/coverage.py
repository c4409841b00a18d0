"""Coverage: whether what was awarded in a period is known, of which days it is not, and why.

A figure is known where a counted list reaches over all days, or where a return or a quotation states it. Only there is
an award that nobody names 0; elsewhere it is not known. How it is judged stands in ``covering``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from thidua.intake.layout_names import Layout
from thidua.registry import get_level, merged_awards

Known = Literal["covered", "partly", "not"]
"""Whether everything of a count is known, some of its days or units, or none."""

Why = Literal["not_sent", "not_due", "rejected", "replaced", "yearly"]
"""Why days are missing; ``yearly``: the unit states figures of whole years alone."""

UNTOLD = ""
"""The level of a list that should come and of which none ever came: what it would tell is not known."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of which the awards of some units and levels are not known, and why.

    ``sender`` is who should have told them, by a table of ``layout``; ``awards`` are the forms that are missing, if not
    all of the level are; ``asked`` is the period of that table, if one was asked for. ``file`` and ``refused_by`` (rule
    and cell) name what came and does not count.
    """

    units: tuple[str, ...]
    levels: tuple[str, ...]
    sender: str
    why: Why
    first: date
    last: date
    layout: Layout = "decision_list"
    awards: tuple[str, ...] = ()
    asked: str = ""
    deadline: date | None = None
    file: str = ""
    refused_by: str = ""


@dataclass(frozen=True)
class Coverage:
    """What is known of a unit's awards in a period.

    Attributes
    ----------
    unit, period
        Whose, and when.
    listed
        How far counted lists reach over the days, by level: those of which any list or return of the unit ever told.
    stated
        Each award with its level that a return or quotation states for the whole period, or for all of the unit's days.
    only_stated
        The awards, with their levels, that returns of the unit count and that none of its lists ever named: of these a
        list says nothing, however far it reaches.
    parts
        The same of the halves of a year, of the years of a stage.
    below
        For a province, the same of every unit below it that sends anything or is named.
    own_gaps
        What is missing of the unit itself.
    before
        For a province, the same of each that went into it and has days in the period. All else is then of the own days
        of the province alone, but for ``stated_of_all``: what it states for the whole period and all of them.
    """

    unit: str
    period: str
    listed: Mapping[str, Known]
    stated: frozenset[tuple[str, str]]
    only_stated: frozenset[tuple[str, str]] = frozenset()
    parts: tuple[Coverage, ...] = ()
    below: tuple[Coverage, ...] = ()
    own_gaps: tuple[Gap, ...] = ()
    before: tuple[Coverage, ...] = ()
    stated_of_all: frozenset[tuple[str, str]] = frozenset()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are told of in this period or should be, the highest first."""
        found = set(self.listed) or {level for _, level in self.stated | self.stated_of_all}
        found = found.union(*(one.levels for one in (*self.below, *self.before)))
        return tuple(sorted(found, key=lambda level: get_level(level).rank if level else 0))

    def of(self, award: str, level: str) -> Known:
        """Whether the awards of one form are known; ``award`` may merge several, ``level`` is their giver's.

        Examples
        --------
        >>> half = Coverage("huyen-ba-be", "2022-H1", {"HUYEN": "covered"}, frozenset())
        >>> half.of("GKH", "HUYEN"), half.of("BKT", "TINH")
        ('covered', 'not')
        """
        if self.before:
            return self._of_all_areas(award, level)
        if self._states(award):
            return "covered"
        if self.below:
            return combined(one.of(award, level) for one in (*self.telling(level), *self._itself(level)))
        is_listed = all((one.code, level) not in self.only_stated for one in merged_awards(award))
        if is_listed and self.listed.get(level) == "covered":
            return "covered"
        if self.parts:
            return combined(part.of(award, level) for part in self.parts)
        return self.listed.get(level, "not") if is_listed else "not"

    def of_level(self, level: str) -> Known:
        """Whether the awards of one level are known, all forms together.

        A return of one form stands for its level. The forms that returns alone tell, which come for whole years, are
        asked for of whole years.
        """
        if self.before:
            is_stated = any(told == level for _, told in self.stated_of_all)
            return "covered" if is_stated else combined(one.of_level(level) for one in self._areas_telling(level))
        lacking = self.lacks(level)
        is_of_years = ".." in self.period and any(told == level for _, told in self.only_stated)
        if not (lacking or is_of_years) and any(told == level for _, told in self.stated):
            return "covered"
        if self.below:
            return combined(one.of_level(level) for one in (*self.telling(level), *self._itself(level)))
        if lacking:
            return "partly"
        if self.listed.get(level) == "covered" and not is_of_years:
            return "covered"
        if self.parts:
            return combined(part.of_level(level) for part in self.parts)
        return self.listed.get(level, "not")

    def lacks(self, level: str) -> tuple[str, ...]:
        """The forms of a level that returns alone tell and that none states for this year."""
        if len(self.period) != len("2022"):
            return ()
        return tuple(sorted(award for award, told in self.only_stated if told == level and not self._states(award)))

    def is_listed(self, level: str) -> bool:
        """Whether counted lists alone reach over all days: then a kind of recipients that they do not name is 0.

        A return that covers a form may have no column for a kind.
        """
        telling = self._areas_telling(level) if self.before else (*self.telling(level), *self._itself(level))
        if self.before or self.below:
            return bool(telling) and all(one.is_listed(level) for one in telling)
        if self.listed.get(level) == "covered":
            return True
        return bool(self.parts) and all(part.is_listed(level) for part in self.parts)

    @property
    def listed_levels(self) -> frozenset[str]:
        """The levels of which counted lists alone reach over all days."""
        return frozenset(level for level in self.levels if self.is_listed(level))

    def telling(self, level: str) -> tuple[Coverage, ...]:
        """The units below that have awards of the level to tell of."""
        return tuple(one for one in self.below if level in one.levels or UNTOLD in one.levels)

    @property
    def own(self) -> Coverage:
        """What is known of the unit itself, without those below it and what went into it."""
        return replace(self, below=(), before=())

    @property
    def leaves(self) -> tuple[Coverage, ...]:
        """The units that it is made of: those below it and below what went into it, or it alone."""
        if not self.below and not self.before:
            return (self,)
        return (*self.below, *(leaf for one in self.before for leaf in one.leaves))

    @property
    def known(self) -> Known:
        """Whether all awards are known, level by level."""
        return combined(self.of_level(level) for level in self.levels)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, of the unit and of those below it; one gap for all units that one table would tell of."""
        return joined(chain(self.own_gaps, *(one.gaps for one in (*self.below, *self.before))))

    def _itself(self, level: str) -> tuple[Coverage, ...]:
        """The province itself, where lists of its own should tell of the level and do not: its rows are counted too."""
        lacks = any(level in gap.levels and gap.layout == "decision_list" for gap in self.own_gaps)
        return (self.own,) if lacks else ()

    def _areas_telling(self, level: str) -> tuple[Coverage, ...]:
        """The province in its own days, and what went into it, where they have awards of the level to tell of."""
        areas = (replace(self, before=(), stated_of_all=frozenset()), *self.before)
        return tuple(one for one in areas if level in one.levels or UNTOLD in one.levels)

    def _of_all_areas(self, award: str, level: str) -> Known:
        if _holds(self.stated_of_all, award):
            return "covered"
        return combined(one.of(award, level) for one in self._areas_telling(level))

    def _states(self, award: str) -> bool:
        return _holds(self.stated, award)


def _holds(stated: Iterable[tuple[str, str]], award: str) -> bool:
    """Whether all that an award merges is stated."""
    codes = {code for code, _ in stated}
    return award in codes or all(one.code in codes for one in merged_awards(award))


def combined(states: Iterable[Known]) -> Known:
    """What is known of several together; of nothing, nothing.

    Examples
    --------
    >>> combined(["covered", "not"]), combined(["covered"]), combined([])
    ('partly', 'covered', 'not')
    """
    found = set(states)
    if found == {"covered"}:
        return "covered"
    return "not" if found <= {"not"} else "partly"


def joined(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Each gap once, with all units and levels that it is of."""
    found: dict[Gap, tuple[dict[str, None], dict[str, None]]] = {}
    for gap in gaps:
        units, levels = found.setdefault(replace(gap, units=(), levels=()), ({}, {}))
        units |= dict.fromkeys(gap.units)
        levels |= dict.fromkeys(gap.levels)
    return tuple(replace(gap, units=tuple(units), levels=tuple(levels)) for gap, (units, levels) in found.items())
