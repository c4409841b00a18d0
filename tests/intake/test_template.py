"""The workbooks that senders fill in: what our own reader makes of them, and what Excel insists on."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from thidua.intake.files.limits import Limits
from thidua.intake.layouts.title import unit_said
from thidua.intake.read_file import FileRead, read_file
from thidua.intake.words.authority_words import authority_meant
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.class_words import class_meant
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.periods_said import period_said
from thidua.intake.words.type_words import type_meant
from thidua.intake.writing.template import write_templates
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL
from thidua.registry import Period, find_unit, get_basis

DAY = date(2023, 6, 30)
LIST, RETURN, REGISTERS = "01-danh-sach-quyet-dinh.xlsx", "02-bieu-tong-hop.xlsx", "03-so-theo-doi.xlsx"
FIRST = 9
"""The first row below the headings and column numbers of the return."""


@pytest.fixture
def folder(tmp_path) -> Path:
    write_templates(tmp_path, Period.parse("2023"))
    return tmp_path


def read(path: Path, *, on: date = DAY) -> FileRead:
    return read_file(path, file=path.name, digest="", basis=get_basis("calendar"), as_of=on, limits=Limits())


def fill(path: Path, sheets: dict[str, dict[str, object]]) -> Path:
    """Fill in cells as a sender does, for the district Ba Bể and the first half of 2023."""
    book = openpyxl.load_workbook(path)
    for name, cells in sheets.items():
        sheet = book[name]
        sheet[UNIT_CELL], sheet[PERIOD_CELL] = "huyện Ba Bể", "6 tháng đầu năm 2023"
        for place, value in cells.items():
            sheet[place] = value
    if "Biểu tổng hợp" in book.sheetnames:
        # Excel stores what the sums give, openpyxl does not.
        sheet = book["Biểu tổng hợp"]
        last = sums_row(sheet)
        for cell in sheet[last][2:]:
            above = (sheet.cell(row, cell.column).value for row in range(FIRST, last))
            cell.value = sum(value for value in above if isinstance(value, int))
    book.save(path)
    return path


def sums_row(sheet) -> int:
    return next(cell.row for cell in sheet["B"] if cell.value == "Tổng cộng")


def row(number: int, *values: object) -> dict[str, object]:
    return {f"{openpyxl.utils.get_column_letter(column)}{number}": value for column, value in enumerate(values, 1)}


def test_filled_decision_list_is_read_without_findings(folder):
    """A sender who follows the form must never get it back."""
    by = ("946/QĐ-UBND", date(2023, 5, 31), "Chủ tịch UBND tỉnh")
    cells = row(
        6,
        *(1, "Nông Văn Thủy", "Cá nhân", "Công chức, UBND xã Khang Ninh", "xã Khang Ninh, huyện Ba Bể"),
        *("Bằng khen của Chủ tịch UBND tỉnh", "Phong trào thi đua", "Nông thôn mới", *by),
        *("Người trực tiếp lao động", "Nam", "x", None, date(2023, 4, 28), date(2023, 5, 15), date(2023, 6, 2), None),
    )
    cells |= row(
        7, 2, "Trường Tiểu học Chu Hương", "Tập thể", None, None, "Tập thể lao động xuất sắc", "Công trạng", None, *by
    )

    found = read(fill(folder / LIST, {"Danh sách": cells}))

    rows = (
        found.tables["facts"].select(["unit", "award", "recipient_kind", "award_type", "place", "gender"]).to_pylist()
    )
    assert found.findings == ()
    assert [list(each.values()) for each in rows] == [
        ["huyen-ba-be", "BKT", "individual", "PTR", "xa-khang-ninh", "male"],
        ["huyen-ba-be", "TTLDXS", "collective", "CTR", "", ""],
    ]


def test_filled_return_is_read_without_findings(folder):
    """The titles we list ourselves must be titles that we know, at the level under which we list them."""
    sheet = openpyxl.load_workbook(folder / RETURN)["Biểu tổng hợp"]
    cells: dict[str, object] = {}
    for line in sheet.iter_rows(min_row=FIRST):
        if line[0].value:
            # Two proposed, two decided, both of them in the first group of types; the manager is one of two people.
            given = {3: 2, 6: 2, 9: 2} if line[2].value is None else {}
            given |= {5: 2, 8: 2, 11: 1, 12: 1} if line[4].value is None else {}
            cells |= {line[column - 1].coordinate: number for column, number in given.items()}

    found = read(fill(folder / RETURN, {"Biểu tổng hợp": cells}))

    facts = found.tables["facts"].to_pylist()
    assert found.findings == ()
    assert {fact["award"] for fact in facts} == {
        *("HCLD1", "HCLD2", "HCLD3", "CTDCP", "CSTDTQ", "BKTTG"),
        *("CTDT", "TTLDXS", "DVQT", "CSTDT", "BKT", "HHTINH"),
        *("CSTDCS", "LDTT", "CSTT", "TTLDTT", "DVTT", "TDPVH", "GKH"),
    }
    fighters = [fact for fact in facts if fact["award"] == "CSTDCS" and fact["count"]]
    assert [(fact["status"], fact["award_type"], fact["recipient_class"], fact["count"]) for fact in fighters] == [
        ("proposed", "", "", 2),
        ("awarded", "CTR", "", 2),
        ("awarded", "CTR", "other_leader", 1),
        ("awarded", "CTR", "direct_labour", 1),
    ]


def test_filled_registers_are_read_without_findings(folder):
    """Each of the six sheets has its own layout; unit and period are chosen on the first one only."""
    cells = {
        "Đăng ký thi đua": row(6, 1, "UBND xã Khang Ninh", "Lao động tiên tiến", "Cá nhân", 12, date(2023, 2, 28)),
        "Phong trào thi đua": row(
            6,
            1,
            "Chung sức xây dựng nông thôn mới",
            "Thường xuyên",
            "Cấp tỉnh",
            "Nông nghiệp",
            date(2023, 1, 15),
            None,
            "x",
            9,
        ),
        "Chỉ tiêu": row(6, 1, "Thu ngân sách trên địa bàn", "triệu đồng", "Tăng", 25000, 23100, 21000, "92,4%"),
        "Chấm điểm": row(6, 1, "Phát triển kinh tế", 100, 95, 92.5, 2, 0, 7),
        "Điển hình tiên tiến": row(
            6, 1, "Hợp tác xã Nhung Lũy", "Tập thể", "Kinh tế", date(2023, 3, 12), "Nhân rộng", 3, date(2023, 6, 1)
        ),
        "Văn bản chỉ đạo": row(
            6, 1, "12/KH-UBND", date(2023, 1, 5), "Kế hoạch", "Tổ chức phong trào thi đua năm 2023", "UBND huyện Ba Bể"
        ),
    }
    path = fill(folder / REGISTERS, cells)
    book = openpyxl.load_workbook(path)
    for name in book.sheetnames[2:-1]:
        book[name][UNIT_CELL], book[name][PERIOD_CELL] = None, None
    book.save(path)

    found = read(path)

    assert found.findings == ()
    assert [(part.layout, part.unit, part.period, part.rows) for part in found.parts] == [
        (layout, "huyen-ba-be", "2023-H1", 1)
        for layout in ("registrations", "movements", "indicators", "scores", "models", "directives")
    ]


@pytest.mark.long
@pytest.mark.parametrize("year", [2016, 2023, 2024, 2025, 2026])
def test_empty_template_misses_nothing_but_unit_and_period(tmp_path, year):
    """Anything else found in an empty form would be our own mistake, under either law and before and after 2025."""
    on = date(year, 6, 30)

    paths = write_templates(tmp_path, Period.parse(str(year))).paths
    found = [finding.message for path in paths for finding in read(path, on=on).findings]

    assert set(found) == {"V01-missing", "V13-period"}


@pytest.mark.long
@pytest.mark.parametrize("name", [LIST, RETURN, REGISTERS])
def test_template_without_rows_has_no_findings_once_unit_and_period_are_chosen(folder, name):
    """A unit with nothing to report in a period sends the form as it is."""
    first = openpyxl.load_workbook(folder / name).sheetnames[1]

    found = read(fill(folder / name, {first: {}}))

    assert found.findings == ()


def test_every_choice_of_unit_and_period_is_understood(folder):
    """A drop-down that offers what the reader does not know would be a trap."""
    lists = openpyxl.load_workbook(folder / RETURN)["Danh mục"]
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.iter_cols()}

    assert [unit.name for text in offered["danh_muc_units"] if (unit := unit_said(text, DAY))] == offered[
        "danh_muc_units"
    ]
    assert all(period_said(text) for text in offered["danh_muc_periods"])
    assert all(kind_meant(text) for text in offered["danh_muc_kinds"])
    assert all(awards_meant(text) for text in offered["danh_muc_awards"])
    assert all(type_meant(text) for text in offered["danh_muc_types"])
    assert all(class_meant(text) for text in offered["danh_muc_classes"])
    assert all(authority_meant(text) for text in offered["danh_muc_authorities"])
    # One commune became a township in April.
    assert all(find_unit(text, DAY) or find_unit(text, date(2023, 3, 1)) for text in offered["danh_muc_places"])


def test_choices_are_those_of_the_day(tmp_path):
    """Since the districts ended their communes report, and the badge of the old law is no longer offered."""
    write_templates(tmp_path / "then", Period.parse("2023"))
    write_templates(tmp_path / "now", Period.parse("2026"))

    then, now = (
        {
            cell.value
            for column in openpyxl.load_workbook(tmp_path / at / LIST)["Danh mục"].iter_cols()
            for cell in column
        }
        for at in ("then", "now")
    )

    assert {"huyện Ba Bể", "Giấy khen của Chủ tịch UBND cấp huyện", "6 tháng đầu năm 2023"} <= then - now
    assert {"xã Ba Bể", "Xã, phường, đặc khu tiêu biểu", "6 tháng đầu năm 2026"} <= now - then


def test_drop_downs_are_short_enough_for_excel(folder):
    """Excel refuses to open a workbook with a longer list, prompt or title, and drops lists of other sheets' cells."""
    for path in folder.iterdir():
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for rule in sheet.data_validations.dataValidation:
                assert len(rule.formula1 or "") < 255
                assert "!" not in (rule.formula1 or "")
                assert 0 < len(rule.prompt) <= 255
                assert len(rule.promptTitle) <= 32
                names = set(re.findall(r"danh_muc_\w+", rule.formula1 or ""))
                assert names <= book.defined_names.keys()


