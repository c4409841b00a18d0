"""Settlement: which of a unit's lists, returns and quotations is counted for an award, so that nothing counts twice.

Values in, values out: rows come from ``query``, and what was chosen is added up in ``sums``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from thidua.registry import Period, get_authority, held_awards, merged_awards
from thidua.registry.codes import CountUnit, StatusCode

if TYPE_CHECKING:
    from thidua.intake.columns import Origin, State


class Count(NamedTuple):
    """One count as it was sent: a stated figure, or the rows of one sheet of a decision list that share a grain.

    ``period`` is empty for a list; ``rows`` says how many of its rows, and is 0 for a stated figure.
    """

    unit: str
    period: str
    authority: str
    award: str
    recipient_kind: str
    recipient_class: str
    award_type: str
    status: StatusCode
    origin: Origin
    award_label: str
    number: int | None
    state: State
    count_unit: CountUnit | Literal[""]
    fact_id: str = ""
    derived_from: str = ""
    source: str = ""
    quote: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    rows: int = 0


def covers(windows: Iterable[tuple[date, date]], first: date, last: date) -> bool:
    """Whether windows (first and last day, both included) leave no day between two days open."""
    open_from = first
    for begin, end in sorted(windows):
        if begin > open_from:
            break
        open_from = max(open_from, end + timedelta(days=1))
    return open_from > last


def parts_of(period: Period) -> tuple[Period, ...]:
    """The periods that add up to this one: two halves to a year, years to a stage; none to another."""
    match period.kind:
        case "year":
            return Period("half", period.year, 1), Period("half", period.year, 2)
        case "stage":
            return tuple(Period("year", year) for year in period.years())
        case _:
            return ()


Parts = Callable[[Period], tuple[Period, ...]]
"""Gives the periods that add up to another one: `parts_of`, or those of them in which a unit has days."""


def period_and_parts(period: Period, parts: Parts = parts_of) -> tuple[str, ...]:
    """The period with its parts and theirs: every period of which a stated figure can matter."""
    return (str(period), *chain.from_iterable(period_and_parts(part, parts) for part in parts(period)))


def settle(
    counts: Iterable[Count],
    period: Period,
    *,
    covered: Collection[str],
    below: Iterable[Count] = (),
    own_files: Container[str] = (),
    parts: Parts = parts_of,
) -> list[Count]:
    """Choose, award by award, the counts of one unit and period that are added up.

    Parameters
    ----------
    counts
        Everything of the unit: list rows of the period's days, and stated figures of `period_and_parts`.
    covered
        The levels of which the unit's lists cover every day of the period.
    below
        For a province, what is settled for the units below it: it is added to what its own lists hold.
    own_files
        The files of the province's own lists, whose rows may name the units below it.
    parts
        The parts of a period in which the unit has days.

    Returns
    -------
    list of Count
        A quotation comes first. Then a list that covers the period, else the return, else any list. A return speaks
        only of what it states: an award or a kind of recipients that it leaves blank, or has no column for, is taken
        from lists if they have it. Nor does a list that marks no classes take away those of a return that counts as
        many recipients. Beyond that an award is taken from one place only, and a figure that merges awards or kinds
        holds each of them.
    """
    by_origin: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_origin[count.origin].append(count)
    quoted = stated_for(by_origin["quotation"], period, parts)
    listed = [*by_origin["decision_list"], *below]
    in_own_files = (count for count in listed if count.origin == "decision_list" and count.file in own_files)
    own = [count for count in (*by_origin["decision_list"], *in_own_files) if level_of(count) in covered]
    stated, blank = _without_blank(rolled_up(by_origin["summary_return"], period, parts))
    by_list = _of_awards_in(own, listed)
    return _first_of(
        quoted,
        rolled_up(by_origin["registration"], period, parts),
        [*by_list, *_classes_stated(by_list, stated)],
        _with_unstated(stated, listed),
        listed,
        blank,
    )


def level_of(count: Count) -> str:
    """The level of who gives the award that is counted; empty where nobody is named, as in a registration."""
    return get_authority(count.authority).level if count.authority else ""


def settle_stage(counts: Iterable[Count], years: Iterable[Count], stage: Period) -> list[Count]:
    """The counts of a stage: what is quoted or stated for it itself, else what was settled for its years.

    Parameters
    ----------
    counts
        Stated figures of the unit.
    years
        The settled counts of every year; what is quoted of a single year is no part of a sum.
    """
    own = [count for count in counts if count.period == str(stage)]
    quoted, stated = (
        [count for count in own if (count.origin == "quotation") is is_quoted] for is_quoted in (True, False)
    )
    return _first_of(quoted, stated, [count for count in years if count.origin != "quotation"])


def rolled_up(counts: Sequence[Count], period: Period, parts: Parts = parts_of) -> list[Count]:
    """A unit's figures stated for exactly this period, else those of its parts when every part is there.

    What one part states and another does not is added there as missing: its sum is not known. Where a unit has days in
    one part alone, these are the same days: what is not stated for the whole is taken from that part.
    """
    if len(parts(period)) == 1:
        return stated_for(counts, period, parts)
    leaves = _leaves(period, {count.period for count in counts}, parts)
    rows = [count for count in counts if count.period in leaves]
    stated_in: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        stated_in[_heading(row)].add(row.period)
    missing = [
        row._replace(period=leaf, number=None, state="missing", file="", sheet="", cell="")
        for row in rows
        for leaf in leaves
        if leaf not in stated_in[_heading(row)]
    ]
    return rows + missing


def stated_for(counts: Sequence[Count], period: Period, parts: Parts = parts_of) -> list[Count]:
    """The figures stated for a period, and what they leave open of those stated for the one part of the same days."""
    own = [count for count in counts if count.period == str(period)]
    only = parts(period)
    if len(only) != 1:
        return own
    of_part = rolled_up(counts, only[0], parts)
    (stated, blank), (stated_there, blank_there) = _without_blank(own), _without_blank(of_part)
    return _first_of(stated, stated_there, blank, blank_there)


def total_of(rows: Iterable[Count]) -> tuple[int | None, State]:
    """The sum of stated numbers and its state: one missing number makes it missing, what cannot be adds nothing."""
    rows = list(rows)
    if any(row.state == "missing" for row in rows):
        return None, "missing"
    numbers = [row.number for row in rows if row.state == "counted" and row.number is not None]
    return (sum(numbers), "counted") if numbers else (None, "not_applicable")


def _first_of(*sources: Iterable[Count]) -> list[Count]:
    """The counts of each source in turn, without those of an award that an earlier one has."""
    taken: set[tuple[str, str]] = set()
    chosen: list[Count] = []
    for source in sources:
        kept = [count for count in source if taken.isdisjoint(topics_of(count.award, count.status))]
        chosen += kept
        taken.update(*(topics_of(count.award, count.status) for count in kept))
    return chosen


def _without_blank(returned: list[Count]) -> tuple[list[Count], list[Count]]:
    """The counts of a return, and apart from them those of awards all of whose figures are missing."""
    said = {(count.award, count.status) for count in returned if count.state != "missing"}
    stated = [count for count in returned if (count.award, count.status) in said]
    return stated, [count for count in returned if (count.award, count.status) not in said]


def _of_awards_in(own: Iterable[Count], counts: Iterable[Count]) -> list[Count]:
    """The counts of the awards that a unit's own lists have."""
    held = frozenset[tuple[str, str]]().union(*(topics_of(count.award, count.status) for count in own))
    return [count for count in counts if not held.isdisjoint(topics_of(count.award, count.status))]


