"""What the content of an .ods says about its sheets: their extent with repeats unfolded, and their hidden rows.

An .ods repeats a cell or row by a number beside it, so a few bytes may stand for billions of cells. Whatever needs
more than byte patterns is left to ``ods_content``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ParserCreate

from thidua.intake.files.limits import Limits
from thidua.intake.files.ods_content import read_content_closely
from thidua.intake.files.safety import MEGABYTE, read_xml, refusal
from thidua.intake.files.sheet_scan import SheetScan

MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_MACRO = re.compile(r"scripts/.*[^/]|basic/[^/]+/(?!script-lb\.xml|dialog-lb\.xml)[^/]+")
# Comments, CDATA, and attributes in another spelling than every known writer's.
_ODD = tuple(
    map(
        re.compile,
        (rb"<!", rb'-repeated(?!="[0-9]{1,9}")', rb':visibility(?!="[a-z])', rb'text:c(?![a-z]|="[0-9]{1,9}")'),
    )
)
_ERROR = b'calcext:value-type="error"'
# Known writers put the value of a cell behind its formula; where it stands before, the closer look finds it.
_BARE_FORMULA = re.compile(rb"table:formula(?![^<>]*\soffice:[a-z-]*value)")
_TABLE = re.compile(rb"<table:table(?=[\s>])")
_NAME = re.compile(rb'\stable:name="([^"<]*)"')
_COLUMNS = re.compile(rb'number-columns-repeated="([0-9]+)"')
_ROWS = re.compile(rb'number-rows-repeated="([0-9]+)"')
_FILLED_REPEAT = re.compile(rb'<table:[a-z-]*cell(?=[^<]*value)[^<]*number-columns-repeated="([0-9]+)"')
_SPACES = re.compile(rb'text:c="([0-9]+)"')
_HIDDEN = (b':visibility="collapse"', b':visibility="filter"')


def scan_ods(parts: Mapping[str, bytes], limits: Limits) -> list[SheetScan]:
    """Scan the sheets of a document, in its order.

    Raises
    ------
    Unreadable
        F03 for a password, F04 for macros, F05 for texts that repeat beyond measure, F07 if the content is damaged.
    """
    if b"manifest:encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise refusal("F03-password")
    if any(_MACRO.fullmatch(name) for name in parts):
        raise refusal("F04-macros")
    content = parts.get("content.xml", b"")
    # Only what is well formed may be searched: then no attribute hides a "<".
    read_xml(ParserCreate(), content)
    if _ERROR in content or _BARE_FORMULA.search(content) or any(odd.search(content) for odd in _ODD):
        return read_content_closely(content, limits)
    _, *tables = _TABLE.split(content)
    return [_scan(table, limits) for table in tables]


def _scan(table: bytes, limits: Limits) -> SheetScan:
    name = _NAME.search(table)
    last_row = last_column = row = 0
    text_size = 0
    hidden: list[tuple[int, int]] = []
    for cells, repeats in _rows(table):
        first, row = row + 1, row + repeats
        if any(mark in cells for mark in _HIDDEN):
            hidden.append((first, row))
        value = cells.rfind(b"value")
        if value >= 0:
            filled = cells[: cells.find(b"<", value)]
            columns = filled.count(b"<table:table-cell") + filled.count(b"<table:covered-table-cell")
            columns += sum(max(0, int(number) - 1) for number in _COLUMNS.findall(filled))
            last_row, last_column = row, max(last_column, columns)
            text_size += repeats * _text_size(cells)
    if last_row <= limits.max_rows and text_size > limits.max_unpacked_mb * MEGABYTE:
        raise refusal("F05-unpacked", found=text_size / MEGABYTE, limit=limits.max_unpacked_mb)
    # A million blank rows below the values are often hidden by one entry.
    end = min(last_row, limits.max_rows) + 1
    return SheetScan(
        name=html.unescape(name[1].decode("utf-8", "replace")) if name else "",
        last_row=last_row,
        last_column=last_column,
        hidden_rows=frozenset(number for first, last in hidden for number in range(first, min(last + 1, end))),
    )


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
