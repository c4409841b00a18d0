"""Waits are told by what half and nine in ten had, against the deadline that holds for them, if one does."""

from dataclasses import replace
from datetime import date

import pytest

from tests.measures.listed import listed
from tests.present.reports import published
from thidua.measures.completion import kaplan_meier
from thidua.measures.waiting import Waits, waits
from thidua.present.chapters.waiting import waiting
from thidua.present.chapters.waiting.waiting import Judged, LevelWaits, Waiting
from thidua.present.chapters.waiting.waiting_sentences import (
    days_words,
    deadline_note,
    late_sentence,
    open_sentence,
    scope_words,
    step_sentence,
    undated_sentence,
    years_words,
)
from thidua.registry import deadlines as registry
from thidua.registry import get_authority
from thidua.registry.deadlines import Deadline

from .comparisons import illustrative

OWN = Deadline("tinh-bac-kan", "HUYEN", "", 10, True, None, None, "QĐ 1/QĐ-UBND", "verified")
SUDDEN = replace(OWN, award_type="DOT", days=8, source="QĐ 2/QĐ-UBND")
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


@pytest.mark.parametrize(
    ("days", "ending"),
    [
        ([30], "1 trường hợp, 30 ngày."),
        ([5] * 3, "3 trường hợp, đều 5 ngày."),
        ([5] * 20, "20 trường hợp, đều 5 ngày."),
        ([5, 6], "2 trường hợp, lâu nhất 6 ngày."),
    ],
)
def test_longest_is_called_so_only_where_another_was_shorter(days, ending):
    """One case, or cases that all took as long, have no longest."""
    assert step_sentence("decision", kaplan_meier(days)).endswith(ending)


def test_level_that_was_never_reached_is_not_told():
    """Freireich et al. (1963): fewer than nine in ten finished while anyone was watched."""
    text = step_sentence("decision", FREIREICH)

    assert "chưa biết mức 90%" in text
    assert "lâu nhất 23 ngày" in text


def test_step_without_days_says_so():
    """No list has the day of the ceremony."""
    assert step_sentence("presentation", None) == "Chưa có số liệu về thời gian từ quyết định đến trao thưởng."


def test_late_decisions_are_told_against_the_deadline_that_holds_for_them():
    """5 of 10 days or fewer; the other half is late, with its interval."""
    text = late_sentence(kaplan_meier(range(6, 16)).within(10), OWN, of="cấp huyện")

    assert text == (
        "Ở cấp huyện, 50,0% số trường hợp (5/10; khoảng tin cậy 95%: 23,7–76,3%) có quyết định sau 10 ngày làm việc."
    )


def test_nobody_late_and_few_cases():
    """No percentage of nine, and none of 0."""
    assert late_sentence(kaplan_meier([1, 2]).within(10), OWN, of="cấp huyện") == (
        "Ở cấp huyện, cả 2 trường hợp có quyết định trong 10 ngày làm việc."
    )
    assert "Ở cấp huyện, 1/9 số trường hợp có quyết định sau" in late_sentence(
        kaplan_meier([1] * 8 + [30]).within(10), OWN, of="cấp huyện"
    )


def test_share_with_open_proposals_is_called_an_estimate():
    """Freireich et al. (1963): 75.3 % were left after 10 weeks, counted with those who were still open."""
    text = late_sentence(FREIREICH.within(10), OWN, of="cấp huyện")

    assert text.startswith("Ở cấp huyện, ước tính 75,3% (khoảng tin cậy 95%: ")


def test_deadline_is_told_with_what_it_holds_for_and_its_source():
    """Which level, which type, where it is set."""
    of = scope_words(SUDDEN, level="cấp huyện", regime="2003")

    assert deadline_note(SUDDEN, of=of) == "Thời hạn cấp huyện, loại hình đột xuất: 8 ngày làm việc (QĐ 2/QĐ-UBND)."
    assert scope_words(OWN, level="cấp huyện", regime="2003") == "cấp huyện"
    assert days_words(replace(OWN, is_working_days=False)) == "10 ngày"


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Waits((3,)), ""),
        (Waits((3,), (40,)), "01 đề nghị chưa có quyết định đến cuối kỳ, đã chờ 40 ngày."),
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


