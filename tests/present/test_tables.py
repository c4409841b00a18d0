"""Tables add up, keep three marks for three states, and travel as valid data."""

import json
import re

import pytest

from thidua.measures.counts import award_counts
from thidua.measures.shares import class_shares, share_of_advanced
from thidua.present import tables
from thidua.present.part import Part
from thidua.present.table import TABLE_MIME, Column, Row, Table, table_view

from .reports import EDITIONS, published, written

MISSING_VALUES = ["", "…", "–"]


def award_table(report) -> Table | Part:
    """The table of awards of a report."""
    return tables.award_table(report, award_counts(report.awarded))


def printed(table: Table) -> dict[str, dict[str, str]]:
    """The printed cells of each row by column title, by the text of its first cell."""
    view = table_view(table.payload())
    titles = [cell["text"] for cell in view["header"]]
    rows = [dict(zip(titles, (cell["text"] for cell in row["cells"]), strict=True)) for row in view["rows"]]
    return {row[titles[0]]: row for row in rows}


def published_tables(unit: str, period: str) -> list[Table]:
    """Every table that a report may show of a published edition."""
    report = published(unit, period)
    made = [
        award_table(report),
        tables.part_of_stage(report, report.year_in_stage),
        tables.class_table(report, class_shares(report.awarded)),
        tables.models_table(report),
        tables.events_table(report),
        tables.sources_table(report, report.facts),
    ]
    return [table for table in made if isinstance(table, Table)]


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_payload_is_a_tabular_data_resource(unit, period):
    """Frictionless Data, Tabular Data Resource v1: what the workbook and any other reader relies on."""
    types = {"string": str, "integer": int, "number": (int, float)}
    for table in published_tables(unit, period):
        resource = json.loads(json.dumps(table.payload(), allow_nan=False))
        names = [field["name"] for field in resource["schema"]["fields"]]

        assert resource["profile"] == "tabular-data-resource"
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert len(set(names)) == len(names)
        assert resource["schema"]["missingValues"] == MISSING_VALUES
        assert all(source["title"] for source in resource["sources"])
        for row in resource["data"]:
            for field in resource["schema"]["fields"]:
                value = row.get(field["name"], "")
                assert value in MISSING_VALUES or isinstance(value, types[field["type"]]), (resource["name"], value)
        assert len(resource["rowRoles"]) == len(resource["data"])


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_rows_hold_no_cell_outside_the_schema(unit, period):
    """A key without a field is an error to every reader of the resource format."""
    for table in published_tables(unit, period):
        names = {column.name for column in table.columns}

        assert all(set(row.cells) <= names for row in table.rows), table.name


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


def test_displayed_table_has_text_html_and_data():
    """JupyterLab shows the HTML, the exporters read the resource, both from one object."""
    bundle = award_table(published("tinh-bac-kan", "2020"))._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", TABLE_MIME}
    assert "1.059" not in bundle["text/html"]
    assert "713" in bundle["text/html"]
    assert "713" in bundle["text/plain"]


@pytest.mark.parametrize(
    ("unit", "period", "collective", "individual", "total"),
    [
        ("tinh-bac-kan", "2016..2020", "1.936", "3.279", "5.215"),
        ("tinh-bac-kan", "2020", "433", "541", "974"),
        ("tp-bac-kan", "2021-M10", "148", "911", "1.059"),
    ],
)
def test_grand_total_equals_the_published_figures_added_by_hand(unit, period, collective, individual, total):
    """Sums of the awarded figures of each article, without nominations, honours and recipient classes."""
    row = printed(award_table(published(unit, period)))["Tổng cộng"]

    assert (row["Tập thể"], row["Cá nhân"], row["Tổng"]) == (collective, individual, total)


@pytest.mark.parametrize(("unit", "period"), [edition for edition in EDITIONS if edition[0] != "khoi-huyen-tp"])
def test_subtotals_and_total_add_up_their_rows(unit, period):
    """Totals that do not add up are the first thing a reader checks by hand."""
    table = award_table(published(unit, period))
    group, everything = 0, 0
    for row in table.rows:
        value = row.cells.get("total", 0)
        if row.role == "group":
            group = 0
        elif row.role == "body":
            group, everything = group + value, everything + value
        else:
            assert value == (group if row.role == "subtotal" else everything)


