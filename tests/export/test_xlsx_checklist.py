"""The workbook against the checklist of the Government Statistical Service for accessible spreadsheets.

Source: Analysis Function, "Making spreadsheets accessible: a brief checklist of the basics" (UK, 2021), item by item;
what only a person can judge is not here. Where the house differs: the marks of a table are those of Vietnamese
statistics and stand on the sheet of notes, heads stay in view, and a printed page has its number and mark.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from tests.export.workbooks import chart, document, letterhead, opened, table, texts
from thidua.export.document import Document
from thidua.export.workbook import xlsx_bytes
from thidua.present.part import plain
from thidua.present.table import Column, Row, Table

DARK = 1
"""The colour of text in the theme of a workbook."""

PARTS = Table(
    "parts",
    "Bảng có phần",
    (Column("form", "Hình thức", "label"), Column("number", "Số")),
    (Row({"form": "Bằng khen", "number": 5}), Row({"form": "cá nhân", "number": 3}, "part")),
)


@pytest.fixture(scope="module")
def shown() -> Document:
    """A report with groups, parts, sums, notes, a chart, a method and a contact."""
    head = replace(letterhead(), contact="Ban Thi đua - Khen thưởng, thidua@example.org")
    return document(head, table(), chart(), PARTS, plain("method", "Khoảng tin cậy tính theo Wilson (1927)."))


@pytest.fixture(scope="module")
def workbook(shown) -> Workbook:
    """Its workbook, opened."""
    return opened(shown)


@pytest.fixture(scope="module")
def parts(shown) -> dict[str, str]:
    """The parts of its file."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(shown))) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def own_table(sheet) -> tuple[int, int, int, int]:
    """The range of a sheet's table: first column and row, last column and row."""
    (found,) = sheet.tables.values()
    return range_boundaries(found.ref)


def test_every_worksheet_has_one_table_marked_as_such_and_named(workbook):
    """A screen reader announces a table, its heads and its size only where it is marked as one."""
    assert [len(sheet.tables) for sheet in workbook] == [0, *[1] * (len(workbook.sheetnames) - 1)]
    names = [each.name for sheet in workbook for each in sheet.tables.values()]
    assert len(set(names)) == len(names)
    assert not any(re.fullmatch(r"(?i)table\d*", name) for name in names)
    assert all(each.headerRowCount != 0 for sheet in workbook for each in sheet.tables.values())


def test_no_cell_is_merged_split_or_hidden(workbook):
    """Whoever moves cell by cell would lose the place."""
    for sheet in workbook:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(each.hidden for each in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))


def test_no_row_or_column_within_a_sheet_is_blank(workbook):
    """A blank row says to many programs, and to many people, that the sheet ends there."""
    for sheet in workbook:
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())
        assert all(any(cell.value is not None for cell in column) for column in sheet.iter_cols())


def test_every_column_of_a_table_has_a_head_of_its_own(workbook):
    """A column without a head is read as a letter."""
    for sheet in workbook.worksheets[1:]:
        left, top, right, _ = own_table(sheet)
        heads = [sheet.cell(top, column).value for column in range(left, right + 1)]
        assert all(heads)
        assert len({head.casefold() for head in heads}) == len(heads)


def test_groups_are_columns_and_sums_are_no_data(workbook):
    """Filtering, sorting and adding up a range must give what they promise: no row of it is a head or a sum."""
    sheet = workbook["Bảng 1"]
    left, top, right, last = own_table(sheet)
    rows = [[sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top + 1, last + 1)]

    assert [row[0] for row in rows] == ["Cấp tỉnh", "Cấp tỉnh"]
    assert not any("Cộng" in row or "Tổng cộng" in row for row in rows)
    assert [sheet.cell(row, 2).value for row in range(last + 1, sheet.max_row + 1)] == ["Cộng", "Tổng cộng"]
    assert all(value is not None for row in rows for value in row)


