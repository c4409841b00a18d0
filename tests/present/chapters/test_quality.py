"""The quality report tells who sent what and when, and what is left to do, from real workbooks in an inbox."""

from __future__ import annotations

import shutil
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import REPOSITORY, Project
from tests.facts.inboxes import (
    MAY,
    NA_RI,
    SECOND_HALF,
    SEPTEMBER,
    Inbox,
    came,
    decision_list,
    people,
    row,
    summary_return,
)
from tests.present.reports import published
from thidua.facts.dataset import open_dataset
from thidua.intake.finding import Repair, messages
from thidua.intake.rules import rule_name
from thidua.present import Report
from thidua.present.chapters.quality import Quality, differences, findings, read_quality, readiness, repairs, sent
from thidua.present.chapters.quality.layout import LONGEST
from thidua.present.part import Part
from thidua.present.table import Table
from thidua.registry import Period, get_unit
from thidua.run.build import build_edition
from thidua.run.key import edition_key
from thidua.run.plan import plan_editions

LISTS = {"layout": "decision_list", "units": ["huyen-ba-be", "huyen-na-ri"], "period": "half"}
RETURNS = {"layout": "summary_return", "units": ["huyen-ba-be"], "period": "year"}
FIRST_LIST = {**LISTS, "units": ["huyen-ba-be"]}
TABLES = [sent.table, findings.table, findings.rejected_table, differences.table, repairs.table, repairs.versions_table]


@pytest.fixture
def inbox(project: Project) -> Inbox:
    """An empty inbox of the throw-away project's dataset."""
    return Inbox(project.root / "data" / "thu")


def write_settings(inbox: Inbox, *expected: dict[str, object], as_of: str = "2022-01-15") -> None:
    """A dataset of which this should be sent within six days, for 2021 unless it says otherwise."""
    lines = ['title = "Số liệu thử"\nsource = "bài thử"\nbasis = "administrative"', f"as_of = {as_of}"]
    for wish in expected:
        said = {"first_year": 2021, "last_year": 2021, "days": 6, **wish}
        lines += ["[[expected]]", *(f"{name} = {value!r}" for name, value in said.items())]
    lines.append('[[editions]]\nkind = "quality"\nunit = "tinh-bac-kan"\nperiod = "2021"')
    (inbox.folder / "dataset.toml").write_text("\n".join(lines), encoding="utf-8")


def quality(
    inbox: Inbox, *expected: dict[str, object], unit: str = "tinh-bac-kan", period: str = "2021", **settings: str
) -> Quality:
    """What was sent for a unit and period, as the files are now."""
    write_settings(inbox, *expected, **settings)
    dataset = open_dataset("thu", inbox.folder.parents[1])
    return read_quality(Report(dataset, get_unit(unit), Period.parse(period)))


def cells(table: Table | Part, *names: str) -> list[tuple[object, ...]]:
    """The values of these columns, row by row; of a group row the first."""
    assert isinstance(table, Table), table.text
    return [tuple(row.cells.get(name, "") for name in names) for row in table.rows]


def words(thing: Table | Part) -> str:
    """Everything that is printed."""
    return str(thing._repr_mimebundle_()["text/plain"])


def test_matrix_shows_the_day_on_which_each_table_came(inbox):
    """The first thing the office asks before a meeting: who has sent, and when."""
    inbox.put("1.xlsx", decision_list(*people(1, 2)), received=date(2021, 6, 18))
    inbox.put("2.xlsx", decision_list(*people(3, on=SEPTEMBER), period=SECOND_HALF), received=date(2021, 12, 28))
    inbox.put("3.xlsx", summary_return(("Giấy khen", 0, 3)), received=date(2021, 12, 16))
    table = sent.table(quality(inbox, LISTS, RETURNS))

    names = ("unit", "decision_list-half-1", "decision_list-half-2", "summary_return-year-0")
    assert cells(table, *names) == [
        ("Huyện Ba Bể", "18/06", "28/12, muộn", "16/12"),
        ("Huyện Na Rì", "…", "…", "–"),
    ]
    assert [column.title for column in table.columns[1:]] == [
        "Danh sách\n6 tháng đầu",
        "Danh sách\n6 tháng cuối",
        "Biểu\ntổng hợp",
    ]


