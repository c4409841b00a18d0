"""A sender's workbook gives the same cells whatever program wrote it and whatever its name says."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake import decision_list, hostile
from tests.intake.hostile import WORKBOOKS, ods_cell, ods_of, ods_row, xlsx_of
from thidua.intake.files.limits import Limits
from thidua.intake.files.ole_file import OleFile
from thidua.intake.files.workbook import Sheet, Workbook, read_workbook

STORED = ("decision_list.lo.xlsx", "decision_list.xls", "decision_list.ods")


def read(content: bytes | Path, folder: Path | None = None) -> Workbook:
    """Read a file, or bytes dropped into the folder under a name that says nothing."""
    if isinstance(content, bytes):
        assert folder is not None
        path = folder / "gui-len"
        path.write_bytes(content)
    else:
        path = content
    return read_workbook(path, file=path.name, limits=Limits())


def only_sheet(content: bytes, folder: Path) -> Sheet:
    return read(content, folder).sheets[0]


def shown(rows: list[list[object]]) -> list[list[str]]:
    """The rows as Excel shows them in a CSV."""
    return [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row] for row in rows]


def csv_of(rows: list[list[object]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(shown(rows))
    return text.getvalue()


@pytest.mark.parametrize("name", STORED)
def test_what_libreoffice_saves_reads_as_it_was_written(name):
    """Half of the offices save with LibreOffice, some still as .xls; a row must not depend on that."""
    workbook = read(WORKBOOKS / name)

    assert workbook.format == name.rpartition(".")[2]
    assert workbook.sheets[0].rows == decision_list.rows()
    assert [type(cell) for row in workbook.sheets[0].rows for cell in row] == [
        type(cell) for row in decision_list.rows() for cell in row
    ]


def test_what_xlsxwriter_writes_reads_as_it_was_written(tmp_path):
    """Exports of other information systems are written by libraries, not by Excel."""
    workbook = read(decision_list.write_with_xlsxwriter(tmp_path / "a.xlsx"))

    assert (workbook.format, workbook.sheets[0].rows) == ("xlsx", decision_list.rows())


def test_formula_without_stored_value_is_named_and_blank(tmp_path):
    """openpyxl stores formulas without values; a total that is silently blank would be taken for a missing one."""
    sheet = read(decision_list.write_with_openpyxl(tmp_path / "a.xlsx")).sheets[0]

    assert sheet.uncomputed == {decision_list.TOTAL}
    assert sheet.rows == decision_list.rows(total="")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
def test_csv_reads_as_the_workbook_it_was_saved_from(tmp_path, separator, encoding):
    """Excel set to Vietnamese writes semicolons, other programs commas; "Unicode text" is UTF-16 with tabs."""
    workbook = read(csv_of(decision_list.rows(), separator).encode(encoding), tmp_path)

    assert workbook.format == "csv"
    assert workbook.sheets[0].rows == shown(decision_list.rows())


@pytest.mark.parametrize("name", STORED)
def test_hidden_rows_and_sheets_are_read_and_named(name):
    """Somebody must be told that rows nobody sees are counted."""
    shown_sheet, hidden_sheet = read(WORKBOOKS / name).sheets

    assert (shown_sheet.is_hidden, shown_sheet.hidden_rows) == (False, {decision_list.HIDDEN_ROW})
    assert (hidden_sheet.name, hidden_sheet.is_hidden, hidden_sheet.rows) == ("Danh mục", True, [["Giấy khen"]])


@pytest.mark.parametrize("write", [decision_list.write_with_openpyxl, decision_list.write_with_xlsxwriter])
def test_hidden_rows_are_found_whoever_wrote_them(tmp_path, write):
    """Each library spells the row's attributes in its own order."""
    assert read(write(tmp_path / "a.xlsx", hide_row=True)).sheets[0].hidden_rows == {decision_list.HIDDEN_ROW}
    assert read(write(tmp_path / "b.xlsx")).sheets[0].hidden_rows == frozenset()


