"""Small sheets drawn row by row, and what the reader makes of them; the names in them are invented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from thidua.intake.files.limits import Limits
from thidua.intake.files.workbook import Cell, Sheet, Workbook
from thidua.intake.finding import Finding, messages
from thidua.intake.layouts.part import cell_name
from thidua.intake.layouts.tables import FoundTable, find_tables
from thidua.intake.read_file import FileRead, read_file, read_sheets
from thidua.registry import get_basis

TODAY = date(2024, 12, 31)
BA_BE = ("UBND HUYỆN BA BỂ", "6 tháng đầu năm 2021")

ORDINARY_ROW: dict[str, Cell] = {
    "Họ và tên": "Nông Văn Thuỷ",
    "Đối tượng": "Cá nhân",
    "Danh hiệu": "Lao động tiên tiến",
    "Số quyết định": "512/QĐ-UBND",
    "Ngày quyết định": date(2021, 3, 12),
}
"""One person of Ba Bể, on a Friday, by the district's chair, who is not named."""

Change = dict[str, Cell]


def draw(text: str, *, name: str = "Khen thưởng") -> Sheet:
    """A sheet from lines of cells between bars.

    Whole numbers, 0.5 and 31/5/2021 become numbers and days; an apostrophe in front keeps them text.
    """
    lines = text.strip("\n").splitlines()
    rows = [[_value(cell.strip()) for cell in line.split("|")] if line.strip() else [] for line in lines]
    return sheet_of(rows, name=name)


def sheet_of(rows: Iterable[Sequence[Cell]], *, name: str = "Khen thưởng") -> Sheet:
    """A sheet of these rows, all made equally wide."""
    rows = [list(row) for row in rows]
    width = max(map(len, rows), default=0)
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows])


def _value(text: str) -> Cell:
    if text.startswith("'"):
        return text[1:]
    if re.fullmatch("0|[1-9][0-9]*", text):
        return int(text)
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", text):
        return float(text)
    if day := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        return date(int(day[3]), int(day[2]), int(day[1]))
    return text


def list_of(*changes: Change, title: Sequence[str] = BA_BE) -> Sheet:
    """A decision list of ordinary rows, each with what is different in it; a new heading is a new column."""
    headings = list(dict.fromkeys([*ORDINARY_ROW, *(heading for change in changes for heading in change)]))
    rows = [[number, *_cells(change, headings)] for number, change in enumerate(changes, 1)]
    return sheet_of([*([line] for line in title), ["STT", *headings], *rows])


def _cells(change: Change, headings: Sequence[str]) -> list[Cell]:
    return [change.get(heading, ORDINARY_ROW.get(heading, "")) for heading in headings]


def place_of(sheet: Sheet, heading: str, row: int = 1) -> str:
    """The cell under a heading, in the given row below it: "D5"."""
    top = next(number for number, cells in enumerate(sheet.rows, 1) if heading in cells)
    return cell_name(top + row, sheet.rows[top - 1].index(heading))


def read(*sheets: Sheet, basis: str = "calendar", as_of: date = TODAY) -> FileRead:
    """Read a workbook of these sheets; every finding must be fit to be sent."""
    found = read_sheets(Workbook("ba-be.xlsx", "", "xlsx", sheets), "", basis=get_basis(basis), as_of=as_of)
    assert_tellable(found.findings)
    return found


def read_path(path: Path, *, as_of: date = TODAY) -> FileRead:
    """Read a file by its own name, as the inbox does."""
    basis = get_basis("administrative")
    found = read_file(path, file=path.name, digest="0" * 64, basis=basis, as_of=as_of, limits=Limits())
    assert_tellable(found.findings)
    return found


def facts_of(found: FileRead, *columns: str) -> list[tuple[object, ...]]:
    """The facts as tuples of these columns."""
    return [tuple(row.values()) for row in found.tables["facts"].select(columns).to_pylist()]


def told(found: FileRead) -> list[tuple[str, str]]:
    """The findings as message and cell."""
    return [(finding.message, finding.cell) for finding in found.findings]


def table_in(sheet: Sheet) -> FoundTable:
    """The table in a sheet, which must be there."""
    (table,) = find_tables(sheet)
    return table


def assert_tellable(findings: Iterable[Finding]) -> None:
    """Every sentence is one line of composed Vietnamese, and every word of it is filled in."""
    for finding in findings:
        message = messages()[finding.message]
        wanted = re.findall("<([a-z_]+)>", message.text + message.advice)
        assert set(wanted) <= {"found", *dict(finding.words)}, finding
        for line in (finding.text, finding.advice, finding.place):
            assert line == unicodedata.normalize("NFC", line), finding
            assert line.isprintable(), finding
            assert len(line) < 500, finding