def test_times_and_recipients_have_no_grand_total():
    """The city's stage article counts "40 lượt tập thể" beside "03 tập thể": the two are not added up."""
    table = award_table(published("tp-bac-kan", "2015..2020"))

    assert "total" not in [row.role for row in table.rows]
    assert printed(table)["Tập thể lao động xuất sắc"]["Đếm theo"] == "lượt"
    assert printed(table)["Cờ thi đua của Chính phủ"]["Đếm theo"] == "số"
    assert any("không cộng" in note for note in table.notes)


def test_one_count_unit_needs_no_column_for_it():
    """Where everything is counted alike the column would repeat one word."""
    view = table_view(award_table(published("tinh-bac-kan", "2020")).payload())

    assert "Đếm theo" not in [cell["text"] for cell in view["header"]]


def test_merged_titles_are_one_row_and_not_split():
    """2.952 is a figure for both titles, and no source splits it."""
    rows = printed(award_table(published("tp-bac-kan", "2015..2020")))

    assert rows["Lao động tiên tiến, Chiến sĩ tiên tiến"]["Tổng"] == "2.952"
    assert "Lao động tiên tiến" not in rows


def test_figure_for_several_kinds_is_named_and_not_split():
    """106 collectives, households and individuals: no column of a kind may show a number."""
    table = award_table(published("tinh-bac-kan", "2021..2023"))
    (row,) = (row for row in table.rows if row.role == "body")

    assert "tập thể, hộ gia đình, cá nhân" in row.cells["form"]
    assert row.cells["total"] == 106
    assert not {"collective", "individual", "household"} & {column.name for column in table.columns}


def test_form_not_for_a_kind_and_kind_without_a_figure_have_two_marks():
    """A flag is for collectives only; the certificate of the Prime Minister is for both, one figure is unknown."""
    rows = printed(award_table(published("tp-bac-kan", "2015..2020")))

    assert rows["Cờ thi đua của Chính phủ"]["Cá nhân"] == "–"
    assert rows["Bằng khen của Thủ tướng Chính phủ"]["Tập thể"] == "…"


def test_zero_reported_is_printed_as_zero(project):
    """Nobody commended is a result; it is neither missing nor impossible."""
    report = written(project, {"count": "0"}, {"count": "3", "recipient_kind": "collective"})
    row = printed(award_table(report))["Giấy khen của Chủ tịch UBND cấp huyện"]

    assert (row["Cá nhân"], row["Tập thể"], row["Tổng"]) == ("0", "3", "3")


def test_not_applicable_as_sent_stays_not_applicable(project):
    """The sender wrote "–": printing "…" would ask the unit for a figure that cannot be."""
    report = written(
        project,
        {"count": "–", "recipient_kind": "collective"},
        {"count": "3"},
        {"award": "TTLDTT", "recipient_kind": "collective"},
    )

    assert printed(award_table(report))["Giấy khen của Chủ tịch UBND cấp huyện"]["Tập thể"] == "–"


def test_form_sent_without_a_figure_keeps_its_row(project):
    """A form that vanishes from the table looks as if it had not been asked for."""
    rows = printed(award_table(written(project, {"count": "…", "award": "CSTDCS"}, {"count": "3"})))

    assert rows["Chiến sĩ thi đua cơ sở"]["Tổng"] == "…"


def test_same_period_before_stands_beside_when_it_is_known(project):
    """So với cùng kỳ: the column appears with figures only."""
    report = written(project, {"count": "7"}, {"count": "5", "period": "2019"}, {"award": "CSTDCS"})
    rows = printed(award_table(report))

    assert rows["Giấy khen của Chủ tịch UBND cấp huyện"]["Cùng kỳ"] == "5"
    assert rows["Chiến sĩ thi đua cơ sở"]["Cùng kỳ"] == "…"
    assert "Cùng kỳ" not in printed(award_table(written(project, {})))["Giấy khen của Chủ tịch UBND cấp huyện"]


