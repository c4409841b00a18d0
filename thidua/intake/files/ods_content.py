"""The content of an .ods read element by element, for sheets whose formulas, errors or spelling need a closer look.

It finds what `ods_file` finds by searching; values of cells are left to their reader.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ParserCreate

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import MEGABYTE, read_xml, refusal
from thidua.intake.files.sheet_scan import Place, SheetScan

_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = frozenset(
    ("office:value-type", *(f"office:{kind}value" for kind in ("", "string-", "boolean-", "date-", "time-")))
)


def read_content_closely(content: bytes, limits: Limits) -> list[SheetScan]:
    """Scan every sheet with an XML parser.

    Raises
    ------
    Unreadable
        F05 for texts that repeat beyond measure, F07 for a repeat that is no number or a part that is no XML, F10 for
        too many rows, unfolded.
    """
    reading = _Reading(limits)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    read_xml(parser, content)
    return [table.scan() for table in reading.tables]


class _Table:
    """One sheet while it is read; rows and columns count from 1."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = self.column = self.last_row = self.last_column = 0
        self.hidden: list[tuple[int, int]] = []
        self.uncomputed: list[Place] = []
        self.errors: dict[Place, str] = {}

    def scan(self) -> SheetScan:
        # A million blank rows below the values are often hidden by one entry.
        hidden = (range(first, min(last, self.last_row) + 1) for first, last in self.hidden)
        return SheetScan(
            name=self.name,
            last_row=self.last_row,
            last_column=self.last_column,
            hidden_rows=frozenset(row for rows in hidden for row in rows),
            uncomputed=frozenset(self.uncomputed),
            errors=self.errors,
        )


class _Reading:
    """Where the parser stands, and what it found so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.text_size = limits, 0
        self.tables: list[_Table] = []
        self.row_repeats = self.column_repeats = 1
        self.is_error = self.in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _CELLS:
            self._start_cell(attributes)
        elif tag == "table:table-row" and self.tables:
            table = self.tables[-1]
            table.row, table.column = table.row + self.row_repeats, 0
            self.row_repeats = _repeats(attributes, "table:number-rows-repeated")
            if attributes.get("table:visibility") in ("collapse", "filter"):
                table.hidden.append((table.row, table.row + self.row_repeats - 1))
        elif tag == "table:table":
            self.tables.append(_Table(attributes.get("table:name", "")))
            # A row adds the repeats of the one above it: the first row is 1.
            self.row_repeats = 1
        elif tag == "text:s" and self.in_cell:
            self._count_text(_repeats(attributes, "text:c"))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if not self.tables:
            return
        table = self.tables[-1]
        self.column_repeats = _repeats(attributes, "table:number-columns-repeated")
        first, table.column = table.column + 1, table.column + self.column_repeats
        self.in_cell, self.is_error = True, attributes.get("calcext:value-type") == "error"
        if not _VALUES.isdisjoint(attributes):
            self._mark_filled()
            self._count_text(len(attributes.get("office:string-value", "")))
        elif "table:formula" in attributes:
            table.uncomputed.append((table.row, first))

    def _mark_filled(self) -> None:
        table = self.tables[-1]
        table.last_row = max(table.last_row, table.row + self.row_repeats - 1)
        if table.last_row > self.limits.max_rows:
            raise refusal("F10-rows", sheet=table.name, found=table.last_row, limit=self.limits.max_rows)
        table.last_column = max(table.last_column, table.column)

    def _count_text(self, length: int) -> None:
        self.text_size += length * self.row_repeats * self.column_repeats
        if self.text_size > self.limits.max_unpacked_mb * MEGABYTE:
            size = self.text_size / MEGABYTE
            raise refusal("F05-unpacked", found=size, limit=self.limits.max_unpacked_mb)

    def text(self, text: str) -> None:
        if self.in_cell:
            self._count_text(len(text))
            if self.is_error and self.column_repeats == 1:
                place = (self.tables[-1].row, self.tables[-1].column)
                self.tables[-1].errors[place] = self.tables[-1].errors.get(place, "") + text

    def end(self, tag: str) -> None:
        if tag in _CELLS:
            self.in_cell = self.is_error = False


def _repeats(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    if not re.fullmatch("[0-9]{1,10}", number):
        raise refusal("F07-damaged", found=number)
    return max(1, int(number))
