"""What became of a unit, and what a unit was made of: merged, split, renamed, upgraded, abolished.

Rows join communes; the successors of a district are those of its communes, so one may have two old districts.
"""

from dataclasses import dataclass
from datetime import date

from thidua.errors import ConfigError
from thidua.registry.tables import Row, parts, records
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.typed import record_of, typed
from thidua.registry.unit import COMMUNE_LEVELS, DISTRICT_LEVELS, Unit
from thidua.registry.units import ancestors, communes_of, department_successors, get_unit, known_id, units


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


@per_territory
def successions() -> tuple[Succession, ...]:
    """Return every step of the table, in its order."""
    return tuple(records("succession", _succession))


def _succession(row: Row) -> Succession:
    step = record_of(row, Succession, pred=known_id, succ=lambda unit: known_id(unit) if unit else None)
    if step.succ is not None and not _outlives(get_unit(step.succ), get_unit(step.pred)):
        hint = "correct their days in units.csv"
        raise ConfigError(f"{quoted(step.succ)} does not go on after the end of {quoted(step.pred)}; {hint}")
    return step


def _outlives(unit: Unit, other: Unit) -> bool:
    return other.valid_to is not None and (unit.valid_to is None or other.valid_to < unit.valid_to)


def _in_table_order(ids: set[str]) -> tuple[Unit, ...]:
    return tuple(sorted((get_unit(one) for one in ids), key=lambda unit: _order()[unit.id])) if ids else ()


@per_territory
def _order() -> dict[str, int]:
    return {unit.id: at for at, unit in enumerate(units())}


@per_territory
def _steps() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What each unit became in one step, and what it was made of."""
    later: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    steps = [(step.pred, step.succ) for step in successions() if step.succ is not None]
    for pred, succ in (*steps, *department_successors().items()):
        later.setdefault(pred, set()).add(succ)
        before.setdefault(succ, set()).add(pred)
    return later, before


@per_territory
def _next_ids(unit_id: str) -> frozenset[str]:
    unit = get_unit(unit_id)
    direct = frozenset(_steps()[0].get(unit_id, ()))
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
    return _in_table_order(_steps()[1].get(unit_id, set()))


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
    return tuple(event for event in all_unit_events() if first <= event.date <= last)


@per_territory
def all_unit_events() -> tuple[UnitEvent, ...]:
    """Return every change of the map, oldest first."""
    events = typed("unit_events", UnitEvent, units=_known_ids)
    return tuple(sorted(events, key=lambda event: event.date))


def _known_ids(cell: str) -> tuple[str, ...]:
    return tuple(known_id(one) for one in parts({"units": cell}, "units"))
