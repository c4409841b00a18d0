"""A name that stands in two columns, the family name before the given one, is put together as people read it.

Sheets that are sorted by given names are drawn so: "Họ và tên" merged over both, or "Họ và tên đệm" beside "Tên".
"""

from __future__ import annotations

from dataclasses import replace

from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.layouts.headings import heading_key
from thidua.intake.layouts.part import Notes, is_filled
from thidua.intake.layouts.tables import FoundTable
from thidua.registry import fold

_FAMILY = ("họ", "họ đệm", "họ và đệm", "họ tên đệm", "họ và tên đệm", "họ lót", "họ và chữ lót", "họ, tên đệm")
_GIVEN = "tên"


def with_whole_names(sheet: Sheet, table: FoundTable, notes: Notes) -> tuple[Sheet, FoundTable]:
    """The sheet and its table with the names of two columns put into the first of them.

    Parameters
    ----------
    sheet, table
        The sheet, and a table in it before its columns were chosen.
    notes
        Takes a line for the column that was put to the other, and an error where a part of the names has no other.
    """
    at = table.fields.get("recipient", ())
    if table.layout != "decision_list" or not at:
        return sheet, table
    family = heading_key(table.paths[at[0]][-1]) in _FAMILY
    rows = sheet.rows[table.first_row - 1 : table.last_row or None]
    beside = {each for each in table.columns.values() if each not in at}
    named = [any(is_filled(row[each]) for each in beside) for row in rows]
    own = [row for row, is_named in zip(rows, named, strict=True) if is_named]
    if len(at) == 1 and _is_headless(table, at[0] + 1) and any(_is_open(row[at[0]]) for row in own):
        at = (at[0], at[0] + 1)
    if len(at) == 2 and at[1] == at[0] + 1 and _are_halves(table, at) and _go_together(own, *at):
        first, second = at
        body = [_joined(row, *at) if is_named else row for row, is_named in zip(rows, named, strict=True)]
        whole = [*sheet.rows[: table.first_row - 1], *body, *sheet.rows[table.first_row - 1 + len(rows) :]]
        fields = {**table.fields, "recipient": (first,), "given_name": (second,)}
        columns = {**table.columns, "recipient": first, "given_name": second}
        heading = " / ".join(table.paths[second] or table.paths[first])
        notes.leave_out(table.first_row - 1, second, heading, "", "joined")
        return replace(sheet, rows=whole), replace(table, fields=fields, columns=columns)
    if family:
        headings = "” và “".join(" / ".join(table.paths[each]) for each in at)
        notes.find("L09-names", table.first_row - 1, at[0], headings=f"“{headings}”")
    return sheet, table


def _are_halves(table: FoundTable, at: tuple[int, ...]) -> bool:
    """Whether one heading stands over both columns, or the headings call them a family and a given name."""
    first, second = (table.paths[each] for each in at)
    return first == second or not second or (heading_key(first[-1]) in _FAMILY and heading_key(second[-1]) == _GIVEN)


def _is_headless(table: FoundTable, at: int) -> bool:
    """Whether nothing stands above a column: the heading to its left may have been merged with it."""
    return at < len(table.paths) and not table.paths[at]


def _is_open(cell: Cell) -> bool:
    """Whether a name has no end: "Hoàng Văn" waits for a given name."""
    return isinstance(cell, str) and fold(cell).split()[-1:] in (["văn"], ["thị"])


def _go_together(rows: list[list[Cell]], first: int, second: int) -> bool:
    """Whether given names stand behind family names only: a column with names of its own is no half of another."""
    given = [row for row in rows if is_filled(row[second])]
    return bool(given) and all(_is_name(row[first]) and _is_one_word(row[second]) for row in given)


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and is_filled(cell)


def _is_one_word(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().isalpha()


def _joined(row: list[Cell], first: int, second: int) -> list[Cell]:
    if not is_filled(row[second]):
        return row
    name = f"{str(row[first]).strip()} {str(row[second]).strip()}"
    return [name if at == first else "" if at == second else cell for at, cell in enumerate(row)]