def _classes_stated(listed: Sequence[Count], returned: Sequence[Count]) -> Iterator[Count]:
    """The classes that a return states of an award and kind of which the list marks none and counts as many."""
    marked, numbers, whole = set[tuple[str, ...]](), Counter[tuple[str, ...]](), dict[tuple[str, ...], list[Count]]()
    for count in listed:
        numbers[_kind_of(count)] += count.number or 0
        marked |= {_kind_of(count)} if count.recipient_class else set()
    for count in returned:
        if not count.recipient_class:
            whole.setdefault(_kind_of(count), []).append(count)
    for count in returned:
        kind = _kind_of(count)
        counts_as_many = kind in numbers and total_of(whole.get(kind, []))[0] == numbers[kind]
        if count.recipient_class and kind not in marked and counts_as_many:
            yield count


def _kind_of(count: Count) -> tuple[str, ...]:
    return count.unit, count.award, count.status, count.recipient_kind


def _with_unstated(returned: Sequence[Count], listed: Sequence[Count]) -> list[Count]:
    """What a return states, and of the same awards those kinds of recipients of which only lists tell a number."""
    stated = [_parts(count) for count in returned if count.state != "missing"]
    spoken_of = frozenset[tuple[str, str, str]]().union(*stated)
    unstated = [count for count in _of_awards_in(returned, listed) if spoken_of.isdisjoint(_parts(count))]
    told = frozenset[tuple[str, str, str]]().union(*map(_parts, unstated))
    return [count for count in returned if count.state != "missing" or told.isdisjoint(_parts(count))] + unstated


def _parts(count: Count) -> frozenset[tuple[str, str, str]]:
    """Every award and kind of recipients that a figure holds, with its status."""
    kinds = {count.recipient_kind, *count.recipient_kind.split("+")}
    return frozenset((*topic, kind) for topic in topics_of(count.award, count.status) for kind in kinds)


@cache
def topics_of(award: str, status: str) -> frozenset[tuple[str, str]]:
    """Every award that a figure holds, with its status: those it merges, and the classes of an order."""
    awards = merged_awards(award)
    held = chain.from_iterable(held_awards(one.code) for one in awards)
    return frozenset((one.code, status) for one in (*awards, *held))


def _leaves(period: Period, stated: set[str], parts: Parts) -> tuple[str, ...]:
    """The stated periods that make up this one; none if one is lacking."""
    if str(period) in stated:
        return (str(period),)
    leaves = [_leaves(part, stated, parts) for part in parts(period)]
    return tuple(chain.from_iterable(leaves)) if all(leaves) else ()


def _heading(count: Count) -> tuple[str, ...]:
    """What a return must state in each part: how a number splits into types may differ from part to part."""
    return count.award, count.status, count.recipient_kind, count.recipient_class
