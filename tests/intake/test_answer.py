"""Answers to senders: their workbook stays theirs, and what they wrote cannot do harm in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from tests.intake import decision_list
from tests.intake.packages import assert_fits, change_part
from thidua.errors import ConfigError
from thidua.intake.files.limits import Limits
from thidua.intake.finding import RESULT_SHEET, RESULT_TITLE, Finding
from thidua.intake.writing.answer import write_answer
from thidua.intake.writing.answer_marks import AUTHOR
from thidua.intake.writing.answer_name import answer_name
from thidua.intake.writing.template import write_templates
from thidua.registry import Period

SHEET = decision_list.SHEET
RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
LIST_STARTS = 8
"""The row of our list's first finding."""


def number_finding(cell: str = "H9", *, sheet: str = SHEET, found: str = "946") -> Finding:
    return Finding("V10-number", "ba-be.xlsx", sheet, cell, found)


def day_off(cell: str = "I12", *, sheet: str = SHEET) -> Finding:
    return Finding("V10-dayoff", "ba-be.xlsx", sheet, cell, "06/02/2021", (("weekday", "thứ Bảy"),))


def answered(path: Path, *findings: Finding, file: str = "") -> openpyxl.Workbook:
    target = write_answer(path, findings, path.parent / "answers", file=file or path.name)
    assert_fits(target)
    CalamineWorkbook.from_path(target).close()
    return openpyxl.load_workbook(target, rich_text=True)


def contents(book: openpyxl.Workbook, *marked: tuple[str, str]) -> dict[str, object]:
    """Everything of a workbook that a sender would miss; of marked cells only colour and comment are left out."""
    held: dict[str, object] = {"names": sorted((name, each.attr_text) for name, each in book.defined_names.items())}
    for sheet in book.worksheets:
        if sheet.title.startswith(RESULT_SHEET):
            continue
        held[sheet.title] = {
            "cells": {
                cell.coordinate: (
                    (cell.value.ref, cell.value.text) if isinstance(cell.value, ArrayFormula) else cell.value,
                    cell.data_type,
                    cell.number_format,
                    repr((cell.font, cell.border, cell.alignment, cell.protection)),
                    None
                    if (sheet.title, cell.coordinate) in marked
                    else (repr(cell.fill), cell.comment and cell.comment.text),
                    cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location),
                )
                for line in sheet.iter_rows()
                for cell in line
                if cell.has_style or cell.value is not None
            },
            "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
            "columns": {name: (column.width, column.hidden) for name, column in sheet.column_dimensions.items()},
            "rows": {number: (row.height, row.hidden) for number, row in sheet.row_dimensions.items()},
            "validations": [
                (str(each.sqref), each.type, each.formula1, each.prompt)
                for each in sheet.data_validations.dataValidation
            ],
            "conditions": sorted(str(each.sqref) for each in sheet.conditional_formatting),
            "state": (sheet.sheet_state, sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows),
            "drawings": (len(sheet._charts), len(sheet._images)),
        }
    return held


