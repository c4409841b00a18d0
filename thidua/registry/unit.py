"""A unit under one id: its level, name, parent and days, and its codes and names in some of them."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from thidua.errors import ConfigError
from thidua.registry.codes import UnitLevel
from thidua.registry.dated import Dated
from thidua.registry.text import quoted

LEVELS: tuple[UnitLevel, ...] = get_args(UnitLevel)
DISTRICT_LEVELS: tuple[UnitLevel, ...] = ("city", "district")
COMMUNE_LEVELS: tuple[UnitLevel, ...] = ("ward", "township", "commune", "special_zone")


@dataclass(frozen=True, slots=True)
class Unit(Dated):
    """A unit under one name and level; a new name, level or parent makes a new unit.

    Attributes
    ----------
    id
        Stable id, never used again: ``huyen-ba-be``; the units of 01/07/2025 end in ``-2025``.
    level
        One of ``LEVELS``; a city of the centre is a province.
    name, short_name
        "huyện Ba Bể" and "Ba Bể".
    parent
        Id of the unit above, or None.
    valid_from, valid_to
        First and last day; None means before the registry's first record, or still valid.
    """

    id: str
    level: UnitLevel
    name: str
    short_name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None

    def code(self, on: date) -> str | None:
        """Return the official code on that day, leading zeros kept; None when no source gives one."""
        from thidua.registry.units import official_code  # the table of codes is read when one is asked for

        return official_code(self, on)


@dataclass(frozen=True, slots=True)
class UnitCode(Dated):
    """One official code of one unit; codes pass from unit to unit and identify nothing without a date."""

    unit: str
    code: str
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class UnitName(Dated):
    """The kind and name of a unit in some of its days: a commune that became a ward with its code and borders."""

    unit: str
    level: UnitLevel
    name: str
    short_name: str
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ReportingLevel(Dated):
    """A level whose units report to the province in these days."""

    level: UnitLevel
    valid_from: date | None
    valid_to: date | None


def known_level(text: str) -> str:
    """Return a level of units.

    Raises
    ------
    ConfigError
        If it is none; names those there are.
    """
    if text not in LEVELS:
        raise ConfigError(f"{quoted(text)} is no level; write one of {', '.join(LEVELS)}")
    return text
