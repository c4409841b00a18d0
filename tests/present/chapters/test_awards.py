"""What was awarded is told and shown as it was published, and its table adds up."""

from datetime import date

import pytest

from tests.conftest import Project
from tests.facts.inboxes import Inbox, decision_list, people
from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.printing import award_table, printed
from tests.present.reports import EDITIONS, REPOSITORY, published, written
from thidua.facts.dataset import open_dataset
from thidua.measures.counts import award_counts
from thidua.measures.shares import share_of_advanced
from thidua.present.chapters.awards import awards
from thidua.present.report import Report
from thidua.present.table import TABLE_MIME
from thidua.registry import Period, get_unit


@pytest.fixture
def inbox(project: Project) -> Inbox:
    """An empty inbox of the throw-away project's dataset."""
    return Inbox(project.root / "data" / "thu")


def summary(report) -> str:
    """What was awarded, in words."""
    return awards.summary(report, award_counts(report.awarded)).text


@pytest.mark.parametrize(
    ("unit", "period", "fragments"),
    [
        (
            "tp-bac-kan",
            "2015..2020",
            [
                "Chủ tịch nước tặng thưởng Huân chương Lao động cho 01 tập thể, 02 cá nhân",
                "Thủ tướng Chính phủ tặng Bằng khen cho 01 cá nhân",
                "03 tập thể",
                "40 lượt tập thể",
                "06 lượt tập thể",
                "27 lượt cá nhân",
                "29 lượt tập thể, 48 lượt cá nhân",
                "383 lượt cá nhân",
                "Lao động tiên tiến, Chiến sĩ tiên tiến cho 2.952 lượt cá nhân",
                "1.069 lượt tập thể, 1.280 lượt cá nhân",
            ],
        ),
        (
            "tp-bac-kan",
            "2021-M10",
            [
                "Huân chương Lao động hạng Ba",
                "02 tập thể",
                "19 tập thể, 38 cá nhân",
                "521 cá nhân",
                "70 cá nhân",
                "23 tập thể",
                "(chuyên đề, đột xuất) cho 99 tập thể, 281 cá nhân",
            ],
        ),
        (
            "tinh-bac-kan",
            "2016..2020",
            ["02 tập thể, 11 cá nhân", "18 tập thể", "15 tập thể, 36 cá nhân", "1.195 tập thể, 1.762 cá nhân"],
        ),
        ("tinh-bac-kan", "2020", ["01 tập thể", "02 tập thể, 06 cá nhân", "245 tập thể, 468 cá nhân", "145 tập thể"]),
        ("tinh-bac-kan", "2021..2023", ["106 tập thể, hộ gia đình, cá nhân"]),
    ],
)
def test_summary_tells_every_published_award(unit, period, fragments):
    """The figures as the articles print them, by level."""
    text = summary(published(unit, period))

    assert [fragment for fragment in fragments if fragment not in text] == []


def test_summary_goes_from_the_state_down():
    """The order of an official text; who gives is named once, and so no certificate says it again."""
    text = summary(published("tp-bac-kan", "2015..2020"))
    givers = [
        "Chủ tịch nước",
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Chủ tịch UBND tỉnh",
        "Chủ tịch UBND thành phố Bắc Kạn",
    ]

    lines = [line.removeprefix("- ") for line in text.splitlines()[1:]]

    assert [line.split(" tặng")[0].rstrip(":") for line in lines if not line.startswith("tặng")] == givers
    assert "của Chủ tịch" not in text


def test_what_one_gave_in_many_words_is_told_point_by_point():
    """A sentence of sixty words cannot be read aloud."""
    lines = summary(illustrative("2023-H1", "huyen-ba-be")).splitlines()

    assert "- Chủ tịch UBND tỉnh:" in lines
    assert "- tặng Bằng khen cho 12 tập thể, 23 cá nhân;" in lines
    assert max(len(line.split()) for line in lines) <= 45


def test_summary_of_a_half_year_counts_who_was_commended_and_no_instances():
    """An office writes "cho 05 cá nhân"; over years one may have had a form twice, and so the times are told."""
    text = summary(illustrative("2023-H1", "huyen-ba-be"))

    assert "tặng danh hiệu Chiến sĩ thi đua cấp tỉnh cho 05 cá nhân, Tập thể lao động xuất sắc cho 09 tập thể;" in text
    assert "tặng Bằng khen cho 12 tập thể, 23 cá nhân;" in text
    assert "(thường xuyên)" not in text
    assert "lượt" not in text


