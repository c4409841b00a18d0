"""Lists that show a value once for several rows say the same as the plain lists, and are in the committed data."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import REPOSITORY
from thidua.illustrative.drawings import DRAWINGS, Drawing, blocks, draw
from thidua.illustrative.outbox import list_document
from thidua.illustrative.senders import LIST_SENDERS
from thidua.illustrative.sheets import Sheet
from thidua.illustrative.workbooks import write_text, write_workbook
from thidua.intake.files.limits import Limits
from thidua.intake.read_file import read_file
from thidua.registry import get_basis

FOLDER = REPOSITORY / "data" / "illustrative"
SENDERS = {sender.keeper: sender for sender in LIST_SENDERS}
LISTS = [pytest.param(key, id="-".join(map(str, key))) for key in DRAWINGS]


def committed(file: str) -> Path:
    """The committed file that was drawn as this one; LibreOffice may have given it another suffix."""
    path = FOLDER / "inbox" / file
    return next(each for each in map(path.with_suffix, (path.suffix, ".xls", ".ods")) if each.is_file())


def drawn(*ways: str) -> list[Path]:
    """The committed files that are drawn in one of these ways."""
    keys = [key for key, drawing in DRAWINGS.items() if drawing.way in ways]
    return [committed(list_document(SENDERS[keeper], year, half).file) for keeper, year, half in keys]


def facts_of(path: Path) -> tuple[Counter, list[str]]:
    """What a list says, but for where it says so, and the rules of what was found."""
    read = read_file(
        path,
        file=path.name,
        digest="",
        basis=get_basis("administrative"),
        as_of=date(2024, 1, 15),
        limits=Limits(),
    )
    names = [name for name in read.tables["facts"].column_names if name not in ("file", "sheet", "cell", "how")]
    rows = read.tables["facts"].select(names).to_pylist()
    return Counter(tuple(row.items()) for row in rows), [finding.rule for finding in read.findings]


@pytest.mark.long
@pytest.mark.parametrize("key", LISTS)
def test_a_list_says_the_same_however_it_is_drawn(key, tmp_path):
    """The recipients, awards and days are those of the plain list; else every report of the year would change."""
    keeper, year, half = key
    plain = list_document(SENDERS[keeper], year, half)
    path = tmp_path / Path(plain.file).name
    if path.suffix == ".csv":
        write_text(path, plain.sheets[0])
    else:
        write_workbook(path, plain.sheets)
    expected, found = facts_of(path)

    assert facts_of(committed(plain.file)) == (expected, found)
    assert (found, expected.total()) == ([], sum(len({index for index, _ in each.places}) for each in plain.sheets))


@pytest.mark.parametrize(
    ("way", "suffixes"),
    [
        ("merged", {".xlsx", ".xls", ".ods"}),
        ("blank", {".xlsx", ".csv"}),
        ("ditto", {".xlsx", ".csv"}),
        ("headings", {".xlsx"}),
        ("headings only", {".xlsx"}),
    ],
)
def test_values_shown_once_come_in_several_formats(way, suffixes):
    """Each format says in its own words which cells are merged."""
    assert {path.suffix for path in drawn(way)} == suffixes


def test_about_a_tenth_of_the_lists_are_not_plain():
    """Enough that every way is met, few enough that the plain list stays the rule."""
    lists = sum(2 if sender.is_half_yearly else 1 for sender in LIST_SENDERS) * 8

    assert 0.08 < len(DRAWINGS) / lists < 0.15


def test_merged_cells_are_merged_in_the_files():
    """Those below the headings: a block of rows in one column."""
    for path in drawn("merged"):
        if path.suffix == ".ods":
            content = ZipFile(path).read("content.xml").decode()
            tall = content.count("number-rows-spanned") - content.count('number-rows-spanned="1"')
        elif path.suffix == ".xls":
            ranges = CalamineWorkbook.from_path(path).get_sheet_by_index(0).merged_cell_ranges
            tall = sum(right == left and bottom > top for (top, left), (bottom, right) in ranges)
        else:
            ranges = openpyxl.load_workbook(path).worksheets[0].merged_cells.ranges
            tall = sum(each.min_col == each.max_col and each.max_row > each.min_row for each in ranges)
        assert tall > 12, path.name


def test_no_list_with_a_planted_fault_is_drawn_anew():
    """The cell of a fault would no longer be where the list of faults says."""
    with (FOLDER / "planted_faults.csv").open(encoding="utf-8", newline="") as file:
        faulty = {row["file"] for row in csv.DictReader(file)}
    files = drawn("merged", "blank", "ditto", "headings", "headings only")
    names = {path.relative_to(FOLDER / "inbox").as_posix() for path in files}

    assert len(names) == len(DRAWINGS)
    assert not names & faulty


@pytest.mark.parametrize("key", [key for key, drawing in DRAWINGS.items() if drawing.way == "blank"])
def test_blanks_are_left_only_where_they_are_the_rule(key):
    """Among a few blanks one could as well be a forgotten value."""
    keeper, year, half = key
    for sheet in list_document(SENDERS[keeper], year, half).sheets:
        for field in DRAWINGS[key].fields:
            heights = [bottom - top + 1 for top, bottom, _ in blocks(sheet, field)]
            assert 2 * len(heights) <= sum(heights), field


def small_list(*days: str) -> Sheet:
    """A sheet with one column of days, a line of another kind where the text is empty."""
    sheet = Sheet("Danh sách")
    for row, day in enumerate(days):
        sheet.put(row, 0, day or "II. CÁ NHÂN")
        if day:
            sheet.places[row, "decided_on"] = (row, 0)
    return sheet


@pytest.mark.parametrize(
    ("drawing", "column", "merged"),
    [
        (Drawing("merged", ("decided_on",)), ["5/1", None, "II. CÁ NHÂN", "5/1", "6/1", None], [(0, 1), (4, 5)]),
        (Drawing("blank", ("decided_on",)), ["5/1", None, "II. CÁ NHÂN", "5/1", "6/1", None], []),
        (Drawing("headings", ("decided_on",)), [None, None, "II. CÁ NHÂN", None, None, None], []),
        (Drawing("ditto", ("decided_on",), "nt"), ["5/1", "nt", "II. CÁ NHÂN", "5/1", "6/1", "nt"], []),
    ],
)
def test_a_block_ends_at_the_heading_of_a_group(drawing, column, merged):
    """Below a heading the value is written again, as people do."""
    sheet = small_list("5/1", "5/1", "", "5/1", "6/1", "6/1")

    draw(sheet, drawing)

    assert [sheet.cells[row, 0].value if (row, 0) in sheet.cells else None for row in range(6)] == column
    assert [(top, bottom) for top, _, bottom, _ in sheet.merged] == merged
