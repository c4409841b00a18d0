"""Changes by form are told with what chance explains, and never where a figure is missing."""

from math import inf

import pytest

from tests.present.reports import published, written
from thidua.measures.change import same_period_change
from thidua.present.chapters.changes import changes
from thidua.present.chapters.changes.change_sentences import (
    form_sentences,
    left_out_sentence,
    moved_sentence,
    ratio_words,
    total_detail,
    total_sentence,
)
from thidua.present.chapters.changes.changes import drawable
from thidua.present.table import Table

from .comparisons import illustrative

WORDS = {"unit": "huyện Ba Bể", "period": "năm 2023", "before": "năm 2022"}


def told(count, before, **more):
    return total_sentence(same_period_change(count, before), **WORDS, **more)


def test_small_rise_that_chance_explains_is_steady():
    """240 against 228: ratio 1.05, and its interval holds 1; only the detail says so in numbers."""
    assert told(240, 228) == (
        "Trong năm 2023, huyện Ba Bể có 240 lượt khen thưởng, cơ bản ổn định so với năm 2022 (tăng 12)."
    )
    assert total_detail(same_period_change(240, 228), "instance") == (
        "Tổng số: 240 lượt khen thưởng, tăng 12 (5,3%; tỷ số 1,05, khoảng tin cậy 95%: 0,87–1,27); "
        "mức thay đổi nằm trong dao động ngẫu nhiên."
    )


def test_fall_beyond_chance_is_clear():
    """60 against 100: the interval of the ratio ends below 1."""
    assert told(60, 100).endswith("có 60 lượt khen thưởng, giảm rõ 40 (40,0%) so với năm 2022.")
    assert "giảm 40 (40,0%; tỷ số 0,60" in (text := total_detail(same_period_change(60, 100), "instance"))
    assert text.endswith("; vượt mức dao động ngẫu nhiên.")


@pytest.mark.parametrize(("count", "before"), [(15, 12), (8, 4), (4, 8)])
def test_change_that_chance_explains_is_not_called_steady_where_nobody_would(count, before):
    """A quarter more of twelve, or four fewer of eight: the numbers are told and no word for them."""
    assert "ổn định" not in told(count, before)
    assert " rõ " not in told(count, before)


def test_no_change_is_told_without_a_ratio():
    """Nothing rose or fell."""
    assert told(7, 7) == "Trong năm 2023, huyện Ba Bể có 07 lượt khen thưởng, không thay đổi so với năm 2022."


def test_nothing_before_has_no_percentage():
    """Five from none is no multiple of anything."""
    assert told(5, 0) == "Trong năm 2023, huyện Ba Bể có 05 lượt khen thưởng; năm 2022 không có trường hợp nào."
    assert told(0, 0) == "Trong năm 2023, huyện Ba Bể không có lượt khen thưởng nào, như năm 2022."


def test_fewer_than_ten_before_have_no_percentage():
    """4 to 5 is not "25 %"."""
    text = told(5, 4)

    assert "tăng 01 so với năm 2022" in text
    assert "%" not in text


def test_recipients_are_not_called_instances():
    """What a source counts as people stays people."""
    assert "có 12 trường hợp được khen thưởng" in told(12, 12, count_unit="recipient")


def test_sum_of_some_forms_says_so():
    """Where a form lacks one period, the total is not that of all awards."""
    assert "12 lượt khen thưởng thuộc các hình thức có số liệu cả hai kỳ" in told(12, 15, is_whole=False)


def forms(*counts):
    return [(f"hình thức {label}", same_period_change(now, before)) for label, now, before in counts]


def test_forms_beyond_chance_are_named():
    """The others are not singled out; their interval stands in the detail."""
    changed = forms(("A", 136, 100), ("B", 41, 40), ("C", 9, 12))
    [detail] = form_sentences(changed)

    assert detail.startswith("Vượt mức dao động ngẫu nhiên: hình thức A tăng 36 (36,0%; tỷ số 1,36")
    assert "B" not in detail
    assert moved_sentence(changed) == "Trong đó hình thức A tăng rõ 36 (36,0%)."


def test_largest_changes_are_called_so_only_where_others_are_smaller():
    """Of five that rose two are named, as the third and fourth are equal; none of five equal ones is the largest."""
    rises = [("A", 19, 10), ("B", 18, 10), ("C", 17, 10), ("D", 17, 10), ("E", 11, 10)]
    equal = [(label, 14, 10) for label in "ABCDE"]

    assert moved_sentence(forms(*rises)) == "Tăng nhiều nhất là hình thức A (09), hình thức B (08)."
    assert moved_sentence(forms(*equal)) == ""
    assert moved_sentence(forms(*equal[:2], ("C", 5, 9))) == (
        "Tăng nhiều nhất là hình thức A (04), hình thức B (04). Giảm nhiều nhất là hình thức C (04)."
    )


