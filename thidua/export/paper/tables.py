"""A table as the template reads it: its strings, and how they are set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from thidua.export.document import Printed
from thidua.export.paper.columns import ACROSS, UPRIGHT, Columns
from thidua.export.paper.heights import chart_height, picture_height, source_line, table_height
from thidua.present.frame import Annex
from thidua.present.printed import PrintedRow, PrintedTable

LONG_ROW = 700
"""A row stays on one page unless a cell has so many letters that it may need more than one."""


def rooms(printed: Sequence[Printed]) -> list[float]:
    """How wide the page is that each thing stands on: of an annex with a table across, every page lies across."""
    found: list[float] = []
    sections = [0, *(at for at, each in enumerate(printed) if at and isinstance(each, Annex)), len(printed)]
    for begin, end in pairwise(sections):
        across = [isinstance(each, PrintedTable) and each.landscape for each in printed[begin:end]]
        is_flipped = begin > 0 and any(across)
        found += [ACROSS if is_flipped or is_across else UPRIGHT for is_across in across]
    return found


def table_view(table: PrintedTable, room: float) -> dict[str, Any]:
    """What the template reads of a table on a page of so much room between its margins; lengths are in points."""
    columns = Columns(table, room)
    return {
        "part": table.kind,
        "name": table.name,
        **_caption_view(table),
        "landscape": table.landscape,
        "header": [head._asdict() for head in table.header],
        "spans": [span._asdict() for span in table.spans],
        "rows": [_row_view(row, columns) for row in table.rows],
        "end": len(table.rows) - rows_of_end(table),
        "size": columns.size,
        "head_size": columns.head_size,
        "inset_x": columns.inset,
        "inset_y": columns.above,
        "columns": columns.widths,
        "height": table_height(columns),
    }


def chart_view(chart: PrintedTable, room: float) -> dict[str, Any]:
    """What the template reads of a chart."""
    return {
        "part": chart.kind,
        "name": chart.name,
        **_caption_view(chart),
        "alt": chart.alt,
        "svg": chart.svg,
        "height": chart_height(chart, room),
        "picture_height": picture_height(chart, room),
    }


def _caption_view(shown: PrintedTable) -> dict[str, Any]:
    """What stands above and below a table or a chart."""
    return {
        "label": shown.label,
        "title": shown.title,
        "notes": shown.notes,
        "source_line": source_line(shown),
        "illustrative": shown.illustrative,
    }


def _row_view(row: PrintedRow, columns: Columns) -> dict[str, Any]:
    return {
        "role": row.role,
        "cells": [cell.text for cell in row.cells],
        "indent": columns.indent(row),
        "is_whole": all(len(cell.text) < LONG_ROW for cell in row.cells),
    }


def rows_of_end(table: PrintedTable) -> int:
    """How many rows at the end stay together and with the notes, so that none of them stands alone on a page.

    They are the last and up to two before it, if the head of their group keeps a row.
    """
    roles = [row.role for row in table.rows]
    if len(roles) < 6:
        return int(bool(roles) and roles[-1] != "group")
    before = roles[-4:-1][::-1]
    return 1 + (max(0, before.index("group") - 1) if "group" in before else 2)
