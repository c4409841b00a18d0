"""A sheet is handed over as a person sees it: merged areas, per cents, hidden columns, rows struck through."""

from __future__ import annotations

import struct
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake import hostile
from tests.intake.hostile import ods_cell, ods_number, ods_of, ods_row, record, xls_number, xls_of, xlsx_of
from thidua.intake.cells.numbers import read_count, read_measure
from thidua.intake.cells.values import Percent, Refused, ShownOtherwise
from thidua.intake.files.limits import Limits
from thidua.intake.files.workbook import Area, Sheet, Unreadable, read_workbook


def only_sheet(content: bytes | Path, folder: Path) -> Sheet:
    path = folder / "gui-len"
    path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    return read_workbook(path, file=path.name, limits=Limits()).sheets[0]


def percents(sheet: Sheet) -> list[tuple[int, int]]:
    """Places of the cells shown as per cent, from 1."""
    return [
        (row, column)
        for row, cells in enumerate(sheet.rows, 1)
        for column, cell in enumerate(cells, 1)
        if isinstance(cell, Percent)
    ]


def styled_xlsx(folder: Path, writer: str) -> Path:
    """A1:A3 merged, B1:C1 merged, C2 and C3 shown as per cent, column D hidden, row 3 struck, row 4 partly struck."""
    path = folder / f"{writer}.xlsx"
    rows = [["Ba Bể", "Kết quả", "", "x"], ["", 12, 0.985, "y"], ["", 13, 1, "z"], ["Na Rì", 14, 0.5, "t"]]
    if writer == "openpyxl":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell if cell != "" else None for cell in row])
        book.active.merge_cells("A1:A3")
        book.active.merge_cells("B1:C1")
        book.active["C2"].number_format, book.active["C3"].number_format = "0.0%", "0%"
        book.active["C4"].number_format = '0.0"%"'
        book.active.column_dimensions["D"].hidden = True
        for cell in ("B3", "C3", "D3", "A4"):
            book.active[cell].font = Font(strike=True)
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            struck, percent = book.add_format({"font_strikeout": True}), book.add_format({"num_format": "0.0%"})
            both = book.add_format({"font_strikeout": True, "num_format": 9})
            quoted = book.add_format({"num_format": '0.0"%"'})
            formats = {(1, 2): percent, (2, 1): struck, (2, 2): both, (2, 3): struck, (3, 0): struck, (3, 2): quoted}
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write(row, column, cell, formats.get((row, column)))
            sheet.merge_range("A1:A3", "Ba Bể")
            sheet.merge_range("B1:C1", "Kết quả")
            sheet.set_column("D:D", None, None, {"hidden": True})
    return path


def styled_xls() -> bytes:
    """The same figures as an old workbook."""
    fonts = [record(0x0031, struct.pack("<HHHHHBBBB", 200, 8 * (at == 5), 0, 400, 0, 0, 0, 0, 0)) for at in range(6)]
    # The sixth font has the number 6: none has the number 4.
    code = record(0x041E, struct.pack("<HHB", 164, 4, 0) + b"0.0%")
    quoted = record(0x041E, struct.pack("<HHB", 165, 5, 0) + b'0"%"0')
    formats = [(0, 0), (0, 164), (6, 0), (6, 9), (0, 165)]
    cells = [record(0x00E0, struct.pack("<HH", *each) + bytes(16)) for each in formats]
    numbers = [(0, 0, 7, 0), (0, 1, 8, 0), (0, 3, 1, 0), (1, 1, 12, 0), (1, 2, 0.985, 1), (1, 3, 1, 0)]
    numbers += [(2, 1, 13, 2), (2, 2, 1, 3), (2, 3, 1, 2), (3, 0, 9, 2), (3, 1, 14, 0), (3, 2, 0.5, 4)]
    merged = record(0x00E5, struct.pack("<H8H", 2, 0, 2, 0, 0, 0, 0, 1, 2))
    hidden = record(0x007D, struct.pack("<6H", 3, 255, 2000, 0, 1, 0))
    return xls_of(
        record(0x0200, struct.pack("<IIHHH", 0, 4, 0, 4, 0)),
        hidden,
        *(xls_number(*number) for number in numbers),
        merged,
        before=b"".join([*fonts, code, quoted, *cells]),
    )