def test_list_of_a_whole_year_meets_both_halves(inbox):
    """A district that sends one list for the year has sent both halves."""
    inbox.put("1.xlsx", decision_list(*people(1, 2), period="Năm 2021"), received=date(2021, 12, 16))

    assert cells(sent.table(quality(inbox, LISTS)), "decision_list-half-1", "decision_list-half-2")[0] == (
        "16/12, muộn",
        "16/12",
    )


def test_half_of_a_year_is_not_enough(inbox):
    """A year's list of which only the first half came counts as not sent, and says why."""
    inbox.put("1.xlsx", decision_list(*people(1, 2)))
    found = quality(inbox, {**LISTS, "units": ["huyen-ba-be"], "period": "year"})

    assert cells(sent.table(found), "decision_list-year-0") == [("18/06, chưa đủ",)]
    assert "gửi phần còn thiếu của danh sách quyết định năm 2021 (hạn 20/12/2021)" in words(readiness.finding(found))


def test_what_is_not_due_yet_is_not_missing(inbox):
    """In November nobody is late with the year's return."""
    found = quality(inbox, RETURNS, as_of="2021-11-20")

    assert cells(sent.table(found), "summary_return-year-0") == [("hạn 20/12",)]
    assert readiness.figures(found)[3].value == "0"


def test_file_with_an_error_is_marked_and_what_replaces_it_is_told(inbox):
    """The mark goes when the corrected file has come; the page still says that it came twice."""
    inbox.put("1.xlsx", decision_list(*people(1, 2, decision="không số")))
    faulty = quality(inbox, FIRST_LIST)
    assert cells(sent.table(faulty), "decision_list-half-1") == [("18/06, có lỗi",)]
    assert "Huyện Ba Bể: sửa và gửi lại 01 tệp có lỗi" in words(readiness.finding(faulty))

    inbox.put("2.xlsx", decision_list(*people(1, 2)), received=date(2021, 6, 25))
    mended = quality(inbox, FIRST_LIST)
    assert cells(sent.table(mended), "decision_list-half-1") == [("25/06, gửi lại",)]
    assert mended.mended == {"1.xlsx"}
    assert "sửa và gửi lại" not in words(readiness.finding(mended))


def test_stage_shows_each_of_its_years(inbox):
    """Three years of two halves side by side would not fit the page."""
    inbox.put("1.xlsx", decision_list(*people(1)))
    table = sent.table(quality(inbox, {**LISTS, "first_year": 2020}, period="2020..2021"))

    assert [row.cells["unit"] for row in table.rows if row.role == "group"] == ["Năm 2020", "Năm 2021"]
    assert [len(row.cells) for row in table.rows if row.role == "body"] == [3, 3, 3, 3]


def test_files_belong_by_their_own_period_then_by_the_day_they_came(inbox):
    """A list of 2020 sent again in 2021 is not of 2021; a file that cannot be read can only be told by its day."""
    inbox.put("2020.xlsx", decision_list(*people(1, on=date(2020, 3, 2)), period="Năm 2020"), received=date(2021, 6, 1))
    inbox.put("2021.xlsx", decision_list(*people(1)), received=date(2022, 5, 1))
    for name, day in {"a": (2020, 12, 14), "b": (2020, 12, 15), "c": (2022, 1, 28), "d": (2022, 1, 29)}.items():
        broken(inbox, f"{name}.xlsx", date(*day))

    assert sorted(file.file for file in quality(inbox).files) == ["2021.xlsx", "b.xlsx", "c.xlsx"]


def test_list_without_a_period_belongs_by_its_decisions(inbox):
    """Its first and last decision are all it says."""
    inbox.put("1.xlsx", decision_list(*people(1), *people(2, on=MAY), period=""), received=date(2023, 5, 1))

    assert [len(quality(inbox, period=year).files) for year in ("2020", "2021", "2022")] == [0, 1, 0]