def test_title_is_in_a1_and_what_is_needed_to_read_the_table_stands_above_it(workbook):
    """A screen reader begins in A1 and meets a table last."""
    for sheet in workbook.worksheets[3:]:
        assert sheet["A1"].value.startswith(f"{sheet.title}. ")
        _, top, _, _ = own_table(sheet)
        above = " ".join(str(sheet.cell(row, 1).value) for row in range(1, top))
        assert "Trang này có một bảng." in above
        assert all(sheet.cell(row, column).value is None for row in range(1, top) for column in range(2, 6))


def test_first_sheet_is_a_cover_with_title_contact_and_day(workbook):
    """Whoever is handed the file alone knows whose it is, of when, and whom to ask."""
    cover = texts(workbook.worksheets[0])

    assert workbook.active.title == workbook.sheetnames[0] == "Bìa"
    assert cover[0] == "Tổng kết năm 2022"
    assert "Liên hệ: Ban Thi đua - Khen thưởng, thidua@example.org" in cover
    assert any(line.startswith("Kỳ số liệu: ") for line in cover)


def test_contents_link_to_every_sheet_and_notes_explain_every_mark(workbook):
    """Nobody searches thirty sheets, or guesses what a mark stands for."""
    contents, notes = workbook.worksheets[1:3]
    linked = [cell.value for row in contents.iter_rows() for cell in row if cell.hyperlink]
    marks = [row[0].value for row in notes.iter_rows()]

    assert linked == workbook.sheetnames[2:]
    used = {cell.value for sheet in workbook.worksheets[3:] for row in sheet.iter_rows() for cell in row}
    assert {"–", "…"} <= used
    assert used & {"–", "…", "*"} <= set(marks)


def test_names_of_sheets_are_short_and_each_its_own(workbook):
    """They are read aloud one after the other."""
    assert len(set(workbook.sheetnames)) == len(workbook.sheetnames)
    assert all(len(name) <= 31 and name.strip() == name for name in workbook.sheetnames)


def test_numbers_are_numbers_to_the_right_and_texts_to_the_left(workbook):
    """A figure that is stored as text cannot be added up; one in the middle is hard to compare."""
    for sheet in workbook.worksheets[3:]:
        _, top, _, _ = own_table(sheet)
        for row in sheet.iter_rows(min_row=top + 1):
            for cell in row:
                is_number = isinstance(cell.value, int | float)
                assert not (is_number and cell.alignment.horizontal != "right")
                assert is_number or not re.fullmatch(r"[0-9.,]+", str(cell.value))


def test_letters_are_large_enough_without_serifs_and_no_colour_means_anything(workbook):
    """Eleven points of a plain face can be read; what only colour says, many do not see."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.font.sz >= 11
                assert cell.font.name == "Arial"
                assert cell.fill.fill_type is None
                assert cell.hyperlink or cell.font.color.theme == DARK


def test_no_picture_text_box_comment_or_macro_holds_anything(parts):
    """What floats over the cells is passed over by whoever reads cells."""
    assert not any(re.search(r"drawing|media|comments|vba|externalLink", name) for name in parts)


def test_texts_wrap_and_columns_are_wide_enough(workbook):
    """A text that ends at the border of its cell is not all there is of it."""
    for sheet in workbook.worksheets[3:]:
        left, top, right, _ = own_table(sheet)
        for row in sheet.iter_rows(min_row=top, max_col=right):
            assert all(cell.alignment.wrap_text for cell in row if isinstance(cell.value, str) and cell.column == left)


def test_language_title_and_alternative_texts_are_told(workbook, parts):
    """A screen reader takes its voice from the language and says what a table is about."""
    assert workbook.properties.language == "vi-VN"
    assert workbook.properties.title == "Tổng kết năm 2022"
    tables = [text for name, text in parts.items() if name.startswith("xl/tables/")]
    assert len(tables) == len(workbook.sheetnames) - 1
    assert all("altTextSummary=" in text for text in tables)


def test_every_sheet_opens_at_its_first_cell(workbook):
    """Nobody has to look for the beginning."""
    for sheet in workbook:
        view = sheet.sheet_view
        active = view.pane.activePane if view.pane else None
        assert [each.activeCell for each in view.selection if each.pane == active] == ["A1"]
