"""What moved: against the same period, and between two revisions of one edition."""

from __future__ import annotations

import math

import pytest
from scipy.stats import binomtest

from tests.deliver.release.executed import award_table, awards, change_table, executed, headline
from tests.export.workbooks import letterhead
from thidua.deliver.release.moved import change_lines, since_revision, since_same_period
from thidua.deliver.release.same_period import compared
from thidua.export.document import Document, read_document
from thidua.export.notebook import read_notebook
from thidua.measures.change import same_period_change
from thidua.present.chart import Chart
from thidua.present.part import Part, plain
from thidua.present.table import Column, Row, Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def shown(*parts: Table | Chart | Part | str) -> Document:
    """What a notebook shows whose cells displayed these."""
    return read_document(executed(*parts))


def told(moves):
    """Words, before and now of each move."""
    return [(move.words, move.before, move.now) for move in moves]


def test_what_is_beyond_chance_stands_before_what_is_larger():
    """A reviewer looks first at what chance does not explain, as the report itself says."""
    table = change_table(
        "Cấp tỉnh",
        ("Bằng khen", 1566, 1511, "1,04 (0,97–1,11)"),
        ("Giấy khen", 14, 3, "4,67 (1,34–25,30)"),
        ("Cờ thi đua", 5, 6, "–"),
    )

    moves = since_same_period(shown(table))

    assert [move.row for move in moves] == ["Cấp tỉnh: Giấy khen", "Cấp tỉnh: Bằng khen", "Cấp tỉnh: Cờ thi đua"]
    assert [move.is_beyond_chance for move in moves] == [True, False, False]
    assert (moves[0].before, moves[0].now, moves[0].difference) == ("3", "14", "+11")
    assert (moves[1].before, moves[1].difference, moves[2].difference) == ("1.511", "+55", "-1")
    assert moves[0].place == "Bảng 1"
    assert moves[0].ratio == "4,67 (1,34–25,30)"


def test_size_is_the_difference_in_units_of_its_own_chance():
    """(136 - 100) / sqrt(136 + 100) by hand: a percentage would put 1 -> 3 first."""
    table = change_table(("a", 136, 100, "1,36 (0,99–1,80)"), ("b", 3, 1, "–"))

    moves = since_same_period(shown(table))

    assert [move.row for move in moves] == ["a", "b"]
    assert [move.size for move in moves] == pytest.approx([36 / math.sqrt(236), 1.0])


def test_verdict_is_the_reports_own_and_not_what_rounding_prints():
    """29 against 15 is beyond chance (exact test, scipy: p = 0.0488); rounded to "1,00" its limit would hide that."""
    assert binomtest(29, 44, 0.5).pvalue < 0.05
    moves = since_same_period(shown(change_table(("a", 29, 15, "1,93 (1,00–3,87)"), ("b", 30, 20, "1,50 (1,01–1,80)"))))

    assert {move.row: move.verdict for move in moves} == {"a": "beyond", "b": "within"}


def test_titles_by_quota_have_no_verdict_and_no_interval():
    """Their number follows the number of people: chance is not asked."""
    columns = (Column("form", "Hình thức", "label"), Column("count", "Nay"), Column("ratio", "Tỷ số", "text"))
    change = same_period_change(4939, 4100, follows_quota=True)
    row = Row({"form": "Lao động tiên tiến", "count": 4939, "ratio": "1,20"}, values=change.values())

    (move,) = since_same_period(shown(Table("changes", "t", columns, (row,))))

    assert (move.verdict, move.is_beyond_chance, move.ratio) == ("by_quota", False, "1,20")
    assert (move.before, move.now, move.difference) == ("4.100", "4.939", "+839")


def test_rows_without_both_figures_or_without_a_change_are_no_moves():
    """Nothing is said of a difference that nobody knows."""
    table = change_table(("a", "…", 3, "…"), ("b", 3, "–", "–"), ("c", 7, 7, "1,00 (0,4–2,5)"), ("d", 0, 0, "–"))

    assert since_same_period(shown(table)) == []


def test_units_of_a_province_are_compared_with_the_interval_of_its_own_column():
    """In the table of units ratio and limits stand apart."""
    columns = [Column("unit", "Đơn vị", "label")]
    columns += [Column(name, name) for name in ("total", "same_period", "difference")]
    columns += [Column("ratio", "Tỷ số", "text"), Column("limits", "Khoảng", "text")]
    cells = {"unit": "Huyện Chợ Mới", "total": 131, "same_period": 99, "difference": 32}
    cells |= {"ratio": "1,32", "limits": "1,01–1,74"}
    table = Table("unit_changes", "t", tuple(columns), (Row(cells, values=same_period_change(131, 99).values()),))

    (move,) = since_same_period(shown(table))

    assert (move.row, move.ratio, move.is_beyond_chance) == ("Huyện Chợ Mới", "1,32 (1,01–1,74)", True)


