"""What the parts of an .xlsx say about its sheets, found without reading its cells.

How one sheet is searched or read belongs to ``xlsx_search`` and ``xlsx_sheet``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.parsers.expat import ParserCreate

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import MEGABYTE, read_xml, refusal
from thidua.intake.files.sheet_scan import SheetScan, check_extents
from thidua.intake.files.xlsx_search import scan_sheet
from thidua.intake.files.xlsx_styles import read_formats

_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
_TEXT_NUMBER = re.compile(rb"\st=[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<")
_SHORTEST_CELL = len("<c><v>1</v></c>")


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
    contents = _Contents.read(parts)
    sheets = contents.sheet_parts()
    names = {part: name for name, part in reversed(sheets)}
    formats = read_formats(parts.get("xl/styles.xml", b""))
    # Whatever holds cells is scanned and checked, whether or not the workbook names it as one of its sheets.
    scans = {
        part: replace(
            scan_sheet(data, formats, limits), name=names.get(part, ""), counts_from_1904=contents.counts_from_1904
        )
        for part, data in parts.items()
        if b"sheetData" in data
    }
    _check_text_size(parts, [parts[part] for part in scans], limits)
    check_extents([scan for part, scan in scans.items() if part not in names], limits)
    return [replace(scans.get(part, SheetScan()), name=name) for name, part in sheets]


@dataclass(slots=True)
class _Contents:
    """What the workbook says of itself: where each sheet is kept, and from which day it counts."""

    targets: dict[str, str] = field(default_factory=dict)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    counts_from_1904: bool = False

    @classmethod
    def read(cls, parts: Mapping[str, bytes]) -> _Contents:
        contents = cls()
        for part in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
            parser = ParserCreate()
            parser.StartElementHandler = contents._start
            if part not in parts:
                raise refusal("F07-damaged", found=part)
            read_xml(parser, parts[part])
        return contents

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif name == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), key))
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true")

    def sheet_parts(self) -> list[tuple[str, str]]:
        """The name and the part of each sheet, in the workbook's order."""
        targets = [self.targets.get(key, "").replace("\\", "/").lower().removeprefix("/") for _, key in self.sheets]
        return [
            (name, target if target.startswith("xl/") else f"xl/{target}")
            for (name, _), target in zip(self.sheets, targets, strict=True)
        ]


def _check_text_size(parts: Mapping[str, bytes], sheets: list[bytes], limits: Limits) -> None:
    """Refuse a few long texts shared by so many cells that their copies would fill the memory."""
    texts = parts.get("xl/sharedstrings.xml", b"")
    budget = limits.max_unpacked_mb * MEGABYTE
    # Where texts are spelled otherwise the longest piece is only longer.
    longest = max(map(len, texts.split(b"<si>")))
    if sum(map(len, sheets)) // _SHORTEST_CELL * longest <= budget:
        return
    if sum(data.count(b"<v") + data.count(b":v") for data in sheets) * longest <= budget:
        return
    starts = [found.start() for found in _SHARED_TEXT.finditer(texts)]
    sizes = [end - start for start, end in itertools.pairwise([*starts, len(texts)])]
    numbers = (int(number) for data in sheets for number in _TEXT_NUMBER.findall(data))
    size = sum(sizes[number] for number in numbers if number < len(sizes))
    if size > budget:
        raise refusal("F05-unpacked", found=size / MEGABYTE, limit=limits.max_unpacked_mb)
