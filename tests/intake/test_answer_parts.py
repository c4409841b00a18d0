"""Answers as packages: what is not ours stays byte for byte, and Excel finds nothing to repair in what is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from python_calamine import CalamineWorkbook

from tests.intake.packages import assert_fits, change_part, change_parts, parts_of
from thidua.intake.finding import RESULT_SHEET, RESULT_TITLE, Finding
from thidua.intake.writing.answer import write_answer
from thidua.intake.writing.answer_marks import MOST_COMMENTS

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOT_ALL = "Không phải ô có màu nào cũng có lời giải thích"
COPIED = "chỉ chép giá trị"


def fault(cell: str, *, sheet: str = "Danh sách", found: str = "946") -> Finding:
    return Finding("V10-number", "ba-be.xlsx", sheet, cell, found)


def doubt(cell: str, *, sheet: str = "Danh sách") -> Finding:
    return Finding("V10-dayoff", "ba-be.xlsx", sheet, cell, "06/02/2021", (("weekday", "thứ Bảy"),))


def plain_list(path: Path, *, rows: int = 5) -> Path:
    """A list of three columns, by xlsxwriter; row 4 is missing, and the third column has a format of its own."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.set_column("C:C", 14, book.add_format({"num_format": "dd/mm/yyyy", "font_name": "Times New Roman"}))
        for row in range(rows):
            if row != 3:
                sheet.write_row(row, 0, [row + 1, f"Nông Văn {row}"])
    return path


def answer_to(path: Path, *findings: Finding, name: str = "one") -> Path:
    """The answer, which must be one that Excel opens, and other readers too."""
    target = write_answer(path, findings, path.parent / name, file=path.name)
    assert_fits(target)
    CalamineWorkbook.from_path(target).close()
    return target


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, rich_text=True)


def remark(book: openpyxl.Workbook) -> str:
    """The last line above the list."""
    return str(book.worksheets[0]["A5"].value or "")


# --- what stays byte for byte ---


def test_only_what_must_change_is_written_anew(tmp_path):
    """Shapes, slicers and whatever a sender's program adds are nothing that we understand, so nothing that we touch."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    shape = b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    declared = '<Override PartName="/{}" ContentType="application/{}+xml"/>'
    change_parts(
        path,
        {
            "xl/drawings/drawing1.xml": lambda _: shape,
            "xl/slicers/slicer1.xml": lambda _: b"<slicers/>",
            "customXml/item1.xml": lambda _: "<một/>".encode(),
            "[Content_Types].xml": lambda content: content.replace(
                b"</Types>",
                (
                    declared.format("xl/drawings/drawing1.xml", "vnd.openxmlformats-officedocument.drawing")
                    + declared.format("xl/slicers/slicer1.xml", "vnd.ms-excel.slicer")
                    + "</Types>"
                ).encode(),
            ),
        },
    )
    sent = parts_of(path)

    answer = parts_of(answer_to(path, fault("A2")))

    changed = {name for name in sent if answer[name] != sent[name]}
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET}
    assert answer.keys() - sent.keys() == {
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def test_sheet_differs_in_the_marked_cell_and_the_link_to_its_comment_only(tmp_path):
    """Whatever else stands in a sheet, in whatever order its program wrote it, comes back so."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    sent = parts_of(path)[SHEET].decode()

    answer = parts_of(answer_to(path, fault("A2")))[SHEET].decode()

    answer = re.sub(r'<c r="A2" s="\d+"', '<c r="A2"', answer, count=1)
    answer = re.sub(r"<legacyDrawing [^>]*/>", "", answer, count=1)
    assert answer == sent.replace(' tabSelected="1"', "")


def test_sheet_without_findings_is_not_touched(tmp_path):
    """A workbook has many sheets, and often one fault."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Danh sách", "Khác"):
            book.add_worksheet(name).write("A1", name)

    answer = parts_of(answer_to(path, fault("A1")))

    assert answer["xl/worksheets/sheet2.xml"] == parts_of(path)["xl/worksheets/sheet2.xml"]


# --- cells ---


def test_missing_cell_and_row_are_put_in_where_they_belong(tmp_path):
    """What a sender forgot to fill in is a cell that the file does not hold."""
    path = plain_list(tmp_path / "ba-be.xlsx")

    sheet = opened(answer_to(path, fault("F2"), fault("C4"), fault("B4"), fault("A1"), fault("D9")))["Danh sách"]

    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED}
    assert marked == {"A1", "F2", "B4", "C4", "D9"} == {c.coordinate for row in sheet for c in row if c.comment}
    assert sheet["C4"].number_format == "dd/mm/yyyy"
    assert sheet["B2"].value == "Nông Văn 1"
    assert sheet.dimensions == "A1:F9"


def test_cell_put_into_a_formatted_row_takes_its_look(tmp_path):
    """The row's look is what the sender saw there."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write("A1", 1)
        sheet.set_row(1, None, book.add_format({"italic": True}))

    cell = opened(answer_to(path, fault("B2")))["Danh sách"]["B2"]

    assert (cell.font.i, cell.fill.fgColor.rgb) == (True, RED)