def png(width: int, height: int) -> bytes:
    """A picture that says it is so large; only its first pixel is there."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def broken_bmp() -> bytes:
    """A bitmap whose pixels are missing."""
    return struct.pack("<2sIIIIiiHH", b"BM", 54, 0, 54, 40, 9, 9, 1, 24) + bytes(24)


def rich_workbook(path: Path) -> Path:
    """A workbook with one of everything that senders use, by xlsxwriter, which stores results beside formulas."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2023, 6, 1)})
        sheet, other = book.add_worksheet("Khen thưởng"), book.add_worksheet("Biểu đồ")
        bold = book.add_format({"bold": True, "font_color": "red", "bg_color": "#CCFFCC"})
        sheet.merge_range("A1:C2", "DANH SÁCH", bold)
        sheet.write_row("A4", ["Tên", "Số", "Ngày"], bold)
        sheet.write_row("A5", ["Xã Khang Ninh", 12.5])
        sheet.write_datetime("C5", datetime(2021, 5, 18), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula("B6", "=SUM(B5:B5)", None, 12.5)
        sheet.write_formula("A6", '=A5&" & <Yến Dương>"', None, "Xã Khang Ninh & <Yến Dương>")
        sheet.write_formula("B7", "=B5>1", None, True)
        sheet.write_formula("C7", "=1/0", None, "#DIV/0!")
        sheet.write_array_formula("B8:B8", "{=SUM(B5:B6*2)}", None, 50)
        sheet.write_rich_string("A9", "Lao động ", bold, "tiên tiến")
        sheet.write_url("A10", "https://example.org/", string="trang chủ")
        sheet.write_comment("A5", "Đã hỏi lại xã", {"author": "Lý Thị Hòa"})
        sheet.data_validation("C20:C30", {"validate": "list", "source": ["x", "y"], "input_message": "chọn"})
        sheet.data_validation("D20:D30", {"validate": "list", "source": "=choices"})
        book.define_name("choices", "='Biểu đồ'!$A$1:$A$3")
        sheet.conditional_format("B5:B8", {"type": "cell", "criteria": ">", "value": 5, "format": bold})
        sheet.set_row(9, 40, None, {"hidden": True})
        sheet.set_column("A:A", 33)
        sheet.freeze_panes(4, 1)
        sheet.repeat_rows(3)
        other.write_column("A1", [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu đồ'!$A$1:$A$3"})
        other.insert_chart("C2", chart)
        other.insert_image("C20", "dot.png", {"image_data": io.BytesIO(png(1, 1))})
        other.hide()
    return path


# --- what stays ---


@pytest.mark.parametrize("write", [decision_list.write_with_openpyxl, decision_list.write_with_xlsxwriter])
def test_everything_but_the_marked_cells_is_as_sent(tmp_path, write):
    """An answer that changed a figure would be worse than no answer."""
    path = write(tmp_path / "ba-be.xlsx", hide_row=True)

    answer = answered(path, number_finding(), day_off())

    marked = ((SHEET, "H9"), (SHEET, "I12"))
    assert contents(answer, *marked) == contents(openpyxl.load_workbook(path, rich_text=True), *marked)
    assert answer[SHEET].row_dimensions[decision_list.HIDDEN_ROW].hidden


def test_charts_images_rich_text_and_validations_are_as_sent(tmp_path):
    """Senders put drawings, mixed type faces and drop-downs into their files, and expect them back."""
    path = rich_workbook(tmp_path / "ba-be.xlsx")

    answer = answered(path, number_finding("B5", sheet="Khen thưởng"))

    sent = openpyxl.load_workbook(path, rich_text=True)
    assert contents(answer, ("Khen thưởng", "B5")) == contents(sent, ("Khen thưởng", "B5"))
    assert isinstance(answer["Khen thưởng"]["A9"].value, CellRichText)
    assert contents(answer)["Biểu đồ"]["drawings"] == (1, 1)


@pytest.mark.parametrize(
    ("name", "content"), [("dot.bmp", broken_bmp()), ("map.png", png(30_000, 30_000)), ("dot.png", png(1, 1))]
)
def test_picture_is_kept_whatever_is_in_it(tmp_path, name, content):
    """A map that somebody scanned is larger than what Pillow opens; nobody needs to open it here."""
    path = tmp_path / "ba-be.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Khen thưởng")
        sheet.write("A1", "Xã Khang Ninh")
        sheet.insert_image("C1", name, {"image_data": io.BytesIO(content)})

    target = write_answer(path, [number_finding("A1", sheet="Khen thưởng")], tmp_path / "answers", file=path.name)

    assert_fits(target)
    with zipfile.ZipFile(target) as archive:
        assert [archive.read(each) for each in archive.namelist() if each.startswith("xl/media/")] == [content]


def test_results_of_formulas_are_kept(tmp_path):
    """A file without them shows blanks on a telephone, and would be refused when it is sent back."""
    path = rich_workbook(tmp_path / "ba-be.xlsx")

    target = write_answer(path, [number_finding("B5", sheet="Khen thưởng")], tmp_path / "answers", file=path.name)

    sent, answer = (openpyxl.load_workbook(each, data_only=True)["Khen thưởng"] for each in (path, target))
    places = ("A6", "B6", "B7", "C7", "B8")
    assert [answer[place].value for place in places] == [sent[place].value for place in places]
    assert answer["A6"].value == "Xã Khang Ninh & <Yến Dương>"
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("Khen thưởng").to_python(skip_empty_area=False)
    assert rows == CalamineWorkbook.from_path(path).get_sheet_by_name("Khen thưởng").to_python(skip_empty_area=False)


def test_drop_downs_with_choices_in_another_sheet_are_kept(tmp_path):
    """Excel stores them in an extension that openpyxl drops; without it the sender writes free text the next time."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" xr:uid="{00000000-0002-0000-0000-000000000000}"><x14:formula1>'
        "<xm:f>'Danh mục'!$A$1:$A$9</xm:f></x14:formula1><xm:sqref>F9:F21</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    )
    declared = '<worksheet xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    change_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace("<worksheet ", declared, 1).replace("</worksheet>", extension),
    )

    target = write_answer(path, [number_finding()], tmp_path / "answers", file=path.name)

    assert_fits(target)
    with zipfile.ZipFile(target) as archive:
        content = archive.read("xl/worksheets/sheet1.xml").decode()
    # The comments' drawing stands above it, as the schema wants.
    assert content.index("<legacyDrawing") < content.index("<extLst>")
    assert content.endswith(extension)


def test_sent_file_is_not_changed(tmp_path):
    """The inbox is evidence; an answer into the same folder is refused."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")
    before = path.read_bytes()

    with pytest.raises(ConfigError, match="name another folder"):
        write_answer(path, [number_finding()], tmp_path, file=path.name)

    assert path.read_bytes() == before


# --- what is marked ---


def test_errors_are_red_and_warnings_yellow_with_the_reason_beside_them(tmp_path):
    """Whoever corrects the file must not have to look anything up."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")

    sheet = answered(path, number_finding(), day_off())[SHEET]

    assert (sheet["H9"].fill.fgColor.rgb, sheet["I12"].fill.fgColor.rgb) == (RED, YELLOW)
    assert sheet["H9"].comment.author == AUTHOR
    assert sheet["H9"].comment.text == (
        '--- thidua ---\nLỗi V10: "946" không phải là số quyết định.\nCần sửa: Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND.'
    )
    assert sheet["H9"].value == "512/QĐ-UBND"


def test_blank_faulty_cell_keeps_the_format_of_its_column(tmp_path):
    """A day typed into a cell that lost its format would show as a number, or with day and month exchanged."""
    path = write_templates(tmp_path, Period.parse("2023")).paths[0]

    cell = answered(path, number_finding("J6", sheet="Danh sách"))["Danh sách"]["J6"]

    assert (cell.number_format, cell.font.name, cell.fill.fgColor.rgb) == ("dd/mm/yyyy", "Times New Roman", RED)


def test_several_findings_at_one_cell_share_its_comment(tmp_path):
    """A cell has one comment only; the worse of two findings gives the colour."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")

    cell = answered(path, day_off("H9"), number_finding("H9"))[SHEET]["H9"]

    assert cell.fill.fgColor.rgb == RED
    assert "Cảnh báo V10" in cell.comment.text
    assert "Lỗi V10" in cell.comment.text


