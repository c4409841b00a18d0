"""Shares of groups are told with their interval; their crossing never points at a person."""

from dataclasses import replace

import pytest

from tests.present.reports import published
from thidua.measures.groups import KnownShare, known_share
from thidua.measures.intervals import wilson_share
from thidua.measures.recipients import recipients
from thidua.present.chapters import groups
from thidua.present.chapters.groups import group_sentence
from thidua.present.numbers import HIDDEN, write_number
from thidua.registry.benchmarks import benchmark

from .comparisons import illustrative

CENSUS = benchmark("ethnic_minority", "tinh-bac-kan", 2023)


def told(part, whole, unknown=0, compared=None, **more):
    known = KnownShare(wilson_share(part, whole), unknown)
    return group_sentence("women", known, compared, **({"awarded": whole} | more))


def test_share_is_told_with_its_interval():
    """289 of 468: Wilson 57.27 to 66.04 %."""
    assert told(289, 468) == "Nữ chiếm 61,8% số lượt cá nhân được khen (289/468; khoảng tin cậy 95%: 57,3–66,0%)."


def test_sex_and_ethnicity_of_few_people_are_told_nowhere():
    """Of one individual on a list it would be said of whom everybody knows: no sentence, row or figure."""
    report = illustrative("2023-H1", "huyen-ba-be")
    known = groups.measure(report)
    few = replace(known, women=KnownShare(wilson_share(0, 9), 67), minorities=KnownShare(wilson_share(0, 1), 75))
    one = replace(known, women=KnownShare(wilson_share(0, 9), 67))

    assert groups.finding(report, few).is_empty
    assert groups.finding(report, few).keyed == ()
    assert (groups.detail(report, few), groups.table(report, few)) == (None, None)
    assert "nữ" not in (groups.finding(report, one).text + groups.detail(report, one).text).lower()
    assert [row.cells["group"] for row in groups.table(report, one).rows] == ["Người dân tộc thiểu số"]


def test_nothing_known_is_said():
    """A list without the column."""
    assert told(0, 0) == "Nữ: danh sách không ghi."


def test_unknown_cases_are_told():
    """The share is of those known."""
    assert told(30, 60, 29, awarded=None).endswith("không kể 29 lượt không ghi.")


def test_share_is_of_those_of_whom_lists_tell_it_and_says_of_how_many_that_is():
    """Of 927 individuals of a year 102 stand in lists: the others may be of either sex."""
    assert told(55, 102, 4, awarded=927) == (
        "Nữ chiếm 53,9% số lượt cá nhân có ghi giới tính trong danh sách (55/102; khoảng tin cậy 95%: 44,3–63,3%), "
        "là 102 trong 927 lượt cá nhân được khen."
    )
    assert told(55, 102, awarded=927, is_all=False).endswith(", là 102 trong 927 lượt cá nhân được khen đã biết.")
    assert "số lượt cá nhân được khen đã biết (55/102" in told(55, 102, is_all=False)


@pytest.mark.parametrize(("unit", "women", "minorities"), [("huyen-ba-be", 102, 102), ("tinh-bac-kan", 1586, 1432)])
def test_groups_of_a_year_with_returns_name_all_individuals(unit, women, minorities):
    """A return tells neither sex nor ethnicity of most individuals of 2022; the chapter was silent about them."""
    report = illustrative("2022", unit)
    found = groups.measure(report)
    words = groups.detail(report, found).text
    everybody = next(one.counted for one in recipients(report.awarded, report.listed) if one.kind == "individual")

    assert (found.women.share.whole, found.minorities.share.whole) == (women, minorities)
    assert found.awarded == everybody
    for number in (women, minorities):
        assert f"là {write_number(number)} trong {write_number(everybody)} lượt cá nhân được khen" in words
    assert any(f"trong {write_number(everybody)} lượt" in note for note in groups.table(report, found).notes)


@pytest.mark.parametrize("part", [880, 700, 960])
def test_population_stands_beside_the_share_without_a_verdict(part):
    """Those considered are mostly staff: to be below, above or within the share of all people says nothing of them."""
    assert told(part, 1000, compared=CENSUS).endswith(
        "; tỷ lệ trong dân số tỉnh Bắc Kạn là 88,0% (2019), không phải tỷ lệ trong số người được xét nên không so sánh."
    )


