"""Sheets: cells with values and styles, merged ranges and hidden rows, before any file format.

What stands in them belongs to ``lists``, ``returns`` and ``registers``; how they are written, to ``workbooks``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``formula`` is written with the value as its cached result."""

    value: Value
    style: str = ""
    formula: str = ""


@dataclass
class Sheet:
    """One sheet; rows and columns count from 0, ``places`` remembers where a named thing was put."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    places: dict[Hashable, tuple[int, int]] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, style: str = "", formula: str = "") -> None:
        """Write a cell; nothing is written for None or an empty text without a style."""
        if value not in (None, "") or style:
            self.cells[row, column] = Cell(value, style, formula)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a range of more than one cell."""
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))

    def put_headings(self, top: int, paths: Sequence[tuple[str, ...]]) -> int:
        """Write headings of one or more rows, equal neighbours merged; returns the row below them."""
        height = max(map(len, paths))
        for column, path in enumerate(paths):
            for level, text in enumerate(path):
                starts = column == 0 or paths[column - 1][: level + 1] != path[: level + 1]
                if not starts:
                    self.put(top + level, column, None, "head")
                    continue
                self.put(top + level, column, text, "head")
                right = column
                while right + 1 < len(paths) and paths[right + 1][: level + 1] == path[: level + 1]:
                    right += 1
                bottom = top + height - 1 if level == len(path) - 1 else top + level
                self.merge(top + level, column, bottom, right)
        return top + height

    def replace_value(self, place: tuple[int, int], value: Value) -> None:
        """Write another value into a cell, its style kept."""
        self.cells[place] = replace(self.cells.get(place, Cell(None)), value=value, formula="")

    def spelled(self, spell: Callable[[str], str]) -> Sheet:
        """The same sheet with every text spelled another way."""
        cells = {
            place: replace(cell, value=spell(cell.value)) if isinstance(cell.value, str) else cell
            for place, cell in self.cells.items()
        }
        return replace(self, cells=cells)


def cell_name(place: tuple[int, int]) -> str:
    """The name of a cell by its row and column from 0.

    Examples
    --------
    >>> cell_name((16, 3)), cell_name((0, 27))
    ('D17', 'AB1')
    """
    row, column = place
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return f"{letters}{row + 1}"