def styled_ods() -> bytes:
    """The same figures as LibreOffice stores them."""
    style = '<style:style style:name="{}" style:family="table-cell" style:parent-style-name="{}">{}</style:style>'
    line = '<style:text-properties style:text-line-through-style="{}"/>'
    styles = style.format("ce5", "ce6", "") + style.format("ce6", "Default", line.format("solid"))
    styles += style.format("ce7", "ce6", line.format("none"))
    percent = '<table:table-cell{} office:value-type="percentage" office:value="{}"/>'
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    covered = "<table:covered-table-cell/>"
    rows = [
        ods_cell("Ba Bể", ' table:number-columns-spanned="1" table:number-rows-spanned="3"')
        + ods_cell("Kết quả", ' table:number-columns-spanned="2" table:number-rows-spanned="1"')
        + f"{covered}{ods_cell('x')}",
        covered + ods_cell("12") + percent.format("", 0.985) + ods_cell("y"),
        covered
        + ods_cell("13", ' table:style-name="ce6"')
        + percent.format(' table:style-name="ce5"', 1)
        + ods_cell("z", ' table:style-name="ce5"'),
        ods_cell("Na Rì", ' table:style-name="ce5"') + ods_cell("14", ' table:style-name="ce7"') + ods_cell("0,5%"),
    ]
    return ods_of(columns + "".join(map(ods_row, rows)), styles=styles)


BY_LIBREOFFICE = ("as_seen.xls", "as_seen.ods", "as_seen.lo.xlsx")
"""The sheet of openpyxl, stored again by LibreOffice 7.4."""


@pytest.fixture(params=["openpyxl", "xlsxwriter", "xls", "ods", "odd spelling", *BY_LIBREOFFICE])
def styled(request: pytest.FixtureRequest, tmp_path: Path) -> Sheet:
    """The same sheet in every form."""
    if request.param in BY_LIBREOFFICE:
        return only_sheet(hostile.WORKBOOKS / request.param, tmp_path)
    if request.param in ("openpyxl", "xlsxwriter"):
        return only_sheet(styled_xlsx(tmp_path, request.param), tmp_path)
    if request.param == "odd spelling":
        whole = styled_xlsx(tmp_path, "openpyxl").read_bytes()
        part = hostile.part_of(whole, "xl/worksheets/sheet1.xml")
        odd = part.replace(b'<c r="', b'<c  r="')
        assert odd != part
        return only_sheet(hostile.with_part(whole, "xl/worksheets/sheet1.xml", odd), tmp_path)
    return only_sheet(styled_xls() if request.param == "xls" else styled_ods(), tmp_path)


def test_merged_areas_are_named(styled):
    """A district written once in a merged cell is the district of every row beside it."""
    assert set(styled.merged) == {Area(1, 1, 3, 1), Area(1, 2, 1, 3)}


def test_numbers_shown_as_per_cent_are_marked(styled):
    """98,5% is stored as 0.985 in one workbook and as 98.5 in the next: only the format tells them apart."""
    assert percents(styled) == [(2, 3), (3, 3)]
    assert [styled.rows[1][2], styled.rows[2][2]] == [0.985, 1]


def test_hidden_columns_are_named(styled):
    """Somebody must be told that a column nobody sees is counted."""
    assert styled.hidden_columns == {4}


def test_rows_struck_through_are_named(styled):
    """Senders strike a person out instead of deleting the row; one struck cell is only a remark."""
    assert styled.struck_rows == {3}


