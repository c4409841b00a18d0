"""The rows of a decision list as columns: cells, repaired texts, values and codes of a field, faults noted in place.

A list is read column by column, so that each distinct word is looked up once: lists are long and their words few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from thidua.intake.cells.values import Blank, Refused
from thidua.intake.files.workbook import Cell
from thidua.intake.layouts.headings import FoundTable
from thidua.intake.layouts.lines import Line
from thidua.intake.layouts.part import Header, Notes, shown
from thidua.intake.text.repair import are_plain

T = TypeVar("T")


@dataclass
class ListRows:
    """One list being read: its lines of data, and what the group headings above each of them said."""

    table: FoundTable
    header: Header
    notes: Notes
    as_of: date
    lines: list[Line]
    group_kinds: list[str]
    group_awards: list[str]

    def __len__(self) -> int:
        """How many rows it has."""
        return len(self.lines)

    def has(self, field: str) -> bool:
        """Whether the list has a column of that field."""
        return field in self.table.columns

    def cells(self, field: str) -> list[Cell]:
        """The cells of a field, one for each row; blank if the list has no such column."""
        if not self.has(field):
            return [""] * len(self)
        at = self.table.columns[field]
        return [line.cells[at] for line in self.lines]

    def texts(self, field: str) -> list[str]:
        """The repaired texts of a field; what is repaired or doubtful is noted."""
        if not self.has(field):
            return [""] * len(self)
        at, cells = self.table.columns[field], self.cells(field)
        texts = [cell if isinstance(cell, str) else shown(cell) for cell in cells]
        if are_plain(set(texts)):
            return texts
        return [self.notes.text(line.cells, line.number, at) for line in self.lines]

    def values(self, field: str, read: Callable[[Any], T | Blank | Refused], message: str) -> list[T | None]:
        """What a reader of cells makes of a field; a refusal is noted, and it and a blank are None."""
        if not self.has(field):
            return [None] * len(self)
        cells = self.cells(field)
        known = {cell: read(cell) for cell in set(cells)}
        if any(isinstance(value, Refused) for value in known.values()):
            for row, cell in enumerate(cells):
                if isinstance(known[cell], Refused):
                    self.find(message, row, field)
        kept = {cell: None if isinstance(value, Blank | Refused) else value for cell, value in known.items()}
        return [kept[cell] for cell in cells]

    def codes(self, field: str, meant: Callable[[str], str | None], message: str) -> list[str]:
        """The codes of the words of a field, empty where nothing is written; an unknown word is noted."""
        if not self.has(field):
            return [""] * len(self)
        texts = self.texts(field)
        known = {text: "" if text in ("", "-", "–") else meant(text) for text in set(texts)}
        if None in known.values():
            for row, text in enumerate(texts):
                if known[text] is None:
                    self.find(message, row, field)
        return [known[text] or "" for text in texts]

    def find(self, message: str, row: int, field: str, **words: str) -> None:
        """Note a finding at the cell of a field; where the list has no such column, at the recipient's cell."""
        at = self.table.columns.get(field, self.table.columns["recipient"])
        line = self.lines[row]
        self.notes.find(message, line.number, at, line.cells[at], **words)
