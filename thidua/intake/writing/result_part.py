"""How the first sheet of an answer is drawn: its part of the package, written row by row.

What it says belongs to ``result_sheet``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.intake.finding import Severity
from thidua.intake.writing.answer_marks import COLOURS
from thidua.intake.writing.cell_text import clean_text, looks_like_formula
from thidua.intake.writing.result_sheet import ResultRow, ResultSheet
from thidua.intake.writing.sheet_style import FONT
from thidua.intake.writing.styles_part import Styles
from thidua.intake.writing.xml_part import content_text, escaped

_HEADINGS = ("STT", "Mức độ", "Trang", "Ô", "Đã ghi", "Vấn đề", "Cần sửa", "Mã")
# Together as wide as A4 landscape takes without making the letters smaller.
_WIDTHS = (6, 11, 15, 11, 23, 37, 36, 7)
_COLUMNS = "ABCDEFGH"
_CENTRED = "ABDH"
_LINK_COLUMN = "D"
_HEADING_ROW = 7
_SIZE = 12
_LINE_HEIGHT = 16.5
_HIGHEST_ROW = 409.5
_MOST_LINKS = 65_000
"""Excel takes 65,530 in a sheet and repairs a workbook that has more."""
_THIN = "".join(f'<{side} style="thin"><color rgb="FF808080"/></{side}>' for side in ("left", "right", "top", "bottom"))


@dataclass(frozen=True)
class _Looks:
    """The numbers of the looks of the sheet's cells."""

    title: int
    head: int
    bold_head: int
    heading: int
    by_column: Mapping[str, int]
    as_text: Mapping[str, int]
    by_severity: Mapping[Severity, int]
    link: int


