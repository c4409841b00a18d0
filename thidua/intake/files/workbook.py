"""Any file a sender may drop, as sheets of cells, or one plain reason why it gives none.

What is unsafe is refused by the readers of each format before a cell is read; what the cells mean belongs elsewhere.
"""

from __future__ import annotations

import errno
import hashlib
import io
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetMetadata
from python_calamine import SheetTypeEnum as SheetType
from python_calamine import SheetVisibleEnum as Visibility

from thidua.intake.cells.values import Cell, Percent, ShownOtherwise
from thidua.intake.files.csv_file import read_csv
from thidua.intake.files.handed import handed_ods, handed_xlsx
from thidua.intake.files.limits import Limits
from thidua.intake.files.ods_file import MIME_TYPE, refuse_unsafe_ods, scan_ods
from thidua.intake.files.ods_plain import plain_content
from thidua.intake.files.safety import MEGABYTE, Unreadable, content_of, refusal
from thidua.intake.files.sheet_scan import Area, Place, Places, SheetScan, check_cell_count, check_extents
from thidua.intake.files.xls_file import scan_xls
from thidua.intake.files.xlsx_file import scan_xlsx
from thidua.intake.files.zip_file import read_parts

__all__ = ["Area", "Cell", "Format", "Sheet", "Unreadable", "Workbook", "read_workbook"]

Format = Literal["xlsx", "xls", "ods", "csv"]

