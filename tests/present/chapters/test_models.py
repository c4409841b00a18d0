"""Models are told by the step they came to; what was published of honoured ones stays apart."""

import re
from datetime import date

import pytest

from tests.measures.test_models import at, models
from tests.present.chapters.comparisons import illustrative, total_row
from tests.present.reports import published
from thidua.measures.models import model_funnel, models_by, reviews
from thidua.measures.shares import honoured_share
from thidua.present.chapters.models import model_tables
from thidua.present.chapters.models import models as chapter
from thidua.present.chapters.models.models import ModelFigures
from thidua.present.chapters.sources import register_sources, sources
from thidua.present.part import Part

REPORT = illustrative("2023", "huyen-ba-be")
LAST = date(2023, 12, 14)


def measured(found) -> ModelFigures:
    """The figures of some models."""
    return ModelFigures(found, model_funnel(found), reviews(found, LAST))


def test_finding_tells_at_which_step_each_model_stands():
    """Four models, one at each step: the numbers add up to them; no percentages of so few."""
    text = chapter.finding(REPORT, measured(at("discovered", "fostered", "commended", "replicated"))).text

    assert text.startswith(
        "Đến hết kỳ theo dõi 04 điển hình tiên tiến: 01 mới phát hiện, 01 đang bồi dưỡng, 01 đã biểu"
    )
    assert "01 đã nhân rộng" in text
    assert "trong kỳ" not in text.lower().replace("đến hết kỳ", "")
    assert "%" not in text + chapter.detail(REPORT, measured(at("discovered", "fostered"))).text


def test_split_of_the_models_adds_up_with_those_of_no_step():
    """What a reader adds up is all: the list beneath has a row for each."""
    funnel = measured(at("discovered", "", "fostered", "fostered", "replicated")).funnel
    figures = [int(number) for number in re.findall(r"\b(\d+) (?:mới|đang|đã|không)", chapter.split_words(funnel))]

    assert sum(figures) == funnel.total == 5


def test_ten_models_have_percentages():
    """Five of ten."""
    text = chapter.detail(REPORT, measured(at(*["discovered"] * 5, *["fostered"] * 5))).text

    assert "05 đã được bồi dưỡng (50,0%)" in text
    assert "0 đã được biểu dương (0,0%)" in text


def test_overdue_reviews_are_told_with_those_never_made():
    """Two overdue, of which one was never reviewed; one in time."""
    found = measured(models({"reviewed_on": "2023-10-01"}, {"reviewed_on": "2022-01-01"}, {}))
    text = chapter.finding(REPORT, found).text

    assert "Kiểm tra đúng hạn trong số điển hình đến hạn: 1/3." in chapter.detail(REPORT, found).text
    assert "Có 02 điển hình quá hạn kiểm tra, trong đó 01 chưa được kiểm tra lần nào." in text


def test_new_models_are_not_due_and_unknown_ones_are_told():
    """Nothing is overdue that was found last month; without a day nothing is known."""
    text = chapter.detail(REPORT, measured(models({"discovered_on": "2023-11-20"}, {"discovered_on": None}))).text

    assert "Chưa có điển hình nào đến hạn kiểm tra." in text
    assert "Có 01 điển hình không ghi ngày nên chưa biết hạn." in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("AAABC", "Nhiều nhất ở lĩnh vực “A” (03 điển hình)."),
        ("AABBC", "Nhiều nhất ở các lĩnh vực “A”, “B” (mỗi lĩnh vực 02)."),
        ("ABC", ""),
        ("AAB", ""),
    ],
)
def test_field_is_named_where_one_stands_out(fields, told):
    """Where all have as many, or there are but two, the table says enough."""
    found = models(*({"field": field} for field in fields))

    assert chapter.field_sentence(models_by(found, "field")) == told


def test_without_a_register_one_sentence_and_nothing_else():
    """The press names no register."""
    report = published("tinh-bac-kan", "2021..2023")
    found = chapter.measure(report)

    assert chapter.finding(report, found).text.startswith("Bộ số liệu chưa có danh sách theo dõi điển hình tiên tiến")
    assert chapter.chart(report, found) is None
    assert [model_tables.table(report, found), model_tables.list_table(report, found)] == [None, None]
    assert model_tables.difficulties_table(report, found) is None
    assert register_sources.table(report, "models") is None


@pytest.mark.parametrize("by", ["unit", "field", "recipient_kind"])
def test_parts_of_the_province_add_up(by):
    """Eight districts with six models each."""
    report = illustrative("2023")
    found = chapter.measure(report)
    table = model_tables.table(report, found, by=by)
    total = total_row(table)

    assert total["total"] == len(found.models) == 48
    for column in table.columns[1:]:
        assert total[column.name] == sum(row.cells[column.name] for row in table.rows if row.role == "body")


def test_one_unit_has_no_table_by_unit():
    """It would have one row."""
    assert model_tables.table(REPORT, chapter.measure(REPORT), by="unit") is None


