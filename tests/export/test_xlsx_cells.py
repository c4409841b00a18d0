"""What stands in the cells of a workbook: real numbers, marks, and text that stays text whatever it looks like."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.workbooks import COLUMNS, PRAISE, chart, document, grid, letterhead, opened, table, whole
from tests.present.reports import published
from thidua.errors import NotebookError
from thidua.export.document import Document
from thidua.export.html import html_text
from thidua.export.workbook import first_difference, xlsx_bytes
from thidua.export.workbook.letters import LONGEST
from thidua.export.workbook.sheets import plan_workbook
from thidua.measures.counts import award_counts
from thidua.present.chapters.awards import awards
from thidua.present.chart import Chart
from thidua.present.printed import cell_text
from thidua.present.table import Column, Row, Table

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+84 209",
    "-5",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    "http://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "<b>&amp;</b> &C &D",
    "2952",
    "2.952",
    "01/02",
    "TRUE",
    "#REF!",
    "_x0041_",
    "'text",
]


def test_numbers_are_numbers_with_formats_and_marks_are_texts():
    """A reader can add up a column; a missing figure is no zero."""
    workbook = opened(document(table()))
    rows = [row[1:] for row in list(workbook["Bảng 1"].iter_rows())[-5:]]

    assert [cell.value for cell in rows[1]] == ["Bằng khen", "lượt", 12, 289, 301, pytest.approx(289 / 301), 12.345]
    assert [cell.value for cell in rows[2]] == ["Chiến sĩ thi đua", "số", "–", 0, "…", "3/8", 0.05]
    assert [cell.number_format for cell in rows[1][2:]] == ["#,##0", "#,##0", "#,##0", "0.0%", "#,##0.0"]
    assert {cell.alignment.horizontal for row in rows[1:] for cell in row[2:]} == {"right"}


def test_whole_cell_in_a_column_of_decimals_has_none_on_the_page_nor_in_the_workbook():
    """25,808 tonnes stand beside 58.5 billion: a sheet that shows 25.808,0 looks like another figure than the page."""
    columns = (Column("indicator", "Chỉ tiêu", "label"), Column("target", "Kế hoạch", "amount"))
    rows = (Row({"indicator": "Lương thực, tấn", "target": 25808}), Row({"indicator": "Thu, tỷ đồng", "target": 58.5}))
    cells = [row[1] for row in list(opened(document(table(columns=columns, rows=rows)))["Bảng 1"].iter_rows())[-2:]]

    assert [(cell.value, cell.number_format) for cell in cells] == [(25808, "#,##0"), (58.5, "#,##0.0")]
    assert [cell_text(row.cells["target"], "amount") for row in rows] == ["25.808", "58,5"]


def test_group_stands_in_a_column_and_sums_are_bold_below_the_range():
    """Whoever filters or adds up the range gets each figure once; bold type only repeats what the words say."""
    workbook = opened(document(table()))
    rows = list(workbook["Bảng 1"].iter_rows())[-5:]

    assert [row[0].value for row in rows] == ["Nhóm", "Cấp tỉnh", "Cấp tỉnh", "Cấp tỉnh", "Tất cả"]
    assert [row[1].font.b for row in rows] == [True, False, False, True, True]
    assert [row[1].value for row in rows[3:]] == ["Cộng", "Tổng cộng"]
    assert [row[1] for row in grid(workbook, "award_counts")[1:]] == ["Bằng khen", "Chiến sĩ thi đua"]
    assert "2 dòng cộng ở cuối đứng ngoài vùng có tên." in [row[0].value for row in workbook["Bảng 1"].iter_rows()]


def test_part_of_a_row_says_of_which_row_in_a_column():
    """Beside "Trong đó" the two rows of a sum cannot be taken for three rows of it."""
    columns = (Column("form", "Hình thức", "label"), Column("number", "Số"))
    rows = (
        Row({"form": "Theo loại hình"}, "group"),
        Row({"form": "Chuyên đề", "number": 1}, "part"),
        Row({"form": "Theo cấp"}, "group"),
        Row({"form": "Bằng khen", "number": 5}),
        Row({"form": "cá nhân", "number": 3}, "part"),
        Row({"form": "Cộng", "number": 5}, "total"),
    )
    found = opened(document(Table("t", "T", columns, rows)))["Bảng 1"]

    assert [[cell.value for cell in row] for row in list(found.iter_rows())[-5:]] == [
        ["Nhóm", "Hình thức", "Trong đó", "Số"],
        ["Theo loại hình", "Tất cả", "Chuyên đề", 1],
        ["Theo cấp", "Bằng khen", "Tất cả", 5],
        ["Theo cấp", "Bằng khen", "cá nhân", 3],
        ["Tất cả", "Cộng", "Tất cả", 5],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84 209", "-5%", "@SUM(A1)"])
def test_text_like_a_formula_stays_text_when_somebody_edits_it(text):
    """Excel reads a cell again when it is edited; the quotation mark before it says that it is text."""
    columns = (Column("a", "A", "label"), Column("b", "B"))
    rows = (Row({"a": text, "b": text}), Row({"a": "-", "b": "–"}), Row({"a": text, "b": 1}, "total"))
    cells = list(opened(document(Table("t", "T", columns, rows)))["Bảng 1"].iter_rows())[-3:]

    assert [[cell.quotePrefix for cell in row] for row in cells] == [[True, True], [False, False], [True, False]]
    assert cells[0][1].alignment.horizontal == "right"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile):
    """A district's words are never a formula, an address or a code, in whichever place of the workbook they stand."""
    columns = (Column("a", hostile, "label"), Column("b", "B", "count"), Column("c", "C", "text"))
    shown = Table("t", hostile, columns, (Row({"a": hostile, "b": hostile, "c": hostile}),), (hostile,), hostile)
    xlsx = xlsx_bytes(document(letterhead(), shown))
    workbook = opened(document(letterhead(), shown))

    sheet = list(workbook["Bảng 1"].iter_rows())
    assert {cell.data_type for each in workbook for row in each.iter_rows() for cell in row} <= {"s", "n"}
    assert [cell.value for cell in sheet[-1]] == [hostile.replace("\r", "\n")] * 3
    with zipfile.ZipFile(io.BytesIO(xlsx)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
        assert not any("externalLink" in name for name in parts.namelist())
    links = [cell.hyperlink for each in workbook for row in each.iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert all(link.target is None for link in links)


def test_hostile_names_of_sheets_lead_nowhere_else():
    """Labels come from the catalogue, but nothing depends on that."""
    shown = whole()
    hostile = (
        replace(each, label="='[x]'!A1: *?/\\") if isinstance(each, Table | Chart) else each for each in shown.shown
    )
    workbook = opened(Document(shown.title, False, tuple(hostile)))

    assert workbook.sheetnames[3:] == ["= x !A1", "= x !A1_2", "= x !A1_3"]
    assert workbook["Mục lục"]["A4"].hyperlink.location == "'Ghi chú'!A1"
    assert workbook["Mục lục"]["A5"].hyperlink.location == "'= x !A1'!A1"


@pytest.mark.long
@given(st.text(max_size=60))
def test_any_text_can_be_written_and_read_again(text):
    """Letters that XML cannot hold become boxes; everything else comes back as it was."""
    columns = (Column("a", text, "label"), Column("b", text, "text"))
    shown = document(Table("t", text, columns, (Row({"a": text, "b": text}), Row({"a": "x", "b": text}))))

    assert first_difference(xlsx_bytes(shown), shown) == ""


def test_letters_that_the_format_cannot_hold_are_shown_as_boxes():
    """A control letter would make the file unreadable; hidden places to break a line would hinder searching."""
    shown = document(
        Table("t", "T", (Column("a", "A", "label"),), (Row({"a": "a\x00b\ud800c"}), Row({"a": "ba\u200bbe"})))
    )

    assert grid(opened(shown), "t") == [["A"], ["a□b□c"], ["babe"]]


def test_text_longer_than_a_cell_is_cut_with_a_mark():
    """Excel refuses a file with a longer text; an emoji counts twice."""
    shown = document(
        Table("t", "T", (Column("a", "A", "label"),), (Row({"a": "x" * 40_000}), Row({"a": "👍" * 20_000})))
    )
    cells = [row[0] for row in grid(opened(shown), "t")[1:]]

    assert [len(cell.encode("utf-16-le")) // 2 for cell in cells] == [LONGEST, LONGEST]
    assert all(cell.endswith("…") for cell in cells)
    assert first_difference(xlsx_bytes(shown), shown) == ""


def test_number_that_no_cell_can_hold_is_refused_with_its_place():
    """Excel would show #NUM!, or an empty cell, which means another thing."""
    with pytest.raises(NotebookError, match=r"table award_counts, row 1, column rate: nan is no number"):
        xlsx_bytes(document(table(rows=(Row({**PRAISE, "rate": float("nan")}),))))


def test_long_names_and_large_and_empty_cells_fit():
    """60-letter names wrap in a row that is high enough; 2,000,000 has the room of its separators."""
    name = "Ủy ban nhân dân xã Thượng Giáo và các đơn vị trực thuộc huyện Ba Bể"
    rows = (Row({"form": name, "unit": name, "collective": 2_000_000, "individual": 0}), Row({"form": "x"}))
    columns = (*COLUMNS, *(Column(f"more_{n}", "Thêm") for n in range(6)))
    sheet = opened(document(table(columns=columns, rows=rows)))["Bảng 1"]
    last = sheet.max_row

    assert sheet.row_dimensions[last - 1].height >= 2 * 14.25
    assert sheet.row_dimensions[last].height is None
    assert sheet.column_dimensions["C"].width >= len("2.000.000")
    assert [cell.value for cell in sheet[last]][1:] == [None] * 12


class _Tables(HTMLParser):
    """The cells of the tables of a page, by the id of their figure."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self._rows = self.found.setdefault(str(dict(attrs)["id"]), [])
        elif tag == "tr":
            self._rows.append([])
        if tag in ("th", "td"):
            self._is_cell = True
            self._rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self._rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_cell = self._is_cell and tag not in ("th", "td")


def _same_document() -> Document:
    report = published("tinh-bac-kan", "2020")
    counts = award_counts(report.of_status("awarded"))
    shown = (
        awards.table(report, counts),
        awards.chart(report, counts),
        table("own_counts"),
        chart("own_chart"),
    )
    return document(letterhead(), *shown)


def test_page_and_workbook_show_the_same_figures():
    """A reader who holds the page beside the workbook finds every figure, rounded as Excel rounds it."""
    shown = _same_document()
    page = _Tables()
    page.feed(html_text(shown))
    workbook = opened(shown)
    sheets = plan_workbook(shown).sheets

    assert len(sheets) == 4
    for sheet in sheets:
        shows = [column.show for column in sheet.table.columns]
        has_groups = len(sheet.flat.table.columns) > len(shows)
        rows = [[cell.value for cell in row] for row in workbook[sheet.name].iter_rows()][
            -len(sheet.flat.table.rows) - 1 :
        ]
        own = [row[has_groups : len(shows) + has_groups] for row in rows]
        printed = [[cell_text(value, show) for value, show in zip(row, shows, strict=True)] for row in own[1:]]
        on_page = [[cell.replace("\u200b", "") for cell in row] for row in page.found[sheet.shown.name]]
        assert own[0] == on_page[0]
        # The head of a group is one cell across the page; sums stand below all the rows of a sheet.
        assert sorted(printed) == sorted(row for row in on_page[1:] if len(row) == len(shows))
        groups = [next(filter(None, row)) for row in on_page if len(row) < len(shows)]
        assert groups == list(dict.fromkeys(row[0] for row in rows[1:] if has_groups and row[0] != "Tất cả"))


def test_no_function_that_guesses_what_a_text_is_is_called():
    """`write` of the library makes a formula of "=1+1"; the four that are called do not."""
    folder = Path(str(files("thidua.export.workbook")))
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert set(re.findall(r"sheet\.(write\w*)", code)) == {"write_string", "write_number", "write_blank", "write_url"}
