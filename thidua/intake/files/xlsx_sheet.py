"""The sheet of an .xlsx read element by element, for spellings of its XML that byte patterns cannot follow.

It finds what `xlsx_file` finds by searching; values of cells are left to their reader.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ParserCreate

from thidua.intake.files.safety import read_xml, refusal
from thidua.intake.files.sheet_scan import Place, SheetScan

_ROW = re.compile("[0-9]{1,7}")
_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


def read_sheet_closely(data: bytes) -> SheetScan:
    """Scan one sheet with an XML parser.

    Raises
    ------
    Unreadable
        F07 for a cell reference that is none, or a part that is no XML.
    """
    reading = _Reading()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    read_xml(parser, data)
    return SheetScan(
        last_row=reading.last_row,
        last_column=reading.last_column,
        hidden_rows=frozenset(reading.hidden),
        uncomputed=frozenset(reading.uncomputed),
        errors=reading.errors,
    )


def to_place(letters: str | bytes, digits: str | bytes) -> Place:
    """Row and column of a reference: AB12 is row 12, column 28."""
    column = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        column = 26 * column + (letter & 0x1F)
    return int(digits), column


class _Reading:
    """Where the parser stands, and what it found so far."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0
        self.place: Place = (0, 0)
        self.kind = self.value = ""
        self.has_formula = self.has_value = self.in_value = False
        self.hidden: list[int] = []
        self.uncomputed: list[Place] = []
        self.errors: dict[Place, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if _ROW.fullmatch(number) else self.row + 1, 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.append(self.row)
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "is"):
            self.has_value = self.in_value = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        self.place = (self.row, self.column)
        if "r" in attributes:
            reference = _REFERENCE.fullmatch(attributes["r"])
            if reference is None:
                raise refusal("F07-damaged", found=attributes["r"])
            self.place = to_place(reference[1], reference[2])
            self.column = self.place[1]
        self.kind, self.value = attributes.get("t", ""), ""
        self.has_formula = self.has_value = self.in_value = False

    def text(self, text: str) -> None:
        if self.in_value:
            self.value += text

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self.in_value = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        is_stored = self.has_value and (self.value != "" or self.kind == "str")
        if self.has_formula and not is_stored:
            self.uncomputed.append(self.place)
        if self.has_value:
            self.last_row = max(self.last_row, self.row, self.place[0])
            self.last_column = max(self.last_column, self.place[1])
            if self.kind == "e":
                self.errors[self.place] = self.value