def test_chance_is_not_asked_of_titles_given_by_quota():
    """Neither within nor beyond chance, no interval, and no comparison: only what rose and by how much."""
    by_quota = [("LĐTT", same_period_change(136, 100, follows_quota=True))]
    sentences = list(form_sentences([*forms(("A", 41, 40)), *by_quota]))

    assert sentences == [
        "Xét từng hình thức, không có thay đổi nào vượt mức dao động ngẫu nhiên.",
        "Không xét dao động ngẫu nhiên ở 01 dòng là danh hiệu theo tỷ lệ quy định.",
    ]
    assert total_sentence(by_quota[0][1], **WORDS).endswith("tăng 36 (36,0%) so với năm 2022.")
    assert total_detail(by_quota[0][1], "instance").endswith("tăng 36 (36,0%; tỷ số 1,36).")
    assert ratio_words(by_quota[0][1]) == "1,36"
    assert "ngẫu nhiên:" not in " ".join(form_sentences(forms(("A", 41, 40), ("B", 9, 8))))


def test_year_with_titles_by_quota_tells_the_rest_against_chance_and_how_often_it_was_asked():
    """All awards hold the quotas and have no verdict; what is left has one, and the comparisons are counted."""
    report = illustrative("2023")
    found = changes.measure(report)
    part, table = changes.detail(report, found), changes.table(report, found)
    asked = [
        row.values for row in table.rows if row.role == "body" and row.values.get("verdict") in ("within", "beyond")
    ]
    forms_by_quota = [one for one in found.forms if one.change is not None and one.change.follows_quota]

    assert found.total.verdict == table.rows[-1].values["verdict"] == "by_quota"
    assert "Không kể danh hiệu theo tỷ lệ quy định: " in part.text
    assert f"Trong {len(asked)} so sánh, khoảng " in part.text
    assert (
        part.payload()["values"]
        == table.payload()["thidua:values"]
        == {
            "comparisons": len(asked),
            "expected_by_chance": round(0.05 * len(asked), 2),
        }
    )
    assert {"Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"} <= {one.label for one in forms_by_quota}
    assert all("(" not in row.cells["ratio"] for row in table.rows if row.values.get("verdict") == "by_quota")
    assert any("không xét dao động ngẫu nhiên" in note for note in table.notes)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("A", 13, 10), ("B", 5, 5)], "Tăng nhiều nhất là hình thức A (03)."),
        ([("A", 8, 10), ("B", 4, 5)], ""),
        ([("A", 10, 10), ("B", 5, 5)], "Không hình thức nào thay đổi."),
        ([("A", 10, 5)], ""),
        ([], ""),
    ],
)
def test_only_what_moved_is_told(counts, expected):
    """Only rises, only falls, nothing, a single form (which the total tells already), none."""
    assert moved_sentence(forms(*counts)) == expected


def test_paper_tells_a_change_without_statistics():
    """A chairman reads three sentences aloud: no ratio, no interval, no chance, no number of comparisons."""
    for report in (illustrative("2023"), illustrative("2023-H1", "huyen-ba-be")):
        part = changes.finding(report, changes.measure(report))

        assert part.text.count(". ") < 3
        assert not any(word in part.text for word in ("tỷ số", "khoảng tin cậy", "ngẫu nhiên", "so sánh,"))


def test_verdict_of_each_row_travels_as_a_value_that_no_page_prints():
    """Whoever reads the table after the report must not work the verdict out of printed limits again."""
    report = illustrative("2023-H1")
    resource = changes.table(report, changes.measure(report)).payload()
    columns = {field["name"] for field in resource["schema"]["fields"]}

    told = [
        (row.cells, row.values) for row in Table.parse(resource).rows if isinstance(row.cells.get("difference"), int)
    ]
    assert told
    assert all((row["count"], row["before"]) == (values["count"], values["before"]) for row, values in told)
    assert {values["verdict"] for _, values in told} <= {"beyond", "within", "by_quota"}
    assert columns.isdisjoint({"verdict", "ratio_low", "ratio_high", "size"})
    assert resource["thidua:values"]["comparisons"] > 0


def test_forms_that_cannot_be_compared_are_named():
    """What is missing is told once."""
    assert left_out_sentence(["A", "B", "A"]) == "Chưa so sánh được vì thiếu số liệu của một kỳ: A; B."
    assert left_out_sentence([]) == ""


@pytest.mark.parametrize(
    ("count", "before", "text"),
    [
        (15, 5, "3,00 (1,04–10,55)"),
        (29, 15, "1,93 (1,003–3,88)"),
        (15, 29, "0,52 (0,26–0,997)"),
        (5, 4, "–"),
        (20, 0, "–"),
        (0, 20, "0,00 (0,00–0,20)"),
    ],
)
def test_ratio_stands_with_its_limits(count, before, text):
    """Przyborowski and Wilenski (1940) for 15 against 5; below ten cases in all, or none before, there is none.

    29 against 15 is beyond chance: limits that print as 1,00 would say that it is not.
    """
    assert ratio_words(same_period_change(count, before)) == text