@pytest.mark.parametrize(("lang", "before", "now"), [("vi", "1.001", "1.089"), ("en", "1,001", "1,089")])
def test_counts_of_a_thousand_are_sized_by_their_value_in_both_languages(lang, before, now):
    """An English "1,001" is not 1: sizes and verdicts come from values, only the words from the language."""
    head = letterhead(lang)
    table = change_table(("a", 1089, 1001, "…"), ("b", 9, 4, "…"))

    moves = since_same_period(shown(head, table))

    assert [(move.row, move.before, move.now) for move in moves] == [("a", before, now), ("b", "4", "9")]
    assert moves[0].size == pytest.approx(88 / math.sqrt(2090))


def test_headline_figures_of_two_revisions_are_sized_by_their_amounts():
    """ "1,001" to "1,089" is a change of 8 %, "2" to "3" one of 33 %: the larger stands first in English too."""
    earlier = shown(headline({"large": 1001, "small": 2}, large="1,001", small="2"))
    later = shown(headline({"large": 1089, "small": 3}, large="1,089", small="3"))

    moves = since_revision(earlier, later)

    assert [(move.row, move.before, move.now) for move in moves] == [
        ("small", "2", "3"),
        ("large", "1,001", "1,089"),
    ]
    assert [move.size for move in moves] == pytest.approx([1 / 3, 88 / 1089])


def test_how_many_comparisons_a_report_makes_is_its_own_value():
    """A reviewer of thirty comparisons expects one or two beyond chance though nothing changed."""
    document = shown(change_table(("a", 29, 15, "…"), ("b", 30, 20, "…")))

    assert [(each.made, each.by_chance) for each in compared(document)] == [(2, 0.1)]


def test_notebook_without_comparison_has_no_moves():
    """A models report compares nothing."""
    assert since_same_period(shown("# Báo cáo", award_table(awards("Bằng khen", 1, 2)))) == []


@pytest.mark.xdist_group("published")
def test_a_published_report_shows_what_moved(published):
    """The real province report of 2020 holds tables that are read without an error."""
    for edition in published.values():
        document = read_document(read_notebook(edition.file("ipynb")))
        assert since_revision(document, document) == []
        assert change_lines(document, document) == ()
        since_same_period(document)


def test_one_corrected_figure_is_told_before_the_sums_over_it():
    """The cause comes before its consequences: the cell, its row, the whole."""
    total = Row({"form": "Tổng cộng", "collective": 8, "individual": 111, "total": 119}, "total")
    new_total = Row({"form": "Tổng cộng", "collective": 8, "individual": 112, "total": 120}, "total")
    before = shown(headline(lượt="119"), award_table(awards("Bằng khen", 5, 11), awards("Giấy khen", 3, 100), total))
    now = shown(headline(lượt="120"), award_table(awards("Bằng khen", 5, 12), awards("Giấy khen", 3, 100), new_total))

    assert told(since_revision(before, now)) == [
        ("lượt", "119", "120"),
        ("Bằng khen, Cá nhân", "11", "12"),
        ("Bằng khen, Tổng", "16", "17"),
        ("Tổng cộng, Cá nhân", "111", "112"),
        ("Tổng cộng, Tổng", "119", "120"),
    ]
    assert change_lines(before, now, limit=2) == (
        "lượt: 119 → 120",
        "Bảng 1, Bằng khen, Cá nhân: 11 → 12",
        "và 3 thay đổi khác",
    )


def test_missing_is_not_zero():
    """A zero where "…" stood is a change, and a whole one."""
    before = shown(award_table(awards("Bằng khen", "…", 100)))
    now = shown(award_table(awards("Bằng khen", 0, 101)))

    moves = since_revision(before, now)

    assert told(moves)[0] == ("Bằng khen, Tập thể", "…", "0")
    assert moves[0].size == 1
    assert told(since_revision(now, before))[0] == ("Bằng khen, Tập thể", "0", "…")
    marks = shown(award_table(awards("Bằng khen", "–", 100))), before
    assert told(since_revision(*marks)) == [("Bằng khen, Tập thể", "–", "…")]


