"""Names of cells and areas as a spreadsheet writes them, and many cells told as few areas.

What stands in the cells belongs elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from thidua.intake.files.sheet_scan import Area, Place

_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def cell_place(name: str) -> Place | None:
    """Row and column, from 1, of a cell that Excel has.

    Examples
    --------
    >>> cell_place("H47"), cell_place("XFE1"), cell_place("H0")
    ((47, 8), None, None)
    """
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    row, column = int(found[2]), _column(found[1])
    return (row, column) if row <= _LAST_ROW and column <= _LAST_COLUMN else None


def area_of(name: str) -> Area | None:
    """The area of a name: of a single cell as well.

    Examples
    --------
    >>> area_of("F9:G28"), area_of("F9"), area_of("F28:F9")
    (Area(first_row=9, first_column=6, last_row=28, last_column=7), Area(first_row=9, first_column=6, last_row=9, last_column=6), None)
    """  # noqa: E501 - what Python prints
    first, _, last = name.partition(":")
    start = cell_place(first)
    end = cell_place(last) if last else start
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


def area_name(area: Area) -> str:
    """The name of an area.

    Examples
    --------
    >>> area_name(Area(9, 6, 28, 7)), area_name(Area(9, 6, 9, 6))
    ('F9:G28', 'F9')
    """
    first = place_name(area.first_row, area.first_column)
    last = place_name(area.last_row, area.last_column)
    return first if first == last else f"{first}:{last}"


def place_name(row: int, column: int) -> str:
    """The name of a cell, both numbers from 1."""
    return f"{_letters(column)}{row}"


def areas_of(places: Iterable[Place]) -> list[Area]:
    """Few areas that hold exactly these cells, in the order of their first cells.

    Examples
    --------
    >>> [area_name(area) for area in areas_of([(9, 6), (10, 6), (11, 6), (40, 6), (9, 7), (10, 7), (11, 7)])]
    ['F9:G11', 'F40']
    """
    runs: list[Area] = []
    for row, column in sorted(set(places), key=lambda place: (place[1], place[0])):
        if runs and runs[-1].first_column == column and runs[-1].last_row == row - 1:
            runs[-1] = runs[-1]._replace(last_row=row)
        else:
            runs.append(Area(row, column, row, column))
    wide: list[Area] = []
    # Runs that stand beside each other and reach as far down are one area.
    for run in sorted(runs, key=lambda run: (run.first_row, run.last_row, run.first_column)):
        before = wide[-1] if wide else None
        is_beside = before and before.last_column == run.first_column - 1
        if before and is_beside and (before.first_row, before.last_row) == (run.first_row, run.last_row):
            wide[-1] = before._replace(last_column=run.last_column)
        else:
            wide.append(run)
    return sorted(wide)


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return column
