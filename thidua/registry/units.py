"""Administrative units, departments and blocks in force: with their days, codes, names and parents.

What a written unit means is in ``unit_names``; what became of a unit is in ``succession``.
"""

import re
from collections.abc import Mapping
from datetime import date

from thidua.errors import ConfigError
from thidua.registry.dated import shown_day
from thidua.registry.departments import department_steps, shared_days, units_of_departments
from thidua.registry.lookup import look_up
from thidua.registry.tables import Row, at_row, read_rows, records
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.typed import record_of, typed
from thidua.registry.unit import (
    COMMUNE_LEVELS,
    DISTRICT_LEVELS,
    LEVELS,
    ReportingLevel,
    Unit,
    UnitCode,
    UnitName,
    known_level,
)

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@per_territory
def _units() -> dict[str, Unit]:
    written = {unit.id: unit for unit in records("units", _unit)}
    named: dict[tuple[str | None, str], list[Unit]] = {}
    for row in read_rows("units"):
        with at_row(row):
            _check_above(row["id"], written)
            _check_alone(written[row["id"]], named)
    return written | {unit.id: unit for unit in units_of_departments(written.values())}


def _check_above(unit_id: str, written: Mapping[str, Unit]) -> None:
    """Refuse a unit above that is none, or that stands below the unit itself."""
    above = [unit_id]
    while (parent := written[above[-1]].parent) is not None:
        if parent not in written:
            raise ConfigError(f"the unit above, {quoted(parent)}, is no unit; write the id of one, or nothing")
        if parent in above:
            raise ConfigError(f"{quoted(unit_id)} stands below itself ({' below '.join([*above, parent])})")
        above.append(parent)


def _check_alone(unit: Unit, named: dict[tuple[str | None, str], list[Unit]]) -> None:
    """Refuse a second unit of one name below the same one on the same days: neither could be meant by its name."""
    others = named.setdefault((unit.parent, unit.name), [])
    for other in others:
        first, last = shared_days(unit, other)
        if first is None or last is None or first <= last:
            raise ConfigError(f"{quoted(unit.name)} is {other.id} already; end that one, or give its row another name")
    others.append(unit)


def _unit(row: Row) -> Unit:
    unit = record_of(row, Unit, level=known_level)
    first, last = unit.valid_from, unit.valid_to
    if not _ID.fullmatch(row["id"]):
        raise ConfigError(
            f"{quoted(row['id'])} is no id; write small letters, figures and hyphens such as xa-ba-be-2026"
        )
    if not row["name"] or not row["short_name"]:
        raise ConfigError(f"{row['id']} has no {'short_name' if row['name'] else 'name'}; write how it is called")
    if first is not None and last is not None and last < first:
        raise ConfigError(f"{row['id']} ends on {shown_day(last)}, before it begins on {shown_day(first)}")
    return unit


@per_territory
def department_successors() -> dict[str, str]:
    """Return what each department of a province that ended became: ids by id."""
    known = _units()
    steps = [(row["pred"], row["succ"]) for row in read_rows("succession") if row["succ"] in known]
    later = {pred: succ for pred, succ in steps if known[succ].level == "province"}
    return dict(department_steps(known, later))


@per_territory
def unit_names() -> tuple[UnitName, ...]:
    """Return every kind and name that units had in some of their days, in the table's order."""
    return typed("unit_names", UnitName, unit=known_id, level=known_level)


@per_territory
def _names_by_unit() -> dict[str, list[UnitName]]:
    names: dict[str, list[UnitName]] = {}
    for record in unit_names():
        names.setdefault(record.unit, []).append(record)
    return names


def name_on(unit: Unit, on: date) -> str:
    """Return the whole name of the unit on that day: "xã Bố Hạ", "phường Bố Hạ" from 20/09/2026."""
    return next((one.name for one in _names_by_unit().get(unit.id, ()) if one.is_valid(on)), unit.name)


def level_on(unit: Unit, on: date) -> str:
    """Return the level of the unit on that day."""
    return next((one.level for one in _names_by_unit().get(unit.id, ()) if one.is_valid(on)), unit.level)


@per_territory
def unit_codes() -> tuple[UnitCode, ...]:
    """Return every official code with its days, in the table's order."""
    return typed("unit_codes", UnitCode, unit=known_id)


@per_territory
def _codes_by_unit() -> dict[str, list[UnitCode]]:
    codes: dict[str, list[UnitCode]] = {}
    for record in unit_codes():
        codes.setdefault(record.unit, []).append(record)
    return codes


def get_unit(unit_id: str) -> Unit:
    """Return the unit of that id, whether or not it still exists.

    Raises
    ------
    ConfigError
        If no unit has the id; names the nearest ids.
    """
    return look_up("unit id", unit_id, _units())


def unit_or_none(unit_id: str) -> Unit | None:
    """Return the unit of that id, or None where no unit has it."""
    return _units().get(unit_id)


def known_id(unit_id: str) -> str:
    """Return the id itself; one that no unit has is refused as by `get_unit`."""
    return get_unit(unit_id).id


def units(*, level: str | None = None, on: date | None = None) -> tuple[Unit, ...]:
    """Return the units, in the order of their official codes within a level.

    Parameters
    ----------
    level
        Only units of that level; every level without it.
    on
        Only units that exist on that day; all that ever existed without it.

    Raises
    ------
    ConfigError
        If the level is not one of ``LEVELS``.
    """
    if level is not None and level not in LEVELS:
        raise ConfigError(f'"{level}" is not a level of units; expected one of {", ".join(LEVELS)}')
    return _units_of(level, on)


@per_territory(maxsize=512)
def _units_of(level: str | None, on: date | None) -> tuple[Unit, ...]:
    return tuple(
        unit
        for unit in _units().values()
        if (level is None or unit.level == level) and (on is None or unit.is_valid(on))
    )


def districts(on: date) -> tuple[Unit, ...]:
    """Return the city and the districts that exist on that day; none from 01/07/2025."""
    return tuple(unit for unit in units(on=on) if unit.level in DISTRICT_LEVELS)


def reporting_levels(on: date) -> frozenset[str]:
    """Return the levels whose units report to the province on that day: districts, or communes without them."""
    return frozenset(each.level for each in _reporting_levels() if each.is_valid(on))


@per_territory
def _reporting_levels() -> tuple[ReportingLevel, ...]:
    return typed("reporting_levels", ReportingLevel, level=known_level)


def reporting_units(on: date) -> tuple[Unit, ...]:
    """Return the units that report to a province on that day, in the registry's order."""
    levels = reporting_levels(on)
    return tuple(unit for unit in units(on=on) if level_on(unit, on) in levels)


def official_code(unit: Unit, on: date) -> str | None:
    """Return the code of the unit on that day, leading zeros kept; None when no source gives one."""
    return next((record.code for record in _codes_by_unit().get(unit.id, ()) if record.is_valid(on)), None)


def ancestors(unit: Unit | str) -> tuple[Unit, ...]:
    """Return the units above, the nearest first: for a commune its district, then its province."""
    above: list[Unit] = []
    parent = (unit if isinstance(unit, Unit) else get_unit(unit)).parent
    while parent is not None:
        above.append(get_unit(parent))
        parent = above[-1].parent
    return tuple(above)


def communes_of(unit_id: str, on: date) -> tuple[Unit, ...]:
    """Return the wards, townships and communes below the unit on that day; a commune has none below it."""
    get_unit(unit_id)
    return tuple(
        unit
        for unit in units(on=on)
        if unit.level in COMMUNE_LEVELS and any(above.id == unit_id for above in ancestors(unit))
    )
