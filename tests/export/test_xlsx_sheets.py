"""The sheets of a workbook: found from the contents, readable by a screen reader, ready to print, always the same."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from openpyxl.utils import range_boundaries

from tests.export.workbooks import COLUMNS, NOTES, chart, document, grid, opened, table, texts, whole
from thidua.export.document import Document
from thidua.export.exporters import XlsxReportExporter
from thidua.export.workbook import first_difference, xlsx_bytes
from thidua.export.workbook.data_page import MOST_LINES
from thidua.present.table import Column, Row


def test_sheets_are_cover_contents_notes_then_one_for_each_table_and_chart():
    """In the order of the report, under the labels of the report."""
    assert opened(whole()).sheetnames == ["Bìa", "Mục lục", "Ghi chú", "Bảng 1", "Hình 1", "Bảng 2"]


def test_cover_says_whose_figures_of_which_period_these_are():
    """A workbook passed on without its report still says what it is."""
    cover = texts(opened(whole())["Bìa"])

    assert cover[0] == "Tổng kết năm 2022"
    assert "Cơ quan báo cáo: PHÒNG NỘI VỤ" in cover
    assert "Đơn vị: huyện Ba Bể" in cover
    assert "Kỳ báo cáo: năm 2022" in cover
    assert "Kỳ số liệu: từ ngày 01 tháng 01 đến ngày 31 tháng 12 năm 2022." in cover
    assert any("2 bảng và số liệu của 1 hình" in line for line in cover)


def test_contents_lead_to_every_sheet_and_every_sheet_leads_back():
    """Each link points to A1 of a sheet that is there."""
    workbook = opened(whole())
    contents = grid(workbook, "contents")
    links = {
        cell.value: cell.hyperlink.location
        for row in workbook["Mục lục"].iter_rows()
        for cell in row
        if cell.hyperlink is not None
    }

    assert [row[0] for row in contents[1:]] == workbook.sheetnames[2:]
    assert links == {name: f"'{name}'!A1" for name in workbook.sheetnames[2:]}
    assert all(workbook[name]["A2"].hyperlink.location == "'Mục lục'!A1" for name in workbook.sheetnames[3:])
    assert [row[2] for row in contents[1:]] == ["notes", "award_counts", "award_chart", "sources"]


def test_notes_are_numbered_once_and_say_where_they_belong():
    """A note that three tables share is told once on the sheet of notes, and above each of them."""
    workbook = opened(whole())
    notes = {row[0]: row[1:] for row in grid(workbook, "notes")}

    assert notes["1"] == [NOTES[0], "Bảng 1, Hình 1, Bảng 2"]
    assert notes["2"] == [NOTES[1], "Bảng 1, Hình 1"]
    assert {"0", "–", "…", "Ô trống"} <= set(notes)
    assert f"Ghi chú 1: {NOTES[0]}" in texts(workbook["Bảng 2"])
    assert [row[1] for row in grid(workbook, "notes") if row[0] == "Phương pháp"][1].endswith("Wilson (1927).")


def test_table_sheet_has_title_unit_period_notes_and_source_above_the_table():
    """The title stands in A1; nothing stands below the table, and no row is empty."""
    sheet = opened(whole())["Bảng 1"]
    lines = [row[0].value for row in sheet.iter_rows()]

    assert lines[:3] == [
        "Bảng 1. Kết quả khen thưởng, năm 2022",
        "Về Mục lục",
        "Trang này có một bảng. Huyện Ba Bể, năm 2022. Đơn vị tính: số đếm; tỷ lệ %; đơn vị nêu ở tên cột.",
    ]
    assert lines[3:6] == [
        f"Ghi chú 1: {NOTES[0]}",
        f"Ghi chú 2: {NOTES[1]}",
        "2 dòng cộng ở cuối đứng ngoài vùng có tên.",
    ]
    assert lines[6:8] == ["Nguồn: thử.", "Nhóm"]
    assert sheet.cell(sheet.max_row, 2).value == "Tổng cộng"
    assert all(lines)


def test_chart_sheet_tells_what_the_chart_shows():
    """The alternative text stands above the figures and is the description of their table."""
    workbook = opened(whole())

    assert "Hình cho thấy: Bằng khen nhiều nhất: 301 lượt." in texts(workbook["Hình 1"])
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(whole()))) as parts:
        described = re.findall(r'altTextSummary="([^"]*)"', parts.read("xl/tables/table4.xml").decode())
    assert described == ["Bằng khen nhiều nhất: 301 lượt."]


def test_tables_are_named_and_keep_their_heads_in_view_and_on_every_page():
    """Excel's own table, a named range, frozen heads and print titles all cover the same cells."""
    workbook = opened(whole())

    for name, sheet in (("award_counts", "Bảng 1"), ("award_chart", "Hình 1"), ("sources", "Bảng 2")):
        page = workbook[sheet]
        cells = workbook.defined_names[name].attr_text.split("!")[1].replace("$", "")
        _, first, right, last = range_boundaries(cells)
        assert [each.ref for each in page.tables.values()] == [cells]
        assert (right, last) == (1 + len(COLUMNS), page.max_row - 2)
        assert page.freeze_panes == f"A{first + 1}"
        assert page.print_title_rows == f"${first}:${first}"
        assert first <= MOST_LINES + 6


