"""Finds the tables in a sheet by their headings: one below another, side by side, or alone, wherever they stand.

What a heading means is in ``headings``; which of two columns of one meaning counts, in ``twins``; what the rows say
belongs to the module of each layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thidua.intake.cells.named_decisions import decision_within
from thidua.intake.files.workbook import Area, Cell, Sheet
from thidua.intake.layout_names import Layout
from thidua.intake.layouts.headings import (
    REQUIRED,
    Path,
    columns_of,
    heading_key,
    heading_words,
    is_complete,
    known_words,
    paths_of,
)
from thidua.intake.layouts.keys import KEY
from thidua.intake.layouts.part import is_filled
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.periods_said import period_said
from thidua.registry import fold

SEARCHED_ROWS = 60
"""A first table whose headings stand lower than this is not looked for: title blocks are far shorter."""
HIGHEST_HEADING = 4
_MOST_FILLED_OF_A_TITLE = 3
_NAMES_A_UNIT = re.compile(
    r"(?:[ivx]+|[a-z]|[0-9]+)?[\s.)/-]*(?:ubnd )?(?:huyện|thành phố|tp|tỉnh|xã|phường|thị trấn|sở|ban)\b"
)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table in a sheet.

    Attributes
    ----------
    layout
        A key of `REQUIRED`.
    columns
        Field name to column, from 0: the first of each field, until ``twins`` has chosen.
    first_heading, first_row
        Row numbers, from 1, of its first heading row and of the first row below its headings.
    headings
        The flattened heading of each column of the sheet, as sent.
    fields
        Field name to all columns whose headings mean it.
    paths
        The texts above each column of the sheet.
    title_row, last_row
        Row numbers, from 1, of the first row of its title block, and of the last row that may be its own; 0 for the
        end of the sheet.
    span
        First and last column, from 0, where another table stands beside it; None where it has the sheet's width.
    also
        Field name to further columns that count beside the chosen one: parts of a sum, a second title.
    """

    layout: Layout
    columns: Mapping[str, int]
    first_heading: int
    first_row: int
    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    paths: tuple[Path, ...] = ()
    title_row: int = 1
    last_row: int = 0
    span: tuple[int, int] | None = None
    also: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


_FIRST_GROUP = 4
"""So many rows below the headings hold the row of numbers and the headings of the first group."""


def find_tables(sheet: Sheet) -> list[FoundTable]:
    """Every table of a sheet, from top to bottom and from left to right; none if no headings are known."""
    tables: list[FoundTable] = []
    row = 0
    while row < len(sheet.rows) and (tables or row < SEARCHED_ROWS):
        if not _may_be_heading(sheet.rows[row], is_first=not tables):
            row += 1
            continue
        found = _tables_at(sheet, row)
        if not found:
            row += 1
            continue
        title = _title_row(sheet.rows, tables[-1].first_row - 1, found[0].first_heading - 1) if tables else 0
        if not tables or not _goes_on(tables, found, sheet.rows[title : found[0].first_heading - 1]):
            tables = [replace(each, last_row=each.last_row or title) for each in tables]
            tables += [replace(each, title_row=title + 1) for each in found]
        row = found[0].first_row - 1
    return tables


def part_of(sheet: Sheet, table: FoundTable) -> Sheet:
    """The sheet with nothing below and beside one of its tables; cells keep their places."""
    rows = sheet.rows[: table.last_row] if table.last_row else sheet.rows
    if table.span is not None:
        first, last = table.span
        blank: list[Cell] = [""] * len(rows[0])
        above, body = rows[: table.first_heading - 1], rows[table.first_heading - 1 :]
        rows = [*above, *([*blank[:first], *row[first : last + 1], *blank[last + 1 :]] for row in body)]
    return sheet if rows is sheet.rows else replace(sheet, rows=rows)


def _tables_at(sheet: Sheet, start: int) -> list[FoundTable]:
    """The table, or the tables side by side, with the most known headings that begin near this row."""
    best: tuple[tuple[int, int], list[FoundTable]] | None = None
    for top in range(start, len(sheet.rows)):
        if best is not None and top >= best[1][0].first_row - 1:
            # Below its headings stand the rows of the table that was found.
            break
        if best is None and top > start:
            break
        if top > start and not _may_be_heading(sheet.rows[top], is_first=True):
            continue
        for height in range(1, HIGHEST_HEADING + 1):
            block = sheet.rows[top : top + height]
            if len(block) < height or (height > 1 and not _may_go_on(block[-1])):
                break
            paths = paths_of(block, _areas(sheet.merged, top + 1, top + height))
            for layout in REQUIRED:
                fields = columns_of(layout, enumerate(paths))
                if layout == "summary_return" and is_log_of_decisions(paths):
                    continue
                # A lower row that names more columns of the same fields is a heading, too: "Năm sinh / Nam | Nữ".
                size = (len(fields), sum(map(len, fields.values())))
                is_taller = best is not None and (best[1][0].first_heading, best[1][0].layout) == (top + 1, layout)
                is_larger = best is None or size[0] > best[0][0] or (is_taller and size > best[0])
                if is_larger and (is_complete(layout, fields) or _is_said(layout, fields, sheet, top, height)):
                    best = (size, list(_side_by_side(layout, fields, paths, top + 1, top + height + 1)))
    return best[1] if best else []


