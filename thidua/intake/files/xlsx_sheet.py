"""The sheet of an .xlsx read element by element, for spellings of its XML that byte patterns cannot follow.

It finds what `xlsx_search` finds by searching; values of cells are left to their reader.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ParserCreate

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import read_xml, refusal
from thidua.intake.files.sheet_scan import LAST_COLUMN, Area, Place, Places, SheetScan, check_merged_count
from thidua.intake.files.xlsx_styles import CellFormats

_NUMBER = re.compile("[0-9]{1,7}")
_REFERENCE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_NO_HEIGHT = re.compile(r"0(?:\.0*)?")


def read_sheet_closely(data: bytes, formats: CellFormats, limits: Limits) -> SheetScan:
    """Scan one sheet with an XML parser.

    Raises
    ------
    Unreadable
        F07 for a cell reference that is none, or a part that is no XML; F10 for too many merged areas.
    """
    reading = _Reading(formats, limits)
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
        hidden_columns=frozenset(reading.hidden_columns),
        uncomputed=frozenset(reading.uncomputed),
        errors=reading.errors,
        percents=reading.percents,
        others=reading.others,
        struck=reading.struck,
        merged=tuple(reading.merged),
    )


def to_place(letters: str | bytes, digits: str | bytes) -> Place:
    """Row and column of a reference: AB12 is row 12, column 28."""
    column = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        column = 26 * column + (letter & 0x1F)
    return int(digits), column


def to_area(reference: str) -> Area:
    """The area of a reference such as "A1:C5"; that of one cell is the cell.

    Raises
    ------
    Unreadable
        F07 if it is none.
    """
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    first, last = corners[0], corners[-1]
    if first is None or last is None or len(corners) > 2:
        raise refusal("F07-damaged", found=reference)
    return Area(*to_place(first[1], first[2]), *to_place(last[1], last[2]))


def hidden_by(attributes: dict[str, str], number: int, limits: Limits) -> range:
    """The columns that an entry of the list of columns hides; none if it shows them.

    Raises
    ------
    Unreadable
        F07 if it has a `number` in the list that is beyond the last column: then entries name a column twice.
    """
    if number > LAST_COLUMN:
        raise refusal("F07-damaged", found="cols")
    is_hidden = attributes.get("hidden") in ("1", "true") or _NO_HEIGHT.fullmatch(attributes.get("width", ""))
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if not is_hidden or not _NUMBER.fullmatch(first) or not _NUMBER.fullmatch(last):
        return range(0)
    return range(max(1, int(first)), min(int(last), limits.max_columns) + 1)


class _Reading:
    """Where the parser stands, and what it found so far."""

    def __init__(self, formats: CellFormats, limits: Limits) -> None:
        self.formats, self.limits = formats, limits
        self.row = self.column = self.last_row = self.last_column = 0
        self.place: Place = (0, 0)
        self.kind = self.value = ""
        self.format = 0
        self.has_formula = self.has_value = self.in_value = False
        self.columns = 0
        self.hidden: list[int] = []
        self.hidden_columns: set[int] = set()
        self.uncomputed: list[Place] = []
        self.errors: dict[str, Places] = {}
        self.percents, self.others, self.struck = Places(), Places(), Places()
        self.merged: list[Area] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if _NUMBER.fullmatch(number) else self.row + 1, 0
            if attributes.get("hidden") in ("1", "true") or _NO_HEIGHT.fullmatch(attributes.get("ht", "")):
                self.hidden.append(self.row)
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "is"):
            self.has_value = self.in_value = True
        elif name == "mergeCell":
            self.merged.append(to_area(attributes.get("ref", "")))
            check_merged_count(len(self.merged), self.limits)
        elif name == "col":
            self.columns += 1
            self.hidden_columns.update(hidden_by(attributes, self.columns, self.limits))

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
        number = attributes.get("s", "0")
        self.format = int(number) if _NUMBER.fullmatch(number) else 0
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
        if not self.has_value:
            return
        self.last_row = max(self.last_row, self.row, self.place[0])
        self.last_column = max(self.last_column, self.place[1])
        if self.kind == "e":
            self.errors.setdefault(self.value, Places()).add(*self.place)
        if self.format in self.formats.percents:
            self.percents.add(*self.place)
        if self.format in self.formats.others:
            self.others.add(*self.place)
        if self.format in self.formats.struck:
            self.struck.add(*self.place)
