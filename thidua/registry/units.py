"""Administrative units and blocks, with the days on which they exist, their codes and their parents.

What a written unit means is in ``unit_names``; what became of a unit is in ``succession``.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.dated import Dated
from thidua.registry.lookup import look_up
from thidua.registry.tables import day, read_rows

LEVELS = ("province", "city", "district", "ward", "township", "commune", "block", "department")
DISTRICT_LEVELS = ("city", "district")
COMMUNE_LEVELS = ("ward", "township", "commune")


@dataclass(frozen=True, slots=True)
class Unit(Dated):
    """A unit under one name and level; a new name, level or parent makes a new unit.

    Attributes
    ----------
    id
        Stable id, never used again: ``huyen-ba-be``; the units of 01/07/2025 end in ``-2025``.
    level
        One of province, city, district, ward, township, commune, block, department.
    name, short_name
        "huyện Ba Bể" and "Ba Bể".
    parent
        Id of the unit above, or None.
    valid_from, valid_to
        First and last day; None means before the registry's first record, or still valid.
    """

    id: str
    level: str
    name: str
    short_name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None

    def code(self, on: date) -> str | None:
        """Return the official code on that day, leading zeros kept; None when no source gives one."""
        return official_code(self, on)


@dataclass(frozen=True, slots=True)
class UnitCode(Dated):
    """One official code of one unit; codes pass from unit to unit and identify nothing without a date."""

    unit: str
    code: str
    valid_from: date | None
    valid_to: date | None
    source: str


@cache
def _units() -> dict[str, Unit]:
    return {
        row["id"]: Unit(
            id=row["id"],
            level=row["level"],
            name=row["name"],
            short_name=row["short_name"],
            parent=row["parent"] or None,
            valid_from=day(row, "valid_from"),
            valid_to=day(row, "valid_to"),
        )
        for row in read_rows("units")
    }


@cache
def unit_codes() -> tuple[UnitCode, ...]:
    """Return every official code with its days, in the table's order."""
    return tuple(
        UnitCode(row["unit"], row["code"], day(row, "valid_from"), day(row, "valid_to"), row["source"])
        for row in read_rows("unit_codes")
    )


@cache
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
    return tuple(
        unit
        for unit in _units().values()
        if (level is None or unit.level == level) and (on is None or unit.is_valid(on))
    )


def districts(on: date) -> tuple[Unit, ...]:
    """Return the city and the districts that exist on that day; none from 01/07/2025."""
    return tuple(unit for unit in units(on=on) if unit.level in DISTRICT_LEVELS)


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
