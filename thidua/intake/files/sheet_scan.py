"""What is found in a sheet's stored form before its cells are read: extent, formats that count, merged areas.

The reader of cells allocates every cell between the first and the last, and aborts the whole process when it cannot;
so nothing is given to it before its extent is checked here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import refusal

Place = tuple[int, int]
"""Row and column, both counted from 1."""

LAST_COLUMN = 16_384
"""The last column of a sheet of Excel and of LibreOffice."""
_COLUMN_BITS = 16


class Area(NamedTuple):
    """A rectangle of cells, rows and columns counted from 1, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Places:
    """Places of cells, in eight bytes each: a hostile sheet has millions of cells of one format."""

    __slots__ = ("_packed",)

    def __init__(self) -> None:
        self._packed = array("Q")

    def add(self, row: int, column: int) -> None:
        """Add one place."""
        self._packed.append(row << _COLUMN_BITS | column)

    def add_area(self, area: Area) -> None:
        """Add every place of an area, row by row."""
        for row in range(area.first_row, area.last_row + 1):
            start = row << _COLUMN_BITS
            self._packed.extend(range(start + area.first_column, start + area.last_column + 1))

    def __iter__(self) -> Iterator[Place]:
        mask = (1 << _COLUMN_BITS) - 1
        return ((packed >> _COLUMN_BITS, packed & mask) for packed in self._packed)

    def __len__(self) -> int:
        return len(self._packed)


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
        The cells of each error value such as ``#REF!``, which the reader of cells would give as blank.
    percents, others, struck
        Cells whose format shows a number as per cent, and as another number than is stored, and whose font is struck
        through; blank ones may be among them.
    hidden_rows, hidden_columns
        Their numbers.
    merged
        Merged areas; they may reach beyond the last value.
    counts_from_1904
        Whether the workbook counts its days from 01/01/1904.
    """

    name: str = ""
    last_row: int = 0
    last_column: int = 0
    hidden_rows: frozenset[int] = frozenset()
    uncomputed: frozenset[Place] = frozenset()
    errors: Mapping[str, Places] = field(default_factory=dict)
    percents: Places = field(default_factory=Places)
    others: Places = field(default_factory=Places)
    struck: Places = field(default_factory=Places)
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    counts_from_1904: bool = False


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


def check_merged_count(count: int, limits: Limits) -> None:
    """Refuse a sheet of more merged areas than two in each of its rows could be."""
    if count > 2 * limits.max_rows:
        raise refusal("F10-merged", found=count, limit=2 * limits.max_rows)
