"""Rates per 1,000 name what they count and over whom, and units outside the limits are to be examined."""

import pytest

from thidua.present.chapters.members import unit_rates
from thidua.present.printed import print_table

from .comparisons import IDS, compared, comparison, illustrative, measured


def printed(table) -> dict[str, list[str]]:
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in print_table(table).rows}


def test_rate_has_garwoods_interval():
    """10 events: 4.80 to 18.39 (domain table of exact Poisson limits), over 1,000 people."""
    found = comparison(*(compared(unit, fighters=10, staff=1000) for unit in IDS[:3]))

    cells = unit_rates.table(illustrative("2023-H1"), found).rows[0].cells

    assert cells["rate"] == 10
    assert (cells["low"], cells["high"]) == (pytest.approx(4.80, abs=0.005), pytest.approx(18.39, abs=0.005))


def test_shrunken_rate_lies_between_the_own_and_the_common_one():
    """A small unit is drawn further towards the rate of all."""
    table = unit_rates.table(illustrative("2023-H1"), measured("2023-H1"))
    rates = {str(row.cells["unit"]): row.cells for row in table.rows}

    small, large = rates["Huyện Bạch Thông"], rates["Thành phố Bắc Kạn"]

    assert 46.5 < small["shrunken"] < small["rate"]
    assert small["rate"] - small["shrunken"] > large["rate"] - large["shrunken"]


def test_unit_without_staff_shows_that_none_are_known():
    """Missing is not zero, and the sentence names the unit."""
    report, found = illustrative("2023-H1"), measured("2023-H1")

    assert printed(unit_rates.table(report, found))["Huyện Ngân Sơn"] == ["23", "…", "…", "…", "…", "…"]
    assert "Chưa tính được tỷ suất của huyện Ngân Sơn vì thiếu số liệu." in unit_rates.detail(report, found).text
    assert "Tính chung 07 đơn vị có đủ số liệu" in unit_rates.finding(report, found).text


@pytest.mark.long
def test_units_outside_the_limits_are_to_be_examined_with_their_numbers():
    """Outside is no verdict: the words give side, limit and x/n; paper names those whose ranks lie apart."""
    report, found = illustrative("2019"), measured("2019")
    text = unit_rates.detail(report, found).text

    assert unit_rates.finding(report, found).text.endswith(
        "Cao rõ so với mức chung có thành phố Bắc Kạn 121,8 (81/665), huyện Bạch Thông 126,4 (44/348)."
    )

    assert "Cần xem xét thêm: thành phố Bắc Kạn 121,8 (81/665), trên giới hạn 95%." in text
    assert "đơn vị còn lại nằm trong giới hạn 95%. Trong 8 so sánh, khoảng 0,4 vượt mức chỉ do ngẫu nhiên." in text


def test_units_all_inside_are_told_together():
    """Nobody is named for nothing."""
    assert "Cả 08 đơn vị nằm trong giới hạn 95%." in unit_rates.detail(illustrative("2023-H1"), comparison()).text


def test_without_any_staff_one_sentence_says_so_and_nothing_is_shown():
    """A dataset without denominators has no rates."""
    found = comparison(*(compared(unit, staff=None) for unit in IDS))
    report = illustrative("2023-H1")

    assert unit_rates.finding(report, found).text.startswith("Bộ số liệu chưa có số người để tính tỷ suất")
    assert unit_rates.table(report, found) is None
    assert unit_rates.chart(report, found) is None
    assert unit_rates.finding(report, None) is None


def test_chart_tells_every_rate_in_words():
    """Alt text is written from the data, missing rates included."""
    chart = unit_rates.chart(illustrative("2023-H1"), measured("2023-H1"))

    assert "huyện Bạch Thông 74,7 (28/375)" in chart.alt
    assert "huyện Ngân Sơn …" in chart.alt
    assert chart.data.name == "unit_rates_chart"


def test_unit_as_far_off_as_one_that_is_named_is_told_with_why_it_is_not():
    """A reader sees 74,7 beside 72,2: the smaller unit is told too, with its size."""
    text = unit_rates.finding(illustrative("2023-H1"), measured("2023-H1")).text

    assert text.endswith(
        "Cao rõ so với mức chung có thành phố Bắc Kạn 72,2 (52/720); huyện Bạch Thông 74,7 (28/375) cũng cao nhưng "
        "quy mô nhỏ, chưa đủ để kết luận."
    )
