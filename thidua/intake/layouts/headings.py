"""Finds the table in a sheet by its headings: which layout it has, in which column each field stands, where rows begin.

Position means nothing here: title blocks may stand above, headings may be merged over one to four rows. What the
rows below say belongs to the module of each layout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.text.repair import repair_text
from thidua.intake.words.tables_said import read_words
from thidua.registry import fold

SEARCHED_ROWS = 60
"""A table whose headings stand lower than this is not looked for: title blocks are far shorter."""
HIGHEST_HEADING = 4

REQUIRED: Mapping[str, tuple[frozenset[str], ...]] = {
    "decision_list": (
        frozenset({"recipient"}),
        frozenset({"decision", "decided_on"}),
    ),
    "summary_return": (frozenset({"award"}), frozenset({"decided:collective"}), frozenset({"decided:individual"})),
    "registrations": (frozenset({"award"}), frozenset({"count"})),
    "movements": (frozenset({"name"}), frozenset({"mode", "launching_level"}), frozenset({"started_on", "awards"})),
    "indicators": (frozenset({"name"}), frozenset({"target"}), frozenset({"actual"})),
    "scores": (frozenset({"criterion"}), frozenset({"maximum"}), frozenset({"self_score", "cross_score"})),
    "models": (frozenset({"subject"}), frozenset({"stage"}), frozenset({"discovered_on", "replications"})),
}
"""What a table of each layout must have: one field of every set."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in a sheet.

    Attributes
    ----------
    layout
        A key of `REQUIRED`.
    columns
        Field name to column, from 0.
    first_heading, first_row
        Row numbers, from 1, of its first heading row and of the first row below its headings.
    headings
        The flattened heading of each column, as sent.
    """

    layout: str
    columns: Mapping[str, int]
    first_heading: int
    first_row: int
    headings: tuple[str, ...]


def find_table(sheet: Sheet) -> FoundTable | None:
    """The table with the most known headings among the first rows of a sheet; None if there is none."""
    best: tuple[int, FoundTable] | None = None
    for top in range(min(len(sheet.rows), SEARCHED_ROWS)):
        if best is not None and top >= best[1].first_row:
            # Below its headings stand the rows of the table that was found.
            break
        if not _may_be_heading(sheet.rows[top]):
            continue
        for height in range(1, HIGHEST_HEADING + 1):
            block = sheet.rows[top : top + height]
            if len(block) < height or (height > 1 and not _may_go_on(block[-1])):
                break
            paths = _paths(block)
            for layout in REQUIRED:
                columns = _columns_of(layout, paths)
                if (best is None or len(columns) > best[0]) and _is_complete(layout, columns):
                    found = FoundTable(layout, columns, top + 1, top + height + 1, tuple(map(" / ".join, paths)))
                    best = (len(columns), found)
    return None if best is None else best[1]


def _is_complete(layout: str, columns: Mapping[str, int]) -> bool:
    return all(not columns.keys().isdisjoint(choice) for choice in REQUIRED[layout])


def _may_be_heading(row: Sequence[Cell]) -> bool:
    """Whether at least two cells are words of some heading; most rows are dismissed here."""
    words = _known_words()
    return sum(_heading_key(cell) in words for cell in row) >= 2


def _may_go_on(row: Sequence[Cell]) -> bool:
    """Whether a row can be a further heading row: it has words, and no numbers or days beside them."""
    return any(isinstance(cell, str) and cell for cell in row) and all(isinstance(cell, str) for cell in row)


def _heading_key(cell: Cell) -> str:
    return heading_key(cell) if isinstance(cell, str) and cell else ""


@lru_cache(maxsize=8192)
def heading_key(text: str) -> str:
    """A heading as a key: repaired, folded, without numbering, footnote marks and format hints in brackets."""
    key = fold(repair_text(text).text)
    key = re.sub(r"\((?:(?:dd|mm|yyyy|đvt|đơn vị|nếu|ghi|đánh|x|có|1 = ).*?|\*+|[0-9])\)", "", key)
    return re.sub(r"\s*/\s*", "/", key).strip(" .:;*,")


@cache
def _known_words() -> frozenset[str]:
    whole = {heading_key(row["text"]) for row in (*read_words("headings"), *read_words("return_columns"))}
    parts = {part.strip() for row in read_words("headings") for part in row["text"].split(" / ")}
    return frozenset(whole | parts)


@cache
def _fields(layout: str) -> Mapping[str, str]:
    return {
        _path_key(row["text"].split(" / ")): row["field"] for row in read_words("headings") if row["layout"] == layout
    }


@cache
def _return_words(part: str) -> Mapping[str, str]:
    return {heading_key(row["text"]): row["code"] for row in read_words("return_columns") if row["part"] == part}


def _path_key(parts: Sequence[str]) -> str:
    return " / ".join(heading_key(part) for part in parts)


def _paths(block: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """The texts above each column, from top to bottom; a merged heading reaches over the columns it stands above."""
    width = max(len(row) for row in block)
    grid = [[cell if isinstance(cell, str) else "" for cell in row] + [""] * (width - len(row)) for row in block]
    for level in range(len(grid) - 1):
        for column in range(1, width):
            is_below = any(grid[lower][column] for lower in range(level + 1, len(grid)))
            if not grid[level][column] and is_below and not _starts_alone(grid, level, column):
                grid[level][column] = grid[level][column - 1]
    paths = []
    for column in range(width):
        parts: list[str] = []
        for row in grid:
            if row[column].strip() and (not parts or parts[-1] != row[column]):
                parts.append(row[column])
        paths.append(tuple(parts))
    return paths


def _starts_alone(grid: list[list[str]], level: int, column: int) -> bool:
    """Whether the column to the left has its heading to itself, so that nothing reaches over from it."""
    return not any(grid[lower][column - 1] for lower in range(level + 1, len(grid)))


def _columns_of(layout: str, paths: Sequence[tuple[str, ...]]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, path in enumerate(paths):
        if not path:
            continue
        field = _return_field(path) if layout == "summary_return" else ""
        field = field or _field_of(_fields(layout), path)
        if field and field not in columns:
            columns[field] = column
    if layout == "summary_return" and "award" in columns:
        # TT is the row's number when it stands before the titles.
        columns = {field: at for field, at in columns.items() if field != "number" or at < columns["award"]}
    return columns


def _field_of(fields: Mapping[str, str], path: tuple[str, ...]) -> str:
    """The field that a whole path means, or its last heading."""
    return fields.get(_path_key(path)) or fields.get(heading_key(path[-1])) or ""


def _return_field(path: tuple[str, ...]) -> str:
    """A column of the annual annex: its group of columns and what it counts ("decided:collective")."""
    leaf = _return_words("leaf").get(heading_key(path[-1]))
    groups = [_return_words("group").get(heading_key(part)) for part in path[:-1]]
    group = next((group for group in reversed(groups) if group), None)
    return f"{group}:{leaf}" if group and leaf else ""
