"""The years of a stage stand beside each other with what breaks them, and no trend is made of them."""

from __future__ import annotations

import re

import pytest

from tests.present.chapters.printing import printed
from tests.present.reports import REPOSITORY, published, written
from thidua.facts.dataset import open_dataset
from thidua.present.breaks import breaks
from thidua.present.chapters.models import stage_models
from thidua.present.chapters.movements import stage_movements
from thidua.present.chapters.stage import (
    series,
    series_recipients,
    series_shares,
    stage_series,
    stage_years,
)
from thidua.present.report import Report
from thidua.registry import Period, get_unit


@pytest.fixture(scope="module")
def invented() -> Report:
    """The province in 2021 to 2023, from the workbooks of the illustrative dataset."""
    return Report(open_dataset("illustrative", REPOSITORY), get_unit("tinh-bac-kan"), Period.parse("2021..2023"))


def yearly(project, *counts: str | None, **changes: str) -> Report:
    """A stage from 2018 of Ba Bể district with these counts of one form, a year each."""
    rows = [{"count": count, "period": str(2018 + at), **changes} for at, count in enumerate(counts) if count]
    return written(project, *rows, period=f"2018..{2017 + len(counts)}")


def test_years_of_a_stage_stand_beside_each_other(project):
    """One column a year, and a year without figures is missing."""
    report = yearly(project, "40", None, "44")
    row = printed(series.table(report, stage_series.read_series(report)))["Giấy khen của Chủ tịch UBND cấp huyện"]

    assert [row[head] for head in ("2018", "2019", "2020", "Cộng")] == ["40", "…", "44", "84"]


def test_finding_names_the_years_that_are_missing(project):
    """Who reads a gap must know that it is one of the data."""
    report = yearly(project, "40", None, "44")
    text = series.finding(report, stage_series.read_series(report)).text

    assert text.startswith("Trong giai đoạn, các năm có số liệu riêng là 2018, 2020.")
    assert "của năm 2018, 2020; chưa có của năm 2019" in series.detail(report, stage_series.read_series(report)).text


def test_change_within_chance_is_told_as_such(project):
    """40 and 44: the interval of the ratio holds 1."""
    report = yearly(project, "40", "44")
    found = stage_series.read_series(report)
    text = series.detail(report, found).text

    assert "Giấy khen của Chủ tịch UBND cấp huyện chưa tăng, giảm rõ." in series.finding(report, found).text
    assert "nằm trong mức dao động ngẫu nhiên" in text
    assert "vượt" not in text
    assert "xu hướng" not in text


def test_change_beyond_chance_is_told_with_its_ratio(project):
    """40 and 90: 50 more, 125 %, ratio 2,25."""
    report = yearly(project, "40", "90")
    found = stage_series.read_series(report)
    text = series.detail(report, found).text

    assert "tăng rõ 50 (125,0%)" in series.finding(report, found).text
    assert "vượt mức dao động ngẫu nhiên" in text
    assert "tăng 50 (125,0%; tỷ số 2,25" in text


def test_too_few_awards_give_no_sentence_on_change(project):
    """1 and 3 is neither a rise nor steadiness."""
    report = yearly(project, "1", "3")

    assert series.finding(report, stage_series.read_series(report)).text == "Có số liệu riêng của cả 02 năm."


def test_times_and_recipients_stand_in_groups_of_their_own(project):
    """Adding 40 times to 30 people would give neither."""
    form = {"award": "CSTDCS"}
    report = written(
        project,
        {"count": "40", "period": "2018", "count_unit": "instance", **form},
        {"count": "41", "period": "2019", "count_unit": "instance", **form},
        {"count": "30", "period": "2018"},
        {"count": "31", "period": "2019"},
        period="2018..2019",
    )
    table = series.table(report, stage_series.read_series(report))

    assert [row.role for row in table.rows] == ["group", "body", "group", "body"]
    assert [row.cells["form"] for row in table.rows if row.role == "group"] == [
        "Đếm số lần được khen (lượt)",
        "Đếm tập thể, cá nhân được khen (số)",
    ]


def test_stage_with_one_known_year_has_no_series_and_keeps_the_year_beside_the_stage():
    """Of 2016-2020 the published figures have 2020 alone: it is set beside the stage, as before."""
    report = published("tinh-bac-kan", "2016..2020")
    found = stage_series.read_series(report)

    told = series.finding(report, found).text
    assert told.startswith("Trong năm 2020, tập thể, cá nhân của tỉnh Bắc Kạn được khen thưởng như sau:")
    assert "tặng Bằng khen cho 245 tập thể, 468 cá nhân." in told
    assert series.table(report, found) is None
    assert series.chart(report, found) is None
    assert len(stage_years.known_table(report, found.lone_year).rows) == 10


def test_stage_without_years_says_so_once():
    """The city's article of 2015-2020 has figures of the stage only."""
    report = published("tp-bac-kan", "2015..2020")
    found = stage_series.read_series(report)

    assert "chưa có số liệu của từng năm của thành phố Bắc Kạn" in series.finding(report, found).text
    assert series_shares.finding(report, found) is None
    assert series_recipients.table(report, series_recipients.count_recipients(found)) is None
    assert stage_movements.movements_table(report) is None
    assert stage_years.known_table(report, found.lone_year) is None


def test_report_on_a_year_shows_no_series():
    """A section that does not belong to the period leaves nothing behind."""
    report = published("tinh-bac-kan", "2020")
    found = stage_series.read_series(report)

    assert series.finding(report, found) is None
    assert series.table(report, found) is None
    assert stage_models.models_table(report) is None


