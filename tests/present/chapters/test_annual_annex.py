"""The annual annex across the page: grouped heads, totals that add up, notes for what its columns cannot hold."""

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published, written
from thidua.measures.annual_annex import COLUMNS, annual_annex
from thidua.present.chapters.forms import annual_annex as chapter
from thidua.present.language import written_in
from thidua.present.printed import print_table


def shown(report):
    """The annex of a report."""
    return chapter.table(report, annual_annex(report.facts))


def notes_of(report) -> str:
    return " ".join(shown(report).notes)


@pytest.mark.parametrize("unit", ["huyen-ba-be", "tinh-bac-kan"])
def test_totals_add_up_and_every_column_has_its_group(unit):
    """18 columns of numbers under seven heads, across the page."""
    table = shown(illustrative("2023", unit))
    body = [row for row in table.rows if row.role == "body"]
    [total] = [row for row in table.rows if row.role == "total"]

    assert table.landscape
    assert len(table.columns) == 1 + len(COLUMNS) == 19
    assert [span.columns for span in print_table(table).spans] == [1, 2, 2, 4, 4, 2, 2, 2]
    for column in table.columns[1:]:
        cells = [row.cells[column.name] for row in body]
        known = [cell for cell in cells if isinstance(cell, int)]
        expected = "…" if "…" in cells else sum(known)
        assert not known or total.cells[column.name] == expected, column.name


def test_decided_numbers_are_those_of_the_facts():
    """The annex and the table of awards count the same."""
    report = illustrative("2023", "huyen-ba-be")
    [total] = [row for row in shown(report).rows if row.role == "total"]
    whole = report.awarded[report.awarded["recipient_class"] == ""]
    by_kind = whole.groupby("recipient_kind")["count"].sum()

    assert total.cells["decided_collective"] == by_kind["collective"]
    assert total.cells["decided_individual"] == by_kind["individual"]


def test_what_the_columns_cannot_hold_is_told():
    """Merged managers and households of Ba Bể in 2023."""
    notes = notes_of(illustrative("2023", "huyen-ba-be"))

    assert "Nguồn không tách 28 lãnh đạo, quản lý" in notes
    assert "Biểu không có cột cho 01 hộ gia đình (Bằng khen của Chủ tịch UBND tỉnh)." in notes


def test_province_warns_against_a_rate_of_different_units():
    """Proposals come from returns alone, decisions from lists too."""
    assert "không lấy số" not in notes_of(illustrative("2023", "huyen-ba-be"))
    assert "nên không chia số quyết định cho số đề nghị" in notes_of(illustrative("2023"))


def test_half_year_without_returns_says_so():
    """Returns come once a year."""
    assert "chưa có số đề nghị" in notes_of(illustrative("2023-H1", "huyen-ba-be"))


def test_press_text_without_types_gets_a_sentence_and_no_table():
    """An annex of marks alone would say nothing."""
    report = published("tp-bac-kan", "2021-M10")
    rows = annual_annex(report.facts)

    assert chapter.table(report, rows) is None
    assert "chưa có số liệu khen thưởng theo loại hình" in chapter.finding(report, rows).text


def test_table_that_is_there_needs_no_sentence():
    """The sentence stands for the table."""
    report = illustrative("2023", "huyen-ba-be")

    assert chapter.finding(report, annual_annex(report.facts)) is None


def test_instances_and_recipients_are_never_added_up(project):
    """Each row says what it counts, and there is no total."""
    report = written(
        project,
        {"award_type": "CTR", "count": "3"},
        {"award": "BKT", "authority": "province_chair", "award_type": "CTR", "count_unit": "instance"},
    )
    table = shown(report)
    forms = [row.cells["form"] for row in table.rows if row.role == "body"]

    assert [form.rpartition(" ")[2] for form in forms] == ["(lượt)", "(số)"]
    assert not [row for row in table.rows if row.role == "total"]


def test_annex_is_written_in_english():
    """Every text of it is in the catalogue; the names of forms come from the registry."""
    with written_in("en"):
        table = shown(illustrative("2023", "huyen-ba-be"))

    assert all(column.title.isascii() and column.group.isascii() for column in table.columns)