# Most cells are text: whatever is done with the others is not even asked of them.
_AS_IT_IS = frozenset((str, date, bool))
# Beyond this a whole float no longer tells one integer from the next.
_LARGEST_WHOLE = 2.0**53
_REASONS = {errno.ENOENT: "tệp không còn ở đó", errno.EACCES: "không có quyền đọc", errno.EPERM: "không có quyền đọc"}
_FOREIGN_PARTS = (
    ("word/document.xml", "tệp Word (.docx)"),
    ("ppt/presentation.xml", "tệp PowerPoint"),
    ("xl/workbook.bin", "bảng tính nhị phân (.xlsb)"),
)
_FOREIGN_TYPES = {b"text": "văn bản OpenDocument (.odt)", b"presentation": "trình chiếu OpenDocument (.odp)"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes
    ----------
    name
        As written on its tab; empty for a CSV.
    rows
        From row 1 and column A, all equally wide: ``rows[r - 1][c - 1]`` is cell (r, c). A blank cell is ``""``; blank
        rows below the last filled one are left out. Whole numbers are `int`, days without a time are `date`, an error
        value is its text (``#REF!``), a number shown as per cent is a `Percent`, one
        shown as another number, or not at all, is `ShownOtherwise`. All cells of a CSV are text.
    hidden_rows, hidden_columns, struck_rows
        Numbers, from 1, of the hidden rows and columns, and of the rows whose filled cells are all struck through.
    is_hidden
        Whether the whole sheet is hidden.
    uncomputed
        Row and column, from 1, of cells that hold a formula but no stored value; they are blank in `rows`.
    merged
        Merged areas of more than one cell; only the first cell of each holds its value.
    counts_from_1904
        Whether the workbook counts its days from 01/01/1904: a day that is kept as a bare number is four years off.
    """

    name: str
    rows: list[list[Cell]]
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    uncomputed: frozenset[Place] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    counts_from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """What one file holds; ``digest`` is the SHA-256 of its bytes in hexadecimal digits."""

    file: str
    digest: str
    format: Format
    sheets: tuple[Sheet, ...]


def read_workbook(path: Path, *, file: str, limits: Limits) -> Workbook:
    """Read every sheet of cells, hidden ones too; charts, dialogs and macro sheets are left out.

    Parameters
    ----------
    path, file
        Where the file is, and what findings call it.
    limits
        How large it may be.

    Raises
    ------
    Unreadable
        If the file cannot or must not be read; its finding (F01 to F12) says why and what to do.
    """
    try:
        data = _read_bytes(path, limits)
        kind, sheets = _read_sheets(data, limits)
        if not any(sheet.rows or sheet.uncomputed for sheet in sheets):
            raise refusal("F11-blank")
    except Unreadable as problem:
        raise Unreadable(replace(problem.finding, file=file)) from None
    return Workbook(file, hashlib.sha256(data).hexdigest(), kind, tuple(sheets))


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        state = path.stat()
        # A pipe under a workbook's name would keep the reader waiting for ever.
        if not stat.S_ISREG(state.st_mode):
            raise refusal("F12-unopened", found="không phải tệp")
        if state.st_size > limits.max_file_mb * MEGABYTE:
            raise refusal("F02-large", found=state.st_size / MEGABYTE, limit=limits.max_file_mb)
        return path.read_bytes()
    except OSError as problem:
        reason = _REASONS.get(problem.errno or 0, f"lỗi hệ thống {problem.errno}")
        raise refusal("F12-unopened", found=reason) from None


def _read_sheets(data: bytes, limits: Limits) -> tuple[Format, list[Sheet]]:
    content = content_of(data)
    if content == "text":
        return "csv", [Sheet("", read_csv(data, limits))]
    if content == "ole":
        scans = scan_xls(data, limits)
        check_extents(scans, limits)
        return "xls", _read_cells(io.BytesIO(data), scans, limits)
    parts = read_parts(data, limits)
    kind = _zipped_kind(parts)
    if kind == "xlsx":
        scans = scan_xlsx(parts, limits)
        check_extents(scans, limits)
        return kind, _read_cells(handed_xlsx(parts, scans), scans, limits)
    refuse_unsafe_ods(parts)
    parts["content.xml"] = plain_content(parts.get("content.xml", b""), limits)
    scans = scan_ods(parts, limits)
    check_extents(scans, limits)
    return kind, _read_cells(handed_ods(parts, MIME_TYPE), scans, limits)


def _zipped_kind(parts: dict[str, bytes]) -> Literal["xlsx", "ods"]:
    if "xl/workbook.xml" in parts:
        return "xlsx"
    mime_type = parts.get("mimetype", b"").strip()
    if mime_type.startswith(MIME_TYPE):
        return "ods"
    name = next((name for part, name in _FOREIGN_PARTS if part in parts), "tệp nén ZIP")
    raise refusal("F08-foreign", found=_FOREIGN_TYPES.get(mime_type.rpartition(b".")[2], name))


def _read_cells(file: io.BytesIO, scans: list[SheetScan], limits: Limits) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            file.close()
            if len(book.sheets_metadata) != len(scans):
                raise refusal("F07-damaged", found="sheets")
            sheets: list[Sheet] = []
            cells = 0
            for place, (about, scan) in enumerate(zip(book.sheets_metadata, scans, strict=True)):
                if about.typ == SheetType.WorkSheet:
                    stored = _stored_sheet(book, place, about.name)
                    last_row, last_column = stored.end or (-1, -1)
                    cells += (last_row + 1) * (last_column + 1)
                    check_cell_count(cells, limits)
                    sheets.append(_sheet(about, stored, scan))
            return sheets
    except PasswordError:
        raise refusal("F03-password") from None
    except (CalamineError, OSError, ValueError, OverflowError) as problem:
        raise refusal("F07-damaged", found=problem) from None
    except BaseException as problem:
        # A panic of the compiled reader; its class has no importable name and is no `Exception`.
        if type(problem).__name__ != "PanicException":
            raise
        raise refusal("F07-damaged", found="reader panicked") from None


def _stored_sheet(book: CalamineWorkbook, place: int, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_index(place)
    except CalamineError as problem:
        raise refusal("F07-damaged", sheet=name, found=problem) from None


def _sheet(about: SheetMetadata, stored: CalamineSheet, scan: SheetScan) -> Sheet:
    stored_rows = stored.to_python(skip_empty_area=False)
    rows: list[list[Cell]] = [
        [cell if type(cell) in _AS_IT_IS else _plain(cell) for cell in row] for row in stored_rows
    ]
    width = len(rows[0]) if rows else 0
    for error, places in scan.errors.items():
        for row, column in places:
            if row <= len(rows) and column <= width:
                rows[row - 1][column - 1] = error
    while rows and _is_blank(rows[-1]):
        rows.pop()
    for row, column in scan.percents:
        cell = rows[row - 1][column - 1] if row <= len(rows) and column <= width else ""
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            rows[row - 1][column - 1] = Percent(cell)
    for row, column in scan.others:
        cell = rows[row - 1][column - 1] if row <= len(rows) and column <= width else ""
        if isinstance(cell, int | float) and not isinstance(cell, bool) and cell > 0:
            rows[row - 1][column - 1] = ShownOtherwise(cell)
    return Sheet(
        name=about.name,
        rows=rows,
        hidden_rows=frozenset(row for row in scan.hidden_rows if row <= len(rows)),
        is_hidden=about.visible != Visibility.Visible,
        uncomputed=scan.uncomputed,
        hidden_columns=frozenset(column for column in scan.hidden_columns if column <= width) if rows else frozenset(),
        struck_rows=frozenset(_struck_rows(rows, scan.struck)) if scan.struck else frozenset(),
        merged=tuple(_clipped(scan.merged, len(rows), width)),
        counts_from_1904=scan.counts_from_1904,
    )


def _plain(cell: Cell) -> Cell:
    """One value for what the formats store in different ways: 12.0 is 12, and midnight is a day."""
    if type(cell) is float:
        return int(cell) if cell.is_integer() and -_LARGEST_WHOLE < cell < _LARGEST_WHOLE else cell
    return cell.date() if isinstance(cell, datetime) and cell.time() == time.min else cell


def _is_blank(row: list[Cell]) -> bool:
    return all(isinstance(cell, str) and (not cell or cell.isspace()) for cell in row)


def _struck_rows(rows: list[list[Cell]], struck: Places) -> Iterator[int]:
    """The rows whose filled cells are all struck through; cells of a row stand together."""
    for row, places in groupby(struck, key=itemgetter(0)):
        if row <= len(rows):
            columns = {column for _, column in places}
            filled = {column for column, cell in enumerate(rows[row - 1], 1) if not _is_blank([cell])}
            if filled and filled <= columns:
                yield row


def _clipped(areas: Iterable[Area], height: int, width: int) -> Iterator[Area]:
    """The merged areas as far as there are cells; what is left of one cell is not merged."""
    for area in areas:
        first_row, first_column, last_row, last_column = area
        clipped = Area(first_row, first_column, min(last_row, height), min(last_column, width))
        if first_row <= height and first_column <= width and clipped[:2] != clipped[2:]:
            yield clipped