def test_comment_of_the_sender_stands_above_ours(tmp_path):
    """What a sender noted is not ours to delete."""
    path = rich_workbook(tmp_path / "ba-be.xlsx")

    comment = answered(path, number_finding("A5", sheet="Khen thưởng"))["Khen thưởng"]["A5"].comment

    assert comment.text.startswith("Đã hỏi lại xã\n--- thidua ---\nLỗi V10")


def test_finding_inside_merged_cells_marks_the_cell_that_is_shown(tmp_path):
    """Excel shows only the first of merged cells, and a comment at another is not to be seen."""
    path = rich_workbook(tmp_path / "ba-be.xlsx")

    sheet = answered(path, number_finding("C2", sheet="Khen thưởng"))["Khen thưởng"]

    assert sheet["A1"].fill.fgColor.rgb == RED
    assert sheet["A1"].comment
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:C2"]


def test_finding_at_no_cell_is_only_listed(tmp_path):
    """What is said of a whole sheet or file, or of a place no sheet has, must not stop the answer."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")
    findings = [
        Finding("L01-layout", "ba-be.xlsx", SHEET),
        Finding("L02-nothing", "ba-be.xlsx"),
        number_finding("ZZZ9999999"),
        number_finding("A1", sheet="không có"),
    ]

    answer = answered(path, *findings)

    listed = answer.worksheets[0]
    assert [listed.cell(LIST_STARTS + n, 8).value for n in range(4)] == ["L02", "V10", "V10", "L01"]
    links = [listed.cell(LIST_STARTS + n, 4).hyperlink for n in range(4)]
    assert [link and link.location for link in links] == [None, f"'{SHEET}'!A1", None, f"'{SHEET}'!A1"]


# --- the list in front ---


def test_first_sheet_lists_every_finding_with_a_link_to_its_cell(tmp_path):
    """It is what the sender sees on opening the file, and the only sheet that is selected."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")

    answer = answered(path, day_off(), number_finding())

    sheet = answer.active
    assert sheet.title == RESULT_SHEET == answer.sheetnames[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        RESULT_TITLE,
        "Tệp: ba-be.xlsx",
        "Số lỗi: 1. Số cảnh báo: 1.",
    ]
    assert sheet["A4"].value.startswith("Tệp chưa được tính.")
    assert [cell.value for cell in sheet[LIST_STARTS]] == [
        *(1, "Lỗi", SHEET, "H9", "946", '"946" không phải là số quyết định'),
        *("Ghi cả số và ký hiệu, ví dụ 946/QĐ-UBND", "V10"),
    ]
    assert sheet.cell(LIST_STARTS, 4).hyperlink.location == f"'{SHEET}'!H9"
    assert [bool(each.sheet_view.tabSelected) for each in answer.worksheets] == [True, False, False]


