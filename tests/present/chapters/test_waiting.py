"""Waits are told by what half and nine in ten had, against a mark whose origin is told."""

from dataclasses import replace
from datetime import date

import pytest

from tests.measures.listed import listed
from tests.present.reports import published
from thidua.measures.completion import kaplan_meier
from thidua.measures.waiting import Waits, waits
from thidua.present.chapters import waiting
from thidua.present.chapters.waiting import LevelWaits, Waiting
from thidua.present.chapters.waiting_sentences import (
    days_words,
    late_sentence,
    open_sentence,
    reference_note,
    step_sentence,
    undated_sentence,
)
from thidua.registry.deadlines import deadline

from .comparisons import illustrative

MARK = deadline("HUYEN", date(2023, 6, 14))
OWN = replace(MARK, unit="tinh-bac-kan", source="QĐ 1/QĐ-UBND")
FREIREICH = kaplan_meier([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])


def test_step_is_told_by_half_nine_in_ten_and_the_longest():
    """Ten cases of 1 to 10 days."""
    assert step_sentence("decision", kaplan_meier(range(1, 11))) == (
        "Thời gian từ đề nghị đến quyết định (10 trường hợp): một nửa không quá 5 ngày, 90% không quá 9 ngày, "
        "lâu nhất 10 ngày."
    )


def test_few_cases_are_told_by_the_longest_alone():
    """Nine in ten of three cases is nobody."""
    assert step_sentence("proposal", kaplan_meier([3, 9, 30])) == (
        "Thời gian từ khi lập thành tích đến đề nghị: 3 trường hợp, lâu nhất 30 ngày."
    )


def test_level_that_was_never_reached_is_not_told():
    """Freireich et al. (1963): fewer than nine in ten finished while anyone was watched."""
    text = step_sentence("decision", FREIREICH)

    assert "chưa biết mức 90%" in text
    assert "lâu nhất 23 ngày" in text


def test_step_without_days_says_so():
    """No list has the day of the ceremony."""
    assert step_sentence("presentation", None) == "Chưa có số liệu về thời gian từ quyết định đến trao thưởng."


def test_late_decisions_are_told_against_a_mark():
    """5 of 10 days or fewer; the other half is late, with its interval."""
    text = late_sentence(kaplan_meier(range(6, 16)).within(10), MARK, level="cấp huyện")

    assert text == (
        "Ở cấp huyện, 50,0% số trường hợp (5/10; khoảng tin cậy 95%: 23,7–76,3%) "
        "có quyết định sau 10 ngày làm việc (mốc tham chiếu)."
    )


def test_nobody_late_and_few_cases():
    """No percentage of nine, and none of 0."""
    assert late_sentence(kaplan_meier([1, 2]).within(10), OWN, level="cấp huyện") == (
        "Ở cấp huyện, cả 2 trường hợp có quyết định trong 10 ngày làm việc."
    )
    assert "Ở cấp huyện, 1/9 số trường hợp có quyết định sau" in late_sentence(
        kaplan_meier([1] * 8 + [30]).within(10), MARK, level="cấp huyện"
    )


def test_share_with_open_proposals_is_called_an_estimate():
    """Freireich et al. (1963): 75.3 % were left after 10 weeks, counted with those who were still open."""
    text = late_sentence(FREIREICH.within(10), MARK, level="cấp huyện")

    assert text.startswith("Ở cấp huyện, ước tính 75,3% (khoảng tin cậy 95%: ")


