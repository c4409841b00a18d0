"""What the content of an .ods says about its sheets: their extent with repeats unfolded, and what its cells look like.

An .ods repeats a cell or row by a number beside it, so a few bytes may stand for billions of cells. The content is
searched in the one spelling that ``ods_plain`` gives it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from thidua.intake.files.limits import Limits
from thidua.intake.files.ods_cells import TableMarks
from thidua.intake.files.ods_styles import CellStyles, cell_styles
from thidua.intake.files.safety import MEGABYTE, refusal
from thidua.intake.files.sheet_scan import LAST_COLUMN, SheetScan

MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_MACRO = re.compile(r"scripts/.*[^/]|basic/[^/]+/(?!script-lb\.xml|dialog-lb\.xml)[^/]+")
_TABLE = re.compile(rb"<table:table(?=[\s>])")
_NAME = re.compile(rb'\stable:name="([^"<]*)"')
_COLUMNS = re.compile(rb'number-columns-repeated="([0-9]+)"')
_ROWS = re.compile(rb'number-rows-repeated="([0-9]+)"')
_FILLED_REPEAT = re.compile(rb'<table:[a-z-]*cell(?=[^<]*value)[^<]*number-columns-repeated="([0-9]+)"')
_SPACES = re.compile(rb'text:c="([0-9]+)"')
_HIDDEN = (b':visibility="collapse"', b':visibility="filter"')
_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])([^<]*)")
_COLUMN_STYLE = re.compile(rb'default-cell-style-name="([^"<]*)"')
_FROM_1904 = re.compile(rb'<table:null-date\b[^<]*:date-value="1904-')


def refuse_unsafe_ods(parts: Mapping[str, bytes]) -> None:
    """Refuse a document with a password (F03) or macros (F04)."""
    if b"manifest:encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise refusal("F03-password")
    if any(_MACRO.fullmatch(name) for name in parts):
        raise refusal("F04-macros")


def scan_ods(parts: Mapping[str, bytes], limits: Limits) -> list[SheetScan]:
    """Scan the sheets of a document, in its order.

    Parameters
    ----------
    parts
        Every part of the archive by its lower-case name, the content as `plain_content` gives it.

    Raises
    ------
    Unreadable
        F05 for texts that repeat beyond measure, F07 if the styles are damaged, F10 for too many merged areas.
    """
    content = parts["content.xml"]
    styles = cell_styles((parts.get("styles.xml", b""), content))
    head, *tables = _TABLE.split(content)
    counts_from_1904 = _FROM_1904.search(head) is not None
    return [_scan(table, styles, limits, counts_from_1904=counts_from_1904) for table in tables]


def _scan(table: bytes, styles: CellStyles, limits: Limits, *, counts_from_1904: bool) -> SheetScan:
    name = _NAME.search(table)
    last_row = last_column = row = 0
    text_size = 0
    hidden: list[tuple[int, int]] = []
    head, _, _ = table.partition(b"<table:table-row")
    columns = list(_columns(head))
    marks = TableMarks(styles, [(last, style) for _, last, style, _ in columns], limits)
    for cells, repeats in _rows(table):
        first, row = row + 1, row + repeats
        if any(mark in cells for mark in _HIDDEN):
            hidden.append((first, row))
        value = cells.rfind(b"value")
        if value >= 0:
            filled = cells[: cells.find(b"<", value)]
            width = filled.count(b"<table:table-cell") + filled.count(b"<table:covered-table-cell")
            width += sum(max(0, int(number) - 1) for number in _COLUMNS.findall(filled))
            last_row, last_column = row, max(last_column, width)
            text_size += repeats * _text_size(cells)
        marks.look_at(cells, first, repeats)
    if last_row <= limits.max_rows and text_size > limits.max_unpacked_mb * MEGABYTE:
        raise refusal("F05-unpacked", found=text_size / MEGABYTE, limit=limits.max_unpacked_mb)
    # A million blank rows below the values are often hidden by one entry.
    end = min(last_row, limits.max_rows) + 1
    scan = SheetScan(
        name=html.unescape(name[1].decode("utf-8", "replace")) if name else "",
        last_row=last_row,
        last_column=last_column,
        hidden_rows=frozenset(number for first, last in hidden for number in range(first, min(last + 1, end))),
        hidden_columns=frozenset(
            number for first, last, _, is_hidden in columns if is_hidden for number in range(first, last + 1)
        ),
        counts_from_1904=counts_from_1904,
    )
    return marks.unfolded(scan)


def _columns(head: bytes) -> Iterator[tuple[int, int, str, bool]]:
    """First and last number of equal columns, the style of their cells that name none, and whether they are hidden."""
    last = 0
    for column in _COLUMN.finditer(head):
        if last == LAST_COLUMN:
            return
        repeats = _COLUMNS.search(column[1])
        first, last = last + 1, min(LAST_COLUMN, last + (max(1, int(repeats[1])) if repeats else 1))
        style = _COLUMN_STYLE.search(column[1])
        is_hidden = any(mark in column[1] for mark in _HIDDEN)
        yield first, last, html.unescape(style[1].decode("utf-8", "replace")) if style else "", is_hidden


def _rows(table: bytes) -> Iterator[tuple[bytes, int]]:
    """What stands after "<table:table-row" up to the next one, and how often it repeats."""
    for row in table.split(b"<table:table-row")[1:]:
        # A group or a header of rows begins with the same letters.
        if row[:1] in b" >/\t\r\n":
            repeats = _ROWS.search(row) if b"number-rows-repeated" in row else None
            yield row, max(1, int(repeats[1])) if repeats else 1


def _text_size(cells: bytes) -> int:
    """At most how many bytes of text a row unfolds to."""
    spaces = sum(int(number) for number in _SPACES.findall(cells)) if b"text:c=" in cells else 0
    repeats = sum(int(number) for number in _FILLED_REPEAT.findall(cells)) if b"columns-repeated" in cells else 0
    return (len(cells) + spaces) * (1 + repeats)
