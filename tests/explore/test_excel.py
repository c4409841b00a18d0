"""A table of one's own as a workbook that opens in Excel."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from thidua.errors import ConfigError
from thidua.explore.excel import to_excel
from thidua.present.part import plain
from thidua.present.table import Column, Row, Table


def own_table(*cells: dict[str, str | int]) -> Table:
    """A table of names and counts."""
    columns = (Column("name", "Đơn vị", "label"), Column("count", "Số lượt"))
    return Table("giay_khen", "Giấy khen 6 tháng đầu năm 2023", columns, tuple(Row(row) for row in cells))


def sheet_of(path: Path) -> list[tuple[object, ...]]:
    """The cells of the last sheet, row by row."""
    book = load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[book.sheetnames[-1]].iter_rows()]


def test_numbers_are_numbers_and_what_is_unknown_stays_the_mark(tmp_path: Path):
    """Whoever goes on counting in Excel must neither retype a number nor count an unknown one as 0."""
    path = to_excel(
        tmp_path / "bang.xlsx", own_table({"name": "Ba Bể", "count": 1234}, {"name": "Na Rì", "count": "…"})
    )

    cells = sheet_of(path)
    assert ("Ba Bể", 1234) in cells
    assert ("Na Rì", "…") in cells


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-cmd", "@SUM(A1)"])
def test_text_that_looks_like_a_formula_is_text(tmp_path: Path, text: str):
    """Text of a sender's workbook must not begin to calculate in the reader's."""
    path = to_excel(tmp_path / "bang.xlsx", own_table({"name": text, "count": 1}))

    book = load_workbook(path)
    (cell,) = [c for row in book[book.sheetnames[-1]].iter_rows() for c in row if str(c.value).endswith(text)]
    assert cell.data_type == "s"


def test_workbook_is_called_like_its_first_table(tmp_path: Path):
    """The cover says what one has in hand, also without a letterhead."""
    path = to_excel(tmp_path / "bang.xlsx", own_table({"name": "Ba Bể", "count": 1}))

    assert load_workbook(path).properties.title == "Giấy khen 6 tháng đầu năm 2023"


def test_frame_is_told_how_it_becomes_a_table(tmp_path: Path):
    """A bare frame has no title, source or mark of what is unknown."""
    with pytest.raises(ConfigError, match=r"DataFrame is neither a table nor a chart; write thidua\.table\(frame"):
        to_excel(tmp_path / "bang.xlsx", pd.DataFrame({"a": [1]}))


def test_sentence_is_no_table(tmp_path: Path):
    """What cannot be written is said, and no empty workbook is left."""
    with pytest.raises(ConfigError, match="Prose is neither a table nor a chart"):
        to_excel(tmp_path / "bang.xlsx", plain("loi", "Một câu."))

    assert list(tmp_path.iterdir()) == []


def test_other_endings_are_refused_with_the_right_one(tmp_path: Path):
    """A workbook called .xls or .csv would not open."""
    with pytest.raises(ConfigError, match=r'write "bang\.xlsx"'):
        to_excel(tmp_path / "bang.xls", own_table())


def test_folder_that_is_not_there_is_one_line(tmp_path: Path):
    """No traceback for a path mistyped."""
    with pytest.raises(ConfigError, match=r"bang\.xlsx: cannot be written"):
        to_excel(tmp_path / "khong-co" / "bang.xlsx", own_table({"name": "Ba Bể", "count": 1}))