def test_long_description_and_many_notes_leave_the_table_in_view():
    """Frozen rows that filled the screen would hide the table: then the sheet says which notes to look up."""
    notes = tuple(f"Ghi chú dài thứ {number}: {'một câu khá dài về cách đếm. ' * 3}" for number in range(12))
    workbook = opened(document(table(notes=notes), chart(notes=notes)))

    for name in ("Bảng 1", "Hình 1"):
        first = int(str(workbook[name].freeze_panes)[1:]) - 1
        assert first <= MOST_LINES + 6
        assert any(text.startswith("Ghi chú 1, 2, 3") and "xem trang Ghi chú" in text for text in texts(workbook[name]))
    assert len(grid(workbook, "notes")) == 1 + 4 + 12


def test_screen_readers_find_no_merged_hidden_or_doubled_cells():
    """Heads are there once each; no cell is merged or hidden; every sheet opens at A1, the workbook at its cover."""
    columns = (*COLUMNS, Column("again", "TỔNG"), Column("unnamed", ""))
    workbook = opened(document(table(columns=columns), chart()))

    assert grid(workbook, "award_counts")[0][5:] == ["Tổng", "Tỷ lệ cá nhân", "Trên 1.000 người", "TỔNG_2", "Cột 10"]
    assert workbook.active.title == "Bìa"
    for sheet in workbook:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        view = sheet.sheet_view
        active = view.pane.activePane if view.pane else None
        assert [each.activeCell for each in view.selection if each.pane == active] == ["A1"]
        assert view.topLeftCell in (None, "A1")


def test_sheets_print_on_a4_as_wide_as_one_page():
    """A wide table is printed on its side, the others upright."""
    many = (*COLUMNS, *(Column(f"more_{number}", f"Cột thêm {number}") for number in range(10)))
    workbook = opened(document(table(), table("wide", columns=many)))

    for sheet in workbook:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
    assert workbook["Bảng 1"].page_setup.orientation == "portrait"
    assert workbook["Bảng 2"].page_setup.orientation == "landscape"
    assert workbook["Bảng 2"].freeze_panes.startswith("C")


def test_illustrative_figures_say_so_on_every_sheet_and_every_printed_page():
    """Nobody may take invented figures for real ones, whichever sheet is copied."""
    marked, real = opened(whole(illustrative=True)), opened(whole())

    assert all("SỐ LIỆU MINH HỌA" in sheet.oddHeader.center.text for sheet in marked)
    assert all(any("số liệu minh họa" in text.lower() for text in texts(sheet)) for sheet in marked)
    assert "minh họa" in marked.properties.description
    assert not any("minh họa" in text.lower() for sheet in real for text in texts(sheet))
    assert not any(sheet.oddHeader.center.text for sheet in real)