def told(report):
    """The cells of the table, and the text of the finding, of what is measured now."""
    found = waiting.measure(report)
    table = waiting.table(report, found)
    names = [column.name for column in table.columns]
    return [[row.cells[name] for name in names[1:]] for row in table.rows], waiting.detail(report, found).text, table


def test_without_a_deadline_waits_are_told_without_a_verdict():
    """121 decisions of a district, 52 of the province: how long they took, and that no deadline is known to hold."""
    cells, text, table = told(illustrative("2023-H1", "huyen-ba-be"))

    assert cells == [[121, 70, 102], [121, 19, 28], [52, 17, 28], [69, 20, 28], ["…", "…", "…"]]
    assert text.endswith("Chưa có số liệu về thời gian từ quyết định đến trao thưởng.")
    assert "có quyết định" not in text
    assert any(note.startswith("Chưa biết thời hạn quy định áp dụng") for note in table.notes)


def test_deadline_of_the_province_judges_the_level_it_is_set_for(monkeypatch):
    """69 decisions of the district, 30 of them within ten working days; the 52 of the province have no deadline.

    30 by numpy.busday_count with the announced holidays, Tết of 20–26/01/2023 and New Year among them.
    """
    monkeypatch.setattr(registry, "deadlines", lambda: (OWN,))
    cells, text, table = told(illustrative("2023-H1", "huyen-ba-be"))

    assert [line[-1] for line in cells] == ["–", "–", "–", "43,5% (30/69)", "–"]
    assert text.index("một nửa không quá 70 ngày") < text.index("Ở cấp huyện, 56,5% số trường hợp (39/69;")
    assert "Thời hạn cấp huyện: 10 ngày làm việc (QĐ 1/QĐ-UBND)." in table.notes


def test_deadline_of_one_type_judges_that_type_alone(monkeypatch):
    """Eight working days for sudden awards say nothing of the district's other awards."""
    report = illustrative("2023-H1", "huyen-ba-be")
    rows = report.listed
    own_level = rows["authority"].map(lambda code: get_authority(code).level == "HUYEN")
    is_sudden = (rows["award_type"] == "DOT") & own_level & (rows["status"] == "awarded")
    monkeypatch.setattr(registry, "deadlines", lambda: (SUDDEN,))
    [level] = [one for one in waiting.measure(report).levels if one.judged]
    [judged] = level.judged

    assert 0 < judged.within.whole == int(is_sudden.sum()) < level.waits.completion.whole
    assert level.deadline is None
    assert "(cấp huyện, loại hình đột xuất)" in told(report)[0][3][-1]


@pytest.mark.parametrize(
    "elsewhere",
    [replace(OWN, unit="huyen-na-ri"), replace(OWN, level="XA"), replace(OWN, valid_to=date(2015, 12, 31))],
)
def test_deadline_of_another_place_level_or_time_judges_nothing(elsewhere, monkeypatch):
    """Another district's, the communes', and one that is over."""
    monkeypatch.setattr(registry, "deadlines", lambda: (elsewhere,))

    assert told(illustrative("2023-H1", "huyen-ba-be"))[0][3] == [69, 20, 28]


def test_leader_reads_the_usual_and_the_longest_wait_and_what_is_late(monkeypatch):
    """Numbers that can be read aloud: a half, the longest, and how many of how many came after the deadline."""
    report = illustrative("2023-H1", "huyen-ba-be")
    assert waiting.finding(report, waiting.measure(report)).text == (
        "Từ khi đề nghị đến khi có quyết định, một nửa trong 121 trường hợp có ghi ngày "
        "(cấp tỉnh 52, cấp huyện 69) không quá 19 ngày, "
        "lâu nhất 35 ngày."
    )
    monkeypatch.setattr(registry, "deadlines", lambda: (OWN,))
    late = waiting.finding(report, waiting.measure(report)).text

    assert late.endswith("Về thời hạn: cấp huyện 39/69 trường hợp quá thời hạn 10 ngày làm việc.")


def judged_over(*days, deadline=OWN):
    """What a deadline says of decisions of a district between these days."""
    rows = listed(*({"proposed_on": begin, "decided_on": end} for begin, end in days))
    is_open = waiting.is_working_day if deadline.is_working_days else None
    found = waits(rows, "decision", date(2027, 12, 14))
    within = waits(rows, "decision", date(2027, 12, 14), is_working_day=is_open).completion.within(deadline.days)
    unknown = waiting._unknown_years(rows, date(2027, 12, 14))
    level = LevelWaits("HUYEN", found, (Judged(deadline, within, unknown),))
    return Waiting({"proposal": Waits(), "decision": found, "presentation": Waits()}, (level,))


