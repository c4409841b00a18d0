"""The first page: headline figures with what qualifies them, and each unit in one row."""

from dataclasses import replace

from tests.present.reports import published
from thidua.measures.change import same_period_change
from thidua.present import dashboard

from .comparisons import IDS, compared, comparison, illustrative, measured


def values(report, found, *others) -> list[tuple[str, str]]:
    return [(one.value, one.qualification) for one in dashboard.figures(report, found, *others) if one is not None]


def test_headline_tells_the_total_with_its_change_and_no_chance_of_what_follows_a_quota():
    """A figure without its qualification is half a figure; of a total with advanced workers chance is not asked."""
    assert values(illustrative("2023-H1"), measured("2023-H1"))[0] == (
        "1.566",
        "tăng 55 (3,6%) so với cùng kỳ; 12/14 đơn vị đủ số liệu",
    )


def test_headline_of_a_unit_without_such_titles_says_whether_chance_explains_the_change():
    """40 certificates against 10, from the same kind of source."""
    assert dashboard.change_words(same_period_change(40, 10)) == "tăng 30 (300,0%), vượt mức dao động ngẫu nhiên"
    assert dashboard.change_words(same_period_change(11, 10)) == "tăng 1 (10,0%), trong mức dao động ngẫu nhiên"
    assert dashboard.change_words(same_period_change(40, 10, follows_quota=True)) == "tăng 30 (300,0%) so với cùng kỳ"


def test_headline_counts_the_units_to_be_examined_and_names_them():
    """Outside the limits is no verdict; Ngân Sơn, whose staff is not known, is neither inside nor outside."""
    assert (
        "1/7",
        "ngoài giới hạn 95%, trong 15 so sánh: Na Rì; chưa xét: Ngân Sơn",
    ) in values(illustrative("2023-H1"), measured("2023-H1"))
    assert ("0/8", "không đơn vị nào ngoài giới hạn 95%, trong 16 so sánh") in values(
        illustrative("2023-H1"), comparison()
    )


def test_headline_of_units_inside_the_limits_is_of_those_held_to_them():
    """A unit without staff, or whose list is missing, is not judged: "0/8" would say that nothing is to be examined."""
    without_staff = compared(IDS[0], staff=None)
    without_list = replace(compared(IDS[1], (None, None), fighters=None, direct=(0, 0)), known="not")
    found = comparison(without_staff, without_list, *(compared(unit) for unit in IDS[2:]))

    assert (
        "0/6",
        "không đơn vị nào ngoài giới hạn 95%, trong 13 so sánh; chưa xét: TP Bắc Kạn, Pác Nặm",
    ) in values(illustrative("2023-H1"), found)


def test_published_year_begins_with_its_share_of_direct_workers():
    """289 of 468 are 61.8 %, as the press gives it."""
    found = values(published("tinh-bac-kan", "2020"), None)

    assert found[0] == ("61,8%", "289/468; khoảng tin cậy 95%: 57,3–66,0%")
    assert [value for value, _ in found[1:4]] == ["713", "145", "64"]


def test_each_unit_has_one_row_with_rate_share_and_what_to_examine():
    """The page that leaders see first."""
    rows = {row.cells["unit"]: row.cells for row in dashboard.table(illustrative("2023-H1"), measured("2023-H1")).rows}

    assert len(rows) == 8
    assert rows["Bạch Thông"]["examine"] == "không"
    assert rows["Na Rì"]["examine"] == "tỷ lệ"
    assert rows["Ba Bể"]["examine"] == "không"


def test_unit_that_cannot_be_held_against_the_limits_is_not_called_inside():
    """Ngân Sơn's staff is not known: nothing is said of its rate."""
    rows = {row.cells["unit"]: row.cells for row in dashboard.table(illustrative("2023-H1"), measured("2023-H1")).rows}

    assert rows["Ngân Sơn"]["examine"] == "…"
    assert rows["Ngân Sơn"]["rate"] == "…"


def test_share_of_few_cases_is_told_as_a_fraction():
    """Below ten cases there is no percentage."""
    found = comparison(compared("huyen-ba-be", direct=(3, 8)), *(compared(unit) for unit in IDS[3:]))

    row = dashboard.table(illustrative("2023-H1"), found).rows[0].cells

    assert (row["direct"], row["direct_limits"]) == ("–", "3/8")


def test_table_and_method_say_how_many_comparisons_are_behind_them():
    """Seven rates and eight shares: 0.8 of fifteen are outside by chance; in words, and as a value."""
    report, found = illustrative("2023-H1"), measured("2023-H1")
    table = dashboard.table(report, found)

    assert table.payload()["values"] == {"comparisons": 15, "expected_by_chance": 0.75}
    assert "Trong 15 so sánh, khoảng 0,8 vượt mức chỉ do ngẫu nhiên." in table.notes
    assert dashboard.method(report, found).text.endswith("Trong 15 so sánh, khoảng 0,8 vượt mức chỉ do ngẫu nhiên.")


def test_without_units_there_is_no_table():
    """Nothing empty appears."""
    assert dashboard.table(published("tinh-bac-kan", "2020"), None) is None
