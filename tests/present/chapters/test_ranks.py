"""Ranks are shown with the interval that chance leaves them, and are not the block's official ranks."""

from thidua.present.chapters.members import ranks

from .comparisons import IDS, compared, comparison, illustrative, measured


def test_ranks_stand_in_order_with_intervals_that_hold_them():
    """A league table of small units is unreliable (Goldstein and Spiegelhalter 1996)."""
    table = ranks.chart(illustrative("2023-H1"), measured("2023-H1")).data

    told = [(row.cells["rank"], row.cells["low"], row.cells["high"]) for row in table.rows]
    assert [rank for rank, _, _ in told] == list(range(1, 8))
    assert all(low <= rank <= high for rank, low, high in told)
    assert table.notes[0] == "Đây là thứ tự thống kê, không phải kết quả xếp hạng của khối thi đua."


def test_units_that_chance_can_exchange_are_named_together():
    """Five districts have the same rate but for chance."""
    text = ranks.detail(illustrative("2023-H1"), measured("2023-H1")).text

    assert text.startswith("Khoảng hạng rộng nhất là 3–7 (")
    assert "Khoảng hạng 95% chỉ gồm một hạng" not in text


def test_ranks_that_reach_equally_far_have_no_widest():
    """Eight districts of one rate: each may take every place."""
    text = ranks.detail(illustrative("2023-H1"), comparison()).text

    assert text == "Khoảng hạng của các đơn vị rộng như nhau (8 hạng): thứ tự có thể chỉ do ngẫu nhiên."


def test_rank_that_chance_cannot_change_is_told():
    """Only such a rank can be read as it stands."""
    found = comparison(compared("tp-bac-kan", fighters=300), *(compared(unit, fighters=20) for unit in IDS[1:4]))

    assert "chỉ gồm một hạng ở: thành phố Bắc Kạn (1)." in ranks.detail(illustrative("2023-H1"), found).text


def test_without_rates_there_are_no_ranks():
    """Nothing is ranked by counts alone."""
    found = comparison(*(compared(unit, staff=None) for unit in IDS))
    report = illustrative("2023-H1")

    assert ranks.detail(report, found) is None
    assert ranks.chart(report, found) is None


def test_chart_tells_rank_and_interval():
    """Alt text is written from the data."""
    chart = ranks.chart(illustrative("2023-H1"), measured("2023-H1"))

    assert "huyện Bạch Thông 1 (1–3)" in chart.alt
