"""Judging coverage: how far lists reach, what returns and quotations state, what should come and why it did not.

What the answer is, is in ``coverage``; which lists speak of what, in ``reach``; areas are joined in ``coverages``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from thidua.facts.areas import Areas, Days
from thidua.facts.coverage import UNTOLD, Coverage, Gap, Known, Why, joined
from thidua.facts.expected import Wish
from thidua.facts.reach import Reach, SentTable
from thidua.facts.settle import covers
from thidua.registry import Period


@dataclass(frozen=True)
class Returns:
    """What returns tell.

    ``stated`` gives each award with its level that the returns or quotations of a unit state for a period or for its
    parts, ``stated_alone`` those that they state for the period itself; ``levels`` are those of which the returns of a
    unit ever counted an award; ``alone`` the awards, with their levels, that they count in more than twice as many
    years as lists name them; ``refused`` are returns that do not count.
    """

    stated: Callable[[str, Period], frozenset[tuple[str, str]]]
    stated_alone: Callable[[str, Period], frozenset[tuple[str, str]]]
    levels: Mapping[str, frozenset[str]]
    alone: Mapping[str, frozenset[tuple[str, str]]]
    refused: Sequence[SentTable]


class Judge:
    """Judges what is known of one unit: how far lists reach, what returns and quotations state, what should come.

    Parameters
    ----------
    reach
        The lists that were sent.
    wishes
        The tables that should be sent.
    returns
        What is stated.
    areas
        Which units have which days in a period.
    """

    def __init__(self, reach: Reach, wishes: Sequence[Wish], returns: Returns, areas: Areas) -> None:
        self._reach, self.wishes, self._returns, self.areas = reach, wishes, returns, areas
        self._asked: dict[tuple[str, Period], Coverage] = {}

    @cached_property
    def senders(self) -> frozenset[str]:
        """Every unit of which something is told or should be."""
        return self._reach.units | set(self._returns.levels) | {wish.unit for wish in self.wishes}

    def content(self, units: Sequence[str]) -> str:
        """A text that changes when anything changes that says what is known of one of these units."""
        lists = [
            (unit, level, self._reach.lists_on(unit, level)) for unit in units for level in self._reach.levels_of(unit)
        ]
        returned = [(unit, sorted(self._returns.levels.get(unit, ()))) for unit in units]
        wishes = [wish for wish in self.wishes if wish.unit in units]
        refused = [one for one in self._returns.refused if one.sender in units]
        return repr((lists, returned, refused, wishes))

    def files_of(self, unit: str) -> frozenset[str]:
        """The files of the counted lists that a unit sent."""
        return frozenset(one.file for one in self._reach.lists if one.sender == unit and one.state == "accepted")

    def listed_itself(self, unit: str, period: Period) -> frozenset[str]:
        """The levels told by lists that a unit sent itself, if these reach over all its days of a period."""
        days = self.areas.days(unit, period)
        own = [one for one in self._reach.lists if one.sender == unit and one.state == "accepted"]
        reaches = days is not None and covers([(one.first, one.last) for one in own], *days)
        return frozenset(level for one in own for level in one.levels) if reaches else frozenset()

    def stated_alone(self, unit: str, period: Period) -> frozenset[tuple[str, str]]:
        """Each award with its level that the returns or quotations of a unit state for a period itself."""
        return self._returns.stated_alone(unit, period)

    def of(self, unit: str, period: Period) -> Coverage:
        """What is known of a unit itself."""
        key = (unit, period)
        if key not in self._asked:
            self._asked[key] = self._ask(unit, period)
        return self._asked[key]

    def _ask(self, unit: str, period: Period) -> Coverage:
        stated = self._returns.stated(unit, period)
        days = self.areas.days(unit, period)
        if days is None:
            return Coverage(unit, str(period), {}, stated)
        levels = set(self._reach.levels_of(unit)) | self._returns.levels.get(unit, frozenset())
        if not levels and any(wish.layout == "decision_list" and wish.unit == unit for wish in self.wishes):
            levels = {UNTOLD}
        listed = {level: _reached(self._reach.windows(unit, level), *days) for level in levels}
        parts = tuple(self.of(unit, part) for part in self.areas.parts(unit, period))
        coverage = Coverage(unit, str(period), listed, stated, self._returns.alone.get(unit, frozenset()), parts)
        return replace(coverage, own_gaps=joined(self._gaps(coverage, period, days)))

    def _gaps(self, coverage: Coverage, period: Period, days: Days) -> Iterable[Gap]:
        first, last = days
        for level in coverage.levels:
            lacking = self._lacking(coverage, level, period)
            if lacking:
                yield replace(self._gap_of_return(coverage.unit, level, first, last), awards=lacking)
            is_reached = coverage.listed.get(level) == "covered" and period.kind != "stage"
            if coverage.of_level(level) == "covered" or (lacking and is_reached):
                continue
            is_listed = bool(self._reach.lists_on(coverage.unit, level))
            # A return is one table of the whole year: its halves are not missing one by one.
            parts = coverage.parts if is_listed or period.kind == "stage" else ()
            in_parts = [
                gap
                for part in parts
                for gap in part.own_gaps
                if level in gap.levels and (period.kind == "stage" or not gap.awards)
            ]
            if in_parts:
                yield from (replace(gap, levels=(level,)) for gap in in_parts)
            elif is_listed:
                for begin, end in _open_days(self._reach.windows(coverage.unit, level), first, last):
                    yield self._gap_of_list(coverage.unit, level, begin, end)
            else:
                yield self._gap_of_return(coverage.unit, level, first, last)

    def _lacking(self, coverage: Coverage, level: str, period: Period) -> tuple[str, ...]:
        """The forms of a level that returns alone tell and that are not stated, where the level itself is told."""
        if period.kind == "stage" or coverage.listed.get(level) != "covered":
            return ()
        return tuple(
            sorted(
                award for award, told in coverage.only_stated if told == level and coverage.of(award, told) != "covered"
            )
        )

    def _gap_of_list(self, unit: str, level: str, first: date, last: date) -> Gap:
        refused = _refused(self._reach.lists_on(unit, level), first, last)
        if refused is not None:
            return _of_refused(refused, unit, level, first, last)
        senders = self._reach.senders(unit, level)
        # What such a sender sent for these days tells other levels: it is not that table that is missing.
        wish = self._wish(
            "decision_list", [one for one in senders if not self._has_sent(one, first, last)], first, last
        )
        if wish is None:
            return Gap((unit,), (level,), senders[0], "not_sent", first, last)
        return _of_wish(wish, level, first, last, unit=unit)

    def _gap_of_return(self, unit: str, level: str, first: date, last: date) -> Gap:
        """Why nothing is told of a level of which no list of the unit ever came."""
        wish = None if self._has_sent(unit, first, last) else self._wish("decision_list", (unit,), first, last)
        if wish is not None:
            return _of_wish(wish, level, first, last, unit=unit)
        wish = self._wish("summary_return", (unit,), first, last)
        if wish is not None and self._days_of(wish) != (first, last):
            return replace(_of_wish(wish, level, first, last, unit=unit), why="yearly")
        refused = _refused([one for one in self._returns.refused if one.sender == unit], first, last)
        if refused is not None:
            return replace(_of_refused(refused, unit, level, first, last), layout="summary_return")
        if wish is not None:
            return _of_wish(wish, level, first, last, unit=unit)
        return Gap((unit,), (level,), unit, "not_sent", first, last, layout="summary_return")

    def _has_sent(self, unit: str, first: date, last: date) -> bool:
        """Whether a unit sent lists that reach over these days, whatever levels they tell."""
        own = [(one.first, one.last) for one in self._reach.lists if one.sender == unit and one.state == "accepted"]
        return covers(own, first, last)

    def _days_of(self, wish: Wish) -> Days:
        """The days of which a table is to tell: those that its unit has in the period."""
        basis = self.areas.basis
        return self.areas.days(wish.unit, wish.period) or (wish.period.first_day(basis), wish.period.last_day(basis))

    def _wish(self, layout: str, units: Sequence[str], first: date, last: date) -> Wish | None:
        """The shortest table that should tell of the first of these days."""
        found = [wish for wish in self.wishes if wish.layout == layout and wish.unit in units]
        days = {wish: self._days_of(wish) for wish in found}
        there = [wish for wish, (begin, end) in days.items() if begin <= last and first <= end]
        return min(there, key=lambda wish: (days[wish][1] - days[wish][0], wish.deadline), default=None)


def _refused(tables: Iterable[SentTable], first: date, last: date) -> SentTable | None:
    """The table that came for these days and does not count: a rejected one before one that was replaced."""
    found = [one for one in tables if one.state != "accepted" and one.first <= last and first <= one.last]
    return min(found, key=lambda one: (one.state, one.file), default=None)


def _of_wish(wish: Wish, level: str, first: date, last: date, *, unit: str) -> Gap:
    why: Why = "not_sent" if wish.is_due else "not_due"
    asked = str(wish.period)
    days = (first, last)
    return Gap((unit,), (level,), wish.unit, why, *days, layout=wish.layout, asked=asked, deadline=wish.deadline)


def _of_refused(refused: SentTable, unit: str, level: str, first: date, last: date) -> Gap:
    why: Why = "rejected" if refused.state == "rejected" else "replaced"
    by = refused.refused_by or refused.superseded_by
    return Gap((unit,), (level,), refused.sender, why, first, last, file=refused.file, refused_by=by)


def _reached(windows: Sequence[tuple[date, date]], first: date, last: date) -> Known:
    if covers(windows, first, last):
        return "covered"
    return "partly" if any(begin <= last and first <= end for begin, end in windows) else "not"


def _open_days(windows: Sequence[tuple[date, date]], first: date, last: date) -> Iterable[tuple[date, date]]:
    """The runs of days that no window holds, as first and last day."""
    open_from = first
    for begin, end in sorted(windows):
        if begin > last:
            break
        if begin > open_from:
            yield open_from, begin - timedelta(days=1)
        open_from = max(open_from, end + timedelta(days=1))
    if open_from <= last:
        yield open_from, last
