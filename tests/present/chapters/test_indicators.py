"""Indicators of one unit are told by their own targets, and in half a year by the time that is over."""

from datetime import date

import pandas as pd
import pytest

from tests.facts.inboxes import Inbox
from tests.facts.inboxes import indicators as sheet
from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.printing import printed
from tests.present.reports import published
from thidua.facts.dataset import open_dataset
from thidua.measures.indicators import indicator_results
from thidua.present.chapters.indicators import indicators
from thidua.present.language import written_in
from thidua.present.report import Report
from thidua.registry import Period, get_unit

YEAR, HALF = illustrative("2022", "huyen-ba-be"), illustrative("2023-H1", "huyen-ba-be")
COLUMNS = ("unit", "name", "measured_in", "direction", "target", "actual", "same_period")


def judged(*rows: tuple, elapsed: float | None = 1.0):
    """Indicators from rows of (name, unit of measure, direction, target, actual, same period)."""
    return indicator_results(pd.DataFrame([("huyen-ba-be", *row) for row in rows], columns=COLUMNS), elapsed)


def test_year_names_what_was_not_reached_and_details_tell_its_percentage():
    """A leader wants to know which ones, not only how many."""
    results = indicators.measure(YEAR)
    text = indicators.finding(YEAR, results).text

    assert text.startswith("Trong năm 2022, 5/8 chỉ tiêu đạt hoặc vượt kế hoạch năm. Không đạt 03 chỉ tiêu: Tổng sản")
    assert "Không đạt: 03 chỉ tiêu (Tổng sản lượng lương thực có hạt 93,4%;" in indicators.detail(YEAR, results).text


def test_half_year_calls_nothing_missed_and_details_say_how_much_of_it_is_over():
    """A target of the year cannot be missed in June."""
    results = indicators.measure(HALF)
    text, detail = indicators.finding(HALF, results).text, indicators.detail(HALF, results).text

    assert text.startswith("Đến hết 6 tháng đầu năm 2023, 2/8 chỉ tiêu đã đạt hoặc vượt kế hoạch năm; 03 theo tiến độ,")
    assert "khi đã qua 50% thời gian của năm" in detail
    assert "Theo tiến độ thời gian: 03 chỉ tiêu" in detail
    assert "Không đạt" not in text + detail


def test_falling_target_stands_on_the_side_of_its_meaning():
    """20 % of households may be poor: 16 % is a target more than met, 25 % falls short of it."""
    better, worse = judged(
        ("Tỷ lệ hộ nghèo", "%", "down", 20.0, 16.0, None), ("Tỷ lệ hộ cận nghèo", "%", "down", 20.0, 25.0, None)
    )

    assert (better.achieved, better.status) == (1.25, "exceeded")
    assert (worse.achieved, worse.status) == (0.8, "missed")
    assert any("Chỉ tiêu giảm" in note for note in indicators.chart(YEAR, (better, worse)).data.notes)


def test_fewer_than_ten_indicators_have_no_percentage_of_their_number():
    """5 of 8 stays 5/8."""
    assert "62,5%" not in indicators.finding(YEAR, indicators.measure(YEAR)).text


def test_same_period_is_compared_in_the_direction_of_the_plan():
    """Fewer poor households are a change in the wanted direction, as is more revenue."""
    found = judged(
        ("Thu ngân sách", "tỷ đồng", "up", 50.0, 51.0, 45.0),
        ("Tỷ lệ hộ nghèo", "%", "down", 20.0, 19.0, 21.0),
        ("Trồng rừng", "ha", "up", 9.0, 8.0, 9.0),
        ("Số xã đạt chuẩn", "xã", "up", 4.0, 4.0, 4.0),
    )

    assert indicators.finding(YEAR, found).text.endswith(
        "So với cùng kỳ, 02 chỉ tiêu chuyển biến tốt hơn, 01 chỉ tiêu kém hơn, 01 chỉ tiêu giữ nguyên."
    )


def test_table_shows_target_actual_percent_same_period_and_status():
    """Grain of Ba Bể in 2022: 24,105 of 25,808 tonnes are 93,4 %."""
    row = printed(indicators.table(YEAR, indicators.measure(YEAR)))["Tổng sản lượng lương thực có hạt, tấn"]

    assert list(row.values())[1:] == ["25.808", "24.105", "93,4%", "24.741", "không đạt"]


