"""Departments: the bodies that every province has by rule, for as long as both it and they exist.

A province whose own departments stand in the table of units keeps those.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.registry.dated import Dated
from thidua.registry.typed import typed
from thidua.registry.unit import Unit


@dataclass(frozen=True, slots=True)
class Department(Dated):
    """A department that every province has in these days; ``becomes`` is the code of what took it over, if any did."""

    code: str
    name: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    becomes: str


def departments() -> Iterator[Department]:
    """Every department of the table in force, in its order."""
    return iter(typed("departments", Department))


def units_of_departments(written: Collection[Unit]) -> Iterator[Unit]:
    """The departments that the provinces have by rule, but for those that are written themselves."""
    own = {(unit.parent, unit.name) for unit in written if unit.level == "department"}
    for province in written:
        for each in departments() if province.level == "province" else ():
            first, last = shared_days(province, each)
            if (province.id, each.name) not in own and (first is None or last is None or first <= last):
                unit_id = f"so-{each.code}-{_place(province)}"
                yield Unit(unit_id, "department", each.name, each.name, province.id, first, last)


def shared_days(one: Dated, other: Dated) -> tuple[date | None, date | None]:
    """First and last day on which both are valid."""
    firsts = [first for each in (one, other) if (first := getattr(each, "valid_from", None)) is not None]
    lasts = [last for each in (one, other) if (last := getattr(each, "valid_to", None)) is not None]
    return max(firsts, default=None), min(lasts, default=None)


def _place(province: Unit) -> str:
    """The part of a province's id that names the place: "thai-nguyen-2025"."""
    return province.id.removeprefix("tinh-").removeprefix("thanh-pho-")


def department_steps(known: Mapping[str, Unit], later: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What each department of a province that ended became, as pairs of ids.

    Parameters
    ----------
    known
        Every unit by its id.
    later
        The province that each one went into, by ids.
    """
    by_name = {(unit.parent, unit.name): unit for unit in known.values() if unit.level == "department"}
    becomes = {each.name: each.becomes or each.code for each in departments()}
    lasting = {each.code: each.name for each in departments() if each.valid_to is None}
    for (parent, name), unit in by_name.items():
        there = by_name.get((later.get(parent or ""), lasting.get(becomes.get(name, ""), name)))
        if there is not None:
            yield unit.id, there.id
