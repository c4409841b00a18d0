"""What the records of an .xls say about its sheets, found before its cells are read.

The reader of cells reserves memory for whatever size a sheet claims and ends the whole process if it cannot.
Source: [MS-XLS] version 10, 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from thidua.intake.files.limits import Limits
from thidua.intake.files.ole_file import OleFile
from thidua.intake.files.safety import MEGABYTE, refusal
from thidua.intake.files.sheet_scan import Area, Places, SheetScan, check_merged_count, check_sheet_count
from thidua.intake.files.xls_formats import FONT, FORMAT, XF, FormatRecords

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, _FILEPASS, _SST, _LABELSST = 0x0085, 0x002F, 0x00FC, 0x00FD
_DATEMODE, _COLINFO, _MERGED = 0x0022, 0x007D, 0x00E5
_DIMENSIONS, _ROW, _FORMULA, _BOOLERR, _MULRK = 0x0200, 0x0208, 0x0006, 0x0205, 0x00BD
# Also NUMBER, LABEL, RK and RSTRING; a BLANK holds no value.
_VALUES = frozenset((_FORMULA, 0x0206, 0x0406, _BOOLERR, 0x0203, 0x0204, 0x027E, _MULRK, _LABELSST, 0x00D6))
_NOTED = frozenset((_ROW, _COLINFO, _MERGED, _DIMENSIONS))
_ROWS, _COLUMNS = 65_536, 256
"""The size of a sheet in this format."""
_HIDDEN = 0x20
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

_Record = tuple[int, int, int]
"""Type, where its content starts, and how long it is."""


def scan_xls(data: bytes, limits: Limits) -> list[SheetScan]:
    """Scan the sheets of a workbook, in its order.

    Raises
    ------
    Unreadable
        F03 for a password, F04 for macros, F05 for texts that repeat beyond measure, F07 for a damaged file,
        F08 for a Word document or another Office file.
    """
    ole = OleFile(data)
    if "encryptedpackage" in ole.names:
        raise refusal("F03-password")
    if not ole.names & {"workbook", "book"}:
        raise refusal("F08-foreign", found=_office_kind(ole.names))
    if ole.names & {"_vba_project_cur", "_vba_project"}:
        raise refusal("F04-macros")
    # Excel 95 and 97 in one file: the reader of cells takes the newer stream.
    return _scan_stream(ole.stream("workbook") or ole.stream("book"), limits)


def _office_kind(names: frozenset[str]) -> str:
    if "worddocument" in names:
        return "tệp Word (.doc)"
    return "tệp PowerPoint" if "powerpoint document" in names else "tệp Office không rõ loại"


def _records(stream: bytes) -> Iterator[_Record]:
    """The records that stand before the first sheet."""
    start, unpack = 0, struct.Struct("<HH").unpack_from
    while start <= len(stream) - 4:
        kind, size = unpack(stream, start)
        if kind == _EOF:
            return
        if start + 4 + size > len(stream):
            raise refusal("F07-damaged", found="xls record")
        yield kind, start + 4, size
        start += 4 + size


def _scan_stream(stream: bytes, limits: Limits) -> list[SheetScan]:
    sheets: list[tuple[str, int]] = []
    texts: list[bytes] = []
    formats = FormatRecords()
    counts_from_1904 = False
    previous = 0
    for kind, at, size in _records(stream):
        if kind == _FILEPASS:
            raise refusal("F03-password")
        if kind == _BOUNDSHEET and size >= 4:
            sheets.append((_sheet_name(stream[at : at + size]), struct.unpack_from("<I", stream, at)[0]))
            check_sheet_count(len(sheets), limits)
        elif kind in (FONT, FORMAT, XF):
            formats.add(kind, stream[at : at + size])
        elif kind == _DATEMODE and size:
            counts_from_1904 = stream[at] == 1
        if kind == _SST or (kind == _CONTINUE and previous == _SST and texts):
            texts.append(stream[at : at + size])
        previous = _SST if kind == _CONTINUE and previous == _SST else kind
    scanning = _Scanning(stream, formats, limits)
    scans = [replace(scanning.scan(start), name=name, counts_from_1904=counts_from_1904) for name, start in sheets]
    _check_text_size(texts, scanning.shared, limits)
    return scans


def _sheet_name(content: bytes) -> str:
    """The name of a sheet for a message: Excel 97 marks how its letters are stored, Excel 95 does not."""
    if content[7:8] == b"\1":
        return content[8 : 8 + 2 * content[6]].decode("utf-16-le", "replace")
    return content[7:].lstrip(b"\0").decode("latin-1")


class _Scanning:
    """Scans one sheet after the other; ``shared`` gathers the number of each shared text that they show."""

    def __init__(self, stream: bytes, formats: FormatRecords, limits: Limits) -> None:
        self.stream, self.limits = stream, limits
        self.percents, self.others, self.struck = formats.percents, formats.others, formats.struck
        self.shared: list[int] = []

    def scan(self, start: int) -> SheetScan:
        """Scan the sheet whose records begin there."""
        self.hidden, self.hidden_columns = set[int](), set[int]()
        self.column_records = 0
        self.errors: dict[str, Places] = {}
        self.shown_as_percent, self.shown_as_another, self.struck_through = Places(), Places(), Places()
        self.merged: list[Area] = []
        last_row, last_column = self._read_records(start)
        return SheetScan(
            last_row=last_row + 1,
            last_column=last_column + 1,
            hidden_rows=frozenset(self.hidden),
            hidden_columns=frozenset(self.hidden_columns),
            errors=self.errors,
            percents=self.shown_as_percent,
            others=self.shown_as_another,
            struck=self.struck_through,
            merged=tuple(self.merged),
        )

    def _read_records(self, start: int) -> tuple[int, int]:
        """Read up to the end of the sheet: the last row and column with a value, from 0."""
        stream, shared, has_formats = self.stream, self.shared, bool(self.percents or self.others or self.struck)
        last_row = last_column = -1
        # Nearly every record is a cell: its header and place are read in one step.
        unpack, end, depth = struct.Struct("<HHHH").unpack_from, len(stream) - 8, 0
        while start <= end:
            kind, size, row, column = unpack(stream, start)
            at, start = start + 4, start + 4 + size
            if start > len(stream):
                raise refusal("F07-damaged", found="xls record")
            if kind in _VALUES and size >= 6:
                if has_formats:
                    self._note_formats(kind, row, column, stream[at:start])
                if kind == _LABELSST and size >= 10:
                    shared.append(int.from_bytes(stream[at + 6 : at + 10], "little"))
                elif kind == _MULRK:
                    column = int.from_bytes(stream[start - 2 : start], "little")
                elif kind in (_FORMULA, _BOOLERR) and (code := _error_code(kind, stream[at:start])):
                    self.errors.setdefault(code, Places()).add(row + 1, column + 1)
                if row > last_row:
                    last_row = row
                if column > last_column:
                    last_column = column
            elif kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif kind in _NOTED:
                self._note(kind, stream[at:start])
        return last_row, last_column

    def _note_formats(self, kind: int, row: int, column: int, content: bytes) -> None:
        # Several numbers of one row share a record: format and number, six bytes each.
        formats = content[4:-2] if kind == _MULRK else content[4:6]
        for place in range(0, len(formats) - 1, 6):
            number = formats[place] | formats[place + 1] << 8
            if number in self.percents:
                self.shown_as_percent.add(row + 1, column + place // 6 + 1)
            if number in self.others:
                self.shown_as_another.add(row + 1, column + place // 6 + 1)
            if number in self.struck:
                self.struck_through.add(row + 1, column + place // 6 + 1)

    def _note(self, kind: int, content: bytes) -> None:
        """Take a record that is no cell."""
        if kind == _ROW and len(content) >= 16 and content[12] & _HIDDEN:
            self.hidden.add(int.from_bytes(content[:2], "little") + 1)
        elif kind == _COLINFO and len(content) >= 10:
            self.column_records += 1
            if self.column_records > _COLUMNS:
                raise refusal("F07-damaged", found="xls columns")
            first, last, width, _, options = struct.unpack_from("<5H", content)
            if options & 1 or not width:
                self.hidden_columns.update(range(first + 1, min(last, _COLUMNS - 1) + 2))
        elif kind == _MERGED and len(content) >= 2:
            whole = (len(content) - 2) // 8 * 8
            for first_row, last_row, first_column, last_column in struct.iter_unpack("<4H", content[2 : 2 + whole]):
                self.merged.append(Area(first_row + 1, first_column + 1, last_row + 1, last_column + 1))
            check_merged_count(len(self.merged), self.limits)
        elif kind == _DIMENSIONS:
            _check_dimensions(content)


def _error_code(kind: int, content: bytes) -> str:
    if kind == _BOOLERR and len(content) >= 8 and content[7]:
        return _ERRORS.get(content[6], "#N/A")
    is_error = kind == _FORMULA and len(content) >= 14 and content[6] == 2 and content[12:14] == b"\xff\xff"
    return _ERRORS.get(content[8], "#N/A") if is_error else ""


def _check_dimensions(content: bytes) -> None:
    """Refuse a sheet that claims more rows or columns than the format has."""
    form = {10: "<HHHH", 14: "<IIHH"}.get(len(content))
    if form is None:
        raise refusal("F07-damaged", found="xls dimensions")
    first_row, end_row, first_column, end_column = struct.unpack_from(form, content)
    if not (first_row <= end_row <= _ROWS and first_column <= end_column <= _COLUMNS):
        raise refusal("F07-damaged", found="xls dimensions")


def _check_text_size(blocks: list[bytes], shared: list[int], limits: Limits) -> None:
    """Refuse a few long texts shared by so many cells that their copies would fill the memory."""
    budget = limits.max_unpacked_mb * MEGABYTE
    if not blocks or len(shared) * sum(map(len, blocks)) <= budget:
        return
    sizes = list(_text_sizes(blocks))
    size = sum(sizes[number] for number in shared if number < len(sizes))
    if size > budget:
        raise refusal("F05-unpacked", found=size / MEGABYTE, limit=limits.max_unpacked_mb)


def _text_sizes(blocks: list[bytes]) -> Iterator[int]:
    """The length of each shared text in characters; a text may run on into the next record, with its flags again."""
    block, at = 0, 8
    while block < len(blocks):
        if at + 3 > len(blocks[block]):
            block, at = block + 1, 0
            continue
        length, flags = struct.unpack_from("<HB", blocks[block], at)
        has_runs, has_extension = bool(flags & 0x08), bool(flags & 0x04)
        header = blocks[block][at + 3 : at + 3 + 2 * has_runs + 4 * has_extension]
        header = header.ljust(2 * has_runs + 4 * has_extension, b"\0")
        extra = 4 * struct.unpack_from("<H", header)[0] if has_runs else 0
        extra += struct.unpack_from("<I", header, 2 * has_runs)[0] if has_extension else 0
        at += 3 + len(header)
        yield length
        while length:
            width = 1 + (flags & 1)
            here = min(length, max(0, len(blocks[block]) - at) // width)
            length, at = length - here, at + here * width
            if length:
                block, at = block + 1, 1
                if block >= len(blocks) or not blocks[block]:
                    return
                flags = blocks[block][0]
        while extra:
            here = min(extra, max(0, len(blocks[block]) - at))
            extra, at = extra - here, at + here
            if extra:
                block, at = block + 1, 0
                if block >= len(blocks):
                    return
