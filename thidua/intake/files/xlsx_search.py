"""The sheet of an .xlsx searched with a few byte patterns, at a fraction of the cost of reading its XML.

Only the usual spelling can be searched; any other is left to ``xlsx_sheet``, which must find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import refusal
from thidua.intake.files.sheet_scan import Area, Place, Places, SheetScan, check_merged_count
from thidua.intake.files.xlsx_sheet import hidden_by, read_sheet_closely, to_area, to_place
from thidua.intake.files.xlsx_styles import CellFormats

_PLAIN_ROWS, _PLAIN_COLUMNS = 9_999, 182
"""What `_ODD_CELL` lets pass: four digits, and columns A to FZ."""
_ODD_CELL = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z])[1-9][0-9]{0,3}"|[a-zA-Z])')
_ODD_CELL_OF_LONG_SHEET = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z])[1-9][0-9]{0,4}"|[a-zA-Z])')
_CELLS = b"sheetData"
_FIVE_DIGITS = re.compile(rb'<c r="[A-Z]+([0-9]{5})"')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_HIDDEN_ROW = re.compile(rb"<row\b[^<>]*\s(?:hidden=[\"'](?:1|true)[\"']|ht=[\"']0(?:\.0*)?[\"'])[^<>]*")
_ROW_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>')
_FORMULA = rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*"
_BARE_FORMULA = re.compile(_FORMULA + rb"(?!<v(?:\s[^<>]*)?>[^<])")
_ERROR = re.compile(rb't="e"[^<>]*>\s*(?:' + _FORMULA + rb")?<v>([^<]*)</v>")
_FORMATTED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^<>]*?\ss="([0-9]{1,7})")?')
_FEW = 10
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s([^<>]*)")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def scan_sheet(data: bytes, formats: CellFormats, limits: Limits) -> SheetScan:
    """Scan one sheet, by searching if it is spelled as usual.

    Raises
    ------
    Unreadable
        F07 for a reference that is none, or a part that is no XML; F10 for too many merged areas.
    """
    is_roomy = limits.max_rows >= _PLAIN_ROWS and limits.max_columns >= _PLAIN_COLUMNS
    start = data.find(_CELLS) + len(_CELLS)
    # Blank formatted rows, up to the last of the sheet, stand below the last value; they do not count.
    end = max(start, data.rfind(b"<v"))
    end = max(end, *(data.rfind(mark, end) for mark in (b":v", b"<is", b":is")))
    stop = data.find(b"</sheetData", end)
    is_long = _ODD_CELL.search(data, start, end) is not None
    is_odd = is_long and _ODD_CELL_OF_LONG_SHEET.search(data, start, end)
    if not is_roomy or is_odd or stop < 0 or _is_spelled_oddly(data, start, stop):
        return read_sheet_closely(data, formats, limits)
    hidden = [_ROW_NUMBER.search(row[0]) for row in _hidden_rows(data, start, stop)]
    if not all(hidden):
        return read_sheet_closely(data, formats, limits)
    return SheetScan(
        last_row=max(map(int, _FIVE_DIGITS.findall(data, start, end)), default=0) if is_long else 0,
        hidden_rows=frozenset(int(number[1]) for number in hidden if number),
        hidden_columns=frozenset(_hidden_columns(data, start, limits)),
        uncomputed=frozenset(_uncomputed(data, start, stop)),
        errors=_errors(data, start, stop),
        percents=_cells_of(formats.percents, data, start, stop),
        others=_cells_of(formats.others, data, start, stop),
        struck=_cells_of(formats.struck, data, start, stop),
        merged=tuple(_merged(data, stop, limits)),
    )


def _is_spelled_oddly(data: bytes, start: int, stop: int) -> bool:
    has_apostrophe = data.find(b"'", start, stop) >= 0
    return bool(_PREFIXED_CELL.search(data, start, stop)) or (has_apostrophe and data.find(b"='", start, stop) >= 0)


def _holds(data: bytes, letter: bytes, marks: Iterable[bytes], start: int, stop: int) -> bool:
    """Whether one of the marks occurs; a letter of them that is nowhere says so ten times sooner."""
    return data.find(letter, start, stop) >= 0 and any(data.find(mark, start, stop) >= 0 for mark in marks)


def _hidden_rows(data: bytes, start: int, stop: int) -> Iterable[re.Match[bytes]]:
    is_hidden = _holds(data, b"h", (b"hidden=", b' ht="0'), start, stop)
    return _HIDDEN_ROW.finditer(data, start, stop) if is_hidden else ()


def _hidden_columns(data: bytes, start: int, limits: Limits) -> Iterator[int]:
    for number, column in enumerate(_COLUMN.finditer(data, 0, start), 1):
        yield from hidden_by(_attributes(column[1]), number, limits)


def _attributes(text: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text.decode("utf-8", "replace"))
    return {name: quoted or in_apostrophes for name, quoted, in_apostrophes in found}


def _uncomputed(data: bytes, start: int, stop: int) -> Iterator[Place]:
    if not _holds(data, b"f", (b"<f",), start, stop):
        return
    for formula in _BARE_FORMULA.finditer(data, start, stop):
        cell = _CELL.match(data, data.rfind(b"<c ", 0, formula.start()))
        # A formula may well yield the empty text: then it is stored as one.
        is_empty_text = cell and b't="str"' in cell[3] and data.startswith(b"<v", formula.end())
        if cell and not is_empty_text:
            yield to_place(cell[1], cell[2])


def _errors(data: bytes, start: int, stop: int) -> dict[str, Places]:
    errors: dict[str, Places] = {}
    if _holds(data, b"e", (b't="e"',), start, stop):
        for error in _ERROR.finditer(data, start, stop):
            if cell := _CELL.match(data, data.rfind(b"<c ", 0, error.start())):
                places = errors.setdefault(error[1].decode("utf-8", "replace"), Places())
                places.add(*to_place(cell[1], cell[2]))
    return errors


def _cells_of(formats: frozenset[int], data: bytes, start: int, stop: int) -> Places:
    """The cells of these formats, blank ones too."""
    places = Places()
    if formats and _may_have(formats, data, start, stop):
        for cell in _FORMATTED.finditer(data, start, stop):
            # A cell that names no format has the first one.
            if int(cell[3] or 0) in formats:
                places.add(*to_place(cell[1], cell[2]))
    return places


def _may_have(formats: frozenset[int], data: bytes, start: int, stop: int) -> bool:
    if 0 in formats or len(formats) > _FEW:
        return True
    return any(data.find(b's="%d"' % number, start, stop) >= 0 for number in formats)


def _merged(data: bytes, stop: int, limits: Limits) -> Iterator[Area]:
    """The merged areas, which stand behind the cells."""
    for number, merged in enumerate(_MERGED.finditer(data, stop), 1):
        check_merged_count(number, limits)
        reference = _attributes(merged[1]).get("ref")
        if reference is None:
            raise refusal("F07-damaged", found="mergeCell")
        yield to_area(reference)
