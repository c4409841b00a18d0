"""Accounts for every column of a table: what was not read is named, with what it was taken for.

Lines are told apart in ``lines``, columns of one meaning in ``twins``; what stays without a reader ends here.
"""

from __future__ import annotations

from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.keys import UNUSED
from thidua.intake.layouts.part import Notes, cell_name, is_filled
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.heading_words import nearest_headings


def account_for_columns(sheet: Sheet, table: FoundTable, notes: Notes) -> None:
    """Note every column with something below its heading that no field reads.

    Parameters
    ----------
    sheet, table
        The sheet, and its table with its columns chosen.
    notes
        Takes a warning for a heading that is not understood, and a line for one that is understood and not needed.
    """
    read = {at for also in table.also.values() for at in also} | set(table.columns.values())
    twins = {at for columns in table.fields.values() for at in columns} - read
    first, last = table.span or (0, max(map(len, sheet.rows), default=1) - 1)
    rows = sheet.rows[table.first_row - 1 : table.last_row or None]
    for name, what in UNUSED.get(table.layout, {}).items():
        at = table.columns.get(name)
        if at is not None and any(is_filled(row[at]) for row in rows):
            notes.leave_out(_heading_row(sheet, table, at), at, table.headings[at], what, "unused")
    for at in range(first, last + 1):
        if at in read or at in twins:
            continue
        filled = [number for number, row in enumerate(rows, table.first_row) if is_filled(row[at])]
        if len(filled) > 0 and not _is_of_sums(sheet, table, filled):
            heading = table.headings[at] if at < len(table.headings) else ""
            words = {"count": str(len(filled)), "cells": cell_name(filled[0], at), "nearest": _nearest(table, heading)}
            row = _heading_row(sheet, table, at)
            message = ("L08-near" if words["nearest"] else "L08-column") if heading.strip() else "L08-headless"
            if table.layout == "decision_list" and awards_meant(heading.rpartition(" / ")[2]):
                message = "L08-award"
            notes.find(message, row if heading.strip() else filled[0], at, heading, **words)
    hidden = sorted(at for at in sheet.hidden_columns if at - 1 in read and any(is_filled(row[at - 1]) for row in rows))
    if hidden:
        notes.find("H01-columns", table.first_heading, hidden[0] - 1, count=str(len(hidden)))


def _nearest(table: FoundTable, heading: str) -> str:
    known = nearest_headings(heading.rpartition(" / ")[2], table.layout) if heading.strip() else ()
    return '" hoặc "'.join(known[:2])


def _is_of_sums(sheet: Sheet, table: FoundTable, filled: list[int]) -> bool:
    """Whether a column without readers holds something only below the last row of data: signatures, notes."""
    evidence = [at for name, at in table.columns.items() if name != "note"]
    last = max(
        (
            number
            for number, row in enumerate(sheet.rows[table.first_row - 1 : table.last_row or None], table.first_row)
            if sum(is_filled(row[at]) for at in evidence) > 1
        ),
        default=0,
    )
    return filled[0] > last


def _heading_row(sheet: Sheet, table: FoundTable, at: int) -> int:
    """The lowest heading row that has a text in this column; the first if none has."""
    for row in range(table.first_row - 1, table.first_heading - 1, -1):
        if at < len(sheet.rows[row - 1]) and is_filled(sheet.rows[row - 1][at]):
            return row
    return table.first_heading


def check_sheet(sheet: Sheet, table: FoundTable, notes: Notes) -> None:
    """Note rows hidden or struck out inside a table, and formulas whose result the file does not hold."""
    last = table.last_row or len(sheet.rows)
    hidden = sorted(row for row in sheet.hidden_rows if table.first_row <= row <= last)
    if hidden:
        notes.find("H01-rows", hidden[0], 0, count=str(len(hidden)))
    for row in sorted(row for row in sheet.struck_rows if table.first_row <= row <= last):
        filled = [at for at, cell in enumerate(sheet.rows[row - 1]) if is_filled(cell)]
        named = next((cell for cell in sheet.rows[row - 1] if isinstance(cell, str) and cell.strip()), "")
        notes.find("H03-struck", row, filled[0], named)
    first_column, last_column = table.span or (0, len(table.paths) + max(map(len, sheet.rows)))
    for row, column in sorted(sheet.uncomputed):
        if table.first_row <= row <= max(last, table.first_row) and first_column < column <= last_column + 1:
            notes.find("C01-formula", row, column - 1)
