"""A workbook to answer in: the sender's own with all that openpyxl would lose, or a copy of its values.

What is marked in it, and what is listed in front, belongs to ``answer_marks`` and ``result_sheet``.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.files import workbook as sent
from thidua.intake.finding import RESULT_SHEET, RESULT_TITLE
from thidua.intake.writing.answer_marks import AUTHOR, unmark_cells
from thidua.intake.writing.cell_text import clean_text, free_sheet_name, put_text

CANNOT_EDIT = (ValueError, TypeError, LookupError, AttributeError, BadZipFile, SyntaxError, InvalidFileException)
"""What openpyxl raises, on reading or saving, for parts that Excel and the reader of values take as they are."""

# A time for files that state none: not today's, so that an answer is the same bytes on any day.
_NO_TIME = datetime(2000, 1, 1)
_KEPT_PICTURES = ("png", "jpeg", "gif")
_STORED = re.compile(rb"<c\b([^<>]*)>\s*<f\b[^<>]*?(?:/>|>[^<]*</f>)\s*<v(?:\s[^<>]*)?>([^<]+)</v>\s*</c>")
_ATTRIBUTE = re.compile(rb"\s([rt])=[\"']([^\"']*)[\"']")
_EXTENSION = re.compile(rb"<ext\b[^<>]*\{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF\}[^<>]*>.*?</ext>", re.S | re.I)
_FOREIGN_ATTRIBUTE = re.compile(rb"\s(?!xmlns:|xml:)\w+:\w+=(?:\"[^\"]*\"|'[^']*')")
_EXTENSION_LIST = (
    b'<extLst xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    b' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">%s</extLst>'
)


@dataclass
class WorkbookCopy:
    """The workbook that goes back.

    Attributes
    ----------
    book
        What will be saved.
    sheets
        The sender's names of the sheets that can be marked, and those sheets in this workbook.
    remark
        What the sender must know of this copy.
    results, extensions
        By sheet, what its formulas gave, and its validations that openpyxl cannot hold; both as sent.
    modified
        The time of the last change that the sender's file states.
    """

    book: Workbook
    sheets: dict[str, Worksheet] = field(default_factory=dict)
    remark: str = ""
    results: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    extensions: dict[str, bytes] = field(default_factory=dict)
    modified: datetime = _NO_TIME


def edited_copy(data: bytes) -> WorkbookCopy:
    """The sender's own workbook; what we wrote into it in an earlier answer is taken out.

    Parameters
    ----------
    data
        The content of an .xlsx, with which the reader of values has found nothing unsafe.

    Raises
    ------
    Exception
        One of `CANNOT_EDIT` if openpyxl does not take the file.
    """
    with warnings.catch_warnings():
        # openpyxl warns of every extension that it drops.
        warnings.simplefilter("ignore")
        reader = ExcelReader(io.BytesIO(data), keep_links=True, rich_text=True)
        try:
            reader.read()
        except Exception as problem:
            # Pillow's, for a picture of more pixels than it opens; Pillow itself is not ours to import.
            if type(problem).__name__ != "DecompressionBombError":
                raise
            raise ValueError(str(problem)) from None
    book = reader.wb
    for sheet in book.worksheets:
        _leave_out_pictures(sheet)
    made = WorkbookCopy(book, {sheet.title: sheet for sheet in book.worksheets})
    with ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
        for stored, place in reader.parser.find_sheets():
            content = archive.read(place.target)
            made.results[stored.name] = _stored_results(content)
            made.extensions[stored.name] = _validations(content)
    # Where the file states no time, openpyxl takes the present.
    if b"dcterms:created" not in core:
        book.properties.created = _NO_TIME
    if b"dcterms:modified" in core and book.properties.modified:
        made.modified = book.properties.modified
    earlier = [sheet for sheet in book.worksheets if _is_ours(sheet)]
    for sheet in earlier:
        del made.sheets[sheet.title]
        book.remove(sheet)
    if earlier:
        unmark_cells(book)
    return made


def _leave_out_pictures(sheet: Worksheet) -> None:
    """Pictures of other formats would be decoded on saving, and a broken one would keep the answer from being saved."""
    kept = [image for image in sheet._images if image.format in _KEPT_PICTURES]  # type: ignore[attr-defined]
    sheet._images = kept  # type: ignore[attr-defined]  # unknown to the types of openpyxl


def _is_ours(sheet: Worksheet) -> bool:
    return sheet.title.startswith(RESULT_SHEET) and str(sheet["A1"].value) == RESULT_TITLE


def _stored_results(content: bytes) -> dict[str, tuple[str, str]]:
    """The type and value, as XML, of each formula's result as the sender's program stored it."""
    results: dict[str, tuple[str, str]] = {}
    for attributes, value in _STORED.findall(content):
        said = {name: of.decode() for name, of in _ATTRIBUTE.findall(attributes)}
        if b"r" in said:
            results[said[b"r"]] = (said.get(b"t", ""), value.decode())
    return results


def _validations(content: bytes) -> bytes:
    """The drop-downs that Excel stores in an extension because their choices stand in another sheet."""
    found = _EXTENSION.search(content)
    if found is None:
        return b""
    kept = _EXTENSION_LIST % _FOREIGN_ATTRIBUTE.sub(b"", found[0])
    try:
        ElementTree.fromstring(kept)
    except ElementTree.ParseError:
        # It uses a prefix that is declared elsewhere: a workbook with it would not open.
        return b""
    return kept


def blank_copy(remark: str) -> WorkbookCopy:
    """A workbook without a sheet, for a file that cannot be read."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.created = AUTHOR, _NO_TIME
    return WorkbookCopy(book, remark=remark)


def values_copy(workbook: sent.Workbook, remark: str) -> WorkbookCopy:
    """The values of every sheet at the same cells; formats and formulas are not copied."""
    made = blank_copy(remark)
    for stored in workbook.sheets:
        sheet = made.book.create_sheet(free_sheet_name(stored.name, made.book))
        made.sheets[stored.name] = sheet
        widths: dict[int, int] = {}
        for row, cells in enumerate(stored.rows, 1):
            for column, value in enumerate(cells, 1):
                if value not in ("", None):
                    _copy_cell(sheet, row, column, value)
                    # A text is shown across blank cells beside it: a title does not widen the column of numbers below.
                    spills = isinstance(value, str) and "" in cells[column : column + 1]
                    widths[column] = max(widths.get(column, 9), 9 if spills else min(len(str(value)) + 2, 40))
        for column, width in widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row in stored.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        sheet.sheet_state = "hidden" if stored.is_hidden else "visible"
    return made


def _copy_cell(sheet: Worksheet, row: int, column: int, value: sent.Cell) -> None:
    if isinstance(value, date) and value.year < 1900:
        # Excel counts days from 1900.
        value = f"{value:%d/%m/%Y}"
    if isinstance(value, str) or (isinstance(value, float) and not math.isfinite(value)):
        put_text(sheet, row, column, clean_text(str(value)))
        return
    cell = sheet.cell(row, column, value)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
    elif isinstance(value, time | timedelta):
        cell.number_format = "[h]:mm:ss"
