"""What became of a unit, and what a unit was made of: merged, split, renamed, upgraded, abolished.

Rows join communes; the successors of a district are those of its communes, so one may have two old districts.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.tables import day, parts, read_rows
from thidua.registry.units import COMMUNE_LEVELS, DISTRICT_LEVELS, Unit, ancestors, communes_of, get_unit


@dataclass(frozen=True, slots=True)
class Succession:
    """One step from a unit to the unit that took it over.

    Attributes
    ----------
    pred, succ
        Unit ids; ``succ`` is None where a level of government ended without a successor of its own.
    date
        First day of the new state.
    event
        One of merge, split, rename, upgrade, abolish, create.
    legal_basis
        Number of the resolution.
    weight
        Share of the old unit that went to the new one, 0 to 1; None where no source gives it.
    weight_basis
        What the share is measured in.
    """

    pred: str
    succ: str | None
    date: date
    event: str
    legal_basis: str
    weight: float | None
    weight_basis: str


@dataclass(frozen=True, slots=True)
class UnitEvent:
    """A dated change of the map, with the sentence that a report prints beside its figures."""

    date: date
    event: str
    units: tuple[str, ...]
    text_vi: str
    text_en: str
    legal_basis: str
    source: str


@cache
def successions() -> tuple[Succession, ...]:
    """Return every step of the table, in its order."""
    return tuple(
        Succession(
            pred=row["pred"],
            succ=row["succ"] or None,
            date=date.fromisoformat(row["date"]),
            event=row["event"],
            legal_basis=row["legal_basis"],
            weight=float(row["weight"]) if row["weight"] else None,
            weight_basis=row["weight_basis"],
        )
        for row in read_rows("succession")
    )


def _in_table_order(ids: set[str]) -> tuple[Unit, ...]:
    return tuple(get_unit(row["id"]) for row in read_rows("units") if row["id"] in ids)


@cache
def _next_ids(unit_id: str) -> frozenset[str]:
    unit = get_unit(unit_id)
    direct = frozenset(step.succ for step in successions() if step.pred == unit_id and step.succ is not None)
    if direct or unit.valid_to is None or unit.level not in DISTRICT_LEVELS:
        return direct
    below = communes_of(unit_id, unit.valid_to)
    return frozenset(new for commune in below for new in _next_ids(commune.id))


def successors(unit_id: str, *, on: date | None = None) -> tuple[Unit, ...]:
    """Return the units that took over from this one.

    Parameters
    ----------
    unit_id
        A unit; for a city or district the answer is derived from its communes.
    on
        Without it, the next step only. With it, the units that stand in its place on that day: the unit
        itself while it exists, and none before it existed.

    Returns
    -------
    tuple of Unit
        In the registry's order; empty when nothing took over.

    Examples
    --------
    >>> [unit.id for unit in successors("xa-van-tung")]
    ['thi-tran-van-tung']
    >>> [unit.id for unit in successors("xa-van-tung", on=date(2025, 7, 1))]
    ['xa-ngan-son-2025']
    """
    unit = get_unit(unit_id)
    if on is None:
        return _in_table_order(set(_next_ids(unit_id)))
    if unit.is_valid(on):
        return (unit,)
    if unit.valid_to is None or not unit.valid_to < on:
        return ()
    return _in_table_order({later.id for new in _next_ids(unit_id) for later in successors(new, on=on)})


def predecessors(unit_id: str) -> tuple[Unit, ...]:
    """Return the units that this one took over from, in one step, in the registry's order."""
    get_unit(unit_id)
    return _in_table_order({step.pred for step in successions() if step.succ == unit_id})


def predecessor_districts(unit_id: str) -> tuple[Unit, ...]:
    """Return the old districts whose communes went into this one: two where it crosses old borders.

    Examples
    --------
    >>> [unit.short_name for unit in predecessor_districts("xa-dong-phuc-2025")]
    ['Ba Bể', 'Chợ Đồn']
    """
    get_unit(unit_id)
    above = {
        old.id
        for commune in predecessors(unit_id)
        if commune.level in COMMUNE_LEVELS
        for old in ancestors(commune)
        if old.level in DISTRICT_LEVELS
    }
    return _in_table_order(above)


def unit_events(first: date, last: date) -> tuple[UnitEvent, ...]:
    """Return the changes of the map whose first day lies in the window, both ends included, oldest first."""
    events = (
        UnitEvent(
            date=when,
            event=row["event"],
            units=parts(row, "units"),
            text_vi=row["text_vi"],
            text_en=row["text_en"],
            legal_basis=row["legal_basis"],
            source=row["source"],
        )
        for row in read_rows("unit_events")
        if (when := day(row, "date")) is not None and first <= when <= last
    )
    return tuple(sorted(events, key=lambda event: event.date))