class ResultPart:
    """The part of the first sheet; its looks are added to the workbook's, its rows are drawn as they are written."""

    def __init__(self, said: ResultSheet, styles: Styles, *, namespace: str) -> None:
        self._said, self._namespace = said, namespace
        self._looks = _looks(styles)
        self._rows = said.row_count

    def names(self, title: str) -> dict[str, str]:
        """The built-in names of the sheet: the rows that are printed on every page, and those that can be filtered."""
        sheet = "'{}'".format(title.replace("'", "''"))
        names = {"_xlnm.Print_Titles": f"{sheet}!${_HEADING_ROW}:${_HEADING_ROW}"}
        if self._rows:
            names["_xlnm._FilterDatabase"] = f"{sheet}!$A${_HEADING_ROW}:$H${_HEADING_ROW + self._rows}"
        return names

    def __iter__(self) -> Iterator[bytes]:
        last = _HEADING_ROW + self._rows
        widths = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, 1)
        )
        yield (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{self._namespace}">'
            f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:H{last}"/>'
            '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
            f'<pane ySplit="{_HEADING_ROW}" topLeftCell="A{_HEADING_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f"<cols>{widths}</cols><sheetData>"
        ).encode()
        yield from self._head()
        links: list[bytes] = []
        for number, row in enumerate(self._said.rows(), 1):
            yield self._row(number, row)
            if row.link and number <= _MOST_LINKS:
                cell = b"%b%d" % (_LINK_COLUMN.encode(), _HEADING_ROW + number)
                links.append(b'<hyperlink ref="%b" location="%b"/>' % (cell, escaped(row.link)))
        yield b"</sheetData>"
        if self._rows:
            yield f'<autoFilter ref="A{_HEADING_ROW}:H{last}"/>'.encode()
        merged = "".join(f'<mergeCell ref="A{row}:H{row}"/>' for row in range(1, len(self._said.head) + 1))
        yield f'<mergeCells count="{len(self._said.head)}">{merged}</mergeCells>'.encode()
        if links:
            yield b"<hyperlinks>"
            yield from links
            yield b"</hyperlinks>"
        yield (
            b'<printOptions horizontalCentered="1"/>'
            b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
            b'<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
            b"<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        )

    def _head(self) -> Iterator[bytes]:
        looks = {1: self._looks.title, 3: self._looks.bold_head}
        written = 0
        for row, line in enumerate(self._said.head, 1):
            if line:
                written = row
                height = 24 if row == 1 else 3 + _LINE_HEIGHT * _line_count(line, sum(_WIDTHS))
                yield _row_of(row, height, [_text("A", row, looks.get(row, self._looks.head), line)])
        for row in range(written + 1, _HEADING_ROW):
            yield _row_of(row, 6, [])
        headings = zip(_COLUMNS, _HEADINGS, strict=True)
        cells = [_text(column, _HEADING_ROW, self._looks.heading, heading) for column, heading in headings]
        yield _row_of(_HEADING_ROW, 24, cells)

    def _row(self, number: int, row: ResultRow) -> bytes:
        at = _HEADING_ROW + number
        lines = 1
        cells = [b'<c r="A%d" s="%d"><v>%d</v></c>' % (at, self._looks.by_column["A"], number)]
        for column, width, said in zip(_COLUMNS[1:], _WIDTHS[1:], row.texts, strict=True):
            text = clean_text(said)
            look = (self._looks.as_text if looks_like_formula(text) else self._looks.by_column)[column]
            if column == "B":
                look = self._looks.by_severity[row.severity]
            elif column == _LINK_COLUMN and row.link:
                look = self._looks.link
            cells.append(_text(column, at, look, text))
            lines = max(lines, _line_count(text, width))
        return _row_of(at, 5 + _LINE_HEIGHT * lines, cells)


def _row_of(row: int, height: float, cells: Sequence[bytes]) -> bytes:
    shown = f"{min(height, _HIGHEST_ROW):g}".encode()
    return b'<row r="%d" ht="%b" customHeight="1">%b</row>' % (row, shown, b"".join(cells))


def _text(column: str, row: int, look: int, text: str) -> bytes:
    if not text:
        return b'<c r="%b%d" s="%d"/>' % (column.encode(), row, look)
    written = (column.encode(), row, look, content_text(text))
    return b'<c r="%b%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % written


def _line_count(text: str, width: int) -> int:
    """How many lines a text takes in a column; Excel does not fit the height of a row to texts that others wrote."""
    if len(text) <= width:
        return 1
    lines, used = 1, 0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length > width:
            lines, used = lines + 1, 0
        used += length + bool(used)
        # A longer word is broken.
        lines, used = lines + (used - 1) // width, (used - 1) % width + 1
    return lines


def _looks(styles: Styles) -> _Looks:
    def font(*marks: str, size: int = _SIZE, colour: str = "") -> int:
        shade = f'<color rgb="{colour}"/>' if colour else ""
        said = f'{"".join(marks)}<sz val="{size}"/>{shade}<name val="{FONT}"/><family val="1"/>'
        return styles.add("fonts", f"<font>{said}</font>")

    grid = styles.add("borders", f"<border>{_THIN}<diagonal/></border>")
    plain, bold = font(), font("<b/>")
    middle = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    left = '<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>'

    def look(font: int, alignment: str, *, border: int = 0, fill: int = 0, marks: str = "") -> int:
        applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"{styles.cell_style}'
        return styles.add("cellXfs", f"<xf {numbers} {applied}{marks}>{alignment}</xf>")

    wrapped = '<alignment vertical="center" wrapText="1"/>'
    of_column = {column: middle if column in _CENTRED else left for column in _COLUMNS}
    quoted = ' quotePrefix="1"'
    return _Looks(
        title=look(font("<b/>", size=14), wrapped),
        head=look(plain, wrapped),
        bold_head=look(bold, wrapped),
        heading=look(bold, middle, border=grid, fill=styles.solid_fill("FFDDE6F0")),
        by_column={column: look(plain, placed, border=grid) for column, placed in of_column.items()},
        as_text={column: look(plain, placed, border=grid, marks=quoted) for column, placed in of_column.items()},
        by_severity={
            severity: look(plain, middle, border=grid, fill=styles.solid_fill(colour))
            for severity, colour in COLOURS.items()
        },
        link=look(font("<u/>", colour="FF0563C1"), middle, border=grid),
    )