def test_summary_counts_instances_where_a_list_names_one_twice(inbox):
    """Two certificates to one person in a half-year are not two people."""
    twice = [*people(1), *people(1, decision="600/QĐ-UBND", on=date(2021, 5, 18))]
    inbox.put("1.xlsx", decision_list(*twice, period="Năm 2021"), received=date(2021, 12, 16))
    report = Report(open_dataset("thu", inbox.folder.parents[1]), get_unit("huyen-ba-be"), Period.parse("2021"))

    assert "Chủ tịch UBND huyện Ba Bể tặng Giấy khen cho 02 lượt cá nhân." in summary(report)


def test_summary_of_a_form_without_figures_says_so(project):
    """A form sent without a figure is no 0 and stops no report."""
    text = summary(written(project, {"count": "…"}, {"count": "3", "award": "CSTDCS"}))

    assert "03 cá nhân" in text
    assert "0 cá nhân" not in text.replace("03 cá nhân", "")


def test_summary_of_missing_figures_only_is_still_a_sentence(project):
    """A unit that sent its form with "…" everywhere still gets a report."""
    assert summary(written(project, {"count": "…"}))


def test_summary_tells_a_merged_figure_beside_a_single_one(project):
    """106 for several kinds and 5 individuals apart: neither may be dropped."""
    text = summary(written(project, {"count": "106", "recipient_kind": "collective+individual"}, {"count": "5"}))

    assert "106 tập thể, cá nhân" in text
    assert "05 cá nhân" in text


def test_summary_of_an_awarded_model_is_a_sentence(project):
    """A file may count exemplary models as commended; the report still has to be written."""
    assert "04 gương điển hình" in summary(written(project, {"count": "4", "recipient_kind": "model"}))


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_without_the_period_before_nothing_is_compared(unit, period):
    """No published text comes with the figures of its comparison period."""
    report = published(unit, period)
    text = awards.comparison(report).text

    assert report.period.comparison().label(report.basis) in text
    assert "không so sánh" in text


def test_with_the_period_before_the_sentence_names_it(project):
    """So với cùng kỳ: the year before."""
    text = awards.comparison(written(project, {}, {"period": "2019"})).text

    assert "năm 2019" in text
    assert "không so sánh" not in text


def test_nominations_of_the_period_before_are_nothing_to_compare_with(project):
    """The table compares awards: with nominations only, it has no column for them and the sentence must agree."""
    assert "không so sánh" in awards.comparison(written(project, {}, {"period": "2019", "status": "nominated"})).text


def test_displayed_table_has_text_html_and_data():
    """JupyterLab shows the HTML, the exporters read the resource, both from one object."""
    bundle = award_table(published("tinh-bac-kan", "2020"))._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", TABLE_MIME}
    assert "1.059" not in bundle["text/html"]
    assert "713" in bundle["text/html"]
    assert "713" in bundle["text/plain"]


@pytest.mark.parametrize(("unit", "period"), [edition for edition in EDITIONS if edition[0] != "khoi-huyen-tp"])
def test_no_sum_is_made_of_quoted_forms(unit, period):
    """An article tells some forms and never all; one may have had several: nobody published their sum."""
    roles = {row.role for row in award_table(published(unit, period)).rows}

    assert roles == {"group", "body"}


@pytest.mark.parametrize(("unit", "period"), [("huyen-ba-be", "2022"), ("tinh-bac-kan", "2022")])
def test_subtotals_and_total_add_up_their_rows(unit, period):
    """Totals that do not add up are the first thing a reader checks by hand."""
    table = award_table(illustrative(period, unit))
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
    assert printed(table)["Tập thể lao động xuất sắc"]["Đơn vị tính"] == "lượt"
    assert printed(table)["Cờ thi đua của Chính phủ"]["Đơn vị tính"] == "đối tượng"
    assert any("đếm số lần được khen" in note for note in table.notes)


def test_one_count_unit_needs_no_column_for_it():
    """Where everything is counted alike the column would repeat one word."""
    table = award_table(published("tinh-bac-kan", "2020"))

    assert "Đơn vị tính" not in [column.title for column in table.columns]


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


def test_illustrative_dataset_marks_its_tables(project):
    """Invented figures say so on every table that could be copied elsewhere."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    settings.write_text("illustrative = true\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    report = written(project, {})

    assert award_table(report).payload()["thidua:illustrative"] is True
    assert "minh họa" in award_table(report)._repr_mimebundle_()["text/html"]
    assert share_of_advanced(report.awarded, None) is None


def test_form_of_the_period_before_alone_keeps_a_row(project):
    """It is told what was awarded then; the sums are of the same forms, or there is none."""
    report = written(project, {}, {"count": "5", "period": "2019"}, {"award": "CSTDCS", "count": "1", "period": "2019"})
    table = award_table(report)
    rows = printed(table)

    assert (rows["Chiến sĩ thi đua cơ sở"]["Tổng"], rows["Chiến sĩ thi đua cơ sở"]["Cùng kỳ"]) == ("…", "1")
    assert (rows["Tổng cộng"]["Tổng"], rows["Tổng cộng"]["Cùng kỳ"]) == ("7", "…")
    assert [row.cells["form"] for row in table.rows if row.role == "body"] == [
        "Chiến sĩ thi đua cơ sở",
        "Giấy khen của Chủ tịch UBND cấp huyện",
    ]


@pytest.mark.parametrize(("unit", "period"), [("huyen-ba-be", "2023-H1"), ("tinh-bac-kan", "2023-H1")])
def test_column_of_the_same_period_adds_up_to_all_of_it(unit, period):
    """What was awarded in the period before is its own table's total, whichever forms come back."""
    report = Report(open_dataset("illustrative", REPOSITORY), get_unit(unit), Period.parse(period))
    before = Report(report.dataset, report.unit, report.period.comparison())

    assert printed(award_table(report))["Tổng cộng"]["Cùng kỳ"] == printed(award_table(before))["Tổng cộng"]["Tổng"]