def test_times_of_the_period_before_are_not_set_beside_recipients(project):
    """9 times last year and 7 people this year: the source counts otherwise, so there is nothing to compare."""
    report = written(project, {"count": "7"}, {"count": "9", "period": "2019", "count_unit": "instance"})

    assert printed(award_table(report))["Giấy khen của Chủ tịch UBND cấp huyện"].get("Cùng kỳ") != "9"


def test_nominated_and_honoured_figures_are_not_in_the_table_of_awards():
    """Figures 14 to 16 and 24: 31, 43 and 5 beside the awards, and an order that is only proposed."""
    stage = printed(award_table(published("tp-bac-kan", "2015..2020")))
    months = printed(award_table(published("tp-bac-kan", "2021-M10")))

    assert not any("Biểu dương" in form or "Đơn vị dự" in form for form in stage)
    assert "Huân chương Lao động hạng Nhì" not in months


def test_year_in_stage_shows_ten_pairs_and_no_share_of_fewer_than_ten():
    """1 of 2 Labour Orders is no 50 %."""
    report = published("tinh-bac-kan", "2020")
    table = tables.part_of_stage(report, report.year_in_stage)
    rows = printed(table)

    assert len(table.rows) == 10
    assert rows["Huân chương Lao động, tập thể"] == {
        "Danh hiệu, hình thức, đối tượng": "Huân chương Lao động, tập thể",
        "Năm 2020": "1",
        "Giai đoạn 2016-2020": "2",
        "Tỷ trọng của năm": "–",
    }
    assert rows["Bằng khen của Chủ tịch UBND tỉnh, cá nhân"]["Tỷ trọng của năm"] == "26,6%"


def test_year_larger_than_its_stage_asks_for_a_check(project):
    """It cannot be, so the note under the table says to look at the source."""
    report = written(project, {"count": "12"}, {"count": "11", "period": "2016..2020"})

    assert any("kiểm tra" in note for note in tables.part_of_stage(report, report.year_in_stage).notes)


def test_family_of_an_order_is_not_named_after_its_first_class(project):
    """Three third-class Independence Orders must not be printed as first class."""
    order = {"award": "HCDL3", "authority": "state_president"}
    report = written(project, {**order, "count": "1"}, {**order, "count": "3", "period": "2016..2020"})
    (row,) = tables.part_of_stage(report, report.year_in_stage).rows

    assert "hạng Nhất" not in row.cells["form"]


def test_class_table_shows_both_shares_with_their_intervals():
    """Published: 61,8 % and 38,2 %; Wilson 57,3 to 66,0 % for the direct workers."""
    report = published("tinh-bac-kan", "2020")
    managers, workers = printed(tables.class_table(report, class_shares(report.awarded))).values()

    assert (managers["Số cá nhân"], managers["Tỷ lệ"]) == ("179", "38,2%")
    assert (workers["Số cá nhân"], workers["Tỷ lệ"]) == ("289", "61,8%")
    assert (workers["Cận dưới 95%"], workers["Cận trên 95%"]) == ("57,3%", "66,0%")
    assert "suy ra" in managers["Đối tượng"]
    assert "suy ra" not in workers["Đối tượng"]


def test_class_table_of_fewer_than_ten_shows_no_percentage(project):
    """5 of 8 is not 62,5 %, neither in a sentence nor in a table."""
    report = written(project, {"count": "8"}, {"count": "5", "recipient_class": "direct_worker"})
    table = tables.class_table(report, class_shares(report.awarded))

    assert "%" not in "".join(text for row in printed(table).values() for text in row.values())


def test_class_table_of_two_forms_names_both(project):
    """5 of 20 of one form and 6 of 30 of another under the name of the first would be false."""
    worker = {"recipient_class": "direct_worker"}
    report = written(
        project,
        {"count": "20"},
        {"count": "5", **worker},
        {"count": "30", "award": "CSTDCS"},
        {"count": "6", "award": "CSTDCS", **worker},
    )
    table = tables.class_table(report, class_shares(report.awarded))

    assert "Chiến sĩ thi đua cơ sở" in table._repr_mimebundle_()["text/html"]


def test_class_table_writes_a_large_whole_with_its_point(project):
    """1.468 and not 1468, as everywhere on the page."""
    report = written(project, {"count": "1468"}, {"count": "289", "recipient_class": "direct_worker"})
    text = tables.class_table(report, class_shares(report.awarded))._repr_mimebundle_()["text/html"]

    assert "1.468" in text
    assert "1468" not in text


