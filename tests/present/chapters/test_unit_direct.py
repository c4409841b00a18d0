"""Shares of direct workers by unit: of whom, with which interval, and which are to be examined."""

import pytest

from thidua.present.chapters.members import unit_direct

from .comparisons import IDS, compared, comparison, illustrative, measured


def test_share_has_wilsons_interval():
    """81 of 263: 25.53 to 36.62 % (Newcombe 1998, score method)."""
    found = comparison(*(compared(unit, direct=(81, 263)) for unit in IDS))

    cells = unit_direct.table(illustrative("2023-H1"), found).rows[0].cells

    assert (cells["low"], cells["high"]) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))


def test_share_of_few_cases_is_told_as_a_fraction():
    """Below ten cases a percentage claims a precision that is not there."""
    found = comparison(compared("huyen-ba-be", direct=(3, 8)), *(compared(unit) for unit in IDS[3:]))
    report = illustrative("2023-H1")

    assert unit_direct.direct_words(found.members[0]) == "3/8"
    assert unit_direct.table(report, found).rows[0].cells["share"] == "–"


def test_unit_with_the_lower_share_is_to_be_examined():
    """Na Rì was planted with a clearly lower share of direct workers."""
    report, found = illustrative("2023-H1"), measured("2023-H1")
    text = unit_direct.detail(report, found).text

    assert "Thấp rõ so với mức chung có huyện Na Rì 25,8% (8/31)." in unit_direct.finding(report, found).text
    assert "Cần xem xét thêm: huyện Na Rì 25,8% (8/31), dưới giới hạn 99,8%." in text


def test_people_in_no_class_are_counted_and_named():
    """A share of 19 of 62 people says so."""
    table = unit_direct.table(illustrative("2023-H1"), measured("2023-H1"))

    assert [row.cells["without_class"] for row in table.rows][-2:] == [43, 0]
    assert any(note.startswith("Không xếp loại:") for note in table.notes)


def test_without_classes_one_sentence_says_so_and_nothing_is_shown():
    """Lists may name no classes at all."""
    found = comparison(*(compared(unit, direct=(0, 0)) for unit in IDS))
    report = illustrative("2023-H1")

    assert "chưa có số liệu phân theo đối tượng của từng đơn vị" in unit_direct.finding(report, found).text
    assert unit_direct.table(report, found) is None
    assert unit_direct.chart(report, found) is None


def test_chart_tells_every_share_in_words():
    """Alt text is written from the data."""
    chart = unit_direct.chart(illustrative("2023-H1"), measured("2023-H1"))

    assert "huyện Na Rì 25,8% (8/31)" in chart.alt
    assert "mức chung: 61,4%" in chart.alt