@pytest.mark.parametrize(
    ("code", "is_percent"),
    [("0%", True), ("0.00%;[Red]-0.00%", True), ('0" %"', False), (r"0\%", False), ("_%0", False), ("General", False)],
)
def test_only_a_per_cent_sign_that_counts_is_one(tmp_path, code, is_percent):
    """A quoted or escaped sign is text beside a number that is already in per cent."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A1"].number_format = 98.5, code
    book.save(tmp_path / "a.xlsx")

    assert percents(only_sheet(tmp_path / "a.xlsx", tmp_path)) == ([(1, 1)] if is_percent else [])


@pytest.mark.parametrize(
    ("code", "is_other"),
    [
        ("0,", True),
        ("#,##0.0,,", True),
        ('0"00"', True),
        (r"0\0\0", True),
        (";;;", True),
        ('"-"', True),
        ("#,##0", False),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', False),
        ('0" m2"', False),
        ('#,##0" triệu đồng"', False),
        ("0;-0;;@", False),
        ('[=0]"";#,##0', False),
        ('[=0]"";#,##0,', True),
    ],
)
@pytest.mark.parametrize("writer", ["xlsxwriter", "openpyxl"])
def test_number_that_the_sheet_shows_as_another_is_known(tmp_path, code, is_other, writer):
    """12 000 stands in a cell that shows 12: its sender means what the paper says."""
    path = tmp_path / "a.xlsx"
    if writer == "openpyxl":
        book = openpyxl.Workbook()
        book.active.append([12000, 0, "chữ"])
        for cell in book.active[1]:
            cell.number_format = code
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet().write_row(0, 0, [12000, 0, "chữ"], book.add_format({"num_format": code}))

    (cells,) = only_sheet(path, tmp_path).rows

    assert [isinstance(cell, ShownOtherwise) for cell in cells] == [is_other, False, False]
    assert cells == [12000, 0, "chữ"]
    assert (read_count(cells[0]) == read_measure(cells[0]) == Refused("shown-otherwise")) == is_other


def test_number_shown_as_another_in_an_old_workbook_is_known(tmp_path):
    """Excel 97 keeps the code in a record."""
    code = record(0x041E, struct.pack("<HHB", 164, 2, 0) + b"0,")
    formats = code + b"".join(record(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 164))
    several = struct.pack("<HH", 0, 0) + struct.pack("<HIHI", 0, 6, 1, (12000 << 2) | 2) + struct.pack("<H", 1)
    size = record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 2, 0))

    sheet = only_sheet(xls_of(size, record(0x00BD, several), before=formats), tmp_path)

    assert [[type(cell) for cell in row] for row in sheet.rows] == [[int, ShownOtherwise]]


@pytest.mark.parametrize(
    ("formats", "is_other"),
    [
        (
            '<number:number-style style:name="N1"><number:number number:display-factor="1000"/></number:number-style>',
            True,
        ),
        (
            '<number:number-style style:name="N1"><number:number/><number:text>00</number:text></number:number-style>',
            True,
        ),
        ('<number:number-style style:name="N1"><number:text>-</number:text></number:number-style>', True),
        (
            '<number:number-style style:name="N1P0"><number:text/></number:number-style>'
            '<number:text-style style:name="N1"><number:text/>'
            '<style:map style:condition="value()&gt;0" style:apply-style-name="N1P0"/></number:text-style>',
            True,
        ),
        (
            '<number:number-style style:name="N1P0"><number:text/></number:number-style>'
            '<number:number-style style:name="N1"><number:number/>'
            '<style:map style:condition="value()=0" style:apply-style-name="N1P0"/></number:number-style>',
            False,
        ),
        (
            '<number:number-style style:name="N1"><number:text>1.</number:text><number:number/>'
            "<number:text> m2</number:text></number:number-style>",
            False,
        ),
        (
            '<number:currency-style style:name="N1"><number:text>$</number:text><number:number/>'
            "</number:currency-style>",
            False,
        ),
    ],
)
@pytest.mark.parametrize("has_own", [True, False])
def test_number_that_an_ods_shows_as_another_is_known(tmp_path, formats, is_other, has_own):
    """The styles are written as LibreOffice 7.4 writes those of a workbook of Excel; a cell may inherit its format."""
    parent = '<style:style style:name="ce0" style:family="table-cell" style:data-style-name="N1"/>'
    child = '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="ce0"/>'
    style = f' table:style-name="{"ce0" if has_own else "ce1"}"'
    rows = ods_row(ods_number(12000, style) + ods_number(12000) + ods_number(0, style) + ods_cell("chữ", style))

    (cells,) = only_sheet(ods_of(rows, styles=formats + parent + child), tmp_path).rows

    assert [isinstance(cell, ShownOtherwise) for cell in cells] == [is_other, False, False, False]
    assert cells == [12000, 12000, 0, "chữ"]


def test_styles_that_inherit_from_each_other_show_nothing_otherwise(tmp_path):
    """A circle has no end to read a format at."""
    styles = '<number:number-style style:name="N1"><number:text>-</number:text></number:number-style>' + "".join(
        f'<style:style style:name="ce{one}" style:family="table-cell" style:parent-style-name="ce{other}"/>'
        for one, other in ((0, 1), (1, 0))
    )

    sheet = only_sheet(ods_of(ods_row(ods_number(12, ' table:style-name="ce0"')), styles=styles), tmp_path)

    assert [[type(cell) for cell in row] for row in sheet.rows] == [[int]]


def test_texts_days_and_flags_are_no_per_cents(tmp_path):
    """A whole column is formatted as per cent, its heading too."""
    book = openpyxl.Workbook()
    book.active.append(["Tỷ lệ", True, None, 0.5])
    for cell in book.active[1]:
        cell.number_format = "0%"
    book.save(tmp_path / "a.xlsx")

    sheet = only_sheet(tmp_path / "a.xlsx", tmp_path)

    assert (sheet.rows, percents(sheet)) == ([["Tỷ lệ", True, "", 0.5]], [(1, 4)])


def test_cell_without_format_has_the_first_one(tmp_path):
    """A workbook whose normal style is per cent names no format in its cells."""
    cells = '<c r="A1"><v>0.5</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" t="n" s="0"><v>0.5</v></c>'
    cell_formats = '<cellXfs count="2"><xf numFmtId="9"/><xf numFmtId="0"/></cellXfs>'
    styles = f'<styleSheet xmlns="{hostile.MAIN}">{cell_formats}</styleSheet>'
    content = hostile.with_part(xlsx_of(f'<row r="1">{cells}</row>'), "xl/styles.xml", styles.encode())
    odd = hostile.with_part(
        xlsx_of(f"<row r='1'>{cells.replace('<c r', '<c  r')}</row>"), "xl/styles.xml", styles.encode()
    )

    assert percents(only_sheet(content, tmp_path)) == percents(only_sheet(odd, tmp_path)) == [(1, 1), (1, 3)]


def test_several_numbers_of_one_record_of_an_old_workbook_have_their_own_format(tmp_path):
    """Excel 97 stores neighbours together: 1, 2 and 50% here."""
    formats = b"".join(record(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 10))
    several = struct.pack("<HH", 0, 0) + struct.pack("<HIHIHI", 0, 6, 0, 10, 1, (50 << 2) | 3) + struct.pack("<H", 2)

    sheet = only_sheet(
        xls_of(record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 3, 0)), record(0x00BD, several), before=formats), tmp_path
    )

    assert (sheet.rows, percents(sheet)) == ([[1, 2, 0.5]], [(1, 3)])


def test_style_of_a_column_or_row_of_an_ods_strikes_its_cells(tmp_path):
    """LibreOffice names the style of whole columns and rows once, and not in their cells."""
    styles = (
        '<style:style style:name="ce5" style:family="table-cell">'
        '<style:text-properties style:text-line-through-type="single"/></style:style>'
    )
    columns = '<table:table-column table:default-cell-style-name="ce5"/><table:table-column/>'
    in_row = ' table:default-cell-style-name="ce5"'
    rows = ods_row(ods_cell("a")) + ods_row(ods_cell("b") + ods_cell("c"))
    rows += ods_row(ods_cell("d", ' table:number-columns-repeated="2"'), in_row + ' table:number-rows-repeated="2"')

    assert only_sheet(ods_of(columns + rows, styles=styles), tmp_path).struck_rows == {1, 3, 4}


def test_part_of_a_text_that_is_struck_strikes_no_row(tmp_path):
    """A corrected word inside a cell is a correction, and the row stays."""
    run = '<is><r><rPr><strike/></rPr><t xml:space="preserve">Nông </t></r><r><t>Lý Văn An</t></r></is>'
    cells = f'<c r="A1" t="inlineStr">{run}</c><c r="B1"><v>1</v></c>'

    sheet = only_sheet(xlsx_of(f'<row r="1">{cells}</row>'), tmp_path)

    assert (sheet.rows, sheet.struck_rows) == ([["Nông Lý Văn An", 1]], frozenset())


@pytest.mark.parametrize(
    "attribute", ['ht="0" customHeight="1"', 'customHeight="1" ht="0.0"', "ht='0'", 'hidden="true"']
)
def test_rows_without_height_are_hidden(tmp_path, attribute):
    """Dragging a row to nothing hides it as well as the menu does."""
    cell = '<c r="A{0}"><v>{0}</v></c>'
    rows = f'<row r="1" customHeight="1" ht="0.75">{cell.format(1)}</row><row r="2" {attribute}>{cell.format(2)}</row>'

    assert only_sheet(xlsx_of(rows), tmp_path).hidden_rows == {2}


def test_columns_without_width_are_hidden_up_to_the_last_one_in_use(tmp_path):
    """Everything right of a table is often hidden by one entry."""
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="2" width="0" customWidth="1"/>'
    columns += '<col min="4" max="16384" width="9" hidden="1"/></cols>'
    cells = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCDE")

    assert only_sheet(xlsx_of(f'<row r="1">{cells}</row>', columns=columns), tmp_path).hidden_columns == {2, 4, 5}


def test_merged_areas_end_where_the_sheet_ends(tmp_path):
    """A title is merged far beyond its table, and blank cells below it; both are no cells of ours."""
    refs = ("A1:XFD1", "A2:A3", "B2:B1048576", "E9:F10", "C2")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'

    sheet = only_sheet(xlsx_of(rows, after=f"<mergeCells>{merged}</mergeCells>"), tmp_path)

    assert sheet.merged == (Area(1, 1, 1, 3),)


def test_blank_cells_of_an_ods_merged_in_the_same_way_are_unfolded(tmp_path):
    """LibreOffice stores equal neighbours once, whatever they are merged over."""
    spans = ' table:number-columns-spanned="{}" table:number-rows-spanned="{}"'
    twice = f'<table:table-cell{spans.format(1, 2)} table:number-columns-repeated="2"/>'
    across = ods_cell("x", spans.format(2, 1)) + "<table:covered-table-cell/>" + ods_cell("y")
    rows = ods_row(twice + ods_cell("a")) + ods_row('<table:covered-table-cell table:number-columns-repeated="2"/>')
    rows += ods_row(across, ' table:number-rows-repeated="2"')

    assert only_sheet(ods_of(rows), tmp_path).merged == (
        Area(1, 1, 2, 1),
        Area(1, 2, 2, 2),
        Area(3, 1, 3, 2),
        Area(4, 1, 4, 2),
    )


def test_per_cents_of_an_ods_are_unfolded(tmp_path):
    """Equal neighbours are stored once; each of them is a figure."""
    cell = '<table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"/>'

    sheet = only_sheet(ods_of(ods_row(cell, ' table:number-rows-repeated="2"')), tmp_path)

    assert percents(sheet) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_workbook_that_counts_from_1904_says_so(tmp_path):
    """A day kept as a bare number is four years off in it, and nothing in the number tells."""
    book = openpyxl.Workbook()
    book.active["A1"], book.epoch = 43510, CALENDAR_MAC_1904
    book.save(tmp_path / "a.xlsx")
    number = (record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 1, 0)), xls_number(0, 0, 43510))
    settings = '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
    ods = [ods_of(ods_row(ods_cell("a")), settings=settings.format(f"{year}-01-01")) for year in (1904, 1900)]

    assert only_sheet(tmp_path / "a.xlsx", tmp_path).counts_from_1904
    assert only_sheet(xls_of(*number, before=record(0x0022, b"\x01\x00")), tmp_path).counts_from_1904
    assert [only_sheet(content, tmp_path).counts_from_1904 for content in ods] == [True, False]
    assert not only_sheet(hostile.small_xlsx(), tmp_path).counts_from_1904
    assert not only_sheet(xls_of(*number, before=record(0x0022, b"\x00\x00")), tmp_path).counts_from_1904


@pytest.mark.long
def test_too_many_merged_areas_are_refused(tmp_path):
    """A few kilobytes of an archive name hundreds of thousands of areas; no sheet of people has them."""
    one = '<mergeCell ref="A1:B2"/>'
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    xlsx = xlsx_of(rows, after=f"<mergeCells>{one * 300_000}</mergeCells>")
    odd = xlsx_of(rows.replace("<c r", "<c  r"), after=f"<mergeCells>{one * 100_001}</mergeCells>")
    span = '<table:table-cell table:number-columns-spanned="2" table:number-columns-repeated="199"/>'
    ods = ods_of(ods_row(ods_cell("a") + span, ' table:number-rows-repeated="9999"'))
    areas = record(0x00E5, struct.pack("<H", 1000) + struct.pack("<4H", 0, 1, 0, 1) * 1000)
    xls = xls_of(record(0x0200, struct.pack("<IIHHH", 0, 1, 0, 1, 0)), xls_number(0, 0, 1), areas * 101)

    for content in (xlsx, odd, ods, xls):
        with pytest.raises(Unreadable, match=r"vùng ô gộp, quá mức 100\.000 vùng"):
            only_sheet(content, tmp_path)


def test_merged_area_over_the_whole_sheet_is_one_area(tmp_path):
    """Seventeen billion cells in one line of XML."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    assert only_sheet(xlsx_of(rows, after=merged), tmp_path).merged == (Area(1, 1, 2, 2),)


