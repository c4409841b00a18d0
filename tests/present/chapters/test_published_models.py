"""Honoured models are a part of the commended ones: the two figures are told together and never added up."""

from tests.present.reports import published, written
from thidua.measures.intervals import wilson_share
from thidua.measures.shares import honoured_share
from thidua.present.chapters.models import models


def test_honoured_models_are_told_as_part_of_the_commended():
    """Published for 2021-2023: 23 of 106, 21,7 %."""
    report = published("tinh-bac-kan", "2021..2023")
    text = models.honoured_summary(report, honoured_share(report.facts)).text

    assert "Trong 106 điển hình được tặng Bằng khen, 23 gương điển hình (21,7%)" in text
    assert "129" not in text


def test_few_honoured_models_are_told_without_a_percentage():
    """3 of 8 is not 37,5 %."""
    text = models.honoured_summary(published("tinh-bac-kan", "2021..2023"), wilson_share(3, 8)).text

    assert "Trong 08 điển hình được tặng Bằng khen, 03 gương điển hình được chọn" in text
    assert "%" not in text


def test_without_figures_one_sentence_names_unit_and_period():
    """The article of 2017 has words only."""
    report = published("khoi-huyen-tp", "2017-H1")
    text = models.honoured_summary(report, honoured_share(report.facts)).text

    assert "chưa có" in text
    assert "khối huyện, thành phố" in text
    assert "6 tháng đầu năm 2017" in text


def test_table_keeps_the_two_figures_apart():
    """23 honoured are among the 106 commended: no total, and a note that says why."""
    table = models.published_table(published("tinh-bac-kan", "2021..2023"))

    assert [row.cells["count"] for row in table.rows] == [106, 23]
    assert {row.role for row in table.rows} == {"body"}
    assert any("được chọn trong số" in note for note in table.notes)


def test_table_does_not_list_recipient_classes_again(project):
    """5 managers are among the 12 of the row above, and nothing in the table would say so."""
    report = written(
        project,
        {"count": "12"},
        {"count": "5", "recipient_class": "manager"},
        {"count": "3", "award": "DHTT", "status": "honoured"},
    )

    assert [row.cells["count"] for row in models.published_table(report).rows] == [12, 3]
