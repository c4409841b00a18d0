"""Indicators of several units are counted by status, and every count adds up."""

import pytest

from tests.present.chapters.comparisons import IDS, illustrative
from tests.present.reports import published
from thidua.present.chapters.indicators import unit_indicators

PROVINCE, BLOCK = illustrative("2022"), illustrative("2022", "khoi-huyen-tp")


def cells(table, role):
    """The cells of the rows of one role."""
    return [row.cells for row in table.rows if row.role == role]


@pytest.mark.parametrize("name", ["table", "by_name_table"])
def test_rows_and_columns_add_up_to_all_indicators(name):
    """Eight units with eight indicators."""
    found = unit_indicators.measure(PROVINCE)
    table = getattr(unit_indicators, name)(PROVINCE, found)
    [total] = cells(table, "total")
    statuses = [column.name for column in table.columns[1:-1]]

    assert total["total"] == len(found) == 64
    for status in (*statuses, "total"):
        assert sum(row[status] for row in cells(table, "body")) == total[status]
    assert all(sum(row[status] for status in statuses) == row["total"] for row in cells(table, "body"))


def test_units_stand_in_the_order_of_the_members():
    """The same order as in every other table of units."""
    labels = [row["label"] for row in cells(unit_indicators.table(PROVINCE, unit_indicators.measure(PROVINCE)), "body")]

    assert len(labels) == len(IDS)
    assert labels[:3] == ["Thành phố Bắc Kạn", "Huyện Pác Nặm", "Huyện Ba Bể"]


def test_finding_tells_the_share_who_reached_all_and_what_most_missed():
    """64 indicators are enough for a percentage, 4 of 8 are not."""
    text = unit_indicators.finding(PROVINCE, unit_indicators.measure(PROVINCE)).text

    assert "75,0% (48/64) chỉ tiêu của 08 đơn vị" in text
    assert "Đạt hoặc vượt tất cả chỉ tiêu: huyện Chợ Đồn." in text
    assert "Tỷ lệ gia đình văn hóa (4/8)" in text


def test_unit_that_sent_nothing_is_named_and_has_no_row():
    """Ba Bể sent no register of 2021: that is not 0 indicators."""
    report = illustrative("2021")
    found = unit_indicators.measure(report)

    assert "Chưa có số liệu của huyện Ba Bể." in unit_indicators.finding(report, found).text
    assert "Huyện Ba Bể" not in str(unit_indicators.table(report, found).payload())


def test_block_has_the_indicators_of_its_members():
    """The block itself sends none."""
    assert unit_indicators.measure(BLOCK) == unit_indicators.measure(PROVINCE)


def test_annex_has_every_indicator_below_its_unit():
    """Eight groups of eight."""
    table = unit_indicators.annex_table(PROVINCE, unit_indicators.measure(PROVINCE))

    assert (len(cells(table, "group")), len(cells(table, "body"))) == (8, 64)


def test_chart_tells_how_many_of_each_unit_reached_their_targets():
    """Alt text is written from the data."""
    chart = unit_indicators.chart(PROVINCE, unit_indicators.measure(PROVINCE))

    assert "Huyện Chợ Đồn 8/8" in chart.alt


def test_unit_without_members_has_no_such_section():
    """A district's own indicators are told elsewhere."""
    report = illustrative("2022", "huyen-ba-be")
    found = unit_indicators.measure(report)

    assert found == ()
    assert (unit_indicators.finding(report, found), unit_indicators.table(report, found)) == (None, None)


def test_without_registers_one_sentence_says_so():
    """No empty table."""
    report = published("khoi-huyen-tp", "2017-H1")
    found = unit_indicators.measure(report)

    assert "chưa có số liệu chỉ tiêu thi đua" in unit_indicators.finding(report, found).text
    assert (unit_indicators.table(report, found), unit_indicators.chart(report, found)) == (None, None)
