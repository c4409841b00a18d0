"""The first sheet of an answer, next to what `check` prints of the same file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from thidua.check import check_paths, limits_for, lines, write_answers
from thidua.facts.receive import Received

ROOT = Path(__file__).parents[2]
SENT = ROOT / "data" / "illustrative" / "inbox" / "2020" / "NaRi_2020-H1_khenthuong.xlsx"
FIRST = 8


@pytest.fixture(scope="module")
def received() -> Received:
    """What the check finds in one workbook of the illustrative inbox."""
    return check_paths([SENT], ROOT, today=date(2021, 1, 4))


def test_findings_of_check_are_listed_in_the_same_order_with_a_link_to_each_cell(received, tmp_path):
    """The office reads the screen and the sender the answer: on the telephone "the third one" is the same."""
    printed = [line for line in lines(received) if line.startswith(("  Lỗi", "  Cảnh báo"))]

    (target,) = write_answers(received, tmp_path, limits=limits_for([SENT], ROOT))

    sheet = openpyxl.load_workbook(target).worksheets[0]
    rows = list(sheet.iter_rows(min_row=FIRST))
    said = [[cell.value for cell in row] for row in rows]
    assert [
        f'  {severity} {rule} trang "{name}", ô {cell}: {text}. {advice}.'
        for _, severity, name, cell, _, text, advice, rule in said
    ] == printed
    assert [row[0] for row in said] == list(range(1, len(received.findings) + 1))
    assert [row[3].hyperlink.location for row in rows] == [f"'{row[2]}'!{row[3]}" for row in said]


def test_listed_cells_are_those_marked_in_the_sheet(received, tmp_path):
    """A link that leads to a plain cell would send the reader looking elsewhere."""
    (target,) = write_answers(received, tmp_path, limits=limits_for([SENT], ROOT))

    book = openpyxl.load_workbook(target)
    marked = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets[1:]
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment
    }
    assert marked == {(finding.sheet, finding.cell) for finding in received.findings} != set()