def _is_said(layout: str, fields: Mapping[str, object], sheet: Sheet, top: int, height: int) -> bool:
    """Whether a list without columns for its decision names it in the title, or in the heading of its first group."""
    if layout != "decision_list" or not {"recipient", "award"} <= fields.keys():
        return False
    below = sheet.rows[top + height : top + height + _FIRST_GROUP]
    near = (*sheet.rows[:top], *(row for row in below if _is_of_title(row)))
    return any(isinstance(cell, str) and decision_within(cell) is not None for row in near for cell in row)


def is_log_of_decisions(paths: Sequence[Path]) -> bool:
    """Whether headings count the recipients of each decision: such a table is neither a list nor a return."""
    fields = columns_of("decision_list", enumerate(paths))
    return "decision" in fields or "decided_on" in fields


def _side_by_side(
    layout: Layout, fields: Mapping[str, list[int]], paths: list[Path], heading: int, first_row: int
) -> Iterator[FoundTable]:
    """The table of these headings; two or more where each stretch of columns has all that a table needs."""
    texts = tuple(map(" / ".join, paths))
    for span in _spans(layout, fields, paths):
        first, last = span or (0, len(paths) - 1)
        own = columns_of(layout, ((at, paths[at]) for at in range(first, last + 1))) if span else fields
        columns = {name: at[0] for name, at in own.items()}
        every = {name: tuple(at) for name, at in own.items()}
        yield FoundTable(layout, columns, heading, first_row, texts, every, tuple(paths), span=span)


def _spans(layout: Layout, fields: Mapping[str, list[int]], paths: list[Path]) -> list[tuple[int, int] | None]:
    keys = fields[KEY[layout]]
    if len(keys) < 2:
        return [None]
    # A table beside another begins with its numbers, behind a blank column, or with its names.
    gaps = [at + 1 for at in range(1, len(paths) - 1) if not paths[at] and paths[at + 1]]
    for starts in (fields.get("number", []), gaps, keys):
        begins = [0, *(at for at in sorted(starts) if at > keys[0])]
        spans = [(at, end - 1) for at, end in zip(begins, [*begins[1:], len(paths)], strict=True)]
        own = [columns_of(layout, ((at, paths[at]) for at in range(first, last + 1))) for first, last in spans]
        if len(spans) > 1 and all(is_complete(layout, each) for each in own):
            return [*spans]
    return [None]


def _areas(merged: Sequence[Area], first: int, last: int) -> list[Area]:
    """The merged areas that begin in these rows, counted from the first of them."""
    return [
        area._replace(first_row=area.first_row - first + 1, last_row=area.last_row - first + 1)
        for area in merged
        if first <= area.first_row <= last
    ]


def _goes_on(tables: Sequence[FoundTable], found: Sequence[FoundTable], between: Sequence[Sequence[Cell]]) -> bool:
    """Whether headings are those of the table above, printed again on its next page: nothing new is said between."""
    last = tables[-len(found) :]
    if [(each.layout, each.columns) for each in last] != [(each.layout, each.columns) for each in found]:
        return False
    texts = [cell.strip() for row in between for cell in row if isinstance(cell, str) and cell.strip()]
    if found[0].layout != "decision_list" and texts:
        # Counts under a heading of their own may be parts of those above, or their sum: that is weighed table by table.
        return False
    return not any(map(_says_new, texts))


def _title_row(rows: Sequence[Sequence[Cell]], first: int, heading: int) -> int:
    """How many rows from the top belong to what stands above a title block, which ends at a heading row (from 0).

    A title is parted from the table above it by a blank row; without one, only what says something new is a title, for
    a row with a name alone may be a recipient.
    """
    top = heading
    while top > first and _is_of_title(rows[top - 1]):
        top -= 1
    blank = next((row for row in range(top, heading) if not any(map(is_filled, rows[row]))), None)
    if blank is not None:
        return blank
    row = heading
    while row > top and _is_one_new_text(rows[row - 1]):
        row -= 1
    return row


def _is_one_new_text(row: Sequence[Cell]) -> bool:
    """Whether a row is one text that says what a table may be about: a name with a title beside it is a recipient."""
    filled = [cell for cell in row if is_filled(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and _says_new(filled[0])


def _says_new(text: str) -> bool:
    """Whether a text names a period, a kind, a title or a unit: what a table may be about."""
    return bool(period_said(text) or kind_meant(text) or awards_meant(text) or _NAMES_A_UNIT.match(fold(text)))


def _is_of_title(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell not in ("", None)]
    return len(filled) <= _MOST_FILLED_OF_A_TITLE and all(isinstance(cell, str) for cell in filled)


def _may_be_heading(row: Sequence[Cell], *, is_first: bool) -> bool:
    """Whether at least two cells are words of some heading; most rows are dismissed here.

    Below a table that was found only what is spelled plainly counts, and looks at each row are kept cheap: its rows
    are thousands.
    """
    if is_first:
        words = known_words()
        return sum(isinstance(cell, str) and cell != "" and heading_key(cell) in words for cell in row) >= 2
    known = heading_words()
    found = filled = 0
    for cell in row:
        if type(cell) is str:
            filled += cell != ""
            found += cell in known or (len(cell) < 60 and cell.lower() in known)
        elif cell is not None:
            # No heading is a number or a day.
            return False
    # "Thường xuyên" and "Trực tiếp lao động" are headings of a return, and words of a row of a list.
    return found >= 2 and 2 * found >= filled


def _may_go_on(row: Sequence[Cell]) -> bool:
    """Whether a row can be a further heading row: it has words, and no numbers or days beside them."""
    return any(isinstance(cell, str) and cell for cell in row) and all(isinstance(cell, str) for cell in row)
