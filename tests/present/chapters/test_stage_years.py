"""A year is set beside its stage with shares of enough cases alone."""

from tests.present.chapters.printing import printed
from tests.present.reports import published, written
from thidua.present.chapters.stage import stage_years


def test_year_in_stage_names_the_highest_and_the_lowest_share():
    """2020 in 2016-2020: 36 of 113 provincial flags against 2 of 15 certificates of the Prime Minister."""
    report = published("tinh-bac-kan", "2020")
    text = stage_years.detail(report, report.year_in_stage).text

    assert "20%" in text
    assert text.index("31,9% (36/113)") < text.index("13,3% (2/15)")
    assert "1/2" not in text


def test_year_in_stage_shows_ten_pairs_and_no_share_of_fewer_than_ten():
    """1 of 2 Labour Orders is no 50 %."""
    report = published("tinh-bac-kan", "2020")
    table = stage_years.table(report, report.year_in_stage)
    rows = printed(table)

    assert len(table.rows) == 10
    assert rows["Huân chương Lao động, tập thể"] == {
        "Danh hiệu, hình thức, đối tượng": "Huân chương Lao động, tập thể",
        "Năm 2020": "1",
        "Giai đoạn 2016-2020": "2",
        "Tỷ trọng của năm": "–",
    }
    assert rows["Bằng khen của Chủ tịch UBND tỉnh, cá nhân"]["Tỷ trọng của năm"] == "26,6%"


def test_year_larger_than_its_stage_asks_for_a_check(project):
    """It cannot be, so the note under the table says to look at the source."""
    report = written(project, {"count": "12"}, {"count": "11", "period": "2016..2020"})

    assert any("kiểm tra" in note for note in stage_years.table(report, report.year_in_stage).notes)


def test_family_of_an_order_is_not_named_after_its_first_class(project):
    """Three third-class Independence Orders must not be printed as first class."""
    order = {"award": "HCDL3", "authority": "state_president"}
    report = written(project, {**order, "count": "1"}, {**order, "count": "3", "period": "2016..2020"})
    (row,) = stage_years.table(report, report.year_in_stage).rows

    assert "hạng Nhất" not in row.cells["form"]


def stage_chart(report):
    return stage_years.chart(report, report.year_in_stage)


def test_year_in_stage_draws_no_share_of_fewer_than_ten():
    """1 of 2 Labour Orders would be the longest line of the picture."""
    chart = stage_chart(published("tinh-bac-kan", "2020"))
    few = [row.cells for row in chart.data.rows if row.cells["stage"] < 10]

    assert all(cells["share"] == "–" for cells in few)
    assert "50" not in chart.alt