def test_rows_that_came_or_went_are_told_whole():
    """A new form of award is one change, not one for each column."""
    before = shown(award_table(awards("Bằng khen", 5, 11), awards("Giấy khen", 2, 3)))
    now = shown(award_table(awards("Bằng khen", 5, 11), awards("Cờ thi đua", 1, 0)))

    assert told(since_revision(before, now)) == [
        ("Cờ thi đua", "", "Tập thể 1; Cá nhân 0; Tổng 1"),
        ("Giấy khen", "Tập thể 2; Cá nhân 3; Tổng 5", ""),
    ]
    assert change_lines(before, now) == (
        "Bảng 1, Cờ thi đua: thêm Tập thể 1; Cá nhân 0; Tổng 1",
        "Bảng 1, Giấy khen: bỏ Tập thể 2; Cá nhân 3; Tổng 5",
    )


def test_rows_of_one_name_are_told_apart_by_their_group_and_their_cells():
    """ "Chiến sĩ thi đua cơ sở" stands under two levels; in a list two people may share a name."""
    levels = [Row({"form": level}, "group") for level in ("Cấp sở", "Cấp huyện")]
    rows = [
        levels[0],
        Row(awards("CSTĐCS", 0, 10)),
        levels[1],
        Row(awards("CSTĐCS", 0, 222)),
        Row(awards("CSTĐCS", 0, 7)),
    ]
    now = [*rows[:3], rows[4], Row(awards("CSTĐCS", 0, 231))]

    moves = since_revision(shown(award_table(*rows)), shown(award_table(*now)))

    assert told(moves)[0] == ("Cấp huyện: CSTĐCS, Cá nhân", "222", "231")
    assert {move.row for move in moves} == {"Cấp huyện: CSTĐCS"}


def test_order_of_rows_alone_is_no_change():
    """Rows that merely changed places show the same figures."""
    one, other = awards("Bằng khen", 5, 11), awards("Giấy khen", 2, 3)

    assert since_revision(shown(award_table(one, other)), shown(award_table(other, one))) == []


def test_tables_that_came_or_went_are_one_change_each():
    """A table that a report lost would otherwise be silence."""
    table = award_table(awards("Bằng khen", 5, 11), name="more", title="Bảng thêm")

    assert told(since_revision(shown("# a"), shown("# a", table))) == [("", "", "Bảng thêm")]
    assert change_lines(shown("# a", table), shown("# a")) == ("Bảng 1: bỏ Bảng thêm",)


def test_chart_is_told_only_where_no_table_tells_the_same():
    """The figures behind a chart repeat a table; drawn twice is not changed twice."""
    before, now = award_table(awards("Bằng khen", 5, 11)), award_table(awards("Bằng khen", 5, 12))
    charts = [Chart(SVG, "hình", award_table(*each.rows, name="chart")) for each in (before, now)]

    both = since_revision(shown(before, charts[0]), shown(now, charts[1]))
    alone = since_revision(shown(charts[0]), shown(charts[1]))

    assert {move.place for move in both} == {"Bảng 1"}
    assert told(alone)[0] == ("Bằng khen, Cá nhân", "11", "12")
    assert alone[0].place == "Hình 1"


def test_sentences_that_differ_come_last_with_their_heading():
    """Words follow from figures, or are a person's own; unchanged sentences of the same paragraph stay out."""
    before = shown("# B", "## Kết quả", plain("finding", "Có 3 phong trào. Tăng 2 (5,1%). Không có gì khác."))
    now = shown("# B", "## Kết quả", plain("finding", "Có 3 phong trào. Tăng 4 (9,8%). Không có gì khác."))

    (move,) = since_revision(before, now)

    assert (move.kind, move.place) == ("words", "I. Kết quả")
    assert (move.before, move.now) == ("Tăng 2 (5,1%).", "Tăng 4 (9,8%).")
    assert change_lines(before, now) == ("I. Kết quả: “Tăng 2 (5,1%).” → “Tăng 4 (9,8%).”",)


def test_differences_and_ratios_stand_behind_the_figures_they_compare():
    """-1 -> 0 is a whole change of a difference and no news beside 31 -> 32."""
    before, now = change_table(("a", 31, 32, "0,97 (0,6–1,6)")), change_table(("a", 32, 32, "1,00 (0,6–1,6)"))

    assert told(since_revision(shown(before), shown(now)))[0] == ("a, Kỳ này", "31", "32")


def test_lines_stay_lines_whatever_a_report_holds():
    """A line goes into a mail: no line break, no control character, no end of a page long."""
    bad = "A\r\nBcc: x@y.example\u202e\x00" + "dài " * 200
    lines = change_lines(shown(plain("p", "Một.")), shown(plain("p", bad)))
    rows = change_lines(shown(award_table(awards(bad, 1, 2))), shown(award_table(awards(bad, 1, 3))))

    for line in (*lines, *rows):
        assert line.isprintable()
        assert len(line) < 600