@pytest.mark.parametrize(
    ("findings", "said"), [((day_off(),), "Tệp được tính. Xem lại"), ((), "Tệp được tính, không phải sửa gì")]
)
def test_file_without_errors_is_told_that_it_counts(tmp_path, findings, said):
    """A warning asks for a look; the sender must not think that the figures were refused."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")

    assert answered(path, *findings).worksheets[0]["A4"].value.startswith(said)


def test_answer_that_was_sent_back_is_answered_afresh(tmp_path):
    """Otherwise lists pile up, and corrected cells stay red for ever."""
    path = rich_workbook(tmp_path / "ba-be.xlsx")
    first = write_answer(
        path,
        [number_finding("A5", sheet="Khen thưởng"), day_off("C5", sheet="Khen thưởng")],
        tmp_path / "one",
        file=path.name,
    )

    second = write_answer(first, [day_off("C5", sheet="Khen thưởng")], tmp_path / "two", file=path.name)

    answer = openpyxl.load_workbook(second)
    sheet = answer["Khen thưởng"]
    assert answer.sheetnames == [RESULT_SHEET, "Khen thưởng", "Biểu đồ"]
    assert answer.worksheets[0]["A3"].value == "Số lỗi: 0. Số cảnh báo: 1."
    assert (sheet["A5"].comment.text, sheet["A5"].fill.fill_type) == ("Đã hỏi lại xã", None)
    assert sheet["C5"].comment.text.count("--- thidua ---") == 1
    assert sheet["C5"].fill.fgColor.rgb == YELLOW


def test_sheet_of_the_sender_with_our_name_is_kept(tmp_path):
    """A name is no proof that the sheet is ours."""
    path = tmp_path / "ba-be.xlsx"
    book = openpyxl.Workbook()
    book.active.title = RESULT_SHEET.upper()
    book.active["A1"] = "Kết quả kiểm tra chéo"
    book.save(path)

    answer = answered(path, number_finding("A1", sheet=RESULT_SHEET.upper()))

    assert answer.sheetnames == [f"{RESULT_SHEET} (2)", RESULT_SHEET.upper()]
    assert answer[RESULT_SHEET.upper()]["A1"].value == "Kết quả kiểm tra chéo"


# --- other formats ---


def test_csv_is_answered_as_a_workbook_with_its_cells(tmp_path):
    """A CSV can hold neither colours nor comments; the cells keep their places."""
    path = tmp_path / "ba-be.csv"
    path.write_text("STT;Họ và tên;Số quyết định\n1;Nông Văn Thủy;946\n", encoding="utf-8-sig")

    answer = answered(path, number_finding("C2", sheet=""))

    sheet = answer.worksheets[1]
    assert [cell.value for cell in sheet[2]] == ["1", "Nông Văn Thủy", "946"]
    assert sheet["C2"].fill.fgColor.rgb == RED
    assert answer.worksheets[0]["D8"].hyperlink.location == f"'{sheet.title}'!C2"
    assert answer.worksheets[0]["A5"].value.startswith("Tệp gốc là .csv")


def test_title_of_a_copied_sheet_does_not_widen_the_column_below_it(tmp_path):
    """A column of numbers as wide as a title pushes the marked cells off the screen."""
    path = tmp_path / "ba-be.csv"
    path.write_text(f"{'DANH SÁCH ' * 5};;\nSTT;Họ và tên;Xã\n1;Nguyễn Thị Bích Phượng;x\n", encoding="utf-8-sig")

    columns = answered(path, number_finding("C2", sheet="")).worksheets[1].column_dimensions

    assert (columns["A"].width, columns["B"].width) == (9, 24)


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_values_of_another_format_are_copied_to_the_same_cells(tmp_path, form):
    """Days must stay days: as text the sender's own sums and filters would no longer work."""
    (sent,) = Path(__file__).parents[1].joinpath("data", "workbooks").glob(f"decision_list.{form}")

    answer = answered(sent_copy(sent, tmp_path), number_finding("H9"))

    sheet = answer[SHEET]
    assert (sheet["B9"].value, sheet["I9"].value) == ("Hội Nông dân xã Khang Ninh", datetime(2021, 3, 12))
    assert sheet["I9"].number_format == "dd/mm/yyyy"
    assert sheet["H9"].fill.fgColor.rgb == RED
    assert answer.worksheets[0]["A5"].value.startswith(f"Tệp gốc là .{form}")


