"""The first page: headline figures with what qualifies them, and each unit in one row."""

from dataclasses import replace

import pytest

from tests.present.reports import REPOSITORY, published
from thidua.present import dashboard, open_report

from .comparisons import IDS, compared, comparison, illustrative, measured


def values(report, found, *others) -> list[tuple[str, str]]:
    return [(one.value, one.qualification) for one in dashboard.figures(report, found, *others) if one is not None]


def test_headline_tells_the_total_with_its_change_and_no_chance_of_what_follows_a_quota():
    """A figure without its qualification is half a figure; of a total with advanced workers chance is not asked."""
    assert values(illustrative("2023-H1"), measured("2023-H1"))[0] == (
        "1.566",
        "tăng 55 (3,6%) so với cùng kỳ; 5/14 đơn vị đủ số liệu",
    )


def test_headline_names_no_unit_to_be_examined():
    """That is for who reviews the figures: the first page of a leader accuses nobody."""
    found = dashboard.figures(illustrative("2023-H1"), measured("2023-H1"))

    assert not any("giới hạn" in one.qualification for one in found if one is not None)


def test_published_year_begins_with_its_share_of_direct_workers():
    """289 of 468 are 61.8 %, as the press gives it."""
    found = values(published("tinh-bac-kan", "2020"), None)

    assert found[0] == ("61,8%", "289/468")
    assert [value for value, _ in found[1:4]] == ["713", "145", "64"]


def test_each_unit_has_one_row_and_all_together_the_last():
    """The table that leaders see first has no interval, adds up, and compares what is known of every unit."""
    table = dashboard.table(illustrative("2023-H1"), measured("2023-H1"))
    rows = {row.cells["unit"]: row.cells for row in table.rows}

    assert len(rows) == 9
    total = rows.pop("Cộng huyện, thành phố")
    assert total["total"] == sum(cells["total"] for cells in rows.values()) == 873
    assert rows["Thành phố Bắc Kạn"]["total"] == 534 - 384
    assert "Không kể Lao động tiên tiến, kỳ này mới có số liệu của thành phố Bắc Kạn." in table.notes
    assert list(rows)[:2] == ["Thành phố Bắc Kạn", "Huyện Pác Nặm"]
    assert rows["Huyện Ngân Sơn"]["rate"] == "…"
    assert not any("tin cậy" in column.title or "KTC" in column.title for column in table.columns)


@pytest.mark.long
def test_of_92_communes_the_body_shows_those_that_matter_and_their_sum():
    """A row for each of them is in the annex."""
    report = open_report(dataset="illustrative-2026", unit="tinh-thai-nguyen-2025", period="2025", root=REPOSITORY)
    table, annex = report.dashboard.table(), report.dashboard.annex_table()

    assert [row.cells["unit"] for row in table.rows][-2:] == ["72 đơn vị còn lại", "Cộng xã, phường"]
    assert (
        sum(row.cells["total"] for row in table.rows[:-1] if row.cells["total"] != "…") == table.rows[-1].cells["total"]
    )
    assert len(table.rows) == 15 + 5 + 2
    assert len(annex.rows) == 93
    assert table.rows[-1].cells == annex.rows[-1].cells
    assert "same_period" not in {column.name for column in table.columns}  # the communes are new


def test_details_say_what_to_examine_and_what_cannot_be_held_against_the_limits():
    """Ngân Sơn's staff is not known: nothing is said of its rate, and it is not called inside."""
    table = dashboard.detail_table(illustrative("2023-H1"), measured("2023-H1"))
    rows = {row.cells["unit"]: row.cells for row in table.rows}

    assert rows["Huyện Bạch Thông"]["examine"] == "không"
    assert rows["Huyện Na Rì"]["examine"] == "tỷ lệ"
    assert rows["Huyện Ba Bể"]["examine"] == "không"
    assert (rows["Huyện Ngân Sơn"]["examine"], rows["Huyện Ngân Sơn"]["rate"]) == ("…", "…")


def test_unit_without_a_list_is_not_called_inside():
    """A unit without staff, or whose list is missing, is not judged."""
    without_list = replace(compared(IDS[1], (None, None), fighters=None, direct=(0, 0)), known="not")
    found = comparison(compared(IDS[0], staff=None), without_list, *(compared(unit) for unit in IDS[2:]))
    rows = [row.cells["examine"] for row in dashboard.detail_table(illustrative("2023-H1"), found).rows]

    assert rows == ["…", "…", *["không"] * 6]


def test_share_of_few_cases_is_told_as_a_fraction():
    """Below ten cases there is no percentage."""
    found = comparison(compared("huyen-ba-be", direct=(3, 8)), *(compared(unit) for unit in IDS[3:]))

    row = dashboard.detail_table(illustrative("2023-H1"), found).rows[0].cells

    assert (row["direct"], row["direct_limits"]) == ("–", "3/8")
    assert dashboard.table(illustrative("2023-H1"), found).rows[0].cells["direct"] == "–"


def test_table_and_method_say_how_many_comparisons_are_behind_them():
    """Seven rates and eight shares: 0.8 of fifteen are outside by chance; in words, and as a value."""
    report, found = illustrative("2023-H1"), measured("2023-H1")
    table = dashboard.detail_table(report, found)

    assert table.payload()["thidua:values"] == {"comparisons": 15, "expected_by_chance": 0.75}
    assert "Trong 15 so sánh, khoảng 0,8 vượt mức chỉ do ngẫu nhiên." in table.notes
    assert dashboard.method(report, found).text.endswith("Trong 15 so sánh, khoảng 0,8 vượt mức chỉ do ngẫu nhiên.")


def test_without_units_there_is_no_table():
    """Nothing empty appears."""
    assert dashboard.table(published("tinh-bac-kan", "2020"), None) is None
