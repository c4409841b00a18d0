"""Where units lie: one point for each unit that has a source for it, for maps of symbols.

No boundary belongs here; a unit without a point is left off a map, no point is made up for it.
"""

from typing import NamedTuple

from thidua.errors import ConfigError
from thidua.registry.tables import Row, records
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.units import get_unit

LATITUDES, LONGITUDES = (7.0, 24.0), (102.0, 116.0)
"""Việt Nam with its islands: a point outside has its two numbers swapped or a digit lost."""


class Position(NamedTuple):
    """A point in degrees north and east (WGS 84)."""

    latitude: float
    longitude: float


@per_territory
def positions() -> dict[str, Position]:
    """Return the point of each unit that has one, by its id."""
    return dict(records("unit_places", _position))


def _position(row: Row) -> tuple[str, Position]:
    return get_unit(row["unit"]).id, checked_position(row["unit"], row["latitude"], row["longitude"])


def checked_position(unit_id: str, latitude: str, longitude: str) -> Position:
    """Read a point from its two cells.

    Raises
    ------
    ConfigError
        If a cell is no number or the point is not in Việt Nam; names the unit and the cells.
    """
    try:
        position = Position(float(latitude), float(longitude))
    except ValueError:
        position = Position(0.0, 0.0)
    if LATITUDES[0] <= position.latitude <= LATITUDES[1] and LONGITUDES[0] <= position.longitude <= LONGITUDES[1]:
        return position
    raise ConfigError(
        f"registry table unit_places.csv: {unit_id} lies at {quoted(latitude)}, {quoted(longitude)}; "
        f"expected degrees north (7 to 24) and east (102 to 116), such as 22.14066, 106.11105"
    )


def place_of(unit_id: str) -> Position | None:
    """Return the latitude and longitude of a unit, or None where no source gives them.

    Raises
    ------
    ConfigError
        If the unit does not exist.

    Examples
    --------
    >>> place_of("huyen-na-ri")
    Position(latitude=22.14066, longitude=106.11105)
    >>> place_of("tinh-bac-kan") is None
    True
    """
    return positions().get(get_unit(unit_id).id)
