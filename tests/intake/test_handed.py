"""What the reader of cells would refuse or lose is read all the same, and says what the sheet shows."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake import hostile
from tests.intake.hostile import ods_cell, ods_of, ods_row, with_part, xlsx_of
from thidua.intake.files.limits import Limits
from thidua.intake.files.sheet_scan import Places, SheetScan
from thidua.intake.files.workbook import Cell, Unreadable, Workbook, read_workbook
from thidua.intake.files.xlsx_search import scan_sheet
from thidua.intake.files.xlsx_sheet import read_sheet_closely
from thidua.intake.files.xlsx_styles import CellFormats

NEW_ERRORS = (
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#PYTHON!",
    "Err:502",
)


def read(content: bytes, folder: Path) -> Workbook:
    path = folder / "gui-len"
    path.write_bytes(content)
    return read_workbook(path, file=path.name, limits=Limits())


def rows_of(content: bytes, folder: Path) -> list[list[Cell]]:
    return read(content, folder).sheets[0].rows


@pytest.mark.parametrize("error", NEW_ERRORS)
@pytest.mark.parametrize("formula", ["", "<f>SORT(A1)</f>", '<f t="array" ref="B1">A1</f>', "<f/>"])
def test_error_value_of_a_newer_excel_is_shown_in_its_cell(tmp_path, error, formula):
    """One #SPILL! in a corner, and nothing of the workbook was read: "damaged or cut short" helps nobody."""
    content = xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="0" t="e">{formula}<v>{error}</v></c></row>')

    workbook = read(content, tmp_path)

    assert workbook.sheets[0].rows == [[1, error]]
    assert workbook.digest == hashlib.sha256(content).hexdigest()


def test_new_error_value_is_shown_whatever_the_spelling(tmp_path):
    """Cells without references, in apostrophes or with a prefix, are counted and parsed."""
    rows = "<row><c><v>1</v></c><c t='e'><f>A1</f><v>#SPILL!</v></c></row><row><c t = 'e' ><v >#CALC!</v></c></row>"
    prefixed = rows.replace("</", "</x:").replace("<r", "<x:r").replace("<c", "<x:c").replace("<v", "<x:v")
    sheet = f'<x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData>{prefixed.replace("<f", "<x:f")}</x:sheetData>'

    with_prefix = with_part(xlsx_of(""), "xl/worksheets/sheet1.xml", f"{sheet}</x:worksheet>".encode())

    assert rows_of(xlsx_of(rows), tmp_path) == [[1, "#SPILL!"], ["#CALC!", ""]]
    assert rows_of(with_prefix, tmp_path) == [[1, "#SPILL!"], ["#CALC!", ""]]


def test_sheet_that_cannot_be_read_is_named(tmp_path):
    """A workbook has sixteen sheets; the one at fault is what the sender must look at."""
    with pytest.raises(Unreadable) as problem:
        read(xlsx_of('<row r="1"><c r="A1" t="khac"><v>1</v></c></row>'), tmp_path)

    assert (problem.value.finding.message, problem.value.finding.sheet) == ("F07-damaged", "Sheet")


def test_text_of_days_as_sheetjs_stores_them_is_handed_on(tmp_path):
    """Cells of the type "d" end in Z, which is no form that a day is written in; their meaning is read later."""
    cells = '<c r="A1" s="1" t="d"><v>2023-02-15T00:00:00.000Z</v></c><c r="B1" t="d"><v>2023-02-15</v></c>'

    assert rows_of(xlsx_of(f'<row r="1">{cells}</row>'), tmp_path) == [["2023-02-15T00:00:00.000Z", date(2023, 2, 15)]]


def test_white_space_between_the_cells_of_an_ods_is_no_content(tmp_path):
    """SheetJS and Gnumeric indent their XML; it was "damaged" for that."""
    cells = [ods_cell("Nông Thị Huệ"), "<table:table-cell />", ods_cell("\n  Lý  Văn\n Páo\n"), ods_cell("a")]
    last = f" {ods_cell('b')} "
    indented = "\n   ".join(["", *cells, ""]).replace("<text:p>", "\n <text:p>").replace("</text:p>", "</text:p>\n\t")
    content = ods_of(f"\n {ods_row(indented)}\n\r\n {ods_row(last)}\n")

    assert rows_of(content, tmp_path) == [["Nông Thị Huệ", "", "Lý Văn Páo ", "a"], ["b", "", "", ""]]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("Nông<text:tab/>Huệ", "Nông Huệ"),
        ("Nông<text:line-break/>Huệ", "Nông\nHuệ"),
        ("<text:span>Nông <text:span>Thị</text:span></text:span> Huệ", "Nông Thị Huệ"),
        ("Nông<!-- Thị --> Huệ", "Nông Huệ"),
        ("<![CDATA[Nông < Huệ]]> &amp; &#272;", "Nông < Huệ & Đ"),
        ('A<text:s text:c="2"/>B<text:line-break/>', "A  B\n"),
        ("A</text:p><text:p>B", "A\nB"),
        ("A<?x <!-- ?>B", "AB"),
    ],
)
def test_words_of_an_ods_stay_apart(tmp_path, inside, shown):
    """A tab or a line break between two names was dropped, and two people became one."""
    cell = ods_cell(inside)

    assert rows_of(ods_of(ods_row(cell)), tmp_path) == [[shown]]