@pytest.mark.parametrize("ref", ["", "A1:", "1A:2B", "A1:B2:C3", "A1:ABCD5"])
def test_merged_area_that_is_none_is_damage(tmp_path, ref):
    """A value carried down over a guessed area would be wrong in silence."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'

    for row in (rows, rows.replace("<c r", "<c  r")):
        with pytest.raises(Unreadable, match="hỏng"):
            only_sheet(xlsx_of(row, after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'), tmp_path)


def test_styles_that_are_damaged_are_damage(tmp_path):
    """Whether a figure is a per cent must not depend on where an upload ended."""
    styles = f'<styleSheet xmlns="{hostile.MAIN}"><cellXfs><xf numFmtId="9"/>'

    with pytest.raises(Unreadable, match="hỏng"):
        only_sheet(hostile.with_part(hostile.small_xlsx(), "xl/styles.xml", styles.encode()), tmp_path)


def test_columns_listed_again_and_again_are_damage(tmp_path):
    """Each entry hides a whole sheet of columns, and there are a hundred thousand of them."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    column = '<col min="1" max="16384" hidden="1"/>'
    columns = f"<cols>{column * 100_000}</cols>"
    xls = xls_of(record(0x007D, struct.pack("<6H", 0, 255, 0, 0, 1, 0)) * 300, xls_number(0, 0, 1))

    for content in (xlsx_of(rows, columns=columns), xlsx_of(rows.replace("<c r", "<c  r"), columns=columns), xls):
        with pytest.raises(Unreadable, match="hỏng"):
            only_sheet(content, tmp_path)


def test_styles_that_inherit_in_a_circle_strike_nothing(tmp_path):
    """A chain of a million styles, or a ring of two, is followed once."""
    style = '<style:style style:name="ce{}" style:family="table-cell" style:parent-style-name="ce{}"/>'
    chain = "".join(style.format(at, at + 1) for at in range(20_000)) + style.format(20_001, 20_001)
    line = '<style:text-properties style:text-line-through-style="solid"/>'
    chain += f'<style:style style:name="ce20000" style:family="table-cell">{line}</style:style>'
    rows = ods_row(ods_cell("a", ' table:style-name="ce0"')) + ods_row(ods_cell("b", ' table:style-name="ce20001"'))

    assert only_sheet(ods_of(rows, styles=chain), tmp_path).struck_rows == {1}
