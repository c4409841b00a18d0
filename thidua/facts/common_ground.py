"""Finding common ground: which unit of a period is compared with which of the period before, across changes of the map.

What is kept of their awards is decided in ``ground``.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from thidua.facts.areas import Areas, formers, whole_formers
from thidua.facts.choice import Choice
from thidua.facts.coverage import Coverage
from thidua.facts.ground import NO_AREA, Apart, Group, LeftOut, OfArea, shared_counts, tellers_of
from thidua.facts.settle import Count, level_of
from thidua.registry import (
    Authority,
    Period,
    authorities,
    get_level,
    get_unit,
    last_day_in,
    level_on,
    reporting_levels,
)


class FoundGround(NamedTuple):
    """The counts of two periods on common ground, and all that `Ground` tells beside them, in its order."""

    counts: tuple[list[Count], list[Count]]
    coverages: tuple[Coverage, Coverage]
    left_out_now: frozenset[LeftOut]
    left_out_before: frozenset[LeftOut]
    holding: frozenset[str]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    of_area: frozenset[tuple[str, str]]


def find_ground(choice: Choice, unit: str, period: Period, other: Period, *, alone: bool = False) -> FoundGround:
    """What two periods of a unit both know whole; ``alone`` leaves out those below it and what went into it."""
    is_area = not alone and get_unit(unit).level == "province"
    now = _side(choice, unit, period, alone=not is_area)
    if is_area:
        before = _side(choice, unit, other, alone=False)
        matched = _matched_in_area(choice.areas, unit, tellers_of(now.coverage), period, other)
        pairs = [_told(one, choice.coverages.is_sender) for one in matched]
    else:
        pairs = [_told(_matched(choice.areas, (unit,), period, other), choice.coverages.is_sender)]
        before = _counterpart(choice, unit, pairs[0], other)
    tellers = tellers_of(now.coverage), tellers_of(before.coverage)
    groups = tuple(one for one in pairs if isinstance(one, Group))
    apart = tuple(one for one in pairs if isinstance(one, Apart))
    of_area = _of_area(choice.areas, now, before) if is_area and apart else NO_AREA
    if of_area.forms:
        # A sum of an area is one ground; the few departments that have a counterpart are another.
        groups = tuple(one for one in groups if _is_province(one.now[0]) or not of_area.units.isdisjoint(one.now))
    shared = shared_counts((now.counts, before.counts), tellers, groups, of_area)
    coverages = now.coverage, before.coverage
    return FoundGround(shared.counts, coverages, *shared.left_out, shared.holding, groups, apart, of_area.forms)


class _Side(NamedTuple):
    """A period with what is known of it, and its counts."""

    period: Period
    coverage: Coverage
    counts: Sequence[Count]


def _side(choice: Choice, unit: str, period: Period, *, alone: bool) -> _Side:
    return _Side(period, choice.coverages.of(unit, period, alone=alone), choice.of(unit, period, alone=alone))


def _told(pair: Group | Apart, is_sender: Callable[[str], bool]) -> Group | Apart:
    """A unit that others went into stands apart while one of them never told anything."""
    if isinstance(pair, Apart) or pair.before == pair.now or _is_province(pair.now[0]):
        return pair
    untold = tuple(one for one in pair.before if not is_sender(one))
    return Apart(pair.now[0], "untold", untold) if untold else pair


def _is_province(unit: str) -> bool:
    return get_unit(unit).level == "province"


def _matched(areas: Areas, units: Sequence[str], period: Period, other: Period) -> Group | Apart:
    """What the first of these units, with the others, is compared with: itself, and those that went into it whole."""
    unit = units[0]
    before = tuple(one for one in (unit, *whole_formers(unit)) if areas.days(one, other))
    is_whole = areas.is_whole(units, period)
    if is_whole and areas.is_whole(before, other):
        return Group(tuple(units), before)
    known = formers(unit)
    if is_whole and known and not whole_formers(unit):
        return Apart(unit, "divided", known)
    return Apart(unit, "short" if before or not is_whole else "new")


def _matched_in_area(
    areas: Areas, unit: str, tellers: Iterable[str], period: Period, other: Period
) -> Iterator[Group | Apart]:
    """The same of all whose counts make up those of a province; what it tells itself has its own counterpart."""
    own = _provinces(areas, unit, period)
    if all(areas.is_whole((unit,), one) for one in (period, other)):
        yield Group(own, _provinces(areas, unit, other))
    else:
        yield from (Apart(one, "short") for one in own)
    below = [one for one in tellers if not _is_province(one)]
    pairs: dict[str, Group | Apart] = {}
    for one in below:
        together = [one, *(former for former in whole_formers(one) if former in below)]
        pairs[one] = _matched(areas, together, period, other)
    grouped = {one for pair in pairs.values() if isinstance(pair, Group) for one in pair.now}
    yield from (pair for one, pair in pairs.items() if isinstance(pair, Group) or one not in grouped)


def _provinces(areas: Areas, unit: str, period: Period) -> tuple[str, ...]:
    """A province and those that went into it, as far as they have days in a period."""
    before = (one for area in areas.before(unit, period) for one in _provinces(areas, area, period))
    return (*([unit] if areas.days(unit, period) else []), *before)


def _counterpart(choice: Choice, unit: str, pair: Group | Apart, other: Period) -> _Side:
    """The period before of a unit alone: its own, or that of those that went into it."""
    units = pair.before if isinstance(pair, Group) else (unit,)
    if units == (unit,):
        return _side(choice, unit, other, alone=True)
    told = tuple(choice.coverages.of(one, other, alone=True) for one in units)
    # What is quoted of a unit is its own figure and is added into no other.
    counts = [count for one in units for count in choice.of(one, other, alone=True, quoted=False)]
    return _Side(other, Coverage(unit, str(other), {}, frozenset(), below=told), counts)


def _of_area(areas: Areas, now: _Side, before: _Side) -> OfArea:
    """What is compared as a sum of an area whose units were divided: of all districts or communes of both periods.

    Each of them has to tell of its awards, and the area has to be whole in both periods. Departments are compared one
    by one: some have no counterpart.
    """
    units: list[str] = []
    for side in (now, before):
        area = side.coverage.unit
        every = [one for one in areas.every(area, side.period) if get_unit(one).level != "department"]
        tellers = tellers_of(side.coverage)
        silent = [one for one in every if one not in tellers or not tellers[one].levels]
        if not areas.is_whole((area,), side.period) or any(_reports(areas, one, side.period) for one in silent):
            return NO_AREA
        units += every
    of_units = frozenset(units)
    days = before.period.first_day(areas.basis), now.period.last_day(areas.basis)
    return OfArea(frozenset(_forms_of_area(now, before, of_units, days)), of_units)


def _reports(areas: Areas, unit: str, period: Period) -> bool:
    """Whether a unit is one of those that report to a province."""
    day = last_day_in(get_unit(unit), period, areas.basis)
    return level_on(get_unit(unit), day) in reporting_levels(day)


def _forms_of_area(
    now: _Side, before: _Side, units: Container[str], days: tuple[date, date]
) -> Iterator[tuple[str, str]]:
    """The forms of which all of an area is known in both periods, given by those who gave them in both.

    What a district gave is given by communes since, who gave some of it themselves before: of the levels that changed,
    and those below them, two sums are not of the same ground. Nor is what a province states itself a sum of them.
    """
    changed = [get_level(one.level).rank for one in authorities() if _changes_in(one, days)]
    coverages = [_without_others(side.coverage, units) for side in (now, before)]
    counts = [count for side in (now, before) for count in side.counts if count.status == "awarded"]
    stated = {count.award for count in counts if count.origin != "decision_list" and _is_province(count.unit)}
    for award, level in sorted({(count.award, level_of(count)) for count in counts if count.unit in units}):
        is_above = bool(level) and get_level(level).rank < min(changed, default=get_level(level).rank + 1)
        if is_above and award not in stated and all(coverage.of(award, level) == "covered" for coverage in coverages):
            yield award, level


def _without_others(coverage: Coverage, units: Container[str]) -> Coverage:
    """What is known of an area, of these of its units alone."""
    below = tuple(one for one in coverage.below if one.unit in units)
    return replace(coverage, below=below, before=tuple(_without_others(one, units) for one in coverage.before))


def _changes_in(one: Authority, days: tuple[date, date]) -> bool:
    first, last = days
    begins = one.valid_from is not None and first < one.valid_from <= last
    return begins or (one.valid_to is not None and first <= one.valid_to < last)
