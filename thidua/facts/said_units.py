"""Units as the settings of a dataset say them: one by its id or name, or all of a group by one word.

A group is looked up in each period anew: who reports to the province, and who belongs to a block, is a matter of days.
"""

from __future__ import annotations

from datetime import date

from thidua.errors import ConfigError
from thidua.registry import (
    Basis,
    Period,
    Unit,
    all_block_members,
    block_members,
    days_in,
    find_unit,
    get_unit,
    last_day_in,
    level_on,
    reporting_levels,
    units,
)
from thidua.registry.dated import shown_day
from thidua.registry.territory import per_territory
from thidua.registry.unit_names import days_of_states

LEVELS = ("district", "city", "commune", "ward", "township", "special_zone", "department")
"""The words for all units of a level that report to the province in a period."""

MEMBERS = "members of "
"""Before the id of a block: all its members in a period."""

GROUPS = f'{", ".join(LEVELS)}, or "{MEMBERS}" and the id of a block'


def is_group(text: str) -> bool:
    """Whether a text means several units: "commune", "members of khoi-huyen-tp"."""
    return text in LEVELS or text.startswith(MEMBERS)


@per_territory(maxsize=1024)
def group_in(text: str, period: Period, basis: Basis) -> tuple[Unit, ...]:
    """Return the units of a group that have days in a period, in the registry's order; a block's, in that of its table.

    Old communes reported to their districts, and are none of "commune" before 01/07/2025.

    Raises
    ------
    ConfigError
        If the block is unknown.
    """
    if text.startswith(MEMBERS):
        block = text.removeprefix(MEMBERS).strip()
        members = [(one, last_day_in(one, period, basis)) for one in all_block_members(block)]
        return tuple(one for one, day in members if _lives(one, period, basis) and one in block_members(block, day))
    found = [(one, last_day_in(one, period, basis)) for one in units() if _lives(one, period, basis)]
    return tuple(one for one, day in found if level_on(one, day) == text and text in reporting_levels(day))


@per_territory(maxsize=4096)
def said_ids(texts: tuple[str, ...], period: Period, basis: Basis) -> tuple[str, ...]:
    """Return the ids of the units that are meant in a period, each once; those without days in it are left out.

    Raises
    ------
    ConfigError
        If a text is neither an id nor a group.
    """
    found: dict[str, None] = {}
    for text in texts:
        meant = group_in(text, period, basis) if is_group(text) else (get_unit(text),)
        found |= {one.id: None for one in meant if _lives(one, period, basis)}
    return tuple(found)


def check_said(text: str) -> None:
    """Refuse what is neither the id of a unit nor a group.

    Raises
    ------
    ConfigError
        Names the nearest ids and the groups.
    """
    if text.startswith(MEMBERS):
        all_block_members(text.removeprefix(MEMBERS).strip())
    elif text not in LEVELS:
        try:
            get_unit(text)
        except ConfigError as problem:
            raise ConfigError(f"{problem}; or write a group: {GROUPS}") from None


@per_territory(maxsize=4096)
def unit_of_any_day(text: str) -> Unit | None:
    """Return the unit that a text means on some day, the last such day first; None if it means none on any."""
    return next((unit for day in days_of_states(date.min, date.max) if (unit := find_unit(text, day))), None)


def why_without_days(unit: Unit, period: Period, basis: Basis) -> str:
    """Say why a unit has no days in a period: "ended on 30/06/2025"."""
    if unit.valid_from is not None and period.last_day(basis) < unit.valid_from:
        return f"begins on {shown_day(unit.valid_from)}"
    return f"ended on {shown_day(unit.valid_to)}" if unit.valid_to else "is another one then"


def last_change() -> date:
    """Return the last day on which a unit that is known begins, or is over: later years are alike."""
    days = [day for one in units() for day in (one.valid_from, one.valid_to) if day is not None]
    return max(days, default=date.min)


def _lives(unit: Unit, period: Period, basis: Basis) -> bool:
    return days_in(unit, period, basis) is not None
