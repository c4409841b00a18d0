"""Ninety-two communes in a report: what a page shows of a long table, and where the rest is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.present.chapters.comparisons import compared
from tests.present.reports import REPOSITORY
from thidua.export.document import print_shown, read_document
from thidua.export.workbook.sheets import plan_workbook
from thidua.facts.dataset import open_dataset
from thidua.present import Report, dashboard
from thidua.present.chapters.members import unit_changes, unit_counts, unit_direct, unit_forms, unit_rates
from thidua.present.compared.units import UnitComparison
from thidua.present.many import FIRST, LAST, names_words
from thidua.present.printed import print_table
from thidua.present.table import TABLE_MIME, Column, Row, Table
from thidua.registry import Period, Territory, get_unit

TABLES = {
    "overview": dashboard.table,
    "changes": unit_changes.table,
    "rates": unit_rates.table,
    "shares": unit_direct.table,
}


@pytest.fixture
def province() -> Iterator[Report]:
    """Today's Thái Nguyên with its 92 communes and wards."""
    with Territory("19").in_force():
        unit = get_unit("tinh-thai-nguyen-2025")
        yield Report(open_dataset("published", REPOSITORY), unit, Period.parse("2026-H1"))


def beside(report: Report, number: int) -> UnitComparison:
    """So many communes with figures that differ, none by more than chance but the sixth, which has no direct worker."""
    members = [
        compared(
            unit.id,
            (20, 60 + at % 30),
            (20, 58 + at % 30),
            fighters=40 + at % 5,
            direct=(0 if at == 5 else 25 + at % 9, 50),
        )
        for at, unit in enumerate(report.members[:number])
    ]
    return UnitComparison(tuple(members), (), ())


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("number", [1, 8, 20])
def test_few_units_are_printed_one_by_one_in_the_order_of_their_codes(province, name, number):
    """The report of a province of eight districts looks as it always did."""
    table = TABLES[name](province, beside(province, number))

    assert table is None or table.printed is None
    if table is not None:
        assert [row.cells["unit"].split(" ", 1)[1] for row in table.rows if row.role == "body"] == [
            unit.short_name for unit in province.members[:number]
        ]


@pytest.mark.parametrize("name", sorted(TABLES.keys() - {"overview"}))
def test_of_many_units_a_page_shows_the_ends_and_the_workbook_has_all(province, name):
    """In the details two pages for each comparison at most, and every commune finds itself in the Excel file."""
    table = TABLES[name](province, beside(province, 92))
    page, book = print_table(table), print_table(table, whole=True)
    sums = sum(row.role == "total" for row in table.rows)

    assert len(book.rows) == len(table.rows) == 92 + sums
    assert page.left_out == 92 + sums - len(table.printed) > 0
    assert len(page.rows) <= FIRST + LAST + FIRST + FIRST + 1 + sums
    assert {row.role for row in page.rows} - {"total"} == {"body", "gap"}


def test_body_shows_the_units_that_matter_and_the_annex_every_one(province):
    """No printed table is cut in its middle: a leader of the 92 finds the own commune in the annex, by its name."""
    found = beside(province, 92)
    body, annex = dashboard.table(province, found), dashboard.annex_table(province, found)
    names = [row.cells["unit"].split(" ", 1)[1] for row in annex.rows if row.role == "body"]

    assert (body.printed, annex.printed) == (None, None)
    assert FIRST + LAST < sum(row.role == "body" for row in body.rows) < 92
    assert (len(names), names[:3], annex.dense) == (92, ["An Khánh", "Ba Bể", "Bá Xuyên"], True)
    assert "danh sách đầy đủ tại Phụ lục" in body.notes[0]
    assert dashboard.annex_table(province, beside(province, 8)) is None


def test_unit_outside_the_limits_is_printed_wherever_it_stands(province):
    """It is named in the sentence above the table."""
    found = beside(province, 92)
    table = unit_direct.table(province, found)
    outside = {unit.label for unit in found.direct_funnel.outside}
    shown = {table.rows[place].key.whose for place in table.printed}

    assert found.members[5].unit.id in outside
    assert outside <= shown


def test_awards_of_many_units_stand_in_the_order_of_names_with_their_places(province):
    """A leader finds a commune by its name, and beside it which place it has."""
    found = beside(province, 92)
    rows = [row for row in unit_counts.table(province, found).rows if row.role == "body"]
    names = [row.cells["unit"].split(" ", 1)[1] for row in rows]
    largest = max(one.counts.total for one in found.members)

    assert names[:6] == ["An Khánh", "Ba Bể", "Bá Xuyên", "Bắc Kạn", "Bách Quang", "Bạch Thông"]
    assert {row.cells["rank"] for row in rows if row.cells["total"] == largest} == {1}
    assert max(row.cells["rank"] for row in rows) > 80


def test_forms_of_many_units_are_one_chart_of_strips(province):
    """Ninety-two small charts are no chart."""
    shown = unit_forms.chart(province, beside(province, 92))

    assert "Biểu đồ vạch của 92 đơn vị" in shown.alt or "Biểu đồ cột nhỏ của 92 đơn vị" in shown.alt
    assert len(shown.data.rows) == 92
    assert "printed" not in shown._repr_mimebundle_()[TABLE_MIME]


def long_table(rows: int, *printed: int) -> Table:
    columns = (Column("unit", "Đơn vị", "label"), Column("total", "Tổng"))
    return Table(
        "dai",
        "Bảng dài",
        columns,
        tuple(Row({"unit": f"Xã {at}", "total": at}) for at in range(rows)),
        printed=frozenset(printed),
    )


def notebook(*tables: Table) -> dict:
    outputs = [{"output_type": "display_data", "data": table._repr_mimebundle_()} for table in tables]
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": outputs}
    return {"nbformat": 4, "metadata": {}, "cells": [cell]}


def test_page_says_how_many_rows_it_leaves_out_and_on_which_sheet_they_are():
    """A reader of the PDF must find the row of the own commune."""
    document = read_document(notebook(long_table(30, 0, 1), long_table(9, 0, 3, 8)))
    first, second = map(print_shown, document.shown)

    assert first.notes[0] == "28 dòng không in ở đây có trong tệp Excel, trang “Bảng 1”."
    assert second.notes[0] == "6 dòng không in ở đây có trong tệp Excel, trang “Bảng 2”."
    assert [row.cells[0].text for row in second.rows] == [
        "Xã 0",
        "(còn 2 dòng)",
        "Xã 3",
        "(còn 4 dòng)",
        "Xã 8",
    ]


def test_sheet_of_the_workbook_has_every_row_and_no_word_on_missing_ones():
    """It is the place that the page points to."""
    plan = plan_workbook(read_document(notebook(long_table(30, 0, 1))))
    [sheet] = plan.sheets

    assert sheet.name == "Bảng 1"
    assert len(sheet.printed.rows) == 30
    assert plan.notes == ()


def test_sentence_names_ten_of_many_units_and_counts_the_others():
    """Ninety names are no sentence; eleven are still told, since “and 1 other” saves nothing."""
    names = [f"xã {at}" for at in range(92)]

    assert names_words(names).endswith("xã 9 và 82 đơn vị khác")
    assert names_words(names[:11]).endswith("xã 9, xã 10")
