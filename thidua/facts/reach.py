"""How far decision lists reach: which of them speak of a unit's awards of one level, and over which days.

Read from what the lists themselves hold; what is missing beside them is judged in ``coverage``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from thidua.registry import get_authority, get_level, get_unit, successors, units
from thidua.registry.territory import per_territory

if TYPE_CHECKING:
    from thidua.facts.versions import State as FileState

_WIDE = 3
"""A list of one sender that names so many other units at a level tells that level's awards of all units beside it.

Of what the province or the State awarded one is enough: nobody but the office that keeps these decisions lists them for
another unit.
"""


class SentTable(NamedTuple):
    """One table that was sent: whose, over which days, whether it counts, and of what a list has rows.

    ``tells`` holds pairs, in order, of a level ("HUYEN") and the unit that the rows are of; ``refused_by`` is the rule
    and cell of a table that does not count ("V10 F9").
    """

    file: str
    sheet: str
    sender: str
    first: date
    last: date
    state: FileState
    superseded_by: str
    refused_by: str
    tells: tuple[tuple[str, str], ...]

    @property
    def levels(self) -> frozenset[str]:
        """The levels of the awards in it."""
        return frozenset(level for level, _ in self.tells)


def told_by(authorities: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The levels and units that the rows of a list are of, in order, each row told by its authority and unit.

    A row of a refused list whose authority nobody knows tells none.
    """
    return tuple(sorted({(get_authority(giver).level, unit) for giver, unit in authorities if giver}))


class Reach:
    """Which lists speak of a unit's awards of a level, so that an award that they do not name was not given.

    Notes
    -----
    A list tells the levels it has rows of, and those that other lists of its sender tell together with one of them: a
    district that lists its own and the province's awards in one file tells both, whether or not each half has some.
    Where the list of one office names units beside it (the province's awards, kept by the Department of Home
    Affairs), that list alone tells this level of all these units; their own lists tell the others. An office of the
    province that a former one went into tells of those of its units that it names.
    """

    def __init__(self, lists: Iterable[SentTable]) -> None:
        self.lists = tuple(lists)
        by_sender: dict[str, list[SentTable]] = defaultdict(list)
        for one in self.lists:
            by_sender[one.sender].append(one)
        levels = {one: one.levels for one in self.lists}
        of_sender = {
            sender: [levels[one] for one in sent if one.state == "accepted"] for sender, sent in by_sender.items()
        }
        self._told = {one: _told_levels(levels[one], of_sender[one.sender]) for one in self.lists}
        self._wide = _wide_senders(by_sender)
        self._on: dict[tuple[str, str], tuple[SentTable, ...]] = {}
        self._levels: dict[str, tuple[str, ...]] = {}

    @property
    def units(self) -> frozenset[str]:
        """Every unit that sent a list or stands in one."""
        return frozenset(unit for one in self.lists for unit in (one.sender, *(named for _, named in one.tells)))

    def levels_of(self, unit: str) -> tuple[str, ...]:
        """The levels of which any list, of whatever time, speaks for the unit; the highest first."""
        known = self._levels.get(unit)
        if known is None:
            known = self._levels[unit] = self._find_levels(unit)
        return known

    def _find_levels(self, unit: str) -> tuple[str, ...]:
        told = [one for one in self.lists if _is_for(one, unit) or _is_told_later(one, unit)]
        own = {level for one in told for level in self._told[one]}
        wide = {level for level, senders in self._wide.items() if any(_speaks_for(one, unit) for one in senders)}
        return tuple(sorted((own | wide) - {""}, key=lambda level: get_level(level).rank))

    def lists_on(self, unit: str, level: str) -> tuple[SentTable, ...]:
        """The lists that speak of the unit's awards of the level, whether or not they count."""
        known = self._on.get((unit, level))
        if known is None:
            known = self._on[unit, level] = tuple(self._find(unit, level))
        return known

    def windows(self, unit: str, level: str) -> list[tuple[date, date]]:
        """First and last day of each counted list that speaks of the unit's awards of the level."""
        return [(one.first, one.last) for one in self.lists_on(unit, level) if one.state == "accepted"]

    def senders(self, unit: str, level: str) -> tuple[str, ...]:
        """Who is to tell the unit's awards of the level: the unit itself unless a list of another one does."""
        wide = [sender for sender in self._wide.get(level, ()) if _speaks_for(sender, unit)]
        return tuple(sorted(wide)) or (unit,)

    def _find(self, unit: str, level: str) -> Iterable[SentTable]:
        wide = {sender for sender in self._wide.get(level, ()) if _speaks_for(sender, unit)}
        for one in self.lists:
            is_spoken = one.sender in wide if wide else _is_for(one, unit)
            is_spoken = is_spoken or _is_told_later(one, unit)
            # What could not be read may have told anything that its sender ever told.
            if is_spoken and (level in self._told[one] or (not one.tells and one.state != "accepted")):
                yield one


def _is_for(one: SentTable, unit: str) -> bool:
    """Whether a list is the unit's own: sent by itself, or by the unit above it, which names it."""
    return one.sender == unit or (one.sender == get_unit(unit).parent and any(named == unit for _, named in one.tells))


def _is_told_later(one: SentTable, unit: str) -> bool:
    """Whether a list names the unit, and an office of the province that its own went into sent it."""
    return one.sender in _later_offices(unit) and any(named == unit for _, named in one.tells)


@per_territory
def _later_offices(unit: str) -> frozenset[str]:
    """The provinces that the province of a unit went into, one after the other, with their departments."""
    above = get_unit(unit)
    while above.level != "province" and above.parent:
        above = get_unit(above.parent)
    later = {one.id for one in successors(above.id)} if above.level == "province" else set()
    of_later = (_later_offices(one) for one in later)
    departments = (one.id for one in units(level="department") if one.parent in later)
    return frozenset[str]().union(later, departments, *of_later)


def _told_levels(levels: frozenset[str], of_sender: Sequence[frozenset[str]]) -> frozenset[str]:
    """The levels of a list, with those that a counted list of its sender tells together with one of them."""
    return levels.union(*(other for other in of_sender if other & levels))


def _wide_senders(by_sender: dict[str, list[SentTable]]) -> dict[str, frozenset[str]]:
    """The senders whose lists tell a level's awards of the units beside them, by level."""
    wide: dict[str, set[str]] = defaultdict(set)
    for sender, lists in by_sender.items():
        for one in lists:
            for level in one.levels:
                others = {unit for told, unit in one.tells if told == level and unit != sender}
                if len(others) >= (1 if get_level(level).rank <= get_level("TINH").rank else _WIDE):
                    wide[level].add(sender)
    return {level: frozenset(senders) for level, senders in wide.items()}


@per_territory
def _speaks_for(sender: str, unit: str) -> bool:
    """Whether a wide list of this sender may name the unit: itself, one beside it, or the one above them all."""
    writer = get_unit(sender)
    above = writer.id if writer.level == "province" else writer.parent
    return unit == sender or (above is not None and above in (unit, get_unit(unit).parent))
