"""Types of awards are told in the words of the law, with the share of sudden awards."""

import pytest

from tests.present.reports import published, written
from thidua.measures.intervals import wilson_share
from thidua.measures.mix import TypeCount, TypeMix
from thidua.present.chapters import types
from thidua.present.chapters.types import mix_sentence, sudden_change_sentence, sudden_sentence, type_name

from .comparisons import illustrative


def test_types_are_named_by_the_law_in_force():
    """The law of 2022 replaced campaigns by emulation movements."""
    assert type_name("PTR", regime="2003") == "theo đợt (chuyên đề)"
    assert type_name("PTR", regime="2022") == "phong trào thi đua"
    assert type_name("", regime="2022") == "không ghi loại hình"


def test_types_are_told_from_the_largest():
    """With the share of each among all."""
    text = mix_sentence([("đột xuất", 4), ("công trạng", 96)], 100, awards="100 lượt khen thưởng")

    assert text == "Theo loại hình, trong 100 lượt khen thưởng có: công trạng 96 (96,0%); đột xuất 04 (4,0%)."


def test_few_awards_have_no_percentages():
    """Nine awards: numbers alone."""
    assert "%" not in mix_sentence([("đột xuất", 4), ("công trạng", 5)], 9, awards="9 lượt khen thưởng")


def test_single_type_is_told_as_all_of_them():
    """No "100 %"."""
    text = mix_sentence([("công trạng", 7)], 7, awards="7 trường hợp được khen thưởng")

    assert text == "Cả 7 trường hợp được khen thưởng thuộc loại hình công trạng."


@pytest.mark.parametrize(
    ("share", "untold", "text"),
    [
        (wilson_share(0, 50), 0, "Không có khen thưởng đột xuất."),
        (wilson_share(2, 9), 0, "Khen thưởng đột xuất chiếm 2/9."),
        (
            wilson_share(289, 468),
            0,
            "Khen thưởng đột xuất chiếm 61,8% (289/468; khoảng tin cậy 95%: 57,3–66,0%).",
        ),
        (
            wilson_share(2, 9),
            12,
            "Khen thưởng đột xuất chiếm 2/9 số có ghi loại hình; 12 trường hợp không ghi loại hình.",
        ),
        (
            None,
            0,
            "Nguồn gộp khen thưởng đột xuất với loại hình khác nên chưa tính được tỷ lệ khen thưởng đột xuất.",
        ),
    ],
)
def test_share_of_sudden_awards(share, untold, text):
    """None, few, enough, some without a type, and merged with others."""
    assert sudden_sentence(share, untold=untold) == text


def changed(now, before):
    return sudden_change_sentence(wilson_share(*now), wilson_share(*before), before="năm 2022")


def test_rise_beyond_chance_is_told_in_points():
    """Newcombe (1998), 56/70 against 48/80: 20 points, 5.2 to 33.4."""
    assert changed((56, 70), (48, 80)) == (
        "So với năm 2022 (48/80, bằng 60,0%), tỷ lệ này cao hơn 20,0 điểm phần trăm "
        "(khoảng tin cậy 95%: 5,2 đến 33,4), vượt dao động ngẫu nhiên."
    )


def test_fall_within_chance_is_told_as_such():
    """4 of 121 after 5 of 118."""
    text = changed((4, 121), (5, 118))

    assert "thấp hơn 0,9 điểm phần trăm" in text
    assert text.endswith("nằm trong dao động ngẫu nhiên.")


def test_equal_shares_did_not_change():
    """No interval is needed to say so."""
    assert changed((10, 100), (10, 100)) == "Tỷ lệ này không thay đổi so với năm 2022 (10/100, bằng 10,0%)."


@pytest.mark.parametrize(("now", "before"), [((2, 9), (20, 90)), ((20, 90), (2, 9)), ((2, 20), (0, 0))])
def test_few_or_no_cases_are_not_compared(now, before):
    """x/n has no percentage points."""
    assert changed(now, before) == ""