def test_finding_in_a_blank_sheet_is_marked(tmp_path):
    """A sheet without a single cell is written in a shorter way."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    book = opened(path)
    book.create_sheet("Trống")
    book.save(path)
    change_part(
        path, "xl/worksheets/sheet2.xml", lambda content: content.replace("<sheetData></sheetData>", "<sheetData/>")
    )

    answer = opened(answer_to(path, fault("B2", sheet="Trống"), fault("C7", sheet="Trống")))

    assert [answer["Trống"][cell].fill.fgColor.rgb for cell in ("B2", "C7", "B3")] == [RED, RED, "00000000"]


@pytest.mark.parametrize(
    ("usual", "spelled"),
    [
        ('<c r="B2" t="s">', '<c t="s" r="B2">'),
        ('<c r="B2" t="s">', "<c  r='B2'\n t='s'>"),
        ('<c r="B2" t="s">', '<c r="B2" s="0" t="s">'),
        ('<row r="2" spans="1:2">', "<row spans='1:2' r='2'>"),
        ("<?xml", "\ufeff<?xml"),
    ],
)
def test_cell_is_found_however_its_program_spells_it(tmp_path, usual, spelled):
    """Every program writes the same sheet a little differently."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    assert usual in parts_of(path)[SHEET].decode()
    change_part(path, SHEET, lambda content: content.replace(usual, spelled, 1))

    sheet = opened(answer_to(path, fault("B2"), fault("E2")))["Danh sách"]

    assert [sheet[cell].fill.fgColor.rgb for cell in ("B2", "E2", "B3")] == [RED, RED, "00000000"]
    assert sheet["B2"].value == "Nông Văn 1"


def test_finding_about_an_area_marks_each_of_its_cells(tmp_path):
    """A fault that repeats may be found once for all of its cells."""
    path = plain_list(tmp_path / "ba-be.xlsx")

    book = opened(answer_to(path, fault("A1:B3")))

    marked = [cell for row in book["Danh sách"].iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]
    assert [cell.coordinate for cell in marked] == ["A1", "B1", "A2", "B2", "A3", "B3"]
    assert book.worksheets[0]["D8"].hyperlink.location == "'Danh sách'!A1"


def test_workbook_without_styles_gets_some(tmp_path):
    """Small programs write none, or leave behind a part that nothing is linked to."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    change_part(
        path, "xl/_rels/workbook.xml.rels", lambda content: re.sub(r'<Relationship [^>]*styles"[^>]*>', "", content)
    )
    change_part(path, SHEET, lambda content: re.sub(r' style="\d+"', "", content))

    cell = opened(answer_to(path, fault("A2")))["Danh sách"]["A2"]

    assert (cell.fill.fgColor.rgb, cell.font.name) == (RED, "Calibri")


# --- comments ---


def test_comments_of_the_sender_keep_their_look_and_come_back_when_ours_go(tmp_path):
    """They are the sender's words about the figures; both kinds of spelling are met."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    book = opened(path)
    book["Danh sách"]["A2"].comment = Comment("Đã hỏi <lại> & ghi", "Lý Thị Hòa")
    book["Danh sách"]["B3"].comment = Comment("Giữ nguyên", "Lý Thị Hòa")
    book.save(path)
    kept = next(content for name, content in parts_of(path).items() if "/comment" in name and name.endswith("xml"))

    first = answer_to(path, fault("A2"))
    second = answer_to(first, doubt("A1"), name="two")

    said = opened(first)["Danh sách"]["A2"].comment
    assert said.text.startswith("Đã hỏi <lại> & ghi\n--- thidua ---\nLỗi V10")
    assert said.author == "Lý Thị Hòa"
    # A box as large as before would hide what stands below.
    boxes = next(content for name, content in parts_of(first).items() if name.endswith(".vml"))
    assert sorted(re.findall(rb"width:(\d+)px", boxes)) == [b"144", b"380"]
    sheet = opened(second)["Danh sách"]
    assert [sheet[cell].comment.text for cell in ("A2", "B3")] == ["Đã hỏi <lại> & ghi", "Giữ nguyên"]
    assert re.findall(rb'<comment ref="B3".*?</comment>', kept) == re.findall(
        rb'<comment ref="B3".*?</comment>',
        next(content for name, content in parts_of(second).items() if "/comment" in name and name.endswith("xml")),
    )