def test_district_sees_its_own_files_and_what_its_mailbox_sent(inbox):
    """A file that cannot be read names no unit; the sender's other files tell whose it is."""
    inbox.put("1.xlsx", decision_list(*people(1)))
    inbox.put("2.xlsx", decision_list(*people(2), unit=NA_RI))
    broken(inbox, "3.xlsx", date(2021, 6, 20))
    broken(inbox, "4.xlsx", date(2021, 6, 20))
    (inbox.folder / "received.csv").write_text(
        "file,received_on,sender\n1.xlsx,2021-06-18,babe@example.org\n3.xlsx,2021-06-20,babe@example.org\n",
        encoding="utf-8",
    )

    assert [file.file for file in quality(inbox, unit="huyen-ba-be").files] == ["1.xlsx", "3.xlsx"]
    assert [file.unit for file in quality(inbox).files] == ["huyen-ba-be", "huyen-na-ri", "huyen-ba-be", ""]
    assert cells(sent.table(quality(inbox)), "unit", "others")[-1] == ("Chưa rõ đơn vị", 1)


def test_every_headline_figure_is_counted_in_files(inbox):
    """A workbook of two sheets is one file that somebody sent."""
    inbox.put("1.xlsx", decision_list(*people(1)), summary_return(("Giấy khen", 0, 1)))
    inbox.put("2.xlsx", summary_return(("Giấy khen", 0, 2), unit=NA_RI))
    inbox.put("3.xlsx", summary_return(("Giấy khen", 0, 3), unit=NA_RI), received=date(2021, 7, 1))
    broken(inbox, "4.xlsx", date(2021, 7, 1))
    found = quality(inbox, LISTS)

    assert [figure.value for figure in readiness.figures(found)] == ["4", "2", "1", "3"]
    assert "1 tệp đã có bản thay" in readiness.figures(found)[1].qualification
    assert cells(repairs.versions_table(found), "file", "by")[1] == ("2.xlsx", "3.xlsx (nhận 01/07/2021)")


def test_findings_are_counted_by_rule_and_unit_and_add_up(inbox):
    """Errors and warnings apart, since only an error keeps a file from counting; what was not sent is a warning."""
    inbox.put("1.xlsx", decision_list(*people(1, decision="không số"), *people(2, on="31/13/2021")))
    table = findings.table(quality(inbox, LISTS, as_of="2021-07-01"))

    assert cells(table, "rule", "errors", "warnings", "units") == [
        ("V10. Số, ngày quyết định, văn bản", 2, 0, "Huyện Ba Bể (2)"),
        ("V20. Thiếu, gửi muộn, danh sách khác biểu", 0, 1, "Huyện Na Rì (1)"),
        ("Cộng", 2, 1, ""),
    ]


def test_file_that_does_not_count_shows_its_first_error_and_where_it_stands(inbox):
    """The office reads it out on the telephone."""
    inbox.put("1.xlsx", decision_list(*people(1), *people(2, decision="không số"), *people(3, on="31/13/2021")))
    group, line = cells(findings.rejected_table(quality(inbox)), "came", "first", "errors")

    assert group[0] == "Huyện Ba Bể"
    assert line[0] == "18/06/2021"
    assert line[1].startswith("trang “Danh sách”, ô F6: ")
    assert line[2] == 2


def test_list_and_return_that_differ_show_which_one_is_used(inbox):
    """With a list of the whole year the list is used; the return's figure is shown beside it."""
    inbox.put("1.xlsx", decision_list(*people(1, 2, 3), period="Năm 2021"))
    inbox.put("2.xlsx", summary_return(("Giấy khen", 2, 5)))
    found = quality(inbox)

    assert cells(differences.table(found), "what", "listed", "returned", "difference", "used")[1:] == [
        ("Giấy khen của Chủ tịch UBND cấp huyện, tập thể", 0, 2, -2, "danh sách"),
        ("Giấy khen của Chủ tịch UBND cấp huyện, cá nhân", 3, 5, -2, "danh sách"),
    ]
    assert "Huyện Ba Bể: đối chiếu 02 số khác nhau" in words(readiness.finding(found))


