"""Differences: where the lists and the return of a unit count another number of awards, and which of them is used.

What is chosen is decided in ``settle``; here the two are only held against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thidua.facts.choice import Choice
from thidua.facts.settle import Count, Parts, parts_of, rolled_up, topics_of, total_of
from thidua.intake.columns import Origin
from thidua.registry import Period


class Difference(NamedTuple):
    """Where a unit's lists and its return disagree; ``returned`` is None where the return has no figure."""

    unit: str
    award: str
    recipient_kind: str
    listed: int
    returned: int | None
    used: str


def differences_of(choice: Choice, unit: str, period: Period) -> Iterator[Difference]:
    """Where a unit, those below it and what went into it count otherwise in lists than in returns."""
    areas = choice.areas
    before = areas.before(unit, period)
    counts = choice.counts((unit, *areas.below(unit, period)), period)
    for one in areas.below(unit, period):
        own = [count for count in counts if count.unit == one]
        yield from differences(own, choice.own(own, one, period), areas.whole(one, period), areas.parts_in(one))
    # What a province states itself is held against its own lists and those of the units below it.
    known = [count for count in counts if count.unit == unit or count.origin == "decision_list"]
    if not before:
        yield from differences(known, choice.of(unit, period), areas.whole(unit, period), areas.parts_in(unit))
        return
    for one in before:
        yield from differences_of(choice, one, period)
    parted = [count for count in known if count.period != str(period)]
    yield from differences(parted, choice.in_own_days(unit, period), period, areas.parts_in(unit))
    everything = choice.counts(areas.every(unit, period), period)
    of_all = [
        one for one in everything if one.origin == "decision_list" or (one.unit, one.period) == (unit, str(period))
    ]
    yield from differences(of_all, choice.of(unit, period), period)


def differences(
    counts: Sequence[Count], settled: Sequence[Count], period: Period, parts: Parts = parts_of
) -> Iterator[Difference]:
    """Where the lists and the return of one unit count another number of awards, by award and kind.

    ``counts`` are the stated figures of the unit, and list rows of it and, of a province, of the units below it;
    ``settled`` are those of them that are counted, ``parts`` gives the parts of a period in which the unit has days.

    A kind that the lists do not have counts 0 there, and one that the return does not state is counted from them.
    A merged figure of the return is held against the lists of all it merges.
    """
    awarded = [count for count in counts if count.status == "awarded"]
    returns = rolled_up([count for count in counts if count.origin == "summary_return"], period, parts)
    returned = [row for row in returns if row.status == "awarded" and row.recipient_class == ""]
    for award in dict.fromkeys(row.award for row in returned):
        held = topics_of(award, "awarded")
        listed = [row for row in awarded if row.origin == "decision_list" and topics_of(row.award, "awarded") <= held]
        if not listed:
            continue
        chosen = [row for row in settled if not held.isdisjoint(topics_of(row.award, row.status))]
        stated = [row for row in returned if row.award == award]
        for kind, in_list, in_return in _by_kind(listed, stated):
            if in_list != (in_return or 0):
                yield Difference(stated[0].unit, award, kind, in_list, in_return, _used(chosen, kind))


def _used(chosen: Sequence[Count], kind: str) -> Origin:
    """The origin of which a kind of recipients is counted; of what is counted nowhere, that of the award."""
    kinds = {kind, *kind.split("+")}
    of_kind = [row for row in chosen if not kinds.isdisjoint({row.recipient_kind, *row.recipient_kind.split("+")})]
    return (of_kind or chosen)[0].origin


def _by_kind(listed: Sequence[Count], stated: Sequence[Count]) -> Iterator[tuple[str, int, int | None]]:
    """Each kind of recipients with its number in the lists and in the return, whose kinds may be merged."""
    left = Counter[str]()
    for row in listed:
        left[row.recipient_kind] += row.rows
    for kind in dict.fromkeys(row.recipient_kind for row in stated):
        rows = [row for row in stated if row.recipient_kind == kind]
        yield kind, sum(left.pop(one, 0) for one in {kind, *kind.split("+")}), total_of(rows)[0]
    for kind, number in sorted(left.items()):
        yield kind, number, None
