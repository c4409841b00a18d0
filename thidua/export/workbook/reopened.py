"""A workbook read again from its bytes, cell by cell, against the document it was made from."""

from __future__ import annotations

import io
import math
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, load_workbook

from thidua.export.document import Document
from thidua.export.workbook.letters import cell_value
from thidua.export.workbook.names import heads_of
from thidua.export.workbook.page import unique_heads
from thidua.export.workbook.sheets import DataSheet, plan_workbook
from thidua.present.language import written_in

_DIGITS = 1e-14
"""The format keeps sixteen digits of a number, one less than two computers need to agree to the last bit."""


def first_difference(xlsx: bytes, document: Document) -> str:
    """What a workbook lacks or has wrong, in one sentence; empty if every table and chart is there, cell by cell."""
    try:
        opened = load_workbook(io.BytesIO(xlsx))
    except (CalamineError, OSError, ValueError) as problem:
        return f"it cannot be read: {problem}"
    with written_in(document.lang):
        plan = plan_workbook(document)
        expected = [plan.cover, plan.contents, plan.notes_name, *(sheet.name for sheet in plan.sheets)]
        if opened.sheet_names != expected:
            lacking = [name for name in expected if name not in opened.sheet_names]
            return f"it lacks the sheet {lacking[0]}" if lacking else "its sheets are in another order"
        if any(each.visible != SheetVisibleEnum.Visible for each in opened.sheets_metadata):
            return "a sheet is hidden"
        differences = (_difference(opened, sheet) for sheet in plan.sheets)
        return next((said for said in differences if said), "")


def _difference(opened: CalamineWorkbook, sheet: DataSheet) -> str:
    """The table ends its sheet, so its rows are counted from below."""
    table = sheet.flat.table
    names = [column.name for column in table.columns]
    rows = opened.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    found = rows[len(rows) - len(table.rows) - 1 :]
    heads = unique_heads(heads_of(table))
    wanted: list[list[Any]] = [list(heads)]
    wanted += [[cell_value(row.cells.get(name), table.name) for name in names] for row in table.rows]
    for number, (has, wants) in enumerate(zip(found, wanted, strict=False)):
        for head, cell, value in zip(heads, has, wants, strict=False):
            if not _is_same(cell, value):
                return (
                    f"sheet {sheet.name}, row {number} of its table, column {head}: has {cell!r} instead of {value!r}"
                )
    is_whole = len(found) == len(wanted) and all(len(has) >= len(heads) for has in found)
    return "" if is_whole else f"sheet {sheet.name} lacks rows or columns of its table"


def _is_same(cell: object, value: object) -> bool:
    if isinstance(value, int | float):
        return isinstance(cell, int | float) and math.isclose(cell, value, rel_tol=_DIGITS, abs_tol=1e-300)
    return cell == ("" if value is None else value)
