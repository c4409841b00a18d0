"""Emulation blocks: who belongs to one, and who led it in a year.

Scores and ranks come from the block's own scoring sheet and are no part of the registry.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.errors import ConfigError
from thidua.registry.dated import Dated
from thidua.registry.tables import Row, records
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.typed import record_of, typed
from thidua.registry.unit import Unit
from thidua.registry.units import get_unit, known_id, units


@dataclass(frozen=True, slots=True)
class BlockMember(Dated):
    """One unit's membership of one block, with its days and where it is stated."""

    block: str
    unit: str
    valid_from: date | None
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class BlockRole:
    """Which unit leads a block, or is its deputy, in a year."""

    block: str
    year: int
    role: Literal["head", "deputy"]
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class BlockRoles:
    """Head (Trưởng khối) and deputy (Phó trưởng khối) in one year; None where no source names them."""

    head: Unit | None
    deputy: Unit | None
    source: str


@per_territory
def _members() -> tuple[BlockMember, ...]:
    return tuple(records("block_members", _member))


@per_territory
def _roles() -> tuple[BlockRole, ...]:
    return typed("block_roles", BlockRole, block=known_id, unit=known_id)


def _member(row: Row) -> BlockMember:
    block, unit = get_unit(row["block"]), get_unit(row["unit"])
    if block.level != "block":
        raise ConfigError(f"{quoted(block.id)} is not a block; give it a row of level block in units.csv")
    if unit.level == "block":
        raise ConfigError(f"{quoted(unit.id)} is a block itself; write the units that are its members")
    member = record_of(row, BlockMember, block=known_id, unit=known_id)
    if (member.valid_from and not unit.is_valid(member.valid_from)) or not _meet(block, unit):
        raise ConfigError(f"{quoted(unit.id)} is no unit on the days of {quoted(block.id)}; write what it became")
    return member


def _meet(one: Unit, other: Unit) -> bool:
    """Whether there is a day on which both exist."""
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _check_block(block_id: str) -> None:
    if get_unit(block_id).level != "block":
        known = ", ".join(unit.id for unit in units(level="block"))
        raise ConfigError(f"{quoted(block_id)} is not a block; expected one of {known}")


def block_members(block_id: str, on: date) -> tuple[Unit, ...]:
    """Return the members of the block on that day, in the table's order.

    Raises
    ------
    ConfigError
        If the id is not that of a block.
    """
    _check_block(block_id)
    return tuple(get_unit(member.unit) for member in _members() if member.block == block_id and member.is_valid(on))


def all_block_members(block_id: str) -> tuple[Unit, ...]:
    """Return every unit that is or was a member of the block, in the table's order."""
    _check_block(block_id)
    return tuple(dict.fromkeys(get_unit(member.unit) for member in _members() if member.block == block_id))


def block_roles(block_id: str, year: int) -> BlockRoles:
    """Return who led the block in that year; a year without a record gives None for both and no source.

    Raises
    ------
    ConfigError
        If the id is not that of a block.
    """
    _check_block(block_id)
    found = [one for one in _roles() if (one.block, one.year) == (block_id, year)]
    by_role = {one.role: get_unit(one.unit) for one in found}
    sources = dict.fromkeys(one.source for one in found)
    return BlockRoles(by_role.get("head"), by_role.get("deputy"), "; ".join(sources))
