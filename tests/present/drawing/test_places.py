"""The map: units where they lie, discs whose areas are their values."""

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.drawing.places import Place, places_svg
from thidua.present.numbers import write_number
from thidua.registry import place_of

NORTH, SOUTH, EAST = "huyen-pac-nam", "huyen-cho-moi", "huyen-na-ri"


def place(unit, value, **options):
    latitude, longitude = place_of(unit)
    return Place(unit, latitude, longitude, value, **options)


def centre(mark):
    return (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2


def width(mark):
    return mark.right - mark.left


def test_north_is_up_and_east_is_right():
    """And both directions have one scale, a degree of longitude being shorter by the cosine of the latitude."""
    shown = picture(places_svg([place(unit, 10) for unit in (NORTH, SOUTH, EAST)], write=write_number))
    (north, south, east) = [centre(mark) for mark in shown.marks]

    assert north[1] < east[1] < south[1]
    assert north[0] < south[0] < east[0]
    expected = (106.11105 - 105.664714) * 0.9267 / (22.62584 - 22.14066)
    assert (east[0] - north[0]) / (east[1] - north[1]) == pytest.approx(expected, rel=0.01)


def test_area_of_a_disc_is_in_proportion_to_its_value():
    """Four times as many, twice as wide: eyes compare areas."""
    shown = picture(places_svg([place(NORTH, 400), place(SOUTH, 100)], write=write_number))
    large, small = (width(mark) for mark in shown.marks)

    assert large / small == pytest.approx(2, rel=0.02)


def test_missing_value_has_an_ellipsis_and_no_disc_and_zero_has_a_point():
    """No figure is not none."""
    shown = picture(places_svg([place(NORTH, None), place(SOUTH, 0), place(EAST, 50)], write=write_number))

    assert {"…", "0", "50"} < set(shown.texts)
    assert len(shown.marks) == 2
    assert min(width(mark) for mark in shown.marks) < 5


def test_text_replaces_the_value_under_the_name():
    """Such as the number behind a rate."""
    shown = picture(places_svg([place(NORTH, 0.5, text="50% (5/10)")], write=write_number))

    assert NORTH in shown.texts
    assert "50% (5/10)" in shown.texts


def test_scale_is_true():
    """Pác Nặm and Chợ Mới are 71 km apart from north to south."""
    shown = picture(places_svg([place(unit, 10) for unit in (NORTH, SOUTH, EAST)], write=write_number))
    [bar] = [line.box for line in shown.lines if len(line.places) == 4]
    (_, north), (_, south), _ = [centre(mark) for mark in shown.marks]

    assert "20 km" in shown.texts
    assert (south - north) / (bar.right - bar.left) * 20 == pytest.approx((22.62584 - 21.983338) * 111.2, rel=0.01)


def test_negative_value_is_refused():
    """No area is less than nothing."""
    with pytest.raises(ValueError, match="places: 'huyen-na-ri' has the value -3; expected zero or more"):
        places_svg([place(EAST, -3)], write=write_number)