def test_models_table_does_not_list_recipient_classes_again():
    """179 and 289 are the 468 individuals of the row above, and nothing in the table would say so."""
    table = tables.models_table(published("tinh-bac-kan", "2020"))

    assert not {179, 289} & {row.cells["count"] for row in table.rows}


def test_models_table_keeps_the_two_figures_apart():
    """23 honoured are among the 106 commended: no total, and a note that says why."""
    table = tables.models_table(published("tinh-bac-kan", "2021..2023"))

    assert [row.cells["count"] for row in table.rows] == [106, 23]
    assert {row.role for row in table.rows} == {"body"}
    assert any("không cộng" in note for note in table.notes)


@pytest.mark.parametrize(("unit", "period"), [edition for edition in EDITIONS if edition[0] != "khoi-huyen-tp"])
def test_sources_table_shows_every_figure_with_its_quotation(unit, period):
    """Every figure of the report can be traced to words that somebody published."""
    report = published(unit, period)
    table = tables.sources_table(report, report.facts)

    assert [row.cells["id"] for row in table.rows] == list(report.facts["fact_id"])
    assert [row.cells["count"] for row in table.rows] == list(report.facts["count"])
    for row, quote in zip(table.rows, report.facts["quote"], strict=True):
        assert quote in row.cells["quote"]


def test_sources_of_all_editions_show_all_fifty_five_figures():
    """What no report shows would be a published figure lost on the way."""
    shown = [
        row.cells["id"]
        for unit, period in EDITIONS
        if isinstance(table := tables.sources_table(published(unit, period), published(unit, period).facts), Table)
        for row in table.rows
    ]

    assert sorted(shown) == [f"pub-{number:02d}" for number in range(1, 56)]


def test_derived_figure_is_marked_in_the_sources():
    """179 is ours, computed; the article has the percentage only."""
    report = published("tinh-bac-kan", "2020")
    rows = {row.cells["id"]: row.cells["quote"] for row in tables.sources_table(report, report.facts).rows}

    assert "suy ra" in rows["pub-52"]
    assert not any("suy ra" in quote for name, quote in rows.items() if name != "pub-52")


def test_states_of_the_sources_are_three_marks(project):
    """The annex shows what the sender sent, empty cells too."""
    report = written(project, {"count": "0"}, {"count": "…", "award": "CSTDCS"}, {"count": "–", "award": "TTLDTT"})

    assert [row.cells["count"] for row in tables.sources_table(report, report.facts).rows] == [0, "…", "–"]


@pytest.mark.parametrize(
    "make",
    [
        award_table,
        lambda report: tables.part_of_stage(report, report.year_in_stage),
        lambda report: tables.class_table(report, []),
        tables.models_table,
        lambda report: tables.sources_table(report, report.facts),
    ],
)
def test_table_without_figures_is_one_sentence(make):
    """The article of 2017 has no figure: its report says so in words and prints no empty grid."""
    part = make(published("khoi-huyen-tp", "2017-H1"))

    assert isinstance(part, Part)
    assert part.kind == "prose"
    assert part.text.endswith(".")


def test_changes_of_law_inside_a_stage_are_listed_by_date():
    """Decree 91/2017 in force from 01/10/2017, communes merged on 01/02/2020: both break a series."""
    table = tables.events_table(published("tinh-bac-kan", "2016..2020"))
    events = [(row.cells["date"], row.cells["event"]) for row in table.rows]

    assert any("91/2017/NĐ-CP" in text and date.endswith("10/2017") for date, text in events)
    assert any("855/NQ-UBTVQH14" in text and date.endswith("2020") for date, text in events)
    assert isinstance(tables.events_table(published("khoi-huyen-tp", "2017-H1")), Part)


def test_illustrative_dataset_marks_its_tables(project):
    """Invented figures say so on every table that could be copied elsewhere."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    settings.write_text("illustrative = true\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    report = written(project, {})

    assert award_table(report).payload()["illustrative"] is True
    assert "minh họa" in award_table(report)._repr_mimebundle_()["text/html"]
    assert share_of_advanced(report.awarded, None) is None
