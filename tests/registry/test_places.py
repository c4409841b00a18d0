"""A unit lies where a source says, or is left off the map."""

import datetime as dt

import pytest

from thidua.errors import ConfigError
from thidua.registry import districts, place_of
from thidua.registry.places import checked_position
from thidua.registry.tables import read_rows


def test_every_district_of_the_province_has_a_place_of_its_own():
    """Eight symbols on the map, none on top of another."""
    eight = districts(dt.date(2023, 6, 14))
    places = {place_of(unit.id) for unit in eight}

    assert len(eight) == len(places) == 8
    assert None not in places


def test_place_is_latitude_then_longitude():
    """Pác Nặm lies furthest north, Na Rì furthest east, Chợ Mới furthest south, Chợ Đồn furthest west."""
    known = {unit.id: place_of(unit.id) for unit in districts(dt.date(2023, 6, 14))}

    assert max(known, key=lambda unit: known[unit].latitude) == "huyen-pac-nam"
    assert min(known, key=lambda unit: known[unit].latitude) == "huyen-cho-moi"
    assert max(known, key=lambda unit: known[unit].longitude) == "huyen-na-ri"
    assert min(known, key=lambda unit: known[unit].longitude) == "huyen-cho-don"


def test_unit_without_a_source_has_no_place():
    """The province and the block are no points, and nothing is made up for them."""
    assert place_of("tinh-bac-kan") is None
    assert place_of("khoi-huyen-tp") is None


def test_unknown_unit_is_refused():
    """A misspelt id must not look like a unit without a place."""
    with pytest.raises(ConfigError, match="unknown unit id"):
        place_of("huyen-ba")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("106.11105", "22.14066"), ("2.214066", "106.11105"), ("", "106.1"), ("22,1", "106,1")]
)
def test_place_that_cannot_be_is_refused_with_its_unit_and_cells(latitude, longitude):
    """Swapped columns or a lost digit would put a district into the sea."""
    with pytest.raises(ConfigError, match=rf'huyen-na-ri lies at "{latitude}", "{longitude}"; expected degrees north'):
        checked_position("huyen-na-ri", latitude, longitude)


def test_every_place_has_a_source():
    """What has no source is not in a table."""
    assert all(row["source"] for row in read_rows("unit_places"))