def test_changes_of_law_break_the_series_where_they_fall():
    """Decree 91/2017 in October 2017, the mergers in February 2020; of one day what starts is told."""
    report = published("tinh-bac-kan", "2016..2020")
    days = [f"{day:%d/%m/%Y}" for day, _ in breaks(report)]
    texts = " ".join(text for _, text in breaks(report))

    assert days == ["01/10/2017", "15/12/2017", "01/01/2020", "01/02/2020"]
    assert "hết hiệu lực" not in texts
    drawn = stage_series.read_series(report).drawn_breaks
    assert [each.text for each in drawn] == ["(1, 2)", "(3, 4)"]
    assert 1 < drawn[0].position < 2
    assert 3 < drawn[1].position < 4


def test_change_of_another_district_breaks_no_series_of_this_one():
    """Vân Tùng in Ngân Sơn became a township in 2023: nothing changes in Ba Bể."""
    dataset = open_dataset("illustrative", REPOSITORY)
    stage = Period.parse("2021..2023")
    told = {unit: breaks(Report(dataset, get_unit(unit), stage)) for unit in ("huyen-ngan-son", "huyen-ba-be")}

    assert "Vân Tùng" in told["huyen-ngan-son"][0][1]
    assert told["huyen-ba-be"] == []


def test_chart_numbers_its_breaks_and_its_notes_say_what_they_are(invented):
    """A dashed line without words would be a riddle."""
    chart = series.chart(invented, stage_series.read_series(invented))

    assert any("(1) 10/4/2023: Xã Vân Tùng" in note for note in chart.data.notes)
    assert "Lao động tiên tiến: 4.939, 5.030, …" in chart.alt


@pytest.mark.long
def test_year_of_which_a_return_is_missing_is_told_and_not_compared(invented):
    """One department's return of 2023 never came: its form keeps the known figure in the table, and its name."""
    found = stage_series.read_series(invented)
    table = series.table(invented, found)
    row = next(row.cells for row in table.rows if row.cells["form"] == "Lao động tiên tiến")

    assert (row["y2021"], row["y2022"], row["y2023"]) == (4939, 5030, 5094)
    assert any("biểu tổng hợp năm 2023 của Sở Giao thông vận tải (chưa gửi)" in note for note in table.notes)
    assert "Lao động tiên tiến tăng" not in series.finding(invented, found).text + series.detail(invented, found).text


def test_shares_are_told_with_interval_and_chance(invented):
    """291 of 466 and 308 of 489: 0,5 points apart, the interval holds 0."""
    found = stage_series.read_series(invented)
    text = series_shares.detail(invented, found).text

    assert "62,4% (291/466) năm 2021, 63,0% (308/489) năm 2023, cơ bản ổn định." in (
        series_shares.finding(invented, found).text
    )
    assert "62,4% (291/466; khoảng tin cậy 95%: 58,0–66,7%) năm 2021" in text
    assert "chênh 0,5 điểm phần trăm (khoảng tin cậy 95%: -5,6 đến 6,7), trong mức ngẫu nhiên" in text


def test_fighters_among_advanced_workers_are_an_exact_ratio_without_a_verdict(invented):
    """The law sets what share they may be: neither an interval nor chance has a say."""
    text = series_shares.finding(invented, stage_series.read_series(invented)).text
    [ratio] = [line for line in text.split("\n") if line.startswith("Chiến sĩ thi đua cơ sở so với")]

    assert "7,6% (375/4.939) năm 2021, 7,6% (381/5.030) năm 2022; không thay đổi." in ratio
    assert "tin cậy" not in ratio
    assert "ngẫu nhiên" not in ratio


def test_every_share_of_a_year_has_its_limits_in_table_and_chart(invented):
    """A share without its interval would look exact; the ratio under a quota is."""
    found = stage_series.read_series(invented)
    table, chart = series_shares.table(invented, found), series_shares.chart(invented, found)

    body = [row.cells for row in table.rows if row.role == "body"]
    assert len(body) == 6
    assert body.pop()["percent"] == "…"
    exact = [cells for cells in body if cells["low"] == cells["high"] == "–"]
    assert len(exact) == 2
    assert all(cells["low"] < cells["percent"] < cells["high"] for cells in body if cells not in exact)
    assert re.search(r"7,6%, 7,6%, …", chart.alt)


def test_distinct_recipients_of_the_stage_are_not_the_sum_of_its_years(invented):
    """Who is commended in two years is one person."""
    counted = series_recipients.count_recipients(stage_series.read_series(invented))
    *years, stage = [row.cells for row in series_recipients.table(invented, counted).rows]

    assert stage["year"] == "Cả giai đoạn"
    assert stage["individual_counted"] == sum(year["individual_counted"] for year in years)
    assert stage["individual_distinct"] < sum(year["individual_distinct"] for year in years)
    assert all(year["individual_distinct"] <= year["individual_listed"] for year in years)


def test_registers_of_the_years_add_up_in_each_year(invented):
    """Movements by mode and models by step, a row a year; years are not added up."""
    for table in (stage_movements.movements_table(invented), stage_models.models_table(invented)):
        parts = [column.name for column in table.columns[1:-1]]

        assert [row.cells["year"] for row in table.rows] == ["2021", "2022", "2023"]
        assert all(row.cells["total"] == sum(row.cells[name] for name in parts) for row in table.rows)
