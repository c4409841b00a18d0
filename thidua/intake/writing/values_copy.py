"""A new workbook with the values of a sent file, for what cannot be edited; formats and formulas are not copied.

What is marked in it, and what is listed in front, is done as in a sender's own workbook.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thidua.intake.cell_names import place_name
from thidua.intake.cells.values import Cell, Percent
from thidua.intake.files.workbook import Sheet
from thidua.intake.writing.answer_marks import AUTHOR
from thidua.intake.writing.cell_text import clean_text, free_sheet_name, looks_like_formula
from thidua.intake.writing.package import Package
from thidua.intake.writing.styles_part import DAY, DURATION, MOMENT, PERCENT, PLAIN_STYLES, Styles
from thidua.intake.writing.xml_part import MAIN, RELATIONS, content_text, escaped

# A time for files that state none: not today's, so that an answer is the same bytes on any day.
_NO_TIME = "2000-01-01T00:00:00Z"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats"
_CONTENT_TYPES = (
    f'{_DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}-officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_TYPE}-package.core-properties+xml"/></Types>'
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT_LINKS = (
    f'{_DECLARED}<Relationships xmlns="{_LINKS}">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_CORE = (
    f'{_DECLARED}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"<dc:creator>{AUTHOR}</dc:creator>"
    f'<dcterms:created xsi:type="dcterms:W3CDTF">{_NO_TIME}</dcterms:created>'
    f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_NO_TIME}</dcterms:modified></cp:coreProperties>'
)
_SHEET_TYPE = f"{_TYPE}-officedocument.spreadsheetml.worksheet+xml"
_STYLES_TYPE = f"{_TYPE}-officedocument.spreadsheetml.styles+xml"
_DAY_ZERO = datetime(1899, 12, 30)
_NARROWEST, _WIDEST = 9, 40


@dataclass(frozen=True)
class _Formats:
    """The numbers of the looks that values need."""

    text: int
    day: int
    moment: int
    duration: int
    percent: int


def values_copy(sheets: Sequence[Sheet]) -> tuple[Package, dict[str, str]]:
    """The values of every sheet at the same cells.

    Returns
    -------
    tuple
        The package, and the names of its sheets by those that the sender gave.
    """
    package = Package()
    package.put("[Content_Types].xml", _CONTENT_TYPES.encode())
    package.put("_rels/.rels", _ROOT_LINKS.encode())
    package.put("docProps/core.xml", _CORE.encode())
    styles = Styles(PLAIN_STYLES)
    formats = _formats(styles)
    titles: dict[str, str] = {}
    elements: list[bytes] = []
    for number, sheet in enumerate(sheets, 1):
        titles[sheet.name] = free_sheet_name(sheet.name, titles.values())
        part = f"xl/worksheets/sheet{number}.xml"
        package.declare(part, _SHEET_TYPE)
        link = package.link("xl/workbook.xml", RELATIONS, "worksheet", part)
        state = b' state="hidden"' if sheet.is_hidden else b""
        said = (escaped(titles[sheet.name]), number, state, link.encode())
        elements.append(b'<sheet name="%b" sheetId="%d"%b r:id="%b"/>' % said)
        package.put(part, b"".join(_sheet(sheet, formats)))
    root = f'{_DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews>'
    package.put("xl/workbook.xml", root.encode() + b"<sheets>%b</sheets></workbook>" % b"".join(elements))
    package.put("xl/styles.xml", styles.content())
    package.declare("xl/styles.xml", _STYLES_TYPE)
    package.link("xl/workbook.xml", RELATIONS, "styles", "xl/styles.xml")
    return package, titles


def _formats(styles: Styles) -> _Formats:
    def look(number_format: int, marks: str = ' applyNumberFormat="1"') -> int:
        numbers = f'numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0"'
        return styles.add("cellXfs", f"<xf {numbers}{marks}/>")

    return _Formats(
        text=look(0, ' quotePrefix="1"'),
        day=look(DAY),
        moment=look(MOMENT),
        duration=look(DURATION),
        percent=look(PERCENT),
    )


def _sheet(sheet: Sheet, formats: _Formats) -> Iterator[bytes]:
    yield f'{_DECLARED}<worksheet xmlns="{MAIN}">'.encode()
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in sorted(_widths(sheet).items())
    )
    yield f"<cols>{columns}</cols>".encode() if columns else b""
    yield b"<sheetData>"
    for number, cells in enumerate(sheet.rows, 1):
        written = b"".join(
            _cell(number, column, value, formats)
            for column, value in enumerate(cells, 1)
            if value is not None and value != ""
        )
        hidden = b' hidden="1"' if number in sheet.hidden_rows else b""
        if written or hidden:
            yield b'<row r="%d"%b>%b</row>' % (number, hidden, written)
    yield b"</sheetData></worksheet>"


def _widths(sheet: Sheet) -> dict[int, int]:
    widths: dict[int, int] = {}
    for cells in sheet.rows:
        for column, value in enumerate(cells, 1):
            if value is not None and value != "":
                # A text is shown across blank cells beside it: a title does not widen the column of numbers below.
                spills = isinstance(value, str) and "" in cells[column : column + 1]
                width = _NARROWEST if spills else min(len(str(value)) + 2, _WIDEST)
                widths[column] = max(widths.get(column, _NARROWEST), width)
    return widths


def _cell(row: int, column: int, value: Cell, formats: _Formats) -> bytes:
    name = place_name(row, column).encode()
    if isinstance(value, date) and (value.year, value.month) < (1900, 3):
        # Excel counts days from 1900, and one too many until that March.
        value = f"{value:%d/%m/%Y}"
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)
    if isinstance(value, str):
        text = clean_text(value)
        look = b' s="%d"' % formats.text if looks_like_formula(text) else b""
        said = (name, look, content_text(text))
        return b'<c r="%b"%b t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % said
    if isinstance(value, bool):
        return b'<c r="%b" t="b"><v>%d</v></c>' % (name, value)
    number, format_number = _number(value, formats)
    look = b' s="%d"' % format_number if format_number else b""
    return b'<c r="%b"%b><v>%b</v></c>' % (name, look, repr(number).encode())


def _number(value: Cell, formats: _Formats) -> tuple[float, int]:
    """How Excel stores a value, and the number of the look that shows it so."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1), formats.moment
    if isinstance(value, date):
        return (value - _DAY_ZERO.date()).days, formats.day
    if isinstance(value, timedelta):
        return value / timedelta(days=1), formats.duration
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400, formats.duration
    if isinstance(value, Percent):
        return float(value), formats.percent
    if isinstance(value, int | float):
        return value, 0
    raise TypeError(f"{type(value).__name__} is no value of a cell")