def test_many_fields_are_shown_in_part_and_add_up():
    """Twelve fields and the rest."""
    found = measured(models(*({"field": f"Lĩnh vực {number}"} for number in range(20))))
    table = model_tables.table(REPORT, found)

    assert [row.cells["part"] for row in table.rows][-2:] == ["Còn lại (8)", "Tổng cộng"]
    assert sum(row.cells["total"] for row in table.rows if row.role == "body") == 20


def test_list_shows_overdue_models_first_under_their_head():
    """Then those that came farthest; what is not known is no 0."""
    found = measured(
        models(
            {"subject": "Mới", "discovered_on": "2023-11-01"},
            {"subject": "Xa", "discovered_on": "2023-11-01", "stage": "replicated", "replications": None},
            {"subject": "Trễ", "reviewed_on": "2022-01-01"},
        )
    )
    rows = model_tables.list_table(REPORT, found).rows

    assert [(row.role, row.cells["subject"]) for row in rows] == [
        ("group", "Quá hạn kiểm tra"),
        ("body", "Trễ"),
        ("group", "Còn trong hạn hoặc không ghi ngày"),
        ("body", "Xa"),
        ("body", "Mới"),
    ]
    assert rows[3].cells["copies"] == "…"
    assert rows[1].cells["due"] == "01/01/2023"


def test_list_of_a_province_is_printed_whole():
    """It is what a report on models is for; a leader looks for each of them, in the order of the province's list."""
    report = illustrative("2023")
    table = model_tables.list_table(report, chapter.measure(report))
    last = [row.cells["unit"] for row in table.rows if row.role == "body" and row.cells["step"] == "Phát hiện"]

    assert sum(row.role == "body" for row in table.rows) == 48
    assert table.dense
    assert table.printed is None
    assert not any("khác" in note for note in table.notes)
    assert last.index("Thành phố Bắc Kạn") < last.index("Huyện Na Rì")


def test_words_of_senders_are_printed_as_letters():
    """A name with markup, an emoji and a line break stays one line of letters."""
    found = measured(models({"subject": "<b>Tổ\n\U0001f600</b>", "difficulties": "Thiếu *vốn*"}))

    assert model_tables.list_table(REPORT, found).rows[1].cells["subject"] == "<b>Tổ □</b>"
    assert model_tables.difficulties_table(REPORT, found).rows[0].cells == {
        "difficulties": "Thiếu *vốn*",
        "support": "…",
        "models": 1,
    }


def test_chart_shows_the_steps_in_order_with_its_data():
    """The alternative text has the figures of the bars."""
    chart = chapter.chart(REPORT, measured(at("discovered", "fostered", "replicated")))

    assert "phát hiện 1; bồi dưỡng 1; biểu dương 0; nhân rộng 1" in chart.alt
    assert [row.cells["at"] for row in chart.data.rows] == [1, 1, 0, 1]


def test_headline_has_published_figures_first_and_else_the_register():
    """23 of 106; in the illustrative year 48 models, and no certificates that others received."""
    report = published("tinh-bac-kan", "2021..2023")
    figures = chapter.figures(report, chapter.measure(report), honoured_share(report.facts))
    register = chapter.figures(illustrative("2023"), chapter.measure(illustrative("2023")), None)

    assert [figure.value for figure in figures] == ["106", "23", "21,7%"]
    assert [figure.value for figure in register][:3] == ["48", "6", "100,0%"]


def test_published_table_keeps_the_two_figures_apart():
    """23 honoured are among the 106 commended: no total, and a note that says why."""
    report = published("tinh-bac-kan", "2021..2023")
    table = chapter.published_table(report)

    assert [row.cells["count"] for row in table.rows] == [106, 23]
    assert {row.role for row in table.rows} == {"body"}
    assert any("được chọn trong số" in note for note in table.notes)
    assert len(sources.models_table(report).rows) == 2


@pytest.mark.parametrize("report", [illustrative("2023"), published("tinh-bac-kan", "2020")], ids=["lists", "press"])
def test_awards_of_everybody_are_not_shown_as_those_of_models(report):
    """Without honoured models nothing says which of the certificates models received."""
    table = chapter.published_table(report)

    assert isinstance(table, Part)
    assert "không tách riêng" in table.text


def test_sources_name_each_sheet_with_its_first_cell():
    """Eight districts sent one sheet each, six rows on it."""
    table = register_sources.table(illustrative("2023"), "models")

    assert len(table.rows) == 8
    assert sum(row.cells["rows"] for row in table.rows) == 48
    assert all("trang “" in row.cells["place"] and "ô " in row.cells["place"] for row in table.rows)


def test_headline_of_an_empty_register_has_no_figures():
    """Nothing is 0 that was not sent."""
    assert chapter.figures(REPORT, measured(models()), None) == []


def test_stage_tells_the_models_of_the_last_register_of_each_unit():
    """The registers are yearly; Chợ Mới sent none for 2021, and all eight sent one for 2023."""
    report = illustrative("2021..2023")

    assert chapter.measure(report).models == chapter.measure(illustrative("2023")).models