def test_missing_zero_and_impossible_stay_three_states():
    """No figure is "…", a percentage of a target of 0 is "–", and an actual 0 is 0."""
    found = judged(("A", "vụ", "down", 0.0, 0.0, None), ("B", "ha", "up", 5.0, None, 3.0))
    table = printed(indicators.table(YEAR, found))

    assert list(table["A, vụ"].values())[1:] == ["0", "0", "–", "…", "đạt"]
    assert list(table["B, ha"].values())[1:] == ["5", "…", "…", "3", "…"]


def test_notes_explain_only_the_words_that_occur():
    """A year needs no word on being on the way."""
    half, year = (" ".join(indicators.table(one, indicators.measure(one)).notes) for one in (HALF, YEAR))

    assert "“Theo tiến độ”" in half
    assert "(49,9%)" in half
    assert "“Theo tiến độ”" not in year


def test_chart_tells_every_indicator_and_marks_those_short_of_the_target():
    """Alt text is written from the data, and the shape says the same as the words."""
    chart = indicators.chart(YEAR, indicators.measure(YEAR))

    assert "Diện tích trồng rừng mới 95,2% không đạt" in chart.alt
    assert chart.data.name == "indicators_chart"
    assert "Hình thoi rỗng: chỉ tiêu không đạt hoặc dưới tiến độ." in chart.data.notes


def test_chart_of_108_indicators_draws_those_that_fall_short_and_says_so():
    """A page has room for sixteen dots; the table has all of them."""
    found = judged(*((f"Chỉ tiêu {at} " + "dài " * 20, "xã", "up", 100.0, 90.0 + at % 20, None) for at in range(108)))
    chart = indicators.chart(YEAR, found)

    assert len(indicators.table(YEAR, found).rows) == 108
    assert len(chart.data.rows) == indicators.DRAWN
    assert chart.alt.count("không đạt") == indicators.DRAWN
    assert "Hình chỉ vẽ 16 trong 108 chỉ tiêu" in chart.data.notes[0]


def test_headline_figure_says_what_is_short():
    """One figure with its honest qualification."""
    figure = indicators.figure(indicators.measure(HALF))

    assert (figure.value, figure.qualification) == ("2/8", "3 theo tiến độ, 3 chưa đạt mức năm")


def test_without_a_register_one_sentence_says_so():
    """No empty table, no chart, no headline figure."""
    report = published("tp-bac-kan", "2021-M10")
    found = indicators.measure(report)

    assert "chưa có số liệu chỉ tiêu thi đua" in indicators.finding(report, found).text
    assert (indicators.table(report, found), indicators.chart(report, found), indicators.figure(found)) == (None,) * 3


@pytest.mark.parametrize(
    ("unit", "period", "part"),
    [("huyen-ba-be", "2022", 1.0), ("huyen-ba-be", "2023-H2", None), ("tinh-bac-kan", "2021..2023", None)],
)
def test_part_of_the_year_counts_from_its_beginning(unit, period, part):
    """The second half does not, and a stage has no year of its own."""
    assert indicators.elapsed(illustrative(period, unit)) == part


def test_senders_words_are_printed_as_one_line(project):
    """A line break and an emoji in a cell do not reach the page."""
    inbox = Inbox(project.root / "data" / "thu")
    inbox.put("chi-tieu.xlsx", sheet(("Thu ngân\nsách \U0001f600", 50, 51)), received=date(2021, 12, 20))
    report = Report(open_dataset("thu", project.root), get_unit("huyen-ba-be"), Period.parse("2021"))
    [row] = indicators.table(report, indicators.measure(report)).rows

    assert row.cells["indicator"] == "Thu ngân sách □"


def test_english_tells_the_same_figures():
    """One catalogue, the same numbers."""
    with written_in("en"):
        results = indicators.measure(YEAR)
        text, detail = indicators.finding(YEAR, results).text, indicators.detail(YEAR, results).text

    assert "5/8" in text
    assert "93.4%" in detail
