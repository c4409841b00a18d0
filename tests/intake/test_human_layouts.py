"""However a list is drawn, it is read as it was meant, or asked for: never other facts without an error."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from tests.intake.human_layouts import Drawn, Fact, indicators, lists, returns
from tests.intake.sheets import BA_BE, list_of, read, read_path, sheet_of
from thidua.intake.files.sheet_scan import Area
from thidua.intake.files.workbook import Sheet
from thidua.intake.read_file import FileRead

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
QUICK = settings(deadline=None, max_examples=100, suppress_health_check=UNHURRIED)
THOROUGH = settings(deadline=None, max_examples=2_000, suppress_health_check=UNHURRIED)
COLUMNS = ("unit", "award", "recipient_kind", "recipient_class", "award_type", "decision_no", "decided_on", "recipient")


def facts_in(found: FileRead) -> Counter:
    if "facts" not in found.tables:
        return Counter()
    return Counter(Fact(*(row[name] for name in COLUMNS)) for row in found.tables["facts"].to_pylist())


def errors(found: FileRead) -> list[tuple[str, str]]:
    return [(each.message, each.cell) for each in found.findings if each.severity == "error"]


def assert_right_or_asked(drawn: Drawn, found: FileRead) -> None:
    """The facts are those that were meant, or an error keeps the file from being counted."""
    if not errors(found):
        assert facts_in(found) == drawn.facts


def write(sheets: tuple[Sheet, ...], path: Path) -> Path:
    """The sheets as a real workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append([None if cell == "" else cell for cell in row])
        for area in sheet.merged:
            page.merge_cells(None, area.first_row, area.first_column, area.last_row, area.last_column)
    book.save(path)
    return path


@pytest.mark.long
@QUICK
@given(drawn=lists())
def test_list_drawn_by_a_person_is_read_as_meant_or_asked_for(drawn):
    """One district's report would print the awards of another, and look certain."""
    assert_right_or_asked(drawn, read(*drawn.sheets))


@settings(QUICK, max_examples=30)
@given(drawn=lists())
def test_workbook_drawn_by_a_person_is_read_as_meant_or_asked_for(drawn, tmp_path):
    """What openpyxl stores, merged cells included, says the same as the sheet that was drawn."""
    assert_right_or_asked(drawn, read_path(write(drawn.sheets, tmp_path / "ba-be.xlsx")))


@pytest.mark.long
@THOROUGH
@given(drawn=lists())
def test_thousands_of_lists_are_read_as_meant_or_asked_for(drawn):
    """Layouts combine in more ways than a hundred examples meet."""
    assert_right_or_asked(drawn, read(*drawn.sheets))


@settings(QUICK, max_examples=50)
@given(drawn=lists(plain=True))
def test_list_with_nothing_but_merged_cells_is_not_refused(drawn):
    """Asking about every list would be safe, and nobody could work with it."""
    found = read(*drawn.sheets)

    assert errors(found) == []
    assert facts_in(found) == drawn.facts


def test_type_written_once_with_one_blank_below_is_carried_or_asked_for():
    """The third person of one decision must not lose the type of award without a word."""
    heading, value = "Loại hình khen thưởng", "Đột xuất"
    rest = {"Số quyết định": "", "Ngày quyết định": "", "Danh hiệu": ""}
    above = {"Họ và tên": "Hoàng Văn Huệ", heading: value}
    below = [{"Họ và tên": name, heading: "", **rest} for name in ("Ma Thị Dung", "Nông Văn Páo")]
    found = read(list_of(above, {**below[0], heading: value}, below[1]))
    told = [each for each in found.findings if each.rule != "V10"]

    assert told or "" not in found.tables["facts"].column("award_type").to_pylist()


def test_rows_above_a_second_table_are_not_its_title():
    """Two of three people of the upper table are lost without a word where the list has no numbers."""
    heading = ["Họ và tên", "Danh hiệu", "Số quyết định", "Ngày quyết định"]
    act = ["512/QĐ-UBND", date(2021, 3, 12)]
    upper = [["Hoàng Văn Huệ", "Lao động tiên tiến", *act], ["Ma Thị Dung"], ["Nông Văn Páo"]]
    rows = [*([line] for line in BA_BE), ["CÁ NHÂN"], heading, *upper]
    rows += [["TẬP THỂ"], heading, ["Thôn Nà Lẹng", "Giấy khen", *act]]
    merged = tuple(Area(5, column, 7, column) for column in (2, 3, 4))
    found = read(replace(sheet_of(rows), merged=merged))

    assert errors(found) or facts_in(found).total() == 4


def test_collective_below_a_heading_of_its_award_is_not_a_heading():
    """The second collective of a decision is lost: only a warning about the sum, where there is one, would show it."""
    rows = [*([line] for line in BA_BE), ["Họ và tên", "Chức vụ", "Số quyết định", "Ngày quyết định"]]
    rows += [["I. Giấy khen"], ["Thôn Nà Lẹng", "Chuyên viên", "512/QĐ-UBND", date(2021, 3, 12)]]
    found = read(sheet_of([*rows, ["Trường Tiểu học Hà Hiệu", "Chuyên viên"], ["Cộng", 2]]))

    assert errors(found) or facts_in(found).total() == 2


@QUICK
@given(drawn=returns())
def test_return_of_two_periods_is_read_as_meant_or_asked_for(drawn):
    """Last year's figures would be reported as this year's."""
    found = read(*drawn.sheets)

    if not errors(found):
        rows = found.tables["facts"].to_pylist()
        counts = Counter({(row["award"], row["recipient_kind"]): row["count"] for row in rows if row["count"]})
        assert (len(rows) >= len(counts), counts) == (True, drawn.facts)


@QUICK
@given(drawn=indicators())
def test_indicators_of_two_years_are_read_as_meant_or_asked_for(drawn):
    """A plan of one year beside the result of another gives a percentage that never was."""
    found = read(*drawn.sheets)

    if not errors(found):
        rows = found.tables["indicators"].to_pylist()
        assert Counter((row["name"], row["target"], row["actual"]) for row in rows) == drawn.facts