def test_table_of_a_district_adds_up():
    """121 awards by type and kind."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = types.table(report, types.measure(report))
    total = table.rows[-1]

    assert (total.role, total.cells["total"]) == ("total", 121)
    for column in ("collective", "individual", "total"):
        assert sum(row.cells[column] for row in table.rows[:-1]) == total.cells[column]


@pytest.mark.parametrize("unit", ["huyen-ba-be", "tinh-bac-kan"])
def test_households_that_a_return_cannot_tell_are_no_0_of_any_type(unit):
    """The returns of 2022 have no column for households: beside the one that a list names, others may be."""
    report = illustrative("2022", unit)
    table = types.table(report, types.measure(report))
    merit, *others, total = (row.cells["household"] for row in table.rows)

    assert merit == total > 0
    assert others == ["…"] * 3
    assert all(row.cells["collective"] != "…" for row in table.rows)


def test_types_of_a_period_that_is_known_in_part_are_said_of_that_part():
    """Two departments send once a year: the share of sudden awards by June is of the others."""
    report = illustrative("2022-H1")
    text = types.detail(report, types.measure(report)).text

    assert "trong 1.511 lượt khen thưởng đã tổng hợp có" in text
    assert "Trong số đã biết, khen thưởng đột xuất chiếm" in text


def test_chart_has_a_bar_for_each_kind_and_all():
    """Each with its n, and the words of the data."""
    report = illustrative("2023-H1", "huyen-ba-be")
    chart = types.chart(report, types.measure(report))

    assert chart.data.name == "types_chart"
    assert "Tập thể: công trạng và thành tích 73,3%" in chart.alt
    assert "Tổng: " in chart.alt


def test_merged_types_stay_merged():
    """Published for 10 months of 2021: 380 thematic and sudden certificates in one figure."""
    report = published("tp-bac-kan", "2021-M10")
    table = types.table(report, types.measure(report))

    assert "Theo đợt (chuyên đề), đột xuất" in [row.cells["type"] for row in table.rows]
    assert "Số gộp nhiều loại hình được giữ nguyên như nguồn, không tách." in table.notes


def test_source_without_types_says_so_once(project):
    """One sentence, no table and no chart."""
    report = written(project, {})
    mix = types.measure(report)

    assert mix is None
    assert "chưa có số liệu khen thưởng theo loại hình" in types.finding(report, mix).text
    assert (types.table(report, mix), types.chart(report, mix)) == (None, None)


def test_types_of_which_a_source_leaves_figures_blank_have_no_share_and_no_sum(project):
    """A share of what nobody knows would be too high for every type that is told."""
    typed = {"award": "GKH", "award_type": "CTR", "count": "30"}
    report = written(project, typed, {**typed, "award_type": "DOT", "count": "5"}, {"award": "LDTT", "count": "…"})
    mix = types.measure(report)
    table = types.table(report, mix)

    assert (
        "các số đã có gồm: công trạng và thành tích 30; đột xuất 5; nguồn để trống" in types.finding(report, mix).text
    )
    assert "%" not in types.finding(report, mix).text
    assert {row.cells["percent"] for row in table.rows} == {"…"}
    assert [row.cells["total"] for row in table.rows if row.role == "total"] == ["…"]
    assert types.chart(report, mix) is None


def test_awards_without_a_type_are_told_beside_those_that_have_one():
    """A list that leaves some types blank is no reason for a report to fail, or to call its part the whole."""
    mix = TypeMix(
        (TypeCount("CTR", 3, 9, 0, 0), TypeCount("DOT", 0, 2, 0, 0), TypeCount("", 1, 5, 0, 0)), "instance", False
    )
    found = types.finding(illustrative("2023-H1", "huyen-ba-be"), mix)

    assert "Trong 20 lượt khen thưởng có 14 trường hợp ghi loại hình" in found.text
    assert "%" not in found.text.partition("ghi loại hình")[2].partition(".")[0]
    assert [one.words for one in found.keyed if one.words not in found.text] == []