def test_text_in_a_drawing_or_a_remark_is_not_the_cells(tmp_path):
    """A line drawn below the motto is anchored to a cell, and so is a stamp with words."""
    drawing = '<draw:custom-shape draw:z-index="0"><text:p>Đã duyệt</text:p><draw:glue-point/></draw:custom-shape>'
    note = "<office:annotation><dc:date>2023-01-01</dc:date><text:p>Xem lại</text:p></office:annotation>"
    cell = ods_cell("Giấy khen").replace("<text:p>", f"{drawing}{note}<text:p>")

    assert rows_of(ods_of(ods_row(cell + ods_cell("b"))), tmp_path) == [["Giấy khen", "b"]]


def test_ods_that_is_written_again_keeps_what_it_says_of_cells(tmp_path):
    """Formulas, error values, repeats, merged and hidden parts are the same in an indented document."""
    repeat = " table:number-columns-repeated='2'"
    rows = [
        "<table:table-column table:visibility='collapse'/>",
        ods_row(ods_cell("x", repeat) + '<table:table-cell office:value="0.5" office:value-type="percentage"/>'),
        ods_row('<table:table-cell table:formula="of:=IF([.A1]&gt;&quot;&quot;;1)"/>' + ods_cell("y")),
        ods_row(ods_cell("#REF!", ' calcext:value-type="error"'), " table:visibility='collapse'"),
        ods_row(ods_cell("z", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"),
    ]
    spaced = "\n".join(rows).replace("><", ">\n<")

    sheet = read(ods_of(spaced), tmp_path).sheets[0]

    assert sheet.rows == [["x", "x", 0.5], ["", "y", ""], ["#REF!", "", ""], ["z", "", ""]]
    assert (sheet.uncomputed, sheet.hidden_rows, sheet.hidden_columns) == ({(2, 1)}, {3}, {1})
    assert sheet.merged == ((4, 1, 4, 2),)
    assert type(sheet.rows[0][2]).__name__ == "Percent"


def test_repeated_error_value_of_an_ods_is_shown_in_each_cell(tmp_path):
    """A column of #N/A is stored once; the other cells were blank."""
    twice, thrice = ' calcext:value-type="error" table:number-columns-repeated="2"', ' table:number-rows-repeated="3"'

    assert rows_of(ods_of(ods_row(ods_cell("#N/A", twice), thrice)), tmp_path) == [["#N/A", "#N/A"]] * 3


@pytest.mark.parametrize("shown", ["#DIV/0!", "#N/A", "Err:502", "#NAME?"])
def test_error_that_openoffice_stores_as_zero_is_no_zero(tmp_path, shown):
    """OpenOffice keeps the number 0 behind the error it shows; a count of 0 would look certain."""
    cell = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="{}"><text:p>{}</text:p>'
    cells = cell.format(0, shown) + "</table:table-cell>" + cell.format(12, "#12") + "</table:table-cell>"

    assert rows_of(ods_of(ods_row(cells)), tmp_path) == [[shown, 12]]


def test_ods_that_grows_when_it_is_written_again_is_refused(tmp_path):
    """Each "<" in a CDATA section takes four letters, and the limit is one of memory."""
    content = ods_of(ods_row(ods_cell(f"<![CDATA[{'<' * 300_000}]]>")))
    path = tmp_path / "gui-len"
    path.write_bytes(content)

    with pytest.raises(Unreadable, match="quá mức 1 MB"):
        read_workbook(path, file="a", limits=Limits(max_unpacked_mb=1))


@pytest.mark.parametrize("number", ["-1", "x", "99999999999", ""])
def test_repeat_that_is_no_number_is_damage(tmp_path, number):
    """How many people a row stands for must not be guessed."""
    with pytest.raises(Unreadable, match="hỏng"):
        read(ods_of(ods_row(ods_cell("a", f' table:number-columns-spanned="{number}"'))), tmp_path)


@pytest.mark.parametrize("is_shared", [True, False])
def test_runs_of_a_rich_text_stay_apart(tmp_path, is_shared):
    """Excel shows the space that is a run of its own; without it "Nông Thị" is read as "NôngThị"."""
    runs = "<r><t>Nông</t></r><r><rPr><b/></rPr><t> </t></r><r><t>Thị </t></r><r><t xml:space='preserve'>Huệ</t></r>"
    if is_shared:
        texts = f'<sst xmlns="{hostile.MAIN}"><si>{runs}</si></sst>'
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        content = with_part(xlsx_of(rows), "xl/sharedStrings.xml", texts.encode())
    else:
        content = xlsx_of(f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c></row>')

    assert rows_of(content, tmp_path) == [["Nông Thị Huệ"]]


def places(scan: SheetScan) -> list[object]:
    """What a scan says that both ways of scanning must agree on."""

    def listed(found: Places) -> list[tuple[int, int]]:
        return sorted(found)

    errors = {text: listed(found) for text, found in scan.errors.items()}
    return [
        scan.hidden_rows,
        scan.hidden_columns,
        scan.uncomputed,
        scan.merged,
        errors,
        listed(scan.percents),
        listed(scan.struck),
    ]


_CELLS = st.sampled_from(
    [
        "<c{0}><v>1</v></c>",
        "<c{0} s='1'><v>1</v></c>",
        '<c{0} s="1"><v>1</v></c>',
        '<c{0} s="11"><v>1</v></c>',
        '<c{0} t="s" s="2"><v>0</v></c>',
        '<c{0} s="2"><f>A1+1</f><v>2</v></c>',
        '<c{0} s="1"><f>A1</f></c>',
        '<c{0} t="str"><f>A1</f><v></v></c>',
        "<c{0}><f>'b'!A1</f><v/></c>",
        '<c{0} t="e"><v>#SPILL!</v></c>',
        '<c{0} s="1" t="e"><f ca="1">A1</f><v>#N/A</v></c>',
        '<c{0} t="inlineStr"><is><t>hidden="1" &lt;f x:c </t></is></c>',
    ]
)
_ROWS = st.lists(
    st.tuples(st.sampled_from(["", ' ht="15"', ' hidden="1"', ' ht="0"', " hidden='0'"]), st.lists(_CELLS, max_size=5)),
    max_size=6,
)


@settings(max_examples=200)
@given(
    rows=_ROWS,
    formats=st.sets(st.integers(0, 2)),
    columns=st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/></cols>']),
    merged=st.sampled_from(["", '<mergeCells count="1"><mergeCell ref="B1:C4"/></mergeCells>']),
)
def test_searching_a_sheet_finds_what_parsing_it_finds(rows, formats, columns, merged):
    """Two ways to read one sheet must never say two things; the quick one is only quicker."""
    body = ""
    for row, (about, cells) in enumerate(rows, 1):
        filled = "".join(cell.format(f' r="{letter}{row}"') for letter, cell in zip("ABCDE", cells, strict=False))
        body += f'<row r="{row}"{about}>{filled}</row>'
    sheet = f"<worksheet>{columns}<sheetData>{body}</sheetData>{merged}</worksheet>".encode()
    shown = CellFormats(percents=frozenset(formats), struck=frozenset({2} - formats))
    parsed, searched = read_sheet_closely(sheet, shown, Limits()), scan_sheet(sheet, shown, Limits())

    filled = {(row, column + 1) for row, (_, cells) in enumerate(rows, 1) for column in range(len(cells))}
    assert places(searched)[:5] == places(parsed)[:5]
    for wide, narrow in zip(places(searched)[5:], places(parsed)[5:], strict=True):
        # Blank cells may be among those that were searched.
        assert set(narrow) <= set(wide) <= filled


@pytest.mark.long
@settings(max_examples=200)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.text("<>/=\"' 09:ap!", max_size=4)), min_size=1, max_size=4),
    kind=st.sampled_from(["xlsx", "ods"]),
)
def test_any_change_of_a_sheet_gives_a_workbook_or_a_reason(tmp_path_factory, changes, kind):
    """Whatever a writer gets wrong, the run goes on."""
    spans = ' table:number-columns-spanned="2" table:number-rows-repeated="2" office:value-type="percentage"'
    if kind == "ods":
        part, whole = "content.xml", ods_of(ods_row(ods_cell("a", spans) + ods_cell("#REF!", " table:formula='a'")))
    else:
        cells = '<c r="A1" s="1" t="e"><f>A1</f><v>#SPILL!</v></c><c r="B1" s="1"><v>1</v></c>'
        merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        columns = '<cols><col min="1" max="2" hidden="1"/></cols>'
        part = "xl/worksheets/sheet1.xml"
        whole = xlsx_of(f'<row r="1" hidden="1">{cells}</row>', columns=columns, after=merged)
    content = hostile.part_of(whole, part).decode()
    start = content.find("<table:table ") if kind == "ods" else 0
    for place, text in changes:
        at = start + int(place * (len(content) - start))
        content = content[:at] + text + content[at + len(text) :]
    path = tmp_path_factory.getbasetemp() / "gui-len"
    path.write_bytes(with_part(whole, part, content.encode()))

    assert outcome(path) in (kind, "F")


def outcome(path: Path) -> str:
    """The format of what was read, or the first letter of the rule that refused it."""
    try:
        return read_workbook(path, file="a", limits=Limits()).format
    except Unreadable as problem:
        return problem.finding.rule[0]
