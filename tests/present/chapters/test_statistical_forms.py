"""The statistical forms as tables: numbered by the circular of the period, adding up, silent where nothing is known."""

from dataclasses import replace

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.measures.movement_form import movement_form
from thidua.measures.statistical_forms import COLUMNS, award_form
from thidua.present.chapters.forms import statistical_forms as chapter
from thidua.registry import Period


def awards_of(report, layout="ministry_awards"):
    return chapter.awards_table(report, award_form(report.awarded, layout, is_known=report.is_known), layout)


def movements_of(report):
    return chapter.movements_table(report, movement_form(report.register("movements")))


def sums_of(table) -> list[tuple[dict, dict]]:
    """Each subtotal with the sums of the rows above it in its group; parts of rows are not added again."""
    found, group = [], []
    for row in table.rows:
        if row.role == "group":
            group = []
        elif row.role == "body":
            group.append(row.cells)
        elif row.role == "subtotal":
            names = [column.name for column in table.columns[1:]]
            sums = {name: sum(cells[name] for cells in group if isinstance(cells[name], int)) for name in names}
            found.append(({name: row.cells[name] for name in names}, sums))
    return found


@pytest.mark.parametrize("layout", COLUMNS)
@pytest.mark.parametrize("unit", ["huyen-ba-be", "tinh-bac-kan"])
def test_both_halves_of_a_form_add_up(unit, layout):
    """By recipient and by type, and both to the same."""
    sums = sums_of(awards_of(illustrative("2023", unit), layout))

    assert len(sums) == 2
    for shown, added in sums:
        assert {name: count for name, count in shown.items() if isinstance(count, int)} == {
            name: added[name] for name, count in shown.items() if isinstance(count, int)
        }
    assert sums[0][0]["total"] == sums[1][0]["total"]


def test_movement_form_adds_up():
    """Duration and mode each hold every movement once."""
    for shown, added in sums_of(movements_of(illustrative("2023"))):
        assert shown == added


@pytest.mark.parametrize(
    ("period", "number"),
    [("2023", "(biểu 0603.N)"), ("2022", "(biểu 0703.N)")],
)
def test_title_has_the_number_of_the_period(period, number):
    """The circular in force on the last day of the period."""
    assert number in awards_of(illustrative(period)).title


def test_period_before_the_first_circular_has_no_form():
    """The registry knows none before 2018."""
    report = illustrative("2017")

    assert awards_of(report) is None
    assert movements_of(report) is None


def test_circular_whose_forms_are_not_known_prints_none_and_says_so():
    """Columns of the circular before must not stand under the name of a new one, nor go without a word."""
    report = replace(illustrative("2023"), period=Period("year", 2026))
    form = award_form(illustrative("2023").awarded, "state_awards", is_known=report.is_known)

    assert chapter.awards_table(report, form, "state_awards") is None
    assert chapter.unknown(report).text == (
        "Chưa có mẫu biểu của Thông tư 18/2025/TT-BNV, nên báo cáo chưa lập biểu thống kê."
    )
    assert chapter.unknown(illustrative("2023")) is None


def test_district_certificates_are_not_in_the_province_form():
    """Giấy khen, LĐTT and CSTĐ cơ sở are the annex's."""
    report = illustrative("2023", "huyen-ba-be")
    total = next(row for row in awards_of(report).rows if row.role == "subtotal").cells["total"]
    provincial = report.awarded[
        (report.awarded["authority"] == "province_chair") & (report.awarded["recipient_class"] == "")
    ]

    assert total == provincial["count"].sum()


def test_scope_is_missing_because_no_register_has_it():
    """“…” is not 0."""
    rows = movements_of(illustrative("2023")).rows[1:5]

    assert {cell for row in rows for name, cell in row.cells.items() if name != "row"} == {"…"}


def test_nothing_known_is_one_sentence():
    """No table of marks, and one sentence for all forms together."""
    report = published("khoi-huyen-tp", "2017-H1")
    tables = [movements_of(report), awards_of(report), awards_of(report, "state_awards")]

    assert tables == [None, None, None]
    assert "chưa có số liệu để lập các biểu thống kê" in chapter.finding(report, *tables).text
    assert chapter.finding(report, awards_of(illustrative("2023"))) is None


def test_merged_figure_is_told_and_not_split():
    """106 collectives, households and individuals of article 004 stand in the note."""
    report = published("tinh-bac-kan", "2021..2023")
    form = award_form(report.awarded, "ministry_awards", is_known=report.is_known)

    assert list(form.merged.values()) == [106]
    assert chapter.awards_table(report, form, "ministry_awards") is None