def test_province_tells_its_population_and_a_district_not_that_of_the_province():
    """88.02 % of the people of the province are of a minority; in each district the share is another."""
    province, district = illustrative("2023-H1"), illustrative("2023-H1", "huyen-ba-be")

    assert "tỷ lệ trong dân số tỉnh Bắc Kạn là 88,0%" in groups.detail(province, groups.measure(province)).text
    assert "88,0%" not in groups.detail(district, groups.measure(district)).text


def test_leader_reads_numbers_of_people_and_no_interval():
    """In a half-year lists tell all of everybody; in a year each group is told of those of whom it is recorded."""
    half, year = illustrative("2023-H1", "huyen-ba-be"), illustrative("2022")

    assert groups.finding(half, groups.measure(half)).text == (
        "Trong 76 lượt cá nhân được khen có 40 (52,6%) là nữ, 62 (81,6%) là người dân tộc thiểu số."
    )
    assert groups.finding(year, groups.measure(year)).text.startswith("Trong 1.586 lượt cá nhân có ghi giới tính có ")


def test_table_tells_the_shares_and_the_benchmark():
    """Ba Bể in the first half of 2023: 40 of 76 women, 62 of 76 of a minority; of its people none is known."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = groups.table(report, groups.measure(report))
    women, minorities = (row.cells for row in table.rows)

    assert (women["part"], women["whole"], women["benchmark"]) == (40, 76, "…")
    assert (minorities["part"], minorities["whole"]) == (62, 76)
    assert minorities["benchmark"] == "…"
    of_province = groups.table(illustrative("2023-H1"), groups.measure(illustrative("2023-H1")))
    assert of_province.rows[1].cells["benchmark"] == pytest.approx(0.8802)
    assert any("không phải chỉ tiêu" in note for note in of_province.notes)


def test_crossing_shows_no_small_count():
    """Of the fourteen units those with a count of 1 or 2 are hidden, and others to hide them behind."""
    report = illustrative("2023-H1")
    measured = groups.measure(report)
    table = groups.crossed_table(report, measured)
    cells = [[row.cells[column.name] for column in table.columns[1:5]] for row in table.rows[:-1]]

    assert len(cells) == len(measured.crossed)
    assert not any(cell in (1, 2) for line in cells for cell in line)
    assert all(line.count(HIDDEN) in (0, 4) for line in cells)
    assert sum(HIDDEN in line for line in cells) > 1


def test_crossing_adds_up_where_nothing_is_hidden():
    """Totals are those of all units, hidden or not."""
    report = illustrative("2023-H1")
    measured = replace(
        groups.measure(report), crossed={"huyen-ba-be": (34, 6, 28, 8), "tp-bac-kan": (194, 22, 223, 38)}
    )
    table = groups.crossed_table(report, measured)
    total = table.rows[-1].cells

    for column in table.columns[1:]:
        assert sum(row.cells[column.name] for row in table.rows[:-1]) == total[column.name]
    assert total["total"] == 553


@pytest.mark.parametrize(
    "crossed", [{}, {"huyen-ba-be": (34, 6, 28, 8)}, {"huyen-ba-be": (1, 1, 1, 1), "huyen-na-ri": (1, 1, 1, 0)}]
)
def test_one_unit_or_few_people_have_no_crossing(crossed):
    """A district's own report tells each share alone."""
    report = illustrative("2023-H1")

    assert groups.crossed_table(report, replace(groups.measure(report), crossed=crossed)) is None


def test_crossing_that_cannot_be_hidden_is_told():
    """A reader of the province's report knows why there is no table."""
    report = illustrative("2023-H1")
    measured = replace(groups.measure(report), crossed={"huyen-ba-be": (9, 2, 8, 4), "huyen-na-ri": (20, 0, 0, 0)})

    assert groups.crossed_table(report, measured) is None
    assert groups.detail(report, measured).text.endswith("không hiển thị vì số quá nhỏ.")


def test_figures_without_lists_say_so_once():
    """One sentence, no table."""
    report = published("tp-bac-kan", "2021-M10")
    measured = groups.measure(report)

    assert "chưa có số liệu về giới tính, dân tộc" in groups.finding(report, measured).text
    assert (groups.table(report, measured), groups.crossed_table(report, measured)) == (None, None)


def test_group_nobody_marks_has_missing_cells():
    """Missing is not 0."""
    report = illustrative("2023-H1", "huyen-ba-be")
    measured = replace(groups.measure(report), minorities=known_share([None] * 5))

    assert groups.table(report, measured).rows[1].cells["part"] == "…"
