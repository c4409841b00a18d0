"""Emulation blocks: who belongs to one, and who led it in a year.

Scores and ranks come from the block's own scoring sheet and are no part of the registry.
"""

from dataclasses import dataclass
from datetime import date

from thidua.errors import ConfigError
from thidua.registry.dated import Dated
from thidua.registry.tables import Row, day, read_rows, records
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.unit import Unit
from thidua.registry.units import get_unit, units


@dataclass(frozen=True, slots=True)
class BlockMember(Dated):
    """One unit's membership of one block, with its days and where it is stated."""

    block: str
    unit: str
    valid_from: date | None
    valid_to: date | None
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


def _member(row: Row) -> BlockMember:
    block, unit = get_unit(row["block"]), get_unit(row["unit"])
    if block.level != "block":
        raise ConfigError(f"{quoted(block.id)} is not a block; give it a row of level block in units.csv")
    if unit.level == "block":
        raise ConfigError(f"{quoted(unit.id)} is a block itself; write the units that are its members")
    member = BlockMember(block.id, unit.id, day(row, "valid_from"), day(row, "valid_to"), row["source"])
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
    rows = [row for row in read_rows("block_roles") if row["block"] == block_id and row["year"] == str(year)]
    by_role = {row["role"]: get_unit(row["unit"]) for row in rows}
    sources = dict.fromkeys(row["source"] for row in rows)
    return BlockRoles(by_role.get("head"), by_role.get("deputy"), "; ".join(sources))
