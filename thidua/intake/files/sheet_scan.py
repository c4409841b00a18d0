"""What is found in a sheet's stored form before its cells are read: extent, hidden rows, formulas, error values.

The reader of cells allocates every cell between the first and the last, and aborts the whole process when it cannot;
so nothing is given to it before its extent is checked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import refusal

Place = tuple[int, int]
"""Row and column, both counted from 1."""


class Area(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetScan:
    """One sheet; ``name`` may be empty where the format keeps it elsewhere.

    Attributes
    ----------
    last_row, last_column
        Of the cells that hold a value; 0 where that is known to be small without counting.
    uncomputed
        Cells that hold a formula but no stored value.
    errors
        Cells that hold an error value such as ``#REF!``, which the reader of cells would give as blank.
    percents
        Cells whose number is shown as per cent by its format.
    hidden_columns, struck_rows
        Numbers of hidden columns, and of the rows all of whose filled cells are struck through.
    merged
        Merged areas, where the reader of cells does not tell them.
    """

    name: str = ""
    last_row: int = 0
    last_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    uncomputed: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()


def check_extents(scans: Iterable[SheetScan], limits: Limits) -> None:
    """Refuse sheets that are too many, too long or too wide, and cells that are too many together."""
    sheets = list(scans)
    check_sheet_count(len(sheets), limits)
    for scan in sheets:
        if scan.last_row > limits.max_rows:
            raise refusal("F10-rows", sheet=scan.name, found=scan.last_row, limit=limits.max_rows)
        if scan.last_column > limits.max_columns:
            raise refusal("F10-columns", sheet=scan.name, found=scan.last_column, limit=limits.max_columns)
    check_cell_count(sum(scan.last_row * scan.last_column for scan in sheets), limits)


def check_sheet_count(count: int, limits: Limits) -> None:
    """Refuse a workbook of too many sheets."""
    if count > limits.max_sheets:
        raise refusal("F09-sheets", found=count, limit=limits.max_sheets)


def check_cell_count(count: int, limits: Limits) -> None:
    """Refuse a workbook of too many cells."""
    if count > limits.max_cells:
        raise refusal("F10-cells", found=count, limit=limits.max_cells)