def test_format_is_told_from_content_and_digest_from_bytes(tmp_path):
    """An .xlsx renamed to .xls is an .xlsx; the digest tells whether the same file came again."""
    content = hostile.small_xlsx()
    path = tmp_path / "danh-sach.xls"
    path.write_bytes(content)

    workbook = read_workbook(path, file="ba-be/danh-sach.xls", limits=Limits())

    assert (workbook.file, workbook.format) == ("ba-be/danh-sach.xls", "xlsx")
    assert workbook.digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_days_are_the_same_in_both_calendars_of_excel(tmp_path, epoch):
    """A workbook begun on a Mac counts days from 1904; read as 1900 every decision would be four years early."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    book.active.append([date(2021, 3, 12), datetime(2021, 3, 12, 8, 30), time(8, 30), 0.618, 7])
    book.active["D1"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")

    assert read(tmp_path / "a.xlsx").sheets[0].rows == [
        [date(2021, 3, 12), datetime(2021, 3, 12, 8, 30), time(8, 30), 0.618, 7]
    ]


def test_whole_numbers_and_midnights_lose_their_fraction(tmp_path):
    """The formats store 12 and 12.0, a day and its midnight, by accident; whoever compares must not see it."""
    day = '<table:table-cell office:value-type="date" office:date-value="2021-03-12T00:00:00"/>'
    number = '<table:table-cell office:value-type="float" office:value="{}"/>'
    numbers = "".join(number.format(value) for value in ("12", "2.5", "1e300"))
    rows = only_sheet(ods_of(ods_row(day + numbers)), tmp_path).rows

    assert rows == [[date(2021, 3, 12), 12, 2.5, 1e300]]
    assert [type(cell) for cell in rows[0]] == [date, int, float, float]


def test_error_values_are_shown_not_blank(tmp_path):
    """#REF! in the column of counts is a mistake of the sender; blank would be taken for "none"."""
    in_xlsx = xlsx_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>A9/0</f><v>#DIV/0!</v></c></row>')
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    in_ods = ods_of(
        ods_row(
            '<table:table-cell office:value-type="float" office:value="1"/>'
            f'{error}calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        )
    )

    assert only_sheet(in_xlsx, tmp_path).rows == [[1, "#DIV/0!"]]
    assert only_sheet(in_ods, tmp_path).rows == [[1, "#DIV/0!"]]


def test_error_values_of_an_old_workbook_are_shown(tmp_path):
    """The same for .xls: the last cell of the last sheet becomes the error value 7."""
    stream = OleFile((WORKBOOKS / "decision_list.xls").read_bytes()).stream("workbook")
    at = stream.rindex(b"\xfd\x00\x0a\x00")
    error = hostile.record(0x0205, stream[at + 4 : at + 10] + b"\x07\x01")

    workbook = read(hostile.ole_of({"Workbook": stream[:at] + error + stream[at + 14 :]}), tmp_path)

    assert workbook.sheets[1].rows == [["#DIV/0!"]]


def test_formula_that_yields_the_empty_text_is_computed(tmp_path):
    """=IF(A1="","",…) is common and is stored with an empty value of type text."""
    cells = '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(1,"")</f><v></v></c>'
    cells += '<c r="C1"><f>A1</f><v/></c><c r="D1"><f>A1</f></c>'

    assert only_sheet(xlsx_of(f'<row r="1">{cells}</row>'), tmp_path).uncomputed == {(1, 3), (1, 4)}


def test_formula_of_an_ods_without_value_is_named(tmp_path):
    """Programs that write .ods themselves leave the value to LibreOffice."""
    formula = '<table:table-cell table:formula="of:=1+1"/>'

    sheet = only_sheet(ods_of(ods_row(ods_cell("a")) + ods_row(ods_cell("b") + formula)), tmp_path)

    assert (sheet.rows, sheet.uncomputed) == ([["a"], ["b"]], {(2, 2)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="', b'<c  r="'),
        (b"<sheetData>", b"<!-- :c --><sheetData>"),
        (b'<row r="1" ', b'<row ht="15" '),
    ],
)
def test_another_spelling_of_the_same_sheet_reads_the_same(tmp_path, old, new):
    """Only the usual spelling is searched by patterns; any other is parsed, and must give the same."""
    content = decision_list.write_with_openpyxl(tmp_path / "a.xlsx", hide_row=True).read_bytes()
    part = "xl/worksheets/sheet1.xml"
    plain = hostile.part_of(content, part)
    assert old in plain or old == b'<row r="1" '

    odd = read(hostile.with_part(content, part, plain.replace(old, new)), tmp_path)

    assert odd.sheets == read(content, tmp_path).sheets


def test_cells_without_references_are_placed_by_counting(tmp_path):
    """Some exports leave out every row and cell number, and may use a namespace prefix."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row hidden='1'><c><f>A1</f></c><c><v>3</v></c></row>"

    sheet = only_sheet(xlsx_of(rows), tmp_path)

    assert (sheet.rows, sheet.hidden_rows, sheet.uncomputed) == ([[1, 2], ["", 3]], {2}, {(2, 1)})


def test_blank_formatted_cells_do_not_count(tmp_path):
    """Borders drawn down to the last row are common, and a million blank rows are no reason to refuse."""
    blank = '<row r="{0}" s="3" hidden="1"><c r="XFD{0}" s="3"/></row>'
    blanks = "".join(blank.format(row) for row in (2, 700_000, 1_048_576))
    sheet = only_sheet(xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{blanks}'), tmp_path)

    assert (sheet.rows, sheet.hidden_rows) == ([[1]], frozenset())


def test_blank_repeats_of_an_ods_do_not_count(tmp_path):
    """LibreOffice fills every sheet up to its last row and column with one repeated blank cell."""
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    rest = ods_row(blank, ' table:number-rows-repeated="1048574" table:visibility="collapse"')
    filtered = ods_row(ods_cell("b"), ' table:visibility="filter"')

    sheet = only_sheet(ods_of(ods_row(ods_cell("a") + blank) + filtered + rest), tmp_path)

    assert (sheet.rows, sheet.hidden_rows) == ([["a"], ["b"]], {2})


def test_filled_repeats_of_an_ods_are_unfolded(tmp_path):
    """Equal neighbours are stored once; each of them is an award."""
    twice, thrice = ' table:number-columns-repeated="2"', ' table:number-rows-repeated="3"'

    assert only_sheet(ods_of(ods_row(ods_cell("x", twice), thrice)), tmp_path).rows == [["x", "x"]] * 3


def test_spaces_below_the_table_are_dropped(tmp_path):
    """A cell with one space is blank to whoever sees it."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="B9" t="inlineStr"><is><t> </t></is></c></row>'

    assert only_sheet(xlsx_of(rows), tmp_path).rows == [[1, ""]]


def test_chart_sheets_are_left_out(tmp_path):
    """A chart on a sheet of its own has no cells, and the sheets after it keep their own."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        data = book.add_worksheet("Số liệu")
        data.write_row("A1", [1, 2])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$A$1:$B$1"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
        book.add_worksheet("Ghi chú").set_row(0, None, None, {"hidden": True})
        book.get_worksheet_by_name("Ghi chú").write("A1", "x")

    sheets = read(tmp_path / "a.xlsx").sheets

    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("Số liệu", [[1, 2]]), ("Ghi chú", [["x"]])]
    assert [sheet.hidden_rows for sheet in sheets] == [frozenset(), {1}]


def test_csv_in_an_old_font_keeps_every_byte(tmp_path):
    """TCVN3 text is repaired later, from one character for each byte; a lost byte is a lost letter."""
    content = b"thi \xaeua, khen th\xad\xebng;1\nb\x81;2\n"

    assert only_sheet(content, tmp_path).rows == [["thi ®ua, khen th\xadëng", "1"], ["b\x81", "2"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Nông dân, công nhân;12\nCông an, quân đội;3\n", [["Nông dân, công nhân", "12"], ["Công an, quân đội", "3"]]),
        ('"a\nb";2\n\n;;\nc;3;;\n;;;\n\n', [["a\nb", "2"], ["", ""], ["", ""], ["c", "3"]]),
        ("sep=,\na,b\n", [["", ""], ["a", "b"]]),
        ("một cột\nhai\n", [["một cột"], ["hai"]]),
    ],
)
def test_csv_lines_keep_their_number_and_their_commas(tmp_path, text, rows):
    """Findings name cells by line; commas stand in names, line breaks in quoted cells, separators on blank lines."""
    assert only_sheet(text.encode(), tmp_path).rows == rows