def test_each_sheet_has_comments_of_its_own(tmp_path):
    """Boxes of two sheets with the same ids would be shown at the wrong cells."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Danh sách", "Khác"):
            book.add_worksheet(name).write("A1", name)

    target = answer_to(path, fault("A1"), fault("A1", sheet="Khác"), fault("A2", sheet="Khác"))

    parts = parts_of(target)
    ids = [re.findall(rb'id="(_x0000_s\d+)"', parts[f"xl/drawings/vmlDrawing{number}.vml"]) for number in (1, 2)]
    assert [len(each) for each in ids] == [1, 2]
    assert not set(ids[0]) & set(ids[1])
    assert opened(target)["Khác"]["A2"].comment


def test_buttons_of_the_sender_are_kept_beside_our_boxes(tmp_path):
    """Form controls stand in the same drawing as the boxes of comments."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write("A1", 1)
        sheet.insert_button("C1", {"caption": "Tính"})

    target = answer_to(path, fault("A1"))

    drawing = parts_of(target)["xl/drawings/vmlDrawing1.vml"]
    assert b"T\xc3\xadnh" in drawing
    assert drawing.count(b'ObjectType="Note"') == drawing.count(b'ObjectType="Button"') == 1
    assert opened(target)["Danh sách"]["A1"].comment


def test_cells_are_coloured_and_listed_where_no_comment_can_be_written(tmp_path):
    """Drawings of old programs are no proper XML; the sender must know that there is no explanation to look for."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write("A1", 1)
        sheet.insert_button("C1", {"caption": "Tính"})
    drawing = "xl/drawings/vmlDrawing1.vml"
    change_part(path, drawing, lambda content: content.replace("Tính", "Tính<br>"))
    sent = parts_of(path)[drawing]

    target = write_answer(path, [fault("A1")], tmp_path / "one", file=path.name)

    assert parts_of(target)[drawing] == sent
    assert RED.encode() in parts_of(target)["xl/styles.xml"]
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert NOT_ALL in rows[4][0]
    assert rows[7][3] == "A1"


def test_very_many_faulty_cells_are_all_coloured_and_listed_and_the_first_explained(tmp_path):
    """With tens of thousands of comments Excel takes minutes to open a file."""
    path = plain_list(tmp_path / "ba-be.xlsx", rows=MOST_COMMENTS + 20)
    faults = [fault(f"A{row}", found=f"số {row}") for row in range(1, MOST_COMMENTS + 11)]

    book = opened(answer_to(path, *faults))

    sheet = book["Danh sách"]
    assert [bool(sheet[f"A{row}"].comment) for row in (1, MOST_COMMENTS, MOST_COMMENTS + 1)] == [True, True, False]
    assert {sheet[f"A{row}"].fill.fgColor.rgb for row in range(1, MOST_COMMENTS + 11)} == {RED}
    assert book.worksheets[0].max_row == 7 + len(faults)
    assert NOT_ALL in remark(book)


# --- the list of sheets ---


def test_names_of_sheets_follow_their_sheets(tmp_path):
    """A print area that slipped to the next sheet would print half a list."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Danh sách", "Khác"):
            sheet = book.add_worksheet(name)
            sheet.write_row("A1", ["STT", "Tên"])
            sheet.repeat_rows(0)
            sheet.print_area("A1:B9")
        book.define_name("Khác!rieng", "=Khác!$A$1")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Khác!$A$1:$A$3"})
        charts = book.add_chartsheet("Biểu đồ")
        charts.set_chart(chart)
        charts.activate()
        charts.set_first_sheet()

    target = answer_to(path, fault("A1"))

    book = opened(target)
    assert book.sheetnames == [RESULT_SHEET, "Danh sách", "Khác", "Biểu đồ"]
    for name in ("Danh sách", "Khác"):
        assert (book[name].print_title_rows, book[name].print_area) == ("$1:$1", f"'{name}'!$A$1:$B$9")
    assert list(book["Khác"].defined_names) == ["rieng"]
    assert (book.worksheets[0].print_title_rows, book.worksheets[0].freeze_panes) == ("$7:$7", "A8")
    assert book.active.title == RESULT_SHEET
    assert b"tabSelected" not in parts_of(target)["xl/chartsheets/sheet1.xml"]


# --- answers that come back ---


