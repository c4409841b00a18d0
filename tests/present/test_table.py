"""A table keeps three marks for three states, as printed and in its data, which others can read whatever it holds."""

import json

import pytest
from frictionless import Resource
from hypothesis import example, given, settings

from tests.present.chapters.printing import printed
from tests.present.test_shown import tables
from tests.resources import faults_of
from thidua.present.printed import cell_text
from thidua.present.table import Column, Row, Table


def test_three_marks_for_three_states():
    """Zero, missing and not applicable, as printed and in the data."""
    table = Table(
        "ba",
        "Ba trạng thái",
        (Column("form", "Hình thức", "label"), Column("count", "Số")),
        (
            Row({"form": "không có", "count": 0}),
            Row({"form": "chưa có", "count": "…"}),
            Row({"form": "x", "count": "–"}),
        ),
    )

    assert [row["Số"] for row in printed(table).values()] == ["0", "…", "–"]
    assert [row["count"] for row in table.payload()["data"]] == [0, "…", "–"]


@pytest.mark.parametrize(("saved", "shown"), [(54, "54"), (54.0, "54"), (31.6, "31,6"), (26582.0, "26.582")])
def test_amount_is_printed_alike_whatever_type_a_program_saves_it_with(saved: float, shown: str):
    """JupyterLab writes 54.0 as 54: the same notebook must print the same page."""
    assert cell_text(saved, "amount") == shown


FORMS = (Column("form", "Hình thức", "label"), Column("count", "Số"), Column("days", "Ngày", "decimal"))


ONLY_MARKS = Table("cho", "Chưa có", (Column("count", "Số"),), (Row({"count": "…"}), Row({"count": ">36"}), Row({})))


@pytest.mark.long
@settings(max_examples=50)
@example(ONLY_MARKS)
@given(table=tables())
def test_any_table_is_a_valid_resource(table: Table):
    """A mark of whatever kind, a text among numbers, a number among texts, no row at all: others can read it."""
    assert faults_of(json.loads(json.dumps(table.payload()))) == []


def test_only_rows_of_data_stand_among_the_data():
    """Whoever adds up a column counts nothing twice: heads, parts of a row, and sums stand apart, in their places."""
    rows = (
        Row({"form": "Bậc cao"}, "group"),
        Row({"form": "Giấy khen", "count": 15}),
        Row({"form": "nữ", "count": 7}, "part"),
        Row({"form": "Cộng", "count": 15}, "total"),
    )
    table = Table("forms", "Hình thức", FORMS, rows)

    assert [row.to_dict() for row in Resource(table.payload()).read_rows()] == [
        {"form": "Giấy khen", "count": 15, "days": None}
    ]
    assert Table.parse(json.loads(json.dumps(table.payload()))).rows == rows


def test_table_of_sums_alone_has_no_data_and_is_read_back():
    """An empty list of rows is refused by readers of the format; a line of heads is not."""
    table = Table("forms", "Hình thức", FORMS, (Row({"form": "Cộng", "count": 15}, "total"),))

    assert Resource(table.payload()).read_rows() == []
    assert Table.parse(table.payload()) == table


@pytest.mark.parametrize("mark", ["…", "–", "*", ">36", "<5"])
def test_figure_that_is_not_told_is_a_declared_missing_value(mark: str):
    """Hidden for the sake of a person, not known, not reached: it is no number, and never 0."""
    table = Table("forms", "Hình thức", FORMS, (Row({"form": "a", "count": mark}), Row({"form": "b", "count": 0})))
    resource = table.payload()

    assert mark in resource["schema"]["missingValues"]
    assert [row["count"] for row in Resource(resource).read_rows()] == [None, 0]