def test_only_the_sums_are_formulas_and_show_their_result(folder):
    """A form sent on as it is must not be refused for formulas that nobody has computed."""
    for path in folder.iterdir():
        computed = openpyxl.load_workbook(path, data_only=True)
        for sheet in openpyxl.load_workbook(path):
            formulas = [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
            assert {cell.row for cell in formulas} == ({sums_row(sheet)} if sheet.title == "Biểu tổng hợp" else set())
            assert {computed[sheet.title][cell.coordinate].value for cell in formulas} <= {0}


def test_list_of_choices_cannot_be_unhidden_by_accident(folder):
    """Whoever edits the choices gets words that nobody knows."""
    states = [openpyxl.load_workbook(path)["Danh mục"].sheet_state for path in sorted(folder.iterdir())]

    assert states == ["veryHidden"] * 3


def test_forms_are_printed_across_one_page_with_their_headings(folder):
    """Units print and sign what they send."""
    for path in folder.iterdir():
        for sheet in openpyxl.load_workbook(path).worksheets[1:-1]:
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows
            assert sheet.freeze_panes
            assert not sheet.protection.sheet


def test_templates_are_the_same_bytes_every_time(tmp_path):
    """A form that changes without a change could not be told from a new version."""
    first, second = (write_templates(tmp_path / name, Period.parse("2023")).paths for name in ("a", "b"))

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with zipfile.ZipFile(first[0]) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