@pytest.mark.long
def test_answer_saved_by_another_program_is_answered_afresh(tmp_path):
    """Nobody sends back our very bytes: the sender's program writes every part anew."""
    path = plain_list(tmp_path / "ba-be.xlsx", rows=MOST_COMMENTS + 20)
    faults = [fault(f"A{row}") for row in range(1, MOST_COMMENTS + 11)]
    first = answer_to(path, *faults, doubt("B1"))
    book = opened(first)
    book.save(first)

    second = opened(answer_to(first, fault("A7"), name="two"))

    sheet = second["Danh sách"]
    assert second.sheetnames == [RESULT_SHEET, "Danh sách"]
    coloured = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type]
    assert coloured == ["A7"] == [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert remark(second) == ""


def test_answer_without_faults_left_holds_nothing_of_ours_but_the_list(tmp_path):
    """The third time everything is right, and the sender's own file is all that comes back."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    first = answer_to(path, fault("A2"), doubt("C4"))

    last = answer_to(answer_to(first, fault("A2"), name="two"), name="three")

    parts = parts_of(last)
    assert not [name for name in parts if "comment" in name or name.endswith(".vml")]
    assert b"legacyDrawing" not in parts[SHEET]
    sheet = opened(last)["Danh sách"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.fill.fill_type or cell.comment]
    assert sheet["C4"].number_format == "dd/mm/yyyy"


def test_colour_like_ours_that_the_sender_gave_is_kept(tmp_path):
    """Excel's own "bad" style has the same red."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write("A1", "x", book.add_format({"bg_color": "#FFC7CE"}))
        sheet.write("A2", "y")

    second = answer_to(answer_to(path, fault("A2")), name="two")

    sheet = opened(second)["Danh sách"]
    assert (sheet["A1"].fill.fgColor.rgb, sheet["A2"].fill.fill_type) == (RED, None)


def test_formula_typed_into_our_list_goes_with_it(tmp_path):
    """Excel repairs a file whose order of calculation names a cell that is no more."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    first = answer_to(path, fault("A2"))
    change_parts(
        first,
        {
            "xl/worksheets/sheet2.xml": lambda content: content.replace(
                b"</sheetData>", b'<row r="30"><c r="A30"><f>1+1</f><v>2</v></c></row></sheetData>'
            ),
            "xl/calcChain.xml": lambda _: f'<calcChain xmlns="{MAIN}"><c r="A30" i="2"/></calcChain>'.encode(),
            "[Content_Types].xml": lambda content: content.replace(
                b"</Types>",
                b'<Override PartName="/xl/calcChain.xml" ContentType="application/'
                b'vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
            ),
            "xl/_rels/workbook.xml.rels": lambda content: content.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'calcChain" Target="calcChain.xml"/></Relationships>',
            ),
        },
    )

    assert "xl/calcChain.xml" not in parts_of(answer_to(first, name="two"))


# --- other spellings ---


def strict(path: Path) -> Path:
    """The workbook as Excel saves it under "Strict Open XML"."""

    def convert(content: bytes) -> bytes:
        text = content.decode()
        text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        return text.replace("<workbook ", '<workbook conformance="strict" ', 1).encode()

    change_parts(
        path,
        {
            name: convert
            for name in parts_of(path)
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"
        },
    )
    return path


def test_strict_workbook_is_marked_and_stays_strict(tmp_path):
    """Excel offers this format; its sender needs the cells in colour as much as anybody."""
    path = strict(plain_list(tmp_path / "ba-be.xlsx"))

    target = answer_to(path, fault("A2", found="=1+1"), doubt("C4"))

    parts = parts_of(target)
    assert MAIN.encode() not in b"".join(parts.values())
    assert not [name for name in parts if "comment" in name]
    assert parts[SHEET].count(b" s=") == 2
    book = CalamineWorkbook.from_path(target)
    rows = book.get_sheet_by_index(0).to_python()
    assert (book.sheet_names, rows[0][0]) == ([RESULT_SHEET, "Danh sách"], RESULT_TITLE)
    assert NOT_ALL in rows[4][0]
    assert [row[3] for row in rows[7:]] == ["A2", "C4"]


def prefixed(content: str) -> str:
    """The same sheet with a prefix at each of its elements."""
    return (
        re.sub(r"<(/?)(\w)", r"<\1x:\2", content.replace("<?xml", "<?XML"))
        .replace("<?XML", "<?xml")
        .replace("xmlns=", "xmlns:x=")
    )


@pytest.mark.parametrize(
    ("part", "change"),
    {
        "prefixed elements": (SHEET, prefixed),
        "cells without names": (SHEET, lambda content: re.sub(r'<c r="[A-Z]+\d+"', "<c", content)),
        "rows without numbers": (SHEET, lambda content: re.sub(r'<row r="\d+"', "<row", content)),
        "comment in the sheet": (
            SHEET,
            lambda content: content.replace("<sheetData>", '<sheetData><!-- <c r="A2"/> -->'),
        ),
        "prefixed styles": ("xl/styles.xml", prefixed),
        "prefixed list of sheets": ("xl/workbook.xml", lambda content: prefixed(content).replace("x:r:", "r:")),
        "look that is not there": (SHEET, lambda content: content.replace('<c r="A2"', '<c r="A2" s="77"')),
    }.values(),
)
def test_workbook_that_is_spelled_otherwise_is_copied_by_its_values(tmp_path, part, change):
    """The reader of values takes it, so its sender gets an answer; a half-understood edit could break the file."""
    path = plain_list(tmp_path / "ba-be.xlsx", rows=3)
    change_part(path, part, change)

    book = opened(answer_to(path, fault("A2")))

    assert COPIED in remark(book)
    assert [cell.value for cell in book["Danh sách"][2]] == [2, "Nông Văn 1"]
    assert book["Danh sách"]["A2"].fill.fgColor.rgb == RED
    assert book["Danh sách"]["A2"].comment


def test_copy_by_values_leaves_out_the_list_of_an_earlier_answer(tmp_path):
    """Two lists would contradict each other."""
    path = plain_list(tmp_path / "ba-be.xlsx", rows=3)
    first = answer_to(path, fault("A2"))
    change_part(first, SHEET, prefixed)

    assert opened(answer_to(first, fault("A2"), name="two")).sheetnames == [RESULT_SHEET, "Danh sách"]


def test_very_many_merged_areas_do_not_keep_an_answer_for_hours(tmp_path):
    """A hostile sheet may merge every column of every row with every other."""
    path = plain_list(tmp_path / "ba-be.xlsx", rows=2_000)
    merged = "".join(f'<mergeCell ref="J1:K{2_000 + number}"/>' for number in range(3_000))
    change_part(
        path, SHEET, lambda content: content.replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")
    )

    target = write_answer(path, [fault(f"A{row}") for row in range(1, 2_001)], tmp_path / "one", file=path.name)

    assert COPIED in remark(opened(target))


def test_texts_that_look_like_codes_are_shown_as_they_were_written(tmp_path):
    """Excel takes _x0041_ for the letter A."""
    path = plain_list(tmp_path / "ba-be.xlsx")

    target = answer_to(path, fault("A2", found="_x0041_ & <b>"))

    content = parts_of(target)["xl/worksheets/sheet2.xml"].decode()
    assert '<t xml:space="preserve">_x005F_x0041_ &amp; &lt;b&gt;</t>' in content
    assert CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[7][4] == "_x0041_ & <b>"


# --- size ---


@pytest.mark.long
def test_every_row_of_a_very_long_list_is_marked_and_listed(tmp_path):
    """Somebody types 49,000 decisions without their symbols; nothing of it may be cut off in silence."""
    rows = 49_000
    path = plain_list(tmp_path / "ba-be.xlsx", rows=rows)
    faults = [fault(f"B{row}", found=f"số {row}") for row in range(1, rows + 1)]

    target = write_answer(path, faults, tmp_path / "one", file=path.name)

    book = CalamineWorkbook.from_path(target)
    listed = book.get_sheet_by_index(0).to_python()
    assert [row[3] for row in listed[7:]] == [f"B{row}" for row in range(1, rows + 1)]
    assert listed[-1][4] == f"số {rows}"
    sent = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert book.get_sheet_by_index(1).to_python() == sent
    content = parts_of(target)[SHEET]
    looks = re.findall(rb'<c r="B\d+"[^>]* s="(\d+)"', content)
    assert len(looks) == rows
    assert len(set(looks)) == 1


def test_same_file_and_findings_give_the_same_bytes(tmp_path):
    """An answer is sent again only if it says something else; a second answer to the first one as well."""
    path = plain_list(tmp_path / "ba-be.xlsx")
    first = [answer_to(path, fault("A2"), doubt("C4"), name=name) for name in ("one", "two")]
    second = [answer_to(each, fault("A2"), name=f"{each.parent.name}-again") for each in first]

    assert first[0].read_bytes() == first[1].read_bytes()
    assert second[0].read_bytes() == second[1].read_bytes()
    assert io.BytesIO(first[0].read_bytes()).read(4) == b"PK\x03\x04"
