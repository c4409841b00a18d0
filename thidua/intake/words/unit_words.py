"""Why a written unit is none on a day, in the sender's language: ended, not begun, below another one, or misspelt.

What a written unit means belongs to the registry; here its answers are put into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from thidua.intake.words.near_words import NearWords
from thidua.registry import (
    Unit,
    ancestors,
    find_unit,
    predecessors,
    same_since,
    successors,
    unit_aliases,
    unit_codes,
    units,
)
from thidua.registry.dated import days_of_change, shown_day
from thidua.registry.territory import per_territory

_FEW = 2
_NEAREST = 2


def unit_refusal(text: str, on: date, *, has_period: bool) -> tuple[str, Mapping[str, str]]:
    """The message for a unit that is none on the day of its row, and the words of that message.

    Parameters
    ----------
    text
        The unit as written.
    on
        The day on which it was looked up.
    has_period
        Whether the table states its period: without one, the day is mostly not the one that was meant.

    Examples
    --------
    >>> unit_refusal("huyện Ba Bể", date(2026, 3, 1), has_period=False)[0], unit_refusal("Sao Hỏa", date(2026, 3, 1),
    ...     has_period=True)[0]
    ('V01-period', 'V01-unit')
    """
    why = why_no_unit(text, on)
    if not why:
        return "V01-unit", {}
    words = {"why": why, "day": shown_day(on)}
    return ("V01-why" if has_period or not units_meant(text) else "V01-period"), words


@per_territory(maxsize=8192)
def why_no_unit(text: str, on: date) -> str:
    """Say in a few Vietnamese words why a written unit is none on that day; nothing where nothing is known.

    Returns
    -------
    str
        Until when it was and what it is now, from when it is and what it was before, or the nearest names of the day.

    Examples
    --------
    >>> why_no_unit("huyện Chợ Mới", date(2026, 3, 1))
    'huyện Chợ Mới chỉ có đến 30/06/2025, nay là xã Chợ Mới và 4 nơi khác'
    >>> why_no_unit("huyện Ba Bẻ", date(2023, 3, 1))
    'gần nhất: huyện Ba Bể'
    """
    meant = units_meant(text)
    absent = [unit for unit in meant if not unit.is_valid(on)]
    if absent:
        return _absence(min(absent, key=lambda unit: _gap(unit, on)), on)
    elsewhere = find_unit(text.partition(",")[0], on) if "," in text else None
    if elsewhere is not None and (above := ancestors(elsewhere)):
        return f"{elsewhere.name} thuộc {above[0].name}"
    nearest = _names(same_since(on)).find(text, _NEAREST)
    return f"gần nhất: {', '.join(nearest)}" if nearest else ""


@per_territory(maxsize=8192)
def units_meant(text: str) -> tuple[Unit, ...]:
    """The units of any day that a text names, in the order of the days."""
    return tuple(dict.fromkeys(unit for day in _days() if (unit := find_unit(text, day)) is not None))


def _gap(unit: Unit, on: date) -> timedelta:
    """How long before that day the unit ended, or how long after it began."""
    if unit.valid_to is not None and unit.valid_to < on:
        return on - unit.valid_to
    return unit.valid_from - on if unit.valid_from is not None else timedelta.max


def _absence(unit: Unit, on: date) -> str:
    if unit.valid_to is not None and unit.valid_to < on:
        return f"{unit.name} chỉ có đến {shown_day(unit.valid_to)}{_listed(', nay là', successors(unit.id, on=on))}"
    if unit.valid_from is not None and on < unit.valid_from:
        before = tuple(one for one in predecessors(unit.id) if one.is_valid(on))
        return f"{unit.name} chỉ có từ {shown_day(unit.valid_from)}{_listed(', trước đó là', before)}"
    return ""


def _listed(words: str, found: tuple[Unit, ...]) -> str:
    """The units behind the words, or the first of many: a message has one line."""
    if not found:
        return ""
    if len(found) > _FEW:
        return f"{words} {found[0].name} và {len(found) - 1} nơi khác"
    return f"{words} {', '.join(unit.name for unit in found)}"


@per_territory
def _days() -> tuple[date, ...]:
    """The first day of every state of the map, and the last of the first."""
    changes = days_of_change((*units(), *unit_codes(), *unit_aliases()))
    return (changes[1] - timedelta(days=1), *changes[1:]) if len(changes) > 1 else changes


@per_territory(maxsize=16)
def _names(on: date) -> NearWords:
    """The units of a day as they are written, with and without their type word."""
    whole = {unit.name: unit.name for unit in units(on=on)}
    short: dict[str, str] = {}
    for unit in units(on=on):
        short.setdefault(unit.short_name, unit.name)
    return NearWords({**whole, **short})
