"""A file is read whole: every table in it, what is hidden or missing is told, and nothing raises."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from tests.intake import decision_list
from tests.intake.hostile import WORKBOOKS
from tests.intake.sheets import draw, facts_of, list_of, read, read_path, sheet_of, told
from thidua.intake.columns import TABLES
from thidua.intake.kept import find_kept, keep
from thidua.intake.read_file import FileRead

RETURN = """
    UBND HUYỆN BA BỂ
    Đơn vị tính: lượt
    Danh hiệu, hình thức | Quyết định |
     | TT | CN
    Giấy khen | 1 | 2
"""
SCORES = "Tiêu chí | Điểm tối đa | Tự chấm\nKinh tế | 60 | 55"


def write_csv(path: Path, *, encoding: str = "utf-8-sig", separator: str = ";") -> Path:
    """The decision list as Excel saves it in a text file: every cell as it is shown."""
    shown = [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row] for row in decision_list.rows()]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(shown)
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> dict[str, FileRead]:
    """The one decision list in every form in which it may come."""
    folder = tmp_path_factory.mktemp("lists")
    paths = [WORKBOOKS / f"decision_list.{ending}" for ending in ("lo.xlsx", "xls", "ods")]
    paths += [
        decision_list.write_with_openpyxl(folder / "openpyxl.xlsx", hide_row=True),
        decision_list.write_with_xlsxwriter(folder / "xlsxwriter.xlsx", hide_row=True),
        write_csv(folder / "semicolons.csv"),
        write_csv(folder / "tabs.csv", encoding="utf-16", separator="\t"),
    ]
    return {path.name: read_path(path) for path in paths}


def without_file(table: pa.Table) -> list[dict[str, object]]:
    """The rows of a table, whatever the file and the sheet are called."""
    return table.drop_columns(["file", "sheet"]).to_pylist()


def test_one_list_reads_the_same_from_every_program(written):
    """LibreOffice, Excel and text files store the same cells in seven ways."""
    first, *others = written.values()

    assert len(first.tables["facts"]) == 12
    for other in others:
        assert without_file(other.tables["facts"]) == without_file(first.tables["facts"]), other.file
    assert {found.format for found in written.values()} == {"xlsx", "xls", "ods", "csv"}


def test_the_list_says_what_it_shows(written):
    """Two merged heading rows, column numbers, groups, a total and signatures around twelve people and groups."""
    found = written["xlsxwriter.xlsx"]
    columns = ("recipient", "recipient_kind", "award", "authority", "award_type", "gender", "ethnic_minority", "cell")

    facts = facts_of(found, *columns)
    assert facts[1] == ("Trường Tiểu học Chu Hương", "collective", "GKH", "district_chair", "CTR", "", None, "B10")
    assert facts[4] == ("Hoàng Thị Lưu", "individual", "GKH", "district_chair", "CTR", "female", True, "B14")
    assert [part.layout for part in found.parts] == ["decision_list"]
    assert (found.parts[0].unit, found.parts[0].period, found.parts[0].rows) == ("huyen-ba-be", "2021-H1", 12)
    assert (found.parts[0].first_day, found.parts[0].last_day) == (date(2020, 12, 15), date(2021, 6, 14))


@pytest.mark.parametrize("name", ["decision_list.lo.xlsx", "decision_list.xls", "decision_list.ods", "xlsxwriter.xlsx"])
def test_hidden_row_is_told_and_counted(written, name):
    """Whoever prints the list does not see it."""
    (finding,) = written[name].findings

    assert (finding.message, finding.cell, finding.severity) == ("H01-rows", "A16", "warning")
    assert "1 dòng" in finding.text


def test_text_file_has_no_findings(written):
    """It hides nothing and computes nothing."""
    assert written["semicolons.csv"].findings == written["tabs.csv"].findings == ()


def test_formula_without_its_value_is_told(written):
    """A library that does not compute leaves a blank where Excel shows 12."""
    found = written["openpyxl.xlsx"]

    assert told(found) == [("H01-rows", "A16"), ("C01-formula", "B22")]
    assert "Excel" in found.findings[1].advice


def test_hidden_sheet_with_a_table_is_told_and_not_read():
    """An old version of the list often stays in a hidden sheet."""
    hidden = replace(list_of({}, {"Họ và tên": "Lê B"}), is_hidden=True, name="Cũ")
    found = read(hidden, list_of({}))

    assert [(finding.message, finding.sheet) for finding in found.findings] == [("H02-sheet", "Cũ")]
    assert len(found.tables["facts"]) == 1


def test_file_whose_only_table_is_hidden_has_none():
    """A warning alone would let an empty file pass as a good one."""
    found = read(replace(list_of({}), is_hidden=True))

    assert told(found) == [("H02-sheet", ""), ("L02-nothing", "")]
    assert found.has_errors


def test_sheets_of_several_layouts_are_all_read():
    """A workbook may hold a list, a return and a register; what one says of unit and period holds for the others."""
    found = read(list_of({}), draw(RETURN, name="Biểu"), draw(SCORES, name="Điểm"))

    assert told(found) == []
    assert [(part.layout, part.unit, part.period) for part in found.parts] == [
        ("decision_list", "huyen-ba-be", "2021-H1"),
        ("summary_return", "huyen-ba-be", "2021-H1"),
        ("scores", "huyen-ba-be", "2021-H1"),
    ]
    assert facts_of(found, "origin", "sheet", "cell") == [
        ("decision_list", "Khen thưởng", "B4"),
        ("summary_return", "Biểu", "B5"),
        ("summary_return", "Biểu", "C5"),
    ]


@pytest.mark.parametrize("sheets", [[list_of({})], [draw(RETURN)], [draw(SCORES), list_of({})]])
def test_tables_have_the_columns_of_the_snapshot(sheets):
    """What each file gives is put below one another as it is."""
    for name, table in read(*sheets).tables.items():
        assert table.schema.equals(TABLES[name]), name
        table.validate(full=True)


def test_list_without_a_period_covers_its_decisions():
    """Its window is from the first decision to the last."""
    days = [date(2021, 5, 18), date(2021, 3, 12)]
    found = read(list_of(*({"Ngày quyết định": day, "Họ và tên": f"Lê {day}"} for day in days), title=["HUYỆN BA BỂ"]))

    assert [(part.period, part.first_day, part.last_day) for part in found.parts] == [("", days[1], days[0])]


def test_sheet_that_is_not_understood_is_told():
    """A table with other headings is lost data; a cover or a guide is not."""
    strange = draw("BẢNG\nMục | Nội dung | Số\na | b | 1\nc | d | 2\ne | f | 3\ng | h | 4", name="Lạ")
    cover = draw("UBND HUYỆN BA BỂ\nBÁO CÁO", name="Bìa")
    guide = draw("\n".join(f"Dòng {number} | Giải thích" for number in range(9)), name="Hướng dẫn")

    assert told(read(list_of({}), strange, cover, guide)) == [("L01-layout", "")]
    assert told(read(strange)) == [("L01-layout", ""), ("L02-nothing", "")]
    assert told(read(cover, guide)) == [("L02-nothing", "")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "F01"),
        (b"PK\x03\x04half a workbook", "F07"),
        (b"%PDF-1.7", "F08"),
        (b"<html><table></table></html>", "F06"),
    ],
)
def test_unreadable_file_gives_one_finding(tmp_path, content, rule):
    """One bad file must not stop the others."""
    path = tmp_path / "ba-be.xlsx"
    path.write_bytes(content)
    found = read_path(path)

    assert [(finding.rule, finding.file) for finding in found.findings] == [(rule, "ba-be.xlsx")]
    assert (found.tables, found.parts, found.has_errors) == ({}, (), True)


def test_missing_file_gives_one_finding(tmp_path):
    """It may be moved while the inbox is read."""
    assert [finding.rule for finding in read_path(tmp_path / "gone.xlsx").findings] == ["F12"]


def test_what_is_kept_is_what_was_read(written, tmp_path):
    """Files are read once: the second run must not see less."""
    mixed = read(
        list_of({"Họ và tên": "NguyÔn V¨n An", "Số quyết định": "946/qd-ubnd"}, {"Danh hiệu": "Bằng khen <award>"}),
        draw(SCORES),
    )
    empty = FileRead("ba-be.xlsx", "0" * 64)
    for found in (*written.values(), mixed, empty):
        keep(tmp_path / "kept", found)
        kept = find_kept(tmp_path / "kept", file=found.file, digest=found.digest)
        assert kept == found
        assert all(table.schema.equals(TABLES[name]) for name, table in kept.tables.items())
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_kept_file_has_the_name_it_has_now(written, tmp_path):
    """The same content may be sent again under another name."""
    found = written["openpyxl.xlsx"]
    keep(tmp_path / "kept", found)
    kept = find_kept(tmp_path / "kept", file="lan-2.xlsx", digest=found.digest)

    assert set(facts_of(kept, "file")) == {("lan-2.xlsx",)}
    assert {each.file for each in kept.findings} == {"lan-2.xlsx"}
    assert kept.parts == found.parts


def test_damaged_kept_file_is_read_anew(written, tmp_path):
    """Half a file, a flipped bit or something else under its name: none of it may be taken for data."""
    path = tmp_path / "kept"
    assert find_kept(path, file="a", digest="") is None
    keep(path, written["openpyxl.xlsx"])
    whole = path.read_bytes()
    damaged = [whole[: len(whole) * part // 40] for part in range(40)]
    damaged += [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(0, len(whole), 97)]
    damaged += [b"7\n", b"[]\n", b"\xff" * 99, whole + b"0"]
    for content in damaged:
        path.write_bytes(content)
        assert find_kept(path, file="a", digest="") is None


def test_sheet_with_a_note_is_no_lost_table(tmp_path):
    """Senders add a sheet to say what they changed."""
    book = openpyxl.Workbook()
    for row in list_of({}).rows:
        book.active.append(row)
    book.create_sheet("Ghi chú")["A1"] = "Đã sửa"
    book.save(tmp_path / "a.xlsx")

    assert told(read_path(tmp_path / "a.xlsx")) == []


def test_empty_workbook_has_nothing():
    """No sheet at all, or only blank ones."""
    assert told(read()) == told(read(sheet_of([[""]]))) == [("L02-nothing", "")]