def test_infinite_limit_is_never_written():
    """A ratio to nothing has no upper limit; it has no cell either."""
    assert same_period_change(20, 0).ratio.high == inf
    assert "inf" not in ratio_words(same_period_change(20, 0))


def test_form_that_dwarfs_the_others_is_not_drawn():
    """4,902 beside 303 would press every other line flat; two forms are drawn whatever their sizes."""
    too_large, shown = drawable(forms(("A", 303, 223), ("L", 4902, 4809), ("B", 200, 190)))

    assert ([label for label, _ in too_large], [label for label, _ in shown]) == (
        ["hình thức L"],
        ["hình thức A", "hình thức B"],
    )
    assert drawable(forms(("A", 1, 1), ("L", 4902, 4809)))[0] == []


def test_table_of_a_district_adds_up():
    """121 awards against 118: levels make up the total, in every column of counts."""
    report = illustrative("2023-H1", "huyen-ba-be")
    table = changes.table(report, changes.measure(report))
    total = table.rows[-1]

    assert (total.role, total.cells["count"], total.cells["before"], total.cells["difference"]) == (
        "total",
        121,
        118,
        3,
    )
    for column in ("count", "before", "difference"):
        assert sum(row.cells[column] for row in table.rows if row.role == "body") == total.cells[column]


def test_same_form_of_two_levels_is_told_with_its_level():
    """Districts and departments both confer the title of advanced worker."""
    report = illustrative("2023")
    found = changes.measure(report)

    assert "Lao động tiên tiến, cấp huyện" in [one.told for one in found.forms]
    assert "Lao động tiên tiến, cấp sở, ban, ngành" in [one.told for one in found.forms]


def test_figures_of_a_unit_that_did_not_send_are_on_neither_side():
    """One department's return of 2023 never came: its 58 awards of 2022 are no fall, and the sentence names it."""
    report = illustrative("2023")
    found = changes.measure(report)
    total = changes.table(report, found).rows[-1].cells

    assert total["before"] == int(illustrative("2022").awarded.query("recipient_class == ''")["count"].sum()) - 58
    assert changes.detail(report, found).text.startswith(
        "So sánh chưa gồm biểu tổng hợp năm 2023 của Sở Giao thông vận tải (chưa gửi)."
    )
    assert changes.finding(report, found).text.startswith(
        "Tính riêng phần có số liệu cả hai kỳ (13/14 đơn vị đủ số liệu), có "
    )
    assert "7.236 lượt khen thưởng" in changes.finding(report, found).text


def test_report_without_the_period_before_says_so_once():
    """One sentence, no table and no chart."""
    report = published("tp-bac-kan", "2021-M10")
    found = changes.measure(report)

    assert found is None
    assert "chưa có số liệu 10 tháng đầu năm 2020 để so sánh" in changes.finding(report, found).text
    assert (changes.table(report, found), changes.chart(report, found)) == (None, None)


def test_form_of_which_one_period_tells_nothing_is_left_out(project):
    """A press text that does not name a form does not say that there was none."""
    before = {"period": "2019", "count": "5"}
    report = written(project, {}, {"award": "LDTT", "count": "90"}, before)
    found = changes.measure(report)
    table = changes.table(report, found)

    assert isinstance(table, Table)
    assert [one.told for one in found.left_out] == ["Lao động tiên tiến"]
    assert "Chưa so sánh được vì thiếu số liệu của một kỳ: Lao động tiên tiến." in changes.detail(report, found).text
    assert table.rows[-1].cells["difference"] == "…"
    assert changes.chart(report, found) is None


def test_instances_and_recipients_have_no_total(project):
    """Three times and five people are no eight."""
    rows = [{}, {"award": "LDTT", "count_unit": "instance"}]
    report = written(project, *rows, *({**row, "period": "2019"} for row in rows))
    found = changes.measure(report)

    assert found.total is None
    assert {row.role for row in changes.table(report, found).rows} == {"group", "body"}


def test_chart_has_its_data_and_words():
    """The alt text names what is drawn."""
    report = illustrative("2023-H1", "huyen-ba-be")
    chart = changes.chart(report, changes.measure(report))

    assert chart.data.name == "changes_chart"
    assert [column.name for column in chart.data.columns] == ["form", "count", "before", "difference"]
    assert all("ratio" not in row.cells for row in chart.data.rows)
    assert "Chiến sĩ thi đua cơ sở 31 – 32" in chart.alt
    assert chart.data.illustrative