def test_mark_from_elsewhere_is_never_told_as_a_rule():
    """Where it was published, for what, and that the province's own is not known."""
    note = reference_note(MARK, regime="2003", level="cấp huyện")

    assert note == (
        "Mốc tham chiếu cấp huyện: 10 ngày làm việc, theo thủ tục khen thưởng đột xuất công bố ở Cẩm Phả "
        "(tthcc.campha.gov.vn, thủ tục 24246); chưa biết thời hạn của tỉnh."
    )
    assert reference_note(OWN, regime="2003", level="cấp huyện") == (
        "Thời hạn cấp huyện: 10 ngày làm việc (QĐ 1/QĐ-UBND)."
    )
    commune = deadline("XA", date(2023, 6, 14))
    assert "10 ngày, theo thủ tục công bố ở Quảng Thọ" in reference_note(commune, regime="2003", level="cấp xã")
    assert days_words(commune) == "10 ngày"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Waits((3,)), ""),
        (Waits((3,), (10, 40)), "02 đề nghị chưa có quyết định đến cuối kỳ, lâu nhất đã chờ 40 ngày."),
    ],
)
def test_open_proposals_are_told(found, text):
    """None, and two."""
    assert open_sentence(found) == text


def test_rows_that_cannot_be_timed_are_told():
    """Not dated, dated backwards; nothing to say where all are in order."""
    assert undated_sentence(Waits((3,), (), 43, 2)) == (
        "43 trường hợp không ghi đủ ngày đề nghị và ngày quyết định nên không tính. "
        "02 trường hợp ghi ngày đề nghị sau ngày quyết định nên không tính."
    )
    assert undated_sentence(Waits((3,))) == ""


def test_table_of_a_district_has_its_levels():
    """121 decisions: 52 of the province, which no known procedure times, and 69 of the district."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = waiting.table(report, waiting.measure(report))
    cells = [[row.cells[name] for name in ("cases", "median", "p90", "within")] for row in table.rows]

    assert cells == [
        [121, 70, 102, "–"],
        [121, 19, 28, "–"],
        [52, 17, 28, "–"],
        [69, 20, 28, "26,1% (18/69)"],
        ["…", "…", "…", "–"],
    ]
    assert [column.title for column in table.columns][-1] == "Trong mốc tham chiếu"


def test_finding_says_what_is_late_and_what_is_missing():
    """In this order."""
    report = illustrative("2023-H1", "huyen-ba-be")
    text = waiting.finding(report, waiting.measure(report)).text

    assert text.index("một nửa không quá 70 ngày") < text.index("73,9% số trường hợp (51/69;")
    assert text.endswith("Chưa có số liệu về thời gian từ quyết định đến trao thưởng.")


def open_waiting():
    """Twelve decisions of a district, three proposals still open, nothing else dated."""
    rows = [{"proposed_on": "2023-03-01", "decided_on": f"2023-03-{day:02d}"} for day in range(2, 14)]
    rows += [{"status": "proposed", "proposed_on": "2023-03-01"}] * 3
    found = waits(listed(*rows), "decision", date(2023, 3, 11))
    level = LevelWaits("HUYEN", found, MARK, found.completion.within(10))
    return Waiting({"proposal": Waits((), (), 12), "decision": found, "presentation": Waits((), (), 12)}, (level,))


def test_open_proposals_have_a_column_and_make_the_share_an_estimate():
    """Ten days are reached by ten of twelve; three waited ten days without a decision."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = waiting.table(report, open_waiting())

    assert "open" in [column.name for column in table.columns]
    assert table.rows[1].cells["open"] == 3
    assert any("Kaplan–Meier" in note for note in table.notes)
    assert "03 đề nghị chưa có quyết định" in waiting.finding(report, open_waiting()).text


def test_chart_has_a_curve_for_each_level_with_enough_cases():
    """Its alt text tells half and nine in ten."""
    report = illustrative("2023-H1", "huyen-ba-be")
    chart = waiting.chart(report, waiting.measure(report))

    assert chart.data.name == "waiting_chart"
    assert "Cấp tỉnh đạt 50% sau 17 ngày, 90% sau 28 ngày; cấp huyện đạt 50% sau 20 ngày" in chart.alt


def test_figures_without_days_say_so_once():
    """One sentence, no table and no chart."""
    report = published("tp-bac-kan", "2021-M10")
    found = waiting.measure(report)

    assert "chưa có ngày lập thành tích" in waiting.finding(report, found).text
    assert (waiting.table(report, found), waiting.chart(report, found)) == (None, None)
