"""The table of units agrees with the table of awards, and its sentences name scopes that differ."""

from dataclasses import replace

from tests.present.chapters.printing import printed
from tests.present.reports import published, written
from thidua.measures.counts import award_counts
from thidua.present import dashboard
from thidua.present.chapters.awards import awards
from thidua.present.chapters.members import unit_counts
from thidua.present.compared.units import compare

from .comparisons import IDS, compared, comparison, counts, illustrative, measured, total_row


def test_total_of_units_is_the_total_of_the_table_of_awards():
    """The verdict holds the table to it: district tables add up to the province's."""
    for period in ("2023-H1", "2022"):
        report = illustrative(period)
        table = unit_counts.table(report, measured(period))
        theirs = total_row(awards.table(report, award_counts(report.awarded)))

        mine = total_row(table)
        assert table.agrees_with == "award_counts"
        assert {name: mine[name] for name in mine if name in theirs} == {
            name: theirs[name] for name in mine if name in theirs
        }
        assert {"collective", "individual", "total"} <= mine.keys() & theirs.keys()


def test_table_that_does_not_add_up_claims_nothing_and_says_why(project):
    """A reader must not take a sum of units for the province's own figure."""
    report = written(project, {"unit": "huyen-ba-be"}, {"unit": "tinh-bac-kan", "count": "500"}, unit="tinh-bac-kan")

    table = unit_counts.table(report, compare(report))

    assert table.agrees_with == ""
    assert any("không phải số của tỉnh: Giấy khen" in note for note in table.notes)


def test_units_that_count_differently_have_no_total():
    """Lượt and số are not added up."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri", count_units=frozenset({"recipient"})))

    table = unit_counts.table(illustrative("2023-H1"), found)

    assert {row.role for row in table.rows} == {"body"}
    assert "không cộng các đơn vị" in " ".join(table.notes)


def test_unit_without_figures_shows_that_none_are_known():
    """Missing is not zero."""
    found = comparison(compared("huyen-ba-be"), compared("huyen-na-ri", (None, None), (None, None), forms={}))

    table = unit_counts.table(illustrative("2023-H1"), found)

    assert table.rows[1].cells["total"] == "…"
    assert "Chưa có số liệu của huyện Na Rì." in unit_counts.finding(illustrative("2022"), found).text


def test_form_that_one_unit_alone_decides_is_named():
    """The city's school-year batch of Advanced Workers makes its total another scope."""
    report, found = illustrative("2023-H1"), measured("2023-H1")
    text = unit_counts.detail(report, found).text

    told = unit_counts.finding(report, found).text
    assert "08 huyện, thành phố có 873 lượt khen thưởng (không kể Lao động tiên tiến, kỳ này" in told
    assert "Nhiều nhất là thành phố Bắc Kạn (150), huyện Chợ Mới (131)" in told
    assert "Lao động tiên tiến trong kỳ chỉ có ở thành phố Bắc Kạn (384 lượt)" in text


def test_members_of_a_block_are_compared_on_one_ground():
    """Seven of eight could not tell their largest title: with the one that did, its total is of another scope."""
    report = illustrative("2023-H1", "khoi-huyen-tp")
    table = unit_counts.table(report, measured("2023-H1", "khoi-huyen-tp"))
    rows = printed(table)

    assert rows["Thành phố Bắc Kạn"]["Tổng"] == "150"
    assert table.notes[0] == "Không kể Lao động tiên tiến, kỳ này mới có số liệu của thành phố Bắc Kạn."
    assert not any("Chưa gồm" in note for note in table.notes)


def test_total_of_a_unit_that_is_known_in_part_is_compared_with_nobody():
    """A part beside wholes would read as little: the row shows that it is not known."""
    found = compared("huyen-ba-be")
    partly = replace(found, known="partly", common=counts(None, None))
    table = dashboard.table(illustrative("2022"), comparison(partly, *(compared(unit) for unit in IDS[3:])))

    assert table.rows[0].cells["total"] == "…"
    assert table.rows[-1].cells["total"] == 5 * 100


def test_form_that_all_units_have_is_not_named():
    """Nothing differs in scope where every unit has the form."""
    assert "chưa cùng phạm vi" not in unit_counts.detail(illustrative("2023-H1"), comparison()).text


def test_most_and_least_are_told_in_order():
    """Whoever reads the sentence aloud names the right unit."""
    units = [compared(unit, (0, 10 * number)) for number, unit in enumerate(IDS[:4], 1)]

    text = unit_counts.finding(illustrative("2023-H1"), comparison(*units)).text

    assert (
        "Nhiều nhất là huyện Ngân Sơn (40), huyện Ba Bể (30), huyện Pác Nặm (20); ít nhất là thành phố Bắc Kạn (10)."
        in text
    )


def test_equal_units_are_named_together_or_not_at_all():
    """Of 9, 4, 4, 4 and 4 none but the first has most; of four with as many nobody has."""
    some = [compared(unit, (0, 9 if number == 0 else 4)) for number, unit in enumerate(IDS[:5])]
    equal = [compared(unit, (0, 4)) for unit in IDS[:4]]
    report = illustrative("2023-H1")
    text = unit_counts.finding(report, comparison(*some)).text

    assert "Nhiều nhất là thành phố Bắc Kạn (9); ít nhất là huyện Pác Nặm (4), huyện Ba Bể (4)," in text
    assert "nhất là" not in unit_counts.finding(report, comparison(*equal)).text


def test_province_without_figures_of_units_says_so_in_one_sentence_and_shows_no_table():
    """The press gives no unit's figures: nothing empty appears."""
    report = published("tinh-bac-kan", "2020")

    assert (
        unit_counts.finding(report, None).text
        == "Bộ số liệu chưa có số liệu của từng đơn vị của tỉnh Bắc Kạn, năm 2020."
    )
    assert unit_counts.table(report, None) is None


def test_units_are_a_share_of_the_province_only_where_all_of_it_is_known():
    """In a half year two departments, which send yearly returns, are missing; in 2022 every part is there."""
    half = unit_counts.finding(illustrative("2023-H1"), measured("2023-H1")).text
    year = unit_counts.finding(illustrative("2022"), measured("2022")).text

    lacking = unit_counts.detail(illustrative("2023-H1"), measured("2023-H1")).text

    assert "của toàn tỉnh" not in half
    assert "số liệu trong kỳ của Sở Tài chính, Sở Giao thông vận tải (chỉ gửi số liệu cả năm)." in lacking
    assert "Lao động tiên tiến của 07 đơn vị (chỉ có trong biểu tổng hợp cả năm)" in lacking
    assert "của toàn tỉnh" in year
    assert unit_counts.detail(illustrative("2022"), measured("2022")) is None


def test_sum_of_households_of_departments_that_cannot_tell_them_is_no_0():
    """Two departments of 2022 send returns, without a column for households: none of the others is not none of all."""
    rows = printed(unit_counts.table(illustrative("2022"), measured("2022")))

    assert rows["Sở Tài chính"]["Hộ gia đình"] == "…"
    assert rows["Cộng sở, ban, ngành và tỉnh"]["Hộ gia đình"] == "…"
    assert rows["Tổng cộng"]["Hộ gia đình"] == "4"