def test_repair_shows_its_cell_and_not_what_stands_there(inbox):
    """It may be somebody's name; who needs the letters looks into the cell, or the answer to the sender."""
    inbox.put("1.xlsx", decision_list(row("Lý\u00a0Thị Hoà"), row(unicodedata.normalize("NFD", "Nông Văn Thuỷ"))))
    table = repairs.table(quality(inbox))

    assert cells(table, "kinds", "cells", "example")[1:] == [
        ("dấu rời", 1, "ô B6"),
        ("khoảng trắng lạ", 1, "ô B5"),
    ]


def understood(inbox, *found: Repair) -> list[tuple[object, ...]]:
    """The lines of the table of values that were filled in, as if these were found in the one file that was sent."""
    inbox.put("1.xlsx", decision_list(*people(1, 2)))
    sent_files = quality(inbox)
    names = ("file", "sheet", "cell", "sent", "read", "origin")
    rows = [{**{name: getattr(each, name) for name in names}, "kinds": "+".join(each.kinds)} for each in found]
    table = repairs.understood_table(replace(sent_files, repairs=pd.DataFrame(rows).assign(unit="huyen-ba-be")))
    return cells(table, "kinds", "places", "cells", "example")[1:]


def test_carried_values_are_told_with_the_cells_and_where_they_came_from(inbox):
    """What stands once for several rows counts for all of them; a reader of the file finds each place."""
    lines = understood(
        inbox,
        Repair("1.xlsx", "DS", "F10:F14", "", "201/QĐ-UBND", ("carried",), "F9"),
        Repair("1.xlsx", "DS", "F16:G17", "nt", "202/QĐ-UBND", ("carried",), "F15"),
        Repair("1.xlsx", "DS", "C13", "", "Bằng khen", ("heading",), "A12"),
        Repair("1.xlsx", "DS", "H5:H9", "Năm 2022", "số liệu của kỳ khác", ("left_out",)),
        Repair("1.xlsx", "DS", "J5:J9", "Ngày sinh", "", ("unused",)),
        Repair("1.xlsx", "DS", "K4:K9", "", "12", ("carried", "spaces"), "K3"),
    )

    assert lines == [
        ("giá trị ghi một lần cho nhiều dòng", 2, 9, "ô F10:F14 ← ô F9: 201/QĐ-UBND"),
        ("giá trị ghi một lần cho nhiều dòng, khoảng trắng lạ", 1, 6, "ô K4:K9 ← ô K3: 12"),
        ("lấy từ dòng tiêu đề nhóm", 1, 1, "ô C13 ← ô A12"),
        ("không tính", 1, 5, "ô H5:H9: số liệu của kỳ khác"),
        ("cột không dùng đến", 1, 5, "ô J5:J9"),
    ]


def test_carried_value_without_a_text_shows_its_cells_alone(inbox):
    """A name that was written once is in no report that was not asked for names."""
    lines = understood(
        inbox,
        Repair("1.xlsx", "TT", "AB3:AC4", "", "", ("carried",), "AB2"),
        Repair("1.xlsx", "CN", "B3:B4", "", "", ("carried",), "B2"),
    )

    assert lines == [("giá trị ghi một lần cho nhiều dòng", 2, 6, "trang “TT”, ô AB3:AC4 ← ô AB2")]


def test_texts_put_right_and_values_filled_in_are_two_tables(inbox):
    """Where every row says everything itself there is nothing to show."""
    inbox.put("1.xlsx", decision_list(row("Lý\u00a0Thị Hoà")))
    found = quality(inbox)

    assert repairs.understood_table(found) is None
    assert len(cells(repairs.table(found), "kinds")) == 2


@pytest.mark.long
def test_long_table_is_cut_and_says_so(inbox):
    """A hundred files with errors are not read at a meeting; the answers to the senders list them."""
    for number in range(LONGEST + 5):
        broken(inbox, f"{number:03d}.xlsx", date(2021, 6, 20))
    table = findings.rejected_table(quality(inbox))

    assert [row.role for row in table.rows] == ["group", *["body"] * LONGEST]
    assert f"Chỉ in {LONGEST} trong {LONGEST + 5} dòng." in table.notes


