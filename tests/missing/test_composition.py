"""What awards are made of where a list did not come: said of what is known, and no 0 of what is not."""

from __future__ import annotations

import pytest

from tests.missing.projects import project_without
from thidua.facts.dataset import open_dataset
from thidua.measures.annual_annex import annual_annex as annual_annex_rows
from thidua.measures.counts import award_counts
from thidua.measures.shares import class_shares
from thidua.present import Report, data_note
from thidua.present.chapters import groups, recipients, types
from thidua.present.chapters.awards import awards
from thidua.present.chapters.classes import classes
from thidua.present.chapters.forms import annual_annex
from thidua.present.chapters.quality import read_quality
from thidua.registry import Period, get_unit

pytestmark = pytest.mark.xdist_group("missing")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Na Rì in the first half of 2023, whose own list never came: the province's list names 42 awards."""
    root = project_without(tmp_path_factory.mktemp("composition"), "2023/NaRi_2023-H1*")
    return Report(open_dataset("illustrative", root), get_unit("huyen-na-ri"), Period.parse("2023-H1"))


def test_recipients_are_those_known_so_far(report):
    """It said that nobody was commended twice and nothing went to households, of a district that had sent nothing."""
    text = recipients.detail(report, recipients.measure(report)).text

    assert text.startswith(
        "Trong 42 lượt khen thưởng đã tổng hợp có 19 lượt tập thể, 23 lượt cá nhân; tập thể chiếm 45,2%"
    )
    assert "không có hộ gia đình" not in text
    assert "Trong số đã biết, không đối tượng nào được khen quá một lần trong kỳ." in text


def test_types_are_those_known_so_far(report):
    """A share of sudden awards among what one list names is not that of the district."""
    mix = types.measure(report)
    text = types.detail(report, mix).text
    table = types.table(report, mix)

    assert "trong 42 lượt khen thưởng đã tổng hợp có" in text
    assert "Trong số đã biết, khen thưởng đột xuất chiếm 7,1% (3/42;" in text
    assert next(row.cells["collective"] for row in table.rows if row.cells["type"] == "Đối ngoại") == "…"
    assert any(note.startswith("Chưa gồm danh sách 6 tháng đầu năm 2023 (chưa gửi)") for note in table.notes)


def test_annex_agrees_with_the_types_on_what_is_not_known(report):
    """No collective of the type stands in what came: with a list missing that is "…" in both, or one thing has two."""
    table = annual_annex.table(report, annual_annex_rows(report.facts))

    assert table.rows[-1].cells["dng_collective"] == "…"
    assert table.rows[-1].cells["decided_collective"] == 19


def test_total_of_households_is_not_known(report):
    """The certificates of the district have "…" there, and so has the sum."""
    table = awards.table(report, award_counts(report.awarded))

    assert table.rows[-1].cells["household"] == "…"


def test_women_are_a_share_of_the_individuals_known_so_far(report):
    """Of the individuals that the district commended itself nothing is known."""
    assert "số lượt cá nhân được khen đã biết (" in groups.detail(report, groups.measure(report)).text


def test_classes_of_forms_that_are_known_whole_are_said_without_a_clause(report):
    """All certificates of the province stand in its own list."""
    assert "đã biết" not in classes.finding(report, class_shares(report.awarded)).text


def test_list_that_did_not_come_is_a_cell_without_a_figure(report):
    """All cells of the lists that came are not 100 % of the cells."""
    text = data_note.detail(read_quality(report)).text

    assert "Số ô có số liệu: 91,7% (11/12);" in text
    assert "Có 01 danh sách, biểu khen thưởng chưa được tính, mỗi mục kể là một ô chưa có." in text
