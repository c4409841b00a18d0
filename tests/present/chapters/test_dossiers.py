"""Decisions drawn for a look at dossiers: the same data draws the same ones, spread over the period."""

import pandas as pd
import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.present.chapters.decisions import dossiers

YEAR = ("2023-M10", "huyen-ba-be")


@pytest.mark.parametrize(
    ("number", "drawn"), [(3, [0, 1, 2]), (8, list(range(8))), (16, [1, 3, 5, 7, 9, 11, 13, 15]), (0, [])]
)
def test_sample_is_every_kth_from_the_middle_of_the_first(number, drawn):
    """A systematic sample needs no chance, so whoever repeats it draws the same."""
    frame = pd.DataFrame({"place": range(number)})

    assert dossiers.sample(frame)["place"].tolist() == drawn


def test_drawn_decisions_are_the_units_own():
    """The district keeps the dossiers of what its chair signed."""
    report = illustrative(*YEAR)
    listed = report.listed
    own = set(listed.loc[listed["authority"] == "district_chair", "decision_no"])
    table = dossiers.table(report)

    assert len(table.rows) == dossiers.SAMPLE
    assert {row.cells["decision"] for row in table.rows} <= own


def test_missing_days_are_marks_and_never_dates():
    """No list of Ba Bể says when an award was presented."""
    assert {row.cells["presented"] for row in dossiers.table(illustrative(*YEAR)).rows} == {"…"}


def test_finding_says_what_the_lists_hold_and_how_many_are_drawn():
    """How many of the rows have each day, then the sample."""
    text = dossiers.finding(illustrative(*YEAR)).text

    assert "có 226 dòng: đủ ngày lập thành tích, " in text
    assert "chưa ghi ngày trao" in text
    assert "đối chiếu hồ sơ lưu của 08 quyết định" in text


def test_sample_names_nobody():
    """Names stand in the restricted annex alone."""
    report = illustrative(*YEAR)
    text = str(dossiers.table(report).payload())

    assert not [name for name in report.listed["recipient"] if name in text]


def test_press_text_has_no_dossiers():
    """One sentence and no table."""
    report = published("tp-bac-kan", "2021-M10")

    assert dossiers.table(report) is None
    assert "chưa có danh sách quyết định để đối chiếu hồ sơ" in dossiers.finding(report).text
