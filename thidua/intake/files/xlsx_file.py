"""What the parts of an .xlsx say about its sheets, found without reading its cells.

Sheets written in the usual way are searched with a few byte patterns, at a fraction of the cost of reading them;
any other spelling of the same XML is read by a parser.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.parsers.expat import ParserCreate

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import MEGABYTE, read_xml, refusal
from thidua.intake.files.sheet_scan import Place, SheetScan, check_extents
from thidua.intake.files.xlsx_sheet import read_sheet_closely, to_place

_PLAIN_ROWS, _PLAIN_COLUMNS = 9_999, 182
"""What `_ODD_CELL` lets pass: four digits, and columns A to FZ."""
_ODD_CELL = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z])[1-9][0-9]{0,3}"|[a-zA-Z])')
_ODD_CELL_OF_LONG_SHEET = re.compile(rb'<c(?! r="(?:[A-Z]|[A-F][A-Z])[1-9][0-9]{0,4}"|[a-zA-Z])')
_FIVE_DIGITS = re.compile(rb'<c r="[A-Z]+([0-9]{5})"')
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_HIDDEN_ROW = re.compile(rb"<row\b[^<>]*\shidden=[\"'](?:1|true)[\"'][^<>]*")
_ROW_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>')
_FORMULA = rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*"
_BARE_FORMULA = re.compile(_FORMULA + rb"(?!<v(?:\s[^<>]*)?>[^<])")
_ERROR = re.compile(rb't="e"[^<>]*>\s*(?:' + _FORMULA + rb")?<v>([^<]*)</v>")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_TEXT_NUMBER = re.compile(rb"\st=[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<")


def scan_xlsx(parts: Mapping[str, bytes], limits: Limits) -> list[SheetScan]:
    """Scan the sheets of a workbook, in its order.

    Parameters
    ----------
    parts
        Every part of the archive by its lower-case name.

    Raises
    ------
    Unreadable
        F04 for macros, F05 for texts that repeat beyond measure, F07 if the parts do not fit together, F10 for a part
        that is too large a sheet although the workbook does not name it as one.
    """
    if any(name.endswith("vbaproject.bin") for name in parts):
        raise refusal("F04-macros")
    sheets = list(_sheet_parts(parts))
    # Whatever holds cells is scanned and checked, whether or not the workbook names it as one of its sheets.
    scans = {name: _scan(data, limits) for name, data in parts.items() if b"sheetData" in data}
    _check_text_size(parts, [parts[name] for name in scans], limits)
    strays = scans.keys() - {part for _, part in sheets}
    check_extents([scans[part] for part in strays], limits)
    return [replace(scans.get(part, SheetScan()), name=name) for name, part in sheets]


def _sheet_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet, in the workbook's order."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def start_relationship(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def start_sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), key))

    for part, start in (("xl/_rels/workbook.xml.rels", start_relationship), ("xl/workbook.xml", start_sheet)):
        parser = ParserCreate()
        parser.StartElementHandler = start
        if part not in parts:
            raise refusal("F07-damaged", found=part)
        read_xml(parser, parts[part])
    for name, key in sheets:
        target = targets.get(key, "").replace("\\", "/").lower().removeprefix("/")
        yield name, target if target.startswith("xl/") else f"xl/{target}"


def _scan(data: bytes, limits: Limits) -> SheetScan:
    is_roomy = limits.max_rows >= _PLAIN_ROWS and limits.max_columns >= _PLAIN_COLUMNS
    # Blank formatted rows, up to the last of the sheet, stand below the last value; they do not count.
    end = max(data.rfind(mark) for mark in (b"<v", b":v", b"<is", b":is"))
    start = data.find(b"sheetData")
    end = max(start, end)
    is_long = _ODD_CELL.search(data, start, end) is not None
    is_odd = is_long and _ODD_CELL_OF_LONG_SHEET.search(data, start, end)
    if not is_roomy or is_odd or _PREFIXED_CELL.search(data, start):
        return read_sheet_closely(data)
    rows = _HIDDEN_ROW.finditer(data, start) if b"hidden=" in data else ()
    hidden = [_ROW_NUMBER.search(row[0]) for row in rows]
    if not all(hidden):
        return read_sheet_closely(data)
    return SheetScan(
        last_row=max(map(int, _FIVE_DIGITS.findall(data, start, end)), default=0) if is_long else 0,
        hidden_rows=frozenset(int(number[1]) for number in hidden if number),
        uncomputed=frozenset(_uncomputed(data)) if b"<f" in data else frozenset(),
        errors=dict(_errors(data)) if b't="e"' in data else {},
    )


def _uncomputed(data: bytes) -> Iterator[Place]:
    for formula in _BARE_FORMULA.finditer(data):
        cell = _CELL.match(data, data.rfind(b"<c ", 0, formula.start()))
        # A formula may well yield the empty text: then it is stored as one.
        is_empty_text = cell and b't="str"' in cell[3] and data.startswith(b"<v", formula.end())
        if cell and not is_empty_text:
            yield to_place(cell[1], cell[2])


def _errors(data: bytes) -> Iterator[tuple[Place, str]]:
    for error in _ERROR.finditer(data):
        if cell := _CELL.match(data, data.rfind(b"<c ", 0, error.start())):
            yield to_place(cell[1], cell[2]), error[1].decode("utf-8", "replace")


def _check_text_size(parts: Mapping[str, bytes], sheets: list[bytes], limits: Limits) -> None:
    """Refuse a few long texts shared by so many cells that their copies would fill the memory."""
    texts = parts.get("xl/sharedstrings.xml", b"")
    budget = limits.max_unpacked_mb * MEGABYTE
    cells = sum(data.count(b"<v") + data.count(b":v") for data in sheets)
    # Where texts are spelled otherwise the longest piece is only longer.
    if cells * max(map(len, texts.split(b"<si>"))) <= budget:
        return
    starts = [found.start() for found in _SHARED_TEXT.finditer(texts)]
    sizes = [end - start for start, end in itertools.pairwise([*starts, len(texts)])]
    numbers = (int(number) for data in sheets for number in _TEXT_NUMBER.findall(data))
    size = sum(sizes[number] for number in numbers if number < len(sizes))
    if size > budget:
        raise refusal("F05-unpacked", found=size / MEGABYTE, limit=limits.max_unpacked_mb)
