"""Why a written unit is none on a day, in the sender's language: ended, not begun, below another one, or misspelt.

What a written unit means belongs to the registry; here its answers are put into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from thidua.intake.words.near_words import NearWords
from thidua.intake.words.units_said import without_days
from thidua.registry import (
    Unit,
    ancestors,
    find_unit,
    find_units,
    fold,
    name_on,
    predecessors,
    same_since,
    strip_accents,
    successors,
    unit_aliases,
    unit_codes,
    unit_names,
    units,
)
from thidua.registry.dated import days_of_change, shown_day
from thidua.registry.territory import per_territory
from thidua.registry.unit_names import type_words

_FEW = 2
_NEAREST = 2
_MOST_ALIKE = 4
"""Names that differ in accents alone are proposed together: nobody knows which of them is meant."""


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
    return refusal_of(text, on, "V01-why" if has_period or not units_of_any_day(text) else "V01-period"), words


def refusal_of(text: str, on: date, otherwise: str) -> str:
    """The message for a unit that is none, or another one where the text is the name of several of that day."""
    return "V01-several" if len(find_units(without_days(text), on)) > 1 else otherwise


@per_territory(maxsize=8192)
def why_no_unit(text: str, on: date) -> str:
    """Say in a few Vietnamese words why a written unit is none on that day; nothing where nothing is known.

    Returns
    -------
    str
        Until when it was and what it is now, from when it is and what it was before, or the nearest names of the day;
        of a name that several units have, those units.

    Examples
    --------
    >>> why_no_unit("huyện Chợ Mới", date(2026, 3, 1))
    'huyện Chợ Mới chỉ có đến 30/06/2025, nay là xã Chợ Mới và 4 nơi khác'
    >>> why_no_unit("huyện Ba Bẻ", date(2023, 3, 1))
    'gần nhất: huyện Ba Bể'
    """
    text = without_days(text)
    if len(several := find_units(text, on)) > 1:
        named = list(_told_apart(several, on))
        rest = [f"{len(named) - _FEW} nơi khác"] if len(named) > _FEW + 1 else named[_FEW:]
        return " hoặc ".join((*named[:_FEW], *rest))
    meant = units_of_any_day(text)
    absent = [unit for unit in meant if not unit.is_valid(on)]
    if absent:
        return absence(min(absent, key=lambda unit: _gap(unit, on)), on)
    elsewhere = find_unit(text.partition(",")[0], on) if "," in text else None
    if elsewhere is not None and (above := ancestors(elsewhere)):
        return f"{elsewhere.name} thuộc {above[0].name}"
    nearest = _names(same_since(on)).find(text, _NEAREST)
    return f"gần nhất: {', '.join(nearest)}" if nearest else ""


@per_territory(maxsize=8192)
def units_of_any_day(text: str) -> tuple[Unit, ...]:
    """The units of any day that a text names, in the order of the days."""
    return tuple(dict.fromkeys(unit for day in _days() if (unit := find_unit(text, day)) is not None))


def _gap(unit: Unit, on: date) -> timedelta:
    """How long before that day the unit ended, or how long after it began."""
    if unit.valid_to is not None and unit.valid_to < on:
        return on - unit.valid_to
    return unit.valid_from - on if unit.valid_from is not None else timedelta.max


def _told_apart(found: tuple[Unit, ...], on: date) -> Iterator[str]:
    """Units that a text can mean as they are told apart: where two have one name, with the unit above each."""
    names = [name_on(unit, on) for unit in found]
    for unit, name in zip(found, names, strict=True):
        above = ancestors(unit)[:1] if names.count(name) > 1 else ()
        comma = "" if unit.level == "department" else ","
        yield f"{name}{comma} {name_on(above[0], on)}" if above else name


def absence(unit: Unit, on: date) -> str:
    """Say until when a unit was and what it is now, or from when it is and what it was before; nothing if it exists.

    Examples
    --------
    >>> from thidua.registry import get_unit
    >>> absence(get_unit("xa-ba-be-2025"), date(2025, 5, 5))
    'xã Ba Bể chỉ có từ 01/07/2025, trước đó là xã Cao Thượng và 2 nơi khác'
    """
    if unit.valid_to is not None and unit.valid_to < on:
        now = _listed(", nay là", successors(unit.id, on=on), unit)
        return f"{_with_province(unit)} chỉ có đến {shown_day(unit.valid_to)}{now}"
    if unit.valid_from is not None and on < unit.valid_from:
        before = tuple(one for one in predecessors(unit.id) if one.is_valid(on))
        return f"{_with_province(unit)} chỉ có từ {shown_day(unit.valid_from)}{_listed(', trước đó là', before, unit)}"
    return ""


@per_territory(maxsize=8192)
def why_other_name(text: str, unit: Unit, days: tuple[date, ...]) -> str:
    """Say since or until when a unit has the name by which a text calls it; nothing if it has it on one of the days."""
    dated = [one for one in unit_names() if one.unit == unit.id]
    now = {name_on(unit, day) for day in days}
    if not dated or any(_calls(text, name, unit) for name in now):
        return ""
    on_days = ", ".join(sorted(now))
    for one in dated:
        if _calls(text, one.name, unit) and one.valid_from is not None and max(days) < one.valid_from:
            return f"{on_days} có tên {one.name} từ {shown_day(one.valid_from)}"
        if _calls(text, one.name, unit) and one.valid_to is not None:
            return f"{on_days} có tên {one.name} đến {shown_day(one.valid_to)}"
    begun = min((one.valid_from for one in dated if one.valid_from is not None), default=None)
    if begun is None or not _calls(text, unit.name, unit):
        return ""
    return f"{on_days} có tên {unit.name} đến {shown_day(begun - timedelta(days=1))}"


def _calls(text: str, name: str, unit: Unit) -> bool:
    """Whether a text calls a unit by a name with the word of its kind, or a short form of it: "P. Kép"."""
    kind = fold(name.removesuffix(unit.short_name).strip())
    words = [word for word, levels in type_words().items() if levels == type_words().get(kind)] or [kind]
    written = "|".join(map(re.escape, words))
    return re.search(rf"(?<!\w)(?:{written})\.?\s*{re.escape(fold(unit.short_name))}(?!\w)", fold(text)) is not None


def _listed(words: str, found: tuple[Unit, ...], unit: Unit) -> str:
    """The units behind the words, or one of many, the one of the same name if there is one: a message has one line."""
    if not found:
        return ""
    found = tuple(sorted(found, key=lambda one: one.short_name != unit.short_name))
    if len(found) > _FEW:
        return f"{words} {found[0].name} và {len(found) - 1} nơi khác"
    return f"{words} {', '.join(map(_with_province, found))}"


def _with_province(unit: Unit) -> str:
    """The name of a unit; of a department that two provinces have had, with that of its province."""
    same = unit.level == "department" and sum(one.name == unit.name for one in units(level="department")) > 1
    return f"{unit.name} {ancestors(unit)[0].name}" if same and unit.parent else unit.name


@per_territory
def _days() -> tuple[date, ...]:
    """The first day of every state of the map, and the last of the first."""
    changes = days_of_change((*units(), *unit_codes(), *unit_aliases()))
    return (changes[1] - timedelta(days=1), *changes[1:]) if len(changes) > 1 else changes


@per_territory(maxsize=16)
def _names(on: date) -> NearWords:
    """The units of a day as they are written, with and without their type word; near names stand together."""
    alike: dict[str, list[str]] = {}
    for unit in units(on=on):
        name = name_on(unit, on)
        for text in (name, unit.short_name):
            alike.setdefault(strip_accents(fold(text)), []).append(name)
    whole = {name_on(unit, on): unit for unit in units(on=on)}
    short = {unit.short_name: unit for unit in reversed(units(on=on))}
    return NearWords(
        {text: ", ".join(dict.fromkeys(alike[strip_accents(fold(text))][:_MOST_ALIKE])) for text in (*whole, *short)}
    )