def sent_copy(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    return copy


def test_file_that_cannot_be_read_gets_the_reason_only(tmp_path):
    """Silence would leave the sender believing that the file has arrived well."""
    path = tmp_path / "hong.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0 broken")

    answer = answered(path, Finding("F07-damaged", "hong.xls"))

    assert answer.sheetnames == [RESULT_SHEET]
    assert answer.active["F8"].value == "Tệp hỏng hoặc chưa tải lên hết"
    assert answer.active["A4"].value == "Sửa theo cột “Cần sửa” rồi gửi lại tệp."


def test_file_is_opened_under_the_limits_it_was_checked_under(tmp_path):
    """A dataset may allow larger files; the answer to one of them must not say that it cannot be read."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")

    names = [
        openpyxl.load_workbook(
            write_answer(path, [], tmp_path / "answers", file=path.name, limits=Limits(max_rows=rows))
        ).sheetnames
        for rows in (5, 100)
    ]

    assert names == [[RESULT_SHEET], [RESULT_SHEET, SHEET, decision_list.HIDDEN_SHEET]]


# --- what senders write is text ---


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path, text):
    """The office opens answers too; a sender's cell must not run there."""
    path = tmp_path / "ba-be.csv"
    path.write_text(f'STT;Họ và tên\n1;"{text.replace(chr(34), chr(34) * 2)}"\n', encoding="utf-8-sig")

    answer = answered(path, number_finding("B2", sheet="", found=text), file=f"{text.replace('/', '')}.csv")

    listed, copy = answer.worksheets
    for cell in (listed["E8"], copy["B2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert all(cell.data_type != "f" for sheet in answer for line in sheet.iter_rows() for cell in line)


def test_text_with_control_characters_makes_no_broken_workbook(tmp_path):
    """Excel refuses a whole workbook for one of them, wherever it stands."""
    path = decision_list.write_with_openpyxl(tmp_path / "ba-be.xlsx")
    bad = "9\x00\x0b4\x1f6\ufffe\uffff"
    findings = [
        Finding("V17-merged", "ba-be.xlsx", SHEET, "H9", bad),
        Finding("V02-award", "ba-be.xlsx", SHEET, "F9", bad, (("award", bad),)),
    ]

    target = write_answer(path, findings, tmp_path / "answers", file=f"b\x07\ud800{bad}.xlsx")

    with zipfile.ZipFile(target) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    assert not any(character.encode() in content for character in "\x00\x0b\x1f\x07\ufffe\uffff")
    assert openpyxl.load_workbook(target)[SHEET]["F9"].comment


def test_link_to_a_sheet_with_quotes_in_its_name_is_escaped(tmp_path):
    """Unescaped, the name could end early and the rest be taken for another place."""
    name = "It's A1'!B2 & <x>"
    path = tmp_path / "ba-be.xlsx"
    book = openpyxl.Workbook()
    book.active.title = name
    book.active["A1"] = "x"
    book.save(path)

    answer = answered(path, number_finding("A1", sheet=name))

    assert answer.worksheets[0]["D8"].hyperlink.location == "'It''s A1''!B2 & <x>'!A1"
    assert answer.worksheets[0]["D8"].hyperlink.target is None
    assert answer[name]["A1"].comment


# --- names ---


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("ba-be.xlsx", "ba-be.xlsx"),
        ("ba-be.csv", "ba-be.xlsx"),
        ("Chợ Đồn/6 tháng.v2.xls", "Chợ Đồn/6 tháng.v2.xlsx"),
        ("../../etc/x.xlsx", "etc/x.xlsx"),
        ("/etc/passwd", "etc/passwd.xlsx"),
        ("..", "tệp.xlsx"),
    ],
)
def test_answer_has_the_name_and_sub_folder_of_the_file(tmp_path, file, name):
    """The sender finds the answer by its name; no name leads out of the folder."""
    assert str(answer_name(tmp_path / "sent", file)) == name


