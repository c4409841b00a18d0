"""What is missing stands beside the figures that lack it, in words that a leader reads and not in those of a check."""

from __future__ import annotations

from contextvars import copy_context

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.every import Asked, open_asked
from tests.present.reports import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.measures.intervals import wilson_share
from thidua.present.change_words import is_steady_share
from thidua.present.chapters.awards import awards
from thidua.present.gap_words import missing_sentence, whole_units_words, without_words
from thidua.present.report import Report


def test_report_of_a_unit_does_not_say_that_the_unit_is_not_in_it():
    """ "Chưa gồm huyện Na Rì" in the report of Na Rì read as if none of its figures were there."""
    report = illustrative("2023-H1", "huyen-na-ri")

    assert missing_sentence(report) == "Chưa gồm Lao động tiên tiến (chỉ có trong biểu tổng hợp cả năm)."
    assert without_words(report) == "chưa gồm Lao động tiên tiến"


def test_unit_of_which_a_single_form_is_missing_is_not_counted_as_known_whole():
    """Seven of fourteen lack their largest title and two more all: "12/14" was told on page 1."""
    report = illustrative("2023-H1")

    assert whole_units_words(report.ground) == "5/14 đơn vị đủ số liệu"
    assert report.ground.is_fair
    assert without_words(report) == "chưa gồm Lao động tiên tiến của 07 huyện"


def test_form_that_one_unit_alone_tells_is_not_told_as_that_of_all():
    """384 were of the city, of seven districts nothing is known; four of six departments sent theirs."""
    report = illustrative("2023-H1")
    text = awards.summary(report, awards.award_counts(report.awarded)).text

    assert "Lao động tiên tiến cho 384 cá nhân (riêng thành phố Bắc Kạn)" in text
    assert "Giám đốc sở (số liệu của 4/6 đơn vị)" in text
    assert "(riêng" not in awards.summary(illustrative("2022"), awards.award_counts(illustrative("2022").awarded)).text


@pytest.mark.parametrize(
    ("now", "before", "is_steady"),
    [((6, 100), (7, 99), False), ((22, 1000), (21, 1000), True), ((0, 50), (0, 50), True), ((1, 50), (0, 50), False)],
)
def test_share_is_steady_by_the_rule_that_the_annex_prints(now, before, is_steady):
    """7,1 to 6,0 per cent fell by 15 per cent: the annex calls steady what changed by less than 10."""
    assert is_steady_share(wilson_share(*now), wilson_share(*before)) == is_steady


def of_thai_nguyen(unit: str, told: str) -> str:
    """A part of a report of the first half of 2026."""

    def part() -> str:
        report: Report = open_asked(Asked("illustrative-2026", unit, "2026-H1"))
        chapter, verb = told.split(".")
        return str(getattr(getattr(report, chapter), verb)().text)

    with open_dataset("illustrative-2026", REPOSITORY).territory.in_force():
        return copy_context().run(part)


def test_sum_of_an_area_is_compared_without_the_few_departments_that_have_a_counterpart():
    """With two of ten departments in it the province fell by 46; what the State and the province gave rose by 17."""
    text = of_thai_nguyen("tinh-thai-nguyen-2025", "changes.finding")

    assert "cấp Nhà nước, cấp tỉnh của cả địa bàn, không kể các sở), có 326 lượt khen thưởng, tăng 17 (5,5%)" in text
    assert "Giấy khen của Giám đốc sở" not in text


def test_registers_that_nobody_sent_are_told_as_missing():
    """A report without movements and models was ready, and said nothing of it."""
    text = of_thai_nguyen("tinh-thai-nguyen-2025", "overview.finding")

    assert "Đến thời điểm báo cáo, chưa có số liệu về phong trào thi đua, điển hình tiên tiến." in text


def test_awards_that_stand_in_no_list_are_told_beside_the_lists():
    """2.262 awards and lists of 1.954 are two numbers for one thing, unless the rest is told."""
    text = of_thai_nguyen("tinh-thai-nguyen-2025", "decisions.finding")

    assert "308 lượt khác chỉ có trong biểu tổng hợp, không có trong danh sách." in text