def test_properties_tell_title_agency_and_language():
    """A screen reader needs the language, a search the title."""
    properties = opened(whole()).properties

    assert (properties.title, properties.language, properties.creator) == ("Tổng kết năm 2022", "vi-VN", "PHÒNG NỘI VỤ")
    assert properties.subject == "huyện Ba Bể, năm 2022"


def test_same_document_gives_the_same_bytes():
    """The time of the run stands nowhere in the file."""
    first = xlsx_bytes(whole())

    assert first == xlsx_bytes(whole())
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_nbconvert_gives_the_same_workbook():
    """The format can be had without our runner, from any executed notebook."""
    output = new_output("display_data", data=table()._repr_mimebundle_())
    xlsx, resources = XlsxReportExporter().from_notebook_node(new_notebook(cells=[new_code_cell(outputs=[output])]))

    assert xlsx == xlsx_bytes(document(table()))
    assert resources["output_extension"] == ".xlsx"


def test_workbook_without_tables_still_opens():
    """A report that has words alone gives a cover, contents and notes."""
    empty = Document("Báo cáo", False, ())

    assert opened(empty).sheetnames == ["Bìa", "Mục lục", "Ghi chú"]
    assert first_difference(xlsx_bytes(empty), empty) == ""


def test_table_without_rows_has_its_heads_and_a_name():
    """Excel refuses a table of its own without rows, so there is none."""
    shown = document(table(rows=()))
    workbook = opened(shown)

    assert grid(workbook, "award_counts") == [[column.title for column in COLUMNS]]
    assert not workbook["Bảng 1"].tables
    assert first_difference(xlsx_bytes(shown), shown) == ""


@pytest.mark.parametrize("name", ["r1c1", "a1", "abc12", "r", "true", "2020", "bảng một", "tbl_a", "contents"])
def test_names_of_ranges_are_such_as_excel_takes(name):
    """A name that looks like a cell makes Excel call the file damaged."""
    workbook = opened(document(table(name), table(name.upper()), table(f"tbl_{name}")))
    ranges = list(workbook.defined_names)
    own = [each for sheet in workbook for each in sheet.tables]

    assert len({*ranges, *own}) == len(ranges) + len(own) == 10
    assert all(re.fullmatch(r"[a-z_][a-z0-9_]*", each) for each in (*ranges, *own))
    assert not any(re.fullmatch(r"[a-z]{1,3}\d+|[rc]|r\d+c\d+|true", each) for each in (*ranges, *own))


def test_english_report_has_an_english_workbook():
    """Labels of the workbook come from the same catalogue as those of the page."""
    workbook = opened(whole(lang="en"))

    assert workbook.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert workbook.properties.language == "en-GB"
    assert not any("Trang này" in text for sheet in workbook for text in texts(sheet))
    assert any("2 tables" in text and "1 figure " in text for text in texts(workbook["Cover"]))


def test_difference_between_workbook_and_document_is_named():
    """The verdict on a workbook says which sheet, row and column."""
    shown, other = document(table()), document(table(rows=(Row({"form": "Bằng khen", "collective": 13}),)))
    changed = document(table(rows=(*table().rows[:-1], Row({"form": "Tổng cộng", "collective": 99}, "total"))))

    assert first_difference(xlsx_bytes(shown), shown) == ""
    assert first_difference(xlsx_bytes(changed), shown).startswith(
        "sheet Bảng 1, row 4 of its table, column Tập thể: has"
    )
    assert first_difference(xlsx_bytes(other), shown).startswith("sheet Bảng 1")
    assert first_difference(xlsx_bytes(document()), shown) == "it lacks the sheet Bảng 1"
    assert first_difference(b"PK\x03\x04cut", shown).startswith("it cannot be read")
