"""The rows of a decision list as columns: cells, repaired texts, values and codes of a field, faults noted in place.

A list is read column by column, so that each distinct word is looked up once: lists are long and their words few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from thidua.intake.cells.values import Blank, Refused
from thidua.intake.files.workbook import Cell
from thidua.intake.layouts.groups import GroupValues
from thidua.intake.layouts.lines import Line
from thidua.intake.layouts.part import Header, Notes, cell_name, shown
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.text.repair import are_plain

T = TypeVar("T")

COLUMN_OF: Mapping[str, str] = {
    "decision": "decision_no",
    "type": "award_type",
    "class": "recipient_class",
    "kind": "recipient_kind",
}
"""What a field of a list is called as a column of the facts, where that is another name."""


@dataclass
class ListRows:
    """One list being read: a row for each recipient and award, and what the headings above each row say.

    Attributes
    ----------
    lines, groups
        For each row its line in the sheet, and what the group headings above it say.
    origins
        Row and column of each carried value, to the row that it came from.
    columns
        For each row the columns that differ from those of the table: its title may stand in a second column.
    told_kinds, times, is_named
        For each row the kind that its column of recipients or its number says, how many recipients it is, and whether
        its cell names them.
    counts_from_1904
        Whether a bare number in a column of days may count from 1904; see `thidua.intake.files.workbook.Sheet`.
    how
        For each row how its values came to be, where they were not simply read; see `thidua.intake.columns`.
    """

    table: FoundTable
    header: Header
    notes: Notes
    as_of: date
    origins: Mapping[tuple[int, int], int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    groups: list[GroupValues] = field(default_factory=list)
    columns: list[Mapping[str, int]] = field(default_factory=list)
    told_kinds: list[str] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    is_named: list[bool] = field(default_factory=list)
    counts_from_1904: bool = False
    how: dict[int, list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many rows it has."""
        return len(self.lines)

    def add(
        self, line: Line, group: GroupValues, columns: Mapping[str, int], kind: str = "", times: int | None = None
    ) -> None:
        """Add a row; without a number of recipients its cell names the one it is."""
        self.lines.append(line)
        self.groups.append(group)
        self.columns.append(columns)
        self.told_kinds.append(kind)
        self.times.append(1 if times is None else times)
        self.is_named.append(times is None)

    def has(self, name: str) -> bool:
        """Whether the list has a column of that field."""
        return name in self.table.columns

    def column(self, row: int, name: str) -> int:
        """The column of a field in a row; where the list has none, that of the recipient."""
        own = self.columns[row]
        if name in own:
            return own[name]
        return self.table.columns.get(name, own.get("recipient", self.table.columns["recipient"]))

    def cells(self, name: str) -> list[Cell]:
        """The cells of a field, one for each row; blank if the list has no such column."""
        if not self.has(name):
            return [""] * len(self)
        at = self.table.columns[name]
        if name in self.table.also:
            return [line.cells[own.get(name, at)] for line, own in zip(self.lines, self.columns, strict=True)]
        return list(self._columns[at]) if self.lines else []

    @cached_property
    def _columns(self) -> list[tuple[Cell, ...]]:
        """The cells of the rows by column; made once, when all rows were added."""
        return list(zip(*(line.cells for line in self.lines), strict=True))

    def texts(self, name: str) -> list[str]:
        """The repaired texts of a field; what is repaired or doubtful is noted."""
        if not self.has(name):
            return [""] * len(self)
        cells = self.cells(name)
        texts = [cell if isinstance(cell, str) else shown(cell) for cell in cells]
        if are_plain(set(texts)):
            return texts
        return [self._text(row, name) for row in range(len(self))]

    def _text(self, row: int, name: str) -> str:
        line, at = self.lines[row], self.column(row, name)
        before = len(self.notes.repairs)
        text = self.notes.text(line.cells, line.number, at)
        if len(self.notes.repairs) > before:
            self.mark(row, name, "repaired")
        return text

    def values(self, name: str, read: Callable[[Any], T | Blank | Refused], message: str) -> list[T | None]:
        """What a reader of cells makes of a field; a refusal is noted, and it and a blank are None."""
        if not self.has(name):
            return [None] * len(self)
        cells = self.cells(name)
        known = {cell: read(cell) for cell in set(cells)}
        if any(isinstance(value, Refused) for value in known.values()):
            for row, cell in enumerate(cells):
                if isinstance(known[cell], Refused):
                    self.find(message, row, name)
        kept = {cell: None if isinstance(value, Blank | Refused) else value for cell, value in known.items()}
        return [kept[cell] for cell in cells]

    def codes(self, name: str, meant: Callable[[str], str | None], message: str) -> list[str]:
        """The codes of the words of a field, empty where nothing is written; an unknown word is noted."""
        if not self.has(name):
            return [""] * len(self)
        texts = self.texts(name)
        known = {text: "" if text in ("", "-", "–") else meant(text) for text in set(texts)}
        if None in known.values():
            for row, text in enumerate(texts):
                if known[text] is None:
                    self.find(message, row, name)
        return [known[text] or "" for text in texts]

    def find(self, message: str, row: int, name: str, **words: str) -> None:
        """Note a finding at the cell of a field; where the list has no such column, at the recipient's cell."""
        at, line = self.column(row, name), self.lines[row]
        self.notes.find(message, line.number, at, words.pop("found", line.cells[at]), **words)

    def mark(self, row: int, name: str, how: str, cell: str = "") -> None:
        """Note how the value of a field in a row came to be: "repaired", or "heading" and the heading's cell."""
        word = f"{COLUMN_OF.get(name, name)}={how}" + (f"@{cell}" if cell else "")
        marks = self.how.setdefault(row, [])
        if word not in marks:
            marks.append(word)

    def from_heading(self, row: int, name: str) -> None:
        """Note that a group heading gave a row the value of a field."""
        self.mark(row, name, "heading", self.groups[row].cells.get(name, ""))

    def lineage(self) -> list[str]:
        """How the values of each row came to be, as `thidua.intake.columns` describes it."""
        if self.origins:
            fields = {at: name for name, at in self.table.columns.items()}
            fields |= {at: name for name, also in self.table.also.items() for at in also}
            by_row: dict[int, list[tuple[int, int]]] = {}
            for (number, at), origin in self.origins.items():
                by_row.setdefault(number, []).append((at, origin))
            for row, line in enumerate(self.lines):
                for at, origin in by_row.get(line.number, ()):
                    if at == self.column(row, fields[at]):
                        self.mark(row, fields[at], "carried", cell_name(origin, at))
        if not self.how:
            return [""] * len(self)
        return [" ".join(sorted(self.how[row])) if row in self.how else "" for row in range(len(self))]