@pytest.mark.parametrize(
    "file",
    ["a:b.xlsx", "a\\..\\b.xlsx", 'a"*?.xlsx', "con.xlsx", "LPT1.x.csv", "a\x07.xlsx", "a .xlsx", f"{'a' * 300}.xlsx"],
)
def test_name_that_windows_refuses_is_replaced_by_one_of_its_own(tmp_path, file):
    """The office's share is on Windows; two names that become alike must not overwrite each other."""
    name = str(answer_name(tmp_path / "sent", file))

    assert not set(name) & set('<>:"\\|?*/\x07')
    assert name.split(".")[0].lower() not in {"con", "lpt1"}
    assert len(name) < 120
    assert name != str(
        answer_name(tmp_path / "sent", file.replace("a", "a_", 1).replace("o", "o_", 1).replace("P", "P_"))
    )


def test_files_that_differ_in_format_or_case_only_get_answers_of_their_own(tmp_path):
    """Two senders' files must not overwrite each other's answer."""
    files = ["a.csv", "a.xls", "a.xlsx", "A.ods"]
    for name in files:
        (tmp_path / name).touch()

    names = [str(answer_name(tmp_path / name, name)) for name in files]

    assert names == ["a (csv 3).xlsx", "a (xls 4).xlsx", "a.xlsx", "A (ods 2).xlsx"]
    assert len({name.casefold() for name in names}) == len(files)


def test_answers_are_the_same_bytes_every_time(tmp_path):
    """An answer is sent again only if it says something else."""
    for path in (rich_workbook(tmp_path / "rich.xlsx"), write_templates(tmp_path, Period.parse("2023")).paths[1]):
        findings = [number_finding("A5", sheet=openpyxl.load_workbook(path).sheetnames[0])]

        first, second = (write_answer(path, findings, tmp_path / name, file=path.name) for name in ("one", "two"))

        assert first.read_bytes() == second.read_bytes()
