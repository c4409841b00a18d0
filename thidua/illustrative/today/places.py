"""Who sends in which half-year: districts and departments of both provinces, then communes and departments of one.

Units and their days are the registry's; only which of them send, and how large each is, is made up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from thidua.illustrative.chances import chance
from thidua.registry import Period, Unit, get_basis, get_unit, last_day_in, predecessor_districts, reporting_units
from thidua.registry.territory import Territory

TERRITORY = Territory("19")
"""Whose tables are in force while the data are made."""

BASIS = get_basis("administrative")
HALVES = tuple(map(Period.parse, ("2024-H1", "2024-H2", "2025-H1", "2025-H2", "2026-H1")))
LAST_OF_DISTRICTS = HALVES[2]

PROVINCE = "tinh-thai-nguyen-2025"
OFFICES: Mapping[str, str] = {
    "so-noi-vu": "tinh-bac-kan",
    "so-noi-vu-thai-nguyen": "tinh-thai-nguyen",
    "so-noi-vu-thai-nguyen-2025": PROVINCE,
}
"""Who keeps the list of a province's own awards."""

_SENDING = ("Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Phát triển nông thôn")
_SILENT = "Sở Văn hóa, Thể thao và Du lịch"


@cache
def senders_in(half: Period) -> tuple[Unit, ...]:
    """Who sends the awards of its own head in a half-year, in the registry's order."""
    is_now = HALVES.index(half) > HALVES.index(LAST_OF_DISTRICTS)
    first = half.first_day(BASIS)
    day = half.last_day(BASIS) if is_now else first
    return tuple(
        unit
        for unit in reporting_units(day)
        if unit.level != "department" or (unit.name != _SILENT if is_now else unit.name in _SENDING)
    )


@cache
def size(unit_id: str) -> float:
    """How much larger than the usual one of its level a unit is."""
    return chance("size", unit_id).uniform(0.7, 1.45)


@cache
def communes_in(unit: Unit) -> tuple[Unit, ...]:
    """The communes of today whose people a unit has: itself, or those that a district became."""
    if unit.level not in ("district", "city"):
        return (unit,)
    last = last_day_in(get_unit(PROVINCE), HALVES[-1], BASIS)
    return tuple(each for each in reporting_units(last) if unit in predecessor_districts(each.id)[:1])
