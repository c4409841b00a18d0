"""Concentration is told against an even spread, for units and for the agencies that lists name."""

from thidua.present.chapters.members import concentration

from .comparisons import IDS, compared, comparison, illustrative, measured


def spread(*members):
    found = comparison(*members) if members else measured("2023-H1")
    return found, concentration.measure(illustrative("2023-H1"), found)


def test_even_spread_has_the_smallest_index():
    """Eight equal units: HHI 10,000/8 = 1,250, Gini 0, and three of them hold 37.5 %."""
    _, measures = spread(*(compared(unit) for unit in IDS))

    cells = concentration.table(illustrative("2023-H1"), measures).rows[0].cells

    assert (cells["hhi"], cells["gini"], cells["top"]) == (1250, 0, 0.375)


def test_three_largest_are_named_with_what_even_units_would_hold():
    """A share alone says nothing: three of eight hold 37.5 % at least."""
    found, measures = spread()

    text = concentration.detail(illustrative("2023-H1"), found, measures).text

    assert text.startswith("Ba đơn vị nhiều nhất (thành phố Bắc Kạn, huyện Chợ Mới, huyện Chợ Đồn) chiếm 62,9%")
    assert "nếu chia đều, ba đơn vị chiếm 37,5%." in text


def test_agencies_are_those_that_the_lists_of_the_units_name():
    """Rows of departments and rows without an agency are not counted among them."""
    _, measures = spread()
    rows = illustrative("2023-H1").listed
    of_members = rows[rows["unit"].isin(IDS) & (rows["workplace"].fillna("") != "") & (rows["status"] == "awarded")]

    assert measures["agency"].total == len(of_members)


def test_three_units_are_too_few_to_speak_of_concentration():
    """The largest three of three hold everything."""
    found, measures = spread(*(compared(unit) for unit in IDS[:3]))

    assert measures == {}
    assert concentration.detail(illustrative("2023-H1"), found, measures) is None
    assert concentration.table(illustrative("2023-H1"), measures) is None