def test_column_of_the_same_period_is_of_the_units_that_have_figures_now():
    """A department whose return of 2023 never came is not in the column of 2022 either."""
    report = Report(open_dataset("illustrative", REPOSITORY), get_unit("tinh-bac-kan"), Period.parse("2023"))
    before = Report(report.dataset, report.unit, report.period.comparison())
    now, then = (printed(award_table(one))["Tổng cộng"] for one in (report, before))

    assert (now["Cùng kỳ"], then["Tổng"]) == ("7.010", "7.068")


def test_form_absent_from_complete_lists_is_zero(inbox):
    """A list holds everything awarded: a form that it lacks was not given, in either period."""
    inbox.put("1.xlsx", decision_list(*people(1), period="Năm 2021"), received=date(2021, 12, 16))
    later = people(2, award="LĐTT", on=date(2022, 3, 12))
    inbox.put("2.xlsx", decision_list(*later, period="Năm 2022"), received=date(2022, 12, 16))
    report = Report(open_dataset("thu", inbox.folder.parents[1]), get_unit("huyen-ba-be"), Period.parse("2022"))
    body = [row.cells for row in award_table(report).rows if row.role == "body"]

    assert [(cells["form"], cells["total"], cells["before"]) for cells in body] == [
        ("Lao động tiên tiến", 1, 0),
        ("Giấy khen của Chủ tịch UBND cấp huyện", 0, 1),
    ]


def test_total_of_a_kind_that_a_level_cannot_tell_is_no_0():
    """By June two departments have sent nothing: households are "…" in their certificate, and so in the total."""
    rows = printed(award_table(illustrative("2022-H1")))

    assert rows["Giấy khen của Giám đốc sở"]["Hộ gia đình"] == "…"
    assert rows["Tổng cộng"]["Hộ gia đình"] == "…"


def test_types_of_one_period_are_compared_with_the_whole_of_the_other(project):
    """4 regular and 3 thematic before, 9 regular now: one form, 9 against 7."""
    report = written(
        project,
        {"count": "9", "award_type": "CTR"},
        {"count": "4", "award_type": "CTR", "period": "2019"},
        {"count": "3", "award_type": "PTR", "period": "2019"},
    )
    (row,) = (row for row in award_table(report).rows if row.role == "body")

    assert (row.cells["total"], row.cells["before"]) == (9, 7)
    assert row.cells["form"] == "Giấy khen của Chủ tịch UBND cấp huyện"


def test_form_of_two_authorities_is_named_with_each(project):
    """Two rows of one name would look like a mistake."""
    flag = {"award": "CTDCP", "recipient_kind": "collective"}
    report = written(project, {**flag, "authority": "government"}, {**flag, "authority": "prime_minister"})
    forms = [row.cells["form"] for row in award_table(report).rows if row.role == "body"]

    assert forms == [
        "Cờ thi đua của Chính phủ do Chính phủ tặng",
        "Cờ thi đua của Chính phủ do Thủ tướng Chính phủ tặng",
    ]
    assert [row.cells["collective"] for row in awards.chart(report, award_counts(report.awarded)).data.rows] == [14]


def test_total_with_a_part_left_blank_is_not_known(project):
    """A source that leaves the individuals of one form blank has no number of all of them."""
    report = written(
        project,
        {"recipient_kind": "collective", "count": "4", "award": "GKH"},
        {"count": "…", "award": "GKH"},
        {"count": "9", "award": "LDTT"},
    )
    table = award_table(report)
    rows = printed(table)

    assert (rows["Tổng cộng"]["Tập thể"], rows["Tổng cộng"]["Cá nhân"], rows["Tổng cộng"]["Tổng"]) == ("4", "…", "…")
    assert "Nguồn để trống một số" in " ".join(table.notes)
    assert "04 tập thể, đối tượng khác chưa có số liệu" in awards.summary(report, award_counts(report.awarded)).text
