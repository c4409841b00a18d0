"""Habits: in which look, under which file name and from which mailbox each unit sends, and whether a list or a return.

What the looks are is in ``thidua.illustrative.looks``.
"""

from __future__ import annotations

from functools import cache

from thidua.illustrative.looks import LOOKS, Look
from thidua.illustrative.senders import Sender
from thidua.illustrative.today.places import HALVES, OFFICES, senders_in
from thidua.registry import Unit, get_unit, strip_accents

_LOOKS: tuple[str, ...] = ("roman", "three-rows", "by-title", "one-column", "titled-csv")
_LOOKS += ("subtotals", "two-sheets", "with-status", "serials")
_LOOKS_OF_DEPARTMENTS = ("department", "with-status", "titled-csv")
_FILES = (
    "Danh sách khen thưởng {name} {period}",
    "DS khen thuong {plain} {short}",
    "{joined}_{code}_khenthuong",
    "{upper} - KT {short}",
    "Bao cao KT {plain} {short}",
    "{plain} {code}",
    "{plain} gui SNV {short}",
)
_LIKE = (("commune", "ward"), ("district", "city"), ("department",))
_RETURN = "Bieu tong hop KQ khen thuong {plain} {short}"
_EVERY = 5
"""One commune in so many sends a return instead of a list."""

KEEPERS = "province"
"""The look of the lists that a province's Department of Home Affairs keeps."""


@cache
def sends_return(unit: Unit) -> bool:
    """Whether it counts its awards in a return and lists nobody."""
    return unit.level in ("commune", "ward") and _place(unit) % _EVERY == _EVERY - 1


def names_households(unit: Unit) -> bool:
    """Whether what it sends has room for households: a return has none, nor has a list of two sheets."""
    return not sends_return(unit) and look_of(unit).groups != "sheets"


def look_of(unit: Unit) -> Look:
    """How the unit lays out its lists."""
    return LOOKS[_look(unit)]


def spelling_of(sender: Sender) -> str:
    """How it types: as the look of its lists has it, or one in four with the tones where old keyboards put them."""
    typed = LOOKS[sender.look].spelling
    return typed or ("tones" if _place(get_unit(sender.unit)) % 4 == 1 else "")


def sender_for(unit: Unit) -> Sender:
    """The unit as a sender of its own awards."""
    pattern = _RETURN if sends_return(unit) else _FILES[_place(unit) % len(_FILES)]
    name = unit.name if unit.level != "department" else _of_province(unit)
    plain = strip_accents(name)
    names = {"name": name, "plain": plain, "joined": plain.title().replace(" ", ""), "upper": plain.upper()}
    file_name = pattern.format(period="{period}", short="{short}", code="{code}", **names)
    return Sender(unit.id, unit.id, unit.id.removesuffix("-2025"), _look(unit), True, file_name)


def keeper_for(office: str) -> Sender:
    """The Department of Home Affairs that keeps the list of its province's awards, as the sender of that list."""
    name = strip_accents(get_unit(OFFICES[office]).name)
    mailbox = f"bantdkt.{office.removesuffix('-2025')}"
    return Sender(f"province {office}", office, mailbox, KEEPERS, True, f"QD khen thuong cap tinh {name} {{short}}")


def _of_province(unit: Unit) -> str:
    return f"{unit.name} {get_unit(unit.parent or '').short_name}"


def _look(unit: Unit) -> str:
    looks = _LOOKS_OF_DEPARTMENTS if unit.level == "department" else _LOOKS
    return looks[_place(unit) % len(looks)]


@cache
def _place(unit: Unit) -> int:
    """Its place among those like it that ever send."""
    like = next(levels for levels in _LIKE if unit.level in levels)
    known = dict.fromkeys(each for half in HALVES for each in senders_in(half) if each.level in like)
    return list(known).index(unit)
