"""What a snapshot tells of its own coverage: the lists that were sent, the tables that should be, what is stated.

Only reading belongs here; what follows from it is judged in ``covering``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from thidua.facts.areas import Areas
from thidua.facts.covering import Judge, Returns
from thidua.facts.expected import Wish
from thidua.facts.found import distinct, having, plain_rows
from thidua.facts.reach import Reach, SentTable
from thidua.facts.settle import Count, Parts, period_and_parts, rolled_up, stated_for
from thidua.facts.tables import Tables
from thidua.registry import Period, get_authority

_STATED = (
    *("unit", "period", "authority", "award", "recipient_kind", "recipient_class", "award_type", "status"),
    *("origin", "state"),
)
_NOWHERE = ("", "", "", "", "", "", "", "", 0)
"""What is not asked of a stated figure: its unit of counting, and where it stands."""

_OF_FILES = ("file", "sheet", "unit", "first_day", "last_day", "state", "superseded_by", "refused_by", "tells")


def judge_of(tables: Tables, areas: Areas) -> Judge:
    """Everything that says what is known, read once from a snapshot."""
    stated = _stated(tables)
    returned = {unit: _levels_returned(counts) for unit, counts in stated.items()}

    listed = _years_listed(tables, tuple(stated))
    alone = {unit: _told_alone(counts, listed.get(unit, {})) for unit, counts in stated.items()}

    def awards_stated(unit: str, period: Period) -> frozenset[tuple[str, str]]:
        return _awards(stated.get(unit, []), areas.whole(unit, period), areas.parts_in(unit))

    def awards_stated_alone(unit: str, period: Period) -> frozenset[tuple[str, str]]:
        return _awards(stated.get(unit, []), period, lambda _: ())

    lists, returns = (_sent(tables, layout) for layout in ("decision_list", "summary_return"))
    refused = [one for one in returns if one.state != "accepted"]
    told = Returns(awards_stated, awards_stated_alone, returned, alone, refused)
    return Judge(Reach(lists), _wishes(tables), told, areas)


def _sent(tables: Tables, layout: str) -> list[SentTable]:
    """Every table of a layout with the days it covers; one that is of no known days covers none."""
    if not tables.has("files"):
        return []
    rows = (
        SentTable._make((*row, _pairs(tells)))
        for layouts, *row, tells in tables.values("files", ("layouts", *_OF_FILES))
        if layout in layouts.split("+")
    )
    return [one for one in rows if one.sender and one.first is not None and one.last is not None]


def _pairs(tells: str) -> tuple[tuple[str, str], ...]:
    """Levels and units as they are written in a snapshot: "HUYEN:huyen-ba-be TINH:huyen-na-ri"."""
    parted = (one.partition(":") for one in tells.split())
    return tuple((level, unit) for level, _, unit in parted)


def _wishes(tables: Tables) -> list[Wish]:
    if not tables.has("wishes"):
        return []
    rows = tables.values("wishes", Wish._fields)
    return [Wish(layout, unit, Period.parse(period), *rest) for layout, unit, period, *rest in rows]


def _stated(tables: Tables) -> dict[str, list[Count]]:
    """The awards that returns and quotations state, by unit."""
    awarded = having(tables.facts.stated((*_STATED, "count")), "status", "awarded")
    rows = plain_rows(having(awarded, "origin", "summary_return", "quotation"))
    found: dict[str, list[Count]] = defaultdict(list)
    for *said, number in rows:
        # In the order of its fields: thousands are made for every report.
        *named, origin, state = said
        count = Count._make((*named, origin, "", number, state, *_NOWHERE))
        found[count.unit].append(count)
    return found


def _years_listed(tables: Tables, units: Sequence[str]) -> dict[str, dict[str, int]]:
    """In how many years lists name an award, by unit and award; of some units, since it takes all of their rows."""
    import pyarrow as pa  # imported where it computes: whoever only compares digests goes without
    import pyarrow.compute as pc

    if not units:
        return {}
    listed = having(tables.facts.of(("unit", "award", "origin", "decided_on"), units), "origin", "decision_list")
    years = pa.table({"unit": listed["unit"], "award": listed["award"], "year": pc.year(listed["decided_on"])})
    told = Counter((unit, award) for unit, award, year in plain_rows(distinct(years)) if year is not None)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (unit, award), number in told.items():
        found[unit][award] = number
    return found


def _told_alone(counts: Sequence[Count], listed: Mapping[str, int]) -> frozenset[tuple[str, str]]:
    """The awards that returns count and lists name in less than half as many years, if at all, with their levels."""
    years: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in counts:
        if one.origin == "summary_return" and one.number:
            years[one.award, get_authority(one.authority).level].add(one.period[:4])
    return frozenset(form for form, told in years.items() if 2 * listed.get(form[0], 0) < len(told))


def _levels_returned(counts: Sequence[Count]) -> frozenset[str]:
    """The levels of which the unit's returns ever counted an award: a return has rows for all of them, mostly 0."""
    given = [one for one in counts if one.origin == "summary_return" and one.number]
    return frozenset(get_authority(one.authority).level for one in given)


def _awards(counts: Sequence[Count], period: Period, parts: Parts) -> frozenset[tuple[str, str]]:
    """The awards of which every figure is stated for the period or for each of its parts, with their levels."""
    of_period = set(period_and_parts(period, parts))
    returned = [one for one in counts if one.origin == "summary_return" and one.period in of_period]
    quoted = stated_for([one for one in counts if one.origin == "quotation"], period, parts)
    rows = [*rolled_up(returned, period, parts), *quoted]
    lacking = {one.award for one in rows if one.state == "missing"}
    return frozenset((one.award, get_authority(one.authority).level) for one in rows if one.award not in lacking)