@pytest.mark.parametrize("days", [("2025-01-24", "2025-02-07"), ("2026-02-13", "2026-02-27")])
def test_decision_five_working_days_after_the_proposal_is_not_late_over_tet(days):
    """Ten weekdays, of which five were Tết: the deadline of five working days is kept, and no year is unknown."""
    five = replace(OWN, days=5)
    found = judged_over(*[days] * 12, deadline=five)
    report = illustrative("2023-H1", "huyen-ba-be")

    text = waiting.finding(report, found).text
    assert "cấp huyện không có trường hợp nào quá thời hạn 5 ngày làm việc" in text
    assert not any("tạm tính" in note for note in waiting.table(report, found).notes)


def test_line_of_a_deadline_stands_in_the_chart_only_where_it_says_what_the_text_says():
    """Five working days are a week, but not over Tết: a line at a week would call late what is not."""
    report, five = illustrative("2023-H1", "huyen-ba-be"), replace(OWN, days=5)
    usual = judged_over(*[("2025-03-03", "2025-03-10")] * 6, *[("2025-03-03", "2025-03-20")] * 6, deadline=five)
    over_tet = judged_over(*[("2025-01-24", "2025-02-07")] * 12, deadline=five)
    lines = [waiting.chart(report, found).svg.count("stroke-dasharray") for found in (usual, over_tet)]

    assert lines[0] == lines[1] + 1


def test_year_whose_working_days_are_not_known_is_told_where_it_is_judged():
    """Which Saturdays of 2027 are worked is decreed yet: the count of that year is for the time being, and says so."""
    report = illustrative("2023-H1", "huyen-ba-be")
    found = judged_over(("2026-12-30", "2027-01-20"), ("2026-03-02", "2026-03-05"))

    assert (
        "Về thời hạn (tạm tính, chưa biết ngày hoán đổi, làm bù của năm 2027): " in waiting.finding(report, found).text
    )
    note = "Chưa biết ngày nghỉ hoán đổi, ngày làm bù của năm 2027: "
    assert any(each.startswith(note) for each in waiting.table(report, found).notes)
    assert note in waiting.detail(report, found).text


def test_open_proposal_waits_in_the_years_to_the_end_of_the_period_and_an_undated_one_in_none():
    """What is not counted makes nothing unknown."""
    rows = listed(
        {"status": "proposed", "proposed_on": "2026-12-30"},
        {"proposed_on": "2029-01-02"},
        {"proposed_on": "2031-01-02", "decided_on": "2030-01-02"},
    )

    assert waiting._unknown_years(rows, date(2028, 1, 14)) == (2027, 2028)


@pytest.mark.parametrize(
    ("years", "words"), [((2027,), "2027"), ((2008, 2009, 2027), "2008–2009, 2027"), ((2027, 2029), "2027, 2029")]
)
def test_years_are_told_in_order_and_runs_in_one(years, words):
    """A slip of a century is no page of years."""
    assert years_words(years) == words


def open_waiting():
    """Twelve decisions of a district, three proposals still open, nothing else dated."""
    rows = [{"proposed_on": "2023-03-01", "decided_on": f"2023-03-{day:02d}"} for day in range(2, 14)]
    rows += [{"status": "proposed", "proposed_on": "2023-03-01"}] * 3
    found = waits(listed(*rows), "decision", date(2023, 3, 11))
    level = LevelWaits("HUYEN", found, (Judged(OWN, found.completion.within(10)),))
    return Waiting({"proposal": Waits((), (), 12), "decision": found, "presentation": Waits((), (), 12)}, (level,))


def test_open_proposals_have_a_column_and_make_the_share_an_estimate():
    """Ten days are reached by ten of twelve; three waited ten days without a decision."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = waiting.table(report, open_waiting())

    assert "open" in [column.name for column in table.columns]
    assert table.rows[1].cells["open"] == 3
    assert any("Kaplan–Meier" in note for note in table.notes)
    text = waiting.finding(report, open_waiting()).text
    assert "03 đề nghị chưa có quyết định" in text


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