@pytest.mark.parametrize("make", TABLES)
def test_dataset_of_quotations_gives_a_sentence_for_each_table(make):
    """Published figures were quoted; nothing was sent, so nothing can be late or wrong."""
    part = make(read_quality(published("tinh-bac-kan", "2020")))

    assert isinstance(part, Part)
    assert part.text.endswith(".")


def test_dataset_of_quotations_says_that_nothing_was_sent():
    """Its page must not read as if everything had come in time."""
    found = read_quality(published("tinh-bac-kan", "2020"))

    assert "không có tệp nào được gửi" in words(sent.table(found))
    assert [(figure.value, figure.label) for figure in readiness.figures(found)] == [("12", "số liệu trích dẫn")]
    assert "trích dẫn" in words(readiness.finding(found))
    assert "năm bài viết" in words(readiness.method(found))


def test_everything_sent_and_right_is_ready(inbox):
    """The one sentence that a leader looks for."""
    inbox.put("1.xlsx", decision_list(*people(1, 2), period="Năm 2021"), received=date(2021, 6, 18))

    assert "dùng được cho hội nghị" in words(readiness.finding(quality(inbox, FIRST_LIST)))


def test_every_rule_has_a_name():
    """A rule without one would stop the report on the day it is first broken."""
    assert all(rule_name(name.partition("-")[0]) for name in messages())


@pytest.fixture
def reporting(project: Project, inbox: Inbox) -> Inbox:
    """The throw-away project with the quality report as its only one."""
    (project.root / "reports.toml").write_text(
        (REPOSITORY / "reports.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    shutil.copy(REPOSITORY / "notebooks" / "data_quality.ipynb", project.root / "notebooks")
    write_settings(inbox, LISTS, RETURNS)
    return inbox


@pytest.mark.long
def test_hostile_file_does_not_stop_the_report(reporting, project):
    """Names and cells with emoji, markup and formulas are the sender's doing; the page about them must come."""
    name = "😀 <script>alert(1)</script> #set page(fill: red) " + "x" * 60
    hostile = row("=1+1 😀 <b>#strong[x]</b>\nhai\u202edòng", "Giấy khen 😀 $x$")
    reporting.put(f"{name}.xlsx", decision_list(hostile, *people(1, on="😀 {{ 7*7 }}"), name="<i>😀"))
    outcome = build_edition(plan_editions(project.root)[0])

    assert (outcome.state, outcome.reason) == ("ready", "")
    html = outcome.edition.file("html").read_text(encoding="utf-8")
    assert "□ &lt;script&gt;alert(1)" in html
    assert html.count("<script") == html.count('<script type="application/ld+json">') == html.count("</script") == 1
    assert "😀" not in html


def test_edition_is_built_again_when_a_file_of_the_inbox_changes(reporting, project):
    """It is about everything that was sent, also what does not count."""
    reporting.put("1.xlsx", decision_list(*people(1)))
    before = edition_key(plan_editions(project.root)[0])
    assert edition_key(plan_editions(project.root)[0]) == before

    broken(reporting, "2.xlsx", date(2021, 6, 20))
    assert edition_key(plan_editions(project.root)[0]) != before


def broken(inbox: Inbox, file: str, day: date) -> Path:
    """A file that came on that day and cannot be read."""
    path = inbox.folder / "inbox" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"PK\x03\x04 " + file.encode())
    return came(path, day)


def test_columns_of_texts_share_the_width(inbox):
    """Left to their own widths, two file names of forty letters would print over the day beside them."""
    inbox.put("a.xlsx", decision_list(*people(1, decision="không số")))
    found = quality(inbox)

    assert findings.rejected_table(found)._repr_mimebundle_()["text/html"].count('class="wide broad') == 1
    assert '"wide"' not in sent.table(found)._repr_mimebundle_()["text/html"]
