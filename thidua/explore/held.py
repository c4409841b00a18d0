"""Rows of a frame that hold one another: a half and its year, a district and its province, an order and its class.

Added up they would count the same awards twice. What a row tells nothing of keeps it apart from no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from thidua.errors import ConfigError
from thidua.explore.names import period_meant
from thidua.explore.told import Told, why_not_added
from thidua.present.words import unit_name
from thidua.registry import Basis, Period, Unit, ancestors, fold, successors, units, whole_predecessors

if TYPE_CHECKING:
    import pandas as pd

_PARTS = {
    "award": "award",
    "level": "level",
    "authority": "authority",
    "recipient_kind": "kind",
    "recipient_class": "recipient_class",
    "award_type": "award_type",
}
"""The columns that keep rows apart, and what `Told` calls them."""


class Place(NamedTuple):
    """Whose row it is and when, in the words of the frame."""

    unit: str
    period: str

    def __str__(self) -> str:
        return ", ".join(one for one in self if one)


def held_rows(frame: pd.DataFrame, basis: Basis) -> tuple[Place, Place] | None:
    """The places of the first two rows of which one holds some or all of the other; None if there are none.

    Parameters
    ----------
    frame
        Of one status, with any of the columns of `facts`; units and periods by code or by name. Of a text that is
        neither nothing is known, and it holds nothing.
    basis
        Which days its periods have.
    """
    places = _rows_of(frame)
    for place, rows in places.items():
        # Of lists and returns what one unit and period has is apart; what is quoted may not be.
        if any(_share(one, other) for one, other in combinations([row for row in rows if row.is_quoted], 2)):
            return place, place
    for one, other in _nested(list(places), basis):
        if any(_share(_whole(mine), _whole(its)) for mine, its in product(places[one], places[other])):
            return one, other
    return None


def _rows_of(frame: pd.DataFrame) -> dict[Place, list[Told]]:
    """The rows of each unit and period."""

    def texts(*names: str) -> list[str]:
        name = next((one for one in names if one in frame), None)
        if name is None:
            return [""] * len(frame)
        return [value if isinstance(value, str) else "" for value in frame[name]]

    told = {part: texts(column) for column, part in _PARTS.items()}
    found: dict[Place, list[Told]] = {}
    origins = texts("origin")
    for at, place in enumerate(map(Place, texts("unit", "unit_name"), texts("period", "period_label"))):
        parts = {part: values[at] for part, values in told.items()}
        said = Told(**parts, number=None, state="counted", is_quoted=origins[at] == "quotation")
        found.setdefault(place, []).append(said)
    return found


def _whole(row: Told) -> Told:
    """A row as it is looked at beside those of other units and periods, where sums hold what they are made of."""
    return row._replace(is_quoted=True)


def _share(one: Told, other: Told) -> bool:
    return why_not_added([one, other]) == "holding"


def _nested(places: list[Place], basis: Basis) -> Iterator[tuple[Place, Place]]:
    """Two places of which one lies in the other: the same or one above it, in days that both have."""
    meant = _units_meant({place.unit for place in places})
    when = {text: _period_meant(text, basis) for text in {place.period for place in places}}
    by_unit: dict[Unit | str, list[Place]] = {}
    for place in places:
        for unit in meant.get(place.unit, (place.unit,)):
            by_unit.setdefault(unit, []).append(place)
    for place in places:
        for unit in meant.get(place.unit, (place.unit,)):
            for holder in _holders(unit):
                for other in by_unit.get(holder, ()):
                    if other != place and _have_days_in_common(place.period, other.period, when, basis):
                        yield other, place


def _holders(unit: Unit | str) -> tuple[Unit | str, ...]:
    """A unit, those above it, and the province into which these went: whose sums hold its figures."""
    if isinstance(unit, str):
        return (unit,)
    above = (unit, *ancestors(unit))
    later = [new for one in above for new in successors(one.id) if one in whole_predecessors(new)]
    return (*above, *(one for one in later if one.level == "province"))


def _have_days_in_common(one: str, other: str, when: dict[str, Period | None], basis: Basis) -> bool:
    """Whether two periods have days in common; a frame that tells no periods is of one."""
    first, second = when[one], when[other]
    if first is None or second is None:
        return one == other
    return first.first_day(basis) <= second.last_day(basis) and second.first_day(basis) <= first.last_day(basis)


def _period_meant(text: str, basis: Basis) -> Period | None:
    try:
        return period_meant(text, basis)
    except ConfigError:  # a column of one's own may hold other words; they are no period of ours
        return None


def _units_meant(texts: set[str]) -> dict[str, tuple[Unit, ...]]:
    """The units that ids or names mean: every one of a name, as two communes share one."""
    found: dict[str, list[Unit]] = {}
    names = {fold(text): text for text in texts}
    for unit in units():
        for name in dict.fromkeys((unit.id, fold(unit.name), fold(unit_name(unit)))):
            if name in names:
                found.setdefault(names[name], []).append(unit)
    return {text: tuple(dict.fromkeys(those)) for text, those in found.items()}
