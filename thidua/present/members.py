"""What the units that are set beside each other are called: "huyện, thành phố" until 30/06/2025, "xã, phường" since.

The words follow the kinds of units that there are; which units they are is for `Known`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_count
from thidua.present.words import unit_name, upper_first
from thidua.registry import Unit, fold, get_unit, last_day_in, name_on

Kind = Literal["quận", "huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "sở"]
_KINDS: tuple[Kind, ...] = ("quận", "huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "sở")
"""In the order in which they are told."""


def kinds_of(report: Known, units: Sequence[Unit]) -> tuple[Kind, ...]:
    """The kinds of units by the first words of their names in the period, in the order in which they are told."""
    names = [fold(name_on(one, last_day_in(one, report.period, report.basis))) for one in units]
    return tuple(kind for kind in _KINDS if any(name.startswith(f"{kind} ") for name in names))


def members_words(report: Known, number: int, units: Sequence[Unit] | None = None) -> str:
    """What some units are called inside a sentence: "huyện, thành phố", "xã, phường", "đơn vị của khối".

    Parameters
    ----------
    number
        How many of them the sentence tells, with which the English agrees.
    units
        The units; the members of the report, if left out.
    """
    if report.unit.level == "block":
        return _block_members(report, number)
    return kinds_words(kinds_of(report, report.members if units is None else units), number)


def kinds_words(kinds: Sequence[Kind], number: int = 2) -> str:
    """Kinds of units inside a sentence, agreeing with a number."""
    if tuple(kinds) == ("huyện", "thành phố"):
        return tr_count("huyện, thành phố", number)
    return ", ".join(_kind_words(kind, number) for kind in kinds) or tr_count("đơn vị", number)


def _kind_words(kind: Kind, number: int) -> str:
    return {
        "quận": tr_count("quận", number),
        "huyện": tr_count("huyện", number),
        "thị xã": tr_count("thị xã", number),
        "thành phố": tr_count("thành phố", number),
        "xã": tr_count("xã", number),
        "phường": tr_count("phường", number),
        "thị trấn": tr_count("thị trấn", number),
        "đặc khu": tr_count("đặc khu", number),
        "sở": tr_count("sở, ban, ngành", number),
    }[kind]


def _block_members(report: Known, number: int) -> str:
    if is_cluster(report):
        return tr_count("đơn vị của cụm", number)
    return tr_count("đơn vị của khối", number)


def is_cluster(report: Known) -> bool:
    """Whether the block calls itself a cluster (cụm), as those of communes do."""
    return fold(report.unit.name).startswith("cụm ")


def block_word(report: Known) -> str:
    """What the block calls itself inside a sentence: "khối", "cụm"."""
    return tr("cụm") if is_cluster(report) else tr("khối")


def head_words(report: Known, units: Sequence[Unit]) -> str:
    """The units as the head of a group of rows: "Huyện, thành phố", "Xã, phường"."""
    kinds = kinds_of(report, units)
    if kinds == ("huyện", "thành phố"):
        return tr("Huyện, thành phố")
    return upper_first(kinds_words(kinds))


def sum_words(report: Known, units: Sequence[Unit]) -> str:
    """The label of their sum: "Cộng huyện, thành phố"."""
    kinds = kinds_of(report, units)
    if kinds == ("huyện", "thành phố"):
        return tr("Cộng huyện, thành phố")
    return tr("Cộng {units}", units=kinds_words(kinds))


def area_name(report: Known, unit: Unit) -> str:
    """A province that the report is about, or that went into it; of one name with it, the old one is told apart."""
    name = unit_name(unit)
    if unit == report.unit or name != unit_name(report.unit):
        return name
    return tr("{unit} cũ", unit=name)


NAMED = 8
"""So many units are named of which one was made, or that took its place; of more it is told how many they are."""


def units_words(found: Sequence[Unit], on: date | None = None) -> str:
    """Some units by name, as on that day; departments with their province, since several have one of a name."""
    if len(found) > NAMED:
        return tr_count("{number} đơn vị", len(found), number=write_count(len(found)))
    names = []
    for one in found:
        above = get_unit(one.parent) if one.level == "department" and one.parent else None
        names.append(f"{unit_name(one, on)} {unit_name(above, on)}" if above else unit_name(one, on))
    return ", ".join(names)
