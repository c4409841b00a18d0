"""Funnel plots carry the limits they draw, and say what over-dispersion means and what was not done about it."""

from thidua.measures.funnel import funnel_of_shares
from thidua.present.chapters.members import funnels
from thidua.present.chapters.members.examined import dispersion_note

from .comparisons import compared, comparison, illustrative, measured


def test_data_of_the_chart_hold_value_and_limits_of_every_unit():
    """A reader of the workbook can draw the funnel again."""
    chart = funnels.direct_chart(illustrative("2023-H1"), measured("2023-H1"))

    for row in chart.data.rows:
        cells = row.cells
        assert cells["low998"] <= cells["low95"] <= cells["high95"] <= cells["high998"]
        assert cells["value"] == cells["count"] / cells["size"]


def test_rates_are_per_1000_and_sizes_are_people():
    """Sizes on the axis are people one can count, not thousands."""
    chart = funnels.rate_chart(illustrative("2023-H1"), measured("2023-H1"))
    city = chart.data.rows[0].cells

    assert (city["count"], city["size"]) == (52, 720)
    assert round(city["value"], 1) == 72.2


def test_alt_text_names_the_units_to_be_examined():
    """What a reader would see is said."""
    chart = funnels.direct_chart(illustrative("2023-H1"), measured("2023-H1"))

    assert chart.alt.startswith("Biểu đồ phễu của 8 đơn vị. Cần xem xét thêm: huyện Na Rì 25,8% (8/31)")


def test_one_unit_far_off_does_not_make_the_others_differ():
    """Seven of eight districts are alike: φ is 0.7 with the outermost drawn in, 2.7 without (Spiegelhalter 2005)."""
    note = dispersion_note(measured("2023-H1").direct_funnel)

    assert note.startswith("Mức phân tán φ = 0,7: phần lớn đơn vị không khác nhau quá mức ngẫu nhiên")


def test_eight_units_that_differ_among_themselves_widen_the_limits():
    """Rates of fighters differ from district to district: no district is pointed at by the limits of chance alone."""
    funnel = measured("2022").rate_funnel

    assert "giới hạn đã nới theo √φ" in dispersion_note(funnel)
    assert not funnel.outside


def test_funnel_says_how_many_units_it_holds_to_its_limits():
    """Of eight units 0.4 are outside by chance; in words, and as values with the position of each unit."""
    chart = funnels.direct_chart(illustrative("2023-H1"), measured("2023-H1"))
    resource = chart.data.payload()

    assert "Trong 8 so sánh, khoảng 0,4 vượt mức chỉ do ngẫu nhiên." in chart.alt
    assert resource["thidua:values"] == {"comparisons": 8, "expected_by_chance": 0.4}
    assert [row["values"]["position"] for row in resource["thidua:rows"]].count("inside") == 7


def test_widened_limits_are_told():
    """With any number of units the limits are widened by √φ."""
    many = {str(number): (10 if number % 2 else 40, 50) for number in range(12)}

    assert "giới hạn đã nới theo √φ" in dispersion_note(funnel_of_shares(many))


def test_units_that_differ_by_chance_alone_are_told_so():
    """φ at most 1."""
    assert "phần lớn đơn vị không khác nhau quá mức ngẫu nhiên" in dispersion_note(comparison().direct_funnel)


def test_two_units_have_no_funnel():
    """Their common value would be their own."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri"))
    report = illustrative("2023-H1")

    assert funnels.rate_chart(report, found) is None
    assert funnels.direct_chart(report, found) is None
    assert funnels.rate_chart(report, None) is None
