"""Texts in workbooks that we write: what Excel takes in a cell and as a name of a sheet.

Whatever the text begins with, it stays a text; how a cell looks belongs elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_CELL = 32_000
# XML allows these no more than control characters, and Excel refuses a workbook for one of them.
_NOT_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is covered by a merged cell")
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)
    return cell


def looks_like_formula(text: str) -> bool:
    """Whether editing the cell would turn the text into a formula, unless the cell is marked as text."""
    return len(text) > 1 and text[0] in "=+-@"


def clean_text(text: str) -> str:
    """A sender's text without what Excel refuses, at most as long as a cell may be."""
    if text.isprintable() and len(text) <= _LONGEST_CELL:
        return text
    return _NOT_XML.sub("\ufffd", ILLEGAL_CHARACTERS_RE.sub("", text[:_LONGEST_CELL]))


def free_sheet_name(name: str, taken: Iterable[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    plain = _NO_SHEET_NAME.sub("_", clean_text(name)).strip("' ")[:31] or "Số liệu"
    used = {each.casefold() for each in taken}
    number, found = 1, plain
    while found.casefold() in used:
        number += 1
        found = f"{plain[: 31 - len(f' ({number})')]} ({number})"
    return found
